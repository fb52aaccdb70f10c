"""One posted question: the texts a browser sent become an answer, or the sentence that says why not.

Whatever was sent, nothing escapes `read_field` but a `Reading`. Whether the question was visible or had to be answered
is decided in `filling`.
"""

from collections.abc import Sequence
from typing import NamedTuple

from workbench.errors import N_, Message
from workbench.records.questions import (
    NONE,
    OTHER,
    Answer,
    ChoiceKey,
    ChoiceQuestion,
    LongText,
    MultipleChoice,
    Question,
    Rating,
    SingleChoice,
    TextLine,
    YesNo,
)
from workbench.surveys.cleaning import clean_line, clean_text, half_width
from workbench.surveys.lines import read_day, read_email, read_number, read_phone

LINE_LENGTH = 500
TEXT_LENGTH = 10_000


class Reading(NamedTuple):
    """What was made of a posted question: `answer` (None if it was left empty) and `comment`, or what is `wrong`.

    `typed` is what the respondent is to see again beside the sentence.
    """

    answer: Answer = None
    comment: str | None = None
    wrong: Message | None = None
    typed: str = ""


class _Wrong(Exception):
    def __init__(self, sentence: str, **values: object) -> None:
        self.message = Message(sentence, values)
        super().__init__(sentence)


def read_field(question: Question, posted: Sequence[str], comment: Sequence[str] = ()) -> Reading:
    """Read what was posted under a question's name and, for "other", under its comment name."""
    texts = [text for text in posted if clean_line(text)]
    if not texts:
        return Reading()
    typed = clean_text("\n".join(texts))
    try:
        answer = _read(question, texts)
        return Reading(answer, _comment(question, answer, comment), typed=typed)
    except _Wrong as error:
        return Reading(wrong=error.message, typed=typed)


def _read(question: Question, texts: list[str]) -> Answer:
    match question:
        case SingleChoice():
            return _single(question, texts)
        case MultipleChoice():
            return _several(question, texts)
        case YesNo():
            return _yes_or_no(texts)
        case Rating():
            return _on_scale(question, texts)
        case LongText():
            return _at_most(clean_text(texts[0]), question.max_length if question.max_length > 0 else TEXT_LENGTH)
        case TextLine():
            return _line(question, texts[0])


def _single(question: ChoiceQuestion, texts: list[str]) -> Answer:
    chosen = _chosen(question, texts)
    if len(chosen) > 1:
        raise _Wrong(N_("这一题只能选一项。"))
    return chosen[0]


def _several(question: MultipleChoice, texts: list[str]) -> Answer:
    chosen = _chosen(question, texts)
    least, most = question.min_selected_choices, question.max_selected_choices
    if question.show_none_item and NONE in chosen:
        if len(chosen) > 1:
            raise _Wrong(N_("选了“%(none)s”就不能再选别的。"), none=str(question.none_text))
        return chosen
    if len(chosen) < least:
        raise _Wrong(N_("请至少选 %(least)s 项。"), least=least)
    if most and len(chosen) > most:
        raise _Wrong(N_("最多选 %(most)s 项，现在选了 %(count)s 项。"), most=most, count=len(chosen))
    return chosen


def _chosen(question: ChoiceQuestion, texts: list[str]) -> list[ChoiceKey]:
    """The values in the order of the options, each once."""
    keys = {clean_line(text) for text in texts}
    chosen = [option.value for option in question.options if option.key in keys]
    if len(chosen) < len(keys):
        raise _Wrong(N_("选项里没有这一项，请重新选择。"))
    return chosen


def _comment(question: Question, answer: Answer, posted: Sequence[str]) -> str | None:
    """The words beside "other", which are wanted exactly if it was chosen."""
    if not isinstance(question, ChoiceQuestion) or not question.show_other_item:
        return None
    if OTHER not in (answer if isinstance(answer, list) else [answer]):
        return None
    words = _at_most(clean_line(posted[0] if posted else ""), LINE_LENGTH)
    if not words:
        raise _Wrong(N_("选了“%(other)s”，请写明是什么。"), other=str(question.other_text))
    return words


def _yes_or_no(texts: list[str]) -> bool:
    key = clean_line(texts[0]).lower()
    if len(texts) > 1 or key not in ("true", "false"):
        raise _Wrong(N_("请选择其中一项。"))
    return key == "true"


def _on_scale(question: Rating, texts: list[str]) -> int:
    marks = {str(mark): mark for mark in question.scale}
    key = half_width(texts[0])
    if len(texts) > 1 or key not in marks:
        raise _Wrong(N_("请选 %(low)s 到 %(high)s 之间的一个数。"), low=question.scale[0], high=question.scale[-1])
    return marks[key]


def _line(question: TextLine, text: str) -> Answer:
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
        raise _Wrong(sentence)
    return answer


def _at_most(text: str, limit: int) -> str:
    if len(text) > limit:
        raise _Wrong(N_("最多 %(limit)s 个字，现在有 %(count)s 个。"), limit=limit, count=len(text))
    return text


def _number(question: TextLine, number: int | float | None) -> int | float:
    if number is None:
        raise _Wrong(N_("请填写数字，例如 28。"))
    if isinstance(question.min, int | float) and number < question.min:
        raise _Wrong(N_("不能小于 %(limit)s。"), limit=question.min)
    if isinstance(question.max, int | float) and number > question.max:
        raise _Wrong(N_("不能大于 %(limit)s。"), limit=question.max)
    return number


def _day(question: TextLine, day: str | None) -> str:
    if day is None:
        raise _Wrong(N_("请填写日期，例如 2026-11-21。"))
    if isinstance(question.min, str) and day < question.min:
        raise _Wrong(N_("不能早于 %(limit)s。"), limit=question.min)
    if isinstance(question.max, str) and day > question.max:
        raise _Wrong(N_("不能晚于 %(limit)s。"), limit=question.max)
    return day
