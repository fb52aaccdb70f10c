"""How many segments, and the sentence that says why."""

import numpy as np
import pytest

from workbench.analysis.number import ALONE, TOGETHER, choose_number, judge, judge_given, spread_left, stability_word
from workbench.records.analysis import NumberTried, Verdict


def tried(k, agreement, weakest=0.8, silhouette=0.4, stability=0.8) -> NumberTried:
    return NumberTried(
        k=k,
        stability=stability,
        weakest=weakest,
        agreement=agreement,
        prediction_strength=0.5,
        silhouette=silhouette,
    )


def test_more_groups_are_taken_when_they_hold_nearly_as_well():
    assert choose_number([tried(2, 0.75), tried(3, 0.7), tried(4, 0.72), tried(5, 0.5)]).k == 4


def test_a_number_with_a_group_that_dissolves_is_not_taken():
    assert choose_number([tried(3, 0.7), tried(4, 0.72, weakest=0.4)]).k == 3


def test_cutting_one_group_up_is_not_taken_for_more_groups():
    assert choose_number([tried(2, 0.9, silhouette=0.8), tried(5, 0.9, silhouette=0.4)]).k == 2


def test_when_nothing_holds_the_best_agreement_is_shown():
    assert choose_number([tried(2, 0.1, weakest=0.3), tried(3, 0.15, weakest=0.2)]).k == 3


@pytest.mark.parametrize(
    ("number", "spread", "verdict"),
    [
        (tried(4, 0.7), 0.7, Verdict.STABLE),
        (tried(4, 0.7, stability=0.7), 0.7, Verdict.PATTERN),
        (tried(4, 0.7, weakest=0.55), 0.7, Verdict.PATTERN),
        (tried(4, 0.2), 0.7, Verdict.NONE),
        (tried(4, 0.7), 1.0, Verdict.NONE),
    ],
)
def test_the_verdict_comes_with_a_sentence(number, spread, verdict):
    found, reason = judge(number, spread, TOGETHER)
    assert found is verdict
    assert str(reason).endswith("。")
    assert ("现有数据分不出稳定人群" in str(reason)) == (verdict is Verdict.NONE)


def test_one_subject_alone_has_to_reach_more():
    assert judge(tried(3, 0.4), 0.8, TOGETHER)[0] is not Verdict.NONE
    assert judge(tried(3, 0.4), 0.8, ALONE)[0] is Verdict.NONE


def test_a_number_that_was_asked_for_is_never_refused_but_the_reason_tells():
    assert judge_given(tried(3, 0.1, weakest=0.2), 60)[0] is Verdict.PATTERN
    verdict, reason = judge_given(tried(2, 1, stability=1.0), 3)
    assert verdict is Verdict.PATTERN
    assert "只有 3 位受访者" in str(reason)


def test_a_cloud_has_no_more_room_between_its_parts_than_a_cloud():
    rng = np.random.default_rng(0)
    cloud = rng.normal(size=(300, 2))
    halves = (cloud[:, 0] > 0).astype(np.int64)
    assert 0.9 < spread_left(cloud, halves, 2, rng) < 1.15
    assert spread_left(cloud + np.outer(halves, [6, 0]), halves, 2, rng) < 0.6


@pytest.mark.parametrize(("stability", "word"), [(0.9, "非常稳定"), (0.75, "稳定"), (0.55, "不可靠"), (0.0, "已散开")])
def test_stability_has_a_plain_word(stability, word):
    assert stability_word(stability) == word
