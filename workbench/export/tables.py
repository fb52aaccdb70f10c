"""Rows to xlsx and csv. What people wrote stays text: it never becomes a formula or a link."""

import csv
import io
import math
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import cache

import xlsxwriter
from xlsxwriter.format import Format

from workbench.errors import N_, TooLarge
from workbench.records.sheets import Cell, Part, Share, Sheet

XLSX_ROWS = 1_048_575  # below the heading
XLSX_CELL = 32_767
FIRST_YEAR = 1900  # that a spreadsheet knows
MOMENT = "yyyy-mm-dd hh:mm:ss"
_LONGEST_EXACT_INTEGER = 2**53
_CUT = "……（超出 Excel 单元格上限，全文见 csv）"
# Also what a spreadsheet in a Chinese locale may take for = + - @, and the controls that hide one of them.
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
_FORBIDDEN_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")


def table_to_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    r"""UTF-8 with a byte order mark, as Excel expects it; a text that starts like a formula gets an apostrophe.

    >>> table_to_csv(["编号", "原话"], [[1, "=1+1"]]).decode("utf-8-sig")
    "编号,原话\r\n1,'=1+1\r\n"
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([_csv_cell(heading) for heading in columns])
    writer.writerows([_csv_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", errors="replace")


def _csv_cell(cell: Cell) -> str | int | float | None:
    if isinstance(cell, (date, datetime)):
        return cell.isoformat()
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return str(cell) if isinstance(cell, Share | Part) else cell


def table_to_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """A workbook with frozen bold headings. A text over Excel's 32 767 characters is cut and says so.

    Raises TooLarge for more rows than a sheet holds.
    """
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as book:
        heading = book.add_format({"bold": True})
        shown_as = cache(lambda number_format: book.add_format({"num_format": number_format}))
        names: set[str] = set()
        for sheet in sheets:
            page = book.add_worksheet(_sheet_name(sheet.name, names))
            page.freeze_panes(1, 0)
            page.set_column(0, max(len(sheet.columns) - 1, 0), 18)
            for column, text in enumerate(sheet.columns):
                page.write_string(0, column, text[:XLSX_CELL], heading)
            _write_rows(page, sheet, shown_as)
    return target.getvalue()


def _write_rows(page: "xlsxwriter.worksheet.Worksheet", sheet: Sheet, shown_as: Callable[[str], Format]) -> None:
    for row, cells in enumerate(sheet.rows, start=1):
        if row > XLSX_ROWS:
            raise TooLarge(
                N_("工作表“%(name)s”超过了 Excel 的 1048575 行上限。"),
                N_("请改用 csv 导出，或先筛选。"),
                name=sheet.name,
            )
        for column, cell in enumerate(cells):
            _write_cell(page, (row, column), cell, shown_as)


def _write_cell(
    page: "xlsxwriter.worksheet.Worksheet", place: tuple[int, int], cell: Cell, shown_as: Callable[[str], Format]
) -> None:
    match cell:
        case None:
            pass
        case bool():
            page.write_boolean(*place, cell)
        case Share() | Part():
            page.write_number(*place, cell, shown_as(cell.number_format))
        case datetime(year=year) if year >= FIRST_YEAR:
            page.write_datetime(*place, cell.replace(tzinfo=None), shown_as(MOMENT))
        case int() | float() if _is_exact_number(cell):
            page.write_number(*place, cell)
        case _:
            page.write_string(*place, _xlsx_text(cell))


def _is_exact_number(cell: Cell) -> bool:
    """Whether a spreadsheet, which counts in doubles, shows the number as it is."""
    return isinstance(cell, (int, float)) and math.isfinite(cell) and abs(cell) <= _LONGEST_EXACT_INTEGER


def _xlsx_text(cell: Cell) -> str:
    text = cell.isoformat(" ") if isinstance(cell, datetime) else str(cell)
    text = text.encode(errors="replace").decode()
    return text if len(text) <= XLSX_CELL else text[: XLSX_CELL - len(_CUT)] + _CUT


def _sheet_name(name: str, taken: set[str]) -> str:
    r"""At most 31 characters, none of `[]:*?/\`, no apostrophe at either end, unlike those already taken."""
    base = _FORBIDDEN_IN_SHEET_NAMES.sub(" ", name).strip("' ")[:28] or "Sheet"
    unique, number = base, 1
    while unique.casefold() in taken:
        number += 1
        unique = f"{base} {number}"
    taken.add(unique.casefold())
    return unique
