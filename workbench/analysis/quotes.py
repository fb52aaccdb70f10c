"""Quotes of a segment: typical of it, unlike each other, one a person, verbatim."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.evidence import Evidence, Flags, Floats, Ints
from workbench.analysis.spaces import Spaces
from workbench.records.analysis import SegmentQuote
from workbench.records.evidence import Topic

FORMING = (Topic.MOTIVATION, Topic.PAIN_POINT)
_TYPICAL = 0.7
_LATE = 10.0
_FEWEST_WORDS = 2
_SHORTEST, _LONGEST = 6, 160


@dataclass(frozen=True)
class Quotable:
    """Statements on one topic: indices, whose they are, whether they can stand alone, places (statements, d)."""

    statements: Ints
    owners: Ints
    alone: Flags
    rows: Floats


def choose_quotes(evidence: Evidence, spaces: Spaces, members: Sequence[Flags], most: int) -> list[list[SegmentQuote]]:
    """At most `most` quotes for each segment, motivation and pain point in turn as far as there are any.

    `members` tells of each segment who belongs to it. A statement is typical when it lies nearer to the mean of the
    segment's statements than to that of the others'; then maximal marginal relevance (Carbonell and Goldstein 1998)
    takes the most typical that is least like those already taken.
    """
    quotable = find_quotable(evidence, spaces)
    return [_quotes(evidence, [_ranked(part, inside) for part in quotable], most) for inside in members]


def find_quotable(evidence: Evidence, spaces: Spaces) -> list[Quotable]:
    """The statements on motivation and on pain points; on any topics where there is neither."""
    topics = [topic for topic in FORMING if len(evidence.of_topic(topic))] or evidence.topics()
    return [_quotable(evidence, spaces, evidence.of_topic(topic)) for topic in topics]


def _quotable(evidence: Evidence, spaces: Spaces, chosen: Ints) -> Quotable:
    words = np.asarray(evidence.statements.counts[chosen].sum(axis=1)).ravel()
    length = np.array([len(evidence.statements.texts[index]) for index in chosen.tolist()])
    alone = (words >= _FEWEST_WORDS) & (length >= _SHORTEST) & (length <= _LONGEST)
    rows = np.hstack([np.zeros((len(chosen), 1)), *(space[chosen] for space in spaces.all())])
    return Quotable(chosen, evidence.owners()[chosen], alone, rows / np.sqrt(max(len(spaces.all()), 1)))


def _ranked(quotable: Quotable, inside: Flags) -> Iterator[int]:
    """The segment's statements, each the best addition to those before.

    The less typical half comes late, and so does what cannot stand alone: too short, too long, without content.
    """
    said_inside = inside[quotable.owners]
    if not said_inside.any():
        return
    rows = quotable.rows[said_inside]
    centre = rows.mean(axis=0)
    elsewhere = quotable.rows[~said_inside].mean(axis=0) if not said_inside.all() else 0.0
    direction = centre - elsewhere
    typical = rows @ direction / max(float(np.linalg.norm(direction)), 1e-9)
    typical -= _LATE * (typical < np.median(typical)) + 2 * _LATE * ~quotable.alone[said_inside]
    likest = np.zeros(len(rows))
    indices = quotable.statements[said_inside]
    for _ in range(len(rows)):
        best = int((_TYPICAL * typical - (1 - _TYPICAL) * likest).argmax())
        yield int(indices[best])
        typical[best] = -np.inf
        likest = np.maximum(likest, rows @ rows[best])


def _quotes(evidence: Evidence, ranked: Sequence[Iterator[int]], most: int) -> list[SegmentQuote]:
    """Take from each topic in turn what is of a person not quoted yet."""
    quoted: set[int] = set()
    quotes: list[SegmentQuote] = []
    waiting, owners = list(ranked), evidence.owners()
    while waiting and len(quotes) < most:
        order = waiting.pop(0)
        index = next((index for index in order if owners[index] not in quoted), None)
        if index is not None:
            quoted.add(owners[index])
            quotes.append(verbatim(evidence, index))
            waiting.append(order)
    return quotes


def verbatim(evidence: Evidence, index: int) -> SegmentQuote:
    """A statement as it was said, and where."""
    statement = evidence.statements[index]
    return SegmentQuote(
        person=evidence.people[statement.person],
        source=statement.source,
        topic=statement.topic,
        start=statement.start,
        end=statement.end,
        text=statement.text,
    )
