"""How a draft stands: what keeps it from being published, where, and what can be shown of it meanwhile."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from workbench.errors import N_, InvalidForm, Message
from workbench.records import Problem
from workbench.records.advice import Advice
from workbench.records.forms import CheckedForm
from workbench.storage.tables import Form, FormVersion
from workbench.surveys import editing, load_form
from workbench.surveys.advice import advise
from workbench.surveys.beginnings import COLUMNS, ITEMS, ROWS
from workbench.surveys.mending import mended
from workbench.workflow.question_kinds import shown

Json = dict[str, Any]

_PLACE = re.compile(r"form\.json: pages\[(\d+)\]((?:\.elements\[\d+\])*)")
_RULE = re.compile(r"rules\.json: screen_out\[(\d+)\]")
_MARKS = re.compile(r"rules\.json: options\.([^.]+)")
_LISTS = (
    ("choices", editing.PLACEHOLDERS, N_("这道题的选项还没有写。")),
    ("rows", ROWS, N_("这道题的行还没有写。")),
    ("columns", COLUMNS[:1], N_("这道题的列还没有写。")),
    ("items", ITEMS, N_("这道题的各项还没有写。")),
)


@dataclass(frozen=True)
class Health:
    """What stands in the way of publishing, and whether the draft differs from the newest version."""

    problems: list[Problem]
    changed: bool


def examine_form(form: Form, newest: FormVersion | None) -> Health:
    """How a draft stands, for its author."""
    try:
        digest = checked_draft(form).hash
    except InvalidForm as error:
        return Health(problems=[one for one in error.problems if isinstance(one, Problem)], changed=True)
    return Health(problems=[], changed=newest is None or newest.digest != digest)


def checked_draft(form: Form) -> CheckedForm:
    """The draft as it would be published. What is only unfinished is told in the editor's own words."""
    problems = list(_unfinished(form.definition))
    told = {problem.column for problem in problems}
    try:
        checked = load_form(form.definition, form.rules)
    except InvalidForm as error:
        problems += [one for one in error.problems if isinstance(one, Problem) and one.column not in told]
    if problems:
        raise InvalidForm(N_("问卷还没有写完。"), N_("请按提示补上后再发布。"), problems=problems)
    return checked


def showable_draft(form: Form) -> CheckedForm | None:
    """What can be shown of a draft, however unfinished; the last ones are remembered."""
    return _mended(json.dumps(form.definition), json.dumps(form.rules))


def advice_on(form: Form) -> list[Advice]:
    """What would make a draft a better questionnaire."""
    checked = showable_draft(form)
    return advise(checked) if checked else []


def blank_repeats(form: Form) -> int:
    """How many places in texts do not show the answer that their author means."""
    return sum(one.rule.startswith("repeats_") for one in advice_on(form))


def place_of(form: Form, problem: Problem) -> str | int | None:
    """Where a problem belongs in the editor: a question's name, a page's number from 0, or None for the whole form."""
    pages, column = form.definition["pages"], problem.column or ""
    if found := _PLACE.match(column):
        node = pages[int(found[1])]
        for step in re.findall(r"\d+", found[2]):
            node = node["elements"][int(step)]
        return str(node["name"]) if found[2] else int(found[1])
    if found := _RULE.match(column):
        rule = form.rules["screen_out"][int(found[1])]["if"]
        names = [element["name"] for element in editing.elements(form.definition)]
        return next((name for name in names if f"{{{name}}}" in rule), None)
    found = _MARKS.match(column)
    return found[1] if found else None


@lru_cache(maxsize=32)
def _mended(definition: str, rules: str) -> CheckedForm | None:
    return mended(json.loads(definition), json.loads(rules))


def _unfinished(definition: Json) -> Iterator[Problem]:
    for number, page in enumerate(definition["pages"]):
        place = f"form.json: pages[{number}]"
        if not page["elements"]:
            sentence = Message(N_("这一页还没有题目：加一道题，或删掉这一页。"))
            yield Problem(column=f"{place}.elements", expected=sentence)
        for where, element in _placed(page, place):
            yield from _empty_parts(element, where)


def _placed(node: Json, place: str) -> Iterator[tuple[str, Json]]:
    for index, element in enumerate(node["elements"]):
        where = f"{place}.elements[{index}]"
        yield where, element
        if "elements" in element:
            yield from _placed(element, where)


def _empty_parts(element: Json, where: str) -> Iterator[Problem]:
    kind = element["type"]
    if element.get("elements") == []:
        empty = Message(N_("这个题组还没有题目：把题目移进来，或者拆开它。"))
        yield Problem(column=f"{where}.elements", expected=empty)
    untitled = not shown(element.get("title")).strip()
    if untitled and kind != "panel" and not (kind == "expression" and element.get("description")):
        unwritten = N_("这段文字还没有写。") if kind == "expression" else N_("这道题还没有标题。")
        yield Problem(column=where if kind == "expression" else f"{where}.title", expected=Message(unwritten))
    for name, placeholders, sentence in _LISTS:
        listed = element.get(name, ())
        if isinstance(listed, list) and any(one in placeholders for one in listed):
            yield Problem(column=f"{where}.{name}", expected=Message(sentence))
    for number, choice in enumerate(element["choices"] if kind == "imagepicker" else ()):
        if not choice.get("imageLink"):
            text = shown(choice.get("text")) or str(choice["value"])
            missing = Message(N_("选项“%(text)s”还没有图片。"), {"text": text})
            yield Problem(column=f"{where}.choices[{number}].imageLink", expected=missing)
