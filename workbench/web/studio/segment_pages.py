"""What came out of a run: the run's page with its views, a segment's page with its people."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import request

from workbench.storage.queries import decisions as decided
from workbench.storage.queries import segments as reads
from workbench.storage.tables import Participant, Run, Segment, SegmentDecision
from workbench.web import access
from workbench.web.pages import Page, render
from workbench.web.studio.charts import Figure, figures_of_run, figures_of_segment
from workbench.web.studio.segments import blueprint
from workbench.workflow import matrix
from workbench.workflow.compare_runs import certainty_word
from workbench.workflow.constraints import constraints
from workbench.workflow.decisions import undoable
from workbench.workflow.dictionaries import is_outdated, lexicon_of_run, lexicon_of_segment
from workbench.workflow.exclusions import left_out_since
from workbench.workflow.run_plans import MOST_SEGMENTS
from workbench.workflow.segment_edges import Edges, edges_of
from workbench.workflow.standing_personas import Standing, standing_personas

VIEWS = ("together", "motivation", "pain_point", "matrix")
MOST_LISTED = 300
SHOWN = ("map", "dots", "stability", "numbers", "tree")


@dataclass(frozen=True)
class Typed:
    """What somebody typed into one of a page's forms, and what was wrong with it."""

    form: str = ""
    ticks: frozenset[int] = frozenset()
    to: str = ""
    reason: str = ""
    problem: str = ""


@dataclass(frozen=True)
class ShownDecision:
    """A decision in words: `people` are pseudonyms, `segments` the names of those it changed."""

    decision: SegmentDecision
    who: str
    people: list[str]
    segments: list[str]
    undoable: bool


@dataclass(frozen=True)
class Followed:
    """The decisions that a run had to keep, by reason, and those that a newer one contradicted."""

    kept: list[SegmentDecision]
    overruled: list[SegmentDecision]


@dataclass(frozen=True)
class Member:
    """Somebody of a segment, and how surely in plain words; nothing for a group by hand."""

    person: Participant
    word: str
    by_hand: bool


@dataclass
class ShowRunPage(Page):
    """One run: its verdict, its segments, its plan; `changed` people are elsewhere than the machine put them."""

    template = "segments/show_run.html"
    run: Run
    found: list[reads.ListedSegment]
    figures: dict[str, Figure]
    unassigned: list[tuple[int, str]]
    changed: int
    view: str
    views: dict[str, matrix.View]
    cells: list[matrix.Cell]
    names: dict[int, str]
    decisions: list[ShownDecision]
    followed: Followed
    others: bool
    typed: Typed
    most_segments: int
    standing: dict[int, Standing]
    old_words: bool
    left_out: int


@dataclass
class ShowSegmentPage(Page):
    """One segment: who, what they say, how stable it is; of its people those that the search finds."""

    template = "segments/show_segment.html"
    segment: Segment
    run: Run | None
    facts: dict[str, Any]
    size: int
    members: list[Member]
    search: str
    found: list[reads.ListedSegment]
    figures: list[Figure]
    typed: Typed
    edges: Edges
    persona_id: int | None
    standing: Standing | None
    old_words: bool
    left_out: int


@blueprint.get("/runs/<int:run_id>")
def show_run(study_id: int, run_id: int) -> str:
    """One run."""
    return run_page(access.in_study_or_404(Run, run_id, study_id))


@blueprint.get("/<int:segment_id>")
def show_segment(study_id: int, segment_id: int) -> str:
    """One segment."""
    return segment_page(access.in_study_or_404(Segment, segment_id, study_id))


def run_page(run: Run, typed: Typed | None = None) -> str:
    """The page of a run, with what was typed into it."""
    session, view = access.reading(), request.args.get("view", "")
    names = reads.names_of(session, run.study_id)
    found = reads.segments_of(session, run.study_id, run.id)
    points = _points(run)
    alone = [point["participant_id"] for point in points if point["segment"] is None]
    unassigned = sorted((names[person], person) for person in alone if person in names)
    return render(
        ShowRunPage(
            run=run,
            found=found,
            figures={one.name: one for one in figures_of_run(run, *SHOWN)},
            unassigned=[(person, name) for name, person in unassigned] if found else [],
            changed=sum(point["segment"] != point["by_machine"] for point in points),
            view=view if view in VIEWS else VIEWS[0],
            views=matrix.views_of(run.result),
            cells=matrix.matrix(run.result),
            names=names,
            decisions=_history(run, names),
            followed=_followed(run),
            others=any(one.state == "done" and one.id != run.id for one in reads.list_runs(session, run.study_id)),
            typed=typed or Typed(),
            most_segments=MOST_SEGMENTS,
            standing=standing_personas(session, run),
            old_words=is_outdated(session, run.study_id, lexicon_of_run(run)),
            left_out=left_out_since(session, run),
        )
    )


def segment_page(segment: Segment, typed: Typed | None = None) -> str:
    """The page of a segment, with what was typed into it."""
    session, search = access.reading(), request.args.get("q", "").strip()[:200]
    run = session.get(Run, segment.run_id) if segment.run_id else None
    people = reads.members(session, segment.id)
    found = reads.segments_of(session, segment.study_id, segment.run_id)
    matching = [person for person in people if search in person.pseudonym][:MOST_LISTED]
    return render(
        ShowSegmentPage(
            segment=segment,
            run=run,
            facts=segment.facts,
            size=len(people),
            members=list(_members(segment, run, matching)),
            search=search,
            found=found if run else [],
            figures=figures_of_segment(segment),
            typed=typed or Typed(),
            edges=edges_of(session, segment, {one.segment.number for one in found}),
            persona_id=next((one.persona_id for one in found if one.segment.id == segment.id), None),
            standing=standing_personas(session, run).get(segment.id) if run else None,
            old_words=is_outdated(session, segment.study_id, lexicon_of_segment(session, segment)),
            left_out=sum(person.excluded_at is not None for person in people),
        )
    )


def _points(run: Run) -> list[dict[str, Any]]:
    """The map with everybody in the segment that is shown now; `by_machine` is the one that was found."""
    session = access.reading()
    found = reads.segments_of(session, run.study_id, run.id)
    members = reads.members_of_run(session, run.id)
    shown = {person: one.segment.number for one in found for person in members[one.segment.id]}
    points = (run.result or {}).get("map", [])
    return [{**one, "by_machine": one["segment"], "segment": shown.get(one["participant_id"])} for one in points]


def _members(segment: Segment, run: Run | None, people: Iterable[Participant]) -> Iterable[Member]:
    points = {point["participant_id"]: point for point in ((run.result or {}) if run else {}).get("map", [])}
    for person in people:
        point = points.get(person.id, {})
        by_hand = bool(point) and point["segment"] != segment.number
        word = certainty_word(point["certainty"]) if "certainty" in point and not by_hand else ""
        yield Member(person, word, by_hand)


def _history(run: Run, names: dict[int, str]) -> list[ShownDecision]:
    session = access.reading()
    free = undoable(decided.decisions_in_force(session, run.study_id))
    return [
        ShownDecision(
            decision=one.decision,
            who=one.who,
            people=[names[person] for person in one.decision.groups[0] if person in names],
            segments=[segment["name"] for segment in one.decision.before.get("segments", [])],
            undoable=one.decision.id in free,
        )
        for one in decided.list_decisions(session, run.id)
    ]


def _followed(run: Run) -> Followed:
    """What was decided when the run was asked for."""
    decisions = decided.decisions_in_force(access.reading(), run.study_id, at=run.created_at)
    bound = constraints(decisions)
    return Followed(
        kept=[one for one in decisions if one.id in bound.followed],
        overruled=[one for one in decisions if one.id in bound.overruled],
    )
