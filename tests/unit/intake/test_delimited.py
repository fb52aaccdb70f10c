"""Delimiters are found, and quotation marks that do not close swallow nothing."""

import pytest

from tests.unit.intake.samples import csv_bytes, sentences
from workbench.intake import read_table
from workbench.intake.delimited import find_delimiter

ROWS = [
    ["序号", "回答", "城市"],
    ["1", "好玩，但是太肝; 又贵", "北京"],
    ["2", "a,b,c|d", "上海\n浦东"],
    ["3", '他说"好"', "广州"],
]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.txt"])
def test_the_delimiter_is_found_by_content(delimiter, name):
    table = read_table(csv_bytes(ROWS, delimiter=delimiter), name)
    assert [list(row.cells.values()) for row in table.rows] == ROWS[1:]


def test_one_column_of_sentences_is_not_cut_at_its_commas():
    answers = ["卡, 闪退", "好玩, 画面好, 就是贵", "没有", "登录, 登录, 还是登录", "剧情"]
    table = read_table("\n".join(["您的痛点", *answers]).encode(), "a.csv")
    assert [row.cells["您的痛点"] for row in table.rows] == answers


def test_a_banner_does_not_hide_the_delimiter():
    assert find_delimiter(["结果\n", *["a,b,c\n"] * 9]) == ","


def test_a_lone_quotation_mark_swallows_no_rows():
    data = '序号,回答\n1,好\n2,"太肝\n3,贵\n4,卡\n'.encode()
    table = read_table(data, "a.csv")
    assert [row.cells["回答"] for row in table.rows] == ["好", '"太肝', "贵", "卡"]
    assert [(problem.row, str(problem.expected)[:10]) for problem in table.problems] == [(3, "有一个引号没有配对：")]


def test_formulas_in_a_csv_are_texts():
    table = read_table(csv_bytes([["序号", "回答"], [1, "=1+1"], [2, "@SUM(A1)"], [3, "+86"]]), "a.csv")
    assert [row.cells["回答"] for row in table.rows] == ["=1+1", "@SUM(A1)", "+86"]


def test_the_same_problem_a_thousand_times_is_listed_twenty_times_and_counted():
    rows = [["序号", "回答", "城市"], *[[str(number), "好"] for number in range(1000)]]
    table = read_table(csv_bytes(rows), "a.csv")
    assert len(table.problems) == 21
    assert sentences(table)[-1] == "另有 980 处同样的问题，没有逐一列出。"
