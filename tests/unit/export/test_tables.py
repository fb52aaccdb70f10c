"""What people wrote stays text in every table that leaves."""

import csv
import io
import zipfile
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from workbench.errors import TooLarge
from workbench.export import table_to_csv, table_to_xlsx, tables
from workbench.records.sheets import Part, Share, Sheet

DANGEROUS = ["=1+1", "+86 138", "-2", "@SUM(A1)", "\t=1", "＝1+1", "＋1", '=HYPERLINK("http://x")']


def read_xlsx(data: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_cell_never_becomes_a_formula(text):
    rows = list(csv.reader(io.StringIO(table_to_csv(["原话"], [[text]]).decode("utf-8-sig"))))
    assert rows[1] == [f"'{text}"]
    data = table_to_xlsx([Sheet("答卷", [text], [[text]])])
    assert read_xlsx(data)["答卷"] == [[text], [text]]
    assert "<f>" not in part(data, "xl/worksheets/sheet1.xml")


def test_an_address_never_becomes_a_link():
    data = table_to_xlsx([Sheet("答卷", ["网址"], [["http://example.org"], ["mailto:a@b.c"]])])
    assert "hyperlink" not in part(data, "xl/worksheets/sheet1.xml")


def test_csv_opens_as_utf8_in_a_spreadsheet():
    data = table_to_csv(["编号", "原话"], [[1, '他说"好"，\n就走了'], [None, True]])
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows == [["编号", "原话"], ["1", '他说"好"，\n就走了'], ["", "True"]]


def test_numbers_stay_numbers_and_negative_ones_get_no_apostrophe():
    assert table_to_csv(["a"], [[-2.5]]).decode("utf-8-sig").splitlines()[1] == "-2.5"
    assert read_xlsx(table_to_xlsx([Sheet("s", ["a"], [[-2.5], [3]])]))["s"][1:] == [[-2.5], [3.0]]


def test_numbers_that_a_spreadsheet_would_round_become_text():
    rows = read_xlsx(table_to_xlsx([Sheet("s", ["a"], [[2**63], [float("nan")], [float("inf")]])]))["s"]
    assert rows[1:] == [["9223372036854775808"], ["nan"], ["inf"]]


def test_dates_truth_and_nothing_are_written():
    cells = [date(2026, 3, 2), datetime(2026, 3, 2, 9, 30), True, None, "x"]
    assert read_xlsx(table_to_xlsx([Sheet("s", list("abcde"), [cells])]))["s"][1] == [
        "2026-03-02", datetime(2026, 3, 2, 9, 30), True, "", "x",
    ]  # fmt: skip
    assert table_to_csv(list("abcde"), [cells]).decode("utf-8-sig").splitlines()[1] == (
        "2026-03-02,2026-03-02T09:30:00,True,,x"
    )


def test_a_moment_is_a_date_to_a_spreadsheet_as_the_clock_showed_it():
    there = datetime(2026, 3, 2, 23, 30, tzinfo=timezone(timedelta(hours=8)))
    data = table_to_xlsx([Sheet("s", ["a", "b"], [[there, datetime(1871, 1, 18, 12)]])])
    assert read_xlsx(data)["s"][1] == [datetime(2026, 3, 2, 23, 30), "1871-01-18 12:00:00"]
    assert table_to_csv(["a"], [[there]]).decode("utf-8-sig").splitlines()[1] == "2026-03-02T23:30:00+08:00"


def test_an_answer_longer_than_a_cell_is_cut_and_says_so():
    cell = read_xlsx(table_to_xlsx([Sheet("s", ["a"], [["好" * 100_000]])]))["s"][1][0]
    assert len(cell) == tables.XLSX_CELL
    assert cell.endswith("全文见 csv）")
    assert len(table_to_csv(["a"], [["好" * 100_000]]).decode()) > 100_000


def test_sheet_names_that_excel_refuses_are_mended():
    names = ["答/卷[1]", "答/卷[1]", "'", "很长" * 30, "很长" * 30]
    assert list(read_xlsx(table_to_xlsx([Sheet(name, ["a"], []) for name in names]))) == [
        "答 卷 1", "答 卷 1 2", "Sheet", "很长" * 14, "很长" * 14 + " 2",
    ]  # fmt: skip


def test_more_rows_than_a_sheet_holds_end_in_a_sentence(monkeypatch):
    monkeypatch.setattr(tables, "XLSX_ROWS", 3)
    with pytest.raises(TooLarge, match="csv"):
        table_to_xlsx([Sheet("s", ["a"], [[1]] * 4)])


@given(st.lists(st.lists(st.text(max_size=30), min_size=2, max_size=2), max_size=8))
def test_any_text_survives_and_no_file_is_broken(rows):
    written = read_xlsx(table_to_xlsx([Sheet("s", ["a", "b"], rows)])).get("s", [])
    assert len(written) <= len(rows) + 1
    data = table_to_csv(["a", "b"], rows).decode("utf-8-sig")
    back = list(csv.reader(io.StringIO(data, newline="")))[1:]
    assert [[cell.removeprefix("'") for cell in row] for row in back] == [
        [cell.removeprefix("'").encode(errors="replace").decode() for cell in row] for row in rows
    ]


def test_a_share_and_a_count_of_a_whole_are_numbers_that_read_as_people_write_them():
    cells = [Share(11 / 12), Part(3, "/12"), Part(4, " (33%)")]
    assert [str(cell) for cell in cells] == ["92%", "3/12", "4 (33%)"]
    data = table_to_xlsx([Sheet("答卷", ["占比", "人数", "选项"], [cells])])
    assert read_xlsx(data)["答卷"][1] == [pytest.approx(11 / 12), 3, 4]
    assert 't="s"' not in part(data, "xl/worksheets/sheet1.xml").split("</row>")[1]
    assert 'formatCode="0&quot;/12&quot;"' in part(data, "xl/styles.xml")
    assert 'formatCode="0%"' in part(data, "xl/styles.xml")
    assert table_to_csv(["占比"], [[Share(0.5)]]).decode("utf-8-sig").splitlines()[1] == "50%"
