"""Answer tables of a made-up survey, in the shapes in which the survey services export it."""

import csv
import zipfile
from collections.abc import Callable, Iterable
from io import BytesIO, StringIO
from pathlib import Path

import pytest
import xlsxwriter

SHARED = Path(__file__).parents[3].parent / "shared" / "data"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data are not here")

WJX_META = ["序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP"]


def wjx_row(number: int, *answers: str) -> list[str]:
    return [
        str(number),
        f"2026/5/{number % 28 + 1} 10:00:00",
        f"{60 + number}秒",
        "微信",
        "直接访问",
        "10.0.0.1",
        *answers,
    ]


def csv_bytes(rows: Iterable[Iterable[object]], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    out = StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def xlsx_bytes(rows: Iterable[Iterable[object]] = (), fill: Callable[[object, object], None] | None = None) -> bytes:
    """A workbook with `rows` on its first sheet; `fill(workbook, sheet)` does what rows cannot say."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("答卷")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    if fill:
        fill(book, sheet)
    book.close()
    return out.getvalue()


def repacked(package: bytes, change: Callable[[zipfile.ZipInfo, bytes], bytes]) -> bytes:
    """A zip file with each entry's bytes as `change` returns them."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(entry.filename, change(entry, source.read(entry)))
    return out.getvalue()


def sentences(record) -> list[str]:
    """The problems of a table or transcript as a reader sees them."""
    return [str(problem.expected) for problem in record.problems]
