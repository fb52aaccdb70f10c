"""Interviews: the list, plans, one interview with its transcript."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workbench.errors import N_, Message, WorkbenchError
from workbench.storage.queries import interviews as reads
from workbench.storage.queries.interviews import ListedInterview, Wanted
from workbench.storage.queries.participants import pseudonyms
from workbench.storage.tables import Interview, Participant, Utterance
from workbench.web import access
from workbench.web.failures import back_with, status_of
from workbench.web.pages import Page, page_of, render, tell, tell_error
from workbench.workflow import interviews
from workbench.workflow.answers import TOPICS, ZONE
from workbench.workflow.interviews import Guest, Plan

blueprint = Blueprint("interviews", __name__)
KINDS = {"interview": N_("深访"), "phone": N_("电话"), "observation": N_("观察"), "note": N_("笔记")}
STATUSES = {
    "planned": N_("已约"),
    "unconfirmed": N_("待确认说话人"),
    "done": N_("已访"),
    "no_show": N_("爽约"),
}


@dataclass
class ListInterviewsPage(Page):
    """One page of the list; `today` is the date in Beijing."""

    template = "interviews/list_interviews.html"
    found: list[ListedInterview]
    wanted: Wanted
    total: int
    page: int
    pages: int
    counts: dict[str, int]
    statuses: dict[str, str]
    kinds: dict[str, str]
    today: str


@dataclass
class PlanInterviewPage(Page):
    """A plan to write or change; `interview` is None for a new one."""

    template = "interviews/plan_interview.html"
    interview: Interview | None
    values: dict[str, str]
    kinds: dict[str, str]
    names: list[str]
    problem: str


@dataclass
class ShowInterviewPage(Page):
    """An interview with its turns, each in pieces that match the search or do not."""

    template = "interviews/show_interview.html"
    interview: Interview
    participant: Participant | None
    turns: list[tuple[Utterance, list[tuple[str, bool]]]]
    hits: list[tuple[int, Utterance]]
    search: str
    marked: int
    said: int
    kinds: dict[str, str]
    statuses: dict[str, str]
    topics: dict[str, str]


@blueprint.get("/studies/<int:study_id>/interviews")
def list_interviews(study_id: int) -> str:
    """Planned ones first; searched, filtered, fifty a page."""
    access.study_or_404(study_id)
    session, given = access.reading(), request.args
    wanted = Wanted(study_id, given.get("q", "").strip()[:200], given.get("status", ""))
    total = reads.count_interviews(session, wanted)
    page, pages = page_of(total, reads.PAGE)
    return render(
        ListInterviewsPage(
            found=reads.list_interviews(session, wanted, page),
            wanted=wanted,
            total=total,
            page=page,
            pages=pages,
            counts=reads.statuses(session, study_id),
            statuses=words(STATUSES),
            kinds=words(KINDS),
            today=f"{datetime.now(ZONE):%Y-%m-%d}",
        )
    )


@blueprint.route("/studies/<int:study_id>/interviews/plan", methods=["GET", "POST"])
def plan_interview(study_id: int) -> str | tuple[str, int] | Response:
    """Plan one."""
    access.study_or_404(study_id)
    if request.method == "GET":
        return _plan_page(study_id, None, _values(guest=guest_asked_for(study_id)))
    try:
        created = interviews.plan_interview(access.store(), access.user_id(), study_id, _plan())
    except WorkbenchError as error:
        return _plan_page(study_id, None, {**_values(), **request.form.to_dict()}, error), status_of(error)
    flash(_("已约好。"), "done")
    return redirect(url_for("interviews.show_interview", study_id=study_id, interview_id=created), 303)


@blueprint.route("/studies/<int:study_id>/interviews/<int:interview_id>/edit", methods=["GET", "POST"])
def update_interview(study_id: int, interview_id: int) -> str | tuple[str, int] | Response:
    """Change the plan, attach or replace the participant."""
    interview = access.in_study_or_404(Interview, interview_id, study_id)
    if request.method == "GET":
        return _plan_page(study_id, interview, _values(interview))
    try:
        interviews.update_interview(access.store(), access.user_id(), interview_id, _plan())
    except WorkbenchError as error:
        return _plan_page(study_id, interview, {**_values(), **request.form.to_dict()}, error), status_of(error)
    flash(_("已保存。"), "done")
    return redirect(url_for("interviews.show_interview", study_id=study_id, interview_id=interview_id), 303)


@blueprint.post("/studies/<int:study_id>/interviews/<int:interview_id>/no-show")
def mark_no_show(study_id: int, interview_id: int) -> Response:
    """Nobody came, or they did."""
    access.in_study_or_404(Interview, interview_id, study_id)
    back = url_for("interviews.show_interview", study_id=study_id, interview_id=interview_id)
    try:
        came = request.form.get("came") == "1"
        interviews.mark_no_show(access.store(), access.user_id(), interview_id, came=came)
    except WorkbenchError as error:
        return back_with(error, back)
    return redirect(back, 303)


@blueprint.post("/studies/<int:study_id>/interviews/<int:interview_id>/delete")
def delete_interview(study_id: int, interview_id: int) -> Response:
    """Delete it with everything that was said."""
    access.in_study_or_404(Interview, interview_id, study_id)
    interviews.delete_interview(access.store(), access.user_id(), interview_id)
    flash(_("访谈和其中的原话已删除。"), "done")
    return redirect(url_for("interviews.list_interviews", study_id=study_id), 303)


@blueprint.get("/studies/<int:study_id>/interviews/<int:interview_id>")
def show_interview(study_id: int, interview_id: int) -> str | Response:
    """The transcript to read, search and mark; or the plan, before there is one."""
    interview = access.in_study_or_404(Interview, interview_id, study_id)
    if interview.status == "unconfirmed":
        return redirect(url_for("transcripts.confirm_speakers", study_id=study_id, interview_id=interview_id), 303)
    session, search = access.reading(), request.args.get("q", "").strip()[:200]
    turns = reads.turns(session, interview_id)
    split = [(turn, pieces(turn.text, search)) for turn in turns]
    marked, said = reads.count_marked(session, interview_id)
    return render(
        ShowInterviewPage(
            interview=interview,
            participant=session.get(Participant, interview.participant_id) if interview.participant_id else None,
            turns=split,
            hits=[(n, turn) for n, (turn, parts) in enumerate(split, start=1) if any(hit for _, hit in parts)],
            search=search,
            marked=marked,
            said=said,
            kinds=words(KINDS),
            statuses=words(STATUSES),
            topics=words(TOPICS),
        )
    )


def pieces(text: str, search: str) -> list[tuple[str, bool]]:
    """A text cut where `search` stands in it; each piece with whether it does.

    >>> pieces("很卡，太卡", "卡")
    [('很', False), ('卡', True), ('，太', False), ('卡', True)]
    """
    if not search:
        return [(text, False)]
    parts = re.split(f"({re.escape(search)})", text, flags=re.IGNORECASE)
    return [(part, place % 2 == 1) for place, part in enumerate(parts) if part]


def words(labels: dict[str, str]) -> dict[str, str]:
    """Labels in the reader's language."""
    return {name: tell(Message(label)) for name, label in labels.items()}


def guest_asked_for(study_id: int) -> str:
    """The pseudonym of the participant in the address, '' without one."""
    asked = request.args.get("participant", type=int)
    return access.in_study_or_404(Participant, asked, study_id).pseudonym if asked else ""


def posted_guest() -> Guest:
    """Whom the form names."""
    return Guest(pseudonym=request.form.get("guest", ""), is_new=request.form.get("is_new") == "1")


def posted_moment(name: str) -> datetime | None:
    """A field of date and time, or of a date alone, as Beijing's clocks show it; None when it is empty or wrong."""
    try:
        return datetime.fromisoformat(request.form.get(name, "")).replace(tzinfo=ZONE).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _plan_page(
    study_id: int, interview: Interview | None, values: dict[str, str], error: WorkbenchError | None = None
) -> str:
    problem = tell_error(error) if error else ""
    names = pseudonyms(access.reading(), study_id)
    return render(
        PlanInterviewPage(interview=interview, values=values, kinds=words(KINDS), names=names, problem=problem)
    )


def _values(interview: Interview | None = None, guest: str = "") -> dict[str, str]:
    if interview is None:
        fields = ("title", "planned_at", "meeting_link", "host", "recorder", "is_new")
        return {**dict.fromkeys(fields, ""), "guest": guest, "kind": "interview"}
    participant = access.reading().get(Participant, interview.participant_id) if interview.participant_id else None
    at = f"{interview.planned_at.astimezone(ZONE):%Y-%m-%dT%H:%M}" if interview.planned_at else ""
    texts = {name: getattr(interview, name) for name in ("title", "kind", "meeting_link", "host", "recorder")}
    return {**texts, "planned_at": at, "guest": participant.pseudonym if participant else "", "is_new": ""}


def _plan() -> Plan:
    texts = {name: request.form.get(name, "") for name in ("title", "kind", "meeting_link", "host", "recorder")}
    return Plan(**texts, guest=posted_guest(), planned_at=posted_moment("planned_at"))
