"""Reads about participants: the list with search and sort, and one person with everything of theirs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import exists, or_
from sqlmodel import Session, col, func, select

from workbench.records import SpeakerRole, Topic
from workbench.storage.queries.exclusions import listed_state
from workbench.storage.tables import Answer, AnswerImport, Form, Interview, Participant, Question, Utterance

PAGE = 50
SORTS = ("joined", "pseudonym", "state", "voices")


@dataclass(frozen=True)
class Wanted:
    """Which participants of a study, and in which order.

    Each word of `search` occurs in the pseudonym, an attribute, the note or an answer. `state` is one of people who are
    counted, or `exclusions.EXCLUDED`. `sort` is one of `SORTS`, with a minus before it for descending. `consent` is
    "missing" for those who were or will be interviewed without having agreed to a recording; notes are no recordings.
    """

    study_id: int
    search: str = ""
    state: str = ""
    source: str = ""
    consent: str = ""
    sort: str = "joined"


@dataclass(frozen=True)
class ListedParticipant:
    """A line of the list: `facts` are the attributes and the closed answers that describe the person."""

    participant: Participant
    voices: int
    interviews: int
    facts: list[str]


@dataclass(frozen=True)
class Conversation:
    """An interview with what the participant said in it."""

    interview: Interview
    turns: list[Utterance] = field(default_factory=list)


def count_participants(session: Session, wanted: Wanted) -> int:
    """How many there are."""
    count: int = session.exec(_narrowed(select(func.count(col(Participant.id))), wanted)).one()
    return count


def list_participants(session: Session, wanted: Wanted, page: int) -> list[ListedParticipant]:
    """One page, counted from 1."""
    order = _order(wanted.sort)
    query = _narrowed(select(Participant), wanted).order_by(order, col(Participant.id))
    people = session.exec(query.offset((page - 1) * PAGE).limit(PAGE)).all()
    ids = [person.id for person in people]
    voices = _counts(session, col(Utterance.participant_id), ids, Utterance.role == SpeakerRole.PARTICIPANT)
    interviews = _counts(session, col(Interview.participant_id), ids)
    answers = _describing_answers(session, ids)
    return [
        ListedParticipant(
            person,
            voices.get(person.id, 0),
            interviews.get(person.id, 0),
            [*person.attributes.values(), *answers.get(person.id, [])],
        )
        for person in people
    ]


def sources(session: Session, study_id: int) -> list[tuple[str, str]]:
    """Where the study's participants come from: source and title; the title of those added by hand is ''."""
    used = session.exec(select(Participant.source).where(Participant.study_id == study_id).distinct()).all()
    forms = session.exec(select(Form.id, Form.title).where(Form.study_id == study_id))
    imports = session.exec(select(AnswerImport.id, AnswerImport.title).where(AnswerImport.study_id == study_id))
    titles = {f"form:{number}": title for number, title in forms}
    titles |= {f"import:{number}": title for number, title in imports}
    return [(source, titles.get(source, "")) for source in sorted(used)]


def states(session: Session, study_id: int) -> dict[str, int]:
    """How many participants of a study a list by states shows under each."""
    state = listed_state()
    query = select(state, func.count()).where(Participant.study_id == study_id)
    return dict(session.exec(query.group_by(state)).all())


def conversations(session: Session, participant_id: int) -> list[Conversation]:
    """The participant's interviews, the latest first, with their own turns."""
    interviews = select(Interview).where(Interview.participant_id == participant_id)
    latest = func.coalesce(Interview.held_at, Interview.planned_at, Interview.created_at)
    found = {one.id: Conversation(one) for one in session.exec(interviews.order_by(latest.desc()))}
    turns = select(Utterance).where(
        Utterance.participant_id == participant_id, col(Utterance.interview_id).is_not(None)
    )
    for turn in session.exec(turns.order_by(col(Utterance.position))):
        found[turn.interview_id or 0].turns.append(turn)
    return list(found.values())


def pseudonyms(session: Session, study_id: int, *, most: int = 500) -> list[str]:
    """Names to choose from, those who were invited first."""
    invited = (col(Participant.state) == "invited").desc()
    query = select(Participant.pseudonym).where(Participant.study_id == study_id)
    return list(session.exec(query.order_by(invited, col(Participant.pseudonym)).limit(most)))


def _narrowed(query: Any, wanted: Wanted) -> Any:
    query = query.where(Participant.study_id == wanted.study_id)
    if wanted.state:
        query = query.where(listed_state() == wanted.state)
    if wanted.source:
        query = query.where(Participant.source == wanted.source)
    if wanted.consent == "missing":
        recorded = select(1).where(Interview.participant_id == Participant.id, col(Interview.kind) != "note")
        query = query.where(col(Participant.consent_recording).is_not(True), recorded.exists())
    return query.where(*(says(word) for word in wanted.search.split()))


def says(word: str) -> Any:
    """Whether anything about a participant contains `word`."""
    attribute = func.json_each(Participant.attributes).table_valued("value", joins_implicitly=True)
    item = func.json_each(Answer.value).table_valued("value", joins_implicitly=True)
    answers = select(1).select_from(Answer, item).where(Answer.participant_id == Participant.id)
    return or_(
        col(Participant.pseudonym).contains(word, autoescape=True),
        col(Participant.note).contains(word, autoescape=True),
        exists(select(1).select_from(attribute).where(attribute.c.value.contains(word, autoescape=True))),
        answers.where(item.c.value.contains(word, autoescape=True)).correlate(Participant).exists(),
    )


def _order(sort: str) -> Any:
    voices = (
        select(func.count())
        .where(Utterance.participant_id == Participant.id, Utterance.role == SpeakerRole.PARTICIPANT)
        .correlate(Participant)
        .scalar_subquery()
    )
    keys = {
        "joined": col(Participant.id),
        "pseudonym": col(Participant.pseudonym),
        "state": col(Participant.state),
        "voices": voices,
    }
    key = keys.get(sort.removeprefix("-"), col(Participant.id))
    return key.desc() if sort.startswith("-") else key.asc()


def _counts(session: Session, owner: Any, ids: Sequence[int], *conditions: Any) -> dict[int, int]:
    return dict(session.exec(select(owner, func.count()).where(owner.in_(ids), *conditions).group_by(owner)).all())


def _describing_answers(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    """Answers to the questions that say who somebody is (属性), as they are shown."""
    query = (
        select(Answer.participant_id, Answer.value, Question.choices)
        .join(Question, col(Question.id) == Answer.question_id)
        .where(col(Answer.participant_id).in_(ids), Question.topic == Topic.SEGMENT)
        .order_by(col(Question.position))
    )
    found: dict[int, list[str]] = {}
    for person, value, choices in session.exec(query):
        texts = {choice["value"]: choice["text"] for choice in choices}
        items = value if isinstance(value, list) else [value]
        found.setdefault(person, []).extend(
            texts.get(item, f"{item:g}" if isinstance(item, float) else str(item)) for item in items
        )
    return found
