"""The questions of a draft as rules speak of them. A draft may be unfinished."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from workbench.records.questions import Question
from workbench.surveys.screening import closed_options
from workbench.workflow.question_kinds import UNASKED, shown

Json = dict[str, Any]
_QUESTION: TypeAdapter[Question] = TypeAdapter(Question)


@dataclass(frozen=True)
class Asked:
    """A question: `options` are value → text, None where nothing is chosen from; `question` is None if unfinished."""

    name: str
    number: int
    title: str
    options: Mapping[str, str] | None
    question: Question | None


def asked_questions(definition: Json) -> dict[str, Asked]:
    """All questions of a draft by name, in order, those in panels included."""
    found = {}
    for number, element in enumerate(_each(definition), start=1):
        name, question = element["name"], _read(element)
        options = closed_options(question) if question else None
        found[name] = Asked(name, number, shown(element.get("title")) or name, options, question)
    return found


def _each(node: Json) -> Iterator[Json]:
    children: Sequence[Json] = node.get("pages") or node.get("elements") or ()
    for element in children:
        if "elements" in element:
            yield from _each(element)
        elif "name" in element and element.get("type") not in UNASKED:
            yield element


def _read(element: Json) -> Question | None:
    try:
        return _QUESTION.validate_json(json.dumps(element))
    except ValidationError:  # an unfinished question, or text between the questions
        return None
