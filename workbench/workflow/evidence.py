"""Answers become evidence, the same way from a form and from a table: questions, participants, answers, utterances."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, select, update

from workbench.records.facts import Kind, QuestionFacts
from workbench.storage import add
from workbench.storage.tables import Answer, Participant, Question, Utterance

Value = str | float | list[str] | None


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


def add_participant(session: Session, origin: Origin, *, pseudonym: str = "", state: str = "qualified") -> Participant:
    """A new participant; the pseudonym is made unique in the study, `P001`, `P002` … when none is given."""
    participant = Participant(
        study_id=origin.study_id,
        source=origin.source,
        source_key=origin.key,
        pseudonym=_free_pseudonym(session, origin.study_id, pseudonym.strip()[:60]),
        state=state,
    )
    add(session, participant)
    return participant


def record_answers(
    session: Session, participant: Participant, questions: Mapping[str, Question], values: Mapping[str, Value]
) -> None:
    """Store a new participant's answers; an open answer with words in it also becomes an utterance, verbatim."""
    for key, question in questions.items():
        value = values.get(key)
        if value is None or value in ("", []):
            continue
        session.add(Answer(participant_id=participant.id, question_id=question.id, value=value))
        if question.kind == Kind.OPEN and isinstance(value, str) and value.strip():
            session.add(
                Utterance(
                    study_id=participant.study_id,
                    participant_id=participant.id,
                    question_id=question.id,
                    position=question.position,
                    topic=question.topic,
                    text=value,
                )
            )


def _free_pseudonym(session: Session, study_id: int, wanted: str) -> str:
    """`wanted`, or the next number, with a suffix where it is taken."""
    taken = set(session.exec(select(Participant.pseudonym).where(Participant.study_id == study_id)))
    if wanted and wanted not in taken:
        return wanted
    if wanted:
        number = 2
        while f"{wanted} {number}" in taken:
            number += 1
        return f"{wanted} {number}"
    number = session.exec(select(func.count()).where(Participant.study_id == study_id)).one() + 1
    while f"P{number:03d}" in taken:
        number += 1
    return f"P{number:03d}"
