"""Turns of an interview: marked with a key or a button, corrected on a page of their own."""

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from workbench.errors import N_, BadInput, WorkbenchError
from workbench.records import SpeakerRole, Topic
from workbench.storage.queries.interviews import count_marked
from workbench.storage.tables import Interview, Utterance
from workbench.web import access
from workbench.web.failures import back_with, status_of
from workbench.web.pages import Page, render, tell_error
from workbench.web.studio.interviews import pieces, words
from workbench.web.studio.transcripts import ROLES
from workbench.workflow import turns
from workbench.workflow.answers import TOPICS
from workbench.workflow.turns import Correction

blueprint = Blueprint("turns", __name__)


@dataclass
class MarkedTurn(Page):
    """One turn and the new count, as a fragment."""

    template = "interviews/_marked_turn.html"
    interview: Interview
    turn: Utterance
    parts: list[tuple[str, bool]]
    search: str
    marked: int
    said: int
    topics: dict[str, str]


@dataclass
class EditTurnPage(Page):
    """A turn to correct."""

    template = "interviews/edit_turn.html"
    interview: Interview
    turn: Utterance
    text: str
    role: str
    forget: bool
    roles: dict[str, str]
    problem: str


@blueprint.post("/studies/<int:study_id>/interviews/<int:interview_id>/turns/<int:utterance_id>/mark")
def mark_turn(study_id: int, interview_id: int, utterance_id: int) -> str | Response:
    """Motivation, pain point or neither."""
    interview, turn = _turn_or_404(study_id, interview_id, utterance_id)
    given, search = request.form.get("topic", ""), request.form.get("q", "")
    back = url_for("interviews.show_interview", study_id=study_id, interview_id=interview_id, q=search or None)
    try:
        turns.mark_turn(access.store(), access.user_id(), utterance_id, _topic(given))
    except WorkbenchError as error:
        return back_with(error, back)
    if not request.headers.get("HX-Request"):
        return redirect(f"{back}#u{utterance_id}", 303)
    access.reading().rollback()  # this request reads a snapshot from before the mark
    marked, said = count_marked(access.reading(), interview_id)
    parts = pieces(turn.text, search)
    return render(MarkedTurn(interview, turn, parts, search=search, marked=marked, said=said, topics=words(TOPICS)))


@blueprint.route(
    "/studies/<int:study_id>/interviews/<int:interview_id>/turns/<int:utterance_id>/edit", methods=["GET", "POST"]
)
def edit_turn(study_id: int, interview_id: int, utterance_id: int) -> str | tuple[str, int] | Response:
    """Correct what was heard, or who said it."""
    interview, turn = _turn_or_404(study_id, interview_id, utterance_id)
    page = EditTurnPage(interview, turn, turn.text, turn.role, forget=False, roles=words(ROLES), problem="")
    if request.method == "GET":
        return render(page)
    page.text, page.role = request.form.get("text", ""), request.form.get("role", "")
    page.forget = request.form.get("forget") == "1"
    try:
        role = SpeakerRole(page.role) if page.role in ROLES else SpeakerRole(turn.role)
        turns.edit_turn(access.store(), access.user_id(), utterance_id, Correction(page.text, role, page.forget))
    except WorkbenchError as error:
        page.problem = tell_error(error)
        return render(page), status_of(error)
    back = url_for("interviews.show_interview", study_id=study_id, interview_id=interview_id)
    return redirect(f"{back}#u{utterance_id}", 303)


def _turn_or_404(study_id: int, interview_id: int, utterance_id: int) -> tuple[Interview, Utterance]:
    interview = access.in_study_or_404(Interview, interview_id, study_id)
    turn = access.in_study_or_404(Utterance, utterance_id, study_id)
    if turn.interview_id != interview.id:
        abort(404)
    return interview, turn


def _topic(given: str) -> Topic | None:
    if given not in ("", *Topic):
        raise BadInput(N_("只能标为动机或痛点。"), N_("请用“动机”“痛点”或“清除”。"))
    return Topic(given) if given else None
