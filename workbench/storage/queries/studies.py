"""Reads about studies: the list, and the counts of a study's stations."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, case, col, func, select

from workbench.storage.queries.exclusions import counted
from workbench.storage.queries.segments import newest_run, taking_part
from workbench.storage.tables import (
    Form,
    Interview,
    Participant,
    Persona,
    PersonaVersion,
    Run,
    Segment,
    Study,
    Utterance,
)


@dataclass(frozen=True)
class Stations:
    """How far a study is; each number counts what its link on the home page lists.

    `arranged` are the interviews that were held or are still to come. In `marked` ones some turn of the participant has
    a topic, in `unmarked` ones none has yet.
    """

    forms: int
    open_forms: int
    candidates: int
    qualified: int
    interviews: int
    planned: int
    arranged: int
    unconfirmed: int
    interviewed: int
    no_shows: int
    without_consent: int
    marked: int
    unmarked: int
    runs_going: int
    segments: int
    personas: int
    published: int


@dataclass(frozen=True)
class ShortReport:
    """An interview in a line: with whom, and how many of their turns are about motivation and about pain points."""

    interview: Interview
    participant: Participant | None
    motivations: int
    pain_points: int


def list_studies(session: Session, owner_id: int, search: str, *, archived: bool) -> list[Study]:
    """The owner's studies, newest change first, whose brief contains `search`."""
    query = select(Study).where(Study.owner_id == owner_id)
    query = query.where(col(Study.archived_at).is_not(None) if archived else col(Study.archived_at).is_(None))
    for word in search.split():
        texts = (Study.title, Study.product, Study.decision, Study.audience)
        query = query.where(or_(*(col(text).contains(word, autoescape=True) for text in texts)))
    return list(session.exec(query.order_by(col(Study.updated_at).desc(), col(Study.id).desc())))


def stations(session: Session, study_id: int) -> Stations:
    """The counts of the station line."""

    def count(table: type, *conditions: Any) -> int:
        query = select(func.count()).select_from(table).where(table.study_id == study_id, *conditions)  # type: ignore[attr-defined]
        return session.exec(query).one()

    published = (
        select(func.count(func.distinct(PersonaVersion.persona_id)))
        .join(Persona, col(Persona.id) == PersonaVersion.persona_id)
        .where(Persona.study_id == study_id)
    )
    newest, marks = newest_run(session, study_id), _marks(session, study_id)
    return Stations(
        forms=count(Form),
        open_forms=count(Form, Form.status == "open"),
        candidates=count(Participant),
        qualified=count(Participant, Participant.state == "qualified", counted()),
        interviews=count(Interview),
        planned=count(Interview, Interview.status == "planned"),
        arranged=count(Interview, Interview.status != "no_show"),
        unconfirmed=count(Interview, Interview.status == "unconfirmed"),
        interviewed=count(Interview, Interview.status == "done"),
        no_shows=count(Interview, Interview.status == "no_show"),
        without_consent=_without_consent(session, study_id),
        marked=sum(count > 0 for count in marks),
        unmarked=sum(count == 0 for count in marks),
        runs_going=count(Run, col(Run.state).in_(["queued", "running"])),
        segments=count(
            Segment, or_(col(Segment.run_id).is_(None), col(Segment.run_id) == (newest.id if newest else 0))
        ),
        personas=count(Persona),
        published=session.exec(published).one(),
    )


def interviews_of_day(session: Session, study_id: int, start: datetime) -> list[tuple[Interview, Participant | None]]:
    """Planned interviews within 24 hours of `start`, in order of time, with whom."""
    query = (
        select(Interview, Participant)
        .outerjoin(Participant, col(Participant.id) == Interview.participant_id)
        .where(
            Interview.study_id == study_id,
            Interview.status == "planned",
            col(Interview.planned_at) >= start,
            col(Interview.planned_at) < start + timedelta(days=1),
        )
        .order_by(col(Interview.planned_at))
    )
    return [(interview, participant) for interview, participant in session.exec(query)]


def fresh_voices(session: Session, study_id: int, count: int = 3) -> list[tuple[Utterance, Participant]]:
    """The newest things worth reading that people who take part said of motivation or pain points, one a person."""
    query = (
        select(Utterance, Participant)
        .join(Participant, col(Participant.id) == Utterance.participant_id)
        .where(
            Utterance.study_id == study_id,
            Utterance.role == "participant",
            col(Participant.id).in_(taking_part(study_id)),
            col(Utterance.topic).in_(["motivation", "pain_point"]),
            func.length(Utterance.text).between(12, 120),
        )
        .order_by(col(Utterance.interview_id).is_(None), col(Utterance.id).desc())
        .limit(60)
    )
    seen: set[int | None] = set()
    voices = []
    for utterance, participant in session.exec(query):
        if participant.id not in seen:
            seen.add(participant.id)
            voices.append((utterance, participant))
    return voices[:count]


def latest_reports(session: Session, study_id: int, count: int = 3) -> list[ShortReport]:
    """The interviews that were held last, with what was found in them."""
    about = (func.count(case((col(Utterance.topic) == topic, 1))) for topic in ("motivation", "pain_point"))
    held = func.coalesce(Interview.held_at, Interview.created_at)
    query: Any = select(Interview, Participant, *about)
    query = query.outerjoin(Participant, col(Participant.id) == Interview.participant_id)
    query = query.outerjoin(
        Utterance, (col(Utterance.interview_id) == Interview.id) & (col(Utterance.role) == "participant")
    )
    query = query.where(Interview.study_id == study_id, Interview.status == "done").group_by(col(Interview.id))
    latest = query.order_by(held.desc(), col(Interview.id).desc()).limit(count)
    return [ShortReport(*row) for row in session.exec(latest)]


def days_left(study: Study, today: date) -> int | None:
    """Days until the study's deadline, negative when it has passed."""
    return (study.deadline - today).days if study.deadline else None


def _marks(session: Session, study_id: int) -> list[int]:
    """How many turns of the participant have a topic, in each interview that was held and in which they spoke."""
    marked = (
        select(func.count(col(Utterance.topic)))
        .join(Interview, col(Interview.id) == Utterance.interview_id)
        .where(Interview.study_id == study_id, Interview.status == "done", Utterance.role == "participant")
        .group_by(col(Interview.id))
    )
    return list(session.exec(marked))


def _without_consent(session: Session, study_id: int) -> int:
    query = (
        select(func.count(func.distinct(Participant.id)))
        .join(Interview, col(Interview.participant_id) == Participant.id)
        .where(Participant.study_id == study_id, col(Participant.consent_recording).is_not(True))
        .where(col(Interview.kind) != "note")
    )
    return session.exec(query).one()
