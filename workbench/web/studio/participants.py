"""Participants: the list, one person with everything of theirs, descriptions by hand."""

import re
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from workbench.errors import Message, WorkbenchError
from workbench.records import Topic
from workbench.records.facts import Kind
from workbench.storage.queries import participants as reads
from workbench.storage.queries.answers import Answered, answered, questions_of
from workbench.storage.queries.audit import Move, last_moves
from workbench.storage.queries.channels import note_of
from workbench.storage.queries.participants import Conversation, ListedParticipant, Wanted
from workbench.storage.queries.personas import quoted_in
from workbench.storage.tables import Participant, Question
from workbench.web import access
from workbench.web.failures import back_with, status_of
from workbench.web.pages import Page, page_of, render, tell, tell_error
from workbench.workflow import participants
from workbench.workflow.agreements import Agreement, agreement_for
from workbench.workflow.answers import LISTED_STATES, STATES, TOPICS, answer_items
from workbench.workflow.participants import Profile

blueprint = Blueprint("participants", __name__)
CONSENTS = {"": None, "yes": True, "no": False}


@dataclass
class ListParticipantsPage(Page):
    """One page of the list; `counts` says how many are in each state."""

    template = "participants/list_participants.html"
    found: list[ListedParticipant]
    wanted: Wanted
    total: int
    page: int
    pages: int
    counts: dict[str, int]
    sources: list[tuple[str, str]]
    states: dict[str, str]
    listed_states: dict[str, str]


@dataclass
class CreateParticipantPage(Page):
    """A participant to add by hand."""

    template = "participants/create_participant.html"
    values: dict[str, str]
    states: dict[str, str]
    problem: str


@dataclass
class ShowParticipantPage(Page):
    """A participant; `values` are the form's, as stored or as typed, `link_note` is that of a personal link."""

    template = "participants/show_participant.html"
    participant: Participant
    link_note: str
    moved: Move | None
    values: dict[str, str]
    problem: str
    states: dict[str, str]
    source: str
    describing: list[tuple[str, list[str]]]
    closed: list[tuple[str, list[str]]]
    details: list[tuple[str, list[str]]]
    contact: list[tuple[str, list[str]]]
    said: list[Answered]
    quoted_in: int
    agreement: Agreement | None
    conversations: list[Conversation]
    topics: dict[str, str]


@blueprint.get("/studies/<int:study_id>/participants")
def list_participants(study_id: int) -> str:
    """Participants, searched, filtered, sorted, fifty a page."""
    access.study_or_404(study_id)
    session, wanted = access.reading(), _wanted(study_id)
    total = reads.count_participants(session, wanted)
    page, pages = page_of(total, reads.PAGE)
    return render(
        ListParticipantsPage(
            found=reads.list_participants(session, wanted, page),
            wanted=wanted,
            total=total,
            page=page,
            pages=pages,
            counts=reads.states(session, study_id),
            sources=_sources(study_id),
            states=_states(),
            listed_states={state: tell(Message(label)) for state, label in LISTED_STATES.items()},
        )
    )


@blueprint.route("/studies/<int:study_id>/participants/create", methods=["GET", "POST"])
def create_participant(study_id: int) -> str | tuple[str, int] | Response:
    """Add somebody by hand."""
    access.study_or_404(study_id)
    if request.method == "GET":
        return render(CreateParticipantPage(values=_values(), states=_states(), problem=""))
    try:
        created = participants.create_participant(access.store(), access.user_id(), study_id, _profile())
    except WorkbenchError as error:
        values = {**_values(), **request.form.to_dict()}
        return render(CreateParticipantPage(values=values, states=_states(), problem=tell_error(error))), status_of(
            error
        )
    return redirect(url_for("participants.show_participant", study_id=study_id, participant_id=created), 303)


@blueprint.get("/studies/<int:study_id>/participants/<int:participant_id>")
def show_participant(study_id: int, participant_id: int) -> str:
    """Everything of one participant in one place."""
    participant = access.in_study_or_404(Participant, participant_id, study_id)
    return _participant_page(participant, _values(participant), "")


@blueprint.post("/studies/<int:study_id>/participants/<int:participant_id>/update")
def update_participant(study_id: int, participant_id: int) -> tuple[str, int] | Response:
    """Rename and describe."""
    participant = access.in_study_or_404(Participant, participant_id, study_id)
    try:
        participants.update_participant(access.store(), access.user_id(), participant_id, _profile())
    except WorkbenchError as error:
        values = {**_values(participant), **request.form.to_dict()}
        return _participant_page(participant, values, tell_error(error)), status_of(error)
    flash(_("已保存。"), "done")
    return redirect(url_for("participants.show_participant", study_id=study_id, participant_id=participant_id), 303)


@blueprint.post("/studies/<int:study_id>/participants/state")
def set_state(study_id: int) -> Response:
    """Move the ticked participants to a state."""
    access.study_or_404(study_id)
    ids = [number for number in request.form.getlist("participant", type=int) if 0 < number < 2**63]
    query = re.fullmatch(r"\?[\w%=&.:+-]*", request.form.get("back", ""), re.ASCII)
    back = url_for("participants.list_participants", study_id=study_id) + (query[0] if query else "")
    try:
        moved = participants.set_state(access.store(), access.user_id(), study_id, ids, request.form.get("state", ""))
    except WorkbenchError as error:
        return back_with(error, back)
    flash(
        ngettext("%(num)s 位的状态已更新。", "%(num)s 位的状态已更新。", moved) if ids else _("还没有勾选受访者。"),
        "done",
    )
    return redirect(back, 303)


@blueprint.post("/studies/<int:study_id>/participants/<int:participant_id>/attributes")
def set_attribute(study_id: int, participant_id: int) -> tuple[str, int] | Response:
    """Add, change or remove an attribute."""
    participant = access.in_study_or_404(Participant, participant_id, study_id)
    name, value = request.form.get("name", ""), request.form.get("value", "")
    try:
        participants.set_attribute(access.store(), access.user_id(), participant_id, name, value)
    except WorkbenchError as error:
        values = {**_values(participant), "name": name, "value": value}
        return _participant_page(participant, values, tell_error(error)), status_of(error)
    back = url_for("participants.show_participant", study_id=study_id, participant_id=participant_id)
    return redirect(f"{back}#attributes", 303)


@blueprint.post("/studies/<int:study_id>/participants/<int:participant_id>/delete")
def delete_participant(study_id: int, participant_id: int) -> Response:
    """Delete somebody with everything of theirs."""
    access.in_study_or_404(Participant, participant_id, study_id)
    access.stop_reading()
    participants.delete_participant(access.store(), access.user_id(), participant_id)
    flash(_("受访者和他的答案、访谈、原话都已删除。"), "done")
    return redirect(url_for("participants.list_participants", study_id=study_id), 303)


def _wanted(study_id: int) -> Wanted:
    chosen = {name: request.args.get(name, "") for name in ("state", "source", "consent")}
    words, sort = request.args.get("q", "").strip()[:200], request.args.get("sort", "joined")
    return Wanted(study_id, words, sort=sort, **chosen)


def _participant_page(participant: Participant, values: dict[str, str], problem: str) -> str:
    session = access.reading()
    questions = questions_of(session, participant.source)
    given = [one for one in answered(session, participant, questions) if one.answer is not None]
    said = [one for one in given if one.utterance is not None]
    groups: dict[str, list[tuple[str, list[str]]]] = {"describing": [], "contact": [], "details": [], "closed": []}
    for one in given:
        if one.answer is not None and one.utterance is None:
            groups[_group(one.question)].append((one.question.title, answer_items(one.question, one.answer.value)))
    return render(
        ShowParticipantPage(
            participant=participant,
            link_note=note_of(session, participant.id),
            moved=last_moves(session, [participant]).get(participant.id),
            values=values,
            problem=problem,
            states=_states(),
            source=dict(_sources(participant.study_id))[participant.source],
            **groups,
            said=said,
            quoted_in=quoted_in(session, participant),
            agreement=agreement_for(session, participant.id),
            conversations=reads.conversations(session, participant.id),
            topics={topic: tell(Message(label)) for topic, label in TOPICS.items()},
        )
    )


def _group(question: Question) -> str:
    """In which part of the page an answer stands that is no utterance."""
    if question.topic == Topic.SEGMENT:
        return "describing"
    if question.topic == Topic.CONTACT:
        return "contact"
    return "details" if question.kind == Kind.META else "closed"


def _values(participant: Participant | None = None) -> dict[str, str]:
    if participant is None:
        return {"pseudonym": "", "state": "qualified", "consent": "", "note": ""}
    consent = next(name for name, value in CONSENTS.items() if value is participant.consent_recording)
    texts = {name: getattr(participant, name) for name in ("pseudonym", "state", "note")}
    return {**texts, "consent": consent, "name": "", "value": ""}


def _profile() -> Profile:
    given = {**_values(), **request.form.to_dict()}
    texts = {name: given[name] for name in ("pseudonym", "state", "note")}
    return Profile(**texts, consent_recording=CONSENTS.get(given["consent"]))


def _states() -> dict[str, str]:
    return {state: tell(Message(label)) for state, label in STATES.items()}


def _sources(study_id: int) -> list[tuple[str, str]]:
    found = reads.sources(access.reading(), study_id)
    return [(source, title or _("手工添加")) for source, title in found]
