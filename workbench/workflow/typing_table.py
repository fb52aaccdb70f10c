"""The typing tool straight from a table of answers, without a database."""

from collections.abc import Mapping
from typing import Any

from workbench.analysis.typing_tool import Placed, build_typing_tool
from workbench.errors import N_, InvalidPlan
from workbench.intake import read_table, recast_table
from workbench.records import Record
from workbench.records.analysis import ClosedValue
from workbench.records.facts import ChoiceFacts, Kind
from workbench.records.tables import AnswerTable, Cell, Column, ColumnKind
from workbench.records.typing_tool import AskedQuestion, TypingTool, choices_of

_KINDS = {
    ColumnKind.MULTIPLE: Kind.MULTIPLE,
    ColumnKind.RANKING: Kind.MULTIPLE,
    ColumnKind.SCALE: Kind.SCALE,
    ColumnKind.NUMBER: Kind.NUMBER,
    ColumnKind.DURATION: Kind.NUMBER,
}


class TypingColumns(Record):
    """Which columns say who somebody is, their segment (unless that is known otherwise) and their closed answers."""

    id: str
    segment: str | None = None
    closed: tuple[str, ...]


def type_file(
    data: bytes, name: str, columns: TypingColumns, known: Mapping[str, Any] | None = None, **choices: int
) -> TypingTool:
    """The tool for a table's respondents; `known` are their segments by id where no column says so.

    `choices` are `most` questions and a `seed`. Who is in no segment is not learnt from. Raises InvalidPlan for a
    column that the table does not have, UnreadableFile for what is no table, and BadInput as `build_typing_tool` does.
    """
    table = read_table(data, name)
    table = recast_table(table, {_column(table, columns.id).key: ColumnKind.ID})
    closed = {name: _column(table, name) for name in columns.closed}
    segments = _segments(table, columns.segment) if columns.segment else {**(known or {})}
    names = {number: one for number, one in enumerate(sorted({str(one) for one in segments.values()}), start=1)}
    numbers = {one: number for number, one in names.items()}
    people = [
        Placed(
            row.identity,
            numbers[str(segments[row.identity])],
            {n: _value(row.cells.get(c.key)) for n, c in closed.items()},
        )
        for row in table.rows
        if row.identity in segments
    ]
    return build_typing_tool(people, [_asked(*one, people) for one in closed.items()], names, **choices)


def _segments(table: AnswerTable, name: str) -> dict[str, str]:
    column = _column(table, name)
    table = recast_table(table, {column.key: ColumnKind.SINGLE})
    cells = {row.identity: row.cells.get(column.key) for row in table.rows}
    return {identity: str(cell) for identity, cell in cells.items() if cell not in (None, "")}


def _asked(name: str, column: Column, people: list[Placed]) -> AskedQuestion:
    given = [one.closed.get(name) for one in people]
    values = dict.fromkeys(choice for value in given for choice in choices_of(value))
    kind = _KINDS.get(column.kind, Kind.SINGLE)
    choices = () if kind in (Kind.SCALE, Kind.NUMBER) else [ChoiceFacts(value=one, text=one) for one in values]
    return AskedQuestion(key=name, title=column.title, kind=kind, choices=tuple(choices))


def _value(cell: Cell) -> ClosedValue:
    return cell or (0.0 if cell == 0 else None)


def _column(table: AnswerTable, name: str) -> Column:
    for column in table.columns:
        if name in (column.header, column.title, column.key):
            return column
    raise InvalidPlan(
        N_("表里没有“%(name)s”这一列。"),
        N_("有这些列：%(names)s。"),
        name=name,
        names="、".join(column.title for column in table.columns[:40]),
    )
