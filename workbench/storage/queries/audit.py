"""Reads about what was written down of changes: who set somebody's state by hand, and when."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import false, or_
from sqlmodel import Session, col, select

from workbench.storage.tables import AuditEntry, Participant, User

MOVED = "move_participant"


class Move(NamedTuple):
    """A state set by hand: from what to what, when, and by whom (empty when the account is gone)."""

    before: str
    after: str
    at: datetime
    by: str


def moved_subject(participant_id: int, before: str, after: str) -> str:
    """How an entry names who was moved, from which state to which.

    >>> moved_subject(3, "screened_out", "qualified")
    'participant:3:screened_out:qualified'
    """
    return f"participant:{participant_id}:{before}:{after}"


def last_moves(session: Session, people: Sequence[Participant]) -> dict[int, Move]:
    """The last move of each of these people, of a page, where it is by this that they stand where they do.

    The number of somebody who was deleted may be given again: what is older than a person is another's.
    """
    present = {str(one.id): one for one in people}
    query = select(AuditEntry, User.name).outerjoin(User, col(User.id) == AuditEntry.user_id)
    studies = {one.study_id for one in people}
    theirs = [col(AuditEntry.subject).startswith(f"participant:{number}:") for number in present]
    query = query.where(col(AuditEntry.study_id).in_(studies), AuditEntry.verb == MOVED, or_(false(), *theirs))
    found = {}
    for entry, name in session.exec(query.order_by(col(AuditEntry.id))):
        _, number, before, after = entry.subject.split(":")
        if entry.at >= present[number].created_at:
            found[int(number)] = Move(before, after, entry.at, name or "")
    return {number: move for number, move in found.items() if present[str(number)].state == move.after}
