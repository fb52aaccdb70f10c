"""What researchers decided about segments, as bonds of the next run: who stays together, which groups stay apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.storage.tables import SegmentDecision

PLACING = ("move", "pin")
People = frozenset[int]
Pair = tuple[People, People]


@dataclass(frozen=True)
class Constraints:
    """`together` and `apart` of a plan; the decisions they follow and those that a newer one contradicts, by id."""

    together: tuple[tuple[str, ...], ...]
    apart: tuple[tuple[int, int], ...]
    followed: tuple[int, ...]
    overruled: tuple[int, ...]


def constraints(decisions: Sequence[SegmentDecision]) -> Constraints:
    """The bonds out of the decisions in force, oldest first.

    Merged people stay together; the two sides of a split stay together each, and apart; who was moved or pinned stays
    with the anchors of that segment. Groups that overlap are one. Whoever was moved or pinned later is no longer in an
    earlier group; where decisions contradict each other all the same, the newer one holds.
    """
    blocs: list[People] = []
    pairs: list[Pair] = []
    placed: People = frozenset()
    followed, overruled = [], []
    for decision in reversed(decisions):
        groups, apart = _bonds_of(decision, placed)
        if decision.kind in PLACING:
            placed |= frozenset(decision.groups[0])
        united = _united([*blocs, *groups])
        if not groups:
            continue
        if any(bloc & one and bloc & other for bloc in united for one, other in (*pairs, *apart)):
            overruled.append(decision.id)
            continue
        followed.append(decision.id)
        blocs, pairs = united, [*pairs, *apart]
    blocs.sort(key=min)
    place = {person: number for number, bloc in enumerate(blocs) for person in bloc}
    return Constraints(
        together=tuple(tuple(str(person) for person in sorted(bloc)) for bloc in blocs),
        apart=tuple(sorted({(place[min(one)], place[min(other)]) for one, other in pairs})),
        followed=tuple(sorted(followed)),
        overruled=tuple(sorted(overruled)),
    )


def _bonds_of(decision: SegmentDecision, placed: People) -> tuple[list[People], list[Pair]]:
    """Groups that stay together and pairs that stay apart; those `placed` later have left."""
    groups = [frozenset(group) - placed for group in decision.groups]
    if decision.kind in PLACING:
        people, anchors = groups[0], frozenset().union(*groups[1:])
        return ([people | anchors] if people and anchors else []), []
    kept = [group for group in groups if group]
    return kept, [(kept[0], kept[1])] if len(kept) == 2 else []


def _united(groups: Sequence[People]) -> list[People]:
    """Groups that share somebody made one.

    >>> [sorted(group) for group in _united([frozenset({1, 2}), frozenset({3}), frozenset({2, 4})])]
    [[3], [1, 2, 4]]
    """
    blocs: list[People] = []
    for group in groups:
        touched = [bloc for bloc in blocs if bloc & group]
        blocs = [bloc for bloc in blocs if not bloc & group] + [group.union(*touched)]
    return blocs
