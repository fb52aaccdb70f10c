"""Reads about everything that the people of a source answered, thousands at a time."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlmodel import Session, String, cast, col, func, select

from workbench.storage.tables import Answer, AuditEntry, Channel, Participant, Question, QuotaPlace, Submission

_LONGEST_REMEMBERED = 40  # characters of JSON: thousands share a few options, nobody shares a sentence


class Respondent(NamedTuple):
    """Somebody who answered; what only a form knows is empty for the people of a table.

    `seconds` are from the start to the end. `channel` is 0 for the form's own link and None where there is no form.
    """

    id: int
    pseudonym: str
    state: str
    attributes: Mapping[str, str]
    excluded_at: datetime | None
    excluded_for: str
    channel: int | None = None
    started_at: datetime | None = None
    completed_at: datetime | None = None
    contact: str = ""
    pasted: Sequence[str] | None = None

    @property
    def seconds(self) -> float | None:
        """How long it took."""
        if self.started_at is None or self.completed_at is None:
            return None
        return (self.completed_at - self.started_at).total_seconds()


def respondents(session: Session, source: str) -> list[Respondent]:
    """Everybody who answered a form to its end, or stands in a table, in the order in which they came."""
    query: Any = (
        select(  # type: ignore[call-overload]
            Participant.id,
            Participant.pseudonym,
            Participant.state,
            Participant.attributes,
            Participant.excluded_at,
            Participant.excluded_for,
            Submission.channel,
            Submission.started_at,
            Submission.completed_at,
            func.coalesce(Submission.contact_hash, ""),
            Submission.pasted,
        )
        .outerjoin(Submission, col(Submission.participant_id) == Participant.id)
        .where(Participant.source == source)
        .order_by(col(Participant.id))
    )
    return [Respondent(*row) for row in session.connection().execute(query)]


def values_of(session: Session, question_ids: Collection[int]) -> dict[int, dict[int, Any]]:
    """By question what each participant answered. Lists in it are shared: they are for reading alone."""
    found: dict[int, dict[int, Any]] = {question: {} for question in question_ids}
    query = select(Answer.question_id, Answer.participant_id, cast(Answer.value, String))
    rows = session.connection().execute(query.where(col(Answer.question_id).in_(question_ids)))
    for question, person, stored in rows.all():
        found[question][person] = _value(stored)
    return found


def fingerprint(session: Session, source: str) -> tuple[object, ...]:
    """Tells whether anybody of a source has come, gone or been corrected, or a question was changed; holds no words."""
    answers = (
        select(func.count(), func.max(Answer.id), func.sum(func.length(cast(Answer.value, String))))
        .join(Participant, col(Participant.id) == Answer.participant_id)
        .where(Participant.source == source)
    )
    people = select(func.count(), func.max(Participant.id)).where(Participant.source == source)
    found = (row for query in (answers, people) for row in session.connection().execute(query).one())
    return (*footing(session, source), *found)


def footing(session: Session, source: str) -> tuple[object, ...]:
    """The part of `fingerprint` that stays the same when people come or go: no question was changed, nothing corrected.

    It takes no longer for ten thousand people than for ten.
    """
    study = select(Participant.study_id).where(Participant.source == source).limit(1).scalar_subquery()
    corrected = select(func.count()).where(AuditEntry.study_id == study, AuditEntry.verb == "correct_answer")
    asked: Any = select(  # type: ignore[call-overload]
        Question.id, Question.kind, Question.topic, Question.title, cast(Question.choices, String)
    )
    questions = session.connection().execute(asked.where(Question.source == source).order_by(col(Question.id)))
    corrections = session.connection().execute(corrected).scalar()
    return (str(session.get_bind().engine.url), source, corrections, hash(tuple(map(tuple, questions))))


def count_people(session: Session, source: str) -> int:
    """How many people a source has by now."""
    return session.exec(select(func.count()).select_from(Participant).where(Participant.source == source)).one()


def channels_of(session: Session, form_id: int) -> dict[int, str]:
    """The names of a form's channels by id, the oldest first; the form's own link is not among them."""
    query = select(Channel.id, Channel.name).where(Channel.form_id == form_id).order_by(col(Channel.id))
    return dict(session.exec(query).all())


def people_in_cells(session: Session, form_id: int) -> dict[str, set[int]]:
    """The participants in each quota cell that has ever held somebody, whoever has dropped out since included."""
    found: dict[str, set[int]] = defaultdict(set)
    query = select(QuotaPlace.cell, QuotaPlace.participant_id).where(QuotaPlace.form_id == form_id)
    for cell, person in session.exec(query):
        found[cell].add(person)
    return dict(found)


def _value(stored: str | None) -> Any:
    if stored is None:
        return None
    return _remembered(stored) if len(stored) <= _LONGEST_REMEMBERED else json.loads(stored)


@lru_cache(maxsize=10_000)
def _remembered(stored: str) -> Any:
    return json.loads(stored)
