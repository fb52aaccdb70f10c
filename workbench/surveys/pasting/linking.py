"""Jumps and dependencies of a text become conditions under which its questions are shown.

A jump over questions hides them when its option is chosen; one that cannot be said so is reported and left out. What a
hidden question was answered counts for nothing: the condition says under which its own question is shown as well.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from workbench.errors import N_, InvalidForm
from workbench.surveys.conditions import Term, Terms, write_terms
from workbench.surveys.expressions.syntax import parse_tree
from workbench.surveys.pasting.headlines import Line
from workbench.surveys.pasting.report import Report
from workbench.surveys.pasting.routing import Jump, Need, Route

Json = dict[str, Any]

LONGEST_CONDITION = 1_000
_CHOOSING = ("radiogroup", "dropdown", "checkbox", "boolean", "rating")


@dataclass
class Asked:
    """A question that was taken: its line, the number that marks call it by, its options as written.

    `conditions` all have to hold for it to be shown. Words between questions have no number.
    """

    element: Json
    line: int
    number: int | None = None
    items: list[Line] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)


def link(asked: list[Asked], route: Route, report: Report) -> None:
    """Set `visibleIf` of the elements, which stand in their order."""
    _number(asked)
    lines = [one.line for one in asked]
    needs: defaultdict[int, list[Need]] = defaultdict(list)
    jumps: defaultdict[int, list[Jump]] = defaultdict(list)
    for need in route.needs:
        needs[bisect_right(lines, need.owner) - 1].append(need)
    for jump in route.jumps:
        jumps[bisect_right(lines, jump.mark.number) - 1].append(jump)
    for place, one in enumerate(asked):
        for need in needs[place]:
            _depend(asked[:place], one, need, report)
        _leave(asked, place, jumps[place], report)
    for mark in [*(need.mark for need in needs[-1]), *(jump.mark for jump in jumps[-1])]:
        report.lose(mark, N_("这里没有题目，跳转或依赖没有带过来。"))
    for one in asked:
        if one.conditions:
            one.element["visibleIf"] = _joined(one.conditions)


def _number(asked: list[Asked]) -> None:
    """Where no question bears a number, they are counted."""
    questions = [one for one in asked if one.element["type"] != "expression"]
    if all(one.number is None for one in questions):
        for number, one in enumerate(questions, 1):
            one.number = number


def _find(asked: list[Asked], number: int | None) -> int | None:
    """The place of the one question of that number."""
    places = [place for place, one in enumerate(asked) if one.number == number is not None]
    return places[0] if len(places) == 1 else None


def _depend(before: list[Asked], one: Asked, need: Need, report: Report) -> None:
    terms: list[Term] = []
    shown: list[str] = []
    for term in need.terms:
        place = _find(before, term.number)
        values = [_nth(before[place], option) for option in term.options] if place is not None else [None]
        if place is None or None in values:
            terms = []
            break
        operator = "anyof" if term.chosen else "noneof"
        terms.append(Term(before[place].element["name"], operator, tuple(value for value in values if value)))
        shown += before[place].conditions
    condition = write_terms(Terms(need.joined, tuple(terms)))
    wanted = _together(shown if need.joined == "and" else [], [f"({condition})" if len(terms) > 1 else condition])
    if not terms or not _is_fit([*one.conditions, *wanted]):
        sentence = N_("依赖的题或选项在前面找不到，这个条件没有带过来。请在编辑器里补上显示条件。")
        report.lose(need.mark, sentence)
        return
    one.conditions = _together(one.conditions, wanted)
    report.note(need.mark, N_("读成了这一题的显示条件，请核对。"))


def _leave(asked: list[Asked], place: int, jumps: list[Jump], report: Report) -> None:
    """All jumps from a question, those of several options to one place together."""
    together: defaultdict[int, list[Jump]] = defaultdict(list)
    for jump in jumps:
        target = len(asked) if jump.target is None else _find(asked, jump.target)
        if target is None:
            report.lose(jump.mark, N_("没有第 %(number)s 题，跳转没有带过来。"), number=jump.target)
        elif target <= place:
            report.lose(jump.mark, N_("往回跳没有对应的写法，没有带过来。"))
        elif target == place + 1:
            report.note(jump.mark, N_("这个跳转没有跳过哪一题，不需要条件。"))
        else:
            together[target].append(jump)
    for target, same in together.items():
        _skip(asked[place], asked[place + 1 : target], same, report)


def _skip(source: Asked, skipped: list[Asked], jumps: list[Jump], report: Report) -> None:
    """Hide elements when a jump is taken: its option is chosen, or its question was shown at all."""
    values = {jump: _value_in(source, jump.mark.number) for jump in jumps if jump.mark.number != source.line}
    possible = [jump for jump in jumps if values.get(jump) or (jump not in values and source.conditions)]
    chosen = tuple(values[jump] or "" for jump in possible if jump in values)
    always = any(jump not in values for jump in possible)
    stays = [] if always else [write_terms(Terms("and", (Term(source.element["name"], "noneof", chosen),)))]
    done = bool(possible) and _hide(source, skipped, stays)
    count = sum(one.element["type"] != "expression" for one in skipped)
    for jump in jumps:
        if done and jump in possible:
            report.note(jump.mark, N_("读成了显示条件：这样跳的人看不到中间的 %(count)s 题，请核对。"), count=count)
        else:
            report.lose(jump.mark, N_("这个跳转写不成显示条件，没有带过来。请在编辑器里给要跳过的题加显示条件。"))


def _hide(source: Asked, skipped: list[Asked], stays: list[str]) -> bool:
    """Show the elements only to who does not jump; False, and nothing done, if that takes too long a condition."""
    wanted = []
    for one in skipped:
        wanted.append(_together(one.conditions, [_otherwise(source, one, stays)]))
        if not _is_fit(wanted[-1]):
            return False
    for one, conditions in zip(skipped, wanted, strict=True):
        one.conditions = conditions
    return True


def _otherwise(source: Asked, one: Asked, stays: list[str]) -> str:
    """What holds for all who do not jump: they were not asked, or they stay."""
    unasked = [f"!({_joined(source.conditions)})"] if set(source.conditions) - set(one.conditions) else []
    parts = [*unasked, *stays]
    return f"({' or '.join(parts)})" if len(parts) > 1 else parts[0]


def _together(first: list[str], second: list[str]) -> list[str]:
    return list(dict.fromkeys([*first, *second]))


def _is_fit(conditions: list[str]) -> bool:
    """Whether a form takes so large a condition."""
    condition = _joined(conditions)
    try:
        parse_tree(condition)
    except InvalidForm:
        return False
    return len(condition) <= LONGEST_CONDITION


def _joined(conditions: list[str]) -> str:
    return " and ".join(conditions)


def _value_in(asked: Asked, line: int) -> str | None:
    """The value of the one option that is written in a line."""
    items = [item for item in asked.items if item.number == line]
    return _value(asked.element, items[0].text) if len(items) == 1 else None


def _nth(asked: Asked, number: int) -> str | None:
    """The value of the option at a place from 1."""
    element = asked.element
    if element["type"] == "rating":
        step = element["rateMin"] + number - 1
        return str(step) if element["rateMin"] <= step <= element["rateMax"] else None
    if element["type"] == "boolean" and not asked.items:
        return ("true", "false")[number - 1] if number in (1, 2) else None
    return _value(element, asked.items[number - 1].text) if 0 < number <= len(asked.items) else None


def _value(element: Json, text: str) -> str | None:
    """The value of the option with that text, None where answers have no such value."""
    if element["type"] not in _CHOOSING:
        return None
    if element["type"] == "rating":
        found = re.match(r"\d+", text)
        return str(int(found[0])) if found and element["rateMin"] <= int(found[0]) <= element["rateMax"] else None
    offered = [(one["text"], one["value"]) for one in element.get("choices", ())]
    special = {"otherText": "other", "noneText": "none", "labelTrue": "true", "labelFalse": "false"}
    offered += [(element[name], value) for name, value in special.items() if name in element]
    offered += [("", "other")] * (element.get("showOtherItem", False) and "otherText" not in element)
    values = [value for words, value in offered if _letters(words) == _letters(text)]
    return str(values[0]) if len(values) == 1 else None


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()
