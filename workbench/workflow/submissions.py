"""Submissions: a respondent's way through a form, saved page by page, ending as a participant of the study.

Each verb is one transaction, and what it returns is on disk. Whatever is sent twice changes nothing the second time.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlmodel import Session

from workbench.errors import N_, BadInput
from workbench.records.questions import Answers
from workbench.settings import Settings
from workbench.storage import Store
from workbench.storage.queries import submissions as reads
from workbench.storage.tables import Form, Participant, Submission, now
from workbench.surveys import filling
from workbench.workflow.audit import record
from workbench.workflow.completion import complete
from workbench.workflow.form_screens import Raw, Screen, screen, seed_of, shown_orders
from workbench.workflow.personal_links import forget_links, use_link
from workbench.workflow.secrets import derived_token, hash_token
from workbench.workflow.studies import touch
from workbench.workflow.visits import (
    Entry,
    Opening,
    Visit,
    admit,
    closed,
    find_entry,
    find_opening,
    find_visit,
    first_page,
    known_visit,
    onward,
    reached,
)
from workbench.workflow.withdrawal import forget_answers

TOKEN_LENGTH = 32  # hexadecimal digits: 128 bits
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

    def start(session: Session) -> Step:
        entry = find_entry(session, link)
        token = submission_token(store.settings, entry.form, key)
        visit = known_visit(session, token)
        if visit is None:
            admit(store.settings, entry, posted.key)
            visit = _begin(session, entry, find_opening(session, entry.form, version), key, token)
        return replace(_save(session, store.settings, visit, first_page(visit.checked), posted), entry=entry)

    return store.writing_together(start)


def submission_token(settings: Settings, form: Form, uuid: str) -> str:
    """What the link of a submission ends with: the same for each retry of the page that began it."""
    return derived_token(settings, "submission", str(form.id), uuid)[:TOKEN_LENGTH]


def save_page(store: Store, token: str, index: int, posted: Posted) -> Step:
    """Save what was posted from a page and say where to go: back, on, or to the page that waits for an answer.

    Right answers are saved even beside wrong ones. When all are there the submission is completed, once. Raises
    NotFound for an unknown link or page, Conflict when the form has been closed for too long, BadInput for answers
    that differ from those that were handed in.
    """
    return store.writing_together(
        lambda session: _save(session, store.settings, find_visit(session, token), index, posted)
    )


def withdraw_submission(store: Store, token: str) -> None:
    """Delete what a respondent sent in, and the participant with it unless there are interviews; twice is no error.

    Their words also go from personas, published versions, analyses and the database's log.
    """
    with store.writing() as session:
        found = reads.submission_by_hash(session, hash_token(token))
        if found is None:
            return
        submission, _, form = found
        if submission.participant_id is not None:
            forget_answers(session, session.get_one(Participant, submission.participant_id), f"form:{form.id}")
        forget_links(session, [submission.id])
        session.delete(submission)
        record(session, None, "withdraw_submission", f"form:{form.id}", study_id=form.study_id)
        touch(session, form.study_id)
    store.sweep()


def _save(session: Session, settings: Settings, visit: Visit, index: int, posted: Posted) -> Step:
    submission, digest = visit.submission, posted.digest(index)
    if visit.completed:
        if digest == submission.last_digest:
            return Step(visit.token)
        raise BadInput(N_("这份问卷已经提交过了。"), N_("提交后的回答不能再改，这次填写的内容没有保存。"))
    if visit.too_late:
        raise closed()
    values, problems = filling.check_page(visit.checked, index, posted.fields, submission.answers)
    if posted.back:  # what is still empty may stay so for now
        problems = [problem for problem in problems if problem.found]
    _trace(visit, index, posted.pasted)
    submission.answers = answers = {**submission.answers, **values}
    submission.last_digest = digest
    if problems:
        return Step(
            visit.token, index, screen(visit.checked, index, answers, submission.seed).again(posted.fields, problems)
        )
    if posted.back:
        before = filling.previous_page(visit.checked, index, answers)
        return Step(visit.token, index if before is None else before)
    page = _onward(visit, index, answers)
    if page is None:
        complete(session, settings, visit, answers)
    return Step(visit.token, page)


def _trace(visit: Visit, index: int, pasted: Sequence[str]) -> None:
    """Keep when a page was posted, in which order it showed its options, and whose words were pasted."""
    submission = visit.submission
    submission.saved_at = now()
    seconds = (submission.saved_at - submission.started_at).total_seconds()
    submission.trail = [*submission.trail, [index, round(seconds, 1)]][-LONGEST_TRAIL:]
    submission.shown = {**submission.shown, **shown_orders(visit.checked, index, submission.answers, submission.seed)}
    if pasted:
        fields = {name for one in visit.checked.form.questions for name in one.fields}
        submission.pasted = sorted({*submission.pasted, *pasted} & fields)


def _onward(visit: Visit, index: int, answers: Answers) -> int | None:
    submission = visit.submission
    # Pages may be posted in any order: one that was not reached yet is saved, and leads back to the furthest that was.
    page = onward(visit, index if index <= reached(visit, answers) else submission.page - 1, answers)
    submission.page = submission.page if page is None else max(submission.page, page)
    return page


def _begin(session: Session, entry: Entry, opening: Opening, uuid: str, token: str) -> Visit:
    at = now()
    submission = Submission(
        form_id=opening.form.id,
        version_id=opening.version.id,
        uuid=uuid,
        token_hash=hash_token(token),
        page=first_page(opening.checked),
        answers=filling.defaults(opening.checked),
        channel=entry.channel,
        seed=seed_of(uuid),
        started_at=at,
        saved_at=at,
        shown={},
        trail=[],
        pasted=[],
        score_parts=[],
    )
    session.add(submission)
    if entry.personal is not None:
        session.flush()
        use_link(session, entry.personal, submission.token_hash)
    return Visit(token, opening.form, submission, opening.checked, opening.newest)


def _checked_uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise BadInput(N_("这个页面不完整。"), N_("请从问卷链接重新打开。")) from None
