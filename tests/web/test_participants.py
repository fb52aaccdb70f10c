"""Participants: the list, one person with everything, descriptions by hand, deletion."""

import re

import pytest
from sqlmodel import func, select

from tests.web.tables import PEOPLE, bring, change, form_of, table, upload
from tests.web.talks import bring as transcript
from tests.web.talks import confirm
from workbench.storage.tables import Answer, Interview, Participant, Submission, Utterance


def create(client, study, **values):
    """Add somebody by hand; the address of their page."""
    return client.post(f"/studies/{study}/participants/create", data={"pseudonym": "阿灯", **values}).location


def names(page):
    """The pseudonyms of the list, in order."""
    return re.findall(r'<th scope="row"><a [^>]*>([^<]*)</a>', page)


def first(store):
    with store.reading() as session:
        return session.exec(select(Participant).order_by(Participant.id)).first()


def test_an_empty_list_says_where_participants_come_from(client, cast):
    assert "还没有受访者" in client.get(f"/studies/{cast.study}/participants").text


def test_a_participant_is_added_by_hand(client, cast, store):
    page = client.get(create(client, cast.study, state="invited", consent="yes", note="朋友介绍")).text
    assert "手工添加" in page
    assert "朋友介绍" in page
    added = first(store)
    assert (added.pseudonym, added.state, added.consent_recording) == ("阿灯", "invited", True)


def test_without_a_pseudonym_the_next_number_is_taken(client, cast, store):
    create(client, cast.study)
    assert "P002" in client.get(create(client, cast.study, pseudonym=" ")).text


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"pseudonym": "长" * 61}, 422),
        ({"state": "king"}, 422),
        ({"note": "长" * 5001}, 422),
        ({"pseudonym": "阿灯"}, 409),
    ],
)
def test_bad_descriptions_get_a_sentence_and_nothing_typed_is_lost(client, cast, values, status):
    create(client, cast.study)
    form = {"pseudonym": "鹿角", "note": "别丢", **values}
    response = client.post(f"/studies/{cast.study}/participants/create", data=form)
    assert response.status_code == status
    assert form["note"][:50] in response.text


def test_a_participant_is_renamed_unless_the_name_is_taken(client, cast, store):
    create(client, cast.study, pseudonym="鹿角")
    address = create(client, cast.study)
    refused = client.post(f"{address}/update", data={"pseudonym": "鹿角", "state": "invited"})
    assert refused.status_code == 409
    assert "已经有人用了" in refused.text
    assert client.post(f"{address}/update", data={"pseudonym": "", "state": "invited"}).status_code == 422
    client.post(f"{address}/update", data={"pseudonym": "灯灯", "state": "dropped", "consent": "no"})
    page = client.get(address).text
    assert "灯灯" in page
    assert "不同意录音" in page


def test_attributes_are_added_changed_and_removed(client, cast, store):
    address = create(client, cast.study)
    for value in ("石家庄", "南京"):
        client.post(f"{address}/attributes", data={"name": "城市", "value": value})
    assert first(store).attributes == {"城市": "南京"}
    client.post(f"{address}/attributes", data={"name": "城市", "value": ""})
    assert first(store).attributes == {}
    refused = client.post(f"{address}/attributes", data={"name": "城市", "value": "长" * 201})
    assert refused.status_code == 422
    assert 'value="城市"' in refused.text


def test_ticked_participants_move_to_a_state_and_those_of_others_do_not(client, outsider, cast, store):
    mine, foreign = create(client, cast.study), create(outsider, cast.foreign_study)
    ids = [address.rpartition("/")[2] for address in (mine, foreign)]
    form = {"participant": [*ids, "x", "9" * 30], "state": "invited", "back": "?q=%E7%81%AF"}
    response = client.post(f"/studies/{cast.study}/participants/state", data=form)
    assert response.location.endswith("?q=%E7%81%AF")
    with store.reading() as session:
        assert session.exec(select(Participant.state).order_by(Participant.id)).all() == ["invited", "qualified"]
    elsewhere = client.post(f"/studies/{cast.study}/participants/state", data={**form, "back": "?\r\nX: y//evil"})
    assert elsewhere.location == f"/studies/{cast.study}/participants"
    refused = client.post(f"/studies/{cast.study}/participants/state", data={**form, "state": "king"})
    assert "没有这种状态" in client.get(refused.location).text


def test_the_list_is_searched_by_everything_known(client, cast):
    bring(client, cast.study, table(PEOPLE))
    address = create(client, cast.study, pseudonym="海棠", note="从论坛来")
    client.post(f"{address}/attributes", data={"name": "城市", "value": '石家庄"市'})
    listed = f"/studies/{cast.study}/participants"
    for words, found in (
        ("海棠", 1),
        ("论坛", 1),
        ("石家庄", 1),
        ("养成", 2),
        ("女 养成", 2),
        ("像上班", 1),
        ('"', 1),
        ("%", 0),
    ):
        assert len(names(client.get(listed, query_string={"q": words}).text)) == found, words
    assert "没有找到" in client.get(f"{listed}?q=不存在的").text


def test_the_list_is_filtered_and_sorted(client, cast):
    bring(client, cast.study, table(PEOPLE))
    create(client, cast.study, pseudonym="A", state="dropped")
    listed = f"/studies/{cast.study}/participants"
    assert names(client.get(f"{listed}?state=dropped").text) == ["A"]
    assert len(names(client.get(f"{listed}?source=import:1").text)) == 4
    assert names(client.get(f"{listed}?sort=pseudonym").text)[0] == "A"
    assert names(client.get(f"{listed}?sort=-pseudonym").text)[-1] == "A"
    assert names(client.get(f"{listed}?sort=voices").text)[0] == "A"
    assert names(client.get(f"{listed}?sort=nonsense").text)[-1] == "A"


def test_fifty_are_on_a_page(client, cast):
    bring(client, cast.study, table([[str(n), "女", "解谜", f"因为 {n}", f"太累 {n}", ""] for n in range(120)]))
    listed = f"/studies/{cast.study}/participants"
    page = client.get(listed).text
    assert len(names(page)) == 50
    assert "第 1 页，共 3 页" in page
    assert len(names(client.get(f"{listed}?page=3").text)) == 20
    assert len(names(client.get(f"{listed}?page=99").text)) == 20


def test_everything_of_a_person_is_in_one_place(client, cast, store):
    address = upload(client, cast.study, table(PEOPLE)).location
    form = change(form_of(client.get(address).text), "昵称", use="pseudonym", topic="")
    client.post(f"{address}/confirm", data=change(form, "性别", use="single"))
    interview = confirm(client, transcript(client, cast.study), guest="阿灯", is_new="").location
    page = client.get(f"/studies/{cast.study}/participants/{first(store).id}").text
    with store.reading() as session:
        said = session.exec(select(Utterance).where(Utterance.participant_id == first(store).id)).all()
    assert len(said) == 4
    for utterance in said:
        assert f'id="u{utterance.id}"' in page
    assert "你好，平时什么时候玩" not in page
    assert "</span> 女</li>" in page
    assert "<dd>解谜、养成</dd>" in page
    assert f'href="{interview}"' in page
    assert f'href="/studies/{cast.study}/answers/import:1/{first(store).id}"' in page


def test_a_deleted_participant_goes_with_everything(client, cast, store):
    bring(client, cast.study, table(PEOPLE[:1]))
    confirm(client, transcript(client, cast.study), guest=first(store).pseudonym, is_new="")
    client.post(f"/studies/{cast.study}/participants/{first(store).id}/delete")
    with store.reading() as session:
        for kind in (Participant, Answer, Utterance, Interview, Submission):
            assert session.exec(select(func.count()).select_from(kind)).one() == 0


def test_hostile_names_are_shown_as_text(client, cast):
    address = create(client, cast.study, pseudonym="<script>alert(1)</script>", note="<img src=x onerror=alert(1)>\x00")
    client.post(f"{address}/attributes", data={"name": "<b>城市", "value": "'\"><i>"})
    for page in (address, f"/studies/{cast.study}/participants"):
        text = client.get(page).text
        assert "&lt;script&gt;" in text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "<b>城市" not in text


def test_an_outsider_sees_no_participant(client, outsider, cast):
    address = create(client, cast.study)
    assert outsider.get(address).status_code == 404
    assert outsider.get(f"/studies/{cast.study}/participants").status_code == 404
    for verb in ("update", "attributes", "delete"):
        assert outsider.post(f"{address}/{verb}").status_code == 404
    assert outsider.post(f"/studies/{cast.study}/participants/state").status_code == 404


def test_a_number_that_no_database_knows_is_not_there(client, cast):
    assert client.get(f"/studies/{cast.study}/participants/{'9' * 30}").status_code == 404
    assert client.get(f"/studies/{'9' * 30}").status_code == 404


def test_contact_details_stand_in_a_closed_box(client, cast, store):
    bring(client, cast.study, table([["1", "女", "13800001234"]], ["编号", "性别", "手机号"]))
    page = client.get(f"/studies/{cast.study}/participants/{first(store).id}").text
    box = page[page.index("<summary>联系方式</summary>") :]
    assert "<dd>13800001234</dd>" in box[: box.index("</details>")]
    assert page.count("13800001234") == 1


def test_the_reminder_of_consent_leads_to_those_who_did_not_agree(client, cast, store):
    confirm(client, transcript(client, cast.study))
    for name, consent in (("鹿角", ""), ("小满", "yes")):
        create(client, cast.study, pseudonym=name, consent=consent)
    missing = f"/studies/{cast.study}/participants?consent=missing"
    assert f'href="{missing}"' in client.get(f"/studies/{cast.study}").text
    assert names(client.get(missing).text) == ["阿灯"]
    client.post(
        f"/studies/{cast.study}/participants/{first(store).id}/update", data={"pseudonym": "阿灯", "consent": "yes"}
    )
    assert "没有找到" in client.get(missing).text
