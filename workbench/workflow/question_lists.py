"""The lists of a question as lines to be edited: options, rows, columns, items; and what is random.

A line keeps the value, the condition and the picture of the entry that it rewords or moves.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from workbench.surveys import editing
from workbench.workflow.question_kinds import LINES, LISTED

Json = dict[str, Any]


def lines_of(question: Json, name: str) -> str:
    """The entries of a list, one a line."""
    listed = question.get(name, ())
    if not isinstance(listed, Sequence):  # the height of a long text
        return ""
    return editing.choices_text(_as_choices(listed) if name == "items" else listed)


def entries(question: Json, name: str, lines: str) -> list[Json]:
    """The list that the lines say. Raises InvalidForm for no line at all or a line twice."""
    current = question.get(name, ())
    if name != "items":
        return editing.parse_choices(lines, current if isinstance(current, Sequence) else ())
    # `value` and `text` are how lines are told apart; an item calls them name and title.
    taken = {item["name"] for item in current}
    items = []
    for choice in editing.parse_choices(lines, _as_choices(current)):
        name = choice["value"] if choice["value"] in taken else _free_item(taken)
        taken.add(name)
        items.append({**_without(choice, "value", "text"), "name": name, "title": choice["text"]})
    return items


def inputs_of(question: Json) -> dict[str, str]:
    """What each item asks for, by its name: a kind of line."""
    listed = question["items"] if question["type"] == "multipletext" else ()
    return {one["name"]: one.get("inputType", "text") for one in listed}


def with_inputs(items: Sequence[Json], inputs: Mapping[str, str]) -> list[Json]:
    """The items, of which those that are named ask for another kind of line."""
    kinds = [inputs.get(one["name"]) for one in items]
    return [_asking(one, kind) if kind in LINES else one for one, kind in zip(items, kinds, strict=True)]


def is_random(question: Json) -> bool:
    """Whether its options, or the rows of a matrix, stand in random order."""
    return "random" in (question.get("choicesOrder"), question.get("rowOrder"))


def fixed_count(question: Json) -> int:
    """How many of the last options or rows keep their places."""
    count = 0
    for one in reversed(_shuffled(question)):
        if not (isinstance(one, dict) and one.get("randomize") is False):
            break
        count += 1
    return count


def order_changes(question: Json, changes: Json, *, random: bool, fixed: int) -> Json:
    """The properties that put options or rows in random order, all but the last `fixed`."""
    name = "rows" if changes["type"] == "matrix" else "choices"
    order = "rowOrder" if name == "rows" else "choicesOrder"
    listed: list[Any] = changes[name] if name in changes else question.get(name) or []
    same = (listed, random, fixed) == (question.get(name), is_random(question), fixed_count(question))
    changed: Json = {order: "random" if random else None}
    return (
        changed
        if same
        else {**changed, name: [_placed(one, len(listed) - at <= fixed and random) for at, one in enumerate(listed)]}
    )


def has_order(kind: str) -> bool:
    """Whether something of a kind can stand in random order."""
    return kind in (*LISTED, "matrix")


def _shuffled(question: Json) -> Sequence[Any]:
    listed: Sequence[Any] = question.get("rows" if question["type"] == "matrix" else "choices", ())
    return listed


def _placed(entry: Any, fixed: bool) -> Json:
    given = entry if isinstance(entry, dict) else {"value": entry, "text": str(entry)}
    return {**_without(given, "randomize"), **({"randomize": False} if fixed else {})}


def _asking(item: Json, kind: str | None) -> Json:
    return {**_without(item, "inputType"), **({} if kind == "text" else {"inputType": kind})}


def _as_choices(items: Sequence[Json]) -> list[Json]:
    return [
        {**_without(one, "name", "title"), "value": one["name"], "text": one.get("title", one["name"])} for one in items
    ]


def _without(entry: Json, *names: str) -> Json:
    return {name: value for name, value in entry.items() if name not in names}


def _free_item(taken: set[str]) -> str:
    number = 1
    while f"item{number}" in taken:
        number += 1
    return f"item{number}"
