"""Files that unpack, spread or pile up beyond the limits end in a sentence, quickly, whatever their size on disk."""

import resource
import zipfile
from io import BytesIO

import pytest

from tests.unit.intake.samples import csv_bytes, repacked, xlsx_bytes
from workbench.errors import TooLarge, UnreadableFile
from workbench.intake import delimited, grid, read_table, workbook

SMALL = xlsx_bytes([["序号", "回答"], [1, "好"]])


def far_cell(book, sheet):
    sheet.write("A1", "序号")
    sheet.write("XFD1048576", "远")


def seconds_of_work() -> float:
    """Processor time of this process and its children; a busy machine does not lengthen it."""
    return sum(resource.getrusage(who).ru_utime for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def test_a_far_cell_ends_in_a_sentence_at_once():
    started = seconds_of_work()
    with pytest.raises(TooLarge, match="很远的单元格"):
        read_table(xlsx_bytes(fill=far_cell), "a.xlsx")
    assert seconds_of_work() - started < 5


def test_a_shared_text_that_multiplies_ends_in_a_sentence():
    package = xlsx_bytes([["x"] * 100] * 100)
    bomb = repacked(package, lambda _, data: data.replace(b"<t>x</t>", b"<t>" + b"x" * 3_000_000 + b"</t>"))
    assert len(bomb) < 50_000
    with pytest.raises(TooLarge):
        read_table(bomb, "a.xlsx")


def test_a_package_that_promises_too_much_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(workbook, "LARGEST_UNPACKED", 1000)
    with pytest.raises(TooLarge):
        read_table(SMALL, "a.xlsx")


def test_a_package_of_too_many_entries_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(workbook, "LARGEST_ENTRIES", 3)
    with pytest.raises(TooLarge):
        read_table(SMALL, "a.xlsx")


@pytest.mark.parametrize("name", ["../evil.xml", "/evil.xml", "xl\\..\\..\\evil.xml"])
def test_a_package_that_leads_outside_is_refused(name):
    out = BytesIO(SMALL)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(name, "x")
    with pytest.raises(UnreadableFile, match="损坏"):
        read_table(out.getvalue(), "a.xlsx")


def test_a_package_with_a_symbolic_link_is_refused():
    link = zipfile.ZipInfo("xl/link.xml")
    link.external_attr = 0o120777 << 16
    out = BytesIO(SMALL)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(link, "/etc/passwd")
    with pytest.raises(UnreadableFile, match="损坏"):
        read_table(out.getvalue(), "a.xlsx")


def test_a_package_with_a_doubled_name_is_refused():
    out = BytesIO(SMALL)
    with zipfile.ZipFile(out, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("xl/workbook.xml", "x")
    with pytest.raises(UnreadableFile, match="损坏"):
        read_table(out.getvalue(), "a.xlsx")


def test_entries_that_overlap_are_refused():
    with zipfile.ZipFile(BytesIO(SMALL)) as package:
        first, second = package.infolist()[:2]
    # The central directory's offset of the second entry is turned back into the first one.
    old, new = second.header_offset.to_bytes(4, "little"), (first.header_offset + 4).to_bytes(4, "little")
    at = SMALL.rindex(old + second.filename.encode())
    with pytest.raises(UnreadableFile, match="损坏"):
        workbook.check_package(SMALL[:at] + new + SMALL[at + 4 :], "a.xlsx")


def test_a_package_with_a_password_is_refused():
    at = SMALL.index(b"PK\x01\x02") + 8
    with pytest.raises(UnreadableFile, match="密码"):
        read_table(SMALL[:at] + b"\x01" + SMALL[at + 1 :], "a.xlsx")


def test_a_file_over_fifty_megabytes_is_refused_unread():
    with pytest.raises(TooLarge, match="50 MB"):
        read_table(b"a,b\n" * (13 * 1024 * 1024 + 1), "a.csv")


def test_a_line_of_fifty_million_commas_is_refused():
    with pytest.raises(TooLarge, match="一行超过了"):
        read_table(b"," * (50 * 1024 * 1024), "a.csv")


@pytest.mark.parametrize(
    ("limit", "rows", "sentence"),
    [
        ("LARGEST_ROWS", [["a"]] * 9, "行的上限"),
        ("LARGEST_COLUMNS", [list("abcdefghi")], "列的上限"),
        ("LARGEST_CELLS", [["a", "b"]] * 5, "单元格的上限"),
        ("LARGEST_CELL", [["序号"], ["好" * 9]], "字的上限"),
    ],
)
@pytest.mark.parametrize("pack", [csv_bytes, xlsx_bytes])
def test_each_limit_is_named_in_its_sentence(monkeypatch, limit, rows, sentence, pack):
    monkeypatch.setattr(grid, limit, 8)
    with pytest.raises(TooLarge, match=sentence):
        read_table(pack(rows), "a.csv")


def test_a_cell_of_a_hundred_thousand_characters_is_kept_whole():
    long = "很好玩，" * 25_000
    table = read_table(csv_bytes([["序号", "回答"], [1, long], [2, "好"]]), "a.csv")
    assert table.rows[0].cells["回答"] == long
    assert len(table.column("回答").samples[0]) < 100


def test_a_quotation_that_outgrows_a_cell_is_read_line_by_line(monkeypatch):
    monkeypatch.setattr(delimited, "LARGEST_CELL", 30)
    table = read_table(csv_bytes([["序号", "回答"]]) + b'1,"open\r\n' + b"2,fine\r\n" * 9, "a.csv")
    assert [row.cells["回答"] for row in table.rows] == ['"open', *["fine"] * 9]


def test_bytes_that_no_delimiter_parts_are_one_column(monkeypatch):
    monkeypatch.setattr(delimited, "LARGEST_CELL", 30)
    table = read_table('您的痛点\n"'.encode() + "卡顿\n".encode() * 30, "a.csv")
    assert len(table.rows) == 30
