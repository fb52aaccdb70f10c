"""Every condition of a form with its place, and what the form's own conditions ask for in vain."""

import difflib
from collections.abc import Iterable, Iterator

from workbench.errors import N_, InvalidForm
from workbench.records import Problem
from workbench.records.elements import Element, Panel
from workbench.records.forms import Form
from workbench.records.questions import BaseQuestion, ListQuestion, Matrix, Ranking, Rating, YesNo
from workbench.records.validators import ExpressionValidator
from workbench.surveys.expressions import Expression, parse
from workbench.surveys.question_linting import FORM, Where, problem_at
from workbench.surveys.references import Offer, called, value_problems
from workbench.surveys.screening import closed_options
from workbench.surveys.shape import place


def vain_problems(form: Form) -> Iterator[Problem]:
    """Conditions that ask for an option, a row or an item that its question does not have.

    And what survey-core decides otherwise in a form than in a condition by itself: whole rankings, places from the end.
    """
    offers = _offers(form)
    rankings = [question.name for question in form.questions if isinstance(question, Ranking)]
    parts = {one.name.lower(): [key for key, _ in one.parts] for one in form.questions if one.parts}
    for where, condition in conditions_in(form):
        yield from value_problems(condition, offers, place(FORM, *where))
        if expression := read(condition):
            yield from _order_problems(expression, rankings, (where, condition))
            for name, part in sorted(expression.parts):
                if name.lower() in parts:
                    yield from _part_problems(name, part, parts[name.lower()], (where, condition))


def conditions_in(form: Form) -> Iterator[tuple[Where, str]]:
    """Each condition and where it stands."""
    for index, page in enumerate(form.pages):
        found = [(("pages", index, "visibleIf"), page.visible_if), *_below(page.elements, ("pages", index))]
        yield from ((where, condition) for where, condition in found if condition is not None)


def option_conditions(question: ListQuestion) -> Iterator[tuple[Where, str | None]]:
    """The conditions for options, each with its place in the question; in them `{item}` is the option's value."""
    yield ("choicesVisibleIf",), question.choices_visible_if
    yield ("choicesEnableIf",), question.choices_enable_if
    for number, choice in enumerate(question.choices):
        yield ("choices", number, "visibleIf"), choice.visible_if
        yield ("choices", number, "enableIf"), choice.enable_if


def read(condition: str) -> Expression | None:
    """The condition, None for one that cannot be read: that is told elsewhere."""
    try:
        return parse(condition)
    except InvalidForm:
        return None


def _below(elements: Iterable[Element], above: Where) -> Iterator[tuple[Where, str | None]]:
    for number, element in enumerate(elements):
        where = (*above, "elements", number)
        yield (*where, "visibleIf"), element.visible_if
        if isinstance(element, Panel):
            yield (*where, "enableIf"), element.enable_if
            yield from _below(element.elements, where)
        elif isinstance(element, BaseQuestion):
            yield from _of_question(element, where)


def _of_question(question: BaseQuestion, where: Where) -> Iterator[tuple[Where, str | None]]:
    yield (*where, "enableIf"), question.enable_if
    yield (*where, "requiredIf"), question.required_if
    for number, validator in enumerate(question.validators):
        if isinstance(validator, ExpressionValidator):
            yield (*where, "validators", number), validator.expression
    if isinstance(question, ListQuestion):
        yield from (((*where, *steps), condition) for steps, condition in option_conditions(question))


def _offers(form: Form) -> dict[str, Offer]:
    """What can be chosen, question by question; of a matrix row by row."""
    found: dict[str, Offer] = {}
    told = called(form)
    for question in form.questions:
        match question:
            case ListQuestion():
                options = {option.key: str(option.label) for option in question.options}
                found[question.name] = Offer(told[question.name], options)
            case Matrix():
                columns = {column.key: str(column.label) for column in question.columns}
                found |= {f"{question.name}.{row.key}": Offer(told[question.name], columns) for row in question.rows}
            case YesNo() | Rating():
                found[question.name] = Offer(told[question.name], closed_options(question) or {})
    return found


def _order_problems(expression: Expression, rankings: list[str], at: tuple[Where, str]) -> Iterator[Problem]:
    if expression.counts_from_end:
        yield problem_at(at[0], N_("位置要从 0 数起，例如 {题目[0]}。"), at[1])
    for name in rankings:
        if name.lower() in expression.equated:
            sentence = N_("排序题不能整个比较，请写 {%(name)s[0]} = '选项' 来问第一名。")
            yield problem_at(at[0], sentence, at[1], name=name)


def _part_problems(name: str, part: str, known: list[str], at: tuple[Where, str]) -> Iterator[Problem]:
    if part.lower() in (one.lower() for one in known):
        return
    close = difflib.get_close_matches(part, known, n=1, cutoff=0.4)
    meant = N_("“%(name)s”里没有“%(part)s”，是不是“%(suggestion)s”？")
    sentence = meant if close else N_("“%(name)s”里没有“%(part)s”，只有 %(known)s。")
    values = {"name": name, "part": part, "suggestion": "".join(close), "known": "、".join(known[:8])}
    yield problem_at(at[0], sentence, at[1], **values)
