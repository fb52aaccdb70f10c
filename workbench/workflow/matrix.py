"""People by motivation alone, by pain point alone, and both crossed: where many meet there may be a persona."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench import analysis
from workbench.analysis.number import choose_number, stability_word
from workbench.analysis.preparing import Prepared
from workbench.errors import N_, BadInput
from workbench.records import Topic
from workbench.records.analysis import CLOSED, Plan, Progress, Segment, Verdict
from workbench.storage import Store
from workbench.storage.tables import Run
from workbench.workflow.progress import part
from workbench.workflow.segment_facts import automatic_name
from workbench.workflow.segment_people import segment_prepared
from workbench.workflow.segments import LONGEST_NAME, Group, group_by_hand

SUBJECTS = (Topic.MOTIVATION, Topic.PAIN_POINT)
FEWEST = 3
CLEARLY = 2.0
_RESAMPLES = 30
_WORDS = 6


@dataclass(frozen=True)
class ViewGroup:
    """People alike in one subject: its key words (`text`, `said`, `of`) and participant ids."""

    number: int
    name: str
    stability_word: str
    terms: list[dict[str, Any]]
    members: list[int]


@dataclass(frozen=True)
class View:
    """Everybody who spoke of a subject, divided by it alone; `weak` when the data hold no stable groups of it."""

    topic: str
    stability: float
    stability_word: str
    weak: bool
    groups: list[ViewGroup]

    @property
    def spoken(self) -> int:
        """How many spoke of it."""
        return sum(len(group.members) for group in self.groups)


@dataclass(frozen=True)
class Cell:
    """Who has a motivation and a pain point; `expected` if the two had nothing to do with each other.

    `residual` is the adjusted standardized residual (Haberman 1973): beyond 2 is clearly more than chance. `crowded`
    cells, of at least 3 people and clearly more than expected, are persona candidates.
    """

    motivation: int
    motivation_name: str
    pain: int
    pain_name: str
    people: int
    expected: float
    residual: float
    crowded: bool
    members: tuple[int, ...]


def compute_views(prepared: Prepared, plan: Plan, progress: Progress | None = None) -> dict[str, Any]:
    """The views of a run, as they are stored with it; a subject that divides nobody has none."""
    tell, share = progress or (lambda _share, _message: None), 1 / len(SUBJECTS)
    found = {
        subject.value: _compute(prepared, plan, subject, part(tell, place * share, (place + 1) * share))
        for place, subject in enumerate(SUBJECTS)
    }
    return {subject: view for subject, view in found.items() if view}


def views_of(result: Mapping[str, Any] | None) -> dict[str, View]:
    """The stored views of a run by topic; those of an older run may be missing."""
    stored = (result or {}).get("views", {})
    return {
        subject.value: View(
            **{**stored[subject.value], "groups": [ViewGroup(**group) for group in stored[subject.value]["groups"]]}
        )
        for subject in SUBJECTS
        if subject.value in stored
    }


def matrix(result: Mapping[str, Any] | None) -> list[Cell]:
    """Every cell, row by row; none when one of the views is missing."""
    views = views_of(result)
    if len(views) < len(SUBJECTS):
        return []
    rows, columns = (views[subject.value].groups for subject in SUBJECTS)
    inside = [(row, column, set(row.members) & set(column.members)) for row in rows for column in columns]
    across = {row.number: sum(len(people) for one, _, people in inside if one is row) for row in rows}
    along = {column.number: sum(len(people) for _, one, people in inside if one is column) for column in columns}
    n = sum(across.values())
    return [_cell(row, column, people, (across[row.number], along[column.number], n)) for row, column, people in inside]


def group_cell(store: Store, user_id: int, run_id: int, place: tuple[int, int]) -> int:
    """Make a group by hand of the people of a cell (motivation, pain point) and return its id.

    Raises BadInput when nobody is there.
    """
    with store.reading() as session:
        run = session.get_one(Run, run_id)
    cell = next((one for one in matrix(run.result) if (one.motivation, one.pain) == place), None)
    if cell is None or not cell.people:
        raise BadInput(N_("这一格没有人。"), N_("请选一格有人的。"))
    half = (LONGEST_NAME - 3) // 2
    name = f"{cell.motivation_name[:half]} × {cell.pain_name[:half]}"
    return group_by_hand(store, user_id, run.study_id, Group(name=name, members=list(cell.members)))


def expected_count(row: int, column: int, n: int) -> float:
    """People in a cell if row and column had nothing to do with each other.

    >>> expected_count(10, 6, 20)
    3.0
    """
    return row * column / n if n else 0.0


def residual(people: int, row: int, column: int, n: int) -> float:
    """Adjusted standardized residual (Haberman 1973), (O − E) / √(E (1 − row / n) (1 − column / n)).

    >>> round(residual(6, 10, 6, 20), 2)
    2.93
    """
    expected = expected_count(row, column, n)
    spread = expected * (1 - row / n) * (1 - column / n) if n else 0.0
    return (people - expected) / spread**0.5 if spread > 0 else 0.0


def _cell(row: ViewGroup, column: ViewGroup, people: set[int], totals: tuple[int, int, int]) -> Cell:
    beyond = residual(len(people), *totals)
    return Cell(
        motivation=row.number,
        motivation_name=row.name,
        pain=column.number,
        pain_name=column.name,
        people=len(people),
        expected=expected_count(*totals),
        residual=beyond,
        crowded=len(people) >= FEWEST and beyond >= CLEARLY,
        members=tuple(sorted(people)),
    )


def _compute(prepared: Prepared, plan: Plan, subject: Topic, tell: Progress) -> dict[str, Any] | None:
    """Who spoke of the subject, in the number of groups that holds best, even if that is weakly."""
    weights = {topic: float(topic is subject) for topic in (*Topic, CLOSED)}
    chosen = {"weights": weights, "k": None, "together": (), "apart": (), "quotes": 0}
    plan = plan.model_copy(update={**chosen, "resamples": min(plan.resamples, _RESAMPLES)})
    alone = analysis.prepare(prepared.evidence, plan, part(tell, 0.0, 0.4), spaces=prepared.spaces)
    found = analysis.divide(alone, plan, part(tell, 0.4, 1.0))
    if not found.tried:
        return None
    weak = found.verdict is Verdict.NONE
    k = choose_number(found.tried).k if weak else found.k
    found = segment_prepared(alone, plan.model_copy(update={"k": k}))
    spoke = {prepared.evidence.people[one] for one in prepared.evidence.owners()[prepared.evidence.of_topic(subject)]}
    groups = [_group(one, subject, spoke) for one in found.segments]
    return {
        "topic": subject.value,
        "stability": found.tried[0].stability,
        "stability_word": stability_word(found.tried[0].stability),
        "weak": weak,
        "groups": [group for group in groups if group["members"]],
    }


def _group(segment: Segment, subject: Topic, spoke: set[str]) -> dict[str, Any]:
    terms = [term for term in segment.terms if term.topic is subject][:_WORDS]
    return {
        "number": segment.number,
        "name": automatic_name(segment.number, (term.text for term in terms)),
        "stability_word": segment.stability_word,
        "terms": [term.model_dump(mode="json", include={"text", "said", "of"}) for term in terms],
        "members": [int(person) for person in segment.members if person in spoke],
    }
