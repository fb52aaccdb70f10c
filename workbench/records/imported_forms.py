"""Questionnaires that were written elsewhere: the draft that came of one, and a report of what did not come along."""

from enum import StrEnum
from typing import Any

from workbench.errors import Message
from workbench.records.base import Record
from workbench.records.evidence import Problem


class Dialect(StrEnum):
    """Whose way of writing questionnaires as text: 问卷星's or 腾讯问卷's."""

    WJX = "wjx"
    TENCENT = "tencent"


class ImportedForm(Record):
    """A draft under SurveyJS's names with its rules.

    `left_out` lists what the source says and the draft does not, `changed` what was taken in another way than it is
    written there; a problem's `row` is the line or row of the source.
    """

    definition: dict[str, Any]
    rules: dict[str, Any]
    left_out: tuple[Problem, ...] = ()
    changed: tuple[Problem, ...] = ()


class Denial(Record):
    """An option in line `row` that says that no other fits; `excludes`: choosing it takes the others back."""

    row: int
    text: str
    excludes: bool = True

    @property
    def key(self) -> str:
        """What tells it from all others of the text."""
        return f"{self.row} {self.text}"


class PastedForm(ImportedForm):
    """A draft made of text: how it was read, by which sign that was known, and what unmarked questions are.

    `required` is the default for questions that say nothing about it.
    """

    dialect: Dialect
    because: Message
    required: bool
    denials: tuple[Denial, ...] = ()
