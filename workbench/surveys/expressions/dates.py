"""Days in conditions: what `age`, `dateDiff`, `year` and `today` make of texts, numbers and days, in local time.

A text is read when it is written `2026-03-08` (as answers are), `2026/3/8`, `2026-03`, `2026` or with a time after a T.
Where JavaScript guesses (`8 Mar 26`), there is no answer: Unanswerable. A text without any digit is an invalid day,
here None; differences with it are NaN, in whole years 0, as in JavaScript.
"""

import math
import re
from datetime import UTC, datetime, timedelta

from workbench.surveys.expressions.values import Unanswerable, Value, is_true, to_number, to_text

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_DAY_LOOSE = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?", re.ASCII)
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2})?", re.ASCII)
_BLANK_TIME = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}(?::\d{2})?", re.ASCII)
_SPAN = {"hours": 3600, "minutes": 60, "seconds": 1}


def moment(value: Value, now: datetime) -> datetime | None:
    """The local moment that a value stands for, now for nothing, None for an invalid one."""
    if not is_true(value):
        return now
    if isinstance(value, datetime):
        return value
    try:
        if isinstance(value, bool | float):
            return datetime.fromtimestamp(value / 1000)
        return _read(to_text(value))
    except (ValueError, OverflowError, OSError):
        raise Unanswerable from None


def start_of_day(text: str) -> Value:
    """The day a text stands for when it is compared with a day; NaN if it is none."""
    if not text:
        raise Unanswerable
    found = moment(text, datetime.max)
    return math.nan if found is None else found.replace(hour=0, minute=0, second=0)


def today(parameters: list[Value], now: datetime) -> Value:
    """The day of `now`, or so many days later."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if len(parameters) != 1 or parameters[0] is None:
        return midnight
    offset = parameters[0]
    # JavaScript adds the parameter to the day of the month, and a text is appended to it.
    text = isinstance(offset, str | list | dict)
    day = to_number(f"{now.day}{to_text(offset)}") if text else now.day + to_number(offset)
    try:
        return midnight.replace(day=1) + timedelta(days=math.trunc(day) - 1)
    except (ValueError, OverflowError):
        raise Unanswerable from None


def age(parameters: list[Value], now: datetime) -> Value:
    """Whole years from a day until now, or months."""
    if not parameters or not is_true(parameters[0]):
        return None
    unit = parameters[1] if len(parameters) > 1 else None
    return 0.0 if unit == "days" else _months_apart(moment(parameters[0], now), now, unit if is_true(unit) else "years")


def date_diff(parameters: list[Value], now: datetime) -> Value:
    """Days between two days, never negative; or hours, minutes, seconds; or months and years, which may be."""
    if len(parameters) < 2 or not all(is_true(one) for one in parameters[:2]):
        return None
    unit = parameters[2] if len(parameters) > 2 and is_true(parameters[2]) else "days"
    start, end = (moment(one, now) for one in parameters[:2])
    if unit in ("days", *_SPAN) and (start is None or end is None):
        return math.nan
    if start is not None and end is not None and unit == "days":
        return float(abs((end.date() - start.date()).days))
    if start is not None and end is not None and isinstance(unit, str) and unit in _SPAN:
        return float(math.ceil(abs(end.timestamp() - start.timestamp()) / _SPAN[unit]))
    return _months_apart(start, end, unit)


def year(parameters: list[Value], now: datetime) -> Value:
    """The year of a day, or this year."""
    found = moment(parameters[0] if parameters else None, now)
    return math.nan if found is None else float(found.year)


def _months_apart(start: datetime | None, end: datetime | None, unit: Value) -> float:
    if start is None or end is None:
        return math.nan if unit == "months" else 0.0
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    return float(months if unit == "months" else math.trunc(months / 12))


def _read(text: str) -> datetime | None:
    if found := _DAY.fullmatch(text):
        return _day(*map(int, found.groups()))
    if found := _DAY_LOOSE.fullmatch(text):
        return _day(int(found[1]), int(found[3]), int(found[4]))
    if found := _MONTH.fullmatch(text):
        return _local(datetime(int(found[1]), int(found[2] or 1), 1, tzinfo=UTC))
    if _TIME.fullmatch(text):
        return _local(datetime.fromisoformat(text))
    if _BLANK_TIME.fullmatch(text) or not re.search(r"[0-9]", text):
        return None
    raise Unanswerable


def _day(year: int, month: int, day: int) -> datetime | None:
    """A day of the calendar; JavaScript counts on from the 31st of a shorter month, but not beyond 31."""
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return datetime(year, month, 1) + timedelta(days=day - 1)


def _local(read: datetime) -> datetime:
    return read if read.tzinfo is None else read.astimezone().replace(tzinfo=None)
