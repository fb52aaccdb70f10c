"""The draft as the editor shows it: sections of cards, each with its fields, its problems and the advice on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from flask_babel import gettext as _

from workbench.records import Problem
from workbench.records.advice import Advice
from workbench.storage.tables import Form
from workbench.web.studio.check_words import Check, checks_of
from workbench.web.studio.condition_form import ConditionForm, sentence, stored_condition
from workbench.web.studio.form_places import IN_PANEL, Placed, names_before, placed, places_for
from workbench.workflow.asked_questions import asked_questions
from workbench.workflow.condition_rows import Subject, subjects
from workbench.workflow.option_marks import turned_away
from workbench.workflow.question_fields import QuestionFields, read_fields
from workbench.workflow.question_kinds import options, shown

Json = dict[str, Any]
Place = str | int | None
CONDITIONS = ("visible_if", "required_if")


@dataclass
class Card:
    """A question, or what stands between questions.

    `kind` is the stored one; `number` counts the questions of the form from 1 and is 0 for what is none. `options` are
    listed in it, value and text; `items` are its lines, name and text. `marked` are the answers that can be marked,
    `turned_away` those of them that a rule turns away, with its reason. `depth` says in how many panels it stands,
    `panel` names the one that what is put after it comes into, `first` and `last` say where it cannot be moved up or
    down. `said` are its conditions as sentences. Only the opened card has `conditions`, the `checks` of its answer, the
    `places` to which it can be moved and the answers that its texts can repeat, name and title.
    """

    name: str
    kind: str
    anchor: str
    number: int
    page: int
    depth: int
    panel: str
    fields: QuestionFields
    options: list[tuple[str, str]]
    pictures: dict[str, str]
    items: list[tuple[str, str]]
    marked: Mapping[str, str]
    turned_away: dict[str, str]
    said: list[str]
    problems: list[Problem] = field(default_factory=list)
    advice: list[Advice] = field(default_factory=list)
    opened: bool = False
    first: bool = False
    last: bool = False
    conditions: dict[str, ConditionForm] = field(default_factory=dict)
    checks: list[Check] = field(default_factory=list)
    place: str = ""
    places: list[tuple[str, str]] = field(default_factory=list)
    repeatable: list[Subject] = field(default_factory=list)

    @property
    def answers(self) -> Mapping[str, str]:
        """All that can be chosen, value and text."""
        return self.marked or dict(self.options)


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
    repeatable: list[Subject] = field(default_factory=list)
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
        self.asked = asked_questions(form.definition)
        self.turned_away = turned_away(form.rules, self.asked)

    def problems_at(self, place: Place) -> list[Problem]:
        """What stands in the way at a question or a page."""
        return [problem for where, problem in self.problems if where == place and type(where) is type(place)]

    def sections(self, opened: Opened) -> list[Section]:
        """The pages in order with their cards; one card or one page is open at most."""
        sections = []
        for number, page in enumerate(self.form.definition["pages"]):
            section = self._section(number, page, opened)
            section.cards = [self._card(one, number, opened) for one in placed(page)]
            sections.append(section)
        _mark_ends(sections)
        return sections

    def condition(self, field: str, text: str, before: Json) -> ConditionForm:
        """A condition as it stands, on the questions before an element or a page."""
        return stored_condition(field, text, self.known, names_before(self.form.definition, before))

    def _repeatable(self, page: int) -> list[Subject]:
        """The questions whose answers are known before a page is shown."""
        before = {one.element["name"] for earlier in self.form.definition["pages"][:page] for one in placed(earlier)}
        return [subject for name, subject in self.known.items() if name in before]

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
            repeatable=self._repeatable(number) if is_open else [],
        )

    def _card(self, where: Placed, page: int, opened: Opened) -> Card:
        element, name = where.element, where.element["name"]
        is_open = opened.question == name
        subject, asked = self.known.get(name), self.asked.get(name)
        fields = read_fields(element, self.form.rules)
        return Card(
            name=name,
            kind=fields.kind,
            anchor=anchor(name),
            number=subject.number if subject else 0,
            page=page,
            depth=where.depth,
            panel=name if element.get("elements") == [] else where.panel,
            fields=opened.typed if is_open and opened.typed else fields,
            options=options(element),
            pictures={str(one["value"]): one.get("imageLink", "") for one in _picture_choices(element)},
            items=[(one["name"], shown(one.get("title")) or one["name"]) for one in element.get("items", ())],
            marked=(asked and asked.options) or {},
            turned_away=self.turned_away.get(name, {}),
            said=_sentences(fields, self.known),
            problems=self.problems_at(name),
            advice=[one for one in self.advice if one.question == name],
            opened=is_open,
            **(self._for_writing(where, page, opened) if is_open else {}),
        )

    def _for_writing(self, where: Placed, page: int, opened: Opened) -> Json:
        """What only the opened card shows."""
        return {
            "conditions": self._conditions(where.element, opened, CONDITIONS),
            "checks": checks_of(where.element, self.known),
            "place": f"{IN_PANEL}{where.panel}" if where.panel else str(page),
            "places": places_for(self.form.definition, where),
            "repeatable": self._repeatable(page),
        }

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
