"""Bonds between people: blocs that stay in one group and pairs of blocs that may not share one, held exactly.

Constrained k-means (Wagstaff et al. 2001) for blocs: when all members stand in their weighted mean, the sum of squares
changes by a constant and k-means moves the bloc as a whole. A pair that lands in one group all the same divides it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis import kmeans
from workbench.analysis.evidence import Flags, Floats, Ints, Reals
from workbench.errors import N_, Message
from workbench.records.analysis import Plan, Segmentation, Verdict

_ITERATIONS = 100


@dataclass(frozen=True)
class Bonds:
    """`blocs` are the members of each bloc by index, `apart` pairs of blocs; nobody is in two blocs."""

    blocs: tuple[Ints, ...] = ()
    apart: tuple[tuple[int, int], ...] = ()

    def bound(self, people: int) -> Flags:
        """Who is in a bloc, shape (people,)."""
        inside = np.zeros(people, dtype=bool)
        for members in self.blocs:
            inside[members] = True
        return inside

    def group(self, points: Reals, weights: Floats, k: int, starts: int, rng: np.random.Generator) -> Ints:
        """As `kmeans.group`, with these bonds; dividing groups whose blocs stay apart makes more than k of them."""
        drawn = self.draw_together(points, weights)
        return self.hold(kmeans.group(drawn, weights, k, starts, rng), drawn, weights)

    def draw_together(self, points: Reals, weights: Floats) -> Reals:
        """Everybody of a bloc in its weighted mean; (weightings, people, axes) with weights (weightings, people).

        A bloc of which nobody counts stands in its plain mean.
        """
        if not self.blocs:
            return points
        drawn = points.copy()
        for members in self.blocs:
            counted = weights[:, members]
            counted = np.where(counted.sum(axis=1, keepdims=True) > 0, counted, 1.0)[..., None]
            total = (counted * points[:, members]).sum(axis=1, keepdims=True)
            drawn[:, members] = total / counted.sum(axis=1, keepdims=True)
        return drawn

    def hold(self, groups: Ints, points: Reals, weights: Floats) -> Ints:
        """Groups (weightings, people) in which no bloc is torn and no pair shares a group.

        `points` are those of `draw_together`. A group that a pair shares is divided by 2-means from where the two blocs
        stand; the second side gets a number of its own, above all others of that weighting.
        """
        if not self.blocs:
            return groups
        held = groups.copy()
        for members in self.blocs:
            held[:, members] = held[:, members[:1]]  # equal points may differ in the last bit of a distance
        for row in range(len(held)):
            for one, other in self.apart:
                self._divide(held[row], points[row], weights[row], (self.blocs[one], self.blocs[other]))
        return held

    def _divide(self, groups: Ints, points: Reals, weights: Floats, pair: tuple[Ints, Ints]) -> None:
        """Move the second bloc's side of a group that both share into a group of its own."""
        one, other = pair
        if groups[one[0]] == groups[other[0]]:
            inside = np.flatnonzero(groups == groups[one[0]])
            second = _second_side(points[inside], weights[inside] + 1e-9, np.isin(inside, one), np.isin(inside, other))
            groups[inside[second]] = groups.max() + 1


def _second_side(points: Reals, weights: Floats, one: Flags, other: Flags) -> Flags:
    """Who is nearer to the second of two blocs: 2-means from the blocs, each of which keeps to its side."""
    centres = np.array([points[one][0], points[other][0]])
    second = np.zeros(len(points), dtype=bool)
    for _ in range(_ITERATIONS):
        distances = ((points[:, None] - centres) ** 2).sum(axis=2)
        nearer = ((distances[:, 1] < distances[:, 0]) | other) & ~one
        if (nearer == second).all():
            break
        second = nearer
        centres = np.array([np.average(points[side], axis=0, weights=weights[side]) for side in (~second, second)])
    return second


def build_bonds(plan: Plan, people: Sequence[str]) -> Bonds:
    """The bonds of a plan among these people; who is not there any more is left out, and groups that overlap are one.

    >>> plan = Plan(together=(("a", "b"), ("b", "c"), ("d", "gone"), ("e",)), apart=((0, 2), (2, 3), (0, 1)))
    >>> bonds = build_bonds(plan, "abcde")
    >>> [members.tolist() for members in bonds.blocs], bonds.apart
    ([[0, 1, 2], [3], [4]], ((0, 1), (1, 2)))
    """
    index = {person: number for number, person in enumerate(people)}
    groups = [{index[one] for one in group if one in index} for group in plan.together]
    blocs: list[set[int]] = []
    for group in filter(None, groups):
        touched = [bloc for bloc in blocs if bloc & group]
        blocs = [bloc for bloc in blocs if not bloc & group] + [group.union(*touched)]
    blocs.sort(key=min)
    place = {person: number for number, bloc in enumerate(blocs) for person in bloc}
    pairs = [(groups[one], groups[other]) for one, other in plan.apart]
    apart = [(place[min(one)], place[min(other)]) for one, other in pairs if one and other]
    return Bonds(
        blocs=tuple(np.array(sorted(bloc), dtype=np.int64) for bloc in blocs),
        apart=tuple((one, other) for one, other in apart if one != other),
    )


def bond_notes(bonds: Bonds, plan: Plan, found: Segmentation) -> Iterator[Message]:
    """What a reader should know about what the bonds did."""
    if bonds.blocs and found.verdict is Verdict.NONE:
        sentence = N_("研究者判断已计入，数据仍分不出稳定人群；要按判断分，请指定分几群。")
        yield Message(sentence)
    if plan.k and bonds.apart and found.k > plan.k:
        sentence = N_("指定分 %(k)s 群；研究者判断要求分开的人落在了同一群，所以多分出 %(more)s 群。")
        yield Message(sentence, {"k": plan.k, "more": found.k - plan.k})
