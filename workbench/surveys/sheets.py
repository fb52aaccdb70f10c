"""Answers for people to read: option texts instead of values, several options in one cell."""

from collections.abc import Iterable, Iterator

from workbench.records.forms import AnswerSheet, CheckedForm, SheetColumn
from workbench.records.questions import Answers, Question
from workbench.surveys.wording import answer_text, part_text

Cell = str | int | float | None


def answers_table(form: CheckedForm, responses: Iterable[Answers], joiner: str = "┋") -> AnswerSheet:
    """One column a question (a row of a matrix, one of several texts), one row a response, in the order given.

    Several options are joined by `joiner`, the words beside "other" follow as `其他〖…〗`: so 问卷星 writes them and
    so they can be imported again. A value that the form no longer knows is shown as it is; no answer is None.
    """
    questions = form.form.questions
    columns = tuple(column for question in questions for column in _columns(question))
    rows = tuple(
        tuple(cell for question in questions for cell in _cells(question, answers, joiner)) for answers in responses
    )
    return AnswerSheet(columns=columns, rows=rows)


def _columns(question: Question) -> Iterator[SheetColumn]:
    title = str(question.heading)
    if not question.parts:
        yield SheetColumn(name=question.name, title=title)
    for part, label in question.parts:
        yield SheetColumn(name=f"{question.name}.{part}", title=f"{title} · {label}")


def _cells(question: Question, answers: Answers, joiner: str) -> Iterator[Cell]:
    if not question.parts:
        answer = answers.get(question.name)
        number = isinstance(answer, int | float) and not isinstance(answer, bool)
        text = answer_text(question, answers, joiner=joiner)
        yield answer if number and text == str(answer) else text or None  # type: ignore[misc]  # a number, then
    for part, _ in question.parts:
        yield part_text(question, part, answers, joiner=joiner) or None
