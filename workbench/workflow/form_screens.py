"""What a respondent sees of a form: one page at a time, with what was said on it and what is wrong with it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from workbench.records import Problem
from workbench.records.forms import CheckedForm, Form, Page
from workbench.records.questions import Answer, Answers, Question
from workbench.surveys import filling, load_form

Raw = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Screen:
    """One page for one respondent.

    `index` is its place in the form, from 0; `number` of `total` its place among the pages that show, from 1. `typed`
    holds the texts of the fields as a browser posts them.
    """

    form: Form
    index: int
    number: int
    total: int
    questions: tuple[Question, ...]
    typed: Raw
    problems: Sequence[Problem] = ()

    @property
    def page(self) -> Page:
        """The page of the form."""
        return self.form.pages[self.index]


def checked_form(definition: dict[str, Any], rules: dict[str, Any]) -> CheckedForm:
    """A stored form, checked; the last ones are remembered. Raises InvalidForm."""
    return _load(json.dumps(definition), json.dumps(rules))


def screen(
    checked: CheckedForm, index: int, answers: Answers, posted: Raw | None = None, problems: Sequence[Problem] = ()
) -> Screen:
    """A page with the answers so far; fields that were `posted` just now show what was typed, be it right or wrong."""
    page, pages = checked.form.pages[index], filling.visible_pages(checked, answers)
    return Screen(
        form=checked.form,
        index=index,
        number=sum(place < index for place in pages) + 1,
        total=max(len(pages), 1),
        questions=filling.visible_questions(page, answers),
        typed={**_typed(page, answers), **(posted or {})},
        problems=problems,
    )


def preview_screen(checked: CheckedForm, index: int) -> Screen:
    """A page for its author: every question shows, whatever its condition."""
    pages = checked.form.pages
    return Screen(checked.form, index, index + 1, len(pages), pages[index].elements, {})


def words_sent(checked: CheckedForm, index: int, posted: Raw) -> list[tuple[Question, list[str]]]:
    """What was posted from a page, question by question, for showing it to whom it could not be taken from."""
    page = checked.form.pages[index] if 0 <= index < len(checked.form.pages) else None
    questions = page.elements if page else ()
    sent = [
        (question, [*posted.get(question.name, ()), *posted.get(question.comment_name, ())]) for question in questions
    ]
    return [(question, texts) for question, texts in sent if any(texts)]


@lru_cache(maxsize=32)
def _load(definition: str, rules: str) -> CheckedForm:
    return load_form(json.loads(definition), json.loads(rules))


def _typed(page: Page, answers: Answers) -> dict[str, list[str]]:
    names = [name for question in page.elements for name in (question.name, question.comment_name)]
    return {name: _texts(answers.get(name)) for name in names}


def _texts(answer: Answer) -> list[str]:
    """An answer as the texts that a browser would post for it.

    >>> _texts(["rpg", 3]), _texts(False), _texts(None)
    (['rpg', '3'], ['false'], [])
    """
    if isinstance(answer, bool):
        return ["true" if answer else "false"]
    if isinstance(answer, list):
        return [str(item) for item in answer]
    return [] if answer is None else [str(answer)]
