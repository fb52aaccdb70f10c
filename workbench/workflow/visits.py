"""Visits: what a link to a form, or a respondent's own link, leads to. Nothing here writes.

Whoever holds a link of an open form (its own, a channel's, one made for a person) may begin. Whoever holds the link of
a submission may go on with it, on the version of the form that it began with. When a form closes, those who have begun
may still finish for a day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from workbench.errors import N_, Conflict, NotAllowed, NotFound
from workbench.records.forms import CheckedForm
from workbench.records.questions import Answers
from workbench.settings import Settings
from workbench.storage.queries import submissions as reads
from workbench.storage.queries.submissions import FormHead, Found, VersionHead
from workbench.storage.tables import Channel, PersonalLink, now
from workbench.surveys import filling
from workbench.workflow.form_screens import Screen, screen, seed_of
from workbench.workflow.form_versions import checked_version
from workbench.workflow.secrets import derived_token, hash_token

TIME_TO_FINISH = timedelta(hours=24)
KEY_LENGTH = 32
ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Entry:
    """Where a link leads in: to which form, through which channel (0: none), and whose own link it is.

    `closed` when the channel was closed; the form may be closed as well. `unfinished` is the uuid of the submission
    that began with the personal link and was not handed in.
    """

    form: FormHead
    newest: VersionHead
    channel: int = 0
    personal: PersonalLink | None = None
    closed: bool = False
    unfinished: str = ""


@dataclass(frozen=True)
class Opening:
    """A published version of a form, for somebody who wants to begin, and the newest one."""

    form: FormHead
    version: VersionHead
    checked: CheckedForm


@dataclass(frozen=True)
class AnswerSheet:
    """What a submission holds so far: its columns of these names, which each page that is saved writes anew."""

    uuid: str
    seed: int
    channel: int
    started_at: datetime
    saved_at: datetime
    answers: Answers
    page: int
    last_digest: str = ""
    shown: Mapping[str, object] = field(default_factory=dict)
    trail: Sequence[object] = ()
    pasted: Sequence[str] = ()
    completed_at: datetime | None = None

    @classmethod
    def of(cls, columns: Mapping[str, Any]) -> "AnswerSheet":
        """The sheet of a stored submission."""
        return cls(**{one.name: columns[one.name] for one in fields(cls)})


@dataclass(frozen=True)
class Visit:
    """A submission, the token of its link and the version of the form that it began with.

    `id` is 0 until it is stored. `newest` is the newest version where it is known already.
    """

    token: str
    form: FormHead
    checked: CheckedForm
    sheet: AnswerSheet
    version_id: int
    id: int = 0
    newest: VersionHead | None = None

    @property
    def completed(self) -> bool:
        """Whether it was handed in."""
        return self.sheet.completed_at is not None

    @property
    def too_late(self) -> bool:
        """Whether the form has been closed for longer than those who had begun were given."""
        if self.completed:
            return False
        latest, deadline = now() - TIME_TO_FINISH, self.form.closes_at  # a deadline in the year 9999 has no day after
        # Closing is the last change of a closed form; who edits its draft meanwhile only prolongs the time.
        closed_by_hand = self.form.status != "open" and self.form.updated_at < latest
        return closed_by_hand or (deadline is not None and deadline < latest)


def find_entry(session: Session, link: str) -> Entry:
    """Where a link leads in, be it open or closed. Raises NotFound when the form was never published or is gone."""
    if found := reads.form_by_link(session, link):
        return _entry(found)
    if found := reads.channel_by_link(session, link):
        channel, closed_at = found.through
        return _entry(found, channel, closed=closed_at is not None)
    if found := reads.personal_link_by_hash(session, hash_token(link)):
        personal, uuid, completed_at = found.through
        entry = _entry(found, personal.channel, personal)
        goes_on = uuid is not None and completed_at is None and personal.revoked_at is None
        return replace(entry, unfinished=uuid) if goes_on else entry
    raise _unknown()


def admit(settings: Settings, entry: Entry, key: str) -> None:
    """Let somebody begin. Raises as `check_open`, and NotAllowed when `key` does not stand for the form's password."""
    check_open(entry)
    if not holds_key(settings, entry.form, key):
        raise NotAllowed(N_("这份问卷要先输入密码。"), N_("请从问卷链接重新打开。"))


def check_open(entry: Entry) -> None:
    """Whether anybody may begin here now.

    Raises Conflict when the form or the channel is closed, NotAllowed when it has not opened yet and when a personal
    link was used or revoked.
    """
    form, personal = entry.form, entry.personal
    if entry.closed or not takes_answers(form):
        raise closed()
    if form.opens_at is not None and now() < form.opens_at:
        raise NotAllowed(
            N_("这份问卷还没有开始。"),
            N_("%(when)s（北京时间）开始，到时候再打开这个链接就可以填写。"),
            when=f"{form.opens_at.astimezone(ZONE):%Y-%m-%d %H:%M}",
        )
    if personal is not None:
        _check_unused(entry, personal)


def takes_answers(form: FormHead) -> bool:
    """Whether a form is open and its closing time has not come."""
    return form.status == "open" and (form.closes_at is None or now() < form.closes_at)


def entry_key(settings: Settings, form: FormHead) -> str:
    """What a browser gets for the right password; another password makes it worthless."""
    return derived_token(settings, "password", str(form.id), form.password_hash)[:KEY_LENGTH]


def holds_key(settings: Settings, form: FormHead, key: str) -> bool:
    """Whether somebody with `key` may pass: it stands for the password, or there is none."""
    return not form.password_hash or compare_digest(key.encode(errors="replace"), entry_key(settings, form).encode())


def find_opening(session: Session, entry: Entry, number: int | None = None) -> Opening:
    """What there is to begin: the newest version of a form unless another one is asked for."""
    newest, form = entry.newest, entry.form
    found = newest if number in (None, newest.number) else reads.published_version(session, form.id, number)
    return Opening(form, found or newest, checked_version(session, found or newest))


def find_visit(session: Session, token: str) -> Visit:
    """The submission behind a respondent's own link. Raises NotFound."""
    found = reads.submission_by_hash(session, hash_token(token))
    if found is None:
        raise NotFound(N_("找不到这份答卷。"), N_("链接可能不完整，或者答卷已经删除。请从问卷链接重新进入。"))
    columns, version, form = found
    return Visit(token, form, checked_version(session, version), AnswerSheet.of(columns), version.id, columns["id"])


def is_of(session: Session, token: str, form: FormHead) -> bool:
    """Whether a token, perhaps an old one, leads to a submission of this form."""
    found = reads.submission_by_hash(session, hash_token(token))
    return found is not None and found[2].id == form.id


def first_page(checked: CheckedForm) -> int:
    """The page that everybody sees first. Raises NotFound when there is nothing to see."""
    page = filling.next_page(checked, -1, filling.defaults(checked))
    if page is None:
        raise _unknown()
    return page


def first_screen(checked: CheckedForm, uuid: str) -> Screen:
    """The first page, with what stands in it from the start, in the order that the submission `uuid` will keep."""
    return screen(checked, first_page(checked), filling.defaults(checked), seed_of(uuid))


def visited_screen(visit: Visit, index: int) -> Screen | None:
    """A page that the respondent has come to; None for one that does not show or comes later."""
    answers = visit.sheet.answers
    if index > reached(visit, answers) or index not in filling.visible_pages(visit.checked, answers):
        return None
    return screen(visit.checked, index, answers, visit.sheet.seed)


def current_page(visit: Visit) -> int:
    """Where to go on: the furthest page that was reached, or an earlier one that waits for an answer."""
    page = onward(visit, visit.sheet.page - 1, visit.sheet.answers)
    if page is None:  # every answer is there, only the last page was not sent
        page = max(filling.visible_pages(visit.checked, visit.sheet.answers), default=visit.sheet.page)
    return page


def reached(visit: Visit, answers: Answers) -> int:
    """The furthest page that may be seen: they are reached in order, and those that do not show are passed over."""
    page = filling.next_page(visit.checked, visit.sheet.page - 1, answers)
    return visit.sheet.page if page is None else page


def onward(visit: Visit, index: int, answers: Answers) -> int | None:
    """The page after `index`, or an earlier one that waits for an answer; None when everything is there."""
    following = filling.next_page(visit.checked, index, answers)
    waiting = filling.first_open_page(visit.checked, answers)
    return min((page for page in (following, waiting) if page is not None), default=None)


def restart_link(session: Session, visit: Visit) -> str:
    """The link through which another person may begin after this one; empty where each has a link of their own.

    Nor is there one where a browser hands in once, or when nobody may begin any more.
    """
    form = visit.form
    if form.one_answer == "browser" or reads.is_personal(session, visit.id):
        return ""
    channel = session.get(Channel, visit.sheet.channel) if visit.sheet.channel else None
    return channel.token if channel is not None else form.token


def _entry(found: Found, channel: int = 0, personal: PersonalLink | None = None, *, closed: bool = False) -> Entry:
    if found.version is None or found.form.status == "draft":
        raise _unknown()
    return Entry(found.form, found.version, channel, personal, closed)


def _check_unused(entry: Entry, personal: PersonalLink) -> None:
    if personal.revoked_at is not None:
        raise NotAllowed(N_("这个链接已经停用了。"), N_("请向发给你链接的人再要一次。"))
    if entry.unfinished:
        raise NotAllowed(
            N_("这个链接已经在别处开始填了。"),
            N_("一个链接只能填一份。重新打开这个链接，就能从那一份接着填。"),
        )
    if personal.submission_id is not None:
        raise NotAllowed(
            N_("这个链接已经用过了。"),
            N_("一个链接只能填一份，这一份已经提交。要看填了什么，请打开当时保存的链接。"),
        )


def closed() -> Conflict:
    """What is said when a form is closed."""
    return Conflict(N_("这份问卷已经结束了。"), N_("谢谢你愿意参加。"))


def _unknown() -> NotFound:
    return NotFound(N_("找不到这份问卷。"), N_("链接可能不完整，或者问卷已经删除。请向发给你链接的人再要一次。"))
