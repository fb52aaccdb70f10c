"""What shows of a page under given answers: its questions and texts, which are open, with which options in which order.

Conditions are decided on all answers given so far. A chosen option that does not show any more is taken back at once,
as survey-core does; answers to questions that do not show are kept until completion.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from workbench.records.choices import Choice, Row
from workbench.records.elements import Element, Panel
from workbench.records.forms import Form, Page
from workbench.records.questions import Answer, Answers, BaseQuestion, ChoiceQuestion, ListQuestion, Matrix, Question
from workbench.surveys.expressions import parse
from workbench.surveys.ordering import in_random_order


class Part(NamedTuple):
    """An element that shows: whether it may be answered, the `parts` of a panel, the `path` down to where it stands."""

    element: Element
    is_open: bool = True
    parts: "tuple[Part, ...]" = ()
    path: str = ""


class _Above(NamedTuple):
    """What holds an element: the page or a panel on it."""

    path: str
    is_open: bool = True


def holds(condition: str | None, answers: Answers) -> bool:
    """Whether a condition is fulfilled; none always is."""
    return condition is None or parse(condition).holds(answers)


def visible_parts(page: Page, answers: Answers) -> tuple[Part, ...]:
    """What shows of a page, in order; nothing if the page itself does not."""
    return _parts(page.elements, _Above(f"page{page.name}"), answers) if holds(page.visible_if, answers) else ()


def all_parts(elements: Iterable[Element]) -> tuple[Part, ...]:
    """Elements for their author: everything shows and is open."""
    return tuple(
        Part(element, parts=all_parts(element.elements)) if isinstance(element, Panel) else Part(element)
        for element in elements
    )


def asked(parts: Iterable[Part]) -> Iterator[tuple[Question, bool]]:
    """The questions among some parts, in order, each with whether it may be answered."""
    for part in parts:
        if isinstance(part.element, BaseQuestion):
            yield part.element, part.is_open
        yield from asked(part.parts)


def visible_questions(page: Page, answers: Answers) -> tuple[Question, ...]:
    """The questions of a page that show, in order; none if the page itself does not."""
    return tuple(question for question, _ in asked(visible_parts(page, answers)))


def visible_options(question: ListQuestion, answers: Answers) -> tuple[Choice, ...]:
    """The options that show, in the order of the form."""
    if not _has_conditional_options(question):
        return question.options
    general = question.choices_visible_if
    shown = tuple(one for one in question.choices if _choice_holds(one, one.visible_if or general, answers))
    return shown + question.options[len(question.choices) :]


def options_in_order(question: ListQuestion, answers: Answers, seed: int) -> tuple[Choice, ...]:
    """The options as one respondent sees them by the question's own seed; the special ones stay at the end."""
    options = visible_options(question, answers)
    if question.choices_order == "none":
        return options
    special = len(question.specials) if isinstance(question, ChoiceQuestion) else 0
    ordinary = len(options) - special
    return in_random_order(options[:ordinary], seed) + options[ordinary:]


def rows_in_order(question: Matrix, seed: int) -> tuple[Row, ...]:
    """The rows as one respondent sees them by the question's own seed."""
    return in_random_order(question.rows, seed) if question.row_order == "random" else question.rows


def locked_options(question: ListQuestion, answers: Answers) -> frozenset[str]:
    """The keys of options that may not be chosen now."""
    return frozenset(
        choice.key
        for choice in question.choices
        if not _choice_holds(choice, choice.enable_if or question.choices_enable_if, answers)
    )


def settled(form: Form, answers: Answers) -> dict[str, Answer]:
    """The answers without options that do not show; taking one back may hide the next."""
    questions = [one for one in form.questions if isinstance(one, ListQuestion) and _has_conditional_options(one)]
    kept, changed = dict(answers), True
    while changed:
        changed = False
        for question in questions:
            left = _without_hidden(question, kept)
            if left != kept.get(question.name):
                kept[question.name], changed = left, True
    return kept


def _parts(elements: Iterable[Element], above: _Above, answers: Answers) -> tuple[Part, ...]:
    return tuple(part for element in elements if (part := _part(element, above, answers)) is not None)


def _part(element: Element, above: _Above, answers: Answers) -> Part | None:
    """The element as it shows; a panel in which nothing shows does not."""
    if not holds(element.visible_if, answers):
        return None
    own = element.enable_if if isinstance(element, Panel | BaseQuestion) else None
    part = Part(element, above.is_open and holds(own, answers), path=f"{above.path}{element.type}{element.name}")
    if not isinstance(element, Panel):
        return part
    within = _parts(element.elements, _Above(part.path, part.is_open), answers)
    return part._replace(parts=within) if within else None


def _has_conditional_options(question: ListQuestion) -> bool:
    return question.choices_visible_if is not None or any(choice.visible_if for choice in question.choices)


def _choice_holds(choice: Choice, condition: str | None, answers: Answers) -> bool:
    """An option's own condition, or the one for all options, in which `{item}` is its value."""
    return condition is None or holds(condition, {**answers, "item": choice.value})


def _without_hidden(question: ListQuestion, answers: Answers) -> Answer:
    answer = answers.get(question.name)
    if answer is None:
        return None
    shown = {option.value for option in visible_options(question, answers)}
    if isinstance(answer, list):
        return [value for value in answer if value in shown] or None
    return answer if answer in shown else None
