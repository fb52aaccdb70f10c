"""The operators: symbol, other spellings, how tightly each binds, and what each does to two values.

Arithmetic, `and` and `or` first replace an empty operand by the zero of the other's kind.
"""

import math
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from workbench.surveys.expressions.dates import start_of_day
from workbench.surveys.expressions.equality import equal
from workbench.surveys.expressions.values import (
    MISSING,
    Unanswerable,
    Value,
    is_empty,
    is_true,
    joined,
    numeric,
    sort_key,
    to_number,
    to_text,
)

Binary = Callable[[Value, Value], Value]


class Operator(NamedTuple):
    """An operator between two operands; all bind to the left, a higher `power` binds more tightly."""

    power: int
    apply: Binary


def _filled(apply: Binary) -> Binary:
    def on_filled(left: Value, right: Value) -> Value:
        left = _zero_like(left, right)
        return apply(left, _zero_like(right, left))

    return on_filled


def _zero_like(value: Value, other: Value) -> Value:
    if not is_empty(value):
        return value
    if isinstance(other, float):
        return 0.0
    if isinstance(value, str) or isinstance(other, str):
        return ""
    return [] if isinstance(other, list) else 0.0


def _and(left: Value, right: Value) -> Value:
    return right if is_true(left) else left


def _or(left: Value, right: Value) -> Value:
    return left if is_true(left) else right


def _plus(left: Value, right: Value) -> Value:
    if math.isnan(numeric(left)) or math.isnan(numeric(right)):
        if isinstance(left, list) and isinstance(right, list):
            return left + right
        if isinstance(left, list) and isinstance(right, str | float):
            return joined(left, ", ") + right if isinstance(right, str) else _total(left, right)
        if isinstance(right, list) and isinstance(left, str | float):
            return left + joined(right, ", ") if isinstance(left, str) else _total(right, left)
        return _sum_or_text(left, right)
    if isinstance(left, str) or isinstance(right, str):
        return _sum_or_text(left, right)
    return plus_rounded(left, right)


def _total(items: list[Value], start: float) -> Value:
    """The sum of a list's numbers and one more."""
    total: Value = 0.0
    for item in [*(item for item in items if isinstance(item, float)), start]:
        total = plus_rounded(total, item)
    return total


def plus_rounded(left: Value, right: Value) -> Value:
    """The sum, rounded to the decimal places of its operands; Unanswerable for a text that would be rounded."""
    total, decimals = _sum_or_text(left, right), max(_decimals(left), _decimals(right))
    if isinstance(total, float):
        return _rounded(total, decimals)
    if decimals:  # SurveyJS stops with an error here
        raise Unanswerable
    return total


def _sum_or_text(left: Value, right: Value) -> str | float:
    if any(isinstance(side, str | list | dict | datetime) for side in (left, right)):
        return to_text(left) + to_text(right)
    return to_number(left) + to_number(right)


def _minus(left: Value, right: Value) -> Value:
    return _rounded(to_number(left) - to_number(right), max(_decimals(left), _decimals(right)))


def _times(left: Value, right: Value) -> Value:
    return _rounded(to_number(left) * to_number(right), _decimals(left) + _decimals(right))


def _divided(left: Value, right: Value) -> Value:
    if not is_true(right):
        return None
    return _quotient(to_number(left), to_number(right))


def _quotient(dividend: float, divisor: float) -> float:
    if divisor:
        return dividend / divisor
    return math.copysign(math.inf, dividend) if abs(dividend) > 0 else math.nan


def _remainder(left: Value, right: Value) -> Value:
    if not is_true(right):
        return None
    dividend, divisor = to_number(left), to_number(right)
    return math.fmod(dividend, divisor) if math.isfinite(dividend) and divisor else math.nan


def _power(left: Value, right: Value) -> Value:
    base, exponent = to_number(left), to_number(right)
    if abs(base) == 1 and not math.isfinite(exponent):
        return math.nan
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return -math.inf if base < 0 and exponent % 2 else math.inf
    except ValueError:  # zero to a negative power, or a root of a negative number
        return math.nan if base else math.inf


def _decimals(value: Value) -> int:
    """Decimal places as written: binary fractions are rounded back to them, so that 0.1 + 0.2 is 0.3."""
    if math.isnan(numeric(value)):
        return 0
    return len(to_text(value).partition(".")[2].partition(".")[0])


def _rounded(number: float, decimals: int) -> Value:
    return number if not decimals or not math.isfinite(number) else float(f"{number:.{min(decimals, 100)}f}")


def _on_days(compare: Binary) -> Binary:
    """A text is taken for a day when it is compared with one."""

    def compared(left: Value, right: Value) -> Value:
        if isinstance(left, datetime) and isinstance(right, str):
            return compare(left, start_of_day(right))
        if isinstance(right, datetime) and isinstance(left, str):
            return compare(start_of_day(left), right)
        return compare(left, right)

    return compared


def _less(left: Value, right: Value) -> Value:
    if left in MISSING or right in MISSING:
        return False
    left, right = (to_text(side) if isinstance(side, list | dict) else side for side in (left, right))
    if isinstance(left, str) and isinstance(right, str):
        return sort_key(left) < sort_key(right)
    return to_number(left) < to_number(right)


def _greater(left: Value, right: Value) -> Value:
    return _less(right, left)


def _or_equal(compare: Binary) -> Binary:
    return lambda left, right: equal(left, right) or compare(left, right)


def _holds_part(left: Value, right: Value, wanted: bool) -> Value:
    """`contains` (wanted) and `notcontains`: part of a text without regard to case, or all of the right in a list."""
    if left == []:
        return not wanted
    if not is_true(left) and left not in (0.0, False):
        return False
    if not isinstance(left, list):
        return is_true(right) and (to_text(right).lower() in to_text(left).lower()) == wanted
    parts = right if isinstance(right, list) else [right]
    return all(any(equal(item, part) for item in left) for part in parts) == wanted


def _contains(left: Value, right: Value) -> Value:
    return _holds_part(left, right, True)


def _not_contains(left: Value, right: Value) -> Value:
    if not is_true(left) and not is_empty(right):
        return True
    return _holds_part(left, right, False)


def _any_of(left: Value, right: Value) -> Value:
    if is_empty(left) or is_empty(right):
        return is_empty(right)
    if not isinstance(left, list):
        return _contains(right, left)
    parts = right if isinstance(right, list) else [right]
    return any(_contains(left, part) for part in parts)


def _none_of(left: Value, right: Value) -> Value:
    return not _any_of(left, right)


def _all_of(left: Value, right: Value) -> Value:
    if not is_true(left) and not is_empty(right):
        return False
    parts = right if isinstance(right, list) else [right]
    return all(_contains(left, part) for part in parts)


BINARY = {
    "or": Operator(1, _filled(_or)),
    "and": Operator(2, _filled(_and)),
    "=": Operator(3, _on_days(equal)),
    "!=": Operator(3, _on_days(lambda left, right: not equal(left, right))),
    "<": Operator(3, _on_days(_less)),
    "<=": Operator(3, _on_days(_or_equal(_less))),
    ">": Operator(3, _on_days(_greater)),
    ">=": Operator(3, _on_days(_or_equal(_greater))),
    "+": Operator(4, _filled(_plus)),
    "-": Operator(4, _filled(_minus)),
    "*": Operator(5, _filled(_times)),
    "/": Operator(5, _filled(_divided)),
    "%": Operator(5, _filled(_remainder)),
    "^": Operator(6, _filled(_power)),
    "contains": Operator(7, _contains),
    "notcontains": Operator(7, _not_contains),
    "anyof": Operator(7, _any_of),
    "allof": Operator(7, _all_of),
    "noneof": Operator(7, _none_of),
}

ARITHMETIC = ("+", "-", "*", "/", "%", "^")

OPERATORS: dict[str, Callable[..., Value]] = {
    "!": lambda value: not is_true(value),
    "empty": is_empty,
    "notempty": lambda value: not is_empty(value),
    **{symbol: operator.apply for symbol, operator in BINARY.items()},
}

SPELLINGS = {
    "||": "or",
    "&&": "and",
    "==": "=",
    "<>": "!=",
    "=<": "<=",
    "=>": ">=",
    "*=": "contains",
}
