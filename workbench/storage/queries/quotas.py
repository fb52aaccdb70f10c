"""Reads about quota cells: how many places are taken, who waits."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, func, select

from workbench.storage.tables import Participant, QuotaPlace, Submission

# In which states somebody takes a place of a cell, by what the cell counts.
HOLDING = {"qualified": ("qualified", "invited", "interviewed"), "interviewed": ("interviewed",)}


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


def waiting(session: Session, form_id: int) -> Sequence[tuple[Participant, Submission]]:
    """Who waits for a place, with what they sent in."""
    query = (
        select(Participant, Submission)
        .join(Submission, col(Submission.participant_id) == Participant.id)
        .where(Submission.form_id == form_id, Participant.state == "waiting", col(Participant.excluded_at).is_(None))
    )
    return session.exec(query).all()


def cells_by_participant(session: Session, form_id: int, participant_ids: Sequence[int]) -> dict[int, list[str]]:
    """The cells in which each of these people counts."""
    query = select(QuotaPlace.participant_id, QuotaPlace.cell).where(
        QuotaPlace.form_id == form_id, col(QuotaPlace.participant_id).in_(participant_ids)
    )
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
