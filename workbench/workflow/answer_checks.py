"""What an answer has to be, kept by the format as validators: those that the editor has fields for, and all others.

The first validator of lengths and the first pattern are fields. Every other one is shown in words, with its message,
under a key: its place among the question's (`2`), or among those of an item (`brand:0`).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from workbench.workflow.question_kinds import WRITTEN, kind_of, said, shown

Json = dict[str, Any]
Checks = Mapping[str, str]
_OF_FIELDS = {"text": "length", "regex": "pattern"}


def length_of(question: Json) -> str:
    """The greatest length, wherever the question keeps it; empty if there is none."""
    limits = (question.get("maxLength"), field_check(question, "length").get("maxLength"))
    return next((str(limit) for limit in limits if limit and limit > 0), "")


def field_check(question: Json, field: str) -> Json:
    """The validator that is edited in fields of its own, `length` or `pattern`; empty if there is none."""
    return next((one for name, one in _fielded(question).items() if name == field), {})


def other_checks(question: Json) -> dict[str, Json]:
    """The validators that no field stands for, by key."""
    fielded = list(_fielded(question).values())
    own = {str(at): one for at, one in enumerate(_validators(question)) if not any(one is field for field in fielded)}
    return {**own, **{f"{item['name']}:{at}": one for item, at, one in _of_items(question)}}


def messages_of(question: Json) -> dict[str, str]:
    """What each of the other validators says where an answer does not fit, by key."""
    return {key: shown(one.get("text")) for key, one in other_checks(question).items()}


def with_checks(question: Json, wanted: Mapping[str, Json], kept: Checks) -> list[Json] | None:
    """The question's validators: `wanted` are those of the fields, of the others the ones in `kept`, which say that."""
    fielded, others, left = _fielded(question), other_checks(question), dict(wanted)
    written: list[Json] = []
    for at, one in enumerate(_validators(question)):
        field = next((name for name, check in fielded.items() if check is one), "")
        if field in left:
            written.append({**one, **left.pop(field)})
        elif str(at) in others and str(at) in kept:
            written.append(_saying(one, kept[str(at)]))
    written += left.values()
    return [{name: value for name, value in one.items() if value is not None} for one in written] or None


def with_item_checks(items: Sequence[Json], kept: Checks) -> list[Json]:
    """Items of which those validators stay that are in `kept`, and say that."""
    return [_kept_item(item, kept) for item in items]


def survive(question: Json, kind: str) -> bool:
    """Whether the validators of a question still make sense when it becomes of a kind."""
    return kind == kind_of(question) or {kind, kind_of(question)} <= {*WRITTEN}


def _fielded(question: Json) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for one in _validators(question) if kind_of(question) in WRITTEN else ():
        if one.get("type") in _OF_FIELDS:
            found.setdefault(_OF_FIELDS[one["type"]], one)
    return found


def _validators(node: Json) -> Sequence[Json]:
    listed: Sequence[Json] = node.get("validators", ())
    return listed


def _of_items(question: Json) -> Iterator[tuple[Json, int, Json]]:
    for item in question.get("items", ()):
        for at, one in enumerate(_validators(item)):
            yield item, at, one


def _kept_item(item: Json, kept: Checks) -> Json:
    keys = {f"{item['name']}:{at}": one for at, one in enumerate(_validators(item))}
    written = [_saying(one, kept[key]) for key, one in keys.items() if key in kept]
    rest = {name: value for name, value in item.items() if name != "validators"}
    return {**rest, "validators": written} if written else rest


def _saying(validator: Json, message: str) -> Json:
    text = said(validator.get("text"), message)
    return {**{name: value for name, value in validator.items() if name != "text"}, **({"text": text} if text else {})}
