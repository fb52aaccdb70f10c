"""Text is read in the encoding it was written in; what is no text is refused."""

import pytest

from tests.unit.intake.samples import csv_bytes, sentences
from workbench.errors import UnreadableFile
from workbench.intake import read_table

ROWS = [["序号", "您为什么玩？"], ["1", "画面好看😀"], ["2", "朋友拉我来的"], ["3", "打发时间"]]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16-le"),
        ("utf-32", "utf-32-le"),
    ],
)
def test_the_encoding_is_found(written, read):
    table = read_table(csv_bytes(ROWS, written), "答卷.csv")
    assert table.encoding == read
    assert [row.cells["您为什么玩？"] for row in table.rows] == ["画面好看😀", "朋友拉我来的", "打发时间"]


def test_utf_16_without_its_mark_is_found_where_the_text_is_ascii():
    table = read_table("id,why\n1,fun and games\n2,friends\n".encode("utf-16-le"), "a.csv")
    assert table.encoding == "utf-16-le"
    assert [row.cells["why"] for row in table.rows] == ["fun and games", "friends"]


def test_one_cut_character_does_not_turn_utf_8_into_nonsense():
    data = csv_bytes(ROWS[:1] + [[str(n), "打发时间，画面也好看"] for n in range(40)])
    table = read_table(data.replace("画面".encode(), "画".encode() + b"\xe9", 1), "a.csv")
    assert table.encoding == "utf-8"
    assert "�" in table.rows[0].cells["您为什么玩？"]
    assert "文件里有 1 处字节已损坏，显示为“�”；其余内容按 utf-8 读取。" in sentences(table)


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(UnreadableFile, match="不是文字"):
        read_table(bytes(range(1, 256)) * 40, "答卷.csv")


def test_invisible_characters_are_taken_out_and_noted():
    data = "序号,回答\n1,好\x00玩\u200b\u202e真的\n2,\ud800不错\n3,👩\u200d🚀\n".encode("utf-8", "surrogatepass")
    table = read_table(data, "a.csv")
    assert [row.cells["回答"] for row in table.rows] == ["好玩真的", "不错", "👩\u200d🚀"]
    assert [(problem.row, problem.column) for problem in table.problems] == [(2, "回答")]
    assert sentences(table) == ["这一列有 2 格去掉了看不见的字符（控制字符、零宽字符等）。"]


def test_a_column_of_nothing_but_invisible_characters_is_no_column():
    table = read_table("序号,回答\n1,好,\u200b\n2,差\n".encode(), "a.csv")
    assert [column.key for column in table.columns] == ["序号", "回答"]
    assert [(problem.row, problem.column) for problem in table.problems] == [(2, None)]
