"""Personas (画像) of the same people that were drafted from a segment of another run and stayed with it."""

from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session, col, select

from workbench.storage.queries.personas import segments_without_persona
from workbench.storage.queries.segments import members_of_run, newest_run
from workbench.storage.tables import Persona, Run, Segment
from workbench.workflow.hand_on import match


class Standing(NamedTuple):
    """A persona and when the run began on which it stands."""

    persona_id: int
    created_at: datetime


class Segments(NamedTuple):
    """The segments that wait for a persona, and by persona the newest run's segment of the people whom it is about."""

    waiting: list[Segment]
    now: dict[int, Segment]


def segments_of_personas(session: Session, study_id: int) -> Segments:
    """Which segments have no persona yet, not even one of the same people that stands on an older run."""
    newest = newest_run(session, study_id)
    standing = standing_personas(session, newest) if newest else {}
    waiting = segments_without_persona(session, study_id)
    now = {standing[one.id].persona_id: one for one in waiting if one.id in standing}
    return Segments([one for one in waiting if one.id not in standing], now)


def standing_personas(session: Session, run: Run) -> dict[int, Standing]:
    """By segment of this run, the persona of the same people in another run, the newest such.

    The same people are those whom `hand_on` would hand a persona on to. A segment with a persona of its own has none.
    """
    query = (
        select(Persona, Run.id, Run.created_at)
        .join(Segment, col(Segment.id) == Persona.segment_id)
        .join(Run, col(Run.id) == Segment.run_id)
        .where(Persona.study_id == run.study_id)
        .order_by(col(Run.id).desc(), col(Persona.id))
    )
    drafted = list(session.exec(query))
    own = members_of_run(session, run.id)
    taken = {persona.segment_id for persona, run_id, _ in drafted if run_id == run.id}
    others = {run_id for _, run_id, _ in drafted} - {run.id}
    same = {old: new for other in others for old, new in match(members_of_run(session, other), own).items()}
    found: dict[int, Standing] = {}
    for persona, _, created_at in drafted:
        segment = same.get(persona.segment_id or 0)
        if segment is not None and segment not in taken:
            found.setdefault(segment, Standing(persona.id, created_at))
    return found
