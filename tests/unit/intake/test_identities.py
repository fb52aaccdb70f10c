"""A respondent is the same one in today's and tomorrow's export; every row has an identity of its own."""

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.intake.samples import csv_bytes, sentences
from workbench.intake import read_table
from workbench.intake.findings import Findings
from workbench.intake.identities import identify
from workbench.records.tables import ColumnKind


def identities(rows, name="a.csv"):
    return [row.identity for row in read_table(csv_bytes(rows), name).rows]


def test_the_id_column_names_the_rows():
    assert identities([["编号", "动机"], ["S1", "好玩"], ["S2", "无聊"]]) == ["S1", "S2"]


def test_a_larger_export_without_ids_only_adds_identities():
    header, first = ["性别", "动机"], [["男", "好玩"], ["女", "好玩"], ["男", "好玩"], ["男", "剧情"]]
    before = identities([header, *first])
    after = identities([header, *first, ["女", "画面"], ["男", "好玩"]])
    assert after[:4] == before
    assert len(set(after)) == 6


def test_columns_in_another_order_do_not_change_who_a_row_is():
    first = identities([["性别", "动机"], ["男", "好玩"], ["女", "无聊"]])
    turned = identities([["动机", "性别"], ["好玩", "男"], ["无聊", "女"]])
    assert first == turned


def test_doubled_and_missing_ids_are_kept_and_noted():
    table = read_table(csv_bytes([["序号", "动机"], [1, "甲"], [2, "乙"], [2, "丙"], ["", "丁"], [3, "戊"]]), "a.csv")
    names = [row.identity for row in table.rows]
    assert (names[:3], names[4]) == (["1", "2", "2#2"], "3")
    assert names[3] == table.rows[3].content
    assert [problem.row for problem in table.problems] == [4, 5]
    assert sentences(table) == ["编号与前面的行重复，两行都已保留。", "这一行没有编号，改用整行内容来识别。"]


def test_a_column_of_codes_is_an_id_without_being_named_so():
    rows = [["用户", "动机"], *[[f"u-{number}", f"理由{number}"] for number in range(6)]]
    table = read_table(csv_bytes(rows), "a.csv")
    assert table.columns[0].kind is ColumnKind.ID


def test_only_one_column_is_the_id():
    rows = [["序号", "用户编号", "动机"], *[[number, number % 2, "好玩"] for number in range(6)]]
    kinds = [column.kind for column in read_table(csv_bytes(rows), "a.csv").columns]
    assert kinds[:2] == [ColumnKind.ID, ColumnKind.META]


def test_a_group_number_is_no_id():
    rows = [["编号", "动机"], *[[number % 3, f"理由{number}"] for number in range(30)]]
    assert read_table(csv_bytes(rows), "a.csv").column("编号").kind is not ColumnKind.ID


@given(st.lists(st.sampled_from(["", "1", "2", "1#2", "1#3"]), max_size=12), st.integers(0, 12))
def test_identities_differ_and_do_not_change_when_rows_are_added(ids, count):
    contents = [f"c{index % 3}" for index in range(len(ids))]
    numbers = list(range(len(ids)))
    all_rows = identify(contents, ids, numbers, Findings())
    first = identify(contents[:count], ids[:count], numbers[:count], Findings())
    assert len(set(all_rows)) == len(all_rows)
    if not any("#" in text for text in ids):
        assert all_rows[: len(first)] == first
