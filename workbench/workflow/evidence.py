"""Answers become evidence, the same way from a form and from a table: questions, participants, answers, utterances."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, cast

from sqlalchemy import bindparam, insert
from sqlmodel import Session, SQLModel, col, func, select, update

from workbench.records.facts import Kind, QuestionFacts
from workbench.storage import add
from workbench.storage.engine import once
from workbench.storage.tables import Answer, Participant, Question, Utterance, now

Value = str | float | list[str] | None
_NUMBERED = re.compile(r"P[0-9]{3,9}")
_NAMES = select(Participant.pseudonym).where(col(Participant.study_id) == bindparam("study_id"))
_LAST_NAME = _NAMES.order_by(col(Participant.id).desc()).limit(1)
_SAME_NAME = _NAMES.where(col(Participant.pseudonym) == bindparam("name"))
_TABLES: tuple[type[SQLModel], ...] = (Participant, Answer, Utterance)
_INSERTS = {table: insert(table.__table__) for table in _TABLES}  # type: ignore[attr-defined]


def sync_questions(session: Session, study_id: int, source: str, facts: Sequence[QuestionFacts]) -> dict[str, Question]:
    """Bring the questions of a source (`form:3`, `import:5`) up to date; those that are gone stay, with their answers.

    Returns the questions by key, in the order of `facts`.
    """
    known = {q.key: q for q in session.exec(select(Question).where(Question.source == source))}
    for position, fact in enumerate(facts):
        values = {**fact.model_dump(mode="json"), "position": position}
        question = known.get(fact.key)
        if question is None:
            known[fact.key] = question = Question(study_id=study_id, source=source, **values)
            add(session, question)
            continue
        moved = question.topic != values["topic"]
        question.sqlmodel_update(values)
        if moved:
            set_topic(session, question, values["topic"])
    return {fact.key: known[fact.key] for fact in facts}


def set_topic(session: Session, question: Question, topic: str | None) -> None:
    """Say what a question speaks of; its answers' utterances follow."""
    question.topic = topic
    session.exec(update(Utterance).where(col(Utterance.question_id) == question.id).values(topic=topic))


@dataclass(frozen=True)
class Origin:
    """Who somebody is where the answers come from; `source` is `form:<id>`, `import:<id>` or `hand`."""

    study_id: int
    source: str
    key: str


def add_participant(session: Session, origin: Origin, *, pseudonym: str = "") -> Participant:
    """A new participant; the pseudonym is made unique in the study, `P001`, `P002` … when none is given."""
    wanted, study_id = pseudonym.strip()[:60], origin.study_id
    name = _Pseudonyms(session, study_id).free(wanted) if wanted else _next_number(session, study_id)
    participant = Participant(**_columns(origin, name), attributes={})
    add(session, participant)
    return participant


def add_newcomer(session: Session, origin: Origin, **described: object) -> int:
    """The id of a new participant under the next free number: stored as a row, past the objects that cost thrice."""
    columns = {**_columns(origin, _next_number(session, origin.study_id)), **described}
    stored = session.connection().execute(_INSERTS[Participant], columns)
    return cast(tuple[int], stored.inserted_primary_key)[0]


def _columns(origin: Origin, pseudonym: str) -> dict[str, Any]:
    return {
        "study_id": origin.study_id,
        "source": origin.source,
        "source_key": origin.key,
        "pseudonym": pseudonym,
        "created_at": now(),
    }


def _next_number(session: Session, study_id: int) -> str:
    """The number after the one given out last, without a look at all the others."""
    ask = session.connection().execute
    numbers = once(session, ("numbers", study_id), lambda: count(_last_number(session, study_id) + 1))
    names = (f"P{number:03d}" for number in numbers)
    return next(name for name in names if ask(_SAME_NAME, {"study_id": study_id, "name": name}).scalar() is None)


def _last_number(session: Session, study_id: int) -> int:
    last = session.connection().execute(_LAST_NAME, {"study_id": study_id}).scalar() or ""
    if _NUMBERED.fullmatch(last):
        return int(last[1:])
    return session.exec(select(func.count()).where(Participant.study_id == study_id)).one()


def record_answers(
    session: Session, participant_id: int, questions: Mapping[str, Question], values: Mapping[str, Value]
) -> None:
    """Store a new participant's answers; an open answer with words in it also becomes an utterance, verbatim."""
    given = list(_given(questions, values))
    said = [(question, value) for question, value in given if is_said(question, value)]
    _insert(session, Answer, [answer_values(question, participant_id, value) for question, value in given])
    _insert(session, Utterance, [utterance_values(question, participant_id, value) for question, value in said])


@dataclass(frozen=True)
class Respondent:
    """Somebody with all answers by question key, as a table has them; `key` is as in `Origin`."""

    key: str
    values: Mapping[str, Value]
    pseudonym: str = ""


def add_respondents(
    session: Session, study_id: int, source: str, questions: Mapping[str, Question], respondents: Sequence[Respondent]
) -> None:
    """Thousands of new participants with their answers, by the rules of `add_participant` and `record_answers`."""
    names = _Pseudonyms(session, study_id)
    people = [
        {
            "study_id": study_id,
            "source": source,
            "source_key": one.key,
            "pseudonym": names.free(one.pseudonym.strip()[:60]),
        }
        for one in respondents
    ]
    _insert(session, Participant, people)
    ids = dict(session.exec(select(Participant.source_key, Participant.id).where(Participant.source == source)).all())
    given = [(ids[one.key], *pair) for one in respondents for pair in _given(questions, one.values)]
    said = [(person, question, value) for person, question, value in given if is_said(question, value)]
    _insert(session, Answer, [answer_values(question, person, value) for person, question, value in given])
    _insert(session, Utterance, [utterance_values(question, person, value) for person, question, value in said])


def _insert(session: Session, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
    """Many rows at once, past the objects that would cost ten times as long; columns left out get their defaults."""
    if rows:
        session.connection().execute(_INSERTS[table], rows)


def is_said(question: Question, value: Value) -> bool:
    """Whether an answer is something that was said: an open one with words in it."""
    return question.kind == Kind.OPEN and isinstance(value, str) and bool(value.strip())


def answer_values(question: Question, participant_id: int, value: Value) -> dict[str, Any]:
    """The columns of an answer."""
    return {"participant_id": participant_id, "question_id": question.id, "value": value, "original": None}


def utterance_values(question: Question, participant_id: int, text: Value) -> dict[str, Any]:
    """The columns of an open answer's utterance."""
    return {
        "study_id": question.study_id,
        "participant_id": participant_id,
        "question_id": question.id,
        "position": question.position,
        "topic": question.topic,
        "text": text,
    }


def _given(questions: Mapping[str, Question], values: Mapping[str, Value]) -> Iterator[tuple[Question, Value]]:
    for key, question in questions.items():
        value = values.get(key)
        if value is not None and value not in ("", []):
            yield question, value


class _Pseudonyms:
    """The pseudonyms of a study; each that is given out is taken from then on."""

    def __init__(self, session: Session, study_id: int) -> None:
        self._taken = set(session.exec(select(Participant.pseudonym).where(Participant.study_id == study_id)))
        self._number = len(self._taken)
        self._repeats: dict[str, int] = {}

    def free(self, wanted: str) -> str:
        """`wanted`, with a number where it is taken; the next number where nothing is wanted."""
        found = wanted
        while not found or found in self._taken:
            found = self._repeated(wanted) if wanted else self._next()
        self._taken.add(found)
        return found

    def _next(self) -> str:
        self._number += 1
        return f"P{self._number:03d}"

    def _repeated(self, wanted: str) -> str:
        self._repeats[wanted] = self._repeats.get(wanted, 1) + 1
        return f"{wanted} {self._repeats[wanted]}"
