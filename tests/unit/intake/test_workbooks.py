"""Workbooks: the right sheet, cells as their csv export would have them."""

import datetime
import marshal
from io import BytesIO

from tests.unit.intake.samples import csv_bytes, sentences, xlsx_bytes
from workbench.intake import read_table, sheet_process

ROWS = [["序号", "您的年龄", "您为什么玩？"], [1, 20, "好玩"], [2, 31.5, "朋友"], [3, 27, "画面"]]


def test_a_workbook_and_its_csv_give_the_same_rows():
    book, text = read_table(xlsx_bytes(ROWS), "a.xlsx"), read_table(csv_bytes(ROWS), "a.csv")
    assert [(row.identity, row.content, row.cells) for row in book.rows] == [
        (row.identity, row.content, row.cells) for row in text.rows
    ]


def test_the_first_visible_sheet_that_is_not_empty_is_read_and_the_choice_is_said():
    def fill(book, sheet):
        sheet.hide()
        sheet.write("A1", "不要读")
        book.add_worksheet("空的").activate()
        results = book.add_worksheet("结果")
        for number, row in enumerate(ROWS):
            results.write_row(number, 0, row)

    table = read_table(xlsx_bytes(fill=fill), "a.xlsx")
    assert (table.sheet, table.sheets, len(table.rows)) == ("结果", ["答卷", "空的", "结果"], 3)
    assert sentences(table) == ["文件里有 3 张工作表，这里读的是“结果”。"]


def test_another_sheet_is_read_by_its_name():
    def fill(book, sheet):
        other = book.add_worksheet("别的")
        other.write_column("A1", ["动机", "好玩", "无聊"])

    table = read_table(xlsx_bytes(ROWS, fill), "a.xlsx", sheet="别的")
    assert [column.key for column in table.columns] == ["动机"]


def test_cells_become_texts_as_people_see_them():
    day = datetime.datetime(2026, 5, 1, 9, 30)
    values = [1.0, 2.5, True, False, day, day.date(), day.time(), 1e20, "=1+1"]
    texts = [value if isinstance(value, str) else sheet_process.as_text(value) for value in values]
    assert texts == ["1", "2.5", "TRUE", "FALSE", "2026-05-01 09:30:00", "2026-05-01", "09:30:00", "1e+20", "=1+1"]


def test_formula_cells_give_their_values():
    def fill(book, sheet):
        sheet.write_row("A1", ["序号", "合计"])
        sheet.write_row("A2", [1])
        sheet.write_formula("B2", "=1+1", None, 2)
        sheet.write_row("A3", [2])
        sheet.write_string("B3", "=cmd|' /C calc'!A0")

    table = read_table(xlsx_bytes(fill=fill), "a.xlsx")
    assert [row.cells["合计"] for row in table.rows] == ["2", "=cmd|' /C calc'!A0"]


def messages(data: bytes, sheet: str = "") -> list[object]:
    """What the reading process sends, read in this process."""
    out = BytesIO()
    sheet_process.write_sheet(data, sheet, out)
    out.seek(0)
    found = []
    while length := int.from_bytes(out.read(sheet_process.LENGTH_BYTES), "big"):
        found.append(marshal.loads(out.read(length)))
    return found


def test_the_reading_process_sends_a_description_rows_and_an_end():
    description, *batches, end = messages(xlsx_bytes([["序号"], *[[number] for number in range(1200)]]))
    assert description == {"sheet": "答卷", "sheets": ["答卷"], "merged": []}
    assert [len(batch) for batch in batches] == [500, 500, 201]
    assert end is None


def test_the_reading_process_says_why_it_refuses():
    assert messages(b"no workbook at all")[0]["refused"] == "damaged"
    assert messages(xlsx_bytes(ROWS), "别的") == [{"refused": "no sheet", "sheets": ["答卷"]}]
