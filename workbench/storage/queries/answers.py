"""Reads about answers: the table of a source, page by page, and one participant's answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import case, or_
from sqlmodel import Session, col, func, select

from workbench.records.facts import Kind
from workbench.storage.queries.exclusions import counted, listed_state
from workbench.storage.tables import (
    Answer,
    AnswerImport,
    Form,
    FormVersion,
    Participant,
    Question,
    Submission,
    Utterance,
)

CLOSED = (Kind.SINGLE, Kind.MULTIPLE)
CHUNK = 500  # participants whose answers are read at once; SQLite takes at most 32 766 values a statement


@dataclass(frozen=True)
class Wanted:
    """Which rows of a source (`form:<id>`, `import:<id>`) and in which order.

    Each of `words` occurs in an answer or the pseudonym; `state` is one of people who are counted, or
    `exclusions.EXCLUDED`; `choice` is a question's id with one of its values; `sort` is
    `pseudonym`, `state`, `time` or a question's id.
    """

    source: str
    words: str = ""
    state: str = ""
    choice: tuple[int, str] | None = None
    sort: str = "time"
    descending: bool = True


@dataclass(frozen=True)
class AnswerRow:
    """A participant's line: when it was completed and the answers by question id."""

    participant: Participant
    at: datetime
    values: dict[int, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Funnel:
    """How many people opened the first page of a form, finished it, and are whom we look for."""

    started: int
    completed: int
    qualified: int


@dataclass(frozen=True)
class Answered:
    """A question with a participant's answer and what it became; both None where nothing was said."""

    question: Question
    answer: Answer | None
    utterance: Utterance | None


def title_of(session: Session, study_id: int, source: str) -> str | None:
    """What the form or import `source` of this study is called; None when the study has none such."""
    kind, _, number = source.partition(":")
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        return None
    row: Form | AnswerImport | None = None
    if kind == "form":
        row = session.get(Form, int(number))
    if kind == "import":
        row = session.get(AnswerImport, int(number))
    return row.title if row is not None and row.study_id == study_id else None


def questions_of(session: Session, source: str) -> list[Question]:
    """The questions of a source in order."""
    query = select(Question).where(Question.source == source).order_by(col(Question.position), col(Question.id))
    return list(session.exec(query))


def answered_among(session: Session, question_ids: Sequence[int]) -> set[int]:
    """Those of these questions that somebody answered."""
    given = select(1).where(Answer.question_id == Question.id).correlate(Question).exists()
    return set(session.exec(select(Question.id).where(col(Question.id).in_(question_ids), given)))


def funnel(session: Session, form_id: int) -> Funnel:
    """The counts of a form's submissions; who was left out is not one of those we look for."""
    qualified = case((col(Submission.qualified).is_(True) & counted(), 1))
    query = select(func.count(), func.count(col(Submission.completed_at)), func.count(qualified))
    query = query.select_from(Submission).outerjoin(Participant, col(Participant.id) == Submission.participant_id)
    return Funnel(*session.exec(query.where(Submission.form_id == form_id)).one())


def states(session: Session, source: str) -> dict[str, int]:
    """How many participants of a source the table shows under each state."""
    state = listed_state()
    query = select(state, func.count()).where(Participant.source == source)
    return dict(session.exec(query.group_by(state)).all())


def count_rows(session: Session, wanted: Wanted) -> int:
    """How many rows there are."""
    found: int = session.exec(_narrowed(session, select(func.count(col(Participant.id))), wanted)).one()
    return found


def rows(session: Session, wanted: Wanted, *, offset: int = 0, limit: int | None = None) -> Iterator[AnswerRow]:
    """The rows in the order wanted, read in pieces; those without an answer to the question sorted by come last."""
    at = func.coalesce(Submission.completed_at, Participant.created_at, type_=Submission.__table__.c.completed_at.type)  # type: ignore[attr-defined]
    query = _narrowed(session, select(Participant, at), wanted)
    query = query.outerjoin(Submission, col(Submission.participant_id) == Participant.id)
    query = _sorted(session, query, wanted, at)
    heads = session.exec(query.offset(offset).limit(limit)).all()
    for start in range(0, len(heads), CHUNK):
        piece = heads[start : start + CHUNK]
        values = _values(session, [participant.id for participant, _ in piece])
        yield from (AnswerRow(participant, moment, values.get(participant.id, {})) for participant, moment in piece)


def answered(session: Session, participant: Participant, questions: Sequence[Question]) -> list[Answered]:
    """These questions of a participant's source with the answers."""
    answers = {a.question_id: a for a in session.exec(select(Answer).where(Answer.participant_id == participant.id))}
    said = select(Utterance).where(Utterance.participant_id == participant.id, col(Utterance.question_id).is_not(None))
    utterances = {u.question_id: u for u in session.exec(said)}
    return [Answered(one, answers.get(one.id), utterances.get(one.id)) for one in questions]


def submission_of(session: Session, participant_id: int) -> tuple[Submission, FormVersion] | None:
    """The submission that a participant came with, and the version that was answered; None for imported people."""
    query = (
        select(Submission, FormVersion)
        .join(FormVersion, col(FormVersion.id) == Submission.version_id)
        .where(Submission.participant_id == participant_id)
    )
    found = session.exec(query).first()
    return (found[0], found[1]) if found else None


def _values(session: Session, participant_ids: Sequence[int]) -> dict[int, dict[int, Any]]:
    query = select(Answer.participant_id, Answer.question_id, Answer.value).where(
        col(Answer.participant_id).in_(participant_ids)
    )
    found: dict[int, dict[int, Any]] = {}
    for participant_id, question_id, value in session.exec(query):
        found.setdefault(participant_id, {})[question_id] = value
    return found


def _narrowed(session: Session, query: Any, wanted: Wanted) -> Any:
    query = query.where(Participant.source == wanted.source)
    if wanted.state:
        query = query.where(listed_state() == wanted.state)
    if wanted.choice:
        question_id, value = wanted.choice
        query = query.where(_some_answer(lambda item: item == value, Answer.question_id == question_id))
    words = wanted.words.split()
    closed = [q for q in questions_of(session, wanted.source) if q.kind in CLOSED] if words else []
    return query.where(*(_says(word, closed) for word in words))


def _says(word: str, closed: Sequence[Question]) -> Any:
    """Whether a participant's pseudonym or an answer, as it is shown, contains `word`."""

    def has(item: Any) -> Any:
        return item.contains(word, autoescape=True)

    hits = [has(col(Participant.pseudonym)), _some_answer(has, col(Answer.question_id).not_in([q.id for q in closed]))]
    for question in closed:
        texts = {choice["value"]: choice["text"] for choice in question.choices}
        shown = [value for value, text in texts.items() if word.lower() in text.lower()]

        def matches(item: Any, shown: list[str] = shown, texts: dict[str, str] = texts) -> Any:
            return or_(item.in_(shown), has(item) & item.not_in(list(texts)))

        hits.append(_some_answer(matches, Answer.question_id == question.id))
    return or_(*hits)


def _some_answer(test: Any, *conditions: Any) -> Any:
    """Whether a participant has an answer, or an item of a list of answers, that passes `test`."""
    items = func.json_each(Answer.value).table_valued("value", joins_implicitly=True)
    return (
        select(1)
        .select_from(Answer, items)
        .where(Answer.participant_id == Participant.id, *conditions, test(items.c.value))
        .correlate(Participant)
        .exists()
    )


def _sorted(session: Session, query: Any, wanted: Wanted, at: Any) -> Any:
    fixed = {"pseudonym": col(Participant.pseudonym), "state": col(Participant.state), "time": at}
    key = fixed.get(wanted.sort)
    if key is None:
        question = session.get(Question, int(wanted.sort))
        query = query.outerjoin(
            Answer, (col(Answer.participant_id) == Participant.id) & (col(Answer.question_id) == int(wanted.sort))
        )
        key = _sort_key(question)
    order = key.desc() if wanted.descending else key.asc()
    return query.order_by(order.nulls_last(), col(Participant.id))


def _sort_key(question: Question | None) -> Any:
    """Closed answers in the order of their choices, several by how many, everything else as it is."""
    value = func.json_extract(Answer.value, "$")
    if question is None or not question.choices:
        return value
    if question.kind == Kind.MULTIPLE:
        return func.json_array_length(Answer.value)
    return case({choice["value"]: place for place, choice in enumerate(question.choices)}, value=value)
