"""Scales as people type them: numbers one below the other or side by side, what the ends mean around or behind them."""

import re
from typing import NamedTuple

from workbench.surveys.pasting.headlines import Line
from workbench.surveys.pasting.wording import read_range

MOST_STEPS = 20
GREATEST = 100
_BOXES = re.compile(r"[□○◯☐❏]\s*")
_EDGE = " /／|｜,，、;；:：=＝()（）[]【】-—–~～…_"
_APART = re.compile(r"[\s/／|｜,，、\-—–]+")
_NUMBERS = re.compile(r"[\d\s~～〜\-—–至到…./／|｜,，、分]+")
_RUN = (
    r"\d{1,3}\s*分?(?:\s*(?:[~～〜\-—–至到…]+|\.{2,})\s*\d{1,3}\s*分?"
    r"|(?:[\s/／|｜,，、\-—–]+\d{1,3}\s*分?)+)"
)
_AROUND = re.compile(rf"(?P<low>\D{{0,60}}?)(?P<run>{_RUN})(?P<high>\D{{0,60}})")
_NAMED = re.compile(
    r"(?P<first>\d{1,3})\s*分?\s*(?:代表|表示|是|为|[=＝:：(（])?\s*(?P<low>[^\d~～,，;；]{1,40}?)\s*[)）]?\s*"
    r"(?:[~～〜\-—–至到…,，;；、/]+|\s)\s*(?P<last>\d{1,3})\s*分?\s*(?:代表|表示|是|为|[=＝:：(（])?\s*(?P<high>\D{1,40})"
)
_ONE = re.compile(r"(?P<number>\d{1,3})\s*(?:分)?\s*(?P<text>\D.*)?")


class Steps(NamedTuple):
    """The ends of a scale and what they mean; empty where that is not said."""

    low: int
    high: int
    low_text: str = ""
    high_text: str = ""


def read_steps(body: list[Line]) -> Steps | None:
    """A scale of at most `MOST_STEPS` steps that all lines together are; None for anything else.

    >>> read_steps([Line(1, "很差"), Line(2, "1…5"), Line(3, "很好")])
    Steps(low=1, high=5, low_text='很差', high_text='很好')
    """
    lines = [_BOXES.sub("", line.text).strip() for line in body]
    found = _one_below_the_other(lines) if len(lines) > 1 else _in_a_line(" ".join(lines))
    if found is not None and found.low > found.high:
        found = Steps(found.high, found.low, found.high_text, found.low_text)
    fits = found is not None and found.low < found.high <= GREATEST and found.high - found.low < MOST_STEPS
    return found if fits else None


def _one_below_the_other(lines: list[str]) -> Steps | None:
    """Steps a line each, or a line of all of them, between lines of words; or each end behind its number."""
    low, high, middle = "", "", lines
    if not any(sign.isdigit() for sign in lines[0]):
        low, middle = lines[0], middle[1:]
    if middle and not any(sign.isdigit() for sign in lines[-1]):
        high, middle = lines[-1], middle[:-1]
    if run := _run(" ".join(middle)):
        return Steps(*run, _trimmed(low), _trimmed(high))
    return None if low or high else _each_with_its_words(lines)


def _each_with_its_words(lines: list[str]) -> Steps | None:
    """`1 分：很差`, `2`, …, `5 分：很好`: words at the ends alone."""
    found = [_ONE.fullmatch(line) for line in lines]
    numbers = [int(one["number"]) for one in found if one]
    texts = [_trimmed(one["text"] or "") for one in found if one]
    if len(numbers) < len(lines) or not _counts(numbers) or any(texts[1:-1]):
        return None
    return Steps(numbers[0], numbers[-1], texts[0], texts[-1])


def _in_a_line(text: str) -> Steps | None:
    if (around := _AROUND.fullmatch(text)) and (run := _run(around["run"])):
        low, high = _trimmed(around["low"]), _trimmed(around["high"])
        is_ranged = read_range(around["run"]) is not None  # words behind a range speak of both ends, or of neither
        return Steps(*run, low, high) if bool(low) == bool(high) or not is_ranged else None
    if named := _NAMED.fullmatch(text):
        return Steps(int(named["first"]), int(named["last"]), _trimmed(named["low"]), _trimmed(named["high"]))
    return None


def _run(text: str) -> tuple[int, int] | None:
    """The ends of `1 2 3 4 5`, `5/4/3/2/1` or `1…5`."""
    if not _NUMBERS.fullmatch(text):
        return None
    parts = [part.removesuffix("分") for part in _APART.split(text.strip())]
    numbers = [int(part) for part in parts if part.isdecimal()]
    if len(numbers) == len(parts) and _counts(numbers):
        return numbers[0], numbers[-1]
    ranged = read_range(text)
    return ranged[:2] if ranged and not ranged[2] else None


def _counts(numbers: list[int]) -> bool:
    """Whether they go up or down by one, two or more of them."""
    step = 1 if numbers[0] < numbers[-1] else -1
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[-1] + step, step))


def _trimmed(text: str) -> str:
    return text.strip(_EDGE)
