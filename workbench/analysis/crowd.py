"""A large study: some thousand people drawn from it stand for everybody, who then go where the nearest centre is.

Axes, number of segments and stability of a few thousand people are as good as those of a million and cost the same;
what grows with the study is reading it, and one matrix product.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.linalg import eigh

from workbench.analysis.blocks import Block, FittedBlock, read_blocks
from workbench.analysis.bonds import Bonds
from workbench.analysis.evidence import Evidence, Floats, Ints, Singles
from workbench.analysis.ground import Ground
from workbench.analysis.spaces import Spaces

LARGE = 3000
_DRAWN = 1600
_AXES = 20
_CHUNK = 20_000
_BINS = 40


@dataclass(frozen=True)
class Crowd:
    """Everybody of a large study on the axes of the people `drawn` (indices).

    `places` (people, axes) and `given` (people) are for everybody what a ground has for the people drawn.
    """

    drawn: Ints
    places: Singles
    given: Singles

    def assign(self, groups: Ints, sure: Floats, bonds: Bonds) -> tuple[Ints, Floats]:
        """The group of everybody and how sure it is, from `groups` and `sure` of the people drawn.

        Everybody is put where the nearest centre is, and is as sure as people drawn are who stand as far from a border.
        Blocs of `bonds` (of everybody) stay whole.
        """
        weights, known = self.given[self.drawn], self.given[self.drawn] > 0
        names = np.unique(groups[known])
        mine = self.places[self.drawn]
        centres = np.array(
            [np.average(mine[at], axis=0, weights=weights[at]) for at in (known & (groups == names[:, None]))]
        )
        nearest, margins = _nearest(self.places, centres)
        order = np.argsort(margins[self.drawn][known], kind="stable")
        parts = [part for part in np.array_split(order, _BINS) if len(part)]
        far, held = (np.array([values[known][part].mean() for part in parts]) for values in (margins[self.drawn], sure))
        certain = np.interp(margins, far, np.maximum.accumulate(held)) * (self.given > 0)
        return _hold(names[nearest], self, bonds, centres, names), certain


def draw(evidence: Evidence, rng: np.random.Generator) -> Ints:
    """Some of those who said or ticked anything, at random; rising indices."""
    told = np.zeros(len(evidence.people), dtype=bool)
    told[evidence.owners()] = True
    for values in evidence.closed.values():
        told |= np.array([value is not None for value in values], dtype=bool)
    people = np.flatnonzero(told)
    return np.sort(rng.choice(people, min(_DRAWN, len(people)), replace=False))


def place_crowd(
    evidence: Evidence, drawn: Ints, ground: Ground, fitted: Sequence[FittedBlock], spaces: Spaces
) -> Crowd:
    """Everybody on the axes of the ground of the people `drawn`.

    Axes are linear in the rows of the blocks; the map is found by least squares on the people drawn.
    """
    n, axes = len(evidence.people), min(_AXES, ground.scaled.shape[1])
    places, given = np.zeros((n, axes), dtype=np.float32), np.zeros(n, dtype=np.float32)
    if not ground.known.any():
        return Crowd(drawn, places, given)
    known = np.flatnonzero(ground.known)
    rows, _ = _rows(read_blocks(fitted, evidence.of_people(drawn), spaces), len(drawn))
    linear = _least_squares(rows[known], ground.place(known, axes)[known] * ground.given[known, None])
    quick = spaces.fitted.small()
    for first in range(0, n, _CHUNK):
        part = evidence.of_people(np.arange(first, min(first + _CHUNK, n)))
        chunk = slice(first, first + len(part.people))
        rows, given[chunk] = _rows(read_blocks(fitted, part, quick.place(part)), len(part.people))
        places[chunk] = (rows @ linear) / np.maximum(given[chunk], 1e-9)[:, None]
    places[given <= 0] = 0.0
    return Crowd(drawn, places, given)


def _rows(blocks: Sequence[Block], people: int) -> tuple[Floats, Floats]:
    """All blocks side by side with a column of ones, and the share of the blocks' weight that each person gave."""
    total = sum(block.weight for block in blocks)
    given = np.asarray(sum((block.weight * block.given for block in blocks), np.zeros(people))) / total
    return np.hstack([np.ones((people, 1)), *(block.rows for block in blocks)]), given


def _least_squares(rows: Floats, targets: Floats) -> Floats:
    """The map of least norm from rows to targets; columns may depend on each other."""
    values, vectors = eigh(rows.T @ rows)
    kept = values > values[-1] * 1e-10
    return np.asarray((vectors[:, kept] / values[kept]) @ (vectors[:, kept].T @ (rows.T @ targets)))


def _nearest(places: Singles, centres: Floats) -> tuple[Ints, Floats]:
    """The nearest centre, and how much nearer it is than the next: 0 on the border to 1 in the centre."""
    squares = ((centres**2).sum(axis=1) - 2 * places @ centres.T) + (places.astype(np.float64) ** 2).sum(axis=1)[
        :, None
    ]
    nearest = squares.argmin(axis=1)
    if len(centres) == 1:
        return nearest, np.ones(len(places))
    two = np.sqrt(np.maximum(np.partition(squares, 1, axis=1)[:, :2], 0.0))
    return nearest, (two[:, 1] - two[:, 0]) / np.maximum(two.sum(axis=1), 1e-12)


def _hold(groups: Ints, crowd: Crowd, bonds: Bonds, centres: Floats, names: Ints) -> Ints:
    """The groups with every bloc in one, the nearest to its mean that no bloc has which it must stay apart from."""
    for bloc, members in enumerate(bonds.blocs):
        others = [one if other == bloc else other for one, other in bonds.apart if bloc in (one, other)]
        taken = {int(groups[bonds.blocs[other][0]]) for other in others if other < bloc}
        near = ((centres - crowd.places[members].mean(axis=0)) ** 2).sum(axis=1).argsort(kind="stable")
        free = [name for name in names[near].tolist() if name not in taken]
        groups[members] = free[0] if free else groups.max() + 1
    return groups
