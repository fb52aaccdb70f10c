"""The steps of an editor, to be taken back and done again: of each only what it changed is kept.

A patch leads from one JSON value to another: `{"to": value}` replaces it, `{"keys": {name: patch or None}}` changes
members (None takes one away), `{"items": {place: patch}}` changes items of a list that keeps its length, and
`{"cut": [begin, end, items]}` puts items in the place of others.
"""

import json
from typing import Any, NamedTuple

from workbench.errors import N_, Conflict

Json = dict[str, Any]
Patch = dict[str, Any]

MOST_STEPS = 30
MOST_CHARACTERS = 200_000
VERBS = {
    "add_question": N_("加题目"),
    "update_question": N_("改题目"),
    "move_question": N_("移动题目"),
    "duplicate_question": N_("复制题目"),
    "delete_question": N_("删除题目"),
    "dissolve_panel": N_("拆开题组"),
    "add_page": N_("加一页"),
    "update_page": N_("改页面"),
    "move_page": N_("移动页面"),
    "delete_page": N_("删除页面"),
    "update_form": N_("改标题与说明"),
    "mark_options": N_("标记选项"),
    "save_screen_out": N_("写不合格的条件"),
    "delete_screen_out": N_("删除不合格的条件"),
    "save_score": N_("写加分项"),
    "delete_score": N_("删除加分项"),
    "save_quotas": N_("写配额格"),
    "delete_quotas": N_("删除配额格"),
    "cross_cells": N_("列出一组配额格"),
    "stop_typing": N_("停止归类"),
}
OTHER_VERB = N_("改规则")


class Step(NamedTuple):
    """What was done, and how to get to the other side of it."""

    verb: str
    patch: Patch


class History(NamedTuple):
    """Steps that can be taken back, and those that were; the newest last."""

    before: tuple[Step, ...] = ()
    after: tuple[Step, ...] = ()


def read_history(stored: Json | None) -> History:
    """What a form keeps; that of earlier versions, one state as a whole, is one step."""
    if stored is None:
        return History()
    if "definition" in stored:
        return History((Step("", {"to": stored}),))
    before, after = ([Step(*step) for step in stored[side]] for side in ("before", "after"))
    return History(tuple(before), tuple(after))


def remember(stored: Json | None, verb: str, old: Json, new: Json) -> Json:
    """The history with one more step; what was taken back before is forgotten."""
    return _stored([*read_history(stored).before, Step(verb, patch(new, old))], [])


def take_back(stored: Json | None, present: Json) -> tuple[Json, Json]:
    """The state before the last step, and the history there. Raises Conflict when there is none."""
    before, after = map(list, read_history(stored))
    if not before:
        raise Conflict(N_("没有可以撤销的修改。"), N_("最多能撤销最近的 30 步。"))
    step = before.pop()
    state: Json = patched(present, step.patch)
    return state, _stored(before, [*after, Step(step.verb, patch(state, present))])


def do_again(stored: Json | None, present: Json) -> tuple[Json, Json]:
    """The state after the step that was taken back last, and the history there. Raises Conflict when there is none."""
    before, after = map(list, read_history(stored))
    if not after:
        raise Conflict(N_("没有可以重做的修改。"), N_("只有刚撤销的步骤可以重做。"))
    step = after.pop()
    state: Json = patched(present, step.patch)
    return state, _stored([*before, Step(step.verb, patch(state, present))], after)


def patch(old: Any, new: Any) -> Patch:
    """The way from one JSON value to another.

    >>> patch({"a": 1, "b": [1, 2, 3]}, {"b": [1, 5, 3], "c": 2})
    {'keys': {'a': None, 'b': {'items': {'1': {'to': 5}}}, 'c': {'to': 2}}}
    """
    if isinstance(old, dict) and isinstance(new, dict):
        names = [name for name in {**old, **new} if name not in old or name not in new or old[name] != new[name]]
        # The order of names is not kept; nothing in a form depends on it.
        return {"keys": {name: _member(old, new, name) for name in names}}
    if isinstance(old, list) and isinstance(new, list):
        return _list_patch(old, new)
    return {"to": new}


def patched(value: Any, change: Patch) -> Any:
    """The value to which a patch leads.

    >>> patched([1, 2, 3, 4], {"cut": [1, 3, [9]]})
    [1, 9, 4]
    """
    if "to" in change:
        return change["to"]
    if "keys" in change:
        kept = {name: one for name, one in value.items() if change["keys"].get(name, True) is not None}
        changed = {name: patched(value.get(name), one) for name, one in change["keys"].items() if one is not None}
        return {**kept, **changed}
    if "cut" in change:
        begin, end, items = change["cut"]
        return [*value[:begin], *items, *value[end:]]
    items = change["items"]
    return [patched(one, items[str(place)]) if str(place) in items else one for place, one in enumerate(value)]


def _member(old: Json, new: Json, name: str) -> Patch | None:
    if name not in new:
        return None
    return patch(old[name], new[name]) if name in old else {"to": new[name]}


def _list_patch(old: list[Any], new: list[Any]) -> Patch:
    differing = [place for place, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]]
    if len(old) == len(new) and len(differing) <= 2:
        return {"items": {str(place): patch(old[place], new[place]) for place in differing}}
    shorter = min(len(old), len(new))
    begin = differing[0] if differing else shorter
    same = 0
    while same < shorter - begin and old[len(old) - 1 - same] == new[len(new) - 1 - same]:
        same += 1
    return {"cut": [begin, len(old) - same, new[begin : len(new) - same]]}


def _stored(before: list[Step], after: list[Step]) -> Json:
    """The newest steps, as many as a form may carry along."""
    kept, size = {"before": before[-MOST_STEPS:], "after": after[-MOST_STEPS:]}, 0
    for side in (kept["after"], kept["before"]):
        for place in reversed(range(len(side))):
            size += len(json.dumps(side[place], ensure_ascii=False))
            if size > MOST_CHARACTERS:
                del side[: place + 1]
                break
    return {side: [list(step) for step in steps] for side, steps in kept.items()}
