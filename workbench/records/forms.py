"""Forms: what is asked (`Form`), what is done with answers (`Rules`), the two checked together, and what comes of it.

A `Form` knows nothing of its `Rules`: it may be shown to a respondent, they never are.
"""

from typing import Annotated

from pydantic import ConfigDict, Field

from workbench.records.base import Record
from workbench.records.elements import Element, questions_in
from workbench.records.evidence import Topic
from workbench.records.form_texts import Condition, FormRecord, Line, LocalText, Name, Paragraphs
from workbench.records.questions import Question
from workbench.records.screening import Mark, QuotaCell, ScoreRule, ScreenOut
from workbench.records.typing_tool import Typing


class Page(FormRecord):
    """What is asked at a time."""

    name: Name
    title: Line | None = None
    description: Paragraphs | None = None
    visible_if: Condition | None = None
    elements: tuple[Element, ...] = Field(min_length=1, max_length=500)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions of the page in order, those inside panels included."""
        return tuple(questions_in(self.elements))


class Form(FormRecord):
    """A questionnaire as a respondent may see it. `completed_html` is the ending and, here, plain text."""

    title: Line
    description: Paragraphs | None = None
    locale: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[a-z]{2,4})?$")] = "zh-cn"
    pages: tuple[Page, ...] = Field(min_length=1, max_length=100)
    completed_html: Paragraphs | None = None

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions in order."""
        return tuple(question for page in self.pages for question in page.questions)


class Rules(Record):
    """What never leaves the server: consent, retention, what questions speak of, who is turned away, who is wanted.

    `options` marks the options of a question: who chose none of its `must` or one of its `reject` is turned away.
    `typing` places whoever answers into a segment; its questions are called as in the form.
    """

    model_config = ConfigDict(strict=True)

    consent_version: Annotated[str, Field(min_length=1, max_length=40)]
    retention_months: int = Field(ge=1, le=120)
    roles: dict[str, Topic] = {}
    screen_out: tuple[ScreenOut, ...] = Field(default=(), max_length=100)
    options: dict[str, dict[str, Mark]] = {}
    score: tuple[ScoreRule, ...] = Field(default=(), max_length=100)
    pii: tuple[str, ...] = ()
    quotas: tuple[QuotaCell, ...] = Field(default=(), max_length=500)
    typing: Typing | None = None


class CheckedForm(Record):
    """A form and its rules that fit each other; `hash` (SHA-256, hex) names this version for ever."""

    form: Form
    rules: Rules
    hash: str


class HouseForm(Record):
    """A form that comes with the product, to start from."""

    folder: str
    title: LocalText
    question_count: int
    definition: dict[str, object]
    rules: dict[str, object]
