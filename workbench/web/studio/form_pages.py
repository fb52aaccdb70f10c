"""The pages of the questionnaire editor and what goes into them."""

from dataclasses import dataclass

from flask import request

from workbench.errors import Message
from workbench.records import Problem
from workbench.records.advice import Advice
from workbench.storage.queries.forms import newest_version
from workbench.storage.tables import Form, FormVersion
from workbench.web import access
from workbench.web.pages import Page, tell
from workbench.web.studio.form_cards import Draft, Opened, Section, address_of
from workbench.web.studio.form_steps import steps_of
from workbench.web.studio.forms import status_words
from workbench.workflow.answers import TOPICS
from workbench.workflow.form_health import advice_on, examine_form, place_of
from workbench.workflow.question_fields import SEVERAL, WITH_DEFAULT, QuestionFields
from workbench.workflow.question_kinds import (
    CLOSED,
    GROUPS,
    KINDS,
    LINES,
    LISTED,
    UNASKED,
    WITH_CHOICES,
    WRITTEN,
    shown,
)
from workbench.workflow.question_lists import has_order

UNCHANGEABLE = ("nps", *UNASKED)  # no question becomes one of these; `nps` is a way to begin a rating


@dataclass
class EditFormPage(Page):
    """The editor; `lost` is what somebody typed into a question that is gone meanwhile.

    `undo` and `redo` name the steps that can be taken back or done again; `seen_page` is shown in the preview.
    """

    template = "forms/edit_form.html"
    form: Form
    sections: list[Section]
    problems: list[tuple[str, Problem]]
    advice: list[tuple[str, Advice]]
    problem: str
    lost: QuestionFields | None
    changed: bool
    version: FormVersion | None
    groups: dict[str, dict[str, str]]
    changeable: dict[str, dict[str, str]]
    kinds: dict[str, str]
    topics: dict[str, str]
    statuses: dict[str, str]
    undo: str
    redo: str
    search: str
    question_count: int
    seen_page: int
    closed: tuple[str, ...] = CLOSED
    listed: tuple[str, ...] = LISTED
    lines: tuple[str, ...] = LINES
    written: tuple[str, ...] = WRITTEN
    with_choices: tuple[str, ...] = WITH_CHOICES
    with_default: tuple[str, ...] = WITH_DEFAULT
    unasked: tuple[str, ...] = UNASKED
    several: tuple[str, ...] = tuple(SEVERAL)
    ordered: tuple[str, ...] = tuple(kind for kind in KINDS if has_order(kind))


@dataclass
class EditSettingsPage(Page):
    """The texts around the questions."""

    template = "forms/edit_settings.html"
    form: Form
    values: dict[str, str]
    problem: str


def editor_page(form: Form, opened: Opened) -> EditFormPage:
    """The editor of a draft."""
    version, search = newest_version(access.reading(), form.id), request.args.get("q", "").strip()
    health, advice = examine_form(form, version), advice_on(form)
    draft = Draft(form, [(place_of(form, problem), problem) for problem in health.problems], advice)
    sections = draft.sections(opened)
    cards = [card for section in sections for card in section.cards]
    undo, redo = steps_of(form)
    page = EditFormPage(
        form=form,
        sections=sections,
        problems=[(address_of(place), problem) for place, problem in draft.problems],
        advice=[(address_of(one.page if one.question is None else one.question), one) for one in advice],
        problem=opened.problem,
        lost=opened.typed if opened.question not in [card.name for card in cards] else None,
        changed=health.changed,
        version=version,
        groups=_groups(()),
        changeable=_groups(UNCHANGEABLE),
        kinds=_labels(KINDS),
        topics=_labels(TOPICS),
        statuses=status_words(),
        undo=undo,
        redo=redo,
        search=search,
        question_count=len(draft.known),
        seen_page=opened.page if opened.page is not None else _page_of(sections, opened.question),
    )
    _keep_found(page, search)
    return page


def settings_values(form: Form) -> dict[str, str]:
    """The form's own texts and numbers as its settings show them."""
    texts = {name: shown(form.definition.get(name)) for name in ("title", "description", "completedHtml")}
    return {**texts, **{name: str(form.rules[name]) for name in ("consent_version", "retention_months")}}


def _keep_found(page: EditFormPage, search: str) -> None:
    """Only the questions in which the words occur, and the one that is open."""
    for section in page.sections if search else ():
        section.cards = [
            card
            for card in section.cards
            if card.opened
            or search.lower()
            in " ".join([card.fields.title, card.fields.description, *(text for _v, text in card.options)]).lower()
        ]


def _page_of(sections: list[Section], name: str) -> int:
    return next((one.number for one in sections if any(card.name == name for card in one.cards)), 0)


def _groups(without: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """The menu of kinds, group by group."""
    return {
        tell(Message(group)): {kind: tell(Message(label)) for kind, label in kinds.items() if kind not in without}
        for group, kinds in GROUPS.items()
        if any(kind not in without for kind in kinds)
    }


def _labels(words: dict[str, str]) -> dict[str, str]:
    return {name: tell(Message(sentence)) for name, sentence in words.items()}
