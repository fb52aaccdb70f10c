"""What researchers type or paste, without what breaks files unseen: control characters, carriage returns."""

import re
from typing import TypeVar

Typed = TypeVar("Typed")

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def without_controls(given: Typed) -> Typed:
    r"""A text, or every text in lists and mappings; tabs stay, line ends become `\n`.

    >>> without_controls({"title": "年龄\x00", "rows": ["一\r\n二", 3]})
    {'title': '年龄', 'rows': ['一\n二', 3]}
    """
    if isinstance(given, str):
        return _CONTROLS.sub("", given.replace("\r\n", "\n").replace("\r", "\n"))  # type: ignore[return-value]
    if isinstance(given, list):
        return [without_controls(item) for item in given]  # type: ignore[return-value]
    if isinstance(given, dict):
        return {without_controls(name): without_controls(value) for name, value in given.items()}  # type: ignore[return-value]
    return given
