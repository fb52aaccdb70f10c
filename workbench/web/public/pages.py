"""The respondents' pages: in the language of their form, without the studio's frame, its name or its scripts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import url_for
from flask_babel import force_locale

from workbench.records import Problem
from workbench.records.forms import Form
from workbench.records.questions import LocalText
from workbench.web import access
from workbench.web.languages import LANGUAGES
from workbench.web.pages import Page, render
from workbench.workflow.form_screens import Screen, checked_form, preview_screen

SUMMARY_LENGTH = 100
Say = Callable[[LocalText], str]


@dataclass(frozen=True)
class Way:
    """Where a page posts to, and what goes with it: hidden fields, the link with which to come back, a new start."""

    address: str = ""
    hidden: dict[str, str] = field(default_factory=dict)
    link: str = ""
    restart: str = ""


@dataclass
class AnswerFormPage(Page):
    """A page of a form to fill in, or to look at (`preview`)."""

    template = "public/answer_form.html"
    lang: str
    say: Say
    title: str
    summary: str
    picture: str
    screen: Screen
    ids: dict[str, str]
    problem_of: dict[str | None, Problem]
    way: Way
    preview: bool


@dataclass
class EndingPage(Page):
    """Thanks, the same for everybody."""

    template = "public/ending.html"
    lang: str
    title: str
    lines: list[str]
    withdraw: str
    restart: str
    preview: bool


def render_screen(screen: Screen, way: Way, *, preview: bool = False) -> str:
    """A page of a form."""
    form = screen.form
    summary = " ".join(form.description.into(form.locale).split()) if form.description else ""
    page = AnswerFormPage(
        lang=form.locale,
        say=_speaker(form.locale),
        title=form.title.into(form.locale),
        summary=summary[:SUMMARY_LENGTH],
        picture=access.store().settings.public_address + url_for("static", filename="share.png"),
        screen=screen,
        ids={question.name: f"q{number}" for number, question in enumerate(screen.page.elements, start=1)},
        problem_of={problem.column: problem for problem in screen.problems},
        way=way,
        preview=preview,
    )
    return _render(page, form.locale)


def render_ending(form: Form, *, withdraw: str = "", restart: str = "", preview: bool = False) -> str:
    """The thanks; `completedHtml` is shown as plain text."""
    said = form.completed_html.into(form.locale) if form.completed_html else ""
    page = EndingPage(
        lang=form.locale,
        title=form.title.into(form.locale),
        lines=[line for line in said.splitlines() if line.strip()],
        withdraw=withdraw,
        restart=restart,
        preview=preview,
    )
    return _render(page, form.locale)


def render_preview(definition: dict[str, Any], rules: dict[str, Any], page: int) -> str:
    """A page of a draft as respondents will see it, `page` counted from 1; the one after the last is the ending.

    For the studio: nothing is stored, conditional questions all show, and the buttons lead to this same address with
    another `page` in its query. Raises InvalidForm for a draft that cannot be published.
    """
    checked = checked_form(definition, rules)
    if page > len(checked.form.pages):
        return render_ending(checked.form, preview=True)
    return render_screen(preview_screen(checked, max(page, 1) - 1), Way(), preview=True)


def _render(page: Page, locale: str) -> str:
    """The interface's own words follow the form's language."""
    with force_locale(LANGUAGES["en" if locale.startswith("en") else "zh"]):
        return render(page)


def _speaker(locale: str) -> Say:
    def say(text: LocalText) -> str:
        return text.into(locale)

    return say
