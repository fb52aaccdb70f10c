"""Reads about questionnaires: the list of a study, the published versions."""

from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from workbench.storage.tables import Form, FormVersion, Participant, Submission


@dataclass(frozen=True)
class FormLine:
    """A questionnaire in the list: how many began and finished it; `versions` is the newest one's number or 0."""

    form: Form
    started: int
    completed: int
    versions: int


def list_forms(session: Session, study_id: int, search: str = "") -> list[FormLine]:
    """A study's questionnaires, newest change first, whose title contains `search`."""
    began = select(func.count()).where(Submission.form_id == Form.id).correlate(Form)
    finished = select(func.count(col(Submission.completed_at))).where(Submission.form_id == Form.id).correlate(Form)
    newest = (
        select(func.coalesce(func.max(FormVersion.number), 0)).where(FormVersion.form_id == Form.id).correlate(Form)
    )
    counts = (began.scalar_subquery(), finished.scalar_subquery(), newest.scalar_subquery())
    query = select(Form, *counts).where(Form.study_id == study_id)
    for word in search.split():
        query = query.where(col(Form.title).contains(word, autoescape=True))
    return [FormLine(*line) for line in session.exec(query.order_by(col(Form.updated_at).desc(), col(Form.id).desc()))]


def newest_version(session: Session, form_id: int) -> FormVersion | None:
    """What respondents get who start now; None before the first publication."""
    query = select(FormVersion).where(FormVersion.form_id == form_id).order_by(col(FormVersion.number).desc())
    return session.exec(query).first()


def private_names(session: Session, form_id: int) -> set[str]:
    """The questions that ask who somebody is, in any version: answers to one that was deleted since are as private."""
    listed = select(col(FormVersion.rules)["pii"]).where(FormVersion.form_id == form_id)
    return {name for names in session.exec(listed) for name in names or ()}


def is_started(session: Session, form_id: int) -> bool:
    """Whether somebody has begun a form, or stands among the participants because of it."""
    begun = select(Submission.id).where(Submission.form_id == form_id)
    known = select(Participant.id).where(Participant.source == f"form:{form_id}")
    return any(session.exec(query.limit(1)).first() is not None for query in (begun, known))
