"""What researchers gave to the segments of the last run goes on to the same people's segments of the next one."""

from collections.abc import Mapping

from sqlmodel import Session, col, func, select, update

from workbench.storage.queries.segments import members_of_run
from workbench.storage.tables import Persona, Run, Segment
from workbench.workflow.segment_names import is_automatic

SAME = 0.5


def hand_on(session: Session, run: Run) -> None:
    """Names and notes that a researcher gave, and the personas that were drafted, from the last run's segments."""
    last = select(func.max(Segment.run_id)).where(Segment.study_id == run.study_id, col(Segment.run_id) < run.id)
    last_id = session.exec(last).one()
    if last_id is None:
        return
    before, after = members_of_run(session, last_id), members_of_run(session, run.id)
    for old_id, new_id in match(before, after).items():
        old, new = session.get_one(Segment, old_id), session.get_one(Segment, new_id)
        new.note = old.note
        if not is_automatic(old):
            new.name = old.name
        session.exec(update(Persona).where(col(Persona.segment_id) == old_id).values(segment_id=new_id))


def match(before: Mapping[int, set[int]], after: Mapping[int, set[int]]) -> dict[int, int]:
    """Which group became which, one to one: the pairs of largest Jaccard overlap first, down to one half.

    >>> match({1: {10, 11, 12}, 2: {13, 14}}, {3: {13, 14, 15}, 4: {10, 16, 17}})
    {2: 3}
    """
    overlaps = (
        (len(people & others) / max(len(people | others), 1), old, new)
        for old, people in before.items()
        for new, others in after.items()
    )
    matched: dict[int, int] = {}
    for overlap, old, new in sorted(overlaps, key=lambda pair: (-pair[0], *pair[1:])):
        if overlap >= SAME and old not in matched and new not in matched.values():
            matched[old] = new
    return matched
