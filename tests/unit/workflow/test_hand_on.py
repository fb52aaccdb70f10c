"""What researchers gave to segments goes on to the same people's segments of the next run."""

import pytest
from sqlmodel import select

from tests.crowd import put_crowd, queue
from tests.web.material import put_segment
from workbench.storage.queries.personas import segments_without_persona
from workbench.storage.tables import Persona, Segment, SegmentMember
from workbench.workflow import runs, segments
from workbench.workflow.carry_out import carry_out
from workbench.workflow.hand_on import match
from workbench.workflow.personas import draft_persona
from workbench.workflow.segment_facts import automatic_name
from workbench.workflow.segment_names import is_automatic, proposed_name


@pytest.fixture
def analyse(store, cast):
    """Carry out a run; its segments by one of their members."""

    def found(k):
        run_id = queue(store, cast, k=k)
        runs.claim_run(store, "one")
        carry_out(store, run_id, "one")
        query = select(SegmentMember.participant_id, Segment).join(Segment, Segment.id == SegmentMember.segment_id)
        with store.reading() as session:
            return dict(session.exec(query.where(Segment.run_id == run_id)).all())

    return found


@pytest.fixture
def calm(store, cast):
    """Somebody who plays to relax."""
    return put_crowd(store, cast.study)[0][0]


def test_a_given_name_and_note_stay_with_the_people(store, cast, calm, analyse):
    segments.rename_segment(store, cast.owner, analyse(3)[calm].id, "透口气的人", "看云的那群")
    again = analyse(3)
    assert (again[calm].name, again[calm].note) == ("透口气的人", "看云的那群")
    assert [one.name for one in again.values()].count("透口气的人") == 13
    assert analyse(3)[calm].name == "透口气的人", "and so on to every further run"


def test_an_automatic_name_is_made_anew(calm, analyse):
    assert analyse(2)[calm].name == "放松、风景 · 嫌任务太多"
    split = analyse(6)[calm]
    assert split.name == proposed_name(split.number, split.facts["terms"], split.facts["quotes"])


def test_a_name_of_three_words_which_earlier_runs_gave_is_automatic_too(store, calm, analyse):
    old = analyse(3)[calm]
    with store.writing() as session:
        row = session.get_one(Segment, old.id)
        row.facts = {name: value for name, value in row.facts.items() if name != "name"}
        row.name = automatic_name(row.number, (term["text"] for term in row.facts["terms"]))
    assert analyse(3)[calm].name == old.name


def test_a_name_stays_automatic_when_the_quote_that_it_was_made_of_is_withdrawn(store, calm, analyse):
    old = analyse(3)[calm]
    with store.writing() as session:
        row = session.get_one(Segment, old.id)
        row.facts = {**row.facts, "quotes": []}
        assert is_automatic(row)


def test_a_persona_follows_its_people_and_does_not_wait_again(store, cast, calm, analyse):
    persona_id = draft_persona(store, cast.owner, analyse(3)[calm].id)
    after = analyse(3)[calm]
    with store.reading() as session:
        assert session.get_one(Persona, persona_id).segment_id == after.id
        waiting = segments_without_persona(session, cast.study)
    assert [(one.run_id, one.id == after.id) for one in waiting] == [(after.run_id, False)] * 2


def test_a_group_made_by_hand_gives_nothing_away(store, cast, calm, analyse):
    by_hand = put_segment(store, cast.study, [calm])
    persona_id = draft_persona(store, cast.owner, by_hand)
    analyse(3)
    with store.reading() as session:
        assert session.get_one(Persona, persona_id).segment_id == by_hand


def test_groups_are_matched_one_to_one_by_their_largest_overlap():
    before = {1: {1, 2, 3, 4}, 2: {5, 6, 7, 8}, 3: {9, 10}}
    after = {4: {1, 2, 3}, 5: {4, 5, 6, 7, 8}, 6: {9, 11, 12}}
    assert match(before, after) == {2: 5, 1: 4}
    assert match({1: {1, 2}}, {2: {1}, 3: {2}}) == {1: 2}, "half is enough, and one heir"


def test_an_automatic_name_prefers_whole_words():
    assert automatic_name(1, ("删", "红点", "放松", "任务", "红点")) == "红点 · 放松 · 任务"
    assert automatic_name(1, ("删", "放松")) == "放松 · 删"
    assert automatic_name(2, ()) == "2"
