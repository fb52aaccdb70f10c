"""Submissions: a respondent's way through a form, saved page by page, ending as a participant of the study.

Each verb is one transaction, and what it returns is on disk. Whatever is sent twice changes nothing the second time.
"""

import hashlib
import json
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, delete, func, select

from workbench.errors import N_, BadInput
from workbench.records.questions import Answers
from workbench.storage import Store
from workbench.storage.queries import submissions as reads
from workbench.storage.tables import Answer, Interview, Participant, Question, Submission, Utterance, now
from workbench.surveys import filling
from workbench.workflow.audit import record
from workbench.workflow.evidence import Origin, add_participant, record_answers
from workbench.workflow.form_evidence import form_questions, stored_values
from workbench.workflow.form_screens import Raw, Screen, screen
from workbench.workflow.newcomers import place_newcomer
from workbench.workflow.secrets import derived_token, hash_token
from workbench.workflow.studies import touch
from workbench.workflow.visits import (
    Opening,
    Visit,
    closed,
    find_form,
    find_opening,
    find_visit,
    first_page,
    onward,
    reached,
)
from workbench.workflow.withdrawal import forget, forget_utterances

TOKEN_LENGTH = 32  # hexadecimal digits: 128 bits


@dataclass(frozen=True)
class Step:
    """What comes after a post: the `page` to go to (from 0, None for the ending), or the same one with its problems."""

    token: str
    page: int | None = None
    screen: Screen | None = None


@dataclass(frozen=True)
class Posted:
    """What a browser sent from a page: the fields, and whether it wants to go back instead of on."""

    fields: Raw
    back: bool = False

    def digest(self, index: int) -> str:
        """Tells a repetition from another body."""
        content = json.dumps([index, {name: list(texts) for name, texts in self.fields.items()}], sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()


def start_submission(store: Store, link: str, uuid: str, posted: Posted, version: int | None = None) -> Step:
    """Begin with the first page of `version`, else the newest; `uuid` leads a retry to the same submission.

    Raises NotFound for an unknown link, Conflict for a closed form, BadInput for what is no UUID, and as `save_page`.
    """
    key = _checked_uuid(uuid)
    with store.writing() as session:
        form = find_form(session, link)
        token = derived_token(store.settings, "submission", str(form.id), key)[:TOKEN_LENGTH]
        if reads.submission_by_hash(session, hash_token(token)) is None:
            opening = find_opening(session, form, version)
            if opening.closed:
                raise closed()
            _begin(session, opening, key, token)
        visit = find_visit(session, token)
        return _save(session, visit, first_page(visit.checked), posted)


def save_page(store: Store, token: str, index: int, posted: Posted) -> Step:
    """Save what was posted from a page and say where to go: back, on, or to the page that waits for an answer.

    Right answers are saved even beside wrong ones. When all are there the submission is completed, once. Raises
    NotFound for an unknown link or page, Conflict when the form has been closed for too long, BadInput for answers
    that differ from those that were handed in.
    """
    with store.writing() as session:
        return _save(session, find_visit(session, token), index, posted)


def withdraw_submission(store: Store, token: str) -> None:
    """Delete what a respondent sent in, and the participant with it unless there are interviews; twice is no error.

    Their words also go from personas, published versions and analyses.
    """
    with store.writing() as session:
        found = reads.submission_by_hash(session, hash_token(token))
        if found is None:
            return
        submission, _, form = found
        if submission.participant_id is not None:
            _forget(session, session.get_one(Participant, submission.participant_id), f"form:{form.id}")
        session.delete(submission)
        record(session, None, "withdraw_submission", f"form:{form.id}", study_id=form.study_id)
        touch(session, form.study_id)


def _save(session: Session, visit: Visit, index: int, posted: Posted) -> Step:
    submission, digest = visit.submission, posted.digest(index)
    if visit.completed:
        if digest == submission.last_digest:
            return Step(visit.token)
        raise BadInput(N_("这份问卷已经提交过了。"), N_("提交后的回答不能再改，这次填写的内容没有保存。"))
    if visit.too_late:
        raise closed()
    values, problems = filling.check_page(visit.checked, index, posted.fields, submission.answers)
    answers = {**submission.answers, **values}
    if posted.back:  # what is still empty may stay so for now
        problems = [problem for problem in problems if problem.found]
    submission.answers, submission.saved_at, submission.last_digest = answers, now(), digest
    if problems:
        return Step(visit.token, index, screen(visit.checked, index, answers, posted.fields, problems))
    if posted.back:
        before = filling.previous_page(visit.checked, index, answers)
        return Step(visit.token, index if before is None else before)
    return _go_on(session, visit, index, answers)


def _go_on(session: Session, visit: Visit, index: int, answers: Answers) -> Step:
    submission = visit.submission
    # Pages may be posted in any order: one that was not reached yet is saved, and leads back to the furthest that was.
    page = onward(visit, index if index <= reached(visit, answers) else submission.page - 1, answers)
    if page is None:
        _complete(session, visit, answers)
    else:
        submission.page = max(submission.page, page)
    return Step(visit.token, page)


def _complete(session: Session, visit: Visit, answers: Answers) -> None:
    """Somebody becomes a participant under a number, never under the name they gave; the verdict stays inside."""
    form, submission = visit.form, visit.submission
    counted, verdict = filling.complete(visit.checked, answers), filling.verdict(visit.checked, answers)
    origin = Origin(form.study_id, f"form:{form.id}", submission.uuid)
    participant = add_participant(session, origin, state="qualified" if verdict.qualified else "screened_out")
    questions = form_questions(session, form.study_id, form.id, visit.checked)
    values = stored_values(visit.checked, counted)
    record_answers(session, participant, questions, values)
    place_newcomer(participant, visit.checked, values)
    submission.answers, submission.completed_at, submission.participant_id = counted, now(), participant.id
    submission.qualified, submission.verdict_rule = verdict.qualified, verdict.rule
    touch(session, form.study_id)


def _begin(session: Session, opening: Opening, uuid: str, token: str) -> None:
    row = Submission(
        form_id=opening.form.id,
        version_id=opening.version.id,
        uuid=uuid,
        token_hash=hash_token(token),
        page=first_page(opening.checked),
    )
    reads.insert_once(session, row)


def _forget(session: Session, participant: Participant, source: str) -> None:
    interviews = select(func.count()).select_from(Interview).where(Interview.participant_id == participant.id)
    if not session.exec(interviews).one():
        forget(session, participant)
        return
    asked = select(Question.id).where(Question.source == source)
    written = select(Utterance).where(Utterance.participant_id == participant.id, col(Utterance.question_id).in_(asked))
    forget_utterances(session, participant, session.exec(written).all())
    session.exec(delete(Answer).where(col(Answer.participant_id) == participant.id, col(Answer.question_id).in_(asked)))


def _checked_uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise BadInput(N_("这个页面不完整。"), N_("请从问卷链接重新打开。")) from None
