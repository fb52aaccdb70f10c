"""Reads for the typing tool of a run: closed questions and what the members of its segments answered."""

from typing import Any

from sqlmodel import Session, col, func, select

from workbench.records.facts import Kind
from workbench.storage.tables import Answer, Question, Segment, SegmentMember

CLOSED = (Kind.SINGLE, Kind.MULTIPLE, Kind.SCALE, Kind.NUMBER)


def closed_questions(session: Session, study_id: int) -> list[Question]:
    """Those that are answered by choosing or by a number, and do not say how somebody can be reached."""
    query = select(Question).where(
        Question.study_id == study_id,
        col(Question.kind).in_(CLOSED),
        col(Question.topic).is_distinct_from("contact"),
    )
    return list(session.exec(query.order_by(col(Question.id))))


def segments_by_number(session: Session, run_id: int) -> dict[int, Segment]:
    """The segments of a run by their number."""
    query = select(Segment).where(Segment.run_id == run_id).order_by(col(Segment.number))
    return {segment.number: segment for segment in session.exec(query)}


def member_numbers(session: Session, run_id: int) -> dict[int, int]:
    """The number of the segment of each member, by participant id."""
    query = (
        select(SegmentMember.participant_id, Segment.number)
        .join(Segment, col(Segment.id) == SegmentMember.segment_id)
        .where(Segment.run_id == run_id)
    )
    return dict(session.exec(query).all())


def answers_of_members(session: Session, run_id: int) -> dict[int, dict[str, Any]]:
    """What members of a run's segments answered to closed questions: by participant, by the question's id as text."""
    query = (
        select(Answer.participant_id, Answer.question_id, Answer.value)
        .join(Question, col(Question.id) == Answer.question_id)
        .join(SegmentMember, col(SegmentMember.participant_id) == Answer.participant_id)
        .join(Segment, col(Segment.id) == SegmentMember.segment_id)
        .where(Segment.run_id == run_id, col(Question.kind).in_(CLOSED))
    )
    found: dict[int, dict[str, Any]] = {}
    for participant_id, question_id, value in session.exec(query):
        found.setdefault(participant_id, {})[str(question_id)] = value
    return found


def range_of(session: Session, question_id: int) -> tuple[float, float]:
    """The smallest and the largest number that somebody answered; 1 to 5 while nobody has."""
    number = func.json_extract(Answer.value, "$")
    low, high = session.exec(select(func.min(number), func.max(number)).where(Answer.question_id == question_id)).one()
    return (float(low), float(high)) if low is not None else (1.0, 5.0)
