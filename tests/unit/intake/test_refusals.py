"""Whatever is no answer table ends in a sentence that says what it is and what to do."""

import zipfile
from io import BytesIO

import pytest

from tests.unit.intake.samples import csv_bytes, repacked, xlsx_bytes
from workbench.errors import UnreadableFile
from workbench.intake import read_table

OLE = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 512


def zip_bytes(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "是空的"),
        (b"\xef\xbb\xbf \r\n", "是空的"),
        (b",,\n,,\n", "没有任何内容"),
        (b"\xff\xd8\xff\xe0" + b"\x10" * 99, "一张图片"),
        (b"\x89PNG\r\n\x1a\n", "一张图片"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "一张图片"),
        (b"\0\0\0\x18ftypmp42", "录音或视频"),
        (b"%PDF-1.7", "PDF"),
        (b"Rar!\x1a\x07", "压缩包"),
        (zip_bytes("[Content_Types].xml", "word/document.xml"), "Word"),
        (zip_bytes("a.txt"), "压缩包"),
        (OLE + "WordDocument\0".encode("utf-16-le"), "Word"),
        (OLE + "EncryptedPackage\0".encode("utf-16-le"), "密码"),
        (OLE + "Workbook\0".encode("utf-16-le"), "损坏"),
        (b"PK\x03\x04 and nothing more", "损坏"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "网页"),
    ],
)
def test_another_kind_of_file_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(UnreadableFile, match=sentence) as caught:
        read_table(data, "答卷.xlsx")
    assert str(caught.value.advice)


def test_a_name_does_not_decide():
    table = read_table(csv_bytes([["序号", "年龄"], [1, 20], [2, 30]]), "答卷.xlsx")
    assert [row.cells["年龄"] for row in table.rows] == [20.0, 30.0]


def test_a_sheet_that_is_not_there_is_answered_with_those_that_are():
    with pytest.raises(UnreadableFile, match="可选的工作表：答卷") as caught:
        read_table(xlsx_bytes([["序号"], [1]]), "a.xlsx", sheet="别的")
    assert "别的" in str(caught.value.what)


def test_a_truncated_workbook_is_damaged():
    with pytest.raises(UnreadableFile, match="损坏"):
        read_table(xlsx_bytes([["序号"], [1]])[:-200], "a.xlsx")


def test_a_workbook_with_broken_xml_is_damaged():
    broken = repacked(
        xlsx_bytes([["序号"], [1]]), lambda entry, data: data[:-40] if "sheet1" in entry.filename else data
    )
    with pytest.raises(UnreadableFile, match="损坏"):
        read_table(broken, "a.xlsx")
