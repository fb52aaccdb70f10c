"""Who does not fit: members who say what another segment says, and people at the edge of a segment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from workbench.analysis.evidence import Evidence, Flags, Floats, Ints
from workbench.analysis.quotes import Quotable, find_quotable, verbatim
from workbench.analysis.spaces import Spaces
from workbench.records.analysis import CounterQuote, EdgeCase, Segment

MOST = 2  # counter-quotes; members at the edge; people in no segment
_SURE = 0.8
_NOWHERE = -9.0


@dataclass(frozen=True)
class _Nearness:
    """How near statements that can be quoted and people are to each segment: (statements or people, segments).

    Near is 2 r·c - c·c, which orders squared distances to the mean c of what members say on the topic. `statements` and
    `owners` (statements) tell which they are and whose.
    """

    statements: Ints
    owners: Ints
    said: Floats
    people: Floats

    def telling(self, person: int, lead: Floats) -> int | None:
        """The index of the statement of a person that leads most; None for one without any that can be quoted."""
        own = np.flatnonzero(self.owners == person)
        return int(self.statements[own[lead[own].argmax()]]) if len(own) else None


def with_edges(
    segments: Sequence[Segment], evidence: Evidence, spaces: Spaces, members: Sequence[Flags], sure: Floats
) -> tuple[Segment, ...]:
    """The segments with counter-quotes and edge cases; who is a member of each, and how sure everybody is (people).

    A counter-quote is nearer to another segment than to the member's own. At the edge are the least certain members and
    those in no segment to whom this one is nearest, each with the words that show it best. One quote a person.
    """
    quotable = find_quotable(evidence, spaces)
    if len(segments) < 2 or not quotable:
        return tuple(segments)
    inside = np.array(members)
    near = _measure(quotable, inside)
    return tuple(
        segment.model_copy(
            update={
                "counter_quotes": tuple(_counter_quotes(evidence, near, inside[place], place)),
                "edge_cases": tuple(_edge_cases(evidence, near, inside, place, sure)),
            }
        )
        for place, segment in enumerate(segments)
    )


def _measure(quotable: Sequence[Quotable], inside: Flags) -> _Nearness:
    near = np.concatenate([_near(part, inside) for part in quotable])
    statements, owners, alone = (
        np.concatenate([getattr(part, name) for part in quotable]) for name in ("statements", "owners", "alone")
    )
    spoken = np.bincount(owners, minlength=inside.shape[1])[:, None]
    people = np.zeros((inside.shape[1], len(inside)))
    np.add.at(people, owners, near)
    people = np.where(spoken > 0, people / np.maximum(spoken, 1), _NOWHERE)
    return _Nearness(statements[alone], owners[alone], near[alone], people)


def _near(part: Quotable, inside: Flags) -> Floats:
    near = np.full((len(part.owners), len(inside)), _NOWHERE)
    for place, members in enumerate(inside):
        if (told := members[part.owners]).any():
            centre = part.rows[told].mean(axis=0)
            near[:, place] = 2 * part.rows @ centre - centre @ centre
    return near


def _away(near: Floats, place: int) -> tuple[Floats, Ints]:
    """By how much some other segment is nearer than the one at `place`, and the number of that one."""
    others = near.copy()
    others[:, place] = -np.inf
    return others.max(axis=1) - near[:, place], others.argmax(axis=1) + 1


def _counter_quotes(evidence: Evidence, near: _Nearness, members: Flags, place: int) -> Iterator[CounterQuote]:
    away, other = _away(near.said, place)
    quoted: set[int] = set()
    for row in np.argsort(-away, kind="stable").tolist():
        person = int(near.owners[row])
        if away[row] <= 0 or len(quoted) == MOST:
            return
        if members[person] and person not in quoted:
            quoted.add(person)
            quote = verbatim(evidence, int(near.statements[row]))
            yield CounterQuote(**quote.model_dump(), other=int(other[row]))


def _edge_cases(evidence: Evidence, near: _Nearness, inside: Flags, place: int, sure: Floats) -> Iterator[EdgeCase]:
    away, other = _away(near.people, place)
    shown, _ = _away(near.said, place)
    doubtful = np.flatnonzero(inside[place] & (sure < _SURE))
    strangers = np.flatnonzero(~inside.any(axis=0) & (away <= 0) & (near.people[:, place] > _NOWHERE))
    for people, order, lead in ((doubtful, sure, shown), (strangers, away, -shown)):
        ranked = people[np.argsort(order[people], kind="stable")].tolist()
        telling = ((person, index) for person in ranked if (index := near.telling(person, lead)) is not None)
        for person, index in islice(telling, MOST):
            quote = verbatim(evidence, index).model_dump()
            certainty, next_one = round(float(sure[person]), 4), int(other[person])
            yield EdgeCase(**quote, certainty=certainty, member=people is doubtful, other=next_one)
