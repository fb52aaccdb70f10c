"""Stored answers against what a file says now: first compared, as plain data, then carried out.

What a researcher corrected by hand always wins: such an answer is left as it is, and so is an edited utterance.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import delete, insert, update
from sqlalchemy import select as columns_of
from sqlmodel import Session, SQLModel, col, select

from workbench.storage.tables import Answer, Participant, Question, Utterance
from workbench.workflow.evidence import Value, answer_values, is_said, utterance_values
from workbench.workflow.utterances import rewrite_utterance

Place = tuple[int, str]


class Held(NamedTuple):
    """Something stored: its row, what it says, whether a researcher put it so."""

    row_id: int
    value: Any
    by_hand: bool


class Change(NamedTuple):
    """What should be stored for a participant and a question; a None value means nothing, a None row a new one."""

    participant_id: int
    key: str
    row_id: int | None
    value: Value


@dataclass(frozen=True)
class Stored:
    """What is stored of a source, by participant id and question key."""

    people: dict[str, int]
    answers: dict[Place, Held]
    utterances: dict[Place, Held]


def read_stored(session: Session, source: str) -> Stored:
    """All participants of a source by source key, with answers and utterances."""
    people = select(Participant.source_key, Participant.id).where(Participant.source == source)
    return Stored(
        dict(session.exec(people).all()),
        _held(session, source, Answer, (col(Answer.value), col(Answer.original))),
        _held(session, source, Utterance, (col(Utterance.text), col(Utterance.original_text))),
    )


def compare_answers(stored: Stored, wanted: Mapping[int, Mapping[str, Value]], keys: Sequence[str]) -> list[Change]:
    """How the answers of known participants to the questions `keys` differ from `wanted`, by participant id."""
    changes = []
    for person, values in wanted.items():
        for key in keys:
            held, value = stored.answers.get((person, key)), values.get(key)
            if held is None and value is not None:
                changes.append(Change(person, key, None, value))
            elif held is not None and not held.by_hand and held.value != value:
                changes.append(Change(person, key, held.row_id, value))
    return changes


def change_answers(
    session: Session, stored: Stored, questions: Mapping[str, Question], changes: Iterable[Change]
) -> None:
    """Store the changes and let the utterances follow."""
    changes = list(changes)
    _carry_out(session, Answer, changes, "value", lambda change: _answer(questions, change))
    current = {place: held.value for place, held in stored.answers.items()}
    current |= {(change.participant_id, change.key): change.value for change in changes}
    follow_utterances(session, stored, questions, current)


def follow_utterances(
    session: Session, stored: Stored, questions: Mapping[str, Question], answers: Mapping[Place, Value]
) -> None:
    """Bring the utterances of `questions` in line with the answers: an open answer is one, nothing else is."""
    changes = []
    for place in stored.utterances.keys() | answers.keys():
        person, key = place
        if key not in questions:
            continue
        held, value = stored.utterances.get(place), answers.get(place)
        text = value if is_said(questions[key], value) else None
        if (held is None and text) or (held and text is None):
            changes.append(Change(person, key, held.row_id if held else None, text))
        elif held and not held.by_hand and held.value != text:
            _rewrite(session, held.row_id, str(text))
    _carry_out(session, Utterance, changes, "text", lambda change: _utterance(questions, change))


def _rewrite(session: Session, utterance_id: int, text: str) -> None:
    utterance = session.get_one(Utterance, utterance_id)
    rewrite_utterance(session, utterance, text)
    utterance.original_text = None  # the participant said it differently; nobody edited it


def _carry_out(
    session: Session,
    table: type[SQLModel],
    changes: Sequence[Change],
    column: str,
    new: Callable[[Change], dict[str, Any]],
) -> None:
    added = [new(change) for change in changes if change.row_id is None]
    changed = [{"id": c.row_id, column: c.value} for c in changes if c.row_id is not None and c.value is not None]
    gone = [change.row_id for change in changes if change.row_id is not None and change.value is None]
    if added:
        session.execute(insert(table), added)
    if changed:
        session.execute(update(table), changed)
    for start in range(0, len(gone), 500):
        session.execute(delete(table).where(table.id.in_(gone[start : start + 500])))  # type: ignore[attr-defined]


def _answer(questions: Mapping[str, Question], change: Change) -> dict[str, Any]:
    return answer_values(questions[change.key], change.participant_id, change.value)


def _utterance(questions: Mapping[str, Question], change: Change) -> dict[str, Any]:
    return utterance_values(questions[change.key], change.participant_id, change.value)


def _held(session: Session, source: str, table: Any, columns: tuple[Any, Any]) -> dict[Place, Held]:
    query = columns_of(table.participant_id, col(Question.key), table.id, *columns)
    rows = session.execute(
        query.join(Question, col(Question.id) == table.question_id).where(col(Question.source) == source)
    )
    return {(person, key): Held(row, value, original is not None) for person, key, row, value, original in rows}
