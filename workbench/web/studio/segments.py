"""Segments: start a run and watch it, group by hand."""

from dataclasses import dataclass

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from workbench.errors import WorkbenchError
from workbench.storage.queries import segments as reads
from workbench.storage.queries.exclusions import count_excluded
from workbench.storage.tables import Participant, Run, Segment
from workbench.web import access
from workbench.web.downloads import download
from workbench.web.failures import back_with, status_of
from workbench.web.pages import Page, render, tell_error
from workbench.workflow import runs, segments
from workbench.workflow.dictionaries import is_outdated, lexicon_of_run, lexicon_of_segment
from workbench.workflow.run_plans import MOST_SEGMENTS, RunChoices, plan_of
from workbench.workflow.run_reports import run_report, run_tables
from workbench.workflow.standing_personas import Standing, standing_personas

blueprint = Blueprint("segments", __name__, url_prefix="/studies/<int:study_id>/segments")


@dataclass
class ListRunsPage(Page):
    """The newest run's segments, those made by hand, earlier runs and the form for the next one."""

    template = "segments/list_runs.html"
    going: Run | None
    newest: Run | None
    found: list[reads.ListedSegment]
    by_hand: list[reads.ListedSegment]
    runs: list[reads.ListedRun]
    voices: dict[str, int]
    most_segments: int
    standing: dict[int, Standing]
    old_words: bool
    by_old_words: set[int]
    left_out: int


@dataclass
class ProgressFragment(Page):
    """How far a run is; asks again by itself until it ends."""

    template = "segments/_progress.html"
    run: Run


@dataclass
class GroupPage(Page):
    """Participants to put together, or again in a `segment` that is there already."""

    template = "segments/group_by_hand.html"
    group: segments.Group
    segment: Segment | None
    candidates: list[Participant]
    more: bool
    search: str
    problem: str


@blueprint.get("")
def list_runs(study_id: int) -> str:
    """The segments of the study."""
    access.study_or_404(study_id)
    session = access.reading()
    found = reads.list_runs(session, study_id)
    newest = reads.newest_run(session, study_id)
    by_hand = reads.segments_of(session, study_id, None)
    return render(
        ListRunsPage(
            going=next((session.get(Run, run.id) for run in found if run.state in runs.GOING), None),
            newest=newest,
            found=reads.segments_of(session, study_id, newest.id) if newest else [],
            by_hand=by_hand,
            runs=found,
            voices=reads.voices_by_topic(session, study_id),
            most_segments=MOST_SEGMENTS,
            standing=standing_personas(session, newest) if newest else {},
            old_words=newest is not None and is_outdated(session, study_id, lexicon_of_run(newest)),
            by_old_words=_by_old_words(study_id, by_hand),
            left_out=count_excluded(session, study_id),
        )
    )


@blueprint.post("/runs")
def queue_run(study_id: int) -> AnyResponse:
    """Start a run."""
    access.study_or_404(study_id)
    back = url_for("segments.list_runs", study_id=study_id)
    choices = RunChoices(
        k=request.form.get("k", type=int),
        seed=request.form.get("seed", 0, type=int),
        meaning="meaning" in request.form or "simple" in request.form,
    )
    try:
        plan = plan_of(access.store(), study_id, choices)
        runs.queue_run(access.store(), access.user_id(), study_id, plan)
    except WorkbenchError as error:
        return back_with(error, back)
    return redirect(back, 303)


@blueprint.get("/runs/<int:run_id>/progress")
def watch_run(study_id: int, run_id: int) -> Response | str:
    """The fragment that polls itself; when the run has ended the whole page is loaded anew."""
    run = access.in_study_or_404(Run, run_id, study_id)
    if run.state not in runs.GOING:
        return Response(status=204, headers={"HX-Refresh": "true"})
    return render(ProgressFragment(run=run))


@blueprint.post("/runs/<int:run_id>/cancel")
def cancel_run(study_id: int, run_id: int) -> AnyResponse:
    """Stop a run."""
    access.in_study_or_404(Run, run_id, study_id)
    runs.cancel_run(access.store(), access.user_id(), run_id)
    flash(_("分析已取消。"), "done")
    return redirect(url_for("segments.list_runs", study_id=study_id), 303)


@blueprint.get("/runs/<int:run_id>/report.<any(json, xlsx):kind>")
def export_run(study_id: int, run_id: int, kind: str) -> Response:
    """A run's report as json, or its tables as xlsx."""
    access.in_study_or_404(Run, run_id, study_id)
    report = run_report(access.store(), run_id).encode() if kind == "json" else run_tables(access.store(), run_id)
    return download(report, f"{_('分析结果')}-{run_id}.{kind}")


@blueprint.post("/<int:segment_id>/rename")
def rename_segment(study_id: int, segment_id: int) -> AnyResponse:
    """Name a segment."""
    access.in_study_or_404(Segment, segment_id, study_id)
    back = url_for("segments.show_segment", study_id=study_id, segment_id=segment_id)
    name, note = request.form.get("name", ""), request.form.get("note", "")
    try:
        segments.rename_segment(access.store(), access.user_id(), segment_id, name, note)
    except WorkbenchError as error:
        return back_with(error, back)
    flash(_("人群已改名。"), "done")
    return redirect(back, 303)


@blueprint.post("/<int:segment_id>/delete")
def delete_segment(study_id: int, segment_id: int) -> AnyResponse:
    """Take a segment that was made by hand apart."""
    access.in_study_or_404(Segment, segment_id, study_id)
    try:
        segments.delete_segment(access.store(), access.user_id(), segment_id)
    except WorkbenchError as error:
        return back_with(error, url_for("segments.show_segment", study_id=study_id, segment_id=segment_id))
    flash(_("人群已解散，受访者都还在。"), "done")
    return redirect(url_for("segments.list_runs", study_id=study_id), 303)


@blueprint.route("/group", methods=["GET", "POST"])
def group_by_hand(study_id: int) -> str | tuple[str, int] | AnyResponse:
    """Put participants together without a run; a search brings everything back."""
    access.study_or_404(study_id)
    if request.method == "GET" or "find" in request.form:
        return render(_group_page(study_id, _group()))
    try:
        segment_id = segments.group_by_hand(access.store(), access.user_id(), study_id, _group())
    except WorkbenchError as error:
        return _group_again(study_id, None, error)
    flash(_("人群已建立。"), "done")
    return redirect(url_for("segments.show_segment", study_id=study_id, segment_id=segment_id), 303)


@blueprint.route("/<int:segment_id>/group", methods=["GET", "POST"])
def regroup_by_hand(study_id: int, segment_id: int) -> str | tuple[str, int] | AnyResponse:
    """Change who is in a group that was made by hand."""
    segment = access.in_study_or_404(Segment, segment_id, study_id)
    if request.method == "GET":
        people = [person.id for person in reads.members(access.reading(), segment_id)]
        group = segments.Group(name=segment.name, note=segment.note, members=people)
        return render(_group_page(study_id, group, segment))
    if "find" in request.form:
        return render(_group_page(study_id, _group(), segment))
    try:
        segments.regroup_by_hand(access.store(), access.user_id(), segment_id, _group())
    except WorkbenchError as error:
        return _group_again(study_id, segment, error)
    flash(_("人群已保存。"), "done")
    return redirect(url_for("segments.show_segment", study_id=study_id, segment_id=segment_id), 303)


def _by_old_words(study_id: int, listed: list[reads.ListedSegment]) -> set[int]:
    """The segments whose words were counted with another dictionary than the study has now."""
    session = access.reading()
    segments = [one.segment for one in listed]
    return {one.id for one in segments if is_outdated(session, study_id, lexicon_of_segment(session, one))}


def _group() -> segments.Group:
    """What was typed and ticked."""
    ticked = {int(one) for one in request.form.getlist("participant") if one.isdecimal() and len(one) < 12}
    name, note = request.form.get("name", ""), request.form.get("note", "")
    return segments.Group(name=name, note=note, members=sorted(ticked))


def _group_page(study_id: int, group: segments.Group, segment: Segment | None = None, problem: str = "") -> GroupPage:
    search = request.values.get("q", "").strip()[:200]
    candidates = reads.candidates(access.reading(), study_id, search, group.members)
    more = len(candidates) >= reads.MOST_CANDIDATES
    return GroupPage(group, segment, candidates, more, search, problem)


def _group_again(study_id: int, segment: Segment | None, error: WorkbenchError) -> tuple[str, int]:
    problem = tell_error(error)
    return render(_group_page(study_id, _group(), segment, problem)), status_of(error)
