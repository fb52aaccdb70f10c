"""What has to fit together in a form whose shape is right: names, options, limits, conditions, references of the rules.

Each check yields problems with their place; none stops at the first. Nothing here changes a form.
"""

import difflib
from collections.abc import Iterable, Iterator
from datetime import date
from graphlib import CycleError, TopologicalSorter

from workbench.errors import N_, InvalidForm, Message
from workbench.records import Problem
from workbench.records.forms import Form, Page, Rules
from workbench.records.questions import (
    NONE,
    OTHER,
    ChoiceQuestion,
    CountValidator,
    ExpressionValidator,
    LongText,
    MultipleChoice,
    Question,
    Rating,
    TextLine,
    YesNo,
)
from workbench.surveys.cleaning import clean_line
from workbench.surveys.expressions import parse
from workbench.surveys.shape import place

FORM = "form.json"
RULES = "rules.json"
MAX_QUESTIONS = 500
MAX_SCALE = 20


def lint(form: Form, rules: Rules) -> list[Problem]:
    """Everything that does not fit, the form's first, then the rules'; an empty list means it may be published."""
    known = list(answer_names(form))
    return [
        *_names(form),
        *(problem for question, where in _placed(form) for problem in _question(question, where)),
        *_form_conditions(form, known),
        *_cycles(form),
        *_rules(form, rules, known),
    ]


def answer_names(form: Form) -> Iterator[str]:
    """Under which names answers are stored, the words beside "other" included."""
    for question in form.questions:
        yield question.name
        if isinstance(question, ChoiceQuestion) and question.show_other_item:
            yield question.comment_name


def _placed(form: Form) -> Iterator[tuple[Question, tuple[str | int, ...]]]:
    for index, page in enumerate(form.pages):
        for number, question in enumerate(page.elements):
            yield question, ("pages", index, "elements", number)


def _problem(where: Iterable[str | int], sentence: str, found: object = "", **values: object) -> Problem:
    return Problem(column=place(FORM, *where), expected=Message(sentence, values), found=str(found))


def _names(form: Form) -> Iterator[Problem]:
    """Names of pages and questions are unique together, and conditions do not tell capitals from small letters."""
    if not form.title:
        yield _problem(("title",), N_("“%(name)s”是空的。"), name="title")
    if len(form.questions) > MAX_QUESTIONS:
        yield _problem(("pages",), N_("题目太多：最多 %(limit)s 题。"), len(form.questions), limit=MAX_QUESTIONS)
    taken = {question.comment_name.lower() for question in form.questions}
    pages: list[tuple[Question | Page, tuple[str | int, ...]]] = [
        (page, ("pages", index)) for index, page in enumerate(form.pages)
    ]
    for element, where in [*pages, *_placed(form)]:
        if element.name.lower() in taken:
            yield _problem((*where, "name"), N_("名字“%(name)s”用了不止一次。"), element.name, name=element.name)
        taken.add(element.name.lower())


def _question(question: Question, where: tuple[str | int, ...]) -> Iterator[Problem]:
    if question.title is not None and not question.title:
        yield _problem((*where, "title"), N_("“%(name)s”是空的。"), name="title")
    match question:
        case ChoiceQuestion():
            yield from _choices(question, where)
        case Rating():
            if not 2 <= len(question.scale) <= MAX_SCALE:
                sentence = N_("评分要有 2 到 %(limit)s 档，现在是 %(count)s 档。")
                yield _problem(where, sentence, limit=MAX_SCALE, count=len(question.scale))
        case TextLine():
            yield from _bounds(question, where)
    if isinstance(question, MultipleChoice):
        yield from _selection_limits(question, where)
    yield from _validators(question, where)


def _validators(question: Question, where: tuple[str | int, ...]) -> Iterator[Problem]:
    for number, validator in enumerate(question.validators):
        match validator:
            case ExpressionValidator():
                continue
            case CountValidator():
                fits = isinstance(question, MultipleChoice)
            case _:
                fits = isinstance(question, TextLine | LongText)
        if not fits:
            yield _problem((*where, "validators", number), N_("“%(name)s”不能用在这种题上。"), name=validator.type)


def _choices(question: ChoiceQuestion, where: tuple[str | int, ...]) -> Iterator[Problem]:
    special = {OTHER: question.show_other_item, NONE: question.show_none_item}
    taken = {value for value, shown in special.items() if shown}
    for number, choice in enumerate(question.choices):
        key = choice.key.lower()
        if key in taken:
            yield _problem((*where, "choices", number), N_("选项的值“%(value)s”用了不止一次。"), value=choice.key)
        if clean_line(choice.key) != choice.key:
            sentence = N_("选项的值里有看不见的字符，或者两端有空格。")
            yield _problem((*where, "choices", number), sentence, choice.key)
        taken.add(key)


def _selection_limits(question: MultipleChoice, where: tuple[str | int, ...]) -> Iterator[Problem]:
    least, most, count = question.min_selected_choices, question.max_selected_choices, len(question.options)
    if least > count or (most and least > most):
        yield _problem((*where, "minSelectedChoices"), N_("最少选 %(least)s 项做不到。"), least=least)


def _bounds(question: TextLine, where: tuple[str | int, ...]) -> Iterator[Problem]:
    """`min` and `max` are of the input's own kind and in order."""
    limits: list[float | date] = []
    for name, bound in (("min", question.min), ("max", question.max)):
        if bound is None:
            continue
        limit = _bound(question.input_type, bound)
        if limit is None:
            yield _problem(
                (*where, name), N_("“%(name)s”要和题目一样，是数字或 2026-11-21 这样的日期。"), bound, name=name
            )
        else:
            limits.append(limit)
    if len(limits) == 2 and limits[0] > limits[1]:  # type: ignore[operator]  # both are of the input's one kind
        yield _problem((*where, "min"), N_("最小值大于最大值。"), question.min)


def _bound(input_type: str, bound: str | float) -> float | date | None:
    if input_type == "number" and not isinstance(bound, str):
        return bound
    if input_type == "date" and isinstance(bound, str):
        try:
            return date.fromisoformat(bound)
        except ValueError:
            return None
    return None


def _form_conditions(form: Form, known: list[str]) -> Iterator[Problem]:
    for index, page in enumerate(form.pages):
        yield from _condition(page.visible_if, known, place(FORM, "pages", index, "visibleIf"))
    for question, where in _placed(form):
        yield from _condition(question.visible_if, known, place(FORM, *where, "visibleIf"))
        yield from _condition(question.required_if, known, place(FORM, *where, "requiredIf"))
        for number, validator in enumerate(question.validators):
            if isinstance(validator, ExpressionValidator):
                yield from _condition(validator.expression, known, place(FORM, *where, "validators", number))


def _condition(text: str | None, known: list[str], where: str) -> Iterator[Problem]:
    """A condition can be read and speaks of questions that exist."""
    if text is None:
        return
    try:
        expression = parse(text)
    except InvalidForm as error:
        for message in (error.what, error.advice):
            yield Problem(column=where, expected=message, found=text)
        return
    for name in sorted(expression.names):
        yield from _reference(name, known, where, text)
    for word in sorted(expression.words & set(known)):
        sentence = N_("“%(name)s”是题目名，要写成 {%(name)s}。")
        yield Problem(column=where, expected=Message(sentence, {"name": word}), found=text)


def _reference(name: str, known: list[str], where: str, found: str) -> Iterator[Problem]:
    if name.lower() in (one.lower() for one in known):
        return
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    sentence = N_("没有叫“%(name)s”的题，是不是“%(suggestion)s”？") if close else N_("没有叫“%(name)s”的题。")
    message = Message(sentence, {"name": name, "suggestion": close[0] if close else ""})
    yield Problem(column=where, expected=message, found=found)


def _cycles(form: Form) -> Iterator[Problem]:
    """No question is shown on account of itself, be it by a detour over others or its page."""
    needs: dict[str, set[str]] = {}
    for page in form.pages:
        for question in page.elements:
            needs[question.name.lower()] = _names_in(page.visible_if) | _names_in(question.visible_if)
    for question in form.questions:
        needs[question.comment_name.lower()] = {question.name.lower()}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        names = " → ".join(dict.fromkeys(error.args[1]))
        sentence = N_("显示条件绕成了一圈：%(names)s。")
        yield Problem(column=FORM, expected=Message(sentence, {"names": names}))


def _names_in(condition: str | None) -> set[str]:
    if condition is None:
        return set()
    try:
        return {name.lower() for name in parse(condition).names}
    except InvalidForm:  # told of where conditions are read
        return set()


def _rules(form: Form, rules: Rules, known: list[str]) -> Iterator[Problem]:
    names = [question.name for question in form.questions]
    for name in rules.roles:
        yield from _reference(name, names, place(RULES, "roles", name), name)
    for number, name in enumerate(rules.pii):
        yield from _reference(name, known, place(RULES, "pii", number), name)
    yield from _typed(form, rules)
    taken: set[str] = set()
    for number, rule in enumerate(rules.screen_out):
        yield from _condition(rule.condition, known, place(RULES, "screen_out", number, "if"))
        if rule.id in taken:
            expected = Message(N_("规则名“%(name)s”用了不止一次。"), {"name": rule.id})
            yield Problem(column=place(RULES, "screen_out", number, "id"), expected=expected, found=rule.id)
        taken.add(rule.id)


def _typed(form: Form, rules: Rules) -> Iterator[Problem]:
    """All questions by which respondents are placed into segments are still there, and still closed."""
    closed = {question.name for question in form.questions if isinstance(question, ChoiceQuestion | Rating | YesNo)}
    closed |= {one.name for one in form.questions if isinstance(one, TextLine) and one.input_type == "number"}
    for number, asked in enumerate(rules.typing.questions if rules.typing else ()):
        if asked.key not in closed:
            sentence = N_("归类要用“%(title)s”这道题：请撤销对它的删改，或在“标题与说明”里停止归类。")
            yield Problem(
                column=place(RULES, "typing", "questions", number),
                expected=Message(sentence, {"title": asked.title}),
                found=asked.key,
            )
