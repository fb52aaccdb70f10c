"""What was asked in a form or table: its questions, and beyond them rankings, ends of scales, private matters."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlmodel import Session

from workbench.errors import N_, Message
from workbench.records import Topic
from workbench.storage.queries.answers import answered_among, questions_of
from workbench.storage.queries.forms import newest_version, private_names
from workbench.storage.tables import AnswerImport, Question
from workbench.surveys.drafts import elements
from workbench.workflow.asked_questions import asked_questions


class Number(NamedTuple):
    """Which question of the form it was, as its editor counts, with its part; `other` for the words beside "other".

    Columns of a table are counted in their order.
    """

    question: int
    part: int = 0
    other: bool = False

    @property
    def told(self) -> Message:
        """The number as it is read: 6, 6.1, 6-其他."""
        if self.other:
            return Message(N_("%(number)s-其他"), {"number": self.question})
        return Message("%(number)s", {"number": f"{self.question}.{self.part}" if self.part else self.question})


@dataclass(frozen=True)
class Asked:
    """By a question's key: its number, which are rankings, the ends of scales, which ask who somebody is.

    What the newest version asks no more has no number.
    """

    numbers: Mapping[str, Number] = field(default_factory=dict)
    rankings: frozenset[str] = frozenset()
    scales: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    private: frozenset[str] = frozenset()

    def is_private(self, question: Question) -> bool:
        """Whether an answer tells who somebody is or how to reach them."""
        return question.topic == Topic.CONTACT or question.key.removesuffix("-Comment").split(".")[0] in self.private


def questions_in(session: Session, source: str) -> list[Question]:
    """The questions of a source in order; those that the newest version asks no more stay while they have answers."""
    questions, asked = questions_of(session, source), _asked_by_form(session, source)
    gone = [question.id for question in questions if asked is not None and question.key not in asked]
    kept = answered_among(session, gone) if gone else set()
    return [question for question in questions if question.id not in gone or question.id in kept]


def asked_in(session: Session, source: str) -> Asked:
    """What is known of a source, `form:<id>` or `import:<id>`."""
    kind, _, number = source.partition(":")
    if kind == "form":
        version = newest_version(session, int(number))
        return _of_form(version.definition, private_names(session, int(number))) if version else Asked()
    table = session.get(AnswerImport, int(number))
    columns = table.columns if table else []
    numbers = {one.key: Number(place) for place, one in enumerate(questions_of(session, source), start=1)}
    return Asked(numbers, rankings=frozenset(column["key"] for column in columns if column.get("use") == "ranking"))


def _asked_by_form(session: Session, source: str) -> frozenset[str] | None:
    """The keys of all that the newest version of a form asks; None of what is no form or was never published."""
    kind, _, number = source.partition(":")
    version = newest_version(session, int(number)) if kind == "form" else None
    return frozenset(_keys(version.definition)) if version else None


def _keys(definition: Mapping[str, Any]) -> Iterator[str]:
    """The names of the questions, with a part's for rows and items, and of the words beside "other"."""
    for one in _questions(definition):
        yield from _parts(one)
        yield one["name"]
        if one.get("showOtherItem"):
            yield f"{one['name']}-Comment"


def _parts(question: Mapping[str, Any]) -> list[str]:
    """The keys of the rows of a matrix, or of the items of several texts."""
    parts = [*question.get("rows", ()), *question.get("items", ())]
    several = question.get("type") in ("matrix", "multipletext")
    return [f"{question['name']}.{_key(part)}" for part in parts] if several else []


def _numbers(definition: Mapping[str, Any]) -> Iterator[tuple[str, Number]]:
    by_name = {name: one.number for name, one in asked_questions(dict(definition)).items()}
    for one in _questions(definition):
        if number := by_name.get(one["name"]):
            yield one["name"], Number(number)
            yield f"{one['name']}-Comment", Number(number, other=True)
            yield from ((key, Number(number, part)) for part, key in enumerate(_parts(one), start=1))


def _key(part: Any) -> str:
    return str(part.get("value", part.get("name")) if isinstance(part, Mapping) else part)


def _questions(definition: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    return (one for one in elements(dict(definition)) if one.get("type") != "panel")


def _of_form(definition: Mapping[str, Any], private: Iterable[str]) -> Asked:
    questions = list(_questions(definition))
    return Asked(
        numbers=dict(_numbers(definition)),
        rankings=frozenset(one["name"] for one in questions if one.get("type") == "ranking"),
        scales={
            one["name"]: (one.get("rateMin", 1), one.get("rateMax", 5))
            for one in questions
            if one.get("type") == "rating"
        },
        private=frozenset(private),
    )
