"""Equality of conditions: texts ignore case and outer blanks, lists their order, numbers how they are written."""

from datetime import datetime

from workbench.surveys.expressions.values import (
    MISSING,
    UNDEFINED,
    Value,
    folded,
    is_empty,
    sort_key,
    to_number,
    to_text,
)


def equal(left: Value, right: Value) -> bool:
    """Whether two operands are equal.

    >>> equal("Yes ", "yes"), equal("5", 5.0), equal(["a", "b"], ["b", "a"]), equal(None, 0.0)
    (True, True, True, False)
    """
    # SurveyJS takes this text for no answer.
    left, right = (UNDEFINED if side == "undefined" else side for side in (left, right))
    return _same(left, right)


def _same(left: Value, right: Value) -> bool:
    if left in MISSING or right in MISSING:
        return _both_missing(left, right) or _both_missing(right, left)
    if isinstance(left, list | dict | datetime) or isinstance(right, list | dict | datetime):
        return _same_parts(left, right)
    if isinstance(left, str) and isinstance(right, str):
        return folded(left) == folded(right)
    if is_empty(left) or is_empty(right):
        return False
    if isinstance(left, bool) and isinstance(right, str):
        return to_text(left) == right.lower()
    if isinstance(left, str) and isinstance(right, bool):
        return left.lower() == to_text(right)
    return to_number(left) == to_number(right)


def _both_missing(one: Value, other: Value) -> bool:
    return one in MISSING and (other in MISSING or other == "" or (one is UNDEFINED and other == []))


def _same_parts(left: Value, right: Value) -> bool:
    if isinstance(left, datetime) or isinstance(right, datetime):
        return left == right
    if is_empty(left) != is_empty(right):
        return False
    if isinstance(left, list) and isinstance(right, list):
        return _same_items(left, right)
    one, other = _entries(left), _entries(right)
    if one is None or other is None or one.keys() != other.keys():
        return False
    return all(_same(value, other[name]) for name, value in one.items())


def _same_items(left: list[Value], right: list[Value]) -> bool:
    if len(left) != len(right):
        return False
    pairs = zip(sorted(left, key=_item_key), sorted(right, key=_item_key), strict=True)
    return all(_same(one, other) for one, other in pairs)


def _entries(value: Value) -> dict[str, Value] | None:
    """An object by its keys; a list is one by its places."""
    if isinstance(value, list):
        return {str(place): item for place, item in enumerate(value)}
    return value if isinstance(value, dict) else None


def _item_key(item: Value) -> tuple[bool, bytes]:
    return item is UNDEFINED, sort_key(to_text(item))
