"""The respondents' pages: in the language of their form, without the studio's frame, its name or its scripts."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from flask import url_for
from flask_babel import force_locale

from workbench.errors import WorkbenchError
from workbench.records.form_texts import LocalText
from workbench.records.forms import CheckedForm, Form
from workbench.storage.queries.submissions import FormHead
from workbench.web import access
from workbench.web.languages import LANGUAGES
from workbench.web.pages import Page, render
from workbench.workflow.agreements import Agreement
from workbench.workflow.form_screens import Screen, preview_screen

SUMMARY_LENGTH = 100
Say = Callable[[LocalText], str]


@dataclass(frozen=True)
class Card:
    """What a messenger shows of a link: a title, a sentence, the address of a square picture."""

    title: str
    description: str
    picture: str


@dataclass(frozen=True)
class Way:
    """Where a page posts to, and what goes with it.

    Hidden fields, the link with which to come back, the page of what was given, a new start, the card of a first page.
    """

    address: str = ""
    hidden: dict[str, str] = field(default_factory=dict)
    link: str = ""
    given: str = ""
    restart: str = ""
    card: Card | None = None


@dataclass
class AnswerFormPage(Page):
    """A page of a form to fill in, or to look at (`preview`)."""

    template = "public/answer_form.html"
    lang: str
    say: Say
    title: str
    screen: Screen
    way: Way
    preview: bool


@dataclass
class EnterFormPage(Page):
    """The password before the first page."""

    template = "public/enter_form.html"
    lang: str
    title: str
    card: Card
    address: str
    problem: WorkbenchError | None


@dataclass
class EndingPage(Page):
    """Thanks, the same for everybody."""

    template = "public/ending.html"
    lang: str
    title: str
    lines: list[str]
    given: str
    restart: str
    preview: bool


@dataclass
class GivenPage(Page):
    """What somebody agreed to and answered, and the way to take it back.

    What is not handed in is kept for `kept_days`, 0 for ever.
    """

    template = "public/given.html"
    lang: str
    title: str
    agreement: Agreement
    answers: Sequence[tuple[str, str]]
    completed: bool
    kept_days: int
    back: str
    withdraw: str


def render_screen(screen: Screen, way: Way, *, preview: bool = False) -> str:
    """A page of a form."""
    form = screen.form
    page = AnswerFormPage(
        lang=form.locale,
        say=screen.say,
        title=form.title.into(form.locale),
        screen=screen,
        way=way,
        preview=preview,
    )
    return _render(page, form.locale)


def render_entrance(form: Form, card: Card, address: str, problem: WorkbenchError | None = None) -> str:
    """The page that asks for the password."""
    return _render(EnterFormPage(form.locale, form.title.into(form.locale), card, address, problem), form.locale)


def render_ending(form: Form, *, given: str = "", restart: str = "", preview: bool = False) -> str:
    """The thanks; `completedHtml` is shown as plain text."""
    said = form.completed_html.into(form.locale) if form.completed_html else ""
    page = EndingPage(
        lang=form.locale,
        title=form.title.into(form.locale),
        lines=[line for line in said.splitlines() if line.strip()],
        given=given,
        restart=restart,
        preview=preview,
    )
    return _render(page, form.locale)


def render_given(form: Form, page: GivenPage) -> str:
    """What somebody gave, in the language of the form."""
    return _render(page, form.locale)


def render_preview(checked: CheckedForm, page: int) -> str:
    """A page of a form as respondents will see it, `page` counted from 1; the one after the last is the ending.

    For the studio: nothing is stored, conditional questions all show, and the buttons lead to this same address with
    another `page` in its query.
    """
    if page > len(checked.form.pages):
        return render_ending(checked.form, preview=True)
    return render_screen(preview_screen(checked, max(page, 1) - 1), Way(), preview=True)


def card_of(stored: FormHead, form: Form, link: str) -> Card:
    """The card of a form: what its author wrote for it, else its title and the beginning of its description."""
    summary = " ".join(form.description.into(form.locale).split()) if form.description else ""
    own = url_for("public.show_picture", link=link) if stored.has_picture else url_for("static", filename="share.png")
    return Card(
        title=stored.share.get("title") or form.title.into(form.locale),
        description=stored.share.get("description") or summary[:SUMMARY_LENGTH],
        picture=access.store().settings.public_address + own,
    )


def speaking(locale: str) -> AbstractContextManager[None]:
    """Within it the interface's own words follow the language of a form."""
    words: AbstractContextManager[None] = force_locale(LANGUAGES["en" if locale.startswith("en") else "zh"])
    return words


def _render(page: Page, locale: str) -> str:
    with speaking(locale):
        return render(page)
