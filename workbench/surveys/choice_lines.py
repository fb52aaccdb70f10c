"""The options of a question as a text field has them, one a line.

An option's value is what answers and conditions hold on to, so it stays while its text stays, wherever the line moves;
a line reworded in its place keeps it as well.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from workbench.errors import N_, InvalidForm
from workbench.records.choices import ALONE, OTHER
from workbench.records.form_texts import LocalText
from workbench.surveys.cleaning import clean_line

MAX_CHOICES = 100

_MARKS = re.compile(r"['\"{}\[\]\\]")

Option = dict[str, Any]


def parse_choices(text: str, current: Sequence[Option | str | int | float] = ()) -> list[Option]:
    r"""Options from one line each; `current` are those that the question has now.

    Raises InvalidForm for no line at all, a line twice, or more than 100.

    >>> parse_choices("每周\n每天", [{"value": "daily", "text": "每天"}])
    [{'value': '每周', 'text': '每周'}, {'value': 'daily', 'text': '每天'}]
    """
    lines = [line for line in map(clean_line, text.splitlines()) if line]
    _check(lines)
    options = [option if isinstance(option, dict) else {"value": option, "text": str(option)} for option in current]
    found = dict(_kept(lines, options))
    taken = {str(option["value"]).lower() for option in found.values()} | {OTHER, *ALONE}
    choices = []
    for line in lines:
        option = found.get(line) or {"value": _new_value(line, taken), "text": line}
        taken.add(str(option["value"]).lower())
        choices.append(option)
    return choices


def choices_text(choices: Sequence[Option | str | int | float]) -> str:
    """The options as lines, to be edited."""
    return "\n".join(_label(choice) if isinstance(choice, dict) else str(choice) for choice in choices)


def _check(lines: list[str]) -> None:
    if not lines:
        raise InvalidForm(N_("还没有选项。"), N_("请每行写一个选项。"))
    if len(lines) > MAX_CHOICES:
        raise InvalidForm(N_("选项太多：最多 %(limit)s 个。"), N_("请合并或删去一些。"), limit=MAX_CHOICES)
    for number, line in enumerate(lines):
        if line in lines[:number]:
            raise InvalidForm(N_("选项“%(text)s”写了两次。"), N_("请删去一个，或改得能分清。"), text=line)


def _kept(lines: list[str], options: list[Option]) -> Iterator[tuple[str, Option]]:
    """Each line's present option: the one of its text, or the one that it replaces in its place."""
    by_text = {_label(option): option for option in options}
    for number, line in enumerate(lines):
        if line in by_text:
            yield line, by_text[line]
        elif len(lines) == len(options) and _label(options[number]) not in lines:
            yield line, {**options[number], "text": line}


def _label(option: Option) -> str:
    text = option.get("text") or str(option["value"])
    return clean_line(str(LocalText.model_validate(text)))


def _new_value(text: str, taken: set[str]) -> str:
    """The text itself, without the marks of conditions, numbered if another option has it."""
    base = _MARKS.sub("", text)[:40].strip() or "item"
    value, number = base, 1
    while value.lower() in taken:
        number += 1
        value = f"{base} {number}"
    return value
