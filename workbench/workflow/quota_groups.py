"""The answers of a question in groups for quota cells: options put together, numbers and dates in bands."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from math import prod
from typing import Any, NamedTuple

from workbench.errors import N_, BadInput
from workbench.records import Record
from workbench.surveys.conditions import BETWEEN, Term, Terms, write_terms
from workbench.workflow.condition_rows import Subject, in_order, read_value

GROUPED = ("one", "many", "number", "scale", "date")  # sorts of questions whose answers make groups
BANDED = ("number", "scale", "date")
MOST_CELLS = 500
_VALUE = {"date": r"\d{4}-\d{2}-\d{2}"}
_NUMBER = r"-?\d{1,15}(?:\.\d{1,6})?"
_TO = r"(?:-|–|—|~|到|至)"


class Group(NamedTuple):
    """Answers to a question that cells count together: options, or numbers from one to another."""

    title: str
    term: Term


class AxisFields(Record):
    """How a question is grouped, as typed: `bands` like `20-25, 26-30`, or the number of each option's group.

    An option of which `numbers` holds nothing is a group of its own, one whose number is empty is in none.
    """

    name: str
    bands: str = ""
    numbers: Mapping[str, str] = {}


class _Band(NamedTuple):
    """From `low` to `high`, both included; an open end is None."""

    typed: str
    low: str | None
    high: str | None


def groups_of(subject: Subject, axis: AxisFields) -> list[Group]:
    """The groups of a question in order; none where its bands are not written yet.

    Raises BadInput for bands that cannot be read, overlap, or are more than there may be cells.
    """
    if subject.sort in BANDED and (axis.bands.strip() or subject.sort != "scale"):
        pieces = _pieces(axis.bands)
        _refuse_more(len(pieces))
        bands = [_read_band(piece, subject.sort) for piece in pieces]
        _refuse_overlaps(bands, subject.sort)
        return [_banded(subject.name, band) for band in bands]
    together: dict[str, list[str]] = {}
    for place, value in enumerate(subject.options, start=1):
        number = axis.numbers.get(value, str(place))
        together.setdefault(number, []).append(value)
    together.pop("", None)
    return [_of_options(subject, values) for values in together.values()]


def cell_of(groups: Sequence[Group]) -> dict[str, Any]:
    """The cell of who belongs to all of these groups, as `rules.json` has it but without id and size.

    >>> cell_of([Group("女", Term("sex", "anyof", ("f",))), Group("20–25", Term("age", "between", ("20", "25")))])
    {'title': '女 × 20–25', 'if': "{sex} anyof ['f'] and {age} >= 20 and {age} <= 25"}
    """
    title = " × ".join(group.title for group in groups)[:200]
    return {"title": title, "if": write_terms(Terms("and", tuple(group.term for group in groups)))}


def refuse_too_many(axes: Sequence[Sequence[Group]]) -> None:
    """Raise BadInput where crossing would give more cells than rules may hold."""
    _refuse_more(prod(map(len, axes)))


def _refuse_more(count: int) -> None:
    if count > MOST_CELLS:
        what, advice = N_("这样有 %(count)s 格，最多 %(most)s 格。"), N_("请把选项合并成组，或者少分几段。")
        raise BadInput(what, advice, count=count, most=MOST_CELLS)


def _of_options(subject: Subject, values: Sequence[str]) -> Group:
    return Group("、".join(subject.options[value] for value in values), Term(subject.name, "anyof", tuple(values)))


def _pieces(text: str) -> list[str]:
    """The bands as they were written, between commas or spaces; those around "to" mean nothing."""
    plain = re.sub(rf"(?<!\s)\s*({_TO})\s*", r"\1", unicodedata.normalize("NFKC", text))
    return [piece for piece in re.split(r"[,;、\s]+", plain) if piece]


def _read_band(piece: str, sort: str) -> _Band:
    """`20-25`, `36+` or `36以上`, `19以下`, or one number alone."""
    value = _VALUE.get(sort, _NUMBER)
    if found := re.fullmatch(rf"({value}){_TO}({value})", piece):
        low, high = found[1], found[2]
    elif found := re.fullmatch(rf"(?:>=|≥)({value})|({value})(?:\+|及?以上)", piece):
        low, high = found[1] or found[2], None
    elif found := re.fullmatch(rf"(?:<=|≤)({value})|({value})及?以下", piece):
        low, high = None, found[1] or found[2]
    else:
        low = high = piece
    read = {end: read_value(end, sort) for end in (low, high) if end is not None}
    if None in read.values():
        advice = (
            N_("请写成 2026-01-01~2026-03-31。") if sort == "date" else N_("请写成 20-25, 26-30；36 及以上写 36+。")
        )
        raise BadInput(N_("看不懂“%(piece)s”这一段。"), advice, piece=piece[:40])
    low, high = (end and read[end] for end in (low, high))
    if low and high and not in_order(low, high, sort):
        raise BadInput(N_("“%(piece)s”这一段前面的比后面的大。"), N_("请把小的、早的写在前面。"), piece=piece[:40])
    return _Band(piece, low, high)


def _refuse_overlaps(bands: Sequence[_Band], sort: str) -> None:
    for number, one in enumerate(bands):
        for other in bands[:number]:
            if _reaches(one, other, sort) and _reaches(other, one, sort):
                what, advice = N_("“%(one)s”和“%(other)s”有重叠。"), N_("请把两头错开，例如 20-24, 25-30。")
                raise BadInput(what, advice, one=other.typed, other=one.typed)


def _reaches(one: _Band, other: _Band, sort: str) -> bool:
    """Whether a band begins no later than the other ends."""
    return one.low is None or other.high is None or in_order(one.low, other.high, sort)


def _banded(name: str, band: _Band) -> Group:
    match band.low, band.high:
        case str(low), str(high) if low == high:
            return Group(low, Term(name, "=", (low,)))
        case str(low), str(high):
            return Group(f"{low}–{high}", Term(name, BETWEEN, (low, high)))
        case str(low), None:
            return Group(f"≥ {low}", Term(name, ">=", (low,)))
    return Group(f"≤ {band.high}", Term(name, "<=", (str(band.high),)))
