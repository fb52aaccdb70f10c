"""Reads about interviews: the list, and the turns of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, or_
from sqlmodel import Session, col, func, select

from workbench.records import SpeakerRole
from workbench.storage.tables import Interview, Participant, Utterance

PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """Which interviews of a study; each word of `search` occurs in the title, the pseudonym, host or recorder."""

    study_id: int
    search: str = ""
    status: str = ""


@dataclass(frozen=True)
class ListedInterview:
    """A line of the list: `turns` are the participant's, `marked` those about motivation or pain points."""

    interview: Interview
    participant: Participant | None
    turns: int
    marked: int


def count_interviews(session: Session, wanted: Wanted) -> int:
    """How many there are."""
    count: int = session.exec(_narrowed(select(func.count(col(Interview.id))), wanted)).one()
    return count


def list_interviews(session: Session, wanted: Wanted, page: int) -> list[ListedInterview]:
    """One page, counted from 1: planned ones by time, waiting transcripts, no-shows, what is done from the newest."""
    rank = case({"planned": 0, "unconfirmed": 1, "no_show": 2}, value=Interview.status, else_=3)
    when = func.coalesce(Interview.held_at, Interview.created_at)
    query = _narrowed(select(Interview, Participant), wanted)
    query = query.order_by(rank, col(Interview.planned_at).is_(None))
    query = query.order_by(case((col(Interview.status) == "planned", col(Interview.planned_at))), when.desc())
    found = session.exec(query.offset((page - 1) * PAGE).limit(PAGE)).all()
    counts = _counts(session, [interview.id for interview, _ in found])
    return [
        ListedInterview(interview, participant, *counts.get(interview.id, (0, 0))) for interview, participant in found
    ]


def statuses(session: Session, study_id: int) -> dict[str, int]:
    """How many interviews of a study are in each status."""
    query = select(Interview.status, func.count()).where(Interview.study_id == study_id)
    return dict(session.exec(query.group_by(Interview.status)).all())


def turns(session: Session, interview_id: int) -> list[Utterance]:
    """What was said, in order."""
    query = select(Utterance).where(Utterance.interview_id == interview_id)
    return list(session.exec(query.order_by(col(Utterance.position), col(Utterance.id))))


def count_marked(session: Session, interview_id: int) -> tuple[int, int]:
    """How many of the participant's turns are marked, and how many there are."""
    query = select(func.count(col(Utterance.topic)), func.count()).where(
        Utterance.interview_id == interview_id, Utterance.role == "participant"
    )
    marked, said = session.exec(query).one()
    return marked, said


def _narrowed(query: Any, wanted: Wanted) -> Any:
    query = query.select_from(Interview).outerjoin(Participant, col(Participant.id) == Interview.participant_id)
    query = query.where(Interview.study_id == wanted.study_id)
    if wanted.status:
        query = query.where(Interview.status == wanted.status)
    texts = (Interview.title, Participant.pseudonym, Interview.host, Interview.recorder)
    for word in wanted.search.split():
        query = query.where(or_(*(col(text).contains(word, autoescape=True) for text in texts)))
    return query


def _counts(session: Session, ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    counted = select(col(Utterance.interview_id), func.count(), func.count(col(Utterance.topic)))
    counted = counted.where(col(Utterance.interview_id).in_(ids), Utterance.role == SpeakerRole.PARTICIPANT)
    rows = session.exec(counted.group_by(col(Utterance.interview_id)))
    return {interview_id: (turns, marked) for interview_id, turns, marked in rows if interview_id is not None}
