"""Answers for people to read: option texts instead of values, several options in one cell."""

from collections.abc import Iterable

from workbench.records.forms import AnswerSheet, CheckedForm, SheetColumn
from workbench.records.questions import OTHER, Answer, Answers, ChoiceQuestion, Question, YesNo

Cell = str | int | float | None


def answers_table(form: CheckedForm, responses: Iterable[Answers], joiner: str = "┋") -> AnswerSheet:
    """One column a question, one row a response, in the order given.

    Several options are joined by `joiner`, the words beside "other" follow as `其他〖…〗`: so 问卷星 writes them and
    so they can be imported again. A value that the form no longer knows is shown as it is; no answer is None.
    """
    questions = form.form.questions
    columns = tuple(SheetColumn(name=question.name, title=str(question.heading)) for question in questions)
    rows = tuple(tuple(_cell(question, answers, joiner) for question in questions) for answers in responses)
    return AnswerSheet(columns=columns, rows=rows)


def _cell(question: Question, answers: Answers, joiner: str) -> Cell:
    answer = answers.get(question.name)
    if answer is None:
        return None
    if isinstance(answer, bool):
        return _yes_or_no(question, answer)
    if not isinstance(question, ChoiceQuestion):
        return joiner.join(map(str, answer)) if isinstance(answer, list) else answer
    labels = {option.value: str(option.label) for option in question.options}
    if words := answers.get(question.comment_name):
        labels[OTHER] = f"{labels.get(OTHER, OTHER)}〖{words}〗"
    chosen = answer if isinstance(answer, list) else [answer]
    return joiner.join(labels.get(value, str(value)) for value in chosen)


def _yes_or_no(question: Question, answer: Answer) -> str:
    if not isinstance(question, YesNo):
        return str(answer)
    return str(question.label_true if answer else question.label_false)
