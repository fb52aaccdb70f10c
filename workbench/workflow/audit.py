"""One row for each change, without personal data."""

from sqlmodel import Session

from workbench.storage.tables import AuditEntry


def record(session: Session, user_id: int | None, verb: str, subject: str = "", *, study_id: int | None = None) -> None:
    """Write down who did what to which thing; `subject` is an id such as `persona:3`, never a name or a text."""
    session.add(AuditEntry(user_id=user_id, verb=verb, subject=subject, study_id=study_id))
