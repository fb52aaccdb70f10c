"""What members of a segment ticked, beside everybody: a description, and never a test of what formed the segments."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from scipy.sparse import csr_matrix

from workbench.analysis.evidence import Flags, Floats
from workbench.records.analysis import ClosedCount, ClosedValue

_MOST_NUMBERS = 10
_BINS = 4


def profiles(closed: Mapping[str, Sequence[ClosedValue]], members: Sequence[Flags]) -> list[list[ClosedCount]]:
    """For each group of members the counts of each answer that one of them gave.

    First those that members give more often than everybody. `of` are the members who answered the question. Numbers of
    more than ten kinds are counted in four ranges. `closed` holds for each question one value a person.
    """
    groups = np.array([np.ones(len(members[0]) if members else 0, dtype=bool), *members], dtype=np.float64)
    counts: list[list[ClosedCount]] = [[] for _ in members]
    for question, values in closed.items():
        answers, given = _given_answers(shown_answers(values))
        said = np.rint(groups @ given).astype(int).tolist()
        of = np.rint(groups @ (given.getnnz(axis=1) > 0)).astype(int).tolist()
        for number, found in enumerate(counts, start=1):
            for answer, here, everybody in zip(answers, said[number], said[0], strict=True):
                if here:
                    found.append(
                        ClosedCount(
                            question=question,
                            answer=answer,
                            said=here,
                            of=of[number],
                            said_in_all=everybody,
                            of_all=of[0],
                        )
                    )
    return [sorted(found, key=lambda count: (-_lead(count), count.question, count.answer)) for found in counts]


def _given_answers(shown: Sequence[tuple[str, ...]]) -> tuple[list[str], csr_matrix]:
    """All answers, and who gave which, shape (people, answers)."""
    place: dict[str, int] = {}
    columns = [place.setdefault(answer, len(place)) for given in shown for answer in given]
    ends = np.cumsum([0, *map(len, shown)])
    return list(place), csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(shown), len(place)))


def _lead(count: ClosedCount) -> float:
    """How much larger the answer's share is among members than among everybody."""
    return round(count.said / count.of - count.said_in_all / count.of_all, 9)


def shown_answers(values: Sequence[ClosedValue]) -> list[tuple[str, ...]]:
    """Each person's answers as they are shown; numbers of more than ten kinds as one of four ranges."""
    numbers = {value for value in values if isinstance(value, float | int)}
    if len(numbers) <= _MOST_NUMBERS:
        return _each(values, _shown)
    edges = np.unique(
        np.quantile([value for value in values if isinstance(value, float | int)], np.linspace(0, 1, _BINS + 1))
    )
    return _each(values, lambda value: (_range(value, edges),) if isinstance(value, float | int) else ())


def _each(values: Sequence[ClosedValue], show: Callable[[ClosedValue], tuple[str, ...]]) -> list[tuple[str, ...]]:
    """How each value is shown; equal ones are looked at once."""
    known = {value: show(value) for value in {value for value in values if not isinstance(value, list)}}
    return [show(value) if isinstance(value, list) else known[value] for value in values]


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
