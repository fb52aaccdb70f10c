"""The draft as the editor shows it: sections of cards, each with its fields, its problems and the advice on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from flask_babel import gettext as _

from workbench.records import Problem
from workbench.records.advice import Advice
from workbench.storage.tables import Form
from workbench.web.studio.condition_form import ConditionForm, sentence, stored_condition
from workbench.workflow.condition_rows import Subject, subjects
from workbench.workflow.question_fields import QuestionFields, read_fields
from workbench.workflow.question_kinds import UNASKED, options, shown

Json = dict[str, Any]
Place = str | int | None
CONDITIONS = ("visible_if", "required_if")


@dataclass
class Card:
    """A question, or what stands between questions.

    `number` counts the questions of the form from 1 and is 0 for what is none; `options` are closed answers, value and
    text, with `marks` those that must or must not be chosen. `depth` says in how many panels it stands, `first` and
    `last` where it cannot be moved up or down. `said` are its conditions as sentences, `conditions` the opened card's.
    """

    name: str
    anchor: str
    number: int
    page: int
    depth: int
    fields: QuestionFields
    options: list[tuple[str, str]]
    pictures: dict[str, str]
    marks: dict[str, str]
    said: list[str]
    problems: list[Problem] = field(default_factory=list)
    advice: list[Advice] = field(default_factory=list)
    opened: bool = False
    first: bool = False
    last: bool = False
    conditions: dict[str, ConditionForm] = field(default_factory=dict)


@dataclass
class Section:
    """A page of the form, counted from 0."""

    number: int
    title: str
    description: str
    visible_if: str
    said: str
    problems: list[Problem]
    advice: list[Advice]
    condition: ConditionForm | None = None
    cards: list[Card] = field(default_factory=list)


@dataclass
class Opened:
    """What is being edited: a question or a page, with what was typed there if it is not stored yet."""

    question: str = ""
    page: int | None = None
    typed: QuestionFields | None = None
    texts: dict[str, str] | None = None
    conditions: dict[str, ConditionForm] = field(default_factory=dict)
    problem: str = ""


class Draft:
    """A form with what was found out about it: problems and advice by place, its questions for conditions."""

    def __init__(self, form: Form, problems: list[tuple[Place, Problem]], advice: list[Advice]) -> None:
        self.form = form
        self.problems = problems
        self.advice = advice
        self.known = subjects(form.definition)

    def problems_at(self, place: Place) -> list[Problem]:
        """What stands in the way at a question or a page."""
        return [problem for where, problem in self.problems if where == place and type(where) is type(place)]

    def sections(self, opened: Opened) -> list[Section]:
        """The pages in order with their cards; one card or one page is open at most."""
        sections = []
        for number, page in enumerate(self.form.definition["pages"]):
            section = self._section(number, page, opened)
            section.cards = [self._card(one, number, depth, opened) for one, depth in _flat(page, 0)]
            sections.append(section)
        _mark_ends(sections)
        return sections

    def condition(self, field: str, text: str, before: Json) -> ConditionForm:
        """A condition as it stands, on the questions before an element or a page."""
        return stored_condition(field, text, self.known, _names_before(self.form.definition, before))

    def _section(self, number: int, page: Json, opened: Opened) -> Section:
        is_open, condition = opened.page == number, shown(page.get("visibleIf"))
        texts = {name: shown(page.get(name)) for name in ("title", "description")}
        if is_open:
            texts |= opened.texts or {}
        return Section(
            number=number,
            title=texts["title"],
            description=texts["description"],
            visible_if=condition,
            said=sentence(condition, self.known, _("才显示这一页")),
            problems=self.problems_at(number),
            advice=[one for one in self.advice if one.page == number],
            condition=self._conditions(page, opened, ("visible_if",))["visible_if"] if is_open else None,
        )

    def _card(self, element: Json, page: int, depth: int, opened: Opened) -> Card:
        name, is_open = element["name"], opened.question == element["name"]
        subject = self.known.get(name)
        fields = read_fields(element, self.form.rules)
        return Card(
            name=name,
            anchor=anchor(name),
            number=subject.number if subject else 0,
            page=page,
            depth=depth,
            fields=opened.typed if is_open and opened.typed else fields,
            options=options(element),
            pictures={str(one["value"]): one.get("imageLink", "") for one in _picture_choices(element)},
            marks=self.form.rules.get("options", {}).get(name, {}),
            said=_sentences(fields, self.known),
            problems=self.problems_at(name),
            advice=[one for one in self.advice if one.question == name],
            opened=is_open,
            conditions=self._conditions(element, opened, CONDITIONS) if is_open else {},
        )

    def _conditions(self, element: Json, opened: Opened, fields: tuple[str, ...]) -> dict[str, ConditionForm]:
        names = {"visible_if": "visibleIf", "required_if": "requiredIf"}
        stored = {one: self.condition(one, shown(element.get(names[one])), element) for one in fields}
        return {**stored, **opened.conditions}


def anchor(name: str) -> str:
    """The id of a question's card; names may hold any letter."""
    return f"q-{quote(name, safe='')}"


def address_of(place: Place) -> str:
    """The link to a question's card or to a page of the editor."""
    if place is None:
        return ""
    return f"#p{place}" if isinstance(place, int) else f"#{anchor(place)}"


def _flat(node: Json, depth: int) -> Iterator[tuple[Json, int]]:
    for element in node["elements"]:
        yield element, depth
        if "elements" in element:
            yield from _flat(element, depth + 1)


def _names_before(definition: Json, element: Json) -> Iterator[str]:
    """The questions that are asked before an element or a page."""
    for page in definition["pages"]:
        if page is element:
            return
        for one, _depth in _flat(page, 0):
            if one is element:
                return
            if one["type"] not in UNASKED:
                yield one["name"]


def _sentences(fields: QuestionFields, known: Mapping[str, Subject]) -> list[str]:
    """The conditions of a question for reading; one that menus cannot say stands as it is written."""
    said = []
    for text, then in ((fields.visible_if, _("才显示")), (fields.required_if, _("才必填"))):
        if text:
            said.append(sentence(text, known, then) or _("%(then)s：%(condition)s", then=then, condition=text))
    return said


def _picture_choices(element: Json) -> list[Json]:
    return [one for one in element["choices"] if isinstance(one, dict)] if element["type"] == "imagepicker" else []


def _mark_ends(sections: list[Section]) -> None:
    """The first and the last element of the form."""
    tops = [[card for card in section.cards if card.depth == 0] for section in sections]
    if tops[0]:
        tops[0][0].first = True
    if tops[-1]:
        tops[-1][-1].last = True
