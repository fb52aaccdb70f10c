"""The end of a respondent's way: the verdict, a place in the quota, the evidence — all in the caller's transaction."""

from sqlmodel import Session

from workbench.records.questions import Answers
from workbench.records.screening import QuotaCell, Verdict
from workbench.settings import Settings
from workbench.storage.tables import Submission, now
from workbench.surveys import filling
from workbench.surveys.screening import judge
from workbench.workflow.contacts import contact_hash, is_second, set_aside
from workbench.workflow.evidence import Origin, newcomer, record_answers, store_newcomer
from workbench.workflow.form_evidence import form_questions, stored_values
from workbench.workflow.newcomers import place_newcomer
from workbench.workflow.quotas import current_cells, enter, full_cell
from workbench.workflow.studies import touch
from workbench.workflow.visits import Visit

QUOTA = "quota:"


def complete(session: Session, settings: Settings, visit: Visit, answers: Answers) -> None:
    """Somebody becomes a participant under a number, never under the name they gave; the verdict stays inside.

    Who fits while a cell of theirs is full waits. The session holds the write lock, so that nobody else takes the same
    place.
    """
    form, submission, checked = visit.form, visit.submission, visit.checked
    counted = filling.complete(checked, answers)
    submission.answers, submission.completed_at = counted, now()
    submission.contact_hash = contact_hash(settings, checked, counted)
    second = is_second(session, form, submission)
    verdict = judge(checked.form, checked.rules, counted)
    cells = current_cells(session, visit, counted) if verdict.qualified else ()
    full = None if second else full_cell(session, form.id, cells)
    participant = newcomer(session, Origin(form.study_id, f"form:{form.id}", submission.uuid))
    participant.state = _state(verdict, full)
    if second:
        set_aside(participant)
    values = stored_values(checked, counted)
    place_newcomer(participant, checked, values)
    store_newcomer(session, participant)
    submission.participant_id = participant.id
    enter(session, form.id, participant.id, cells)
    record_answers(session, participant, form_questions(session, form.study_id, form.id, checked), values)
    _keep_verdict(submission, verdict, full)
    touch(session, form.study_id)


def _keep_verdict(submission: Submission, verdict: Verdict, full: QuotaCell | None) -> None:
    submission.qualified = verdict.qualified and full is None
    submission.verdict_rule = QUOTA + full.id if full else verdict.rule
    submission.score = verdict.score
    submission.score_parts = [part.model_dump(mode="json") for part in verdict.score_parts]


def _state(verdict: Verdict, full: QuotaCell | None) -> str:
    if not verdict.qualified:
        return "screened_out"
    return "waiting" if full else "qualified"
