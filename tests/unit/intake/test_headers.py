"""The row that names the columns is found, or its absence is said; nothing above or in it is lost."""

import pytest

from tests.unit.intake.samples import csv_bytes, sentences, xlsx_bytes
from workbench.intake import read_table
from workbench.records.tables import ColumnKind

TITLES = ["序号", "1、您的年龄[填空题]", "2、您为什么玩？[填空题]*"]
ANSWERS = [["1", "20", "好玩"], ["2", "31", "朋友都在"], ["3", "27", "画面"]]


def titles(table):
    return [column.title for column in table.columns]


def test_titles_lose_their_numbers_and_types_but_the_header_is_kept():
    table = read_table(csv_bytes([TITLES, *ANSWERS]), "a.csv")
    assert titles(table) == ["序号", "您的年龄", "您为什么玩？"]
    assert [column.header for column in table.columns] == TITLES
    assert table.header_row == 1
    assert [row.number for row in table.rows] == [2, 3, 4]


def test_a_headless_table_says_so_and_keeps_its_first_row():
    table = read_table(csv_bytes(ANSWERS), "a.csv")
    assert titles(table) == ["第1列", "第2列", "第3列"]
    assert (table.header_row, len(table.rows), table.rows[0].cells["第3列"]) == (None, 3, "好玩")
    assert any("没有找到表头" in sentence for sentence in sentences(table))


@pytest.mark.parametrize(
    "rows",
    [
        [["男", "好玩"], ["女", "画面"], ["男", "朋友"], ["男", "剧情"]],
        [["挺好玩的，就是太肝了。"], ["卡，闪退，发热。"], ["没什么想说的。"]],
        [["2026/5/1 10:00", "老王"], ["2026/5/2 11:00", "老李"]],
        [["", "", "", "好"], ["甲", "乙", "丙", "差"]],
    ],
)
def test_a_first_row_that_reads_like_an_answer_is_one(rows):
    assert len(read_table(csv_bytes(rows), "a.csv").rows) == len(rows)


@pytest.mark.parametrize("rows", [[["动机", "痛点"], ["好玩", "太肝"]], [["why", "pain"], ["fun", "lag"]]])
def test_short_names_without_numbers_are_titles(rows):
    assert len(read_table(csv_bytes(rows), "a.csv").rows) == 1


def test_a_header_alone_is_a_table_without_rows():
    table = read_table(csv_bytes([TITLES]), "a.csv")
    assert (titles(table), table.rows) == (["序号", "您的年龄", "您为什么玩？"], [])
    assert sentences(table) == ["表里只有表头，还没有答卷。"]


def test_a_single_answer_is_one_respondent():
    table = read_table(csv_bytes([TITLES, ANSWERS[0]]), "a.csv")
    assert [row.identity for row in table.rows] == ["1"]


def test_a_single_row_of_data_is_not_taken_for_a_header():
    table = read_table(csv_bytes([["1", "男", "25"]]), "a.csv")
    assert len(table.rows) == 1


def test_empty_and_repeated_names_get_names_of_their_own_and_are_noted():
    table = read_table(
        csv_bytes([["序号", "", "其他", "其他"], ["1", "甲", "乙", "丙"], ["2", "丁", "戊", "己"]]), "a.csv"
    )
    assert [column.key for column in table.columns] == ["序号", "第2列", "其他", "其他 (2)"]
    assert table.rows[0].cells == {"序号": "1", "第2列": "甲", "其他": "乙", "其他 (2)": "丙"}
    assert sentences(table) == ["这一列没有列名，暂用位置作列名。", "有 2 列同名，后面的列加了序号。"]


def test_a_script_in_a_header_is_a_text_like_any_other():
    table = read_table(csv_bytes([["序号", "<script>alert(1)</script>"], ["1", "好"], ["2", "差"]]), "a.csv")
    assert table.columns[1].title == "<script>alert(1)</script>"


def test_a_banner_above_the_header_is_passed_over_and_noted():
    table = read_table(csv_bytes([["云屿行记内测问卷结果"], *[TITLES, *ANSWERS]]), "a.csv")
    assert table.header_row == 2
    assert [(problem.row, problem.found) for problem in table.problems] == [(1, "云屿行记内测问卷结果")]


def test_merged_cells_over_parts_become_title_and_part():
    def fill(book, sheet):
        sheet.merge_range("A1:A2", "序号")
        sheet.merge_range("B1:D1", "满意度")
        sheet.write_row("B2", ["画面", "剧情", "操作"])
        sheet.write_row("A3", [1, 5, 4, 3])
        sheet.write_row("A4", [2, 4, 4, 2])

    table = read_table(xlsx_bytes(fill=fill), "a.xlsx")
    assert [column.key for column in table.columns] == ["序号", "满意度(画面)", "满意度(剧情)", "满意度(操作)"]
    assert table.rows[0].cells["满意度(画面)"] == 5.0


def test_merged_cells_among_the_answers_are_noted():
    def fill(book, sheet):
        sheet.write_row("A1", ["序号", "动机", "痛点"])
        sheet.write_row("A2", [1, "好玩", "太肝"])
        sheet.merge_range("B3:C3", "都差不多")
        sheet.write("A3", 2)

    table = read_table(xlsx_bytes(fill=fill), "a.xlsx")
    assert table.rows[1].cells == {"序号": "2", "动机": "都差不多"}
    assert [(problem.row, str(problem.expected)[:10]) for problem in table.problems] == [(3, "这里有合并的单元格：")]


def test_a_first_row_of_very_long_texts_is_no_header():
    table = read_table(csv_bytes([["推荐" * 2000, "*" * 3000], ["好", "坏"]]), "a.csv")
    assert len(table.rows) == 2


def test_rows_longer_or_shorter_than_the_header_are_kept_and_noted():
    data = "序号,姓名,回答\n1,甲,好,又多一格\n2,乙\n3,丙,差\n".encode()
    table = read_table(data, "a.csv")
    assert table.rows[0].cells["第4列"] == "又多一格"
    assert table.rows[1].cells == {"序号": "2", "姓名": "乙"}
    noted = {problem.row: str(problem.expected) for problem in table.problems if problem.row != 1}
    assert "多 1 格" in noted[2]
    assert "只有 2 格" in noted[3]


def test_blank_rows_are_passed_over_and_row_numbers_stay_those_of_the_file():
    table = read_table(csv_bytes([TITLES, ANSWERS[0], [], ANSWERS[1]]), "a.csv")
    assert [row.number for row in table.rows] == [2, 4]


def test_a_sheet_that_begins_elsewhere_keeps_its_row_numbers():
    def fill(book, sheet):
        for number, row in enumerate([TITLES, *ANSWERS]):
            sheet.write_row(4 + number, 2, row)

    table = read_table(xlsx_bytes(fill=fill), "a.xlsx")
    assert (table.header_row, [row.number for row in table.rows]) == (5, [6, 7, 8])
    assert table.column("序号").kind is ColumnKind.ID
