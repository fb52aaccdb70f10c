"""What researchers decide about the segments of a run (研究者判断): merge, split, move, pin, each with a reason.

A decision changes the segments that are shown at once; what the machine found stays in the run's result. It binds the
next runs (`constraints`) until it is undone.
"""

from collections.abc import Collection, Iterable

from sqlmodel import Session, col, func, select

from workbench.errors import N_, BadInput, Conflict
from workbench.records import Record
from workbench.storage import Store, add
from workbench.storage.queries.decisions import decisions_in_force
from workbench.storage.queries.segments import members_of_run
from workbench.storage.tables import Run, Segment, SegmentDecision, now
from workbench.workflow.audit import record
from workbench.workflow.segment_changes import absorb, change_members, restore, snapshot, touched
from workbench.workflow.studies import touch

LONGEST_REASON = 200
ANCHORS = 3
Members = dict[int, set[int]]


class Placing(Record):
    """People to put into the segment `to` of the same run, None for no segment (未归类); `pinned` in coming runs."""

    people: list[int]
    to: int | None
    pinned: bool = False


def merge_segments(store: Store, user_id: int, run_id: int, chosen: Collection[int], reason: str) -> int:
    """Make one segment of several and return the id of the largest, which survives with the personas of all."""
    with store.writing() as session:
        decision, members = _begin(session, user_id, run_id, reason)
        merged = sorted(members.keys() & set(chosen), key=lambda one: (-len(members[one]), one))
        if len(merged) < 2:
            raise BadInput(N_("合并至少要两个人群。"), N_("请勾选两个或更多人群。"))
        survivor, *others = merged
        everybody = {person for one in merged for person in members[one]}
        decision.before = snapshot(session, run_id, merged)
        absorb(session, survivor, others)
        change_members(session, session.get_one(Run, run_id), {survivor: everybody})
        _store(session, decision, "merge", [everybody])
        return survivor


def split_segment(store: Store, user_id: int, segment_id: int, leaving: Collection[int], reason: str) -> int:
    """Put the members `leaving` into a new segment and return its id; the others stay with name and personas."""
    with store.writing() as session:
        segment = session.get_one(Segment, segment_id)
        if segment.run_id is None:
            raise BadInput(N_("这个人群是研究者自己分的。"), N_("请直接改它的成员。"))
        decision, members = _begin(session, user_id, segment.run_id, reason)
        out = members[segment_id] & set(leaving)
        stay = members[segment_id] - out
        if not out or not stay:
            raise BadInput(N_("拆开后每一边至少要有一个人。"), N_("请勾选一部分人，其余的留在原来的人群。"))
        decision.before = snapshot(session, segment.run_id, [segment_id])
        highest = session.exec(select(func.max(Segment.number)).where(col(Segment.run_id) == segment.run_id)).one()
        row = Segment(study_id=segment.study_id, run_id=segment.run_id, number=(highest or 0) + 1, name="")
        made = add(session, row)
        decision.before["made"] = [made]
        change_members(session, session.get_one(Run, segment.run_id), {segment_id: stay, made: out})
        _store(session, decision, "split", [stay, out])
        return made


def place_people(store: Store, user_id: int, run_id: int, placing: Placing, reason: str) -> None:
    """Move people to another segment or out of all, or pin them to one: there they stay in every coming run.

    What binds coming runs is that they stay with the segment's anchors: the 3 other members whom resamples put there
    most often, of equal ones those with the lowest id. A move to no segment binds nothing.
    """
    with store.writing() as session:
        decision, members = _begin(session, user_id, run_id, reason)
        run = session.get_one(Run, run_id)
        people = {point["participant_id"] for point in (run.result or {}).get("map", [])} & set(placing.people)
        _check_placing(placing, people, members)
        changed = {one: inside - people | (people if one == placing.to else set()) for one, inside in members.items()}
        changed = {one: inside for one, inside in changed.items() if inside != members[one]}
        if not placing.pinned and not changed:
            raise BadInput(N_("这些人已经在那里了。"), N_("要让他们以后每次分析都留在那里，请选“固定”。"))
        if not all(changed.values()):
            raise BadInput(N_("这样会有一个人群一个人都不剩。"), N_("请改用合并。"))
        anchors = [] if placing.to is None else [_anchors(run, members[placing.to] - people)]
        decision.before = snapshot(session, run_id, changed)
        change_members(session, run, changed)
        decision.before["to"] = session.get_one(Segment, placing.to).name if placing.to is not None else ""
        _store(session, decision, "pin" if placing.pinned else "move", [people, *anchors])


def undo_decision(store: Store, user_id: int, decision_id: int) -> None:
    """Take a decision back: its segments are as they were before. Raises Conflict when a later one rests on it."""
    with store.writing() as session:
        decision = session.get_one(SegmentDecision, decision_id)
        if decision.undone_at is not None:
            return
        if decision_id not in undoable(decisions_in_force(session, decision.study_id)):
            raise Conflict(N_("后来的判断动了同一个人群。"), N_("请先撤销后来的那一条。"))
        restore(session, decision)
        decision.undone_at = now()
        record(session, user_id, "undo_decision", f"decision:{decision_id}", study_id=decision.study_id)
        touch(session, decision.study_id)


def undoable(decisions: Iterable[SegmentDecision]) -> set[int]:
    """Those of the decisions in force on which no later one rests: none changed the same segments after them."""
    changed: set[int] = set()
    free: set[int] = set()
    for decision in sorted(decisions, key=lambda one: -one.id):
        if not touched(decision) & changed:
            free.add(decision.id)
        changed |= touched(decision)
    return free


def _begin(session: Session, user_id: int, run_id: int, reason: str) -> tuple[SegmentDecision, Members]:
    """A decision that is not stored yet, and the members of the run's segments."""
    reason, run = reason.strip(), session.get_one(Run, run_id)
    if not reason:
        raise BadInput(N_("还没有写理由。"), N_("请写一句为什么这样判断，同事以后看得懂。"))
    if len(reason) > LONGEST_REASON:
        raise BadInput(N_("理由太长。"), N_("请不超过 %(most)s 字。"), most=LONGEST_REASON)
    if run.state != "done":
        raise Conflict(N_("这次分析还没有结果。"), N_("请等它结束。"))
    decision = SegmentDecision(study_id=run.study_id, run_id=run_id, user_id=user_id, kind="", reason=reason)
    return decision, members_of_run(session, run_id)


def _store(session: Session, decision: SegmentDecision, kind: str, groups: Iterable[Iterable[int]]) -> None:
    decision.kind, decision.groups = kind, [sorted(group) for group in groups]
    decision_id = add(session, decision)
    record(session, decision.user_id, f"{kind}_segments", f"decision:{decision_id}", study_id=decision.study_id)
    touch(session, decision.study_id)


def _check_placing(placing: Placing, people: set[int], members: Members) -> None:
    if not people:
        raise BadInput(N_("还没有选人。"), N_("请至少勾选一位受访者。"))
    if placing.to not in members and (placing.pinned or placing.to is not None):
        raise BadInput(N_("还没有选人群。"), N_("请从列表里选一个人群。"))


def _anchors(run: Run, members: set[int]) -> list[int]:
    sure = {point["participant_id"]: point.get("certainty", 0.0) for point in (run.result or {}).get("map", [])}
    return sorted(members, key=lambda one: (-sure.get(one, 0.0), one))[:ANCHORS]
