"""Of whom a form takes as many as come: those who pass and are in no quota cell.

Found out by trying the answers to the questions for which the cells ask. Where trying settles nothing (too many
combinations, words written freely) nobody is said to be outside.
"""

from collections.abc import Mapping
from itertools import product
from math import prod

from workbench.records.forms import CheckedForm
from workbench.records.questions import Answer, Answers, Question
from workbench.surveys.expressions import parse
from workbench.surveys.reachability import MAX_TRIES, answers_to_try
from workbench.surveys.screening import chosen_values, closed_options, turns_away


def outside_cells(checked: CheckedForm) -> dict[str, Answer] | None:
    """The answers, by question, of somebody who passes and is in no cell; None where nobody is known to be.

    Only the questions for which cells ask; an answer is None where a question may be left empty. Of soft cells alone
    nobody expects a limit.
    """
    conditions = [parse(cell.condition) for cell in checked.rules.quotas]
    limited = any(not cell.soft for cell in checked.rules.quotas)
    named = sorted({name.lower() for one in conditions for name in one.names})
    questions = [question for question in checked.form.questions if question.name.lower() in named]
    tried = [answers_to_try(question, conditions) for question in questions]
    known = [[one for one in answers if _is_likely(one)] for answers in tried if answers]
    if not limited or len(known) < len(named):
        return None
    known = [answers if one.is_required else [*answers, None] for one, answers in zip(questions, known, strict=True)]
    if prod(map(len, known)) > MAX_TRIES:
        return None
    combined = (dict(zip((one.name for one in questions), answers, strict=True)) for answers in product(*known))
    inside = (one for one in combined if not any(condition.holds(one) for condition in conditions))
    return next((one for one in inside if _passes(checked, questions, one)), None)


def told(checked: CheckedForm, answers: Answers) -> str:
    """Answers as an example: each question with what is answered."""
    asked = [question for question in checked.form.questions if question.name in answers]
    return " · ".join(f"{str(one.heading)[:40]} {_said(one, answers)}" for one in asked)


def _passes(checked: CheckedForm, questions: list[Question], answers: Mapping[str, Answer]) -> bool:
    """Whether nothing that asks for these questions alone turns somebody away."""
    names = {question.name.lower() for question in questions}
    rules = [parse(rule.condition) for rule in checked.rules.screen_out]
    if any({name.lower() for name in one.names} <= names and one.holds(answers) for one in rules):
        return False
    marks = checked.rules.options
    return not any(one.name in marks and turns_away(marks[one.name], answers[one.name]) for one in questions)


def _is_likely(answer: Answer) -> bool:
    """Nobody is 30.5 years old."""
    return answer is not None and not (isinstance(answer, float) and not answer.is_integer())


def _said(question: Question, answers: Answers) -> str:
    texts = closed_options(question) or {}
    answer = answers.get(question.name)
    whole = int(answer) if isinstance(answer, float) else answer
    said = (texts.get(value, value) for value in chosen_values(whole))
    return "、".join(f"“{text}”" for text in said) or "—"
