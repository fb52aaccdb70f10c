"""Reads about ways to group participants: attributes, states, answers to closed questions, segments."""

from collections import defaultdict
from typing import Any

from sqlmodel import Session, col, select

from workbench.records import Topic
from workbench.records.facts import Kind
from workbench.storage.tables import Answer, Participant, Question, Segment, SegmentMember

CLOSED = (Kind.SINGLE, Kind.MULTIPLE, Kind.SCALE, Kind.NUMBER)


def by_state(session: Session, study_id: int) -> dict[str, set[int]]:
    """The ids of a study's participants by state."""
    found: dict[str, set[int]] = defaultdict(set)
    for person, state in session.exec(select(Participant.id, Participant.state).where(_of(study_id))):
        found[state].add(person)
    return dict(found)


def by_attribute(session: Session, study_id: int) -> dict[tuple[str, str], set[int]]:
    """The ids of those who have a value of an attribute, by both."""
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for person, attributes in session.exec(select(Participant.id, Participant.attributes).where(_of(study_id))):
        for name, value in attributes.items():
            found[name, value].add(person)
    return dict(sorted(found.items()))


def closed_questions(session: Session, study_id: int) -> list[Question]:
    """The questions with answers to choose from or a number; how somebody can be reached is none."""
    query = select(Question).where(Question.study_id == study_id, col(Question.kind).in_(CLOSED))
    query = query.where(col(Question.topic).is_distinct_from(Topic.CONTACT))
    return list(session.exec(query.order_by(col(Question.source), col(Question.position), col(Question.id))))


def answers_to(session: Session, question_ids: list[int]) -> dict[int, dict[int, Any]]:
    """What each participant answered, as it is stored, by question."""
    found: dict[int, dict[int, Any]] = {question: {} for question in question_ids}
    query = select(Answer.question_id, Answer.participant_id, Answer.value)
    for question, person, value in session.exec(query.where(col(Answer.question_id).in_(question_ids))):
        found[question][person] = value
    return found


def by_segment(session: Session, study_id: int) -> list[tuple[Segment, set[int]]]:
    """All segments of a study with the ids of their members: the newest run's first, those made by hand last."""
    members: dict[int, set[int]] = defaultdict(set)
    query = select(SegmentMember.segment_id, SegmentMember.participant_id).join(
        Segment, col(Segment.id) == SegmentMember.segment_id
    )
    for segment_id, person in session.exec(query.where(Segment.study_id == study_id)):
        members[segment_id].add(person)
    order = (col(Segment.run_id).desc().nulls_last(), col(Segment.number), col(Segment.id))
    segments = session.exec(select(Segment).where(Segment.study_id == study_id).order_by(*order))
    return [(segment, members[segment.id]) for segment in segments]


def _of(study_id: int) -> Any:
    return Participant.study_id == study_id
