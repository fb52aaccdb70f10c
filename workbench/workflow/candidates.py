"""Candidates (候选人) of a form: set from state to state by hand, moved up from the waiting list into a free place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from workbench.errors import N_, BadInput, Conflict, Message
from workbench.records.screening import QuotaCell
from workbench.storage import Store
from workbench.storage.queries import candidates as reads
from workbench.storage.queries import quotas as places
from workbench.storage.queries.quotas import InLine
from workbench.storage.tables import Form, FormVersion
from workbench.surveys.quotas import Waiting, in_order, moving_up
from workbench.surveys.screening import OPTION
from workbench.workflow.answers import STATES
from workbench.workflow.audit import record_move
from workbench.workflow.completion import QUOTA, full_cells_of
from workbench.workflow.quotas import current_form, follow_states, full_cells
from workbench.workflow.studies import touch

TURNED_AWAY = ("waiting", "screened_out", "dropped")  # states in which the verdict's reason is of use


@dataclass(frozen=True)
class CellFill:
    """A quota cell and how far it is: people in each state, and the places `taken` by what the cell counts."""

    cell: QuotaCell
    states: Mapping[str, int]
    taken: int

    @property
    def full(self) -> bool:
        """Whether no place is left."""
        return self.taken >= self.cell.size

    @property
    def missing(self) -> int:
        """How many people there are too few, those included who were found and are still to be interviewed."""
        found = sum(self.states.get(state, 0) for state in places.HOLDING["qualified"])
        return max(0, self.cell.size - found)


@dataclass(frozen=True)
class Moved:
    """What came of setting states: those who changed with their states before, and the hard cells that are too full."""

    before: dict[int, str]
    overfull: list[CellFill]


@dataclass(frozen=True)
class Next:
    """Somebody on the waiting list, in order; `free` if they could move up now."""

    participant: InLine
    score: float
    free: bool


def fill(session: Session, form_id: int) -> list[CellFill]:
    """The published cells with how far they are filled."""
    form = current_form(session, form_id)
    counts = places.by_state(session, form_id)
    return [
        CellFill(cell, counts.get(cell.id, {}), places.filled(counts, cell.id, cell.of))
        for cell in (form.rules.quotas if form else ())
    ]


def short_cells(session: Session, study_id: int) -> list[tuple[Form, list[CellFill]]]:
    """The published forms of a study whose cells are short of people, with these cells: the emptiest first."""
    published = select(Form).where(Form.study_id == study_id, Form.status != "draft").order_by(col(Form.id))
    cells = ((form, [one for one in fill(session, form.id) if one.missing]) for form in session.exec(published))
    return [(form, sorted(short, key=lambda one: -one.missing / one.cell.size)) for form, short in cells if short]


def waiting_list(session: Session, form_id: int) -> list[Next]:
    """Who waits: the highest score first, then who has waited longest; who finds a place now is proposed."""
    people = {one.id: one for one in places.waiting(session, form_id)}
    cells = places.cells_of_waiting(session, form_id)
    waiting = [Waiting(one.id, one.score, one.since, frozenset(cells.get(one.id, ()))) for one in people.values()]
    filled = fill(session, form_id)
    proposed = set(moving_up(waiting, [one.cell for one in filled], {one.cell.id: one.taken for one in filled}))
    return [Next(people[one.participant_id], one.score, one.participant_id in proposed) for one in in_order(waiting)]


def set_states(store: Store, user_id: int, form_id: int, wanted: Mapping[int, str]) -> Moved:
    """Set candidates of a form to states by hand.

    Raises BadInput for an unknown state. A place in a quota follows: who drops out gives theirs back.
    """
    if not set(wanted.values()) <= STATES.keys():
        raise BadInput(N_("没有这种状态。"), N_("请从列表里选一个状态。"))
    with store.writing() as session:
        form = session.get_one(Form, form_id)
        people = reads.of_form(session, form_id, list(wanted))
        before = {one.id: one.state for one in people if one.state != wanted[one.id]}
        for one in people:
            one.state = wanted[one.id]
            if one.id in before:
                record_move(session, user_id, one, before[one.id])
        session.flush()
        follow_states(session, list(before))
        if before:
            touch(session, form.study_id)
        session.flush()
        over = [one for one in fill(session, form_id) if not one.cell.soft and one.taken > one.cell.size]
        return Moved(before, over)


def move_up(store: Store, user_id: int, form_id: int, participant_ids: Sequence[int]) -> list[int]:
    """Let people of the waiting list qualify, in the order given, as far as there are places; returns who did.

    Raises Conflict when nobody finds one: somebody else has taken it meanwhile.
    """
    with store.writing() as session:
        form, checked = session.get_one(Form, form_id), current_form(session, form_id)
        cells = {cell.id: cell for cell in (checked.rules.quotas if checked else ())}
        own = places.cells_by_participant(session, form_id, participant_ids)
        waiting = {one.id: one for one in reads.of_form(session, form_id, participant_ids) if one.state == "waiting"}
        moved = []
        for number in participant_ids:
            theirs = [cells[cell] for cell in own.get(number, ()) if cell in cells]
            if number in waiting and not full_cells(session, form_id, theirs):
                waiting[number].state = "qualified"
                record_move(session, user_id, waiting[number], "waiting")
                session.flush()  # the next one's cells are counted with this one in them
                moved.append(number)
        if not moved:
            raise Conflict(N_("没有可以递补的空位了。"), N_("可能刚被别人占了。有人退出后会再空出来。"))
        touch(session, form.study_id)
        return moved


def reasons(session: Session, form_id: int) -> dict[str, str]:
    """What each verdict rule of a form says by now, or said when there still was one, for researchers."""
    checked = current_form(session, form_id)
    if checked is None:
        return {}
    query = select(FormVersion.rules).where(FormVersion.form_id == form_id).order_by(col(FormVersion.number))
    said = {rule["id"]: rule["reason"] for rules in session.exec(query) for rule in rules.get("screen_out", ())}
    said |= {OPTION + question.name: str(question.heading) for question in checked.form.questions}
    return said | {QUOTA + cell.id: cell.title for cell in checked.rules.quotas}


def why(rule: str, reasons: Mapping[str, str]) -> Message:
    """Why somebody does not fit or waits, for researchers: what the rule says, or all the cells that were full.

    `reasons` are what rules say by their ids; a rule that is gone is named by its id.
    """
    if full := full_cells_of(rule):
        return Message(N_("名额已满：%(cell)s"), {"cell": " · ".join(reasons.get(QUOTA + one, one) for one in full)})
    return Message(N_("不合格：%(reason)s"), {"reason": reasons.get(rule, rule)})
