"""Personal links: one for each line of a list, used once, exported, revoked, gone with what they brought."""

import csv
import io

import pytest

from tests.web.answering import FIRST, ONE_PAGE, SECOND, THIRD, answer, answer_all, at_once, fields, publish, rows
from workbench.errors import NotAllowed
from workbench.storage.tables import AuditEntry, Form, Participant, PersonalLink
from workbench.workflow import form_access, participants
from workbench.workflow.personal_links import export_links, personal_token, use_link
from workbench.workflow.visits import check_open, find_entry

PEOPLE = "张三 12 号群\n\n 李四 \n张三 12 号群\n<b>王五</b>\n"


@pytest.fixture
def place(store, cast):
    publish(store, cast)
    return f"/studies/{cast.study}/forms/{rows(store, Form)[0].id}/links"


def public_link(store):
    """The form's own link."""
    return f"/s/{rows(store, Form)[0].token}"


@pytest.fixture
def links(client, store, place):
    """Three links in the order of the list, as a respondent gets them."""
    assert client.post(place, data={"people": PEOPLE}).status_code == 303
    return [f"/s/{personal_token(store.settings, one)}" for one in rows(store, PersonalLink)]


def test_each_line_gets_a_link_and_a_second_time_none(client, store, place, links):
    assert [one.label for one in rows(store, PersonalLink)] == ["张三 12 号群", "李四", "<b>王五</b>"]
    response = client.post(place, data={"people": "李四\n赵六"})
    page = client.get(response.location).text
    assert "生成了 1 个专属链接" in page
    assert "1 行重复或已经有链接，没有再生成。链接丢了，在下面的列表里搜备注，点“重新发一个”" in page
    assert "&lt;b&gt;王五" in page


def test_the_database_does_not_know_the_links(store, links):
    kept = str(rows(store, PersonalLink))
    assert not [link for link in links if link.removeprefix("/s/") in kept]


def test_until_it_is_handed_in_a_link_goes_on_where_it_was_left_in_any_browser(app, store, links):
    first, second, third = (app.test_client() for _ in range(3))
    answer(first, links[0], **FIRST)
    assert "为什么玩" in second.get(links[0], follow_redirects=True).text
    assert first.get(links[0]).location == second.get(links[0]).location
    answer_all(second, links[0], (SECOND, THIRD))
    assert (len(rows(store)), rows(store)[0].answers["often"]) == (1, "daily")
    response = third.get(links[0])
    assert response.status_code == 403
    assert "这个链接已经用过了" in response.text
    assert second.get(links[0]).location.startswith("/r/"), "in the browser that handed in it leads to the thanks"


def test_a_link_goes_on_only_for_who_knows_the_password(app, store, cast, links):
    answer(app.test_client(), links[0], **FIRST)
    form_access.set_form_password(store, cast.owner, rows(store, Form)[0].id, "暗号1234")
    other = app.test_client()
    assert "为什么玩" not in other.get(links[0], follow_redirects=True).text
    entered = other.post(f"{links[0]}/enter", data={"password": "暗号1234"}, follow_redirects=True)
    assert "为什么玩" in entered.text


def test_a_link_of_a_closed_form_goes_on_and_begins_nothing(app, client, place, links):
    answer(app.test_client(), links[0], **FIRST)
    client.post(f"{place.removesuffix('/links')}/close")
    assert "为什么玩" in app.test_client().get(links[0], follow_redirects=True).text
    assert app.test_client().get(links[1]).status_code == 410


def test_a_link_that_was_lost_is_made_anew_for_the_same_person(app, client, store, place, links):
    first, *_ = rows(store, PersonalLink)
    begun = app.test_client()
    answer(begun, links[0], **FIRST)
    told = client.post(f"{place}/{first.id}/renew", follow_redirects=True)
    assert "给“张三 12 号群”换了新链接" in told.text
    new = rows(store, PersonalLink)[-1]
    assert (new.label, new.channel) == (first.label, first.channel)
    assert "已经停用" in app.test_client().get(links[0]).text
    assert "多久玩一次" in app.test_client().get(f"/s/{personal_token(store.settings, new)}").text
    assert begun.get(links[0]).location.startswith("/r/"), "who has begun may finish"
    back = client.post(f"{place}/{first.id}/revoke", data={"restore": "1"}, follow_redirects=True)
    assert "这个人已经有新的链接了" in back.text
    assert "已停用 · 1" in back.text


def test_a_link_that_was_handed_in_is_not_made_anew(app, client, store, place, links):
    answer_all(app.test_client(), links[0])
    number = rows(store, PersonalLink)[0].id
    told = client.post(f"{place}/{number}/renew", follow_redirects=True)
    assert "已经提交或停用了" in told.text
    assert f"{number}/renew" not in client.get(place).text
    assert len(rows(store, PersonalLink)) == 3
    assert client.post(f"{place}/{2**63}/renew").status_code == 404


def test_the_note_leads_from_a_link_to_the_candidate_and_back(app, client, store, cast, place, links):
    answer_all(app.test_client(), links[1])
    answer_all(app.test_client(), links[2])
    person = f"/studies/{cast.study}/participants/{rows(store, Participant)[0].id}"
    assert f'href="{person}">P001</a>' in client.get(f"{place}?q=李四").text
    assert "专属链接的备注：李四" in client.get(person).text
    candidates = place.removesuffix("links") + "candidates"
    assert "&lt;b&gt;王五" in client.get(candidates).text
    found = client.get(f"{candidates}?q=李四").text
    assert "P001</a>" in found
    assert "P002</a>" not in found


def test_the_note_leaves_only_with_contacts(app, client, store, cast, links):
    answer_all(app.test_client(), links[1])
    export = f"/studies/{cast.study}/answers/form:{rows(store, Form)[0].id}/export.csv"
    assert "李四" not in client.get(export).data.decode()
    assert [one.verb for one in rows(store, AuditEntry)].count("export_contacts") == 0
    assert "李四" in client.get(f"{export}?personal=1").data.decode()
    assert [one.verb for one in rows(store, AuditEntry)].count("export_contacts") == 1
    assert "李四" not in client.get(f"/studies/{cast.study}/texts/export.csv").data.decode()


def test_of_many_that_use_a_link_at_once_one_gets_in_and_the_others_keep_their_words(app, store, links):
    waiting = [app.test_client() for _ in range(8)]
    opened = [(browser, {**fields(browser.get(links[0]).text), **FIRST}) for browser in waiting]

    def send():
        browser, body = opened.pop()
        return browser.post(links[0], data=body)

    responses = at_once(8, send)
    assert sorted(response.status_code for response in responses) == [303] + [403] * 7
    assert all("每天" in response.text for response in responses if response.status_code == 403)
    assert len(rows(store)) == 1


def test_the_list_tells_who_has_used_theirs(client, app, place, links):
    answer(app.test_client(), links[0], **FIRST)
    answer_all(app.test_client(), links[1])
    page = client.get(place).text
    for state in ("在填 · 1", "已提交 · 1", "没有用过 · 1"):
        assert state in page
    assert "李四" in client.get(f"{place}?state=finished").text
    assert "张三 12 号群</th>" not in client.get(f"{place}?q=李四").text


def test_nobody_else_is_invited_on_the_ending_of_a_personal_link(anyone, links):
    ending = answer_all(anyone, links[0])
    assert "换一个人填写" not in anyone.get(ending).text


def test_a_revoked_link_lets_nobody_in_until_it_is_restored(client, anyone, store, place, links):
    number = rows(store, PersonalLink)[0].id
    client.post(f"{place}/{number}/revoke")
    assert "已经停用" in anyone.get(links[0]).text
    assert anyone.post(links[0], data=FIRST).status_code == 422, "without a page there is no number of it"
    client.post(f"{place}/{number}/revoke", data={"restore": "1"})
    assert anyone.get(links[0]).status_code == 200


def test_labels_and_links_leave_as_a_table(client, place, links):
    lines = list(csv.reader(io.StringIO(client.get(f"{place}.csv").data.decode("utf-8-sig"))))
    assert lines[0] == ["备注", "链接", "状态"]
    assert sorted(line[1] for line in lines[1:]) == sorted(f"http://127.0.0.1:8000{link}" for link in links)
    assert client.get(f"{place}.xlsx").data.startswith(b"PK")


def test_a_label_never_becomes_a_formula(client, place):
    client.post(place, data={"people": "=HYPERLINK(1)"})
    assert "'=HYPERLINK(1)" in client.get(f"{place}.csv").text


@pytest.mark.parametrize(
    ("people", "said"),
    [(" \n ", "名单是空的"), ("长" * 101, "太长了"), ("\n".join(map(str, range(2001))), "一次最多 2000 个人")],
)
def test_a_list_that_cannot_be_taken_comes_back_with_a_sentence(client, store, place, people, said):
    response = client.post(place, data={"people": people})
    assert response.status_code == 422
    assert said in response.text
    assert people.strip().splitlines()[-1:] == [] or people.strip().splitlines()[-1][:50] in response.text
    assert rows(store, PersonalLink) == []


def test_a_withdrawal_takes_the_label_with_it(anyone, store, links):
    ending = answer_all(anyone, links[0], (FIRST, SECOND, THIRD))
    anyone.post(f"{ending}/withdraw")
    assert [one.label for one in rows(store, PersonalLink)] == ["李四", "<b>王五</b>"]
    assert anyone.get(links[0]).status_code == 404


@pytest.mark.parametrize("leave", ["withdraw", "delete"])
def test_no_older_link_keeps_the_label_of_somebody_who_left(app, client, store, cast, place, links, leave):
    first = rows(store, PersonalLink)[0]
    client.post(f"{place}/{first.id}/renew")
    browser = app.test_client()
    ending = answer_all(browser, f"/s/{personal_token(store.settings, rows(store, PersonalLink)[-1])}")
    if leave == "withdraw":
        browser.post(f"{ending}/withdraw")
    else:
        participants.delete_participant(store, cast.owner, rows(store, Participant)[0].id)
    assert [one.label for one in rows(store, PersonalLink)] == ["李四", "<b>王五</b>"]


def test_a_link_is_shown_and_exported_only_until_somebody_begins_with_it(app, client, place, links):
    answer(app.test_client(), links[0], **FIRST)
    answer_all(app.test_client(), links[1])
    page, table = client.get(place).text, client.get(f"{place}.csv").data.decode("utf-8-sig")
    for shown in (page, table):
        assert [link in shown for link in links] == [False, False, True]
        assert "张三 12 号群" in shown
    assert "/renew" in page
    states = {line["备注"]: line["状态"] for line in csv.DictReader(io.StringIO(table))}
    assert states == {"张三 12 号群": "在填", "李四": "已提交", "<b>王五</b>": "没有用过"}


def test_a_link_that_was_begun_stays_hidden_whatever_is_done_to_it(app, client, store, place, links):
    answer(app.test_client(), links[0], **FIRST)
    number = rows(store, PersonalLink)[0].id
    for restore in ("0", "1"):
        client.post(f"{place}/{number}/revoke", data={"restore": restore})
        assert links[0] not in client.get(place).text + client.get(f"{place}.csv").text


def test_links_that_leave_as_a_file_are_written_down(store, cast, place, links):
    form_id = rows(store, Form)[0].id
    export_links(store, cast.owner, form_id, "csv", str)
    entry = rows(store, AuditEntry)[-1]
    told = (entry.verb, entry.subject, entry.user_id, entry.study_id)
    assert told == ("export_personal_links", f"form:{form_id}", cast.owner, cast.study)


def test_whoever_comes_second_in_a_shared_commit_hears_that_somebody_has_begun(app, store, place, links):
    answer(app.test_client(), public_link(store), **FIRST)
    sent = rows(store)[0]
    with store.writing() as session, session.no_autoflush:
        entry = find_entry(session, links[0].removeprefix("/s/"))
        check_open(entry)
        use_link(session, entry.personal, sent.token_hash)
        second = find_entry(session, links[0].removeprefix("/s/"))
        assert second.unfinished == sent.uuid
        with pytest.raises(NotAllowed, match="已经在别处开始填了"):
            check_open(second)


def test_whoever_comes_after_all_was_handed_in_in_a_shared_commit_is_kept_out(app, store, place, links):
    answer_all(app.test_client(), public_link(store))
    with store.writing() as session, session.no_autoflush:
        entry = find_entry(session, links[0].removeprefix("/s/"))
        use_link(session, entry.personal, rows(store)[0].token_hash)
        with pytest.raises(NotAllowed, match="已经用过了"):
            check_open(find_entry(session, links[0].removeprefix("/s/")))


def test_a_forged_link_leads_nowhere(anyone, links):
    for token in (links[0][3:-1] + "x", links[0][3:].upper() + "0", "0" * 32):
        assert anyone.get(f"/s/{token}").status_code == 404


def test_a_number_of_another_form_is_not_there(client, store, cast, place, links):
    publish(store, cast, ONE_PAGE)
    other = max(form.id for form in rows(store, Form))
    assert client.post(f"/studies/{cast.study}/forms/{other}/links/1/revoke").status_code == 404


def test_fifty_links_are_on_a_page_and_each_state_has_its_own_number(client, app, store, place):
    client.post(place, data={"people": "\n".join(f"第 {number} 位" for number in range(1, 61))})
    first, *_ = made = rows(store, PersonalLink)
    answer(app.test_client(), f"/s/{personal_token(store.settings, first)}", **FIRST)
    for link in made[50:53]:
        client.post(f"{place}/{link.id}/revoke")
    pages = [client.get(f"{place}?page={page}").text for page in (1, 2)]
    assert [page.count('<th scope="row">') for page in pages] == [50, 10]
    assert "第 51 位</th>" in pages[1]
    assert all(state in pages[0] for state in ("没有用过 · 56", "在填 · 1", "已停用 · 3"))
    assert client.get(f"{place}?state=revoked").text.count('<th scope="row">') == 3
    assert client.get(f"{place}?q=第 5&state=revoked").text.count('<th scope="row">') == 3
    assert client.get(f"{place}?state=nonsense").text.count('<th scope="row">') == 50
