"""Reads about quota cells: how many places are taken, who waits."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlmodel import Session, col, func, select

from workbench.storage.tables import Participant, QuotaPlace, Submission

# In which states somebody takes a place of a cell, by what the cell counts.
HOLDING = {"qualified": ("qualified", "invited", "interviewed"), "interviewed": ("interviewed",)}
_WAITS = (Participant.state == "waiting", col(Participant.excluded_at).is_(None))


class InLine(NamedTuple):
    """Somebody who waits for a place, since when, and with which score."""

    id: int
    pseudonym: str
    score: float
    since: datetime


def taken(session: Session, form_id: int, cell: str, of: str, most: int) -> int:
    """How many places of a cell are taken; nobody counts on beyond `most`."""
    places = _places(form_id).where(QuotaPlace.cell == cell, col(Participant.state).in_(HOLDING[of])).limit(most)
    count: int = session.exec(select(func.count()).select_from(places.subquery())).one()
    return count


def by_state(session: Session, form_id: int) -> dict[str, dict[str, int]]:
    """How many of whom each cell counts are in each state, those excluded left out."""
    query = (
        select(QuotaPlace.cell, Participant.state, func.count())
        .join(Participant, col(Participant.id) == QuotaPlace.participant_id)
        .where(QuotaPlace.form_id == form_id, col(Participant.excluded_at).is_(None))
        .group_by(QuotaPlace.cell, Participant.state)
    )
    found: dict[str, dict[str, int]] = {}
    for cell, state, count in session.exec(query):
        found.setdefault(cell, {})[state] = count
    return found


def filled(counts: dict[str, dict[str, int]], cell: str, of: str) -> int:
    """The places taken, from what `by_state` counted."""
    return sum(counts.get(cell, {}).get(state, 0) for state in HOLDING[of])


def waiting(session: Session, form_id: int) -> list[InLine]:
    """Who waits for a place, in no order: there may be thousands of them."""
    since = func.coalesce(Submission.completed_at, Submission.saved_at, type_=Submission.__table__.c.saved_at.type)  # type: ignore[attr-defined]  # every table class has one
    score: Any = func.coalesce(Submission.score, 0)
    query = select(Participant.id, Participant.pseudonym, score, since).join(Submission)
    return [InLine(*row) for row in session.exec(query.where(Submission.form_id == form_id, *_WAITS))]


def cells_of_waiting(session: Session, form_id: int) -> dict[int, list[str]]:
    """The cells in which each of those who wait counts."""
    query = select(QuotaPlace.participant_id, QuotaPlace.cell).join(Participant)
    return _gathered(session, query.where(QuotaPlace.form_id == form_id, *_WAITS))


def cells_by_participant(session: Session, form_id: int, participant_ids: Sequence[int]) -> dict[int, list[str]]:
    """The cells in which each of these people, of a page, counts."""
    query = select(QuotaPlace.participant_id, QuotaPlace.cell)
    whose = col(QuotaPlace.participant_id).in_(participant_ids)
    return _gathered(session, query.where(QuotaPlace.form_id == form_id, whose))


def _gathered(session: Session, query: Any) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for participant_id, cell in session.exec(query):
        found.setdefault(participant_id, []).append(cell)
    return found


def _places(form_id: int) -> Any:
    return (
        select(1)
        .select_from(QuotaPlace)
        .join(Participant, col(Participant.id) == QuotaPlace.participant_id)
        .where(QuotaPlace.form_id == form_id, col(Participant.excluded_at).is_(None))
    )
