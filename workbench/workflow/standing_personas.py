"""Personas (画像) of the same people that were drafted from a segment of another run and stayed with it."""

from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session, col, select

from workbench.storage.queries.segments import members_of_run
from workbench.storage.tables import Persona, Run, Segment
from workbench.workflow.hand_on import match


class Standing(NamedTuple):
    """A persona and the run on which it stands."""

    persona_id: int
    title: str
    run_id: int
    created_at: datetime


def standing_personas(session: Session, run: Run) -> dict[int, Standing]:
    """By segment of this run, the persona of the same people in another run, the newest such.

    The same people are those whom `hand_on` would hand a persona on to. A segment with a persona of its own has none.
    """
    query = (
        select(Persona.id, Persona.title, Run.id, Run.created_at, Segment.id)
        .join(Segment, col(Segment.id) == Persona.segment_id)
        .join(Run, col(Run.id) == Segment.run_id)
        .where(Persona.study_id == run.study_id)
        .order_by(col(Run.id).desc(), col(Persona.id))
    )
    drafted = [(Standing(*told), segment) for *told, segment in session.exec(query)]
    own = members_of_run(session, run.id)
    taken = {segment for standing, segment in drafted if standing.run_id == run.id}
    others = dict.fromkeys(standing.run_id for standing, _ in drafted if standing.run_id != run.id)
    same = {old: new for other in others for old, new in match(members_of_run(session, other), own).items()}
    found: dict[int, Standing] = {}
    for standing, segment in drafted:
        if segment in same and same[segment] not in taken:
            found.setdefault(same[segment], standing)
    return found
