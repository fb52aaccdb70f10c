"""Corrections of the researcher change the form of the cells and, for the id, who the rows are; nothing is lost."""

import pytest

from tests.unit.intake.samples import csv_bytes
from workbench.intake import read_table, recast_table
from workbench.records.tables import ColumnKind

ROWS = [
    ["序号", "工号", "评分", "玩过", "为什么"],
    *[[n, f"w{n}", n % 5 + 1, ["射击;卡牌", "卡牌"][n % 2], ["画面", "剧情;人物"][n % 2]] for n in range(1, 13)],
]


@pytest.fixture
def table():
    return read_table(csv_bytes(ROWS), "a.csv")


def test_a_scale_can_be_read_as_choices_and_back(table):
    single = recast_table(table, {"评分": ColumnKind.SINGLE})
    assert single.rows[0].cells["评分"] == "2"
    assert single.column("评分").choices == ["1", "2", "3", "4", "5"]
    assert recast_table(single, {"评分": ColumnKind.SCALE}).rows == table.rows


def test_a_multiple_choice_can_be_read_as_text_and_back(table):
    assert table.column("玩过").kind is ColumnKind.MULTIPLE
    opened = recast_table(table, {"玩过": ColumnKind.OPEN})
    assert opened.rows[1].cells["玩过"] == "射击┋卡牌"
    assert recast_table(opened, {"玩过": ColumnKind.MULTIPLE}).rows == table.rows


def test_an_answer_without_any_separator_is_one_choice(table):
    listed = recast_table(table, {"工号": ColumnKind.MULTIPLE})
    assert listed.rows[0].cells["工号"] == ["w1"]


def test_another_id_column_gives_the_rows_other_identities(table):
    changed = recast_table(table, {"工号": ColumnKind.ID})
    assert [row.identity for row in changed.rows][:2] == ["w1", "w2"]
    assert changed.column("序号").kind is ColumnKind.META


def test_without_an_id_the_rows_are_known_by_their_content(table):
    changed = recast_table(table, {"序号": ColumnKind.META})
    assert [row.identity for row in changed.rows] == [row.content for row in table.rows]


def test_keys_of_an_earlier_export_that_are_gone_are_passed_over(table):
    assert recast_table(table, {"去年的题": ColumnKind.OPEN}) == table
