"""The ground on which people are grouped: their factors and how much evidence each gave."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Self

import numpy as np

from workbench.analysis.axes import axes, factors
from workbench.analysis.blocks import Block
from workbench.analysis.bonds import Bonds
from workbench.analysis.evidence import Flags, Floats, Ints, Singles
from workbench.analysis.second_look import View, look_again

FEW = 100
_STARTS = 30
_STARTS_OF_RESAMPLES = 4
_STARTED_PEOPLE = 20_000


@dataclass(frozen=True)
class Ground:
    """`scaled` are the factors of all blocks (people, directions), `given` how much evidence each person gave.

    `given` is a share of all blocks' weight, 0 to 1. Who gave less stands as far out as the given blocks say, not
    nearer to the middle, but moves the centres of groups less. `bonds` hold wherever people are grouped. With `views`
    (more people than FEW) groups can get a second look.
    """

    scaled: Floats
    given: Floats
    bonds: Bonds = field(default_factory=Bonds)
    views: tuple[View, ...] = ()

    @property
    def known(self) -> Flags:
        """Who gave any evidence."""
        return np.asarray(self.given > 0)

    def place(self, fitted: Ints, most: int) -> Floats:
        """Coordinates of all people on axes fitted on some; those without evidence stand in the origin."""
        placed = axes(self.scaled, fitted, most)
        return np.asarray(np.where(self.known[:, None], placed / np.maximum(self.given, 1e-9)[:, None], 0.0))

    def group(self, k: int, rng: np.random.Generator) -> tuple[Ints, Floats]:
        """Groups of all people, and their places: as many axes as groups."""
        places = self.place(np.flatnonzero(self.known), k)
        starts = max(_STARTS_OF_RESAMPLES, min(_STARTS, _STARTED_PEOPLE // len(places)))
        return self.bonds.group(places[None], self.given[None], k, starts, rng)[0], places

    def look_again(self, groups: Ints, inside: Flags) -> Ints:
        """Divisions (divisions, people) after a second look, each taught by those inside; bound people stay."""
        return look_again(self.views, groups, inside, self.bonds.bound(len(self.given)))


class Resamples:
    """Everybody placed on axes that were fitted on subsets of the people, ready to be grouped into any number.

    `inside` (subsets, people) tells who belongs to which subset. Places are kept in single precision, which halves the
    memory and the time of k-means.
    """

    def __init__(self, ground: Ground, inside: Flags, most: int) -> None:
        self.ground, self.inside, self.most = ground, inside, most
        self._places: list[Singles] = []

    def on(self, ground: Ground) -> Self:
        """The same places of the same people, to be grouped with the bonds of `ground`."""
        other = copy(self)
        other.ground = ground
        return other

    def place_next(self) -> None:
        """Fit the next subset; to be called once for each."""
        fitted = np.flatnonzero(self.inside[len(self._places)])
        self._places.append(self.ground.place(fitted, self.most).astype(np.float32))

    def group(self, k: int, rng: np.random.Generator) -> Ints:
        """The groups of all people as each subset sees them, shape (subsets, people)."""
        places = np.stack([placed[:, :k] for placed in self._places])
        starts = max(2, min(_STARTS_OF_RESAMPLES, _STARTED_PEOPLE // places.shape[1]))
        return self.ground.bonds.group(places, self.inside * self.ground.given, k, starts, rng)


def bootstrap(known: Flags, times: int, rng: np.random.Generator) -> Flags:
    """Who of the people known is drawn at least once in each of `times` bootstraps, shape (times, people).

    A person drawn twice counts once (clusterboot's default): a copy would agree with itself in every block.
    """
    people = np.flatnonzero(known)
    inside = np.zeros((times, len(known)), dtype=bool)
    for row in inside:
        row[rng.choice(people, len(people))] = True
    return inside


def halves(known: Flags, times: int, rng: np.random.Generator) -> Flags:
    """Random halves of the people known, each followed by its other half, shape (2 · times, people)."""
    people = np.flatnonzero(known)
    inside = np.zeros((2 * times, len(known)), dtype=bool)
    for number in range(times):
        inside[2 * number, rng.permutation(people)[: len(people) // 2]] = True
        inside[2 * number + 1] = known & ~inside[2 * number]
    return inside


def build_ground(blocks: Sequence[Block], people: int) -> Ground:
    """Blocks to factors; without any block nobody is known."""
    total = sum((block.weight for block in blocks), 0.0)
    given = sum((block.weight * block.given for block in blocks), np.zeros(people)) / max(total, 1e-9)
    return Ground(factors(blocks, people), np.asarray(given))
