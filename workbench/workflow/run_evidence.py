"""What a run sees of a study: who takes part, what they said, their closed answers; and a fingerprint of it."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sqlmodel import Session, String, cast, col, func, select

from workbench.records.analysis import ClosedValue, Person, Said
from workbench.records.evidence import Topic
from workbench.storage.queries.segments import taking_part
from workbench.storage.tables import Answer, Participant, Question, Utterance

FORMING_KINDS = ("single", "multiple", "scale", "number")
_UNSPOKEN = (Topic.SEGMENT, Topic.CONTACT)
_TOPICS = {topic.value: topic for topic in Topic}


@dataclass(frozen=True)
class Seen:
    """Everybody by id, in order, and by person the rows (utterance id, topic, text) and the answers by question."""

    participants: list[int]
    said: Mapping[int, list[tuple[int, str, str]]]
    closed: Mapping[int, list[tuple[str, ClosedValue]]]

    def fingerprints(self) -> dict[str, str]:
        """For each person, by id, a digest of what they said and answered, in hexadecimal."""
        return {
            f"{one}": _digest(
                "".join([f"{source} {topic} {len(text)} {text}" for source, topic, text in self.said.get(one, ())])
                + repr(self.closed.get(one))
            )
            for one in self.participants
        }

    def people(self) -> list[Person]:
        """The same, as the analysis takes it."""
        return [
            Person(
                id=f"{one}",
                said=tuple(Said(source, _TOPICS[topic], text) for source, topic, text in self.said.get(one, ())),
                closed=dict(self.closed.get(one, ())),
            )
            for one in self.participants
        ]


def gather(session: Session, study_id: int) -> list[Person]:
    """Everybody who was not screened out or dropped, with what they said and the closed answers that form segments."""
    return see(session, study_id).people()


def see(session: Session, study_id: int) -> Seen:
    """What `gather` gathers, as rows.

    Only closed questions about behaviour form segments; attributes (属性) describe them.
    """
    everybody = session.exec(taking_part(study_id).order_by(col(Participant.id)))
    return Seen(list(everybody.all()), _said(session, study_id), _closed(session, study_id))


def fingerprint(digests: Mapping[str, str]) -> str:
    """The digest of everybody's: other words, answers or people, another digest."""
    return _digest(repr(sorted(digests.items())))


def shortened(digests: Mapping[str, str]) -> dict[str, str]:
    """Enough of each digest to see whether a person's evidence has changed."""
    return {person: digest[:16] for person, digest in digests.items()}


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def _said(session: Session, study_id: int) -> dict[int, list[tuple[int, str, str]]]:
    topic = func.coalesce(Utterance.topic, Topic.CONTEXT)
    query = (
        select(Utterance.participant_id, Utterance.id, topic, Utterance.text)
        .where(Utterance.study_id == study_id, Utterance.role == "participant", topic.not_in(_UNSPOKEN))
        .order_by(col(Utterance.id))
    )
    found: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    for person, *said in session.connection().execute(query).all():
        found[person].append(tuple(said))
    return found


def _closed(session: Session, study_id: int) -> dict[int, list[tuple[str, ClosedValue]]]:
    query = (
        select(Answer.participant_id, Answer.question_id, cast(Answer.value, String))
        .join(Question, col(Question.id) == Answer.question_id)
        .where(Question.study_id == study_id, Question.topic == Topic.BEHAVIOUR)
        .where(col(Question.kind).in_(FORMING_KINDS))
        .order_by(col(Answer.question_id))
    )
    found: dict[int, list[tuple[str, ClosedValue]]] = defaultdict(list)
    for person, question, answer in session.connection().execute(query).all():
        found[person].append((f"{question}", _value(answer)))
    return found


@lru_cache(maxsize=10_000)
def _value(answer: str | None) -> ClosedValue:
    """An answer out of its JSON; thousands of people share a few answers."""
    value: ClosedValue = None if answer is None else json.loads(answer)
    return float(value) if isinstance(value, int) else value
