"""Reads about analysis runs and segments."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import defer
from sqlmodel import Session, col, func, select

from workbench.storage.queries.exclusions import counted
from workbench.storage.tables import Participant, Persona, Run, Segment, SegmentMember, Utterance

OUT = ("screened_out", "dropped")
MOST_CANDIDATES = 200


@dataclass(frozen=True)
class ListedSegment:
    """A segment with its number of people and the persona that was drafted from it."""

    segment: Segment
    size: int
    persona_id: int | None


@dataclass(frozen=True)
class ListedRun:
    """A run without its result, which is large; `k`, `n` and `verdict` are None until it is done."""

    id: int
    created_at: datetime
    state: str
    message: dict[str, Any]
    k: int | None
    n: int | None
    verdict: str | None


def taking_part(study_id: int) -> Any:
    """A query of the ids of everybody who enters an analysis: not screened out, not dropped, not left out."""
    query = select(col(Participant.id)).where(Participant.study_id == study_id, col(Participant.state).not_in(OUT))
    return query.where(counted())


def newest_run(session: Session, study_id: int) -> Run | None:
    """The newest run that came to an end."""
    query = select(Run).where(Run.study_id == study_id, Run.state == "done").order_by(col(Run.id).desc())
    return session.exec(query).first()


def list_runs(session: Session, study_id: int) -> list[ListedRun]:
    """Newest first."""
    k, n, verdict = (col(Run.result)[name] for name in ("k", "n", "verdict"))
    query = select(Run, k.as_integer(), n.as_integer(), verdict.as_string()).where(Run.study_id == study_id)
    found = session.exec(query.options(defer(Run.result)).order_by(col(Run.id).desc()))  # type: ignore[arg-type]
    return [ListedRun(run.id, run.created_at, run.state, run.message, *told) for run, *told in found]


def segments_of(session: Session, study_id: int, run_id: int | None) -> list[ListedSegment]:
    """The segments of a run, or those that were made by hand, in order."""
    sizes = (
        select(SegmentMember.segment_id, func.count().label("size")).group_by(col(SegmentMember.segment_id)).subquery()
    )
    personas = (
        select(Persona.segment_id, func.min(Persona.id).label("persona_id"))
        .group_by(col(Persona.segment_id))
        .subquery()
    )
    query = (
        select(Segment, func.coalesce(sizes.c.size, 0), personas.c.persona_id)
        .outerjoin(sizes, sizes.c.segment_id == Segment.id)
        .outerjoin(personas, personas.c.segment_id == Segment.id)
        .where(Segment.study_id == study_id, col(Segment.run_id).is_not_distinct_from(run_id))
        .order_by(col(Segment.number))
    )
    return [ListedSegment(segment, size, persona_id) for segment, size, persona_id in session.exec(query)]


def members(session: Session, segment_id: int) -> list[Participant]:
    """The people of a segment by pseudonym."""
    query = (
        select(Participant)
        .join(SegmentMember, col(SegmentMember.participant_id) == Participant.id)
        .where(SegmentMember.segment_id == segment_id)
    )
    return list(session.exec(query.order_by(col(Participant.pseudonym))))


def candidates(session: Session, study_id: int, search: str, chosen: Collection[int]) -> list[Participant]:
    """Participants to choose from for a group by hand: those chosen already, then others who take part and match."""
    order = (col(Participant.state) != "interviewed", col(Participant.pseudonym))
    ticked = select(Participant).where(Participant.study_id == study_id, col(Participant.id).in_(chosen))
    query = select(Participant).where(col(Participant.id).in_(taking_part(study_id)))
    query = query.where(col(Participant.id).not_in(chosen))
    for word in search.split():
        said = select(Utterance.participant_id).where(col(Utterance.text).contains(word, autoescape=True))
        query = query.where(col(Participant.pseudonym).contains(word, autoescape=True) | col(Participant.id).in_(said))
    others = session.exec(query.order_by(*order).limit(MOST_CANDIDATES))
    return [*session.exec(ticked.order_by(*order)), *others]


def voices_by_topic(session: Session, study_id: int) -> dict[str, int]:
    """How many of those who take part spoke about each topic; what no topic was given to counts as `context`."""
    topic = func.coalesce(Utterance.topic, "context")
    query = (
        select(topic, func.count(func.distinct(Utterance.participant_id)))
        .where(Utterance.role == "participant", col(Utterance.participant_id).in_(taking_part(study_id)))
        .group_by(topic)
    )
    return {name: count for name, count in session.exec(query)}


def names_of(session: Session, study_id: int, people: Collection[int] | None = None) -> dict[int, str]:
    """The pseudonyms of a study's participants by id, of all or of these `people`."""
    query = select(Participant.id, Participant.pseudonym).where(Participant.study_id == study_id)
    if people is not None:
        query = query.where(col(Participant.id).in_(people))
    return dict(session.exec(query).all())


def members_of_run(session: Session, run_id: int) -> dict[int, set[int]]:
    """The people of each segment of a run as it is shown, by id; who is in none is not there."""
    query = (
        select(Segment.id, SegmentMember.participant_id)
        .outerjoin(SegmentMember, col(SegmentMember.segment_id) == Segment.id)
        .where(Segment.run_id == run_id)
        .order_by(col(Segment.number))
    )
    found: dict[int, set[int]] = {}
    for segment_id, person in session.connection().execute(query).all():
        members = found.setdefault(segment_id, set())
        if person is not None:
            members.add(person)
    return found
