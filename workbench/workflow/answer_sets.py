"""Who counts in the results of a form or table, and what they answered: read once, narrowed by filters."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from typing import Any

from sqlmodel import Session

from workbench.records.facts import Kind
from workbench.storage.queries import results as reads
from workbench.storage.queries.results import Respondent
from workbench.storage.tables import Form, Question
from workbench.workflow.asked import Asked, asked_in, questions_in

NOT_QUALIFIED = ("screened_out", "waiting")
VERDICTS = ("", "qualified", *NOT_QUALIFIED)
_STEM = re.compile(r"(.{2,}?)\s*(?: · |—|–|[(（\[【])\s*(.+?)[)）\]】]?")


class Shape(StrEnum):
    """What the answers of a block look like, and so how they are shown."""

    CHOICE = "choice"
    SEVERAL = "several"
    RANKING = "ranking"
    NUMBER = "number"
    MATRIX = "matrix"
    DATE = "date"
    SHORT = "short"
    OPEN = "open"


_SHAPES = {
    Kind.SINGLE: Shape.CHOICE,
    Kind.MULTIPLE: Shape.SEVERAL,
    Kind.SCALE: Shape.NUMBER,
    Kind.NUMBER: Shape.NUMBER,
    Kind.DATE: Shape.DATE,
    Kind.TEXT: Shape.SHORT,
    Kind.OPEN: Shape.OPEN,
}


@dataclass(frozen=True)
class Filters:
    """Whose answers: those of a `channel` (0 is the form's own link), a quota `cell`, a `verdict`; empty is all."""

    channel: int | None = None
    cell: str = ""
    verdict: str = ""


@dataclass(frozen=True)
class Block:
    """What is shown together: one question, or the rows of a matrix; `labels` are the rows, `title` what was asked."""

    shape: Shape
    title: str
    questions: tuple[Question, ...]
    labels: tuple[str, ...] = ()

    @property
    def question(self) -> Question:
        """The first question, whose id stands for the block."""
        return self.questions[0]


class AnswerSet:
    """The people of a source whom the filters let through and whom nobody left out, with their answers."""

    def __init__(self, session: Session, source: str, filters: Filters | None = None) -> None:
        self.session, self.source, self.filters = session, source, filters or Filters()

    @cached_property
    def everybody(self) -> list[Respondent]:
        """Whoever came, in order."""
        return reads.respondents(self.session, self.source)

    @cached_property
    def people(self) -> dict[int, Respondent]:
        """Those who count, by id."""
        return {one.id: one for one in self._let_through if one.excluded_at is None}

    @property
    def excluded(self) -> int:
        """How many the filters let through and a researcher left out."""
        return len(self._let_through) - len(self.people)

    @cached_property
    def questions(self) -> dict[int, Question]:
        """The questions by id whose answers tell nobody's name and nothing about the answering itself."""
        told = [one for one in self._in_source if one.kind != Kind.META]
        return {one.id: one for one in told if not self.asked.is_private(one)}

    @cached_property
    def asked(self) -> Asked:
        """What else is known of the questions."""
        return asked_in(self.session, self.source)

    @property
    def private(self) -> int:
        """How many questions are left out because they ask who somebody is."""
        return sum(map(self.asked.is_private, self._in_source))

    @cached_property
    def blocks(self) -> dict[int, Block]:
        """What is shown together, by the id of its first question."""
        found = groupby(self.questions.values(), key=self._stem)
        return {block.question.id: block for _, run in found for block in self._blocks(list(run))}

    def values(self, question_ids: Sequence[int]) -> dict[int, dict[int, Any]]:
        """By question what each person who counts answered."""
        found = reads.values_of(self.session, question_ids)
        return {
            question: {person: value for person, value in given.items() if person in self.people}
            for question, given in found.items()
        }

    @cached_property
    def channels(self) -> Mapping[int, str]:
        """The names of the form's channels by id."""
        return reads.channels_of(self.session, self._form.id) if self._form else {}

    @cached_property
    def cells(self) -> Mapping[str, str]:
        """The titles of the form's quota cells by id."""
        rules = self._form.rules.get("quotas", []) if self._form else []
        return {cell["id"]: cell.get("title") or cell["id"] for cell in rules}

    @cached_property
    def _in_source(self) -> list[Question]:
        return questions_in(self.session, self.source)

    @cached_property
    def _form(self) -> Form | None:
        kind, _, number = self.source.partition(":")
        return self.session.get(Form, int(number)) if kind == "form" else None

    @cached_property
    def _let_through(self) -> list[Respondent]:
        cells = reads.people_in_cells(self.session, self._form.id) if self._form and self.filters.cell else {}
        inside = cells.get(self.filters.cell, set())
        return [
            one
            for one in self.everybody
            if (self.filters.channel is None or one.channel == self.filters.channel)
            and (not self.filters.cell or one.id in inside)
            and _judged(one.state, self.filters.verdict)
        ]

    def _stem(self, question: Question) -> tuple[object, ...]:
        """What the rows of one matrix have in common; each other question is alone."""
        scale = self.asked.scales.get(question.key) or tuple(choice["text"] for choice in question.choices)
        part, match = question.key.rpartition(".")[0], _STEM.fullmatch(question.title)
        if question.kind not in (Kind.SINGLE, Kind.MULTIPLE, Kind.SCALE) or question.key in self.asked.rankings:
            return (question.id,)
        if part:  # a form's own names have no dots
            return (part, question.kind, scale)
        return (match[1], question.kind, scale) if match else (question.id,)

    def _blocks(self, run: list[Question]) -> Iterator[Block]:
        rows = [_STEM.fullmatch(question.title) for question in run]
        if len(run) > 1:
            title = rows[0][1] if rows[0] else run[0].title
            labels = tuple(row[2] if row else one.title for row, one in zip(rows, run, strict=True))
            yield Block(Shape.MATRIX, title, tuple(run), labels)
            return
        for one in run:
            shape = Shape.RANKING if one.key in self.asked.rankings else _SHAPES[Kind(one.kind)]
            yield Block(shape, one.title, (one,))


def _judged(state: str, verdict: str) -> bool:
    if verdict == "qualified":
        return state not in NOT_QUALIFIED
    return not verdict or state == verdict
