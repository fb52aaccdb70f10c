"""What members of a segment ticked, beside everybody: a description, and never a test of what formed the segments."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from workbench.analysis.evidence import Evidence, Flags, Floats
from workbench.records.analysis import ClosedCount, ClosedValue

_MOST_NUMBERS = 10
_BINS = 4


def closed_counts(evidence: Evidence, inside: Flags) -> list[ClosedCount]:
    """Counts of each answer that a member gave, those first that members give more often than everybody.

    `of` are the members who answered the question. Numbers of more than ten kinds are counted in four ranges.
    """
    counts = []
    for question, values in evidence.closed.items():
        answers = _answers(values)
        everybody = Counter(answer for given in answers for answer in given)
        members = [given for given, member in zip(answers, inside, strict=True) if member]
        here = Counter(answer for given in members for answer in given)
        of, of_all = (sum(bool(given) for given in group) for group in (members, answers))
        for answer, said in here.items():
            counts.append(
                ClosedCount(
                    question=question, answer=answer, said=said, of=of, said_in_all=everybody[answer], of_all=of_all
                )
            )
    return sorted(counts, key=lambda count: (-_lead(count), count.question, count.answer))


def _lead(count: ClosedCount) -> float:
    """How much larger the answer's share is among members than among everybody."""
    return round(count.said / count.of - count.said_in_all / count.of_all, 9)


def _answers(values: Sequence[ClosedValue]) -> list[tuple[str, ...]]:
    """Each person's answers as they are shown."""
    numbers = [value for value in values if isinstance(value, float | int)]
    if len(set(numbers)) > _MOST_NUMBERS:
        edges = np.unique(np.quantile(numbers, np.linspace(0, 1, _BINS + 1)))
        return [(_range(value, edges),) if isinstance(value, float | int) else () for value in values]
    return [_shown(value) for value in values]


def _shown(value: ClosedValue) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, list):
        return tuple(dict.fromkeys(value))
    return (f"{value:g}" if isinstance(value, float | int) else value,)


def _range(value: float, edges: Floats) -> str:
    """The range of `edges` that holds the value; the last one holds its end."""
    low = min(int(np.searchsorted(edges, value, side="right")) - 1, len(edges) - 2)
    return f"{edges[low]:g}–{edges[low + 1]:g}"
