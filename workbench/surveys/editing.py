"""The verbs of the plain editor, on a definition as JSON has it. Each returns a new one; the given one stays as it was.

Drafts may be unfinished: whether one can be published is for `load_form` to say. Here only what cannot be done at all
raises InvalidForm, with a sentence. Questions keep their names (`q1`, `q2`, …) for life, because answers and conditions
refer to them.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from workbench.errors import N_, InvalidForm
from workbench.records import Topic
from workbench.surveys.beginnings import PLACEHOLDERS, beginning, needed, properties
from workbench.surveys.choice_lines import choices_text, parse_choices
from workbench.surveys.drafts import (
    Place,
    elements,
    find,
    free_name,
    list_of,
    page_at,
    page_of,
    panel_of,
    place_at,
    place_of,
    siblings,
)
from workbench.surveys.uses import refuse_used

__all__ = [
    "PLACEHOLDERS",
    "Place",
    "add_page",
    "add_question",
    "choices_text",
    "delete_page",
    "delete_question",
    "dissolve_panel",
    "duplicate_question",
    "elements",
    "find",
    "move_page",
    "move_question",
    "needed",
    "new_form",
    "new_rules",
    "page_of",
    "parse_choices",
    "place_of",
    "put_question",
    "send_question",
    "set_role",
    "update_form",
    "update_page",
    "update_question",
]

Json = dict[str, Any]


def new_form(title: str) -> Json:
    """An empty draft with one page."""
    return {"title": title, "locale": "zh-cn", "pages": [{"name": "page1", "elements": []}]}


def new_rules() -> Json:
    """The rules that a draft begins with."""
    return {"consent_version": "1", "retention_months": 12, "roles": {}, "screen_out": [], "pii": [], "quotas": []}


def update_form(definition: Json, changes: Mapping[str, Any]) -> Json:
    """With other texts: `title`, `description`, `completedHtml`. None or an empty text takes a property away."""
    draft = deepcopy(definition)
    _change(draft, {name: value for name, value in changes.items() if name != "pages"})
    return draft


def add_page(definition: Json) -> Json:
    """With an empty page at the end."""
    draft = deepcopy(definition)
    draft["pages"].append({"name": free_name("page", draft), "elements": []})
    return draft


def update_page(definition: Json, page: int, changes: Mapping[str, Any]) -> Json:
    """With other texts of a page: `title`, `description`, `visibleIf`."""
    draft = deepcopy(definition)
    _change(page_at(draft, page), {name: value for name, value in changes.items() if name not in ("name", "elements")})
    return draft


def move_page(definition: Json, page: int, step: int) -> Json:
    """With a page moved by `step` places, back if negative."""
    draft = deepcopy(definition)
    page_at(draft, page + step)
    draft["pages"].insert(page + step, draft["pages"].pop(draft["pages"].index(page_at(draft, page))))
    return draft


def delete_page(definition: Json, rules: Json, page: int) -> tuple[Json, Json]:
    """Without a page and its questions, and the rules without their roles. The last page stays."""
    draft, kept_rules = deepcopy(definition), deepcopy(rules)
    if len(draft["pages"]) == 1:
        raise InvalidForm(N_("问卷至少要有一页。"), N_("可以删去这一页上的题目。"))
    gone = [element["name"] for element in elements(page_at(draft, page))]
    refuse_used(definition, rules, [page_at(draft, page)["name"], *gone])
    del draft["pages"][page]
    return draft, _forget(kept_rules, gone)


def add_question(definition: Json, place: Place, kind: str, after: str = "") -> Json:
    """With a new element of a type or a preset (`nps`, …) at the end of a page or a panel, or after another."""
    draft = deepcopy(definition)
    begun = beginning(kind)
    question: Json = {"type": begun["type"], "name": free_name("q", draft), **deepcopy(begun)}
    beside = siblings(draft, after) if after else list_of(place_at(draft, place))
    beside.insert(_place(beside, after) + 1 if after and beside else len(beside), question)
    return draft


def update_question(definition: Json, name: str, changes: Mapping[str, Any]) -> Json:
    """With other properties under SurveyJS's names; None, False or an empty text takes one away.

    A new `type` keeps what the two types have in common. Raises InvalidForm for a new name.
    """
    draft = deepcopy(definition)
    question = find(draft, name)
    if changes.get("name", name) != name:
        raise InvalidForm(N_("题目的内部名字不能改。"), N_("回答和条件靠它找到这一题；请改标题。"))
    kind, former = changes.get("type", question["type"]), question["type"]
    known = properties(kind)
    if kind != former:
        _leave(question, kind)
    _change(question, changes)
    for unfit in set(question) - known:
        del question[unfit]
    if kind != "imagepicker":
        for choice in question.get("choices", ()):
            if isinstance(choice, dict):
                choice.pop("imageLink", None)
    for missing, begun in needed(kind).items():
        question.setdefault(missing, deepcopy(begun))
    return draft


def move_question(definition: Json, name: str, step: int) -> Json:
    """With an element one place up (-1) or down (1), over the border of its page, or of a panel, if it stands there.

    A panel does not enter another.
    """
    draft = deepcopy(definition)
    element, panel, page = find(draft, name), panel_of(draft, name), page_of(draft, name)
    beside = siblings(draft, name)
    place = _place(beside, name)
    del beside[place]
    over = min(place, place + step)
    passed = beside[over] if 0 <= over < len(beside) else {}
    if "elements" in passed and "elements" not in element:
        passed["elements"].insert(0 if step > 0 else len(passed["elements"]), element)
        return draft
    if passed:
        beside.insert(place + step, element)
        return draft
    if panel is not None:
        around = siblings(draft, panel["name"])
        around.insert(_place(around, panel["name"]) + (step > 0), element)
        return draft
    beyond = list_of(page_at(draft, page + step))
    beyond.insert(0 if step > 0 else len(beyond), element)
    return draft


def send_question(definition: Json, name: str, place: Place) -> Json:
    """With an element at the end of a page or a panel. Raises InvalidForm for a panel that would come into itself."""
    draft = deepcopy(definition)
    element, target = find(draft, name), place_at(draft, place)
    _refuse_inside(element, str(target["name"]) if isinstance(place, str) else "")
    siblings(draft, name).remove(element)
    list_of(target).append(element)
    return draft


def put_question(definition: Json, name: str, before: str) -> Json:
    """With an element right before another one. Raises InvalidForm for a panel that would come into itself."""
    draft = deepcopy(definition)
    element = find(draft, name)
    find(draft, before)
    _refuse_inside(element, before)
    beside = siblings(draft, name)
    del beside[_place(beside, name)]
    around = siblings(draft, before)
    around.insert(_place(around, before), element)
    return draft


def dissolve_panel(definition: Json, name: str) -> Json:
    """With what is in a panel in its place; each element keeps the panel's condition beside its own."""
    draft = deepcopy(definition)
    panel, beside = place_at(draft, name), siblings(draft, name)
    for inner in list_of(panel):
        for condition in {"visibleIf", "enableIf"} & properties(inner["type"]) & set(panel):
            own = inner.get(condition)
            inner[condition] = f"({panel[condition]}) and ({own})" if own else panel[condition]
    at = _place(beside, name)
    beside[at : at + 1] = list_of(panel)
    return draft


def duplicate_question(definition: Json, name: str) -> Json:
    """With a copy of an element right after it; it and what is in it get new names."""
    draft = deepcopy(definition)
    beside, copy = siblings(draft, find(draft, name)["name"]), deepcopy(find(draft, name))
    beside.insert(_place(beside, name) + 1, copy)
    for element in [copy, *elements(copy)]:
        element["name"] = free_name("q", draft)
    return draft


def delete_question(definition: Json, rules: Json, name: str) -> tuple[Json, Json]:
    """Without an element, and the rules without its role. Raises InvalidForm if a condition still asks for it."""
    draft, kept_rules = deepcopy(definition), deepcopy(rules)
    element, beside = find(draft, name), siblings(draft, name)
    gone = [name, *(inner["name"] for inner in elements(element))]
    refuse_used(definition, rules, gone)
    del beside[_place(beside, name)]
    return draft, _forget(kept_rules, gone)


def set_role(definition: Json, rules: Json, name: str, topic: str | None) -> Json:
    """Rules in which a question speaks of a topic, or of none. Contact questions count as personal data."""
    find(definition, name)
    if topic is not None and topic not in set(Topic):
        raise InvalidForm(N_("没有“%(topic)s”这种用途。"), N_("请从列表里选一种。"), topic=topic)
    kept = deepcopy(rules)
    former = kept["roles"].pop(name, None)
    if topic:
        kept["roles"][name] = str(topic)
    if Topic.CONTACT in (former, topic):
        kept["pii"] = [one for one in kept["pii"] if one != name] + [name] * (topic == Topic.CONTACT)
    return kept


def _change(target: Json, changes: Mapping[str, Any]) -> None:
    for name, value in changes.items():
        if (value in (None, "") and name != "title") or (value is False and name != "defaultValue"):
            target.pop(name, None)
        else:
            target[name] = deepcopy(value)


def _refuse_inside(element: Json, target: str) -> None:
    if target in [element["name"], *(inner["name"] for inner in elements(element))]:
        raise InvalidForm(N_("题目不能放到自己里面。"), N_("请换一个位置。"))


def _place(beside: Sequence[Json], name: str) -> int:
    return next(place for place, element in enumerate(beside) if element["name"] == name)


def _leave(question: Json, kind: str) -> None:
    """Without what the type that the question had means otherwise."""
    written = {kind, question["type"]} == {"text", "comment"}
    for name in ("defaultValue", "rows") if written else ("defaultValue", "rows", "validators"):
        question.pop(name, None)


def _forget(rules: Json, names: list[str]) -> Json:
    """The rules without what they say of deleted questions."""
    rules["roles"] = {name: topic for name, topic in rules["roles"].items() if name not in names}
    rules["pii"] = [name for name in rules["pii"] if name not in names]
    if "options" in rules:
        rules["options"] = {name: marks for name, marks in rules["options"].items() if name not in names}
    return rules
