"""The score of answers: full without a reason, lower with each, never below nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.records.quality import Answering
from workbench.surveys.quality import judge, usual_seconds

CAREFUL = Answering(seconds=240, characters=600, scales=(("1", "2", "3", "2"),), said=3)


def reasons(one, usual=300):
    return [mark.reason.value for mark in judge(one, usual).marks]


def test_who_answers_carefully_keeps_all_points():
    assert judge(CAREFUL, 300).score == 100
    assert judge(Answering(), None).score == 100


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"seconds": 39}, "time"),
        ({"seconds": 80}, "time"),
        ({"seconds": 149}, "time"),
        ({"scales": (("2",) * 4,)}, "straight"),
        ({"copies": 1, "alike": 3}, "copied"),
        ({"pasted": 2}, "pasted"),
        ({"empty": 1}, "empty"),
        ({"mashed": 1}, "mashed"),
        ({"against": ("常玩什么",)}, "contradiction"),
        ({"again": 1}, "duplicate"),
    ],
)
def test_each_carelessness_costs_points_for_its_own_reason(change, reason):
    assert reasons(CAREFUL._replace(**change)) == [reason]
    assert judge(CAREFUL._replace(**change), 300).score < 100


def test_the_same_answer_to_a_few_rows_is_no_pattern():
    assert reasons(CAREFUL._replace(scales=(("2",) * 3, ("1", "1")))) == []


def test_the_faster_the_fewer_points():
    scores = [judge(CAREFUL._replace(seconds=seconds), 300).score for seconds in (10, 80, 140, 300)]
    assert scores == sorted(scores)
    assert len(set(scores)) == 4


def test_who_declines_on_the_first_page_is_not_too_fast():
    assert reasons(Answering(seconds=3, characters=60)) == []


def test_too_few_people_have_no_usual_time():
    assert usual_seconds([CAREFUL] * 4) is None
    assert usual_seconds([CAREFUL] * 5) == 240


@given(
    st.builds(
        Answering,
        seconds=st.none() | st.floats(0, 1e6),
        characters=st.integers(0, 10_000),
        scales=st.lists(st.lists(st.sampled_from("123"), max_size=9).map(tuple), max_size=5).map(tuple),
        said=st.integers(5, 9),
        empty=st.integers(0, 5),
        mashed=st.integers(0, 5),
        copies=st.integers(0, 5),
        pasted=st.integers(0, 9),
        against=st.just(()) | st.just(("100%",)),
        again=st.integers(0, 9),
    ),
    st.none() | st.floats(1, 1e6),
)
def test_a_score_is_what_its_reasons_leave_and_says_why(one, usual):
    quality = judge(one, usual)
    assert quality.score == max(0, 100 - sum(mark.points for mark in quality.marks))
    assert all("%(" not in str(mark.told) and mark.points > 0 for mark in quality.marks)
