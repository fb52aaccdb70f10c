"""What somebody took back is nowhere: not in personas, versions, segments or runs."""

import re

import pytest
from sqlmodel import select

from tests.web.material import PEOPLE, put_segment
from tests.web.writing_personas import cite, document, write
from workbench.records.personas import CitedQuote
from workbench.storage.tables import Participant, PersonaVersion, Run, Segment, SegmentDecision, Utterance
from workbench.workflow import withdrawal

SPOKEN = ("昨天", "上班被看板追", "下班被红点追")
WRITTEN = ("地铁上看看云", "放松一下", "每日任务太多了", "像上班一样")


@pytest.fixture
def address(client, store, cast, people, said):
    """A published persona which quotes 小满 wherever one can be quoted, and a run that knows her."""
    put_run(store, cast.study, people, said)
    segment = put_segment(store, cast.study, people[:2])
    put_edges(store, segment)
    address = client.post(f"/studies/{cast.study}/personas/draft", data={"segment_id": segment}).location
    for place in ("hero_quote", "counter_quote", "quotes", "motivations.0", "pain_points.0", "user_story"):
        cite(client, address, place, said, "3-10", "10-17")
    client.post(f"{address}/publish")
    return address


def put_edges(store, segment):
    """Counter-quotes and edge cases, as a run finds them, and a decision that could bring them back."""
    with store.writing() as session:
        row = session.get_one(Segment, segment)
        row.facts = {**row.facts, "counter_quotes": row.facts["quotes"], "edge_cases": row.facts["quotes"]}
        before = {"segments": [{"id": segment, "facts": row.facts, "members": []}], "made": []}
        session.add(SegmentDecision(study_id=row.study_id, kind="merge", reason="像", before=before))


def put_run(store, study, people, said):
    quotes = [{"id": str(people[0]), "column": said, "start": 3, "end": 10, "text": "上班被看板追，"}]
    quotes += [{"id": str(people[1]), "column": said + 99, "start": 0, "end": 7, "text": PEOPLE[1][1]}]
    segment = {"segment": 1, "quotes": quotes, "counter_quotes": quotes, "edge_cases": quotes}
    report = {"assignments": dict.fromkeys(map(str, people), 1), "segments": [segment]}
    points = [{"segment": 1, "x": 0.0, "y": 0.0, "pseudonym": person[0]} for person in PEOPLE]
    with store.writing() as session:
        session.add(Run(study_id=study, state="done", result={"map": points, "report": report}))
        session.add(Run(study_id=study, state="running", worker="1-abc"))


def everything(store):
    """Every value of every table, as one text."""
    with store.reading() as session:
        read = session.connection().exec_driver_sql
        tables = read("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        rows = repr([tuple(row) for table in tables for row in read(f'SELECT * FROM "{table}"')])
    return rows + re.sub(r"\\+u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), rows)


def delete(client, study, person):
    assert client.post(f"/studies/{study}/participants/{person}/delete").status_code == 303


def test_no_sentence_of_somebody_who_was_deleted_is_left_anywhere(client, address, store, cast, people):
    found = everything(store)
    assert all(words in found for words in (*SPOKEN, *WRITTEN))
    delete(client, cast.study, people[0])
    found = everything(store)
    assert [words for words in (*SPOKEN, *WRITTEN, "小满") if words in found] == []
    assert PEOPLE[1][1] in found


def test_what_a_deleted_person_said_counts_no_more(client, address, store, cast, people):
    delete(client, cast.study, people[0])
    with store.reading() as session:
        version = session.exec(select(PersonaVersion)).one()
    for kept in (document(store), version.document):
        claims = [claim for name in ("motivations", "pain_points", "goals") for claim in kept[name]]
        assert claims
        assert all(claim["evidence"] or claim["assumption"] for claim in claims)
        assert all(claim["interviews"] is None for claim in claims)
        assert (kept["counter_quote"], kept["counter_searched"]) == (None, False)


def test_a_published_version_that_lost_words_is_to_be_reviewed_until_the_next(client, address, store, cast, people):
    listed = f"/studies/{cast.study}/personas"
    assert "需复核" not in client.get(address).text + client.get(listed).text
    delete(client, cast.study, people[0])
    assert "有人撤回了自己的话" in client.get(address).text
    assert "需复核" in client.get(listed).text
    client.post(f"{address}/publish")
    assert "有人撤回了自己的话" not in client.get(address).text
    assert "需复核" not in client.get(listed).text


def test_a_run_forgets_the_person_and_one_that_is_going_begins_anew(client, address, store, cast, people):
    delete(client, cast.study, people[0])
    with store.reading() as session:
        done, going = session.exec(select(Run).order_by(Run.id)).all()
        segment, decision = (session.exec(select(table)).one() for table in (Segment, SegmentDecision))
    assert [point["pseudonym"] for point in done.result["map"]] == ["老周", "阿凛"]
    assert list(done.result["report"]["assignments"]) == [str(people[1]), str(people[2])]
    for place in ("quotes", "counter_quotes", "edge_cases"):
        assert [quote["id"] for quote in done.result["report"]["segments"][0][place]] == [str(people[1])]
    assert (going.state, going.worker) == ("queued", None)
    for facts in (segment.facts, decision.before["segments"][0]["facts"]):
        for place in ("quotes", "counter_quotes", "edge_cases"):
            assert {quote["participant_id"] for quote in facts[place]} == {people[1]}


def test_words_that_are_taken_back_alone_leave_the_interview(client, address, store, people, said):
    with store.writing() as session:
        person = session.get_one(Participant, people[0])
        written = select(Utterance).where(Utterance.participant_id == person.id, Utterance.question_id.is_not(None))
        withdrawal.forget_utterances(session, person, session.exec(written).all())
    with store.reading() as session:
        kept = [session.exec(select(column)).all() for column in (PersonaVersion.document, Segment.facts, Run.result)]
    found = repr([document(store), kept])
    assert [words for words in WRITTEN if words in found] == []
    quote = CitedQuote.model_validate(document(store)["hero_quote"])
    assert quote.utterance_id == said


def test_a_researchers_own_sentence_stays_as_an_assumption(client, address, store, people, said):
    write(client, address, store, **{"goals-0-text": "想要真正的休息"})
    cite(client, address, "goals.0", said, "3-10")
    delete(client, 1, people[0])
    (goal,) = document(store)["goals"]
    assert (goal["text"], goal["evidence"], goal["assumption"]) == ("想要真正的休息", [], True)


def test_before_somebody_is_deleted_the_page_says_how_many_personas_quote_them(client, address, cast, people):
    assert "1 张画像引用了他的话" in client.get(f"/studies/{cast.study}/participants/{people[0]}").text
    assert "张画像引用了" not in client.get(f"/studies/{cast.study}/participants/{people[2]}").text


def test_personas_without_words_of_theirs_stay_untouched(client, address, store, cast, people):
    before = document(store)
    delete(client, cast.study, people[2])
    assert document(store) == before
    with store.reading() as session:
        assert session.exec(select(PersonaVersion)).one().withdrawn_at is None
