"""Submissions: a respondent's way through a form, saved page by page, ending as a participant of the study.

Each verb is one transaction, and what it returns is on disk. Whatever is sent twice changes nothing the second time.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import bindparam, insert, update
from sqlmodel import Session, col, select

from workbench.errors import N_, BadInput
from workbench.records.questions import Answers
from workbench.settings import Settings
from workbench.storage import Store
from workbench.storage.queries import submissions as reads
from workbench.storage.queries.submissions import FormHead, State
from workbench.storage.tables import Form, Participant, Submission, now
from workbench.surveys import filling
from workbench.workflow.audit import record
from workbench.workflow.completion import Outcome, complete, outcome
from workbench.workflow.form_screens import Raw, Screen, screen, seed_of, shown_orders
from workbench.workflow.personal_links import forget_links, use_link
from workbench.workflow.secrets import derived_token, hash_token
from workbench.workflow.studies import touch
from workbench.workflow.visits import (
    AnswerSheet,
    Entry,
    Opening,
    Visit,
    admit,
    closed,
    find_entry,
    find_opening,
    find_visit,
    first_page,
    onward,
    reached,
)
from workbench.workflow.withdrawal import forget_answers

TOKEN_LENGTH = 32  # hexadecimal digits: 128 bits
_INSERT = insert(Submission.__table__)  # type: ignore[attr-defined]  # every table class has one
_UPDATE = update(Submission).where(col(Submission.id) == bindparam("stored"))
LONGEST_TRAIL = 500  # somebody may go back and on for ever


@dataclass(frozen=True)
class Step:
    """What comes after a post: the `page` to go to (from 0, None for the ending), or the same one with its problems.

    `entry` tells where somebody came in, who has just begun.
    """

    token: str
    page: int | None = None
    screen: Screen | None = None
    entry: Entry | None = None


@dataclass(frozen=True)
class Posted:
    """What a browser sent from a page: the fields, and whether it wants to go back instead of on.

    `pasted` names the questions whose words were pasted; `key` shows, on the first page, that the password was known.
    """

    fields: Raw
    back: bool = False
    pasted: tuple[str, ...] = ()
    key: str = ""

    def digest(self, index: int) -> str:
        """Tells a repetition from another body."""
        content = json.dumps([index, {name: list(texts) for name, texts in self.fields.items()}], sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()


def start_submission(store: Store, link: str, uuid: str, posted: Posted, version: int | None = None) -> Step:
    """Begin with the first page of `version`, else the newest; `uuid` leads a retry to the same submission.

    Raises NotFound for an unknown link, BadInput for what is no UUID, and as `visits.admit` and `save_page`.
    """
    key = _checked_uuid(uuid)

    def work_out(session: Session) -> _Save:
        entry = find_entry(session, link)
        token = submission_token(store.settings, entry.form, key)
        seen = reads.state_of(session, entry.form.id, hash_token(token))
        if seen.saved_at is None:
            admit(store.settings, entry, posted.key)
            visit = _begin(entry, find_opening(session, entry, version), key, token)
        else:
            visit = find_visit(session, token)
        save = _work_out(session, store.settings, visit, first_page(visit.checked), posted)
        return replace(save, step=replace(save.step, entry=entry), seen=seen)

    return _carry_out(store, work_out)


def submission_token(settings: Settings, form: FormHead, uuid: str) -> str:
    """What the link of a submission ends with: the same for each retry of the page that began it."""
    return derived_token(settings, "submission", str(form.id), uuid)[:TOKEN_LENGTH]


def save_page(store: Store, token: str, index: int, posted: Posted) -> Step:
    """Save what was posted from a page and say where to go: back, on, or to the page that waits for an answer.

    Right answers are saved even beside wrong ones. When all are there the submission is completed, once. Raises
    NotFound for an unknown link or page, Conflict when the form has been closed for too long, BadInput for answers
    that differ from those that were handed in.
    """

    def work_out(session: Session) -> _Save:
        visit = find_visit(session, token)
        seen = reads.state_of(session, visit.form.id, hash_token(token))
        return replace(_work_out(session, store.settings, visit, index, posted), seen=seen)

    return _carry_out(store, work_out)


def withdraw_submission(store: Store, token: str) -> None:
    """Delete what a respondent sent in, and the participant with it unless there are interviews; twice is no error.

    Their words also go from personas, published versions, analyses and the database's log.
    """
    with store.writing() as session:
        submission = session.exec(select(Submission).where(Submission.token_hash == hash_token(token))).first()
        if submission is None:
            return
        form = session.get_one(Form, submission.form_id)
        if submission.participant_id is not None:
            forget_answers(session, session.get_one(Participant, submission.participant_id), f"form:{form.id}")
        forget_links(session, [submission.id])
        session.delete(submission)
        record(session, None, "withdraw_submission", f"form:{form.id}", study_id=form.study_id)
        touch(session, form.study_id)
    store.sweep()


@dataclass(frozen=True)
class _Save:
    """A post worked out to the end: `visit` as it is to be stored (None: as it is) and, if that was all, its `outcome`.

    It holds as long as the database's state is the one `seen`.
    """

    step: Step
    visit: Visit | None = None
    outcome: Outcome | None = None
    seen: State | None = None


def _carry_out(store: Store, work_out: Callable[[Session], _Save]) -> Step:
    """Work a post out while others write, and store it; if somebody came between, work it out anew under the lock."""
    with store.reading() as session:
        save = work_out(session)
    if save.visit is None:
        return save.step
    return store.writing_together(
        lambda session: _store(session, save if _holds(session, save) else work_out(session)),
    )


def _holds(session: Session, save: _Save) -> bool:
    """Whether nobody came between; that a personal link is unused is known only under the lock."""
    visit, entry = save.visit, save.step.entry
    if visit is None or (entry is not None and entry.personal is not None):
        return False
    return reads.state_of(session, visit.form.id, hash_token(visit.token)) == save.seen


def _work_out(session: Session, settings: Settings, visit: Visit, index: int, posted: Posted) -> _Save:
    if visit.completed:
        if posted.digest(index) == visit.sheet.last_digest:
            return _Save(Step(visit.token))
        raise BadInput(N_("这份问卷已经提交过了。"), N_("提交后的回答不能再改，这次填写的内容没有保存。"))
    if visit.too_late:
        raise closed()
    values, problems = filling.check_page(visit.checked, index, posted.fields, visit.sheet.answers)
    visit = replace(visit, sheet=_written(visit, index, posted, values))
    answers = visit.sheet.answers
    if posted.back:  # nobody is kept on a page: what is wrong or missing is asked for again on the way forward
        before = filling.previous_page(visit.checked, index, answers)
        return _Save(Step(visit.token, index if before is None else before), visit)
    if problems:
        shown = screen(visit.checked, index, answers, visit.sheet.seed).again(posted.fields, problems)
        return _Save(Step(visit.token, index, shown), visit)
    # Pages may be posted in any order: one that was not reached yet is saved, and leads back to the furthest that was.
    page = onward(visit, index if index <= reached(visit, answers) else visit.sheet.page - 1, answers)
    if page is None:
        return _Save(Step(visit.token), visit, outcome(session, settings, visit))
    visit = replace(visit, sheet=replace(visit.sheet, page=max(visit.sheet.page, page)))
    return _Save(Step(visit.token, page), visit)


def _written(visit: Visit, index: int, posted: Posted, values: Answers) -> AnswerSheet:
    """The sheet with the values of a page, when it was posted, what it showed in which order, and what was pasted."""
    sheet, at = visit.sheet, now()
    seconds = round((at - sheet.started_at).total_seconds(), 1)
    pasted = sheet.pasted
    if posted.pasted:
        fields = {name for one in visit.checked.form.questions for name in one.fields}
        pasted = sorted({*pasted, *posted.pasted} & fields)
    answers = {**sheet.answers, **values}
    return replace(
        sheet,
        saved_at=at,
        answers=answers,
        last_digest=posted.digest(index),
        trail=[*sheet.trail, [index, seconds]][-LONGEST_TRAIL:],
        shown={**sheet.shown, **shown_orders(visit.checked, index, answers, sheet.seed)},
        pasted=pasted,
    )


def _store(session: Session, save: _Save) -> Step:
    visit, step = save.visit, save.step
    if visit is None:
        return step
    columns = vars(visit.sheet) | (complete(session, save.outcome) if save.outcome else {})
    if visit.id:
        session.connection().execute(_UPDATE, {**columns, "stored": visit.id})
        return step
    token_hash = hash_token(visit.token)
    columns |= {"form_id": visit.form.id, "version_id": visit.version_id, "token_hash": token_hash}
    session.connection().execute(_INSERT, columns)
    if step.entry is not None and step.entry.personal is not None:
        use_link(session, step.entry.personal, token_hash)
    return step


def _begin(entry: Entry, opening: Opening, uuid: str, token: str) -> Visit:
    at, checked = now(), opening.checked
    sheet = AnswerSheet(
        uuid, seed_of(uuid), entry.channel, at, at, answers=filling.defaults(checked), page=first_page(checked)
    )
    return Visit(token, opening.form, checked, sheet, opening.version.id, newest=entry.newest)


def _checked_uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise BadInput(N_("这个页面不完整。"), N_("请从问卷链接重新打开。")) from None
