"""How much two groups of people differ in closed answers: sizes with intervals, tests, correction for many tests.

What formed the groups is not to be tested for a difference between them; who calls decides what that is.
"""

import math
from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.special import chdtrc

from workbench.analysis.evidence import Floats, Ints
from workbench.analysis.results import wilson

Interval: TypeAlias = tuple[float, float]
Z = 1.959964
PERMUTATIONS = 9999
_FEWEST_EXPECTED = 5
_FEWEST_RANKED = 20


def difference_of_shares(said: int, of: int, said_elsewhere: int, of_elsewhere: int) -> tuple[float, Interval]:
    """p₁ - p₂ with the 95 % interval of Newcombe (1998, method 10), which joins two Wilson intervals.

    >>> difference, (low, high) = difference_of_shares(56, 70, 48, 80)
    >>> round(difference, 4), round(low, 4), round(high, 4)
    (0.2, 0.0524, 0.3339)
    """
    here, there = said / of, said_elsewhere / of_elsewhere
    (low, high), (low_there, high_there) = wilson(said, of), wilson(said_elsewhere, of_elsewhere)
    below = math.hypot(here - low, high_there - there)
    above = math.hypot(high - here, there - low_there)
    return here - there, (here - there - below, here - there + above)


def cramers_v(here: npt.ArrayLike, there: npt.ArrayLike) -> float:
    """Cramér's V (1946) of counts by answer (answers) in two groups: √(χ²/n), 0 the same to 1 nothing shared.

    >>> round(cramers_v([12, 8], [3, 37]), 6)
    0.571548
    """
    table = np.array([here, there], dtype=np.float64)
    return math.sqrt(float(_chi_square(table[None])[0]) / max(table.sum(), 1.0))


def hedges_g(here: npt.ArrayLike, there: npt.ArrayLike) -> tuple[float, Interval] | None:
    """The standardized mean difference of two samples, corrected for their size (Hedges 1981), with a 95 % interval.

    g = J (x̄₁ - x̄₂)/s, s pooled, J = 1 - 3/(4(n₁ + n₂) - 9); its variance is J² ((n₁ + n₂)/(n₁n₂) + d²/(2(n₁ + n₂)))
    (Hedges and Olkin 1985). None where a side has fewer than two values or nothing varies.
    """
    x, y = np.asarray(here, dtype=np.float64), np.asarray(there, dtype=np.float64)
    n, m = len(x), len(y)
    if min(n, m) < 2:
        return None
    pooled = math.sqrt(((n - 1) * x.var(ddof=1) + (m - 1) * y.var(ddof=1)) / (n + m - 2))
    if pooled < 1e-12:
        return None
    d, correction = float(x.mean() - y.mean()) / pooled, 1 - 3 / (4 * (n + m) - 9)
    reach = Z * correction * math.sqrt((n + m) / (n * m) + d * d / (2 * (n + m)))
    return correction * d, (correction * d - reach, correction * d + reach)


def cliffs_delta(here: npt.ArrayLike, there: npt.ArrayLike) -> float:
    """Cliff's δ (1993): the share of pairs in which somebody here is higher, minus the share in which lower.

    >>> cliffs_delta([3, 4, 5], [1, 3, 3])
    0.7777777777777778
    """
    x, y = np.asarray(here, dtype=np.float64), np.sort(np.asarray(there, dtype=np.float64))
    above, below = np.searchsorted(y, x, side="left").sum(), (len(y) - np.searchsorted(y, x, side="right")).sum()
    return float(above - below) / max(len(x) * len(y), 1)


def choice_p(here: Sequence[int], there: Sequence[int], seed: int = 0) -> float | None:
    """The p-value of equal shares of each answer (counts) in both groups: χ², permuted where fewer than 5 are expected.

    None where one side or all but one answer is empty.
    """
    table = np.array([here, there], dtype=np.int64)
    table = table[:, table.sum(axis=0) > 0]
    if table.shape[1] < 2 or not table.sum(axis=1).all():
        return None
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    if expected.min() >= _FEWEST_EXPECTED:
        return float(chdtrc(table.shape[1] - 1, float(_chi_square(table[None])[0])))
    return _permuted(table, _chi_square, seed)


def scale_p(here: npt.ArrayLike, there: npt.ArrayLike, seed: int = 0) -> float | None:
    """The p-value of neither side being higher (Mann and Whitney 1947), permuted where one has fewer than 20 values.

    None where a side is empty or nothing varies.
    """
    x, y = np.asarray(here, dtype=np.float64), np.asarray(there, dtype=np.float64)
    values, place = np.unique(np.concatenate([x, y]), return_inverse=True)
    if not len(x) or not len(y) or len(values) < 2:
        return None
    counts = [np.bincount(part, minlength=len(values)) for part in (place[: len(x)], place[len(x) :])]
    table = np.array(counts, dtype=np.int64)
    tied, n = table.sum(axis=0), len(x) + len(y)
    ranks = np.cumsum(tied) - (tied - 1) / 2
    expected = len(x) * (n + 1) / 2
    if min(len(x), len(y)) < _FEWEST_RANKED:
        return _permuted(table, lambda tables: np.abs(tables[:, 0] @ ranks - expected), seed)
    spread = math.sqrt(len(x) * len(y) / 12 * (n + 1 - float((tied**3 - tied).sum()) / (n * (n - 1))))
    off = abs(float(table[0] @ ranks) - expected) - 0.5
    return min(1.0, math.erfc(off / spread / math.sqrt(2)))


def corrected(ps: Sequence[float]) -> list[float]:
    """The p-values corrected for their number, as false discovery rates (Benjamini and Hochberg 1995).

    >>> [round(q, 6) for q in corrected([0.01, 0.04, 0.03, 0.5])]
    [0.04, 0.053333, 0.053333, 0.5]
    """
    order = np.argsort(ps)[::-1]
    largest_first = np.asarray(ps, dtype=np.float64)[order] * (len(ps) / np.arange(len(ps), 0, -1))
    rates = np.empty(len(ps))
    rates[order] = np.minimum.accumulate(np.minimum(largest_first, 1.0))
    return [float(rate) for rate in rates]


def _chi_square(tables: npt.NDArray[np.number]) -> Floats:
    """χ² of each table, shape (tables, groups, answers); answers that nobody gave do not count."""
    rows, columns = tables.sum(axis=2, keepdims=True), tables.sum(axis=1, keepdims=True)
    expected = rows * columns / np.maximum(tables.sum(axis=(1, 2), keepdims=True), 1)
    off = (tables - expected) ** 2 / np.where(expected > 0, expected, 1.0)
    return np.asarray(off.sum(axis=(1, 2)), dtype=np.float64)


def _permuted(table: Ints, statistic: Callable[[Ints], Floats], seed: int) -> float:
    """The share of shuffles of who belongs to which group that are at least as far off; the real one is one of them.

    Shuffling people leaves the counts of the first group to a multivariate hypergeometric distribution.
    """
    both = table.sum(axis=0)
    rng = np.random.default_rng(seed)
    first = rng.multivariate_hypergeometric(both, int(table[0].sum()), size=PERMUTATIONS, method="marginals")
    shuffled = statistic(np.stack([first, both - first], axis=1))
    as_far = int((shuffled >= statistic(table[None])[0] - 1e-9).sum())
    return (1 + as_far) / (1 + PERMUTATIONS)
