"""Researchers merge, split, move and pin: shown at once, kept by the next run, taken back by undo."""

import random
from contextlib import suppress

import pytest
from sqlmodel import select

from workbench.errors import BadInput, Conflict
from workbench.storage.tables import AuditEntry, Persona
from workbench.workflow import decisions, segments
from workbench.workflow.decisions import Placing
from workbench.workflow.personas import draft_persona
from workbench.workflow.segment_names import is_automatic

WHY = "原话里说的是一回事"


@pytest.fixture
def merged(done, store, cast):
    return decisions.merge_segments(store, cast.owner, done.run, [done.calm, done.social], WHY)


def place(done, people, to, **options):
    decisions.place_people(done.store, done.cast.owner, done.run, Placing(people=people, to=to, **options), WHY)


def undo(done, decision):
    decisions.undo_decision(done.store, done.cast.owner, decision.id)


def test_merged_segments_are_one_at_once_and_nothing_is_claimed_of_its_stability(done, merged):
    calm, keen, social = done.kinds
    assert done.groups() == sorted([sorted(calm + social), keen])
    facts = done.segment(merged).facts
    assert (facts["stability"], facts["interval"], facts["stability_word"]) == (None, None, "")
    assert (facts["of"], round(facts["share"] * 39)) == (39, 26)


def test_what_the_machine_found_stays_as_it_was(done, store, cast):
    before = done.result()
    decisions.merge_segments(store, cast.owner, done.run, [done.calm, done.social], WHY)
    assert done.result() == before


def test_a_merged_segment_keeps_the_name_that_was_given_and_all_personas(done, store, cast):
    calm, social = done.calm, done.social
    segments.rename_segment(store, cast.owner, social, "爱热闹的人", "")
    personas = [draft_persona(store, cast.owner, one) for one in (calm, social)]
    survivor = decisions.merge_segments(store, cast.owner, done.run, [calm, social], WHY)
    assert done.segment(survivor).name == "爱热闹的人"
    with store.reading() as session:
        assert {session.get_one(Persona, one).segment_id for one in personas} == {survivor}


def test_an_automatic_name_is_made_anew(done, store, cast):
    before = done.segment(done.calm).name
    survivor = decisions.merge_segments(store, cast.owner, done.run, [done.calm, done.social], WHY)
    assert done.segment(survivor).name not in ("", before)


def test_a_proposed_name_stays_while_the_segment_is_mostly_the_same_people(done):
    before = done.segment(done.keen)
    place(done, done.kinds[0][:4], done.keen)
    after = done.segment(done.keen)
    assert (after.name, is_automatic(after)) == (before.name, True)
    assert after.facts["terms"] != before.facts["terms"]


def test_undo_brings_back_segments_numbers_names_facts_and_personas(done, store, cast):
    calm, social = done.calm, done.social
    persona = draft_persona(store, cast.owner, social)
    kept = {one: done.segment(one).model_dump(exclude={"created_at"}) for one in (calm, social)}
    groups = done.groups()
    decisions.merge_segments(store, cast.owner, done.run, [calm, social], WHY)
    undo(done, done.decisions()[0])
    assert done.groups() == groups
    assert {one: done.segment(one).model_dump(exclude={"created_at"}) for one in (calm, social)} == kept
    with store.reading() as session:
        assert session.get_one(Persona, persona).segment_id == social


def test_a_name_given_after_the_decision_survives_undo(done, merged, store, cast):
    segments.rename_segment(store, cast.owner, merged, "后来起的名", "")
    undo(done, done.decisions()[0])
    assert done.segment(merged).name == "后来起的名"


def test_the_people_ticked_leave_for_a_segment_of_their_own(done, store, cast):
    calm, leaving = done.calm, done.kinds[0][:4]
    made = decisions.split_segment(store, cast.owner, calm, leaving, WHY)
    assert done.members()[made] == set(leaving)
    assert done.members()[calm] == set(done.kinds[0][4:])
    assert done.segment(made).number == 4
    assert done.segment(made).name
    undo(done, done.decisions()[0])
    assert done.groups() == sorted(map(sorted, done.kinds))


def test_somebody_moves_to_another_segment_or_out_of_all(done):
    person = done.kinds[0][0]
    place(done, [person], done.keen)
    assert done.of(person) == done.keen
    place(done, [person], None)
    assert done.of(person) is None


def test_anchors_are_members_whom_resamples_placed_most_often(done):
    place(done, [done.kinds[0][0]], done.keen)
    people, anchors = done.decisions()[0].groups
    sure = {point["participant_id"]: point["certainty"] for point in done.result()["map"]}
    others = [sure[one] for one in done.kinds[1] if one not in anchors]
    assert (people, len(anchors)) == ([done.kinds[0][0]], 3)
    assert min(sure[one] for one in anchors) >= max(others)


def test_the_next_run_keeps_what_was_decided(done, store, cast):
    keen, odd = done.keen, done.kinds[0][0]
    place(done, [odd], keen, pinned=True)
    place(done, [done.kinds[2][0]], keen)
    decisions.split_segment(store, cast.owner, done.social, done.kinds[2][1:5], WHY)
    again = done.again(k=4)
    together = {done.of(one, again) for one in (odd, done.kinds[2][0], done.kinds[1][5])}
    assert len(together) == 1
    left, stayed = ({done.of(one, again) for one in part} for part in (done.kinds[2][1:5], done.kinds[2][5:]))
    assert len(left) == len(stayed) == 1
    assert left != stayed


def test_a_decision_that_was_undone_binds_nobody(done, merged):
    undo(done, done.decisions()[0])
    assert done.groups(done.again()) == sorted(map(sorted, done.kinds))


def test_a_decision_on_which_a_later_one_rests_is_not_undone(done, merged):
    place(done, [done.kinds[0][0]], done.keen)
    place(done, [done.kinds[1][3]], done.keen, pinned=True)
    first, second, pin = done.decisions()
    with pytest.raises(Conflict, match="先撤销后来的"):
        undo(done, first)
    undo(done, pin)
    undo(done, second)
    undo(done, first)
    assert done.groups() == sorted(map(sorted, done.kinds))
    assert all(one.undone_at for one in done.decisions())


@pytest.mark.parametrize(
    ("people", "to", "sentence"),
    [
        ([], "keen", "还没有选人"),
        ([0], "elsewhere", "还没有选人群"),
        ([0], "calm", "已经在那里"),
        (range(13), "keen", "一个人都不剩"),
    ],
)
def test_a_move_that_says_nothing_is_refused(done, people, to, sentence):
    target = {"keen": done.keen, "calm": done.calm, "elsewhere": 999}[to]
    with pytest.raises(BadInput, match=sentence):
        place(done, [done.kinds[0][one] for one in people], target)


@pytest.mark.parametrize(("reason", "sentence"), [(" ", "还没有写理由"), ("长" * 201, "理由太长")])
def test_every_decision_needs_a_short_reason(done, store, cast, reason, sentence):
    with pytest.raises(BadInput, match=sentence):
        decisions.merge_segments(store, cast.owner, done.run, [done.calm, done.keen], reason)


def test_a_segment_cannot_be_merged_with_itself_or_split_into_nothing(done, store, cast):
    with pytest.raises(BadInput):
        decisions.merge_segments(store, cast.owner, done.run, [done.calm, 999], WHY)
    with pytest.raises(BadInput):
        decisions.split_segment(store, cast.owner, done.calm, done.kinds[0], WHY)


def test_every_decision_leaves_a_trace_without_anybodys_name(done, merged, store):
    undo(done, done.decisions()[0])
    with store.reading() as session:
        trail = [(one.verb, one.subject) for one in session.exec(select(AuditEntry))]
    assert trail[-2:] == [("merge_segments", "decision:1"), ("undo_decision", "decision:1")]


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_decided_undoing_it_backwards_brings_everything_back(done, store, cast, seed):
    rng, everybody = random.Random(seed), [person for kind in done.kinds for person in kind]
    before, names = done.members(), {one: done.segment(one).name for one in done.members()}
    for _ in range(8):
        segments_now = list(done.members())
        people = rng.sample(everybody, rng.randint(1, 4))
        with suppress(BadInput):
            match rng.choice(["merge", "split", "move"]):
                case "merge":
                    chosen = rng.sample(segments_now, min(2, len(segments_now)))
                    decisions.merge_segments(store, cast.owner, done.run, chosen, WHY)
                case "split":
                    decisions.split_segment(store, cast.owner, rng.choice(segments_now), people, WHY)
                case _:
                    place(done, people, rng.choice([*segments_now, None]), pinned=rng.random() < 0.3)
    for decision in reversed(done.decisions()):
        undo(done, decision)
    assert done.members() == before
    assert {one: done.segment(one).name for one in before} == names
