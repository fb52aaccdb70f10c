"""What values mean: emptiness, truth, text and number as SurveyJS has them, which is as JavaScript has them.

A value is None, a boolean, a number (always a float in here), a text, a list of values, an object of values, a day that
`today()` gave, or UNDEFINED, which is what a function returns that has nothing to return. The rules below look odd one
by one and are kept because a form must decide alike in a browser and here: `'5' = 5`, `'Yes ' = 'yes'`, 0 is not empty.
"""

import math
import re
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Final, Literal, TypeAlias


class Nothing(Enum):
    """JavaScript's second word for nothing; it differs from None in a few comparisons."""

    UNDEFINED = "undefined"


UNDEFINED: Final = Nothing.UNDEFINED
MISSING: Final = (None, UNDEFINED)
Value: TypeAlias = "bool | float | str | list[Value] | dict[str, Value] | datetime | Literal[Nothing.UNDEFINED] | None"

MAX_DEPTH = 20

# What JavaScript trims; `str.strip` takes other control characters and leaves the byte order mark.
_BLANK = "\t\n\v\f\r \xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000\ufeff"
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_LONG_DIGITS = re.compile(r"[0-9]{16,}")
_RADIX = re.compile(r"0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+")


class Unanswerable(Exception):
    """Nothing sensible comes of this: the whole condition has no value, so it does not hold."""


def is_empty(value: Value) -> bool:
    """Nothing, an empty text or list, not-a-number, an object of nothing else; zero and false are answers.

    >>> [is_empty(value) for value in (None, "", [], {"row": None}, 0.0, False, "无")]
    [True, True, True, True, False, False, False]
    """
    if isinstance(value, dict):
        return all(is_empty(part) for part in value.values())
    return value in MISSING or value in ("", []) or _is_nan(value)


def is_true(value: Value) -> bool:
    """Truth of an operand: empty lists and objects count as true, as in JavaScript."""
    return isinstance(value, list | dict) or not (is_empty(value) or value == 0)


def to_text(value: Value) -> str:
    """The value as text, numbers in their shortest form; a list's items are joined by commas.

    Raises Unanswerable for a day, which every browser writes in its own language and time zone.

    >>> to_text([1.0, "每天", None, True])
    '1,每天,,true'
    """
    match value:
        case list():
            return joined(value, ",")
        case dict():
            return "[object Object]"
        case datetime():
            raise Unanswerable
        case bool():
            return "true" if value else "false"
        case float():
            return _number_text(value)
        case str():
            return value
    return "undefined" if value is UNDEFINED else "null"


def joined(items: Iterable[Value], mark: str) -> str:
    """The items' texts with a mark between, nothing for a missing one."""
    return mark.join("" if item in MISSING else to_text(item) for item in items)


def to_number(value: Value) -> float:
    """The value as an operand of arithmetic; NaN where it is no number, milliseconds since 1970 for a day.

    >>> to_number(" 12 "), to_number(""), to_number("十二")
    (12.0, 0.0, nan)
    """
    match value:
        case list():
            return to_number(to_text(value))
        case datetime():
            return value.timestamp() * 1000
        case str():
            return _text_number(value.strip(_BLANK))
        case bool() | float():
            return float(value)
    return 0.0 if value is None else math.nan


def numeric(value: Value) -> float:
    """The number that an answer *is*, NaN where it is none: stricter than `to_number`, but takes one decimal comma."""
    if isinstance(value, float):
        return value if math.isfinite(value) else math.nan
    if not isinstance(value, str | list):
        return math.nan
    text = (value if isinstance(value, str) else to_text(value)).strip(_BLANK)
    if isinstance(value, str) and text.count(",") == 1:
        text = text.replace(",", ".")
    # Longer rows of digits are card and order numbers, which a float would round.
    if not text or _LONG_DIGITS.fullmatch(text):
        return math.nan
    if _RADIX.fullmatch(text) and (isinstance(value, list) or not text.startswith("0x")):
        return 0.0
    number = _text_number(text)
    return number if math.isfinite(number) else math.nan


def plain(answer: object, depth: int = 0) -> Value:
    """Something read from JSON as a value. Raises Unanswerable beyond MAX_DEPTH levels."""
    if depth > MAX_DEPTH:
        raise Unanswerable
    match answer:
        case bool() | str() | None:
            return answer
        case int() | float():
            return _as_float(answer)
        case list():
            return [plain(item, depth + 1) for item in answer]
        case dict():
            return {str(key): plain(part, depth + 1) for key, part in answer.items()}
    raise Unanswerable


def typed(answer: Value) -> Value:
    """An answer as the value of a variable: texts that are numbers or truth values become them.

    A leading zero keeps a text a text (`"007"`), quotes around it are taken off.

    >>> typed("5"), typed("007"), typed("TRUE"), typed(["5"])
    (5.0, '007', True, ['5'])
    """
    if not isinstance(answer, str):
        return answer
    if answer.lower() in ("true", "false"):
        return answer.lower() == "true"
    if len(answer) > 1 and answer[0] in "'\"" and answer[-1] in "'\"":
        return answer[1:-1]
    padded = len(answer) > 1 and answer[0] == "0" and answer[1] not in ".,x"
    number = math.nan if padded else numeric(answer)
    return answer if math.isnan(number) else number


def folded(text: str) -> str:
    """A text as it is compared: without case and outer blanks."""
    return text.strip(_BLANK).lower()


def sort_key(text: str) -> bytes:
    """The order of texts: by UTF-16 unit."""
    return text.encode("utf-16-be", "surrogatepass")


def _as_float(number: float) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf


def _is_nan(value: Value) -> bool:
    return isinstance(value, float) and math.isnan(value)


def _text_number(text: str) -> float:
    if not text:
        return 0.0
    if _RADIX.fullmatch(text):
        return _as_float(int(text, 0))
    if text.lstrip("+-") == "Infinity" and len(text) <= 9:
        return -math.inf if text[0] == "-" else math.inf
    return float(text) if _DECIMAL.fullmatch(text) else math.nan


def _number_text(number: float) -> str:
    if not math.isfinite(number):
        return "NaN" if math.isnan(number) else "Infinity" if number > 0 else "-Infinity"
    if 1e-6 <= abs(number) < 1e21:
        return format(Decimal(repr(number)).normalize(), "f")
    return re.sub(r"(?:\.0)?e([+-])0*", r"e\1", repr(number)) if number else "0"
