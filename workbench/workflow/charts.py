"""What each chart of a run is drawn from, and its files; one that has nothing to show is a sentence that says why."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean
from typing import Any

from sqlmodel import Session, col, select

from workbench import charts, export
from workbench.analysis.tree import average_linkage
from workbench.errors import N_, Message
from workbench.records.charts import (
    NARROW,
    WIDE,
    Canvas,
    Chart,
    ChartData,
    Crossing,
    Crossings,
    Flow,
    Group,
    Join,
    Leaf,
    Move,
    NumbersTried,
    PeopleDots,
    PeopleMap,
    PlacedPerson,
    StabilityBar,
    StabilityBars,
    Tree,
    Tried,
)
from workbench.records.sheets import Sheet
from workbench.storage.queries.segments import members_of_run, names_of
from workbench.storage.tables import Run, Segment, Utterance
from workbench.workflow.chart_words import cloud_of_run, network_of_run
from workbench.workflow.compare_runs import compare_runs
from workbench.workflow.matrix import matrix

MOST_PLACED = 1500
LONGEST_WORDS = 60
MOST_LEAVES = 60
Point = Mapping[str, Any]


@dataclass(frozen=True)
class RunView:
    """A run that has ended, as researchers left it; what several charts need is read once."""

    session: Session
    run: Run

    @cached_property
    def names(self) -> dict[int, str]:
        """Everybody's pseudonym."""
        return names_of(self.session, self.run.study_id)

    @cached_property
    def points(self) -> list[Point]:
        """Where the run's people stand; who was deleted since is left out."""
        return [point for point in (self.run.result or {}).get("map", []) if point["participant_id"] in self.names]

    @cached_property
    def segments(self) -> list[Segment]:
        """The run's segments."""
        query = select(Segment).where(Segment.run_id == self.run.id).order_by(col(Segment.number))
        return list(self.session.exec(query))

    @cached_property
    def numbers(self) -> dict[int, int]:
        """The number of each person's segment; who is in none is not there."""
        numbers = {segment.id: segment.number for segment in self.segments}
        members = members_of_run(self.session, self.run.id)
        return {person: numbers[segment_id] for segment_id, people in members.items() for person in people}

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The segments with their sizes, and last those in none."""
        sizes = Counter(self.numbers.values())
        found = [Group(one.number, one.name, sizes[one.number]) for one in self.segments if sizes[one.number]]
        alone = len(self.points) - sum(group.size for group in found)
        return (*found, Group(0, "", alone)) if alone > 0 else tuple(found)


ForRun = Callable[[RunView], ChartData | Message]


def chart_file(chart: Chart, kind: str, *, titled: bool) -> bytes:
    """The chart as `svg`, `png` or Vega (`json`), its table as `xlsx`; `titled` for a picture that leaves its page."""
    if kind == "xlsx":
        return export.table_to_xlsx([Sheet(chart.title, chart.columns, chart.rows)])
    if kind == "json":
        return charts.to_vega(chart).encode()
    return charts.to_png(chart, titled=titled) if kind == "png" else charts.to_svg(chart, titled=titled).encode()


def draw(data: ChartData | Message, canvas: Canvas) -> Chart | str:
    """The chart, or the sentence that stands for it."""
    return canvas.say(data) if isinstance(data, Message) else charts.draw(data, canvas)


def picture_sizes(data: ChartData) -> tuple[tuple[int, int], tuple[int, int]]:
    """Width and height in pixels of the picture, for a desk and for a phone."""
    return charts.picture_size(data, Canvas(WIDE)), charts.picture_size(data, Canvas(NARROW))


def _map(view: RunView) -> ChartData | Message:
    if not view.points:
        return Message(N_("还没有可以画的人。"))
    chosen = _sample(view.points, view.numbers)
    words = _something_said(view.session, view.run.study_id, [point["participant_id"] for point in chosen])
    people = tuple(
        PlacedPerson(
            id=(person := point["participant_id"]),
            name=view.names[person],
            segment=view.numbers.get(person, 0),
            x=point["x"],
            y=point["y"],
            words=words.get(person, ""),
        )
        for point in chosen
    )
    return PeopleMap(people, view.groups, len(view.points))


def _dots(view: RunView) -> ChartData | Message:
    if not any(group.number for group in view.groups):
        return Message(N_("这次分析没有分出人群，没有可以数的。"))
    return PeopleDots(view.groups)


def _stability(view: RunView) -> ChartData | Message:
    sizes = {group.number: group for group in view.groups}
    bars = tuple(
        StabilityBar(sizes[segment.number], segment.facts["stability"], segment.facts["stability_word"])
        for segment in view.segments
        if segment.number in sizes and segment.facts.get("stability") is not None
    )
    return StabilityBars(bars) if bars else Message(N_("这次分析没有分出人群，谈不上稳不稳。"))


def _crossings(view: RunView) -> ChartData | Message:
    cells = matrix(view.run.result)
    if not any(cell.people for cell in cells):
        return Message(N_("动机和痛点还不能对着看：要有人两样都说过，而且两样都能分出几类。"))
    crossed = (Crossing(cell.motivation_name, cell.pain_name, cell.people, cell.crowded) for cell in cells)
    return Crossings(tuple(crossed), sum(cell.people for cell in cells))


def _numbers_tried(view: RunView) -> ChartData | Message:
    result = view.run.result or {}
    tried = tuple(Tried(**{name: one[name] for name in Tried.__match_args__}) for one in result.get("tried", []))
    if not tried:
        return Message(N_("这次分析没有试过别的群数。"))
    return NumbersTried(tried, result["k"], Message(result["reason"]["sentence"], result["reason"].get("values", {})))


def _flow(view: RunView) -> ChartData | Message:
    earlier = select(Run).where(Run.study_id == view.run.study_id, Run.state == "done", col(Run.id) < view.run.id)
    before = view.session.exec(earlier.order_by(col(Run.id).desc())).first()
    return flow_between(view, before) if before else Message(N_("还没有更早的分析可以比。"))


def flow_between(view: RunView, before: Run) -> ChartData | Message:
    """Who moved to the segments of a run from those of the one before."""
    flows = compare_runs(view.session, before, view.run).flows
    if not any(flow.source for flow in flows) or not any(flow.target for flow in flows):
        return Message(N_("有一次分析没有分出人群，没有可以比的。"))
    moves = tuple(Move(flow.source or 0, flow.target or 0, flow.people, flow.stayed) for flow in flows)
    sides = (
        {flow.source or 0: flow.source_name for flow in flows},
        {flow.target or 0: flow.target_name for flow in flows},
    )
    counted = (
        {number: sum(move.people for move in moves if move.before == number) for number in sides[0]},
        {number: sum(move.people for move in moves if move.after == number) for number in sides[1]},
    )
    first, second = (
        tuple(Group(number, side[number], sizes[number]) for number in sorted(side, key=lambda one: (not one, one)))
        for side, sizes in zip(sides, counted, strict=True)
    )
    return Flow(first, second, moves)


def _tree(view: RunView) -> ChartData | Message:
    if len(view.points) > MOST_LEAVES:
        return _tree_of_groups(view)
    if len(view.points) < 3:
        return Message(N_("人太少，画不成树。"))
    people = [one["participant_id"] for one in view.points]
    leaves = [Leaf(view.names[person], view.numbers.get(person, 0)) for person in people]
    made_of = N_("由受访者在“受访者的远近”图上的位置算出（平均连接），只供参考：越靠左并到一起，说得越像。")
    return _joined(leaves, [(one["x"], one["y"]) for one in view.points], Message(made_of))


def _tree_of_groups(view: RunView) -> ChartData | Message:
    found = [group for group in view.groups if group.number]
    if len(found) < 3:
        return Message(N_("人群太少，画不成树。"))
    centres = []
    for group in found:
        own = [(one["x"], one["y"]) for one in view.points if view.numbers.get(one["participant_id"]) == group.number]
        centres.append((fmean(x for x, _ in own), fmean(y for _, y in own)))
    made_of = N_("由各人群在“受访者的远近”图上的中心算出（平均连接），只供参考：越靠左并到一起，说得越像。")
    return _joined([Leaf(group.name, group.number) for group in found], centres, Message(made_of))


def _joined(leaves: list[Leaf], places: list[tuple[float, float]], made_of: Message) -> Tree:
    joins = tuple(Join(*join) for join in average_linkage(places))
    return Tree(tuple(leaves), joins, made_of)


def _sample(points: list[Point], numbers: Mapping[int, int]) -> list[Point]:
    """At most 1500 people, each segment by its share; always the same."""
    if len(points) <= MOST_PLACED:
        return points
    ordered = sorted(points, key=lambda one: (numbers.get(one["participant_id"], 0), one["participant_id"]))
    return [ordered[number * len(points) // MOST_PLACED] for number in range(MOST_PLACED)]


def _something_said(session: Session, study_id: int, people: list[int]) -> dict[int, str]:
    """The beginning of each person's first words about a motivation, or else a pain point, or anything."""
    query = (
        select(Utterance.participant_id, Utterance.text)
        .where(
            Utterance.study_id == study_id, Utterance.role == "participant", col(Utterance.participant_id).in_(people)
        )
        .where(col(Utterance.topic).in_(("motivation", "pain_point")) | col(Utterance.topic).is_(None))
        .order_by(col(Utterance.topic).is_(None), col(Utterance.topic), col(Utterance.id))
    )
    found: dict[int, str] = {}
    for person, text in session.exec(query):
        if person is not None and person not in found:
            line = " ".join(text.split())
            found[person] = line if len(line) <= LONGEST_WORDS else f"{line[:LONGEST_WORDS]}…"
    return found


# In the order of the page; those of specialists stand behind 高级.
RUN_CHARTS: Mapping[str, ForRun] = {
    "map": _map,
    "dots": _dots,
    "crossings": _crossings,
    "stability": _stability,
    "cloud": lambda view: cloud_of_run(view.session, view.run),
    "flow": _flow,
    "network": lambda view: network_of_run(view.session, view.run),
    "numbers": _numbers_tried,
    "tree": _tree,
}
SPECIALIST = ("network", "numbers", "tree")
