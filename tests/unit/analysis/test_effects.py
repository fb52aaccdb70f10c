"""Sizes, intervals and tests against figures worked by hand, published, or found by enumeration."""

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from workbench.analysis.effects import (
    choice_p,
    cliffs_delta,
    corrected,
    cramers_v,
    difference_of_shares,
    hedges_g,
    scale_p,
)


@pytest.mark.parametrize(
    ("counts", "published"),
    [
        ((56, 70, 48, 80), (0.0524, 0.3339)),
        ((9, 10, 3, 10), (0.1705, 0.8090)),
        ((6, 7, 2, 7), (0.0582, 0.8062)),
        ((5, 56, 0, 29), (-0.0381, 0.1926)),
        ((10, 10, 0, 10), (0.6075, 1.0000)),
    ],
)
def test_the_interval_of_a_difference_is_the_one_newcombe_published(counts, published):
    # Newcombe (1998), table II, method 10.
    difference, interval = difference_of_shares(*counts)
    assert difference == pytest.approx(counts[0] / counts[1] - counts[2] / counts[3], abs=1e-12)
    assert interval == pytest.approx(published, abs=6e-5)


def test_cramers_v_worked_by_hand():
    # Expected 5 and 15, 10 and 30: χ² = 49 (1/5 + 1/15 + 1/10 + 1/30) = 19.6; V = √(19.6/60).
    assert cramers_v([12, 8], [3, 37]) == pytest.approx(math.sqrt(19.6 / 60), abs=1e-9)
    assert cramers_v([3, 0, 0], [0, 0, 4]) == pytest.approx(1)
    assert cramers_v([2, 4], [3, 6]) == pytest.approx(0, abs=1e-9)


def test_hedges_g_worked_by_hand():
    # Means 4 and 2, variances 1 and 1, pooled 1: d = 2, J = 1 - 3/(4 · 6 - 9) = 0.8, g = 1.6.
    # Variance of d 6/9 + 4/12 = 1, so the interval is 1.6 ∓ 1.959964 · 0.8.
    effect, interval = hedges_g([3, 4, 5], [1, 2, 3])
    assert effect == pytest.approx(1.6, abs=1e-9)
    assert interval == pytest.approx((1.6 - 1.5679712, 1.6 + 1.5679712), abs=1e-6)


def test_without_two_values_a_side_or_any_difference_there_is_no_standardized_mean():
    assert hedges_g([3], [1, 2, 3]) is None
    assert hedges_g([3, 3], [3, 3, 3]) is None


def test_cliffs_delta_worked_by_hand():
    # Of nine pairs seven are higher here, one is tied (3 and 3 twice, less none lower): (7 - 0)/9.
    assert cliffs_delta([3, 4, 5], [1, 3, 3]) == pytest.approx(7 / 9)
    assert cliffs_delta([1], [2]) == -1
    assert cliffs_delta([], [2]) == 0


def test_few_answers_are_permuted_close_to_the_exact_test():
    # Fisher's tea: 3 of 4 against 1 of 4 has 34 of 70 shuffles as far off as this or farther.
    assert choice_p([3, 1], [1, 3]) == pytest.approx(34 / 70, abs=0.02)
    assert choice_p([4, 0], [0, 4]) == pytest.approx(2 / 70, abs=0.006)


def test_few_ranks_are_permuted_close_to_the_exact_test():
    here, there = [4, 5, 5, 7], [1, 2, 5, 3, 3]
    both = np.array(here + there)
    ranks = stats.rankdata(both)
    middle = 4 * ranks.mean()
    far = [abs(ranks[list(one)].sum() - middle) for one in combinations(range(9), 4)]
    exact = np.mean(np.array(far) >= abs(ranks[:4].sum() - middle) - 1e-9)
    assert scale_p(here, there) == pytest.approx(exact, abs=0.01)


def test_many_answers_have_the_p_values_of_the_textbook():
    assert choice_p([30, 20, 10], [12, 25, 33]) == pytest.approx(
        stats.chi2_contingency([[30, 20, 10], [12, 25, 33]]).pvalue, abs=1e-9
    )
    rng = np.random.default_rng(3)
    here, there = rng.integers(1, 8, 40), rng.integers(1, 6, 60)
    assert scale_p(here, there) == pytest.approx(stats.mannwhitneyu(here, there, method="asymptotic").pvalue, abs=1e-9)


def test_the_same_seed_gives_the_same_p():
    assert choice_p([3, 1], [1, 4], seed=7) == choice_p([3, 1], [1, 4], seed=7)


@pytest.mark.parametrize("sides", [([], []), ([3], []), ([2, 2], [2])])
def test_nothing_to_compare_has_no_p(sides):
    assert scale_p(*sides) is None


def test_one_answer_or_one_empty_side_has_no_p():
    assert choice_p([3, 0], [5, 0]) is None
    assert choice_p([3, 2], [0, 0]) is None


def test_correction_for_many_tests_worked_by_hand():
    # Ranked .005 .01 .03 .04 .5 times 5/rank: .025 .025 .05 .05 .5; each takes the least of those from it upwards.
    assert corrected([0.04, 0.005, 0.5, 0.01, 0.03]) == pytest.approx([0.05, 0.025, 0.5, 0.025, 0.05], abs=1e-12)
    # Ranked .01 .02 .03: times 3/rank .03 .03 .03.
    assert corrected([0.02, 0.01, 0.03]) == pytest.approx([0.03] * 3, abs=1e-12)
    assert corrected([]) == []


@given(st.lists(st.floats(0, 1), max_size=30))
def test_correction_keeps_the_order_and_never_helps(ps):
    rates = corrected(ps)
    assert all(p <= rate <= 1 for p, rate in zip(ps, rates, strict=True))
    assert rates == pytest.approx(stats.false_discovery_control(ps).tolist() if ps else [], abs=1e-12)


def test_a_true_null_is_refused_as_often_as_it_says():
    rng = np.random.default_rng(0)
    small = [choice_p(*rng.multinomial(12, [0.5, 0.3, 0.2], size=2).tolist(), seed=one) for one in range(80)]
    ranked = [scale_p(rng.integers(1, 6, 12), rng.integers(1, 6, 15), seed=one) for one in range(80)]
    for found in (small, ranked):
        assert np.mean([p is not None and p <= 0.05 for p in found]) <= 0.1
