"""Segments straight from a table of answers, without a database; the same report as a stored run has."""

import math
from collections.abc import Mapping
from time import perf_counter
from typing import Any

from workbench.errors import N_, InvalidPlan
from workbench.intake import read_table, recast_table
from workbench.records import Record, Topic
from workbench.records.analysis import ClosedValue, Person, Plan, Progress, Said, Segmentation
from workbench.records.tables import AnswerTable, Cell, Column, ColumnKind
from workbench.workflow.segment_people import segment_people, versions_in_use


class TableColumns(Record):
    """Which columns of a table say what, by header, title or key."""

    id: str
    motivation: list[str] = []
    pain: list[str] = []
    text: list[str] = []
    closed: list[str] = []


def segment_file(
    data: bytes, name: str, columns: TableColumns, plan: Plan, progress: Progress | None = None
) -> dict[str, Any]:
    """As `segment_table`, from a file's bytes; raises UnreadableFile or TooLarge for what is no table."""
    return segment_table(read_table(data, name), columns, plan, progress)


def segment_table(
    table: AnswerTable, columns: TableColumns, plan: Plan, progress: Progress | None = None
) -> dict[str, Any]:
    """The report of the segments of a table's respondents, ready for JSON.

    Raises InvalidPlan for a column that the table does not have, or when no column says anything.
    """
    start = perf_counter()
    named = columns.model_dump()
    people = _people(table, columns)
    plan = plan.model_copy(update={"columns": named})
    found = segment_people(people, plan, progress)
    return {**report(found, plan.model_dump(mode="json")), "seconds": round(perf_counter() - start, 3)}


def report(found: Segmentation, plan: Mapping[str, Any]) -> dict[str, Any]:
    """A segmentation as other programs read it; segments count from 1, and `none` has nobody assigned."""
    return {
        "n": found.n,
        "k": found.k,
        "verdict": found.verdict.value,
        "reason": str(found.reason),
        "assignments": found.assignments,
        "segments": [
            {
                "segment": one.number,
                "size": one.size,
                "share": one.share,
                "interval": list(one.interval),
                "stability": one.stability,
                "terms": [term.model_dump(mode="json") for term in one.terms],
                "profile": [cell.model_dump(mode="json") for cell in one.profile],
                "quotes": [
                    {"id": q.person, "column": q.source, "start": q.start, "end": q.end, "text": q.text}
                    for q in one.quotes
                ],
            }
            for one in found.segments
        ],
        "notes": [str(note) for note in found.notes],
        "plan": dict(plan),
        "versions": versions_in_use(),
    }


def _people(table: AnswerTable, columns: TableColumns) -> list[Person]:
    """One person a row; a repeated id is told apart by its count (`7#2`), a missing one by what the row says."""
    table = recast_table(table, {_column(table, columns.id).key: ColumnKind.ID})
    spoken = [
        (name, topic, _column(table, name).key)
        for topic, names in (
            (Topic.MOTIVATION, columns.motivation),
            (Topic.PAIN_POINT, columns.pain),
            (Topic.CONTEXT, columns.text),
        )
        for name in names
    ]
    closed = [(name, _column(table, name).key) for name in columns.closed]
    if not spoken and not closed:
        raise InvalidPlan(
            N_("没有指定任何可以分析的列。"), N_("请用 --motivation、--pain、--text 或 --closed 指定列。")
        )
    return [
        Person(
            id=row.identity,
            said=tuple(Said(name, topic, _text(row.cells.get(column))) for name, topic, column in spoken),
            closed={name: _closed(row.cells.get(column)) for name, column in closed},
        )
        for row in table.rows
    ]


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


def _text(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:g}" if abs(cell) < 1e15 else repr(cell)
    return "┋".join(cell) if isinstance(cell, list) else cell or ""


def _closed(cell: Cell) -> ClosedValue:
    """A number where it is one, whatever the column was taken for."""
    if not isinstance(cell, str):
        return cell
    try:
        number = float(cell)
    except ValueError:
        return cell
    return number if math.isfinite(number) else None
