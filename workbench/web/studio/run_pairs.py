"""One run after another: again with another number of segments, compared, and a cell of the matrix as a group."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workbench.errors import WorkbenchError
from workbench.storage.queries import segments as reads
from workbench.storage.tables import Run
from workbench.web import access
from workbench.web.failures import back_with
from workbench.web.pages import Page, render, tell
from workbench.web.studio.charts import Figure, figure_of_flow
from workbench.web.studio.segments import blueprint
from workbench.workflow import matrix, runs
from workbench.workflow.compare_runs import Comparison, Mover
from workbench.workflow.compare_runs import compare_runs as compare
from workbench.workflow.run_plans import plan_again

MOST_NAMED = 30


@dataclass
class Move:
    """People who went the same way for the same reason."""

    source_name: str
    target_name: str
    reason: str
    people: list[Mover]


@dataclass
class CompareRunsPage(Page):
    """Two runs side by side; without two to choose from there is no comparison."""

    template = "segments/compare_runs.html"
    runs: list[reads.ListedRun]
    before: Run | None
    after: Run | None
    comparison: Comparison | None
    flow: Figure | None
    moves: list[Move]
    most_named: int


@blueprint.post("/runs/<int:run_id>/again")
def run_again(study_id: int, run_id: int) -> Response:
    """Start a run with the same plan but another number of segments."""
    access.in_study_or_404(Run, run_id, study_id)
    try:
        plan = plan_again(access.store(), run_id, request.form.get("k", type=int))
        new = runs.queue_run(access.store(), access.user_id(), study_id, plan)
    except WorkbenchError as error:
        return back_with(error, url_for("segments.show_run", study_id=study_id, run_id=run_id))
    return redirect(url_for("segments.show_run", study_id=study_id, run_id=new), 303)


@blueprint.post("/runs/<int:run_id>/cell")
def group_cell(study_id: int, run_id: int) -> Response:
    """Make a group by hand of the people of a cell of the matrix."""
    access.in_study_or_404(Run, run_id, study_id)
    place = (request.form.get("motivation", 0, type=int), request.form.get("pain", 0, type=int))
    try:
        segment_id = matrix.group_cell(access.store(), access.user_id(), run_id, place)
    except WorkbenchError as error:
        return back_with(error, url_for("segments.show_run", study_id=study_id, run_id=run_id, view="matrix"))
    flash(_("人群已建立。"), "done")
    return redirect(url_for("segments.show_segment", study_id=study_id, segment_id=segment_id), 303)


@blueprint.get("/runs/compare")
def compare_runs(study_id: int) -> str:
    """Two runs side by side: the two newest unless others are chosen."""
    access.study_or_404(study_id)
    session = access.reading()
    ended = [run for run in reads.list_runs(session, study_id) if run.state == "done"]
    known = [run.id for run in ended]
    later = _chosen("after", known, known)
    earlier = _chosen("before", known, [one for one in known if later and one < later])
    before, after = (session.get(Run, one) if one else None for one in (earlier, later))
    comparison = compare(session, before, after) if before and after else None
    flow = figure_of_flow(before, after) if before and after else None
    moves = _moves(comparison.movers) if comparison else []
    return render(CompareRunsPage(ended, before, after, comparison, flow, moves, MOST_NAMED))


def _moves(movers: Sequence[Mover]) -> list[Move]:
    """The movers by way and reason, the way of most people first."""
    found: dict[tuple[str, str, str], list[Mover]] = {}
    for one in movers:
        found.setdefault((one.source_name, one.target_name, tell(one.reason)), []).append(one)
    return sorted((Move(*way, people) for way, people in found.items()), key=lambda move: -len(move.people))


def _chosen(name: str, known: Sequence[int], otherwise: Sequence[int]) -> int | None:
    """The run that the address names, or the first of the others."""
    chosen = request.args.get(name, 0, type=int)
    return chosen if chosen in known else next(iter(otherwise), None)
