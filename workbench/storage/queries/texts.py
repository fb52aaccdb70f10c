"""Reads about what people said, and about the words of a study."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, col, func, select

from workbench.records import SpeakerRole, Topic
from workbench.storage.queries.exclusions import counted
from workbench.storage.tables import Interview, Participant, Question, StudyWord, Utterance

WORDS_A_PAGE = 200
SPOKEN_OF = (Topic.MOTIVATION, Topic.PAIN_POINT, Topic.BEHAVIOUR, Topic.CONTEXT)
OTHER = "other"


@dataclass(frozen=True)
class Wanted:
    """Which utterances of a study; never those of people who were left out.

    `topic` is one of `SPOKEN_OF` or `OTHER` (everything else), `source` is survey or interview; empty means all. Unless
    `everybody` is asked for, only participants speak.
    """

    study_id: int
    topic: str = ""
    source: str = ""
    everybody: bool = False


@dataclass(frozen=True)
class Said:
    """An utterance with who said it and where: in answer to the question `title`, or in the interview `title`."""

    id: int
    text: str
    topic: str | None
    role: str
    speaker: str
    participant_id: int | None
    pseudonym: str | None
    interview_id: int | None
    title: str | None

    @property
    def person(self) -> Hashable | None:
        """Who is counted for it: a participant, or a speaker of an interview that has none; nobody for other roles."""
        if self.role != SpeakerRole.PARTICIPANT:
            return None
        return self.participant_id or (self.interview_id, self.speaker)

    @property
    def name(self) -> str:
        """What the speaker is called."""
        return (self.pseudonym if self.role == SpeakerRole.PARTICIPANT else "") or self.speaker


def said(session: Session, wanted: Wanted) -> list[Said]:
    """The utterances by pseudonym, each person's answers before the interviews, in order."""
    query: Any = (
        select(  # type: ignore[call-overload]
            Utterance.id,
            Utterance.text,
            Utterance.topic,
            Utterance.role,
            Utterance.speaker,
            Utterance.participant_id,
            Participant.pseudonym,
            Utterance.interview_id,
            func.coalesce(Question.title, Interview.title),
        )
        .outerjoin(Participant, col(Participant.id) == Utterance.participant_id)
        .outerjoin(Question, col(Question.id) == Utterance.question_id)
        .outerjoin(Interview, col(Interview.id) == Utterance.interview_id)
        .where(*_conditions(wanted))
        .order_by(
            col(Participant.pseudonym).nulls_last(),
            col(Utterance.interview_id).nulls_first(),
            col(Utterance.position),
            col(Utterance.id),
        )
    )
    return [Said(*row) for row in session.exec(query)]


def anything_said(session: Session, study_id: int) -> bool:
    """Whether the study has any utterance at all."""
    return session.exec(select(Utterance.id).where(Utterance.study_id == study_id).limit(1)).first() is not None


def count_words(session: Session, study_id: int, search: str = "") -> dict[str, int]:
    """How many words of each kind contain `search`."""
    query = select(StudyWord.kind, func.count()).where(*_like(study_id, search)).group_by(col(StudyWord.kind))
    return dict(session.exec(query).all())


def list_words(session: Session, study_id: int, kind: str, search: str, page: int) -> list[StudyWord]:
    """One page, counted from 1, of the words of a kind that contain `search`, newest first."""
    query = select(StudyWord).where(StudyWord.kind == kind, *_like(study_id, search)).order_by(col(StudyWord.id).desc())
    return list(session.exec(query.offset((page - 1) * WORDS_A_PAGE).limit(WORDS_A_PAGE)))


def added_with(session: Session, study_id: int, word_id: int) -> list[StudyWord]:
    """The words that were added in one go with a word of the study, itself included; none where it is gone."""
    word = session.get(StudyWord, word_id)
    if word is None or word.study_id != study_id:
        return []
    query = select(StudyWord).where(
        StudyWord.study_id == study_id, StudyWord.kind == word.kind, StudyWord.created_at == word.created_at
    )
    return list(session.exec(query.order_by(col(StudyWord.id))))


def _conditions(wanted: Wanted) -> list[Any]:
    conditions: list[Any] = [Utterance.study_id == wanted.study_id, or_(col(Participant.id).is_(None), counted())]
    if not wanted.everybody:
        conditions.append(Utterance.role == SpeakerRole.PARTICIPANT)
    if wanted.topic == OTHER:
        conditions.append(or_(col(Utterance.topic).is_(None), col(Utterance.topic).not_in(SPOKEN_OF)))
    elif wanted.topic:
        conditions.append(Utterance.topic == wanted.topic)
    if wanted.source:
        interview = col(Utterance.interview_id)
        conditions.append(interview.is_not(None) if wanted.source == "interview" else interview.is_(None))
    return conditions


def _like(study_id: int, search: str) -> list[Any]:
    conditions: list[Any] = [StudyWord.study_id == study_id]
    if search:
        text, meant = col(StudyWord.text), col(StudyWord.counts_as)
        conditions.append(or_(text.contains(search, autoescape=True), meant.contains(search, autoescape=True)))
    return conditions
