"""How carefully somebody answered, as a score from 0 to 100 whose every lost point has a reason.

A score is a reason to look, never a verdict: nobody is left out by it.
"""

from collections.abc import Iterator, Sequence
from statistics import median

from workbench.errors import N_, Message
from workbench.records.quality import FULL, Answering, Mark, Quality, Reason

READ_A_SECOND = 15  # characters; readers of Chinese manage four to eight, nobody understands twice as many
HURRIED, RUSHED = 0.5, 0.3  # shares of the median (Greszki, Meyer and Schoen 2015: speeders are below 30 to 50 %)
FEWEST_TIMED = 5  # people before a median says something
FEWEST_CHARACTERS = 100  # who declines on the first page reads little, and is quick with it
FEWEST_ROWS = 4  # of one scale before the same answer to all of them is a pattern


def usual_seconds(everybody: Sequence[Answering]) -> float | None:
    """The median time of those whose time is known; None of too few."""
    known = [one.seconds for one in everybody if one.seconds is not None]
    return median(known) if len(known) >= FEWEST_TIMED else None


def judge(one: Answering, usual: float | None) -> Quality:
    """The score of one person, beside the `usual` time of all.

    >>> judge(Answering(seconds=300, said=2), usual=320).score
    100
    >>> [mark.reason.value for mark in judge(Answering(seconds=30, characters=900, said=2, empty=2), usual=320).marks]
    ['time', 'empty']
    """
    marks = sorted(_marks(one, usual), key=lambda mark: -mark.points)
    return Quality(score=max(0, FULL - sum(mark.points for mark in marks)), marks=tuple(marks))


def _marks(one: Answering, usual: float | None) -> Iterator[Mark]:
    yield from _time(one, usual)
    yield from _straight(one.scales)
    yield from _open(one)
    if one.against:
        told = Message(N_("选了“都没有”，又选了别的：%(title)s"), {"title": "；".join(one.against)})
        yield _mark(Reason.CONTRADICTION, 20, told)
    if one.again:
        yield _mark(Reason.DUPLICATE, 40, Message(N_("还有 %(n)s 份答卷留了同一个联系方式。"), {"n": one.again}))


def _time(one: Answering, usual: float | None) -> Iterator[Mark]:
    if one.seconds is None or 0 < one.characters < FEWEST_CHARACTERS:
        return
    values: dict[str, object] = {"time": _minutes(one.seconds), "usual": _minutes(usual or 0)}
    if one.seconds * READ_A_SECOND < one.characters:
        told = Message(
            N_("用时 %(time)s，连题目的 %(characters)s 字都读不完。"), {**values, "characters": one.characters}
        )
        yield _mark(Reason.TIME, 50, told)
    elif usual and one.seconds < RUSHED * usual:
        yield _mark(Reason.TIME, 40, Message(N_("用时 %(time)s，不到大家中位数 %(usual)s 的三成。"), values))
    elif usual and one.seconds < HURRIED * usual:
        yield _mark(Reason.TIME, 20, Message(N_("用时 %(time)s，不到大家中位数 %(usual)s 的一半。"), values))


def _straight(scales: Sequence[Sequence[str]]) -> Iterator[Mark]:
    long = [block for block in scales if len(block) >= FEWEST_ROWS]
    alike = [block for block in long if len(set(block)) == 1]
    if alike:
        rows = sum(map(len, alike))
        told = Message(N_("%(rows)s 道同样的量表全选了一样的。"), {"rows": rows})
        yield _mark(Reason.STRAIGHT, min(40, 10 + 3 * rows), told)


def _open(one: Answering) -> Iterator[Mark]:
    if one.copies:
        told = Message(N_("%(n)s 道开放题和另外 %(people)s 人写得几乎一样。"), {"n": one.copies, "people": one.alike})
        yield _mark(Reason.COPIED, 40, told)
    if one.pasted:
        yield _mark(Reason.PASTED, min(20, 10 * one.pasted), Message(N_("%(n)s 道题是粘贴进来的。"), {"n": one.pasted}))
    if one.empty:
        told = Message(N_("%(said)s 道开放题里有 %(n)s 道是空话（无、不知道）。"), {"said": one.said, "n": one.empty})
        yield _mark(Reason.EMPTY, 10 + round(20 * one.empty / one.said), told)
    if one.mashed:
        told = Message(N_("%(said)s 道开放题里有 %(n)s 道是重复字符或乱敲。"), {"said": one.said, "n": one.mashed})
        yield _mark(Reason.MASHED, 20 + round(20 * one.mashed / one.said), told)


def _mark(reason: Reason, points: int, told: Message) -> Mark:
    return Mark(reason=reason, points=points, told=told)


def _minutes(seconds: float) -> Message:
    whole = round(seconds)
    if whole < 60:
        return Message(N_("%(seconds)s 秒"), {"seconds": whole})
    return Message(N_("%(minutes)s 分 %(seconds)s 秒"), {"minutes": whole // 60, "seconds": whole % 60})
