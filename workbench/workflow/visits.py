"""Visits: what the public link of a form, or a respondent's own link, leads to. Nothing here writes.

Whoever holds the public link of an open form may begin. Whoever holds the link of a submission may go on with it, on
the version of the form that it began with. When a form closes, those who have begun may still finish for a day.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session

from workbench.errors import N_, Conflict, NotFound
from workbench.records.forms import CheckedForm
from workbench.records.questions import Answers
from workbench.storage.queries import submissions as reads
from workbench.storage.tables import Form, FormVersion, Submission, now
from workbench.surveys import filling
from workbench.workflow.form_screens import Screen, checked_form, screen
from workbench.workflow.secrets import hash_token

TIME_TO_FINISH = timedelta(hours=24)


@dataclass(frozen=True)
class Opening:
    """A published version of a form, for somebody who wants to begin."""

    form: Form
    version: FormVersion
    checked: CheckedForm

    @property
    def closed(self) -> bool:
        """Whether nobody may begin any more."""
        return self.form.status != "open"


@dataclass(frozen=True)
class Visit:
    """A submission, the token of its link and the version of the form that it began with."""

    token: str
    form: Form
    submission: Submission
    checked: CheckedForm

    @property
    def completed(self) -> bool:
        """Whether it was handed in."""
        return self.submission.completed_at is not None

    @property
    def too_late(self) -> bool:
        """Whether the form has been closed for longer than those who had begun were given."""
        # Closing is the last change of a closed form; who edits its draft meanwhile only prolongs the time.
        return self.form.status != "open" and not self.completed and self.form.updated_at + TIME_TO_FINISH < now()


def find_form(session: Session, link: str) -> Form:
    """The form behind a public link, be it open or closed. Raises NotFound when it was never published or is gone."""
    form = reads.form_by_link(session, link)
    if form is None or form.status == "draft":
        raise _unknown()
    return form


def find_opening(session: Session, form: Form, version: int | None = None) -> Opening:
    """What there is to begin: the newest version of a form unless another one is asked for. Raises NotFound."""
    found = reads.published_version(session, form.id, version)
    if found is None:
        raise _unknown()
    return Opening(form, found, checked_form(found.definition, found.rules))


def find_visit(session: Session, token: str) -> Visit:
    """The submission behind a respondent's own link. Raises NotFound."""
    found = reads.submission_by_hash(session, hash_token(token))
    if found is None:
        raise NotFound(N_("找不到这份答卷。"), N_("链接可能不完整，或者答卷已经删除。请从问卷链接重新进入。"))
    submission, version, form = found
    return Visit(token, form, submission, checked_form(version.definition, version.rules))


def is_of(session: Session, token: str, form: Form) -> bool:
    """Whether a token, perhaps an old one, leads to a submission of this form."""
    found = reads.submission_by_hash(session, hash_token(token))
    return found is not None and found[0].form_id == form.id


def first_page(checked: CheckedForm) -> int:
    """The page that everybody sees first. Raises NotFound when there is nothing to see."""
    page = filling.next_page(checked, -1, {})
    if page is None:
        raise _unknown()
    return page


def first_screen(checked: CheckedForm) -> Screen:
    """The first page, empty."""
    return screen(checked, first_page(checked), {})


def visited_screen(visit: Visit, index: int) -> Screen | None:
    """A page that the respondent has come to; None for one that does not show or comes later."""
    answers = visit.submission.answers
    if index > reached(visit, answers) or index not in filling.visible_pages(visit.checked, answers):
        return None
    return screen(visit.checked, index, answers)


def current_page(visit: Visit) -> int:
    """Where to go on: the furthest page that was reached, or an earlier one that waits for an answer."""
    page = onward(visit, visit.submission.page - 1, visit.submission.answers)
    if page is None:  # every answer is there, only the last page was not sent
        page = max(filling.visible_pages(visit.checked, visit.submission.answers), default=visit.submission.page)
    return page


def reached(visit: Visit, answers: Answers) -> int:
    """The furthest page that may be seen: they are reached in order, and those that do not show are passed over."""
    page = filling.next_page(visit.checked, visit.submission.page - 1, answers)
    return visit.submission.page if page is None else page


def onward(visit: Visit, index: int, answers: Answers) -> int | None:
    """The page after `index`, or an earlier one that waits for an answer; None when everything is there."""
    following = filling.next_page(visit.checked, index, answers)
    waiting = filling.first_open_page(visit.checked, answers)
    return min((page for page in (following, waiting) if page is not None), default=None)


def closed() -> Conflict:
    """What is said when a form is closed."""
    return Conflict(N_("这份问卷已经结束了。"), N_("谢谢你愿意参加。"))


def _unknown() -> NotFound:
    return NotFound(N_("找不到这份问卷。"), N_("链接可能不完整，或者问卷已经删除。请向发给你链接的人再要一次。"))
