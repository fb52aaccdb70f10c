"""People of a study by any filter: a segment, an attribute, an answer, a state, everybody else; or several at once."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlmodel import Session

from workbench.errors import N_, Message
from workbench.records.analysis import ClosedValue
from workbench.records.facts import Kind
from workbench.storage.queries import groups as reads
from workbench.storage.queries.segments import taking_part
from workbench.storage.tables import Question
from workbench.workflow.answers import STATES, answer_items
from workbench.workflow.consents import asks_consent, named_by_forms

REST = "rest"
FEWEST = 2
_MOST_VALUES = 40
_NUMBERS = (Kind.SCALE, Kind.NUMBER)


@dataclass(frozen=True)
class Group:
    """Those whom a filter lets through; `key` stands for it in an address.

    `heading` says what kind of filter it is, `label` which. `run_id` is that of a segment, `question_id` that of the
    question whose answer chose them, `by_hand` tells that a researcher picked them one by one. A group of those whom
    several filters let through has these as `parts`.
    """

    key: str
    heading: Message
    label: Message
    members: frozenset[int]
    run_id: int | None = None
    question_id: int | None = None
    by_hand: bool = False
    parts: tuple["Group", ...] = ()

    @property
    def filters(self) -> tuple["Group", ...]:
        """The group itself, or the several that it is the meeting of."""
        return self.parts or (self,)

    def named(self, tell: Callable[[Message], str] = str) -> str:
        """What the group is called beside its people."""
        return " + ".join(tell(one.label) for one in self.filters)

    def told(self, tell: Callable[[Message], str] = str) -> str:
        """What the group is called where its heading does not stand above it."""
        return " + ".join(
            ": ".join(text for text in (tell(one.heading), tell(one.label)) if text) for one in self.filters
        )


class StudyGroups:
    """The ways to group the people of a study, read once for a page."""

    def __init__(self, session: Session, study_id: int) -> None:
        self.session = session
        self.study_id = study_id

    @cached_property
    def people(self) -> frozenset[int]:
        """Everybody who is neither screened out nor dropped."""
        return frozenset(self.session.exec(taking_part(self.study_id)))

    @cached_property
    def _asked(self) -> Mapping[int, Question]:
        return {question.id: question for question in reads.closed_questions(self.session, self.study_id)}

    @cached_property
    def _stored(self) -> Mapping[int, Mapping[int, Any]]:
        return reads.answers_to(self.session, list(self._asked))

    @cached_property
    def questions(self) -> Mapping[int, Question]:
        """The closed questions, in order; one that asks for consent is none."""
        named = named_by_forms(self.session, self.study_id)
        return {key: one for key, one in self._asked.items() if not asks_consent(one, self._counts(one), named)}

    @cached_property
    def closed(self) -> Mapping[int, Mapping[int, ClosedValue]]:
        """What each person answered, as it is shown, or as a number where the question asks for one."""
        return {
            key: {person: _shown(question, value) for person, value in self._stored[key].items()}
            for key, question in self.questions.items()
        }

    @cached_property
    def all(self) -> Mapping[str, Group]:
        """Every way, by its key, in the order in which they are offered."""
        found = (*self._segments(), *self._attributes(), *self._answers(), *self._states())
        return {group.key: group for group in found if group.members}

    def find(self, key: str, other: Group | None = None) -> Group | None:
        """The group of this key; `rest` is everybody who takes part and is not in the `other`. None for an unknown."""
        if key != REST:
            return self.all.get(key)
        members = self.people - (other.members if other else frozenset())
        return Group(REST, Message(""), Message(N_("其他所有人")), members)

    def meeting(self, keys: Sequence[str], other: Group | None = None) -> Group | None:
        """Those who are in the groups of all these keys; None if one of them is unknown."""
        parts = tuple(part for key in dict.fromkeys(keys) if (part := self.find(key, other)))
        if not parts or len(parts) < len(set(keys)):
            return None
        members = frozenset.intersection(*(part.members for part in parts))
        together = Group("&".join(keys), Message(""), Message(""), members, parts=parts)
        return together if len(parts) > 1 else parts[0]

    def _counts(self, question: Question) -> list[int]:
        """How many people gave each answer."""
        given = (
            _shown(question, value) for person, value in self._stored[question.id].items() if person in self.people
        )
        return list(Counter(answer for value in given for answer in _listed(value)).values())

    def _segments(self) -> Iterator[Group]:
        found = reads.by_segment(self.session, self.study_id)
        newest = max((segment.run_id or 0 for segment, _ in found), default=0)
        for segment, members in found:
            heading = Message(N_("研究者判断"))
            if segment.run_id:
                heading = Message(N_("人群")) if segment.run_id == newest else Message(N_("以前分析的人群"))
            yield Group(
                f"segment:{segment.id}",
                heading,
                _plain(segment.name),
                frozenset(members),
                run_id=segment.run_id,
                by_hand=segment.run_id is None,
            )

    def _attributes(self) -> Iterator[Group]:
        for (name, value), members in reads.by_attribute(self.session, self.study_id).items():
            if len(here := self.people & members) >= FEWEST:
                yield Group(f"attribute:{name}={value}", _plain(name), _plain(value), here)

    def _answers(self) -> Iterator[Group]:
        for key, question in self.questions.items():
            by_answer: dict[str, set[int]] = {}
            for person, value in self.closed[key].items():
                for answer in _listed(value):
                    by_answer.setdefault(answer, set()).add(person)
            if len(by_answer) <= _MOST_VALUES:
                for answer, members in sorted(by_answer.items()):
                    if len(here := self.people & members) >= FEWEST:
                        yield Group(
                            f"answer:{key}={answer}", _plain(question.title), _plain(answer), here, question_id=key
                        )

    def _states(self) -> Iterator[Group]:
        for state, members in sorted(reads.by_state(self.session, self.study_id).items()):
            yield Group(f"state:{state}", Message(N_("状态")), Message(STATES.get(state, state)), frozenset(members))


def _shown(question: Question, value: Any) -> ClosedValue:
    if question.kind in _NUMBERS:
        return float(value) if isinstance(value, int | float) else None
    items = answer_items(question, value)
    return items if question.kind == Kind.MULTIPLE else next(iter(items), None)


def _listed(value: ClosedValue) -> list[str]:
    if value is None:
        return []
    if isinstance(value, list):
        return value
    return [value if isinstance(value, str) else f"{value:g}"]


def _plain(text: str) -> Message:
    """What a researcher or respondent wrote: shown as it is."""
    return Message("%(text)s", {"text": text})
