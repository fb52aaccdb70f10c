"""What a researcher decides about the segments of a run: merge, split, place people, undo."""

from dataclasses import dataclass

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workbench.errors import WorkbenchError
from workbench.storage.queries import segments as reads
from workbench.storage.tables import Participant, Run, Segment, SegmentDecision
from workbench.web import access
from workbench.web.failures import back_with, status_of
from workbench.web.pages import Page, render, tell_error
from workbench.web.studio.segment_pages import Typed, run_page, segment_page
from workbench.web.studio.segments import blueprint
from workbench.workflow import decisions
from workbench.workflow.split_proposals import Split, propose_split

NOBODY = "none"


@dataclass
class SplitSegmentPage(Page):
    """The people of a segment; those ticked leave, at first those of the machine's proposal."""

    template = "segments/split_segment.html"
    segment: Segment
    members: list[Participant]
    split: Split
    typed: Typed


@blueprint.post("/runs/<int:run_id>/merge")
def merge_segments(study_id: int, run_id: int) -> tuple[str, int] | Response:
    """Make one segment of those ticked."""
    run = access.in_study_or_404(Run, run_id, study_id)
    typed = _typed("merge", "segment")
    try:
        decisions.merge_segments(access.store(), access.user_id(), run_id, typed.ticks, typed.reason)
    except WorkbenchError as error:
        return run_page(run, _wrong(typed, error)), status_of(error)
    flash(_("人群已合并。"), "done")
    return redirect(url_for("segments.show_run", study_id=study_id, run_id=run_id), 303)


@blueprint.post("/runs/<int:run_id>/place")
def place_people(study_id: int, run_id: int) -> tuple[str, int] | Response:
    """Move those ticked to another segment or to none, or pin them; the form may stand on a segment's page."""
    run = access.in_study_or_404(Run, run_id, study_id)
    origin = request.form.get("origin", 0, type=int)
    segment = access.in_study_or_404(Segment, origin, study_id) if origin else None
    typed = _typed("place", "person")
    try:
        decisions.place_people(access.store(), access.user_id(), run_id, _placing(typed), typed.reason)
    except WorkbenchError as error:
        typed = _wrong(typed, error)
        return segment_page(segment, typed) if segment else run_page(run, typed), status_of(error)
    flash(_("已固定，以后的分析都会遵守。") if "pin" in request.form else _("已移动。"), "done")
    if segment:
        return redirect(url_for("segments.show_segment", study_id=study_id, segment_id=segment.id), 303)
    return redirect(url_for("segments.show_run", study_id=study_id, run_id=run_id), 303)


@blueprint.route("/<int:segment_id>/split", methods=["GET", "POST"])
def split_segment(study_id: int, segment_id: int) -> str | tuple[str, int] | Response:
    """Put some people of a segment into a new one; the machine proposes whom."""
    segment = access.in_study_or_404(Segment, segment_id, study_id)
    if segment.run_id is None:
        abort(404)
    if request.method == "GET":
        split = propose_split(access.store(), segment_id)
        return _split_page(segment, Typed(ticks=split.leaving), split)
    typed = _typed("split", "person")
    try:
        decisions.split_segment(access.store(), access.user_id(), segment_id, typed.ticks, typed.reason)
    except WorkbenchError as error:
        return _split_page(segment, _wrong(typed, error)), status_of(error)
    flash(_("人群已拆开。"), "done")
    return redirect(url_for("segments.show_run", study_id=study_id, run_id=segment.run_id), 303)


@blueprint.post("/decisions/<int:decision_id>/undo")
def undo_decision(study_id: int, decision_id: int) -> Response:
    """Take a decision back."""
    decision = access.in_study_or_404(SegmentDecision, decision_id, study_id)
    back = url_for("segments.show_run", study_id=study_id, run_id=decision.run_id, _anchor="decisions")
    try:
        decisions.undo_decision(access.store(), access.user_id(), decision_id)
    except WorkbenchError as error:
        return back_with(error, back)
    flash(_("判断已撤销。"), "done")
    return redirect(back, 303)


def _typed(form: str, field: str) -> Typed:
    ticks = frozenset(int(one) for one in request.form.getlist(field) if one.isdecimal() and len(one) < 12)
    return Typed(form, ticks, request.form.get("to", ""), request.form.get("reason", ""))


def _wrong(typed: Typed, error: WorkbenchError) -> Typed:
    problem = tell_error(error)
    return Typed(typed.form, typed.ticks, typed.to, typed.reason, problem)


def _placing(typed: Typed) -> decisions.Placing:
    """Where to; a target that is no segment's id is none of the run's."""
    to = int(typed.to) if typed.to.isdecimal() and len(typed.to) < 12 else 0
    target = None if typed.to == NOBODY else to
    return decisions.Placing(people=sorted(typed.ticks), to=target, pinned="pin" in request.form)


def _split_page(segment: Segment, typed: Typed, split: Split | None = None) -> str:
    people = sorted(reads.members(access.reading(), segment.id), key=lambda one: one.id not in typed.ticks)
    return render(SplitSegmentPage(segment=segment, members=people, split=split or Split(), typed=typed))
