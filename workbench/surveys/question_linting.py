"""What has to fit together in one question: options, limits, validators, rows and items, and what stands there first.

Each check yields problems with their place. What lies between questions is checked in `linting`.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from workbench.errors import N_, InvalidForm, Message
from workbench.records import Problem
from workbench.records.choices import Item
from workbench.records.questions import (
    ChoiceQuestion,
    ListQuestion,
    LongText,
    Matrix,
    MultipleChoice,
    PicturePicker,
    Question,
    Ranking,
    Rating,
    SeveralTexts,
    TextItem,
    TextLine,
)
from workbench.records.validators import (
    CountValidator,
    ExpressionValidator,
    RegexValidator,
    TextValidator,
    Validator,
)
from workbench.surveys.cleaning import clean_line
from workbench.surveys.patterns import matches
from workbench.surveys.pictures import picture_problem
from workbench.surveys.readings import posted_fields, read_question
from workbench.surveys.shape import place

FORM = "form.json"
MAX_SCALE = 20

Where = tuple[str | int, ...]


def problem_at(where: Iterable[str | int], sentence: str, found: object = "", **values: object) -> Problem:
    """A problem of the form at a place in it."""
    return Problem(column=place(FORM, *where), expected=Message(sentence, values), found=str(found))


def question_problems(question: Question, where: Where) -> Iterator[Problem]:
    """Everything in a question that does not fit."""
    if question.title is not None and not question.title:
        yield problem_at((*where, "title"), N_("“%(name)s”是空的。"), name="title")
    yield from _inside(question, where)
    yield from _validators(question.validators, question, where)
    if question.default_value is not None and not _can_stand(question):
        sentence = N_("“defaultValue”要是这道题能有的回答。")
        yield problem_at((*where, "defaultValue"), sentence, question.default_value)


def _inside(question: Question, where: Where) -> Iterator[Problem]:
    match question:
        case ListQuestion():
            yield from _options(question, where)
        case Matrix():
            yield from _distinct(question.rows, (*where, "rows"))
            yield from _distinct(question.columns, (*where, "columns"))
        case SeveralTexts():
            yield from _items(question, where)
        case Rating():
            if not 2 <= len(question.scale) <= MAX_SCALE:
                sentence = N_("评分要有 2 到 %(limit)s 档，现在是 %(count)s 档。")
                yield problem_at(where, sentence, limit=MAX_SCALE, count=len(question.scale))
        case TextLine():
            yield from _bounds(question, where)
            yield from _lengths(question, where)
        case LongText():
            yield from _lengths(question, where)


def _options(question: ListQuestion, where: Where) -> Iterator[Problem]:
    special = {one.key for one in question.specials} if isinstance(question, ChoiceQuestion) else set()
    yield from _distinct(question.choices, (*where, "choices"), special)
    if isinstance(question, MultipleChoice | Ranking):
        yield from _selection_limits(question, where)
    if isinstance(question, PicturePicker):
        for number, choice in enumerate(question.choices):
            if problem := picture_problem(choice.image_link):
                yield Problem(column=place(FORM, *where, "choices", number, "imageLink"), expected=problem)


def _distinct(items: Sequence[Item], where: Where, taken: Iterable[str] = ()) -> Iterator[Problem]:
    """Values are told apart whatever their capitals, and hold nothing that cannot be seen."""
    seen = set(taken)
    for number, item in enumerate(items):
        key = item.key.lower()
        if key in seen:
            yield problem_at((*where, number), N_("选项的值“%(value)s”用了不止一次。"), value=item.key)
        if clean_line(item.key) != item.key:
            yield problem_at((*where, number), N_("选项的值里有看不见的字符，或者两端有空格。"), item.key)
        seen.add(key)


def _items(question: SeveralTexts, where: Where) -> Iterator[Problem]:
    taken: set[str] = set()
    for number, item in enumerate(question.items):
        if item.name.lower() in taken:
            sentence = N_("名字“%(name)s”用了不止一次。")
            yield problem_at((*where, "items", number, "name"), sentence, item.name, name=item.name)
        taken.add(item.name.lower())
        yield from _validators(item.validators, item, (*where, "items", number))


def _validators(validators: Sequence[Validator], question: Question | TextItem, where: Where) -> Iterator[Problem]:
    for number, validator in enumerate(validators):
        at = (*where, "validators", number)
        if not _fits(validator, question):
            yield problem_at(at, N_("“%(name)s”不能用在这种题上。"), name=validator.type)
        if isinstance(validator, RegexValidator):
            yield from _pattern(validator, (*at, "regex"))


def _fits(validator: Validator, question: Question | TextItem) -> bool:
    match validator:
        case ExpressionValidator():
            return True
        case CountValidator():
            return isinstance(question, MultipleChoice | Ranking) or (
                isinstance(question, PicturePicker) and question.multi_select
            )
    return isinstance(question, TextLine | LongText | TextItem)


def _pattern(validator: RegexValidator, where: Where) -> Iterator[Problem]:
    try:
        matches(validator.regex, "", ignore_case=validator.case_insensitive)
    except InvalidForm as error:
        for message in (error.what, error.advice):
            yield Problem(column=place(FORM, *where), expected=message, found=validator.regex)


def _can_stand(question: Question) -> bool:
    """A default is what the question would make of the same answer."""
    reading = read_question(question, posted_fields(question, {question.name: question.default_value}))
    return reading.wrong is None and reading.answer == question.default_value


def _selection_limits(question: MultipleChoice | Ranking, where: Where) -> Iterator[Problem]:
    least, most, count = question.min_selected_choices, question.max_selected_choices, len(question.options)
    if least > count or (most and least > most):
        yield problem_at((*where, "minSelectedChoices"), N_("最少选 %(least)s 项做不到。"), least=least)


def _lengths(question: TextLine | LongText, where: Where) -> Iterator[Problem]:
    lengths = [one for one in question.validators if isinstance(one, TextValidator)]
    least = max((one.min_length for one in lengths), default=0)
    if any(0 < most < least for most in (question.max_length, *(one.max_length for one in lengths))):
        yield problem_at((*where, "validators"), N_("最少 %(least)s 个字做不到。"), least=least)


def _bounds(question: TextLine, where: Where) -> Iterator[Problem]:
    """`min` and `max` are of the input's own kind and in order."""
    limits: list[float | date] = []
    for name, bound in (("min", question.min), ("max", question.max)):
        if bound is None:
            continue
        limit = _bound(question.input_type, bound)
        if limit is None:
            yield problem_at(
                (*where, name), N_("“%(name)s”要和题目一样，是数字或 2026-11-21 这样的日期。"), bound, name=name
            )
        else:
            limits.append(limit)
    if len(limits) == 2 and limits[0] > limits[1]:  # type: ignore[operator]  # both are of the input's one kind
        yield problem_at((*where, "min"), N_("最小值大于最大值。"), question.min)


def _bound(input_type: str, bound: str | float) -> float | date | None:
    if input_type == "number" and not isinstance(bound, str):
        return bound
    if input_type == "date" and isinstance(bound, str):
        try:
            return date.fromisoformat(bound)
        except ValueError:
            return None
    return None
