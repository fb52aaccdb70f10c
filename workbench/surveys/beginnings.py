"""How a new question of each type begins: what it cannot be without, to be overwritten by its author."""

from typing import Any, get_args

from workbench.errors import N_, InvalidForm
from workbench.records.elements import Panel, StaticText
from workbench.records.questions import BaseElement, Question

Json = dict[str, Any]

PLACEHOLDERS = [{"value": "item1", "text": N_("选项 1")}, {"value": "item2", "text": N_("选项 2")}]
ROWS = [{"value": "row1", "text": N_("第 1 行")}, {"value": "row2", "text": N_("第 2 行")}]
COLUMNS = [
    {"value": "column1", "text": N_("不同意")},
    {"value": "column2", "text": N_("一般")},
    {"value": "column3", "text": N_("同意")},
]
ITEMS = [{"name": "item1", "title": N_("第 1 项")}, {"name": "item2", "title": N_("第 2 项")}]

_MODELS: dict[str, type[BaseElement]] = {
    kind: model
    for model in (*get_args(get_args(Question)[0]), StaticText, Panel)
    for kind in get_args(model.model_fields["type"].annotation)
}
_NEEDED: Json = {"choices": PLACEHOLDERS, "rows": ROWS, "columns": COLUMNS, "items": ITEMS, "elements": []}
_NPS = {
    "rateMin": 0,
    "rateMax": 10,
    "minRateDescription": N_("完全不会"),
    "maxRateDescription": N_("一定会"),
    "title": N_("你有多大可能把它推荐给朋友或同事？"),
}
# Kinds of the menu that are SurveyJS's types with something said from the start.
PRESETS: dict[str, Json] = {
    **{kind: {"type": "text", "inputType": kind} for kind in ("number", "date", "tel", "email")},
    "nps": {"type": "rating", **_NPS},
}


def beginning(kind: str) -> Json:
    """The properties of a new element of a type or a preset. Raises InvalidForm for an unknown one."""
    preset = PRESETS.get(kind, {"type": kind})
    known = properties(str(preset["type"]))
    return {"title": "", **preset, **{name: value for name, value in needed(preset["type"]).items() if name in known}}


def needed(kind: str) -> Json:
    """What a type cannot be without."""
    known = properties(kind)
    if kind == "comment":
        known -= {"rows"}  # the height of its field
    return {name: value for name, value in _NEEDED.items() if name in known}


def properties(kind: str) -> frozenset[str]:
    """The properties that a type can have. Raises InvalidForm for an unknown type."""
    if kind not in _MODELS:
        raise InvalidForm(N_("没有“%(kind)s”这种题型。"), N_("请从列表里选一种。"), kind=kind)
    return frozenset(field.alias or name for name, field in _MODELS[kind].model_fields.items())
