"""Matrices out of lines: `行：` and `列：`, or the columns side by side in the first line and a row a line below it."""

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from workbench.errors import N_
from workbench.surveys.pasting.choosing import values_of
from workbench.surveys.pasting.headlines import Headline, Line
from workbench.surveys.pasting.report import Report
from workbench.surveys.pasting.steps import MOST_STEPS
from workbench.surveys.pasting.tags import Kind
from workbench.surveys.pasting.wording import listed, read_range

Json = dict[str, Any]

MOST_COLUMNS = 20
MOST_ROWS = 50
_ROWS = re.compile(r"(?:行|行标题|子问题|Rows?)\s*[:：]\s*", re.IGNORECASE)
_COLUMNS = re.compile(r"(?:列|列标题|选项|Columns?)\s*[:：]\s*", re.IGNORECASE)
_BULLET = re.compile(r"[-*•·]\s+")
_BETWEEN = re.compile(r"\s*[|｜]\s*|\s+")


@dataclass
class _Table:
    """What a matrix consists of, as lines; `steps` are the numbers of a range that stands for columns."""

    rows: list[Line] = field(default_factory=list)
    columns: list[Line] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)


def is_complete(body: Sequence[Line]) -> bool:
    """Whether both rows and columns have been said, so that what follows a blank line is something else."""
    marked = [line for line in body if _ROWS.match(line.text)]
    columns = [line for line in body if _COLUMNS.match(line.text) or read_range(line.text)]
    if marked or any(_COLUMNS.match(line.text) for line in body):
        return bool(marked and columns and len(body) > len(marked) + len(columns) - 1)
    return len(body) > 1


def matrix(headline: Headline, kind: Kind, body: list[Line], report: Report, name: str) -> Json:
    """Type, rows and columns of a matrix. A matrix has no room for texts: with them it is a panel, a question a row."""
    table = _read(kind, body, report)
    rows = _numbered("row", table.rows, report, MOST_ROWS)
    if not rows:
        report.note(headline.line, N_("没有写行，先放了一行空的，请补上。"))
        rows = [{"value": "row1", "text": N_("第 1 行")}]
    if kind is Kind.MATRIX_TEXT:
        return _texts(rows, _numbered("col", table.columns, report, MOST_COLUMNS), name)
    if not table.steps and not table.columns:
        report.note(headline.line, N_("没有写列，先放了 1 到 5，请核对。"))
        table.steps = [1, 2, 3, 4, 5]
    cells = {"cellType": "checkbox"} if kind is Kind.MATRIX_MULTIPLE else {}
    columns = table.steps or values_of(table.columns, report, MOST_COLUMNS)
    return {"type": "matrix", **cells, "columns": columns, "rows": rows}


def _texts(rows: list[Json], columns: list[Json], name: str) -> Json:
    if len(columns) < 2 and len(rows) <= MOST_COLUMNS:
        head = {"description": columns[0]["text"]} if columns else {}
        return {"type": "multipletext", **head, "items": [{"name": row["value"], "title": row["text"]} for row in rows]}
    items = [
        {"name": column["value"], "title": column["text"]}
        for column in columns or [{"value": "col1", "text": N_("回答")}]
    ]
    elements = [
        {"type": "multipletext", "name": f"{name}_{number}", "title": row["text"], "items": deepcopy(items)}
        for number, row in enumerate(rows, 1)
    ]
    return {"type": "panel", "elements": elements}


def _read(kind: Kind, body: list[Line], report: Report) -> _Table:
    ranged = next((line for line in body if kind is not Kind.MATRIX_TEXT and _steps(line)), None)
    lines = [line for line in body if line is not ranged]
    is_marked = any(_ROWS.match(line.text) or _COLUMNS.match(line.text) for line in body)
    table = _read_marked(lines) if is_marked else _read_grid(lines, has_columns=ranged is not None)
    if ranged is not None:
        _set_steps(table, ranged, report)
    if is_marked and len(table.columns) == 1:
        table.columns = _beside(table.columns[0])
    table.rows, table.columns = listed(table.rows), listed(table.columns)
    return table


def _steps(line: Line) -> range | None:
    """The columns that a line such as `1~5` stands for."""
    found = read_range(line.text)
    return None if found is None or found[2] else range(found[0], found[1] + 1)


def _set_steps(table: _Table, line: Line, report: Report) -> None:
    steps = _steps(line) or range(0)
    table.steps = list(steps[:MOST_STEPS])
    if len(steps) > MOST_STEPS:
        report.lose(line, N_("量表最多 %(most)s 档，后面的没有带过来。"), most=MOST_STEPS)
    for column in table.columns:
        report.lose(column, N_("列已经由数字范围给出，这一列没有带过来。"))


def _read_marked(body: list[Line]) -> _Table:
    """Lines below `行：` are rows, below `列：` columns; so are lines without bullets after bulleted rows."""
    table = _Table()
    place, bulleted = table.columns, False
    for line in body:
        mark = _ROWS.match(line.text) or _COLUMNS.match(line.text)
        if mark:
            place, bulleted = (table.rows if _ROWS.match(line.text) else table.columns), False
            rest = Line(line.number, line.text[mark.end() :])
            place += _beside(rest) if place is table.rows else [rest] * bool(rest.text)
            continue
        is_bullet = _BULLET.match(line.text) is not None
        if place is table.rows and bulleted and not is_bullet:
            place = table.columns
        bulleted = is_bullet
        place.append(line)
    return table


def _read_grid(body: list[Line], *, has_columns: bool) -> _Table:
    """Columns side by side in the first line, a row a line below it."""
    if has_columns or not body or len(_beside(body[0])) < 2:
        return _Table(rows=list(body))
    return _Table(rows=body[1:], columns=_beside(body[0]))


def _beside(line: Line) -> list[Line]:
    """The parts of a line that stand side by side."""
    return [Line(line.number, part) for part in _BETWEEN.split(line.text) if part]


def _numbered(prefix: str, items: list[Line], report: Report, most: int) -> list[Json]:
    """Rows or columns under names that conditions can be written with: `row1`, `row2`."""
    kept = values_of(items, report, most)
    return [{"value": f"{prefix}{number}", "text": one["text"]} for number, one in enumerate(kept, 1)]
