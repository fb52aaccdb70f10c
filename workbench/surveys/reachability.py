"""What nobody would ever see: pages and elements whose conditions no answers fulfil.

It is found out by trying: every answer to the closed questions in a condition, and for numbers and texts the values
around those that it names. On the way forward only what was asked before has an answer. Where trying settles nothing
(days, arithmetic on free numbers, too many combinations) the element counts as reachable.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, product
from math import prod

from workbench.errors import N_
from workbench.records import Problem
from workbench.records.elements import Element, Panel, questions_in
from workbench.records.forms import Form
from workbench.records.questions import (
    Answer,
    LongText,
    MultipleChoice,
    PicturePicker,
    Question,
    Rating,
    SingleChoice,
    TextLine,
    YesNo,
)
from workbench.surveys.expressions import Expression
from workbench.surveys.form_conditions import read
from workbench.surveys.question_linting import Where, problem_at

MAX_TRIES = 2_000
MAX_TRIES_A_FORM = 50_000
MAX_NAMED = 5  # options named in a condition whose every combination is tried

_NEVER = N_("“%(name)s”永远不会显示：之前的题怎么回答都满足不了这个条件。请改条件，或把它用到的题移到前面。")

Answered = Mapping[str, Question]


def reach_problems(form: Form) -> Iterator[Problem]:
    """Each page or element that never shows, at its condition; what is in it is not told once more."""
    trial = _Trial(form)
    answered: dict[str, Question] = {}
    for index, page in enumerate(form.pages):
        if not trial.can_hold([page.visible_if], answered):
            yield problem_at(("pages", index, "visibleIf"), _NEVER, page.visible_if, name=page.name)
            continue
        here = answered | {question.name.lower(): question for question in page.questions}
        for element, where in trial.unreachable(page.elements, [page.visible_if], here, ("pages", index)):
            yield problem_at((*where, "visibleIf"), _NEVER, element.visible_if, name=element.name)
            for question in questions_in([element]):
                del here[question.name.lower()]
        answered = here


class _Trial:
    """Tries conditions on answers, up to a limit a form."""

    def __init__(self, form: Form) -> None:
        self._questions = {question.name.lower(): question for question in form.questions}
        self._left = MAX_TRIES_A_FORM

    def unreachable(
        self, elements: Iterable[Element], above: list[str | None], answered: Answered, where: Where
    ) -> Iterator[tuple[Element, Where]]:
        """The elements that never show on a page, given the conditions above them."""
        for number, element in enumerate(elements):
            here, conditions = (*where, "elements", number), [*above, element.visible_if]
            if element.visible_if is not None and not self.can_hold(conditions, answered):
                yield element, here
            elif isinstance(element, Panel):
                yield from self.unreachable(element.elements, conditions, answered, here)

    def can_hold(self, conditions: list[str | None], answered: Answered) -> bool:
        """Whether some answers to these questions fulfil all conditions, as far as can be told."""
        expressions = [read(condition) for condition in conditions if condition is not None]
        readable = [one for one in expressions if one is not None and not one.asks_for_the_day]
        if not readable or len(readable) < len(expressions):
            return True
        names = sorted({name.lower() for one in readable for name in one.names})
        candidates = [self._candidates(name, readable, answered) for name in names]
        known = [one for one in candidates if one is not None]
        tries = prod(map(len, known))
        if len(known) < len(candidates) or tries > MAX_TRIES or tries > self._left:
            return True
        self._left -= tries
        return any(
            all(one.holds(dict(zip(names, answers, strict=True))) for one in readable) for answers in product(*known)
        )

    def _candidates(self, name: str, expressions: list[Expression], answered: Answered) -> list[Answer] | None:
        """The answers to try for a question, None if they cannot be counted up."""
        question = self._questions.get(name)
        if question is None:
            return None
        if name not in answered:
            return [question.default_value]
        return answers_to_try(question, expressions)


def answers_to_try(question: Question, expressions: Sequence[Expression]) -> list[Answer] | None:
    """The answers that make a difference to conditions on a question, None if they cannot be counted up."""
    named = [one.compared_with(question.name.lower()) for one in expressions]
    literals = [value for values in named if values is not None for value in values]
    return _closed(question) or (_open(question, literals) if None not in named else None)


def _closed(question: Question) -> list[Answer]:
    """All answers to a question with few."""
    match question:
        case YesNo():
            return [True, False, None]
        case Rating():
            return [*question.scale, None]
        case SingleChoice() | PicturePicker(multi_select=False):
            return [*(option.value for option in question.options), None]
    return []


def _open(question: Question, literals: Sequence[object]) -> list[Answer] | None:
    """Answers on all sides of what a condition compares the question with."""
    match question:
        case MultipleChoice() | PicturePicker():
            return _selections([option.value for option in question.options], {str(one).lower() for one in literals})
        case TextLine(input_type="number"):
            return [*_around(literals, question), None]
        case TextLine() | LongText():
            return _texts(sorted({str(one) for one in literals}), literals)
    return None


def _texts(named: list[str], literals: Sequence[object]) -> list[Answer] | None:
    """Each combination of the texts named, a little more, numbers around them, and what sorts before and after all."""
    if len(named) > MAX_NAMED:
        return None
    joined = ["".join(some) for count in range(1, len(named) + 1) for some in combinations(named, count)]
    return [*joined, *(f"{text}~" for text in named), *map(str, _around(literals, None)), "!", "~", None]


def _selections(values: list[str | int | float], named: set[str]) -> list[Answer] | None:
    """One option each, all, all but one, and every combination of those that the condition names."""
    meant = [value for value in values if str(value).lower() in named]
    if len(meant) > MAX_NAMED:
        return None
    some = chain.from_iterable(combinations(meant, count) for count in range(2, len(meant) + 1))
    without = ([value for value in values if value != left] for left in values)
    return [None, *([value] for value in values), list(values), *map(list, some), *without]


def _around(literals: Sequence[object], question: TextLine | None) -> list[float]:
    """The numbers named, and those beside them, inside the limits of the question."""
    named = [float(str(one)) for one in literals if _is_number(one)]
    low = question.min if question and isinstance(question.min, int | float) else float("-inf")
    high = question.max if question and isinstance(question.max, int | float) else float("inf")
    limits = [limit for limit in (low, high) if abs(limit) != float("inf")]
    beside = {number + step for number in (*named, *limits, 0.0) for step in (-1, -0.5, 0, 0.5, 1)}
    return sorted(number for number in beside if low <= number <= high)


def _is_number(value: object) -> bool:
    try:
        return not isinstance(value, bool) and abs(float(str(value))) < 1e15
    except ValueError:
        return False
