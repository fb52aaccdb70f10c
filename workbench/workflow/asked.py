"""What was asked in a form or table, beyond each question's answers: rankings, ends of scales, private matters."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from workbench.records import Topic
from workbench.storage.queries.forms import newest_version
from workbench.storage.tables import AnswerImport, Question


@dataclass(frozen=True)
class Asked:
    """By a question's key: which are rankings, from what to what a scale goes, which ask who somebody is."""

    rankings: frozenset[str] = frozenset()
    scales: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    private: frozenset[str] = frozenset()

    def is_private(self, question: Question) -> bool:
        """Whether an answer tells who somebody is or how to reach them."""
        return question.topic == Topic.CONTACT or question.key.removesuffix("-Comment").split(".")[0] in self.private


def asked_in(session: Session, source: str) -> Asked:
    """What is known of a source, `form:<id>` or `import:<id>`."""
    kind, _, number = source.partition(":")
    if kind == "form":
        version = newest_version(session, int(number))
        return _of_form(version.definition, version.rules) if version else Asked()
    table = session.get(AnswerImport, int(number))
    columns = table.columns if table else []
    return Asked(rankings=frozenset(column["key"] for column in columns if column.get("use") == "ranking"))


def _of_form(definition: Mapping[str, Any], rules: Mapping[str, Any]) -> Asked:
    elements = [one for page in definition.get("pages", []) for one in _elements(page.get("elements", []))]
    return Asked(
        rankings=frozenset(one["name"] for one in elements if one.get("type") == "ranking"),
        scales={
            one["name"]: (one.get("rateMin", 1), one.get("rateMax", 5))
            for one in elements
            if one.get("type") == "rating"
        },
        private=frozenset(rules.get("pii", [])),
    )


def _elements(elements: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The questions, those inside panels included."""
    for one in elements:
        if one.get("type") == "panel":
            yield from _elements(one.get("elements", []))
        else:
            yield one
