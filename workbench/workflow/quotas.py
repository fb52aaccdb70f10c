"""Quota cells in the store: who counts in which, whether one is full, and the count anew when the rules change.

A place is taken by being in a state that takes one (`storage.queries.quotas.HOLDING`): whoever drops out, is left out,
withdraws or is turned away gives it back by that alone, in whatever way it was done.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, delete, select

from workbench.records.forms import CheckedForm
from workbench.records.questions import Answers
from workbench.records.screening import QuotaCell
from workbench.storage.queries import quotas as reads
from workbench.storage.queries.submissions import published_version
from workbench.storage.tables import Participant, QuotaPlace, Submission, now
from workbench.surveys.quotas import all_full, cells_of
from workbench.workflow.form_versions import checked_version
from workbench.workflow.visits import Visit

_PLACES = insert(QuotaPlace.__table__)  # type: ignore[attr-defined]  # every table class has one


def current_form(session: Session, form_id: int) -> CheckedForm | None:
    """The newest published version: its quotas count for everybody, whichever version they began with."""
    version = published_version(session, form_id)
    return checked_version(session, version) if version else None


def current_cells(session: Session, visit: Visit, counted: Answers) -> tuple[QuotaCell, ...]:
    """The cells in which somebody with these completed answers counts."""
    form = checked_version(session, visit.newest) if visit.newest else current_form(session, visit.form.id)
    return cells_of(form.rules.quotas, counted) if form else ()


def full_cells(session: Session, form_id: int, cells: Iterable[QuotaCell]) -> list[QuotaCell]:
    """Those of these cells without a place. Whoever asks holds the write lock until the place is theirs."""
    hard = [cell for cell in cells if not cell.soft]
    return all_full(hard, {cell.id: reads.taken(session, form_id, cell.id, cell.of, cell.size) for cell in hard})


def enter(session: Session, form_id: int, participant_id: int, cells: Iterable[QuotaCell]) -> None:
    """Count somebody in these cells from now on."""
    at = now()
    rows = [{"form_id": form_id, "cell": cell.id, "participant_id": participant_id, "created_at": at} for cell in cells]
    if rows:
        session.connection().execute(_PLACES, rows)


def recount(session: Session, form_id: int) -> None:
    """Count everybody anew: the form has other cells now. Nobody's state changes by that."""
    session.exec(delete(QuotaPlace).where(col(QuotaPlace.form_id) == form_id))
    form = current_form(session, form_id)
    if form is not None and form.rules.quotas:
        _count_in(session, form_id, form, _passed(form_id))


def follow_states(session: Session, participant_ids: Sequence[int]) -> None:
    """Whoever was turned away and was then taken by hand counts in their cells as well."""
    counted = select(QuotaPlace.participant_id).where(col(QuotaPlace.participant_id).in_(participant_ids))
    theirs = select(Submission.form_id).where(col(Submission.participant_id).in_(participant_ids)).distinct()
    for form_id in session.exec(theirs).all():
        form = current_form(session, form_id)
        if form is not None and form.rules.quotas:
            new = col(Submission.participant_id).in_(participant_ids) & col(Submission.participant_id).not_in(counted)
            _count_in(session, form_id, form, _passed(form_id).where(new))


def _passed(form_id: int) -> Any:
    """Who has handed in a form and was not turned away, with the answers."""
    query = select(Submission.participant_id, Submission.answers).join(Participant)
    return query.where(
        Submission.form_id == form_id, col(Submission.completed_at).is_not(None), Participant.state != "screened_out"
    )


def _count_in(session: Session, form_id: int, form: CheckedForm, people: Any) -> None:
    for participant_id, answers in session.exec(people).all():
        enter(session, form_id, participant_id, cells_of(form.rules.quotas, answers))
