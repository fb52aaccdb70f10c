"""Reads about questionnaires: the list of a study, the published versions."""

from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from workbench.storage.tables import Form, FormVersion, Submission


@dataclass(frozen=True)
class FormLine:
    """A questionnaire in the list: how many answered it, and the number of its newest version, 0 before the first."""

    form: Form
    completed: int
    versions: int


def list_forms(session: Session, study_id: int, search: str = "") -> list[FormLine]:
    """A study's questionnaires, newest change first, whose title contains `search`."""
    completed = (
        select(func.count(col(Submission.completed_at))).where(Submission.form_id == Form.id).correlate(Form)
    ).scalar_subquery()
    versions = (
        select(func.coalesce(func.max(FormVersion.number), 0)).where(FormVersion.form_id == Form.id).correlate(Form)
    ).scalar_subquery()
    query = select(Form, completed, versions).where(Form.study_id == study_id)
    for word in search.split():
        query = query.where(col(Form.title).contains(word, autoescape=True))
    return [FormLine(*line) for line in session.exec(query.order_by(col(Form.updated_at).desc(), col(Form.id).desc()))]


def newest_version(session: Session, form_id: int) -> FormVersion | None:
    """What respondents get who start now; None before the first publication."""
    query = select(FormVersion).where(FormVersion.form_id == form_id).order_by(col(FormVersion.number).desc())
    return session.exec(query).first()


def count_submissions(session: Session, form_id: int) -> int:
    """How many people have started a form."""
    return session.exec(select(func.count()).where(Submission.form_id == form_id)).one()
