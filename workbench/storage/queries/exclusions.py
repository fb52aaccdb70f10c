"""Reads about people whom a researcher left out (排除): who counts, and how many do not."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlmodel import Session, case, col, func, select

from workbench.storage.tables import Participant

EXCLUDED = "excluded"  # what lists call those who were left out, whatever state they are in


class LastExclusion(NamedTuple):
    """The people who were left out together most recently."""

    at: datetime
    reason: str
    people: int


def counted() -> Any:
    """The condition that a participant was not left out."""
    return col(Participant.excluded_at).is_(None)


def listed_state() -> Any:
    """What a participant stands under in a list by states: their state, or that they were left out.

    Who groups by it must select the same object: two have a parameter each, and PostgreSQL takes them for different.
    """
    return case((counted(), col(Participant.state)), else_=EXCLUDED)


def count_excluded(session: Session, study_id: int, source: str | None = None) -> int:
    """How many people of a study, or of one source of it, were left out."""
    query = select(func.count()).select_from(Participant).where(Participant.study_id == study_id, ~counted())
    return session.exec(query if source is None else query.where(Participant.source == source)).one()


def excluded_ids(session: Session, study_id: int) -> set[int]:
    """Who was left out of a study."""
    return set(session.exec(select(Participant.id).where(Participant.study_id == study_id, ~counted())))


def last_exclusion(session: Session, source: str) -> LastExclusion | None:
    """The last time that people of a source were left out and still are."""
    at, reason = col(Participant.excluded_at), col(Participant.excluded_for)
    query = select(at, reason, func.count()).where(Participant.source == source, ~counted())
    found = session.exec(query.group_by(at, reason).order_by(at.desc()).limit(1)).first()
    return LastExclusion(found[0], found[1], found[2]) if found and found[0] else None
