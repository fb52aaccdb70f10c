"""The end of a respondent's way: the verdict, a place in the quota, the evidence.

What follows from the answers alone is worked out before anybody has to wait for the write lock; who holds it asks for
the places that are left.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from workbench.records.questions import Answers
from workbench.records.screening import QuotaCell, Verdict
from workbench.settings import Settings
from workbench.storage.engine import once
from workbench.storage.tables import now
from workbench.surveys import filling
from workbench.surveys.screening import judge
from workbench.workflow.contacts import contact_hash, is_second, set_aside
from workbench.workflow.evidence import Origin, Value, add_newcomer, record_answers
from workbench.workflow.form_evidence import form_questions, stored_values
from workbench.workflow.newcomers import place_newcomer
from workbench.workflow.quotas import current_cells, enter, full_cells
from workbench.workflow.studies import touch
from workbench.workflow.visits import Visit

QUOTA = "quota:"


@dataclass(frozen=True)
class Outcome:
    """What the answers of a visit come to: those that count, the verdict, the quota cells and the evidence."""

    visit: Visit
    answers: Answers
    verdict: Verdict
    cells: tuple[QuotaCell, ...]
    values: Mapping[str, Value]
    contact_hash: str


def outcome(session: Session, settings: Settings, visit: Visit) -> Outcome:
    """Judge a visit whose answers are all there."""
    checked = visit.checked
    counted = filling.complete(checked, visit.sheet.answers)
    verdict = judge(checked.form, checked.rules, counted)
    return Outcome(
        visit,
        counted,
        verdict,
        cells=current_cells(session, visit, counted) if verdict.qualified else (),
        values=stored_values(checked, counted),
        contact_hash=contact_hash(settings, checked, counted),
    )


def complete(session: Session, found: Outcome) -> dict[str, Any]:
    """Make somebody a participant; returns the columns of their submission that say so.

    They go by a number, never by the name they gave. Who fits while a cell of theirs is full waits: the session holds
    the write lock, so that nobody else takes the same place.
    """
    visit, form, verdict = found.visit, found.visit.form, found.verdict
    second = is_second(session, form, found.contact_hash, visit.sheet.uuid)
    full = [] if second else full_cells(session, form.id, found.cells)
    participant_id = add_newcomer(
        session,
        Origin(form.study_id, f"form:{form.id}", visit.sheet.uuid),
        state=_state(verdict, full),
        attributes=place_newcomer(visit.checked, found.values),
        **set_aside() if second else {},
    )
    enter(session, form.id, participant_id, found.cells)
    questions = once(
        session,
        ("questions", form.id, visit.checked.hash),
        lambda: form_questions(session, form.study_id, form.id, visit.checked),
    )
    record_answers(session, participant_id, questions, found.values)
    touch(session, form.study_id)
    return {
        "answers": found.answers,
        "completed_at": now(),
        "contact_hash": found.contact_hash,
        "participant_id": participant_id,
        "qualified": verdict.qualified and not full,
        "verdict_rule": "\n".join(QUOTA + cell.id for cell in full) or verdict.rule,
        "score": verdict.score,
        "score_parts": [part.model_dump(mode="json") for part in verdict.score_parts],
    }


def full_cells_of(rule: str) -> list[str]:
    r"""The ids of the cells that were full for who waits, from the rule that their submission names.

    >>> full_cells_of("quota:women\nquota:north"), full_cells_of("minor")
    (['women', 'north'], [])
    """
    return [one.removeprefix(QUOTA) for one in rule.split("\n") if one.startswith(QUOTA)]


def _state(verdict: Verdict, full: Sequence[QuotaCell]) -> str:
    if not verdict.qualified:
        return "screened_out"
    return "waiting" if full else "qualified"
