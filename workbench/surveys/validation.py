"""A question's validators on an answer that was given; an empty answer is not their business."""

from workbench.errors import N_, Message
from workbench.records.questions import Answer, Answers, Question, SeveralTexts
from workbench.records.validators import (
    CountValidator,
    EmailValidator,
    ExpressionValidator,
    NumericValidator,
    RegexValidator,
    TextValidator,
    Validator,
)
from workbench.surveys.expressions import parse
from workbench.surveys.fields import NO_NUMBER
from workbench.surveys.lines import read_email, read_number
from workbench.surveys.patterns import matches


def objection(question: Question, answer: Answer, answers: Answers) -> Message | None:
    """The first validator's sentence that speaks against the answer: the author's own, or ours."""
    for validator in question.validators:
        if found := _told(validator, answer, answers):
            return found
    if not isinstance(question, SeveralTexts) or not isinstance(answer, dict):
        return None
    for item in question.items:
        for validator in item.validators if item.name in answer else ():
            if found := _told(validator, answer[item.name], answers):
                return Message(N_("“%(part)s”：%(problem)s"), {"part": item.heading, "problem": found})
    return None


def _told(validator: Validator, answer: Answer, answers: Answers) -> Message | None:
    found = _objection(validator, answer, answers)
    return Message("%(text)s", {"text": validator.text}) if found and validator.text else found


def _objection(validator: Validator, answer: Answer, answers: Answers) -> Message | None:
    match validator:
        case ExpressionValidator():
            holds = parse(validator.expression).holds(answers)
            return None if holds else Message(N_("这一题的回答不符合要求，请检查。"))
        case CountValidator() if isinstance(answer, list):
            return _count(validator, len(answer))
        case NumericValidator():
            return _range(validator, read_number(str(answer)))
        case TextValidator():
            return _length(validator, len(str(answer)))
        case RegexValidator() if not matches(validator.regex, str(answer), ignore_case=validator.case_insensitive):
            return Message(N_("这一题的回答不符合要求的格式，请检查。"))
        case EmailValidator() if read_email(str(answer)) is None:
            return Message(N_("请填写电子邮箱，例如 name@example.com。"))
    return None


def _count(validator: CountValidator, count: int) -> Message | None:
    if validator.min_count and count < validator.min_count:
        return Message(N_("请至少选 %(least)s 项。"), {"least": validator.min_count})
    if validator.max_count and count > validator.max_count:
        return Message(N_("最多选 %(most)s 项，现在选了 %(count)s 项。"), {"most": validator.max_count, "count": count})
    return None


def _range(validator: NumericValidator, number: float | None) -> Message | None:
    if number is None:
        return Message(NO_NUMBER)
    if validator.min_value is not None and number < validator.min_value:
        return Message(N_("不能小于 %(limit)s。"), {"limit": f"{validator.min_value:.15g}"})
    if validator.max_value is not None and number > validator.max_value:
        return Message(N_("不能大于 %(limit)s。"), {"limit": f"{validator.max_value:.15g}"})
    return None


def _length(validator: TextValidator, length: int) -> Message | None:
    least, most = validator.min_length, validator.max_length
    if length < least:
        return Message(N_("请至少写 %(least)s 个字，现在有 %(count)s 个。"), {"least": least, "count": length})
    if 0 < most < length:
        return Message(N_("最多 %(limit)s 个字，现在有 %(count)s 个。"), {"limit": most, "count": length})
    return None
