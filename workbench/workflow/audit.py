"""One row for each change, without personal data."""

from sqlmodel import Session

from workbench.storage.queries.audit import MOVED, moved_subject
from workbench.storage.tables import AuditEntry, Participant


def record(session: Session, user_id: int | None, verb: str, subject: str = "", *, study_id: int | None = None) -> None:
    """Write down who did what to which thing; `subject` is an id such as `persona:3`, never a name or a text."""
    session.add(AuditEntry(user_id=user_id, verb=verb, subject=subject, study_id=study_id))


def record_move(session: Session, user_id: int, participant: Participant, before: str) -> None:
    """Write down who set somebody's state by hand, and from what."""
    subject = moved_subject(participant.id, before, participant.state)
    record(session, user_id, MOVED, subject, study_id=participant.study_id)
