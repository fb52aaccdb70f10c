"""What the questionnaire editor shows: the draft as sections of cards, with what stands in the way of publishing."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from workbench.errors import Message
from workbench.records import Problem
from workbench.storage.queries.forms import newest_version
from workbench.storage.tables import Form, FormVersion
from workbench.web import access
from workbench.web.pages import Page, tell
from workbench.web.studio.forms import status_words
from workbench.workflow.answers import TOPICS
from workbench.workflow.forms import examine_form, place_of
from workbench.workflow.question_fields import CLOSED, KINDS, WITH_CHOICES, QuestionFields, options, read_fields, shown


@dataclass
class Card:
    """A question: `number` counts through the form from 1; `options` are its closed answers, value and text.

    `first` and `last` say where it cannot be moved up or down.
    """

    name: str
    anchor: str
    number: int
    fields: QuestionFields
    options: list[tuple[str, str]]
    problems: list[Problem]
    opened: bool
    first: bool
    last: bool


@dataclass
class Section:
    """A page of the form, counted from 0."""

    number: int
    title: str
    description: str
    visible_if: str
    problems: list[Problem]
    opened: bool
    cards: list[Card] = field(default_factory=list)


@dataclass
class EditFormPage(Page):
    """The editor; `lost` is what somebody typed into a question that is gone meanwhile."""

    template = "forms/edit_form.html"
    form: Form
    sections: list[Section]
    page_choices: list[tuple[int, str]]
    problems: list[tuple[str, Problem]]
    problem: str
    lost: QuestionFields | None
    changed: bool
    version: FormVersion | None
    kinds: dict[str, str]
    topics: dict[str, str]
    statuses: dict[str, str]
    closed: tuple[str, ...] = CLOSED
    with_choices: tuple[str, ...] = WITH_CHOICES


@dataclass
class EditSettingsPage(Page):
    """The texts around the questions, and the rules that no card can show."""

    template = "forms/edit_settings.html"
    form: Form
    values: dict[str, str]
    rules: list[dict[str, Any]]
    problem: str


@dataclass
class Opened:
    """What is being edited: a question or a page, with what was typed there if it could not be saved."""

    question: str = ""
    page: int | None = None
    typed: QuestionFields | None = None
    texts: dict[str, str] | None = None
    problem: str = ""


def editor_page(form: Form, opened: Opened) -> EditFormPage:
    """The editor of a draft."""
    version = newest_version(access.reading(), form.id)
    health = examine_form(form, version)
    placed = [(place_of(form, problem), problem) for problem in health.problems]
    sections = _sections(form, opened, placed)
    names = {card.name for section in sections for card in section.cards}
    return EditFormPage(
        form=form,
        sections=sections,
        page_choices=[(one.number, f"{one.number + 1} {one.title}".strip()) for one in sections],
        problems=[(_address(place), problem) for place, problem in placed],
        problem=opened.problem,
        lost=opened.typed if opened.question not in names else None,
        changed=health.changed,
        version=version,
        kinds=_labels(KINDS),
        topics=_labels(TOPICS),
        statuses=status_words(),
    )


def anchor(name: str) -> str:
    """The id of a question's card; names may hold any letter."""
    return f"q-{quote(name, safe='')}"


def settings_values(form: Form) -> dict[str, str]:
    """The form's own texts and numbers as its settings show them."""
    texts = {name: shown(form.definition.get(name)) for name in ("title", "description", "completedHtml")}
    return {**texts, **{name: str(form.rules[name]) for name in ("consent_version", "retention_months")}}


def _sections(form: Form, opened: Opened, placed: list[tuple[str | int | None, Problem]]) -> list[Section]:
    sections, number = [], 0
    for place, page in enumerate(form.definition["pages"]):
        texts = {name: shown(page.get(name)) for name in ("title", "description", "visibleIf")}
        if opened.page == place:
            texts |= opened.texts or {}
        found = [problem for where, problem in placed if where == place]
        section = Section(place, texts["title"], texts["description"], texts["visibleIf"], found, opened.page == place)
        for question in page["elements"]:
            number += 1
            found = [problem for where, problem in placed if where == question["name"]]
            section.cards.append(_card(form, question, number, opened, found))
        sections.append(section)
    if sections[0].cards:
        sections[0].cards[0].first = True
    if sections[-1].cards:
        sections[-1].cards[-1].last = True
    return sections


def _card(form: Form, question: dict[str, Any], number: int, opened: Opened, problems: list[Problem]) -> Card:
    name = question["name"]
    is_open = opened.question == name
    return Card(
        name=name,
        anchor=anchor(name),
        number=number,
        fields=opened.typed if is_open and opened.typed else read_fields(question, form.rules),
        options=options(question),
        problems=problems,
        opened=is_open,
        first=False,
        last=False,
    )


def _address(place: str | int | None) -> str:
    if place is None:
        return ""
    return f"#p{place}" if isinstance(place, int) else f"#{anchor(place)}"


def _labels(words: dict[str, str]) -> dict[str, str]:
    return {name: tell(Message(sentence)) for name, sentence in words.items()}
