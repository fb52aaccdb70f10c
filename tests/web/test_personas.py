"""Personas: drafted, written, quoted, published, printed; every quote stays exact."""

import io

import pytest
from PIL import Image
from sqlmodel import select

from tests.web.material import put_segment
from tests.web.writing_personas import cite, document, write
from workbench.storage.tables import Persona, PersonaVersion, Segment, Utterance
from workbench.workflow.personas import draft_persona


@pytest.fixture
def address(client, store, cast, people, said):
    """A persona drafted from a segment of 小满 and 老周."""
    segment = put_segment(store, cast.study, people[:2])
    return client.post(f"/studies/{cast.study}/personas/draft", data={"segment_id": segment}).location


def test_a_study_without_personas_says_where_they_come_from(client, cast):
    assert "画像从人群起草" in client.get(f"/studies/{cast.study}/personas").text


def test_a_persona_is_drafted_from_a_segment(client, address, cast):
    page = client.get(address).text
    assert "碎片时间的人" in page
    assert "1/1 人" in page
    assert "碎片时间的人" in client.get(f"/studies/{cast.study}/personas").text


def test_a_quote_is_the_exact_words_of_its_utterance(client, address, store, said):
    cite(client, address, "hero_quote", said, "3-10", "10-17")
    quote = document(store)["hero_quote"]
    with store.reading() as session:
        text = session.get(Utterance, said).text
    assert quote["text"] == text[quote["start"] : quote["end"]] == "上班被看板追，下班被红点追。"
    assert quote["pseudonym"] == "小满"
    assert "上班被看板追，下班被红点追。" in client.get(address).text


def test_an_interviewers_words_are_never_quoted(client, address, store, said):
    before = document(store)
    cite(client, address, "hero_quote", said - 1, "0-5")
    assert document(store) == before
    assert "不是受访者说的" in client.get(address).text


@pytest.mark.parametrize("spans", [[], ["5-5"], ["0-999"], ["x-y"], ["9-3"]])
def test_an_impossible_piece_is_refused_with_a_sentence(client, address, store, said, spans):
    before = document(store)
    cite(client, address, "quotes", said, *spans)
    assert document(store) == before
    assert "没有选中任何字句" in client.get(address).text


def test_somebody_elses_utterance_cannot_be_quoted(client, address, store, cast):
    with store.writing() as session:
        foreign = Utterance(study_id=cast.foreign_study, text="别人的原话")
        session.add(foreign)
        session.flush()
        foreign_id = foreign.id
    before = document(store)
    cite(client, address, "quotes", foreign_id, "0-3")
    assert document(store) == before


def test_a_sentence_without_evidence_is_an_assumption_and_loses_that_with_evidence(client, address, store, said):
    write(client, address, store, **{"motivations-0-text": "放空自己", "motivations-0-on_poster": "on"})
    assert document(store)["motivations"][0]["assumption"] is True
    cite(client, address, "motivations.0", said, "0-3")
    claim = document(store)["motivations"][0]
    assert claim["assumption"] is False
    assert claim["interviews"] == {"said": 1, "of": 1}


def test_rewriting_and_reordering_sentences_keeps_their_evidence(client, address, store, said):
    write(client, address, store, **{"goals-0-text": "甲", "goals-1-text": "乙"})
    cite(client, address, "goals.1", said, "0-3")
    changed = {"goals-0-text": "甲", "goals-0-was": 0, "goals-0-order": 2, "goals-1-text": "乙改", "goals-1-was": 1}
    write(client, address, store, **changed, **{"goals-1-order": 1})
    goals = document(store)["goals"]
    assert [(goal["text"], len(goal["evidence"])) for goal in goals] == [("乙改", 1), ("甲", 0)]


def test_two_people_writing_at_once_do_not_overwrite_each_other(client, address, store):
    response = client.post(f"{address}/edit", data={"title": "旧页面写的", "revision": 0, "goals-0-text": "别丢了我"})
    assert response.status_code == 409
    assert "别丢了我" in response.text
    assert document(store)["title"] != "旧页面写的"


def test_quotes_are_reordered_hung_and_taken_away(client, address, store, said):
    before = len(document(store)["quotes"])
    cite(client, address, "quotes", said, "0-3")
    cite(client, address, "quotes", said, "3-10")
    change = {"place": "quotes", "position": before + 1}
    client.post(f"{address}/quotes", data={**change, "action": "raise"})
    assert [q["text"] for q in document(store)["quotes"]][before:] == ["上班被看板追，", "昨天。"]
    client.post(f"{address}/quotes", data={**change, "action": "unhang"})
    assert document(store)["quotes"][before + 1]["on_poster"] is False
    client.post(f"{address}/quotes", data={**change, "action": "remove"})
    assert len(document(store)["quotes"]) == before + 1


def test_publishing_makes_versions_that_never_change(client, address, store):
    client.post(f"{address}/publish")
    client.post(f"{address}/publish")
    assert "没有区别" in client.get(address).text
    write(client, address, store, tagline="新的一句话")
    client.post(f"{address}/publish")
    with store.reading() as session:
        versions = session.exec(select(PersonaVersion)).all()
    assert [(one.number, one.document["tagline"] == "新的一句话") for one in versions] == [(1, False), (2, True)]


def test_a_changed_utterance_stops_publishing_and_says_which_quote(client, address, store, said):
    cite(client, address, "hero_quote", said, "3-10")
    with store.writing() as session:
        session.get(Utterance, said).text = "完全不同的话。"
    response = client.post(f"{address}/publish", follow_redirects=True)
    assert "还不能发布" in response.text
    assert "上班被看板追" in response.text
    assert "需复核" in client.get(f"{address}/evidence").text


@pytest.mark.parametrize("page", ["a3", "a4", "document"])
def test_a_published_persona_is_printed(client, address, page):
    client.post(f"{address}/publish")
    response = client.get(f"{address}/{page}.pdf")
    assert response.mimetype == "application/pdf"
    assert response.data.startswith(b"%PDF-")


def test_a_version_that_does_not_exist_gets_a_sentence(client, address):
    assert client.get(f"{address}/a3.pdf").status_code == 404
    assert client.get(f"{address}/a5.pdf?version=0").status_code == 404
    assert client.get(f"{address}/a3.pdf?version=0").status_code == 200


def picture(size, kind="PNG"):
    data = io.BytesIO()
    Image.new("RGB", size, "white").save(data, kind)
    data.seek(0)
    return data


def test_a_portrait_is_shown_and_taken_away(client, address):
    client.post(f"{address}/portrait", data={"portrait": (picture((800, 700)), "她.png")})
    assert client.get(f"{address}/portrait.jpg").data.startswith(b"\xff\xd8")
    client.post(f"{address}/portrait", data={"remove": "1"})
    assert client.get(f"{address}/portrait.jpg").status_code == 404


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (lambda: (picture((12000, 12000)), "big.png"), "6400 万像素"),
        (lambda: (io.BytesIO(b"<svg onload=alert(1)>"), "x.jpg"), "打不开"),
        (lambda: (io.BytesIO(b""), ""), "还没有选图片"),
    ],
)
def test_a_bad_portrait_gets_a_sentence(client, address, upload, sentence):
    response = client.post(f"{address}/portrait", data={"portrait": upload()}, follow_redirects=True)
    assert sentence in response.text


def test_a_hostile_title_is_shown_as_text(client, cast):
    address = client.post(f"/studies/{cast.study}/personas/draft", data={"title": "<script>x</script>"}).location
    assert "&lt;script&gt;x" in client.get(address).text


def test_a_persona_without_title_is_refused(client, cast):
    response = client.post(f"/studies/{cast.study}/personas/draft", data={"title": " "}, follow_redirects=True)
    assert "还没有标题" in response.text


def test_a_deleted_persona_is_gone(client, address, cast):
    client.post(f"{address}/delete")
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("page", ["", "/edit", "/cite?place=quotes", "/evidence", "/a3.pdf?version=0", "/portrait.jpg"])
def test_an_outsider_sees_nothing_of_a_persona(outsider, address, page):
    assert outsider.get(address + page).status_code == 404


@pytest.mark.parametrize("page", ["/edit", "/cite?place=motivations.0", "/cite?place=quotes&q=任务", "/evidence"])
def test_every_page_of_a_persona_opens(client, address, store, said, page):
    write(client, address, store, **{"motivations-0-text": "放空自己"})
    cite(client, address, "motivations.0", said, "0-3")
    assert client.get(address + page).status_code == 200


def test_a_place_that_no_document_has_is_a_sentence(client, address):
    assert client.get(f"{address}/cite?place=nowhere").status_code == 422
    assert client.get(f"{address}/cite?place=goals.7").status_code == 422


def test_a_segment_of_whose_people_a_persona_stands_on_an_older_run_does_not_wait_for_one(client, done, store, cast):
    drafted = [draft_persona(store, cast.owner, segment) for segment in done.members()]
    done.again(k=2)  # of two segments that become one only one hands its persona on
    newest = done.again()
    page = client.get(f"/studies/{cast.study}/personas").text
    assert "还没有画像的人群" not in page
    assert ">起草画像<" not in page
    assert page.count("最近一次分析里，大半是同样的人") == 1
    with store.writing() as session:
        segments = {one.id for one in session.exec(select(Segment).where(Segment.run_id == newest))}
        for persona in drafted:
            session.delete(session.get_one(Persona, persona))
    page = client.get(f"/studies/{cast.study}/personas").text
    assert page.count(">起草画像<") == len(segments) == 3, "without a persona all of them wait"
