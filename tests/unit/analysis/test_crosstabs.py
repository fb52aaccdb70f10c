"""Two choices crossed: independence, full dependence, small tables, and what cannot be tested."""

import numpy as np
import pytest
from scipy.stats import chi2_contingency

from workbench.analysis.crosstabs import associate


def test_choices_that_decide_each_other_hang_together_fully():
    found = associate(np.diag([40, 40, 40]))
    assert found.v == pytest.approx(1, abs=0.01)
    assert found.p < 1e-9


def test_equal_rows_have_nothing_in_common_with_the_columns():
    found = associate([[20, 30, 50], [20, 30, 50]])
    assert found.v == 0
    assert found.p == 1


def test_a_large_table_is_tested_as_scipy_does():
    table = [[30, 12, 18], [14, 25, 21]]
    statistic, p, freedom, _ = chi2_contingency(table, correction=False)
    found = associate(table)
    assert (found.chi_square, found.p, found.freedom) == (pytest.approx(statistic), pytest.approx(p), freedom)
    assert not found.shuffled


def test_a_small_table_is_shuffled_and_always_the_same():
    table = [[3, 0], [0, 3]]
    assert associate(table).shuffled
    assert associate(table).p == pytest.approx(2 / 20, abs=0.02)
    assert associate(table) == associate(table)


def test_rows_and_columns_without_anybody_do_not_count():
    assert associate([[30, 0, 10], [10, 0, 30], [0, 0, 0]]) == associate([[30, 10], [10, 30]])


@pytest.mark.parametrize("table", [[[0, 0], [0, 0]], [[5, 3], [0, 0]], [[5], [3]], [[5, 0], [3, 0]]])
def test_one_row_or_column_alone_is_not_tested(table):
    assert associate(table) is None


def test_chance_alone_is_seldom_taken_for_more():
    rng = np.random.default_rng(0)
    found = [associate(rng.multinomial(30, [1 / 9] * 9).reshape(3, 3)) for _ in range(60)]
    assert sum(one.p < 0.05 for one in found) <= 8
    assert np.mean([one.v for one in found]) < 0.15
