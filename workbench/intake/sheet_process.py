"""Reads one sheet of an Excel file in a process of its own, which may be killed; `workbook.py` starts it.

A spreadsheet of two kilobytes can ask for 500 GB: a dense table is laid out to its farthest cell, and the library ends
the process when memory is refused. So the limits are the operating system's. In: the file on standard input, the
sheet's name as the only argument. Out: marshalled objects, each after its length in eight bytes: a dict, lists of rows,
None.
"""

import datetime
import marshal
import resource
import sys
from io import BytesIO
from typing import Any, BinaryIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

MEMORY_BYTES = 320 * 1024 * 1024
CPU_SECONDS = 10
TOO_LARGE = 3
LENGTH_BYTES = 8
_ROWS_AT_ONCE = 500

Message = dict[str, Any] | list[list[str]] | None
Value = str | float | bool | datetime.time | datetime.date | datetime.timedelta


def write_sheet(data: bytes, wanted: str, out: BinaryIO) -> None:
    """Write the wanted sheet, or the first visible one that is not empty, to `out`."""
    try:
        book = load_workbook(BytesIO(data))
        sheet = _choose(book, wanted)
        description = _describe(book, sheet)
    except PasswordError:
        description = {"refused": "password"}
    except (CalamineError, OSError, ValueError) as error:
        description = {"refused": "damaged", "why": str(error)}
    _send(description, out)
    if "refused" in description or sheet is None:
        return
    batch: list[list[str]] = []
    for row in sheet.iter_rows():
        batch.append([value if type(value) is str else as_text(value) for value in row])
        if len(batch) == _ROWS_AT_ONCE:
            _send(batch, out)
            batch = []
    _send(batch, out)
    _send(None, out)


def _send(value: Message, out: BinaryIO) -> None:
    message = marshal.dumps(value)
    out.write(len(message).to_bytes(LENGTH_BYTES, "big"))
    out.write(message)


def as_text(value: Value) -> str:
    """A cell as its csv export would have it: whole numbers without '.0', times as 2026-05-01 09:30:00."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return str(value)


def _choose(book: CalamineWorkbook, wanted: str) -> CalamineSheet | None:
    if wanted:
        return book.get_sheet_by_name(wanted) if wanted in book.sheet_names else None
    chosen = None
    for index, metadata in enumerate(book.sheets_metadata):
        if metadata.typ == SheetTypeEnum.WorkSheet and metadata.visible == SheetVisibleEnum.Visible:
            chosen = book.get_sheet_by_index(index)
            if chosen.start is not None:
                break
    return chosen


def _describe(book: CalamineWorkbook, sheet: CalamineSheet | None) -> dict[str, object]:
    if sheet is None:
        return {"refused": "no sheet", "sheets": book.sheet_names}
    # The library's rows begin at the sheet's first row, its columns at the first one that is used.
    left = sheet.start[1] if sheet.start else 0
    merged = [
        (upper + 1, start - left, lower + 1, end - left)
        for (upper, start), (lower, end) in sheet.merged_cell_ranges or []
    ]
    return {"sheet": sheet.name, "sheets": book.sheet_names, "merged": merged}


def main() -> None:
    """Entry of the process."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        write_sheet(sys.stdin.buffer.read(), sys.argv[1], sys.stdout.buffer)
    except MemoryError:
        sys.exit(TOO_LARGE)


if __name__ == "__main__":
    main()
