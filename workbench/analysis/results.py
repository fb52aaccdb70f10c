"""A division put into records: segments in their order, what members ticked, where everybody stands."""

import math
from collections.abc import Sequence

import numpy as np

from workbench.analysis.evidence import Flags, Floats, Ints
from workbench.analysis.number import stability_word
from workbench.analysis.preparing import Prepared
from workbench.records.analysis import Placed, Segment


def in_order(groups: Ints, placed: Flags) -> list[int]:
    """Groups that have somebody placed, the largest first; of equal ones that with the first person."""
    inside = {int(group): np.flatnonzero(placed & (groups == group)) for group in np.unique(groups[placed])}
    return sorted(inside, key=lambda group: (-len(inside[group]), int(inside[group][0])))


def build_segment(people: Sequence[str], number: int, inside: Flags, stability: float) -> Segment:
    """The segment of the people `inside`; what they ticked and said is added by who knows it."""
    size, n = int(inside.sum()), len(people)
    return Segment(
        number=number,
        members=tuple(people[person] for person in np.flatnonzero(inside).tolist()),
        size=size,
        share=size / n,
        interval=wilson(size, n),
        stability=round(float(stability), 4),
        stability_word=stability_word(float(stability)),
    )


def place_people(prepared: Prepared, members: Sequence[Flags] = (), sure: Floats | None = None) -> tuple[Placed, ...]:
    """Everybody with their segment and a point on the map: the first two axes, the far end of each right or up."""
    people, places = prepared.evidence.people, prepared.places
    if len(people):
        places = places * np.where(places[np.abs(places).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    numbers = np.zeros(len(people), dtype=int)
    for number, inside in enumerate(members, start=1):
        numbers[inside] = number
    certain = np.zeros(len(people)) if sure is None else sure
    columns = (numbers, *(np.round(values, 4) for values in (certain, places[:, 0], places[:, 1])))
    numbered, *others = (column.tolist() for column in columns)
    return tuple(map(Placed, people, [number or None for number in numbered], *others))


def wilson(size: int, n: int, z: float = 1.959964) -> tuple[float, float]:
    """Wilson's (1927) 95 % interval of a share.

    >>> [round(end, 3) for end in wilson(4, 12)]
    [0.138, 0.609]
    """
    share = size / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - reach), min(1.0, middle + reach)
