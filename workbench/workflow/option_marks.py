"""Options that must or must not be chosen: the editor and the page of rules write and read `options` of the rules."""

from collections.abc import Mapping
from typing import Any

from workbench.surveys.screening import OPTION, sole_question, turned_away_by
from workbench.workflow.asked_questions import Asked

Json = dict[str, Any]
MARKS = ("must", "reject")


def marks_of(rules: Json, name: str) -> dict[str, str]:
    """The options of a question that must or must not be chosen, value → mark."""
    kept: Mapping[str, str] = rules.get("options", {}).get(name, {})
    return {value: mark for value, mark in kept.items() if mark in MARKS}


def with_marks(rules: Json, asked: Asked, marks: Mapping[str, str]) -> Json:
    """The rules with these marks of a question and no others; what is no option of it any more loses its mark.

    Of an unfinished question it is not known what its options will be; it keeps the marks that it has.
    """
    marked = {value: marks[value] for value in asked.options or () if marks.get(value) in MARKS}
    if asked.question is None or marked == marks_of(rules, asked.name):
        return rules
    others = {name: kept for name, kept in rules.get("options", {}).items() if name != asked.name}
    return {**rules, "options": {**others, **({asked.name: marked} if marked else {})}}


def marked_question(rule_id: str) -> str:
    """The question by whose marks a verdict turned somebody away; empty for one of another rule."""
    return rule_id.removeprefix(OPTION) if rule_id.startswith(OPTION) else ""


def turned_away(rules: Json, asked: Mapping[str, Asked]) -> dict[str, dict[str, str]]:
    """The options that rules turn away without a mark: question → value → the reason of the rule."""
    by_name = {name.lower(): one for name, one in asked.items()}
    found: dict[str, dict[str, str]] = {}
    for rule in rules.get("screen_out", ()):
        one = by_name.get(sole_question(rule["if"]))
        if one and one.question:
            values = turned_away_by(one.question, rule["if"])
            found[one.name] = {**dict.fromkeys(values, rule["reason"]), **found.get(one.name, {})}
    return found
