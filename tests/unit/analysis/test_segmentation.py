"""Segments: found where they are, denied where there are none, the same for the same people."""

import random
from functools import cache

import numpy as np
import pytest

from tests.unit.analysis.samples import MOTIVES, person, study
from workbench.analysis.results import wilson
from workbench.analysis.stability import rand_index
from workbench.errors import InvalidPlan
from workbench.records.analysis import Person, Plan, Said, Segmentation, Verdict
from workbench.records.evidence import Topic
from workbench.workflow.segment_people import segment_people

ANSWERS = [answer for kind in MOTIVES.values() for answer in kind]


@cache
def found(k=None, purity=0.95, meaning=True) -> Segmentation:
    return segment_people(study(160, purity=purity)[0], Plan(k=k, meaning=meaning))


def likeness(segmentation: Segmentation) -> float:
    kinds = np.array(study(160, purity=0.95)[1])
    numbers = np.array([person.segment or 0 for person in segmentation.people])
    return rand_index(kinds, numbers, 5)


def test_planted_segments_are_found_with_their_number():
    assert found().verdict in (Verdict.STABLE, Verdict.PATTERN)
    assert found().k == 4
    assert likeness(found()) > 0.75
    assert likeness(found(k=4)) > 0.75


def test_without_meaning_words_alone_do_and_it_is_said():
    assert likeness(found(k=4, meaning=False)) > 0.4
    assert "只比较了用词" in str(found(k=4, meaning=False).notes[0])


def test_people_without_topics_of_their_own_get_no_segments():
    nothing = found(purity=0.0)
    assert (nothing.verdict, nothing.k, nothing.segments) == (Verdict.NONE, 1, ())
    assert set(nothing.assignments.values()) == {None}
    assert "现有数据分不出稳定人群" in str(nothing.reason)
    assert nothing.tried[0].k == 2


def test_a_given_number_assigns_everybody():
    people = [*study(40)[0], Person("q1"), person(900, "无", "😀")]
    result = segment_people(people, Plan(k=3))
    assert result.k == 3
    assert None not in result.assignments.values()
    assert sum(segment.size for segment in result.segments) == len(people) == result.n


def test_who_said_nothing_is_in_no_segment_unless_the_number_is_given():
    result = segment_people([*study(160, purity=0.95)[0], Person("q1"), Person("q2")], Plan())
    assert (result.assignments["q1"], result.assignments["q2"]) == (None, None)
    assert "2 位受访者没有" in str(result.notes[0])


def test_segments_count_from_one_by_size_and_have_honest_shares():
    sizes = [segment.size for segment in found().segments]
    assert [segment.number for segment in found().segments] == [1, 2, 3, 4]
    assert sizes == sorted(sizes, reverse=True)
    for segment in found().segments:
        assert segment.interval == wilson(segment.size, 160)
        assert segment.interval[0] < segment.share < segment.interval[1]
        assert [found().assignments[member] for member in segment.members] == [segment.number] * segment.size


def test_the_order_of_people_changes_nothing():
    people = study(80, purity=0.95)[0]
    shuffled = random.Random(3).sample(people, len(people))
    assert segment_people(shuffled, Plan()) == segment_people(people, Plan())


def test_the_seed_is_part_of_the_plan_and_the_same_seed_repeats():
    people = study(60, purity=0.95)[0]
    assert segment_people(people, Plan(seed=5)) == segment_people(people, Plan(seed=5))


@pytest.mark.parametrize("k", [None, 3])
@pytest.mark.parametrize(
    "people",
    [
        [],
        [person(0, ANSWERS[0])],
        [person(0, ANSWERS[0]), person(1, ANSWERS[0])],
        [person(number, ANSWERS[0], ANSWERS[9], years=3.0) for number in range(30)],
        [person(number) for number in range(30)],
        [person(number, "无", "没有。") for number in range(30)],
        [person(number, "😀😡", "👍") for number in range(30)],
    ],
    ids=["nobody", "one", "two alike", "all alike", "all empty", "all 无", "emoji only"],
)
def test_people_who_cannot_be_told_apart_get_a_sentence(people, k):
    if k and k > len(people):
        with pytest.raises(InvalidPlan, match="分不成 3 个人群"):
            segment_people(people, Plan(k=k))
        return
    result = segment_people(people, Plan(k=k))
    assert (result.verdict, result.k, result.n) == (Verdict.NONE, 1, len(people))
    assert str(result.reason)


def test_fewer_different_people_than_segments_give_fewer_segments():
    result = segment_people([person(number, ANSWERS[9 * (number % 2)]) for number in range(40)], Plan(k=5))
    assert [segment.size for segment in result.segments] == [20, 20]


def test_strange_numbers_and_constant_columns_are_no_evidence():
    people = study(60, purity=0.95)[0]
    strange = [
        Person(one.id, one.said, {**one.closed, "a": float("nan"), "b": float("inf"), "c": 7.0, "d": "同", "e": []})
        for one in people
    ]
    assert segment_people(strange, Plan(k=4)).assignments == segment_people(people, Plan(k=4)).assignments


def test_a_stop_list_that_removes_every_word_leaves_meaning():
    texts = ["剧情看哭了", "每天下班放松", "首领打了很久"]
    stops = {text[start:end] for text in texts for start in range(6) for end in range(start + 1, 7)}
    people = [person(number, texts[number % 3]) for number in range(30)]
    result = segment_people(people, Plan(k=3, stops=tuple(stops)))
    assert [segment.size for segment in result.segments] == [10, 10, 10]
    assert "没有剩下任何词" in str(result.notes[0])


def test_a_very_long_answer_is_one_answer():
    people = study(40, purity=0.95)[0]
    talker = Person("talker", (Said("动机", Topic.MOTIVATION, "掉线掉线没人管" * 15_000),))
    assert segment_people([*people, talker], Plan(k=2)).assignments["talker"] in (1, 2)


@pytest.mark.parametrize("k", [1, 0, -3])
def test_less_than_two_segments_are_refused(k):
    with pytest.raises(InvalidPlan, match="至少要分成 2 个人群"):
        segment_people(study(20)[0], Plan(k=k))


def test_progress_grows_to_one_and_may_stop_the_analysis():
    told = []
    segment_people(study(30)[0], Plan(k=2), lambda share, message: told.append((share, str(message))))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    assert all(sentence for _, sentence in told)

    def stop(share, _message):
        if share > 0.6:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        segment_people(study(30)[0], Plan(k=2), stop)


def test_a_result_can_be_stored_and_read_again():
    assert Segmentation.model_validate_json(found().model_dump_json()) == found()


def test_terms_count_people_and_stand_by_topic():
    for segment in found().segments:
        for term in segment.terms:
            assert 2 <= term.said <= term.of <= segment.size
            assert term.said / term.of > term.said_elsewhere / term.of_elsewhere
