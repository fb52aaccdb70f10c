"""Whether two choices hang together: how strongly, and whether that may be chance."""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import chdtrc
from scipy.stats import random_table

from workbench.analysis.evidence import Floats, Ints

SHUFFLES = 4999
_FEWEST_EXPECTED = 5
_MOST_CELLS = 2_000_000  # of all random tables together


class Association(NamedTuple):
    """Cramér's V corrected for bias, the p-value of independence, χ² with its degrees of freedom.

    `shuffled`: some cells expect fewer than five people, so that p comes from tables drawn at random.
    """

    v: float
    p: float
    chi_square: float
    freedom: int
    shuffled: bool


def associate(counts: npt.ArrayLike, seed: int = 0) -> Association | None:
    """How a table of counts (rows, columns), each person in one cell, departs from independence.

    V is Cramér's of 1946 with the correction of Bergsma (2013): in a small table chance alone makes the plain one
    large. p is of χ², or where fewer than five are expected somewhere the share of up to 4 999 tables with the
    same margins (Patefield 1981) whose χ² is as large. None where fewer than two rows or columns hold anybody.

    >>> found = associate([[30, 10], [10, 30]])
    >>> round(found.v, 3), found.p < 0.001, found.freedom
    (0.49, True, 1)
    """
    table = np.asarray(counts, dtype=np.int64)
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    if min(table.shape, default=0) < 2:
        return None
    n, (rows, columns) = int(table.sum()), table.shape
    freedom = (rows - 1) * (columns - 1)
    across, down = table.sum(axis=1), table.sum(axis=0)
    expected = np.outer(across, down) / n
    chi = float(_chi_square(table[None], expected)[0])
    shuffled = bool(expected.min() < _FEWEST_EXPECTED)
    if shuffled:
        draws = min(SHUFFLES, _MOST_CELLS // table.size)
        drawn = random_table(across, down, seed=np.random.default_rng(seed)).rvs(draws)
        as_large = int((_chi_square(drawn, expected) >= chi - 1e-9).sum())
        p = (1 + as_large) / (1 + draws)
    else:
        p = float(chdtrc(freedom, chi))
    return Association(_corrected_v(chi / n, table.shape, n), p, chi, freedom, shuffled)


def _corrected_v(phi: float, shape: tuple[int, ...], n: int) -> float:
    rows, columns = shape
    excess = max(0.0, phi - (rows - 1) * (columns - 1) / max(n - 1, 1))
    fewer = [size - (size - 1) ** 2 / max(n - 1, 1) for size in (rows, columns)]
    return min(1.0, math.sqrt(excess / max(min(fewer) - 1, 1e-9)))


def _chi_square(tables: Ints, expected: Floats) -> Floats:
    """χ² of each table, shape (tables, rows, columns), all with the margins that `expected` has."""
    return np.asarray(((tables - expected) ** 2 / expected).sum(axis=(1, 2)), dtype=np.float64)
