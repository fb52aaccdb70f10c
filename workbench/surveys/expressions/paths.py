"""Names in braces, `{q}`, `{matrix.row}`, `{list[0]}`, `{list.length}`, and what they find in answers."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple, TypeAlias

_STEP = re.compile(r"(?P<name>[^.\[\]:]+)(?:\[(?P<index>-?[0-9]{1,9})\])?")
_ABSENT: Final = object()


class Step(NamedTuple):
    """A name and, for one item of a list, its place; places below zero count from the end."""

    name: str
    place: int | None


Path: TypeAlias = tuple[Step, ...]


def read_path(written: str) -> Path | None:
    """The steps of a name, None for what is written otherwise.

    >>> read_path("matrix.row")[1].name, read_path("list[-1]")[0].place, read_path("a..b"), read_path("#a")
    ('row', -1, None, None)
    """
    found = [_STEP.fullmatch(part) for part in written.split(".")]
    if written[:1] in ("#", "$") or not all(found):
        return None
    return tuple(Step(step["name"], None if step["index"] is None else int(step["index"])) for step in found if step)


def find(path: Path, answers: Mapping[str, object]) -> object:
    """What stands at the end of a path, None if it leads nowhere. Names ignore case."""
    value: object = answers
    place = 0
    while place < len(path):
        value, place = _longest_name(value, path, place)
        wanted = path[place - 1].place
        if wanted is not None:
            value = _item(value, wanted)
        if value is _ABSENT:
            return 0 if len(path) > 1 and path[-1] == Step("length", None) else None
    return value


def _longest_name(value: object, path: Path, place: int) -> tuple[object, int]:
    """A name may have dots of its own: the longest that is there counts. Returns what it names and the next place."""
    indexed = (number for number in range(place, len(path)) if path[number].place is not None)
    for end in range(next(indexed, len(path) - 1) + 1, place, -1):
        found = _member(value, ".".join(step.name for step in path[place:end]))
        if found is not _ABSENT:
            return found, end
    return _ABSENT, place + 1


def _member(value: object, name: str) -> object:
    if isinstance(value, Mapping):
        if name in value:
            return value[name]
        wanted = name.lower()
        return next((part for key, part in value.items() if key.lower() == wanted), _ABSENT)
    if not value or not isinstance(value, str | list):
        return _ABSENT
    if name == "length":
        return len(value.encode("utf-16-be", "surrogatepass")) // 2 if isinstance(value, str) else len(value)
    return _ABSENT if isinstance(value, str) or not re.fullmatch("0|[1-9][0-9]{0,8}", name) else _item(value, int(name))


def _item(value: object, index: int) -> object:
    if not isinstance(value, list) or not -len(value) <= index < len(value):
        return _ABSENT
    return value[index]
