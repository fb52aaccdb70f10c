"""An unfinished draft as far as it can be shown: what is wrong is left out, what is empty says so.

For previews and advice; nothing of it is ever published.
"""

import re
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from workbench.errors import N_, InvalidForm
from workbench.records import Problem
from workbench.records.forms import CheckedForm
from workbench.surveys.drafts import elements, free_name, list_of, siblings
from workbench.surveys.loading import load_form

Json = dict[str, Any]

ROUNDS = 8  # leaving one thing out may leave a condition without its question, and so on
UNTITLED, EMPTY, EMPTY_PANEL = N_("（还没有标题）"), N_("（这一页还没有题目）"), N_("（这个题组还没有题目）")
_ELEMENT = re.compile(r"form\.json: pages\[(\d+)\]((?:\.elements\[\d+\])*)(?:\.(\w+))?")
_RULE = re.compile(r"rules\.json: (?:(screen_out|score|quotas)\[(\d+)\]|options\.([^.]+))")
_CONDITIONS = ("visibleIf", "enableIf", "requiredIf", "choicesVisibleIf", "choicesEnableIf", "defaultValue")


def mended(definition: Json, rules: Json) -> CheckedForm | None:
    """What can be shown of a draft, its pages all in their places; None when nothing can."""
    draft, kept = deepcopy(definition), deepcopy(rules)
    for _ in range(ROUNDS):
        _fill(draft)
        try:
            return load_form(draft, kept)
        except InvalidForm as error:
            problems = [one for one in error.problems if isinstance(one, Problem)]
            _leave_out(draft, kept, problems)
    return None


def _fill(draft: Json) -> None:
    for element in elements(draft):
        if not element.get("title") and not element.get("description"):
            element["title"] = UNTITLED
        elif element.get("title") == "":
            del element["title"]
    for node in [*draft["pages"], *elements(draft)]:
        if node.get("elements") == []:
            said = EMPTY_PANEL if node.get("type") == "panel" else EMPTY
            node["elements"].append({"type": "expression", "name": free_name("text", draft), "title": said})


def _leave_out(draft: Json, rules: Json, problems: Sequence[Problem]) -> None:
    gone: list[Json] = []
    for problem in problems:
        column = problem.column or ""
        if found := _ELEMENT.match(column):
            gone += _wrong_elements(draft["pages"][int(found[1])], found[2], found[3] or "")
        elif found := _RULE.match(column):
            _forget_rule(rules, found)
        elif column.startswith("rules.json: typing"):
            rules.pop("typing", None)
        else:  # the conditions go round in a circle
            _show_everything(draft)
    for element in gone:
        beside = siblings(draft, element["name"])
        beside[:] = [one for one in beside if one is not element]
    for part in ("screen_out", "score", "quotas"):
        rules[part] = [rule for rule in rules.get(part, ()) if rule is not None]


def _show_everything(draft: Json) -> None:
    for node in (*draft["pages"], *elements(draft)):
        for name in _CONDITIONS:
            node.pop(name, None)


def _wrong_elements(page: Json, path: str, name: str) -> list[Json]:
    """What has to go because of a problem; a wrong condition goes alone."""
    node = page
    for place in re.findall(r"\d+", path):
        node = list_of(node)[int(place)]
    if name in _CONDITIONS:
        node.pop(name, None)
        return []
    if path:
        return [node]
    return [one for one in elements(page) if one["type"] == "imagepicker"]  # together too heavy


def _forget_rule(rules: Json, found: re.Match[str]) -> None:
    if found[1]:
        rules[found[1]][int(found[2])] = None
    else:
        rules["options"].pop(found[3], None)
