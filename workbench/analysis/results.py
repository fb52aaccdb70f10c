"""A division put into records: segments in their order, what members ticked, where everybody stands."""

import math
from collections.abc import Sequence

import numpy as np

from workbench.analysis.evidence import Evidence, Flags, Floats, Ints
from workbench.analysis.ground import Ground
from workbench.analysis.number import stability_word
from workbench.analysis.profile import closed_counts
from workbench.records.analysis import Placed, Segment, SegmentQuote


def in_order(groups: Ints, placed: Flags) -> list[int]:
    """Groups that have somebody placed, the largest first; of equal ones that with the first person."""
    inside = {int(group): np.flatnonzero(placed & (groups == group)) for group in np.unique(groups[placed])}
    return sorted(inside, key=lambda group: (-len(inside[group]), int(inside[group][0])))


def build_segment(
    evidence: Evidence, number: int, inside: Flags, stability: float, quotes: Sequence[SegmentQuote]
) -> Segment:
    """The segment of the people `inside`; its key words are added by who knows words."""
    size, n = int(inside.sum()), len(evidence.people)
    return Segment(
        number=number,
        members=tuple(evidence.people[person] for person in np.flatnonzero(inside)),
        size=size,
        share=size / n,
        interval=wilson(size, n),
        stability=round(stability, 4),
        stability_word=stability_word(stability),
        profile=tuple(closed_counts(evidence, inside)),
        quotes=tuple(quotes),
    )


def place_people(
    evidence: Evidence, ground: Ground, members: Sequence[Flags] = (), sure: Floats | None = None
) -> tuple[Placed, ...]:
    """Everybody with their segment and a point on the map: the first two axes, the far end of each right or up."""
    n = len(evidence.people)
    known = np.flatnonzero(ground.known)
    places = ground.place(known, 2) if len(known) else np.zeros((n, 2))
    if n:
        places = places * np.where(places[np.abs(places).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    numbers = np.zeros(n, dtype=int)
    for number, inside in enumerate(members, start=1):
        numbers[inside] = number
    return tuple(
        Placed(
            id=person,
            segment=int(numbers[row]) or None,
            certainty=0.0 if sure is None else round(float(sure[row]), 4),
            x=round(float(places[row, 0]), 4),
            y=round(float(places[row, 1]), 4),
        )
        for row, person in enumerate(evidence.people)
    )


def wilson(size: int, n: int, z: float = 1.959964) -> tuple[float, float]:
    """Wilson's (1927) 95 % interval of a share.

    >>> [round(end, 3) for end in wilson(4, 12)]
    [0.138, 0.609]
    """
    share = size / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - reach), min(1.0, middle + reach)
