"""Reads about templates of questionnaires."""

from sqlmodel import Session, col, select

from workbench.storage.tables import FormTemplate


def list_templates(session: Session) -> list[FormTemplate]:
    """All templates of the team, the newest first."""
    query = select(FormTemplate).order_by(col(FormTemplate.created_at).desc(), col(FormTemplate.id).desc())
    return list(session.exec(query))
