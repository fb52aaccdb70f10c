"""An answer table from bytes, and the same table again after the researcher has corrected what its columns are."""

from collections import Counter
from collections.abc import Mapping

from workbench.errors import N_, UnreadableFile
from workbench.intake.columns import propose_columns, summarize, unique_keys
from workbench.intake.delimited import read_delimited
from workbench.intake.encoding import decode
from workbench.intake.findings import Findings
from workbench.intake.grid import Grid
from workbench.intake.header import Header, find_header
from workbench.intake.identities import content_hash, identify
from workbench.intake.kinds import as_cells, as_text
from workbench.intake.layouts import detect_layout
from workbench.intake.options import SEPARATORS, find_separator, split_cell
from workbench.intake.signatures import OLE, ZIP, is_web_page, refuse_documents, refuse_other_kinds
from workbench.intake.workbook import read_workbook
from workbench.records.tables import AnswerTable, Cell, Column, ColumnKind, Layout, Row

_ADVICE = N_("请上传 csv、tsv、xls 或 xlsx 格式的答卷表。")
LOOKED_AT = 200


def read_table(data: bytes, name: str, *, sheet: str | None = None) -> AnswerTable:
    """Read csv, tsv, xls or xlsx bytes; what they are is found from their content. Kinds and topics are proposals.

    Raises UnreadableFile (empty, another kind of file, damaged, protected, no such `sheet`) and TooLarge, each with
    what to do. Everything less is a problem in the result: a strange row stops nothing and no text is dropped.
    """
    findings = Findings()
    grid = read_grid(data, name, sheet, findings)
    header = find_header(grid, findings)
    if header.answers_from >= len(grid.rows):
        findings.add(N_("表里只有表头，还没有答卷。"), row=header.row_number)
    answers = grid.rows[header.answers_from :]
    layout = detect_layout(header.titles, answers[:LOOKED_AT])
    _note_dirt(grid, header, findings)
    proposed = propose_columns(grid, header, layout, findings)
    columns, cells = [part.column for part in proposed], {part.column.key: part.cells for part in proposed}
    rows = _rows(grid, header, columns, cells, findings)
    return AnswerTable(
        name=name,
        layout=layout,
        encoding=grid.encoding,
        sheet=grid.sheet,
        sheets=grid.sheets,
        header_row=header.row_number,
        columns=columns,
        rows=rows,
        problems=findings.problems(),
    )


def recast_table(table: AnswerTable, kinds: Mapping[str, ColumnKind]) -> AnswerTable:
    """The table under corrected kinds, by column key; keys that it does not have are passed over.

    Cells change their form with the kind and back again. A corrected id column gives every row a new identity; the
    column that was taken for it before is kept as META.
    """
    findings = Findings()
    chosen_id = next((key for key, kind in kinds.items() if kind is ColumnKind.ID), None)
    columns, cells = [], {}
    for column in table.columns:
        kind = kinds.get(column.key, column.kind)
        if kind is ColumnKind.ID and chosen_id not in (None, column.key):
            kind = ColumnKind.META
        values = [row.cells.get(column.key) for row in table.rows]
        cells[column.key] = values if kind is column.kind else _recast(values, kind, table.layout)
        changed = column.model_copy(update={"kind": kind})
        columns.append(column if kind is column.kind else summarize(changed, cells[column.key]))
    identities = [row.identity for row in table.rows]
    if _id_key(columns) != _id_key(table.columns):
        ids = [as_text(cell) for cell in cells[chosen_id]] if chosen_id in cells else None
        identities = identify([row.content for row in table.rows], ids, [row.number for row in table.rows], findings)
    rows = [
        Row(row.number, identity, row.content, _answered(cells, index))
        for index, (row, identity) in enumerate(zip(table.rows, identities, strict=True))
    ]
    problems = table.problems + findings.problems()
    return table.model_copy(update={"columns": columns, "rows": rows, "problems": problems})


def read_grid(data: bytes, name: str, sheet: str | None, findings: Findings, *, room: int = 1) -> Grid:
    """The rows of a table of any kind, `room` times as many as of an upload. Raises UnreadableFile and TooLarge."""
    refuse_other_kinds(data, name, _ADVICE, room)
    grid = Grid(name, room)
    if data.startswith((ZIP, OLE)):
        refuse_documents(data, name, _ADVICE)
        read_workbook(data, sheet, grid, findings)
        return _filled(grid)
    if is_web_page(data):
        raise UnreadableFile(
            N_("“%(name)s”其实是网页格式的表格。"), N_("请用 Excel 打开它，另存为 .xlsx 后再上传。"), name=name
        )
    decoded = decode(data, name, findings)
    grid.encoding = decoded.encoding
    read_delimited(decoded.text, grid, findings)
    return _filled(grid)


def _filled(grid: Grid) -> Grid:
    if not grid.rows:
        raise UnreadableFile(N_("“%(name)s”里没有任何内容。"), _ADVICE, name=grid.name)
    return grid


def _note_dirt(grid: Grid, header: Header, findings: Findings) -> None:
    for column, (first, cells) in sorted(grid.dirt.items()):
        sentence = N_("这一列有 %(count)s 格去掉了看不见的字符（控制字符、零宽字符等）。")
        title = header.titles[column] if column < len(header.titles) else None
        findings.add(sentence, {"count": cells}, row=first, column=title)


def _id_key(columns: list[Column]) -> str | None:
    return next((column.key for column in columns if column.kind is ColumnKind.ID), None)


def _rows(
    grid: Grid, header: Header, columns: list[Column], cells: dict[str, list[Cell]], findings: Findings
) -> list[Row]:
    texts, numbers = grid.rows[header.answers_from :], grid.numbers[header.answers_from :]
    keys = unique_keys(header.titles)
    contents = [content_hash(keys, row) for row in texts]
    id_key = _id_key(columns)
    ids = None if id_key is None else [as_text(cell) for cell in cells[id_key]]
    identities = identify(contents, ids, numbers, findings)
    return [
        Row(number, identity, content, _answered(cells, index))
        for index, (number, identity, content) in enumerate(zip(numbers, identities, contents, strict=True))
    ]


def _answered(cells: Mapping[str, list[Cell]], index: int) -> dict[str, Cell]:
    return {key: values[index] for key, values in cells.items() if values[index] is not None}


def _recast(values: list[Cell], kind: ColumnKind, layout: Layout) -> list[Cell]:
    """The same answers in the form of another kind."""
    if kind in (ColumnKind.MULTIPLE, ColumnKind.RANKING):
        texts = [as_text(value) for value in values]
        allowed = "┋→" if layout is Layout.WJX_TEXT else SEPARATORS
        occurring = (separator for separator in allowed if any(separator in text for text in texts))
        separator = find_separator(Counter(filter(None, texts))) or next(occurring, allowed[0])
        return [
            value if isinstance(value, list) else split_cell(text, separator) or None
            for value, text in zip(values, texts, strict=True)
        ]
    return as_cells([as_text(value) for value in values], kind)
