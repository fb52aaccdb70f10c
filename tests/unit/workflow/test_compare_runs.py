"""Two runs side by side: what became of the segments, who moved, and the plainest reason why."""

import pytest
from sklearn.metrics import adjusted_rand_score
from sqlmodel import select

from workbench.storage.tables import Participant, Run, Utterance
from workbench.workflow import decisions
from workbench.workflow.compare_runs import adjusted_rand, compare_runs
from workbench.workflow.decisions import Placing


@pytest.fixture
def compare(done, store):
    def compared(after, before=None):
        with store.reading() as session:
            return compare_runs(session, session.get_one(Run, before or done.run), session.get_one(Run, after))

    return compared


def told(messages):
    return " ".join(map(str, messages))


def test_the_same_run_again_moves_nobody_and_changed_nothing(done, compare):
    found = compare(done.again())
    assert (found.movers, found.changes, found.new, found.rand, found.people) == ([], [], [], 1.0, 39)
    assert [(one.both, one.before_size, one.after_size) for one in found.matched] == [(13, 13, 13)] * 3


def test_with_another_number_of_segments_that_is_the_reason(done, compare):
    found = compare(done.again(k=2))
    assert "从 3 群变为 2 群" in told(found.changes)
    assert {flow.people for flow in found.flows} == {13}
    assert len(found.movers) == 13
    assert all("群数变了" in str(one.reason) or "介于" in str(one.reason) for one in found.movers)


def test_a_segment_that_went_into_another_is_told_as_merged_and_not_as_scattered(done, compare):
    found = compare(done.again(k=2))
    assert sorted(one.merged for one in found.matched) in ([False, False, True], [False, True, True])
    assert [one.both for one in found.matched] == [13] * 3
    assert found.new == []


def test_who_was_moved_by_hand_moved_by_hand(done, compare, store, cast):
    again = done.again()
    odd, target = done.kinds[0][0], done.of(done.kinds[1][0], again)
    decisions.place_people(store, cast.owner, again, Placing(people=[odd], to=target), "其实爱挑战")
    [mover] = compare(again).movers
    assert (mover.participant_id, str(mover.reason)) == (odd, "研究者调整过人群。")


def test_who_is_kept_with_others_by_a_decision_moved_for_that(done, compare, store, cast):
    first = done.again()
    odd = done.kinds[0][0]
    decisions.place_people(store, cast.owner, done.run, Placing(people=[odd], to=done.keen), "其实爱挑战")
    found = compare(done.again(), before=first)
    assert "研究者判断不同" in told(found.changes)
    assert [(one.participant_id, str(one.reason)) for one in found.movers] == [
        (odd, "研究者判断这个人应和那些人在一起。")
    ]


def test_who_says_something_else_now_moved_for_that(done, compare, store):
    odd = done.kinds[0][0]
    with store.writing() as session:
        for one in session.exec(select(Utterance).where(Utterance.participant_id == odd)):
            one.text = {"motivation": "打高难首领，操作手感好，挑战。", "pain_point": "团战掉帧，闪避延迟，首领秒我。"}[
                one.topic
            ]
    found = compare(done.again())
    assert "1 人的原话或选择有新增或改动" in told(found.changes)
    assert [(one.participant_id, str(one.reason)) for one in found.movers] == [
        (odd, "这个人说了新的话，或改了原话、选择。")
    ]


def test_newcomers_and_leavers_are_counted_and_move_nowhere(done, compare, store, cast):
    with store.writing() as session:
        session.add(Participant(study_id=cast.study, source_key="new", pseudonym="新来的人"))
        session.get_one(Participant, done.kinds[0][0]).state = "dropped"
    found = compare(done.again())
    assert "新来 1 人" in told(found.changes)
    assert "少了 1 人" in told(found.changes)
    assert found.people == 38


def test_a_run_of_an_earlier_version_can_be_compared(done, compare, store):
    with store.writing() as session:
        run = session.get_one(Run, done.run)
        points = [{name: value for name, value in one.items() if name != "certainty"} for one in run.result["map"]]
        run.result = {name: value for name, value in run.result.items() if name not in ("views", "digests")} | {
            "map": points
        }
        run.plan = {name: value for name, value in run.plan.items() if name not in ("together", "apart", "synonyms")}
    assert compare(done.again(k=2)).people == 39


def test_the_rand_index_is_that_of_scikit_learn():
    one, other = [1, 1, 2, 2, 3, 3, None, None], ["a", "a", "a", "b", "b", "c", "c", None]
    expected = adjusted_rand_score([str(x) for x in one], [str(x) for x in other])
    assert adjusted_rand(list(zip(one, other, strict=True))) == pytest.approx(expected)
    assert adjusted_rand([]) == 1.0
