"""One posted field: the texts a browser sent become an answer, or `Wrong` is raised with a sentence that says why not.

`readings` puts the fields of a question together.
"""

from collections.abc import Sequence
from decimal import Decimal

from workbench.errors import N_, Message
from workbench.records.choices import ALONE, OTHER, Item
from workbench.records.form_texts import ChoiceKey, LocalText
from workbench.records.questions import (
    Answer,
    ChoiceQuestion,
    LongText,
    MultipleChoice,
    PicturePicker,
    Question,
    Rating,
    SingleChoice,
    TextItem,
    TextLine,
    YesNo,
)
from workbench.surveys.cleaning import clean_line, clean_text, half_width
from workbench.surveys.lines import read_day, read_email, read_number, read_phone

LINE_LENGTH = 500
TEXT_LENGTH = 10_000
NO_NUMBER = N_("请只填数字，不用写单位，例如 28。")


class Wrong(Exception):
    """What was sent cannot be an answer; `message` says why."""

    def __init__(self, sentence: str, **values: object) -> None:
        self.message = Message(sentence, values)
        super().__init__(sentence)


def read_field(question: Question, texts: Sequence[str]) -> Answer:
    """The answer to a question of one field, `texts` without empty ones; None for questions of several fields."""
    match question:
        case SingleChoice() | PicturePicker(multi_select=False):
            return read_one(question.options, texts)
        case PicturePicker():
            return read_several(question.options, texts)
        case MultipleChoice():
            return _limited(question, read_several(question.options, texts))
        case YesNo():
            return _yes_or_no(texts)
        case Rating():
            return _on_scale(question, texts)
        case LongText():
            return _at_most(clean_text(texts[0]), question.max_length if question.max_length > 0 else TEXT_LENGTH)
        case TextLine():
            return read_line(question, texts[0])
    return None


def read_one(options: Sequence[Item], texts: Sequence[str]) -> ChoiceKey:
    """The value of the one option that was chosen."""
    chosen = read_several(options, texts)
    if len(chosen) > 1:
        raise Wrong(N_("这一题只能选一项。"))
    return chosen[0]


def read_several(options: Sequence[Item], texts: Sequence[str]) -> list[ChoiceKey]:
    """The values in the order of the options, each once."""
    keys = {clean_line(text) for text in texts}
    chosen = [option.value for option in options if option.key in keys]
    if len(chosen) < len(keys):
        raise Wrong(N_("选项里没有这一项，请重新选择。"))
    return chosen


def _limited(question: MultipleChoice, chosen: list[ChoiceKey]) -> list[ChoiceKey]:
    least, most = question.min_selected_choices, question.max_selected_choices
    for special in question.specials:
        if special.value in ALONE and special.value in chosen:
            if len(chosen) > 1:
                raise Wrong(N_("选了“%(none)s”就不能再选别的。"), none=special.label)
            return chosen
    if len(chosen) < least:
        raise Wrong(N_("请至少选 %(least)s 项。"), least=least)
    if most and len(chosen) > most:
        raise Wrong(N_("最多选 %(most)s 项，现在选了 %(count)s 项。"), most=most, count=len(chosen))
    return chosen


def read_comment(question: Question, answer: Answer, posted: Sequence[str]) -> str | None:
    """The words beside "other", which are wanted exactly if it was chosen."""
    if not isinstance(question, ChoiceQuestion) or not question.show_other_item:
        return None
    if OTHER not in (answer if isinstance(answer, list) else [answer]):
        return None
    words = _at_most(clean_line(posted[0] if posted else ""), LINE_LENGTH)
    if not words:
        raise Wrong(N_("选了“%(other)s”，请写明是什么。"), other=question.other_text)
    return words


def _yes_or_no(texts: Sequence[str]) -> bool:
    key = clean_line(texts[0]).lower()
    if len(texts) > 1 or key not in ("true", "false"):
        raise Wrong(N_("请选择其中一项。"))
    return key == "true"


def _on_scale(question: Rating, texts: Sequence[str]) -> int:
    marks = {str(mark): mark for mark in question.scale}
    key = half_width(texts[0])
    if len(texts) > 1 or key not in marks:
        raise Wrong(N_("请选 %(low)s 到 %(high)s 之间的一个数。"), low=question.scale[0], high=question.scale[-1])
    return marks[key]


def read_line(question: TextLine | TextItem, text: str) -> str | int | float:
    """One line of the kind that is asked for."""
    match question.input_type:
        case "number":
            return _number(question, read_number(text))
        case "date":
            return _day(question, read_day(text))
        case "tel":
            return _or_wrong(read_phone(text), N_("请填写电话号码，例如 13800138000。"))
        case "email":
            return _or_wrong(read_email(text), N_("请填写电子邮箱，例如 name@example.com。"))
    return _at_most(clean_line(text), question.max_length if question.max_length > 0 else LINE_LENGTH)


def _or_wrong(answer: str | None, sentence: str) -> str:
    if answer is None:
        raise Wrong(sentence)
    return answer


def _at_most(text: str, limit: int) -> str:
    if len(text) > limit:
        raise Wrong(N_("最多 %(limit)s 个字，现在有 %(count)s 个。"), limit=limit, count=len(text))
    return text


def _number(question: TextLine | TextItem, number: int | float | None) -> int | float:
    if number is None:
        raise Wrong(NO_NUMBER)
    if not isinstance(question, TextLine):
        return number
    if isinstance(question.min, int | float) and number < question.min:
        raise _refused(question.min_error_text, N_("不能小于 %(limit)s。"), limit=question.min)
    if isinstance(question.max, int | float) and number > question.max:
        raise _refused(question.max_error_text, N_("不能大于 %(limit)s。"), limit=question.max)
    if question.step and not _is_multiple(number, question.step):
        sentence = N_("请填整数，例如 28。") if question.step == 1 else N_("要是 %(step)s 的倍数。")
        raise _refused(question.step_error_text, sentence, step=f"{question.step:.15g}")
    return number


def _day(question: TextLine | TextItem, day: str | None) -> str:
    if day is None:
        raise Wrong(N_("请填写日期，例如 2026-11-21。"))
    if not isinstance(question, TextLine):
        return day
    if isinstance(question.min, str) and day < question.min:
        raise _refused(question.min_error_text, N_("不能早于 %(limit)s。"), limit=question.min)
    if isinstance(question.max, str) and day > question.max:
        raise _refused(question.max_error_text, N_("不能晚于 %(limit)s。"), limit=question.max)
    return day


def _refused(own: LocalText | None, sentence: str, **values: object) -> Wrong:
    """What is wrong, in the author's words where there are some."""
    return Wrong("%(text)s", text=own) if own else Wrong(sentence, **values)


def _is_multiple(number: float, step: float) -> bool:
    """Whether steps from zero lead to the number, as decimals are written: 0.3 is three times 0.1."""
    return Decimal(str(number)) % Decimal(str(step)) == 0
