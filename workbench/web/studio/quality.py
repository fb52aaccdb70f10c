"""How carefully people answered: scores with their reasons, leaving people out and taking them back."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from workbench.errors import N_, Message, WorkbenchError
from workbench.records.quality import DOUBTFUL, POOR, Reason
from workbench.storage.queries.exclusions import LastExclusion, last_exclusion
from workbench.web import access
from workbench.web.failures import back_with
from workbench.web.pages import Page, page_of, render, tell
from workbench.web.studio.answers import REASONS, title_of_published
from workbench.workflow import exclusions
from workbench.workflow.answer_quality import Judged, judged
from workbench.workflow.answers import STATES

blueprint = Blueprint("quality", __name__, url_prefix="/studies/<int:study_id>/quality/<source>")
A_PAGE = 50
SHOWN = {"": N_("全部"), "doubtful": N_("存疑的"), "excluded": N_("已排除的")}
SORTS = ("score", "seconds", "pseudonym")


@dataclass(frozen=True)
class Wanted:
    """Which people, for which `reason`, and in which order."""

    shown: str
    reason: str
    sort: str

    def lets(self, one: Judged) -> bool:
        """Whether somebody is wanted."""
        if self.reason and self.reason not in {mark.reason for mark in one.quality.marks}:
            return False
        out = one.person.excluded_at is not None
        return {"excluded": out, "doubtful": not out and one.quality.score < DOUBTFUL}.get(self.shown, True)


@dataclass
class ListQualityPage(Page):
    """Scores, the lowest first; `counts` says how many have each reason, `found` how many are wanted."""

    template = "quality/list_quality.html"
    source: str
    title: str
    wanted: Wanted
    lines: list[Judged]
    found: int
    total: int
    excluded: int
    doubtful: int
    page: int
    pages: int
    counts: Mapping[str, int]
    reasons: dict[str, str]
    shown: dict[str, str]
    states: dict[str, str]
    last: LastExclusion | None
    limits: tuple[int, int]
    suggested: str


@blueprint.get("")
def list_quality(study_id: int, source: str) -> str:
    """Everybody with the score of their answers, filtered by reason."""
    title = title_of_published(study_id, source)
    return render(_quality_page(source, title, judged(access.reading(), source)))


@blueprint.post("/exclude")
def exclude_participants(study_id: int, source: str) -> Response:
    """Leave the ticked people out, or everybody who is shown on all pages, and say why."""
    title_of_published(study_id, source)
    back, reason = _back(study_id, source), request.form.get("reason", "")
    try:
        left_out = exclusions.exclude(access.store(), access.user_id(), study_id, _chosen(source), reason)
    except WorkbenchError as error:
        return back_with(error, back)
    told = ngettext("已排除 %(num)s 人，随时可以恢复。", "已排除 %(num)s 人，随时可以恢复。", left_out)
    flash(told if left_out else _("还没有勾选要排除的人。"), "done")
    return redirect(back, 303)


@blueprint.post("/take_back")
def take_back_participants(study_id: int, source: str) -> Response:
    """Count the ticked people again."""
    title_of_published(study_id, source)
    back = exclusions.take_back(access.store(), access.user_id(), study_id, _chosen(source))
    flash(ngettext("已恢复 %(num)s 人。", "已恢复 %(num)s 人。", back) if back else _("还没有勾选要恢复的人。"), "done")
    return redirect(_back(study_id, source), 303)


@blueprint.post("/undo")
def undo_exclusion(study_id: int, source: str) -> Response:
    """Take the last exclusion back."""
    title_of_published(study_id, source)
    at = _moment(request.form.get("at", ""))
    back = exclusions.undo_exclusion(access.store(), access.user_id(), study_id, at) if at else 0
    flash(ngettext("已恢复 %(num)s 人。", "已恢复 %(num)s 人。", back) if back else _("没有可以撤销的排除。"), "done")
    return redirect(_back(study_id, source), 303)


def _quality_page(source: str, title: str, everybody: list[Judged]) -> ListQualityPage:
    wanted = _wanted()
    found = _sorted([one for one in everybody if wanted.lets(one)], wanted.sort)
    page, pages = page_of(len(found), A_PAGE)
    counting = [one for one in everybody if one.person.excluded_at is None]
    return ListQualityPage(
        source=source,
        title=title,
        wanted=wanted,
        lines=found[(page - 1) * A_PAGE : page * A_PAGE],
        found=len(found),
        total=len(everybody),
        excluded=len(everybody) - len(counting),
        doubtful=sum(one.quality.score < DOUBTFUL for one in counting),
        page=page,
        pages=pages,
        counts=Counter(mark.reason.value for one in everybody for mark in one.quality.marks),
        reasons=_reason_labels(),
        shown={name: tell(Message(label)) for name, label in SHOWN.items()},
        states={state: tell(Message(label)) for state, label in STATES.items()},
        last=last_exclusion(access.reading(), source),
        limits=(DOUBTFUL, POOR),
        suggested=_reason_labels().get(wanted.reason, ""),
    )


def _moment(text: str) -> datetime | None:
    """The moment that a page of ours sent; None for anything else."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _wanted() -> Wanted:
    """What the address, or the form that repeats it, asks for; what it gets wrong is left out."""
    shown, reason, sort = (request.values.get(name, "") for name in ("show", "why", "sort"))
    return Wanted(
        shown=shown if shown in SHOWN else "",
        reason=reason if reason in {one.value for one in Reason} else "",
        sort=sort if sort.removeprefix("-") in SORTS else "score",
    )


def _sorted(found: list[Judged], sort: str) -> list[Judged]:
    keys = {
        "score": lambda one: one.quality.score,
        "seconds": lambda one: (one.seconds is None, one.seconds or 0),
        "pseudonym": lambda one: one.person.pseudonym,
    }
    return sorted(found, key=keys[sort.removeprefix("-")], reverse=sort.startswith("-"))


def _reason_labels() -> dict[str, str]:
    """What each reason is called, by its name."""
    return {reason: tell(Message(label)) for reason, label in REASONS.items()}


def _chosen(source: str) -> list[int]:
    """The people ticked, or all whom the filter lets through."""
    if request.form.get("everybody") == "1":
        wanted = _wanted()
        return [one.person.id for one in judged(access.reading(), source) if wanted.lets(one)]
    return [number for number in request.form.getlist("participant", type=int) if 0 < number < 2**63]


def _back(study_id: int, source: str) -> str:
    """The list as it was, or the page of the one person who was left out or taken back there."""
    if person := request.form.get("person", type=int):
        return url_for("answers.show_answer", study_id=study_id, source=source, participant_id=person)
    kept = {"show": "shown", "why": "reason", "sort": "sort"}
    chosen: dict[str, Any] = {name: value for name, field in kept.items() if (value := getattr(_wanted(), field))}
    return url_for("quality.list_quality", study_id=study_id, source=source, **chosen)
