"""Charts: each on its page as a picture with its table, and as files; the page of all charts of a run."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from flask import Blueprint, Response, abort, g, request, url_for

from workbench.errors import Message
from workbench.records.charts import NARROW, WIDE, Canvas, Chart, ChartData
from workbench.storage.tables import Run, Segment
from workbench.web import access
from workbench.web.downloads import download
from workbench.web.pages import Page, render, tell
from workbench.workflow.chart_words import charts_of_segment, cloud_of_study
from workbench.workflow.charts import RUN_CHARTS, SPECIALIST, RunView, chart_file, draw, flow_between, picture_sizes
from workbench.workflow.dictionaries import is_outdated, lexicon_of_run

blueprint = Blueprint("charts", __name__, url_prefix="/studies/<int:study_id>")
MOST_ROWS = 100
KIND = "<any(svg, png, json, xlsx):kind>"


@dataclass(frozen=True)
class Figure:
    """A chart on a page, with the address of its files, or the sentence that stands for it.

    `wide` and `narrow` are the width and height of its picture on a desk and on a phone.
    """

    name: str
    chart: Chart | None
    sentence: str
    address: Callable[..., str]
    wide: tuple[int, int] = (0, 0)
    narrow: tuple[int, int] = (0, 0)
    most_rows: int = MOST_ROWS


@dataclass
class ListChartsPage(Page):
    """Every chart of a run; those for specialists stand behind 高级."""

    template = "charts/list_charts.html"
    run: Run
    figures: list[Figure]
    specialist: list[Figure]
    old_words: bool


@blueprint.get("/segments/runs/<int:run_id>/charts")
def list_charts(study_id: int, run_id: int) -> str:
    """All charts of a run."""
    run = access.in_study_or_404(Run, run_id, study_id)
    if run.state != "done":
        abort(404)
    shown = [name for name in RUN_CHARTS if name not in SPECIALIST]
    old_words = is_outdated(access.reading(), study_id, lexicon_of_run(run))
    return render(ListChartsPage(run, figures_of_run(run, *shown), figures_of_run(run, *SPECIALIST), old_words))


@blueprint.get(f"/segments/runs/<int:run_id>/charts/<name>.{KIND}")
def show_run_chart(study_id: int, run_id: int, name: str, kind: str) -> Response:
    """A chart of a run as a file."""
    run = access.in_study_or_404(Run, run_id, study_id)
    find = RUN_CHARTS.get(name) or abort(404)
    if name == "flow" and (earlier := request.args.get("before", type=int)):
        find = partial(flow_between, before=access.in_study_or_404(Run, earlier, study_id))
    return chart_response(find(RunView(access.reading(), run)), f"{name}-{run_id}.{kind}")


@blueprint.get(f"/segments/<int:segment_id>/charts/<name>.{KIND}")
def show_segment_chart(study_id: int, segment_id: int, name: str, kind: str) -> Response:
    """A chart of a segment as a file."""
    segment = access.in_study_or_404(Segment, segment_id, study_id)
    data = charts_of_segment(access.reading(), segment).get(name) or abort(404)
    return chart_response(data, f"{name}-segment-{segment_id}.{kind}")


@blueprint.get(f"/texts/charts/cloud.{KIND}")
def show_word_cloud(study_id: int, kind: str) -> Response:
    """The words of the study, about a topic or about anything, as a file."""
    access.study_or_404(study_id)
    return chart_response(
        cloud_of_study(access.reading(), study_id, request.args.get("topic", "")), f"cloud-{study_id}.{kind}"
    )


def figures_of_run(run: Run, *names: str) -> list[Figure]:
    """Charts of a run for its page, by name."""
    address = partial(url_for, "charts.show_run_chart", study_id=run.study_id, run_id=run.id)
    view = RunView(access.reading(), run)
    return [figure_of(name, RUN_CHARTS[name](view), partial(address, name=name)) for name in names]


def figure_of_flow(before: Run, after: Run) -> Figure:
    """Who moved from one run to another, for the page that compares them."""
    address = partial(url_for, "charts.show_run_chart", study_id=after.study_id, run_id=after.id, before=before.id)
    return figure_of("flow", flow_between(RunView(access.reading(), after), before), partial(address, name="flow"))


def figures_of_segment(segment: Segment) -> list[Figure]:
    """The charts of a segment for its page."""
    address = partial(url_for, "charts.show_segment_chart", study_id=segment.study_id, segment_id=segment.id)
    found = charts_of_segment(access.reading(), segment)
    return [figure_of(name, data, partial(address, name=name)) for name, data in found.items()]


def figure_of_words(study_id: int, topic: str) -> Figure:
    """The word cloud of a study for its page."""
    address = partial(url_for, "charts.show_word_cloud", study_id=study_id, topic=topic or None)
    return figure_of("cloud", cloud_of_study(access.reading(), study_id, topic), address)


def figure_of(name: str, data: ChartData | Message, address: Callable[..., str]) -> Figure:
    """A chart for a page, `address` giving its files by kind; the sentence that stands for it where it is none."""
    drawn = draw(data, _canvas(g.study.id, WIDE))
    if isinstance(data, Message) or isinstance(drawn, str):
        return Figure(name, None, str(drawn), address)
    return Figure(name, drawn, "", address, *picture_sizes(data))


def chart_response(data: ChartData | Message, name: str) -> Response:
    """The chart in the width asked for; a picture that is kept has its title and caption in it."""
    kept = "keep" in request.args
    chart = draw(data, _canvas(g.study.id, NARROW if "narrow" in request.args else WIDE))
    if isinstance(chart, str):
        abort(404)
    kind = name.rpartition(".")[2]
    response = download(chart_file(chart, kind, titled=kept), name, shown=not kept)
    if kind == "svg":  # opened by itself it must not be able to do anything
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _canvas(study_id: int, width: int) -> Canvas:
    def person(participant_id: int) -> str:
        return url_for("participants.show_participant", study_id=study_id, participant_id=participant_id)

    return Canvas(width=width, say=tell, person=person)
