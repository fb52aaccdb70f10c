"""Candidates (候选人) of a questionnaire: the list, states set by hand and taken back, the waiting list."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, cast

from flask import flash, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from workbench.errors import Message, WorkbenchError
from workbench.storage.queries import candidates as reads
from workbench.storage.queries.audit import Move, last_moves
from workbench.storage.queries.candidates import Candidate, Wanted
from workbench.storage.tables import Form
from workbench.web import access
from workbench.web.downloads import download, file_name
from workbench.web.failures import back_with
from workbench.web.pages import Page, page_of, render, tell
from workbench.web.studio.forms import form_or_404
from workbench.web.studio.quotas import blueprint
from workbench.workflow import call_list, candidates
from workbench.workflow.answers import LISTED_STATES, STATES
from workbench.workflow.call_list import Contacts
from workbench.workflow.candidates import CellFill, Next

LARGEST = 2**63
UNDO = "candidate_states"


class Why(NamedTuple):
    """Why somebody stands in their state: what they were turned away or wait for, and who took them by hand."""

    reason: str
    move: Move | None


@dataclass
class ListCandidatesPage(Page):
    """One page of the list; `queue` is the waiting list in order, `undo` whether the last change can be taken back.

    `contacts` is None until somebody asks to see them.
    """

    template = "screening/list_candidates.html"
    form: Form
    found: list[Candidate]
    wanted: Wanted
    total: int
    page: int
    pages: int
    counts: dict[str, int]
    states: dict[str, str]
    listed_states: dict[str, str]
    channels: list[tuple[int, str]]
    fills: list[CellFill]
    titles: dict[str, str]
    why: dict[int, Why]
    contacts: Contacts | None
    queue: list[Next]
    undo: bool


@blueprint.get("/studies/<int:study_id>/forms/<int:form_id>/candidates")
def list_candidates(study_id: int, form_id: int) -> str:
    """Candidates, searched, filtered, sorted, fifty a page."""
    form, reading, wanted = form_or_404(study_id, form_id), access.reading(), _wanted(form_id)
    page, pages = page_of(total := reads.count_candidates(reading, wanted), reads.PAGE)
    found, fills = reads.list_candidates(reading, wanted, page), candidates.fill(reading, form_id)
    shown = ListCandidatesPage(
        form=form,
        found=found,
        wanted=wanted,
        total=total,
        page=page,
        pages=pages,
        counts=reads.states(reading, form_id),
        states={state: tell(Message(label)) for state, label in STATES.items()},
        listed_states={state: tell(Message(label)) for state, label in LISTED_STATES.items()},
        channels=[(number, name or _("问卷链接")) for number, name in reads.channels(reading, form_id)],
        fills=fills,
        titles={one.cell.id: one.cell.title for one in fills},
        why=_why(form_id, found),
        contacts=_contacts(form, found),
        queue=candidates.waiting_list(reading, form_id),
        undo=_last_change(form_id) != {},
    )
    return render(shown)


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/candidates/state")
def set_candidate_state(study_id: int, form_id: int) -> Response:
    """Move the ticked candidates to a state."""
    form_or_404(study_id, form_id)
    ids, state = _ticked(), request.form.get("state", "")
    if not ids:
        flash(_("还没有勾选候选人。"), "note")
        return redirect(_back(study_id, form_id), 303)
    return _set_states(study_id, form_id, dict.fromkeys(ids, state))


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/candidates/undo")
def undo_candidate_state(study_id: int, form_id: int) -> Response:
    """Give those who were changed last their former states; once more changes them again."""
    form_or_404(study_id, form_id)
    return _set_states(study_id, form_id, _last_change(form_id))


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/candidates/move-up")
def move_up(study_id: int, form_id: int) -> Response:
    """From the waiting list into a free place."""
    form_or_404(study_id, form_id)
    try:
        moved = candidates.move_up(access.store(), access.user_id(), form_id, _ticked())
    except WorkbenchError as error:
        return back_with(error, _back(study_id, form_id))
    session[UNDO] = [form_id, [[number, "waiting"] for number in moved]]
    flash(ngettext("%(num)s 人已递补为合格。", "%(num)s 人已递补为合格。", len(moved)), "done")
    return redirect(_back(study_id, form_id), 303)


@blueprint.get("/studies/<int:study_id>/forms/<int:form_id>/candidates.<any(xlsx, csv):kind>")
def export_candidates(study_id: int, form_id: int, kind: str) -> Response:
    """Those who qualify, or are in the state wanted, with how to reach them; searched, filtered and sorted alike."""
    form, table = form_or_404(study_id, form_id), cast(Literal["xlsx", "csv"], kind)
    data = call_list.export_call_list(access.store(), access.user_id(), _wanted(form_id), table, tell)
    return download(data, f"{file_name(form.title)}-{_('候选人')}.{kind}")


def _why(form_id: int, found: Sequence[Candidate]) -> dict[int, Why]:
    said = candidates.reasons(access.reading(), form_id)
    moves = last_moves(access.reading(), [one.participant for one in found])
    return {one.participant.id: _why_one(one, said, moves.get(one.participant.id)) for one in found}


def _why_one(one: Candidate, said: Mapping[str, str], move: Move | None) -> Why:
    rule = one.submission.verdict_rule
    if rule is None or not (move or one.participant.state in candidates.TURNED_AWAY):
        return Why("", move)
    return Why(tell(candidates.why(rule, said)), move)


def _contacts(form: Form, found: Sequence[Candidate]) -> Contacts | None:
    """How to reach those on the page, when the address asks for it; that it did is written down."""
    if request.args.get("contacts") != "1" or not found:
        return None
    source = f"form:{form.id}"
    call_list.note_contacts(access.store(), access.user_id(), form.study_id, source)
    return call_list.contacts_of(access.reading(), source, [one.participant.id for one in found])


def _set_states(study_id: int, form_id: int, wanted: Mapping[int, str]) -> Response:
    try:
        moved = candidates.set_states(access.store(), access.user_id(), form_id, wanted)
    except WorkbenchError as error:
        return back_with(error, _back(study_id, form_id))
    session[UNDO] = [form_id, list(moved.before.items())]
    flash(ngettext("%(num)s 位的状态已更新。", "%(num)s 位的状态已更新。", len(moved.before)), "done")
    for one in moved.overfull:
        places = f"{one.taken}/{one.cell.size}"
        flash(_("“%(cell)s”现在超出名额：%(places)s。", cell=one.cell.title, places=places), "note")
    return redirect(_back(study_id, form_id), 303)


def _last_change(form_id: int) -> dict[int, str]:
    """Who was changed last, with their states before; the browser's signed cookie holds at most a page of them."""
    kept: Any = session.get(UNDO)
    return {number: state for number, state in kept[1]} if kept and kept[0] == form_id else {}


def _wanted(form_id: int) -> Wanted:
    given = request.args
    return Wanted(
        form_id=form_id,
        search=given.get("q", "").strip()[:200],
        state=given["state"] if given.get("state") in LISTED_STATES else "",
        cell=given.get("cell", "")[:64],
        channel=given.get("channel", type=_number),
        sort=given.get("sort", "-score"),
    )


def _number(text: str) -> int:
    if not re.fullmatch("[0-9]{1,18}", text, re.ASCII):
        raise ValueError(text)
    return int(text)


def _ticked() -> list[int]:
    given = request.form.getlist("participant", type=int)
    return list(dict.fromkeys(number for number in given if 0 < number < LARGEST))[: reads.PAGE]


def _back(study_id: int, form_id: int) -> str:
    query = re.fullmatch(r"\?[\w%=&.:+-]*", request.form.get("back", ""), re.ASCII)
    return url_for("screening.list_candidates", study_id=study_id, form_id=form_id) + (query[0] if query else "")
