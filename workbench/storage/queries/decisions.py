"""Reads about what researchers decided about segments."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from workbench.storage.tables import SegmentDecision, User


@dataclass(frozen=True)
class ListedDecision:
    """A decision and the name of who made it."""

    decision: SegmentDecision
    who: str


def decisions_in_force(session: Session, study_id: int, at: datetime | None = None) -> list[SegmentDecision]:
    """What was decided and not undone, now or at a moment; oldest first."""
    decided = col(SegmentDecision.undone_at).is_(None)
    query = select(SegmentDecision).where(SegmentDecision.study_id == study_id)
    if at is None:
        query = query.where(decided)
    else:
        query = query.where(SegmentDecision.created_at < at, decided | (col(SegmentDecision.undone_at) > at))
    return list(session.exec(query.order_by(col(SegmentDecision.id))))


def list_decisions(session: Session, run_id: int) -> list[ListedDecision]:
    """All decisions about the segments of a run, those undone as well, newest first."""
    query = (
        select(SegmentDecision, User.name)
        .outerjoin(User, col(User.id) == SegmentDecision.user_id)
        .where(SegmentDecision.run_id == run_id)
        .order_by(col(SegmentDecision.id).desc())
    )
    return [ListedDecision(decision, who or "") for decision, who in session.exec(query)]
