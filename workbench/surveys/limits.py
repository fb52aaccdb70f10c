"""What a question asks of its answer, to be told before it is answered: how many, how long, from where to where.

Limits of the question itself and of its validators count together, the narrower one each.
"""

from collections.abc import Iterator
from typing import NamedTuple

from workbench.errors import N_, Message
from workbench.records.questions import LongText, MultipleChoice, PicturePicker, Question, Ranking, TextLine
from workbench.records.validators import CountValidator, NumericValidator, TextValidator


class _Words(NamedTuple):
    """The sentences for both ends that differ, for one and the same, for the lower, for the upper."""

    both: str
    same: str
    least: str
    most: str


_CHOSEN = _Words(
    N_("选 %(least)s 到 %(most)s 项。"),
    N_("选 %(least)s 项。"),
    N_("至少选 %(least)s 项。"),
    N_("最多选 %(most)s 项。"),
)
_RANKED = _Words(
    N_("排 %(least)s 到 %(most)s 项。"),
    N_("排 %(least)s 项。"),
    N_("至少排 %(least)s 项。"),
    N_("最多排 %(most)s 项。"),
)
_LONG = _Words(
    N_("写 %(least)s 到 %(most)s 个字。"),
    N_("写 %(least)s 个字。"),
    N_("至少写 %(least)s 个字。"),
    N_("最多写 %(most)s 个字。"),
)
_GREAT = _Words(
    N_("从 %(least)s 到 %(most)s。"),
    N_("只能填 %(least)s。"),
    N_("不小于 %(least)s。"),
    N_("不大于 %(most)s。"),
)
_DATED = _Words(
    N_("从 %(least)s 到 %(most)s。"),
    N_("只能填 %(least)s。"),
    N_("不早于 %(least)s。"),
    N_("不晚于 %(most)s。"),
)


def limits_of(question: Question) -> list[Message]:
    """The limits of a question as sentences; none where there is nothing to tell."""
    return list(_limits(question))


def _limits(question: Question) -> Iterator[Message]:
    match question:
        case MultipleChoice() | PicturePicker(multi_select=True):
            yield from _counted(question, _CHOSEN)
        case Ranking(select_to_rank_enabled=True):
            yield from _counted(question, _RANKED)
        case TextLine(input_type="number"):
            yield from _numeric(question)
        case TextLine(input_type="date"):
            yield from _between(_DATED, question.min, question.max)
        case TextLine(input_type="text") | LongText():
            yield from _written(question)


def _counted(question: MultipleChoice | PicturePicker | Ranking, words: _Words) -> Iterator[Message]:
    counts = [one for one in question.validators if isinstance(one, CountValidator)]
    own = [] if isinstance(question, PicturePicker) else [question]
    least = max([0, *(one.min_selected_choices for one in own), *(one.min_count or 0 for one in counts)])
    mosts = [*(one.max_selected_choices for one in own), *(one.max_count or 0 for one in counts)]
    most = min((one for one in mosts if 0 < one < len(question.options)), default=None)
    yield from _between(words, least if least > 1 else None, most)


def _numeric(question: TextLine) -> Iterator[Message]:
    ranges = [one for one in question.validators if isinstance(one, NumericValidator)]
    leasts = [bound for bound in (question.min, *(one.min_value for one in ranges)) if isinstance(bound, int | float)]
    mosts = [bound for bound in (question.max, *(one.max_value for one in ranges)) if isinstance(bound, int | float)]
    yield from _between(_GREAT, _plain(max(leasts, default=None)), _plain(min(mosts, default=None)))
    if question.step == 1:
        yield Message(N_("填整数。"))
    elif question.step:
        yield Message(N_("要是 %(step)s 的倍数。"), {"step": _plain(question.step)})


def _written(question: TextLine | LongText) -> Iterator[Message]:
    lengths = [one for one in question.validators if isinstance(one, TextValidator)]
    least = max((one.min_length for one in lengths), default=0)
    most = min((one for one in (question.max_length, *(one.max_length for one in lengths)) if one > 0), default=None)
    yield from _between(_LONG, least if least > 1 else None, most)


def _plain(number: float | None) -> str | None:
    """A number without a needless point."""
    return None if number is None else f"{number:.15g}"


def _between(words: _Words, least: object, most: object) -> Iterator[Message]:
    if least is not None and most is not None:
        yield Message(words.same if least == most else words.both, {"least": least, "most": most})
    elif least is not None:
        yield Message(words.least, {"least": least})
    elif most is not None:
        yield Message(words.most, {"most": most})
