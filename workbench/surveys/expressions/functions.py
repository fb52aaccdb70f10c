"""The functions of conditions. Each takes its values as a list, as many as were written, and the present moment.

Other functions of SurveyJS are refused where conditions are read.
"""

import math
from collections.abc import Callable, Iterator
from datetime import datetime

from workbench.surveys.expressions.dates import age, date_diff, today, year
from workbench.surveys.expressions.operators import plus_rounded
from workbench.surveys.expressions.values import (
    MISSING,
    UNDEFINED,
    Value,
    is_true,
    numeric,
    sort_key,
    to_number,
    to_text,
)

Function = Callable[[list[Value], datetime], Value]


def _iif(parameters: list[Value], _now: datetime) -> Value:
    if len(parameters) < 2:
        return None
    otherwise = parameters[2] if len(parameters) > 2 else UNDEFINED
    return parameters[1] if is_true(parameters[0]) else otherwise


def _flat(values: list[Value]) -> Iterator[Value]:
    """The values of all lists in a row, without the missing ones; what is a number becomes one."""
    for value in values:
        if isinstance(value, list):
            yield from _flat(value)
        elif value not in MISSING:
            number = numeric(value)
            yield value if math.isnan(number) else number


def _sum(parameters: list[Value], _now: datetime) -> Value:
    total: Value = 0.0
    for value in _flat(parameters):
        total = plus_rounded(total, value)
    return total


def _avg(parameters: list[Value], now: datetime) -> Value:
    count = sum(1 for _ in _flat(parameters))
    return to_number(_sum(parameters, now)) / count if count else 0.0


def _least(parameters: list[Value], _now: datetime) -> Value:
    return _best(parameters, _below)


def _most(parameters: list[Value], _now: datetime) -> Value:
    return _best(parameters, lambda new, best: _below(best, new))


def _best(parameters: list[Value], better: Callable[[Value, Value], bool]) -> Value:
    best: Value = UNDEFINED
    for value in _flat(parameters):
        best = value if best is UNDEFINED or better(value, best) else best
    return best


def _below(left: Value, right: Value) -> bool:
    left, right = (to_text(side) if isinstance(side, dict) else side for side in (left, right))
    if isinstance(left, str) and isinstance(right, str):
        return sort_key(left) < sort_key(right)
    return to_number(left) < to_number(right)


def _round(parameters: list[Value], _now: datetime) -> Value:
    """Halves go up, as in JavaScript. The second parameter is the number of decimal places."""
    flat = list(_flat(parameters))
    places = flat[1] if len(flat) > 1 and is_true(flat[1]) else 0.0
    if not flat or math.isnan(numeric(flat[0])) or math.isnan(numeric(places)):
        return math.nan
    try:
        scale = math.pow(10, numeric(places))
        return _half_up(numeric(flat[0]) * scale * (1 + 2**-52)) / scale
    except (OverflowError, ZeroDivisionError):
        return math.nan


def _half_up(number: float) -> float:
    if not math.isfinite(number) or abs(number) >= 2**52:
        return number
    low = math.floor(number)
    return float(low + (number - low >= 0.5))


FUNCTIONS: dict[str, Function] = {
    "iif": _iif,
    "sum": _sum,
    "avg": _avg,
    "min": _least,
    "max": _most,
    "round": _round,
    "age": age,
    "today": today,
    "year": year,
    "dateDiff": date_diff,
}
ON_DAYS = ("age", "today", "year", "dateDiff")
