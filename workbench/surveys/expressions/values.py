"""What values mean: emptiness, truth, text, number and equality as SurveyJS has them, which is as JavaScript has them.

A value is None, a boolean, a number (always a float in here), a text or a list of values. The rules below look odd one
by one and are kept because a form must decide alike in a browser and here: `'5' = 5`, `'Yes ' = 'yes'`, 0 is not empty.
"""

import math
import re
from decimal import Decimal
from typing import TypeAlias

Value: TypeAlias = "bool | float | str | list[Value] | None"

# What JavaScript trims; `str.strip` takes other control characters and leaves the byte order mark.
_BLANK = "\t\n\v\f\r \xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000\ufeff"
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_LONG_DIGITS = re.compile(r"[0-9]{16,}")
_RADIX = re.compile(r"0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+")


def is_empty(value: Value) -> bool:
    """Nothing, an empty text or list, or not-a-number; zero and false are answers.

    >>> [is_empty(value) for value in (None, "", [], 0.0, False, "无")]
    [True, True, True, False, False, False]
    """
    return value is None or value in ("", []) or _is_nan(value)


def is_true(value: Value) -> bool:
    """Truth of an operand: an empty list counts as true, as in JavaScript."""
    return isinstance(value, list) or not (is_empty(value) or value == 0)


def to_text(value: Value) -> str:
    """The value as text, numbers in their shortest form; a list's items are joined by commas.

    >>> to_text([1.0, "每天", None, True])
    '1,每天,,true'
    """
    if isinstance(value, list):
        return ",".join("" if item is None else to_text(item) for item in value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else _number_text(value)


def to_number(value: Value) -> float:
    """The value as an operand of arithmetic; NaN where it is no number.

    >>> to_number(" 12 "), to_number(""), to_number("十二")
    (12.0, 0.0, nan)
    """
    if isinstance(value, list):
        return to_number(to_text(value))
    if isinstance(value, str):
        return _text_number(value.strip(_BLANK))
    return 0.0 if value is None else float(value)


def numeric(value: Value) -> float:
    """The number that an answer *is*, NaN where it is none: stricter than `to_number`, but takes one decimal comma."""
    if value is None or isinstance(value, bool):
        return math.nan
    if not isinstance(value, str | list):
        return value if math.isfinite(value) else math.nan
    text = value.strip(_BLANK) if isinstance(value, str) else to_text(value)
    if isinstance(value, str) and text.count(",") == 1:
        text = text.replace(",", ".")
    # Longer rows of digits are card and order numbers, which a float would round.
    number = math.nan if not text or _LONG_DIGITS.fullmatch(text) else _text_number(text)
    return number if math.isfinite(number) else math.nan


def typed(answer: object) -> Value:
    """An answer as the value of a variable: texts that are numbers or truth values become them.

    A leading zero keeps a text a text (`"007"`), quotes around it are taken off.

    >>> typed("5"), typed("007"), typed("TRUE"), typed(["5"])
    (5.0, '007', True, ['5'])
    """
    if isinstance(answer, list):
        return [item if isinstance(item, str) else typed(item) for item in answer]
    if isinstance(answer, int | float) and not isinstance(answer, bool):
        return _as_float(answer)
    if isinstance(answer, str):
        return _typed_text(answer)
    return answer if isinstance(answer, bool) else None


def equal(left: Value, right: Value) -> bool:
    """Equality of conditions: texts ignore case and outer blanks, lists their order, numbers how they are written."""
    if "undefined" in (left, right):  # SurveyJS takes this text for no answer
        return all(side in ("undefined", None, "", []) for side in (left, right))
    return _same(left, right)


def sort_key(text: str) -> bytes:
    """The order of texts: by UTF-16 unit."""
    return text.encode("utf-16-be", "surrogatepass")


def _same(left: Value, right: Value) -> bool:
    if isinstance(left, list) or isinstance(right, list):
        return isinstance(left, list) and isinstance(right, list) and _same_items(left, right)
    if left is None or right is None:
        return left in (None, "") and right in (None, "")
    if isinstance(left, str) and isinstance(right, str):
        return _folded(left) == _folded(right)
    if is_empty(left) or is_empty(right):
        return False
    if isinstance(left, bool) and isinstance(right, str):
        return to_text(left) == right.lower()
    if isinstance(left, str) and isinstance(right, bool):
        return left.lower() == to_text(right)
    return to_number(left) == to_number(right)


def _same_items(left: list[Value], right: list[Value]) -> bool:
    if len(left) != len(right):
        return False
    pairs = zip(sorted(left, key=_item_key), sorted(right, key=_item_key), strict=True)
    return all(_same(one, other) for one, other in pairs)


def _item_key(item: Value) -> bytes:
    return sort_key(to_text(item))


def _typed_text(text: str) -> Value:
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    if len(text) > 1 and text[0] in "'\"" and text[-1] in "'\"":
        return text[1:-1]
    padded = len(text) > 1 and text[0] == "0" and text[1] not in ".,x"
    number = math.nan if padded else numeric(text)
    return text if math.isnan(number) else number


def _as_float(number: float) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf


def _is_nan(value: Value) -> bool:
    return isinstance(value, float) and math.isnan(value)


def _folded(text: str) -> str:
    return text.strip(_BLANK).lower()


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
