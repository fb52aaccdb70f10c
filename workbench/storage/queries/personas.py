"""Reads about personas: the list, the versions, the utterances to quote from."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, or_, select

from workbench.records.personas import PersonaDocument
from workbench.storage.tables import (
    Participant,
    Persona,
    PersonaVersion,
    Segment,
    SegmentMember,
    Utterance,
)

MOST_FOUND = 40


@dataclass(frozen=True)
class ListedPersona:
    """A persona, the segment it was drafted from and its newest version."""

    persona: Persona
    segment: Segment | None
    version: PersonaVersion | None


def list_personas(session: Session, study_id: int) -> list[ListedPersona]:
    """The personas of a study in order of their numbers."""
    query = (
        select(Persona, Segment)
        .outerjoin(Segment, col(Segment.id) == Persona.segment_id)
        .where(Persona.study_id == study_id)
        .order_by(col(Persona.number))
    )
    found = session.exec(query).all()
    versions = (
        select(PersonaVersion)
        .join(Persona, col(Persona.id) == PersonaVersion.persona_id)
        .where(Persona.study_id == study_id)
        .order_by(col(PersonaVersion.number))
    )
    newest = {version.persona_id: version for version in session.exec(versions)}
    return [ListedPersona(persona, segment, newest.get(persona.id)) for persona, segment in found]


def segments_without_persona(session: Session, study_id: int) -> list[Segment]:
    """The segments of the newest run and those made by hand that no persona was drafted from."""
    newest = select(Segment.run_id).where(Segment.study_id == study_id, col(Segment.run_id).is_not(None))
    run_id = session.exec(newest.order_by(col(Segment.run_id).desc())).first()
    taken = select(Persona.segment_id).where(Persona.study_id == study_id, col(Persona.segment_id).is_not(None))
    query = select(Segment).where(
        Segment.study_id == study_id,
        or_(col(Segment.run_id).is_(None), col(Segment.run_id) == run_id),
        col(Segment.id).not_in(taken),
    )
    return list(session.exec(query.order_by(col(Segment.run_id).is_(None), col(Segment.number))))


def versions(session: Session, persona_id: int) -> list[PersonaVersion]:
    """Newest first."""
    query = select(PersonaVersion).where(PersonaVersion.persona_id == persona_id)
    return list(session.exec(query.order_by(col(PersonaVersion.number).desc())))


def quoted_in(session: Session, participant: Participant) -> int:
    """How many personas quote a participant, as they are written or in a published version."""
    drafts = select(Persona.id, Persona.document).where(Persona.study_id == participant.study_id)
    published = (
        select(Persona.id, PersonaVersion.document)
        .join(PersonaVersion, col(PersonaVersion.persona_id) == Persona.id)
        .where(Persona.study_id == participant.study_id)
    )
    found = [*session.exec(drafts), *session.exec(published)]
    return len({persona for persona, document in found if participant.id in _quoted(document)})


def quotable(
    session: Session, persona: Persona, search: str, topic: str, *, everybody: bool
) -> list[tuple[Utterance, Participant]]:
    """What participants said, to quote from: the segment's people alone unless `everybody`, interviews first.

    One more than `MOST_FOUND` at most, which tells that there is more.
    """
    query = (
        select(Utterance, Participant)
        .join(Participant, col(Participant.id) == Utterance.participant_id)
        .where(Utterance.study_id == persona.study_id, Utterance.role == "participant")
    )
    if persona.segment_id and not everybody:
        members = select(SegmentMember.participant_id).where(SegmentMember.segment_id == persona.segment_id)
        query = query.where(col(Utterance.participant_id).in_(members))
    if topic:
        query = query.where(Utterance.topic == topic)
    for word in search.split():
        query = query.where(or_(col(Utterance.text).contains(word, autoescape=True), Participant.pseudonym == word))
    order = (col(Utterance.interview_id).is_(None), col(Utterance.topic).is_(None), col(Utterance.id))
    return [(utterance, person) for utterance, person in session.exec(query.order_by(*order).limit(MOST_FOUND + 1))]


def utterances(session: Session, study_id: int, ids: set[int]) -> dict[int, Utterance]:
    """Utterances of a study by id."""
    query = select(Utterance).where(Utterance.study_id == study_id, col(Utterance.id).in_(ids))
    return {utterance.id: utterance for utterance in session.exec(query)}


def _quoted(document: dict[str, Any]) -> set[int]:
    return {quote.participant_id for _, quote in PersonaDocument.model_validate(document).cited()}
