"""The questions of a draft as rules speak of them, and conditions on them as sentences. A draft may be unfinished."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from workbench.records.questions import Question
from workbench.surveys.conditions import Terms, read_terms
from workbench.surveys.screening import closed_options
from workbench.workflow.question_kinds import shown

Json = dict[str, Any]
_QUESTION: TypeAdapter[Question] = TypeAdapter(Question)


@dataclass(frozen=True)
class Asked:
    """A question: `options` are value → text, None where nothing is chosen from; `numeric` if it asks for a number."""

    name: str
    number: int
    title: str
    options: Mapping[str, str] | None
    numeric: bool


@dataclass(frozen=True)
class Clause:
    """A part of a condition that reads as a sentence: question, operator, the texts of what was chosen."""

    title: str
    operator: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Spoken:
    """A condition that reads as a sentence: all clauses hold ("and"), or one does ("or")."""

    joined: str
    clauses: tuple[Clause, ...]


def asked_questions(definition: Json) -> dict[str, Asked]:
    """All questions of a draft by name, in order, those in panels included."""
    found = {}
    for number, question in enumerate(_each(definition), start=1):
        options = _options(question)
        numeric = question.get("type") == "rating" or question.get("inputType") == "number"
        title = shown(question.get("title")) or question["name"]
        found[question["name"]] = Asked(question["name"], number, title, options, numeric)
    return found


def spoken(asked: Mapping[str, Asked], text: str) -> Spoken | None:
    """A condition as a sentence; None for one that only experts can read."""
    read = read_terms(text)
    if read is None:
        return None
    by_name = {name.lower(): question for name, question in asked.items()}
    if any(term.name.lower() not in by_name for term in read.terms):
        return None
    return Spoken(read.joined, tuple(_clauses(by_name, read)))


def terms_of(asked: Mapping[str, Asked], text: str) -> tuple[str, dict[str, tuple[str, tuple[str, ...]]]]:
    """How a condition is joined, and its operator and values by question; no questions if menus cannot say it."""
    read = read_terms(text)
    terms = {term.name: (term.operator, term.values) for term in read.terms} if read else {}
    fits = all(name in asked and operator in operators_of(asked[name]) for name, (operator, _) in terms.items())
    if read is None or not fits or len(terms) < len(read.terms):
        return "and", {}
    return read.joined, terms


def operators_of(question: Asked) -> tuple[str, ...]:
    """The operators that make sense for a question, the most likely first."""
    of_options = ("anyof", "allof", "noneof") if question.options else ()
    of_numbers = (">=", "<=", "=", "!=", ">", "<") if question.numeric else ()
    return (*of_options, *of_numbers, "notempty", "empty")


def _clauses(by_name: Mapping[str, Asked], read: Terms) -> Iterator[Clause]:
    for term in read.terms:
        question = by_name[term.name.lower()]
        texts = question.options or {}
        yield Clause(question.title, term.operator, tuple(texts.get(value, value) for value in term.values))


def _each(node: Json) -> Iterator[Json]:
    children: Sequence[Json] = node.get("pages") or node.get("elements") or ()
    for element in children:
        if "elements" in element:
            yield from _each(element)
        elif "name" in element:
            yield element


def _options(question: Json) -> Mapping[str, str] | None:
    try:
        return closed_options(_QUESTION.validate_json(json.dumps(question)))
    except ValidationError:  # an unfinished question, or text between the questions
        return None
