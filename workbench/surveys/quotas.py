"""Quotas: in which cells somebody counts, which cell is full, who may move up from the waiting list."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from workbench.records.questions import Answers
from workbench.records.screening import QuotaCell
from workbench.surveys.expressions import parse


class Waiting(NamedTuple):
    """Somebody on the waiting list: since when, with which score, in which cells."""

    participant_id: int
    score: float
    since: datetime
    cells: frozenset[str]


def cells_of(cells: Iterable[QuotaCell], counted: Answers) -> tuple[QuotaCell, ...]:
    """The cells in which somebody with these answers counts."""
    return tuple(cell for cell in cells if parse(cell.condition).holds(counted))


def all_full(cells: Iterable[QuotaCell], filled: Mapping[str, int]) -> list[QuotaCell]:
    """The cells that have no place left and are not soft."""
    return [cell for cell in cells if not cell.soft and filled.get(cell.id, 0) >= cell.size]


def first_full(cells: Iterable[QuotaCell], filled: Mapping[str, int]) -> QuotaCell | None:
    """The first of them."""
    return next(iter(all_full(cells, filled)), None)


def in_order(waiting: Iterable[Waiting]) -> list[Waiting]:
    """The waiting list: the highest score first, then who has waited longest."""
    return sorted(waiting, key=lambda one: (-one.score, one.since, one.participant_id))


def moving_up(waiting: Iterable[Waiting], cells: Sequence[QuotaCell], filled: Mapping[str, int]) -> list[int]:
    """Who could move up together, in order: each finds a place in all of their cells, those before them counted.

    >>> from datetime import UTC
    >>> cell = QuotaCell.model_validate({"id": "a", "title": "A", "if": "{q} = 1", "size": 2})
    >>> now = datetime(2026, 1, 1, tzinfo=UTC)
    >>> moving_up([Waiting(1, 2, now, frozenset("a")), Waiting(2, 5, now, frozenset("a"))], [cell], {"a": 1})
    [2]
    """
    taken = dict(filled)
    proposed = []
    for one in in_order(waiting):
        own = [cell for cell in cells if cell.id in one.cells]
        if first_full(own, taken) is None:
            proposed.append(one.participant_id)
            taken |= {cell.id: taken.get(cell.id, 0) + 1 for cell in own}
    return proposed
