"""Kinds and topics are proposed from titles and answers; keys outlive a new export."""

import pytest

from tests.unit.intake.samples import csv_bytes, sentences
from workbench.intake import read_table
from workbench.intake.kinds import guess_kind, seconds_of
from workbench.intake.topics import guess_topic
from workbench.records import Topic
from workbench.records.tables import ColumnKind


@pytest.mark.parametrize(
    ("title", "answers", "kind"),
    [
        ("性别", ["男", "女", "女"] * 10, ColumnKind.SINGLE),
        ("性别", ["男", "女", "女", "男"], ColumnKind.SINGLE),
        ("城市", ["北京", "上海", "广州", "深圳", "杭州", "成都", "武汉", "西安"] * 4, ColumnKind.SINGLE),
        ("学校", [f"第{number}大学" for number in range(60)] * 3, ColumnKind.SINGLE),
        ("为什么玩", [f"因为{word}好玩" for word in "画剧操音联手情景"], ColumnKind.OPEN),
        ("有晨跑吗", ["没有", "有"] * 30 + [f"大{year}有，其他没有。" for year in range(20)], ColumnKind.OPEN),
        ("建议", ["😀"], ColumnKind.OPEN),
        ("满意度", ["1", "5", "3"], ColumnKind.SCALE),
        ("题目", ["1", "5", "3", "4"], ColumnKind.SCALE),
        ("题目", ["-2", "0", "1"], ColumnKind.SCALE),
        ("老人", ["0", "1", "1"], ColumnKind.SINGLE),
        ("月费", ["29.85", "56.95", "108.15"], ColumnKind.NUMBER),
        ("学号", ["0012", "0013", "0014"], ColumnKind.OPEN),
        ("手机", ["13800000000", "13900000000"], ColumnKind.OPEN),
        ("日子", ["2026-05-01", "2026/5/2 10:00"], ColumnKind.TIME),
    ],
)
def test_a_kind_follows_from_the_answers(title, answers, kind):
    assert guess_kind(title, answers) is kind


def test_small_numbers_of_a_coded_export_are_choices():
    assert guess_kind("收入", ["1", "7", "8"] * 5, coded=True) is ColumnKind.SINGLE


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("您为什么玩手游？", Topic.MOTIVATION),
        ("最吸引您的是什么", Topic.MOTIVATION),
        ("motive", Topic.MOTIVATION),
        ("最近一次为什么卸载一款手游？", Topic.PAIN_POINT),
        ("最让您烦的一次", Topic.PAIN_POINT),
        ("pain_point", Topic.PAIN_POINT),
        ("您多久玩一次？", Topic.BEHAVIOUR),
        ("您的年龄", Topic.SEGMENT),
        ("age_group", Topic.SEGMENT),
        ("您的手机号", Topic.CONTACT),
        ("微信", Topic.CONTACT),
        ("您通常在什么场景下玩？", Topic.CONTEXT),
        ("手机部数", None),
        ("languages", None),
        ("其他", None),
    ],
)
def test_a_topic_follows_from_the_words_of_the_title(title, topic):
    assert guess_topic(title) is topic


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("123秒", 123.0), ("2分3秒", 123.0), ("1小时2分3秒", 3723.0), ("00:02:03", 123.0), ("11", 11.0), ("5分钟", 300.0)],
)
def test_time_spans_are_read_in_seconds(text, seconds):
    assert seconds_of(text) == seconds


def test_a_time_span_that_cannot_be_read_stays_a_text():
    assert seconds_of("很久") == "很久"


def test_a_word_among_numbers_is_kept_and_noted():
    rows = [["序号", "月费"], *[[number, f"{number}.5"] for number in range(1, 40)], [40, "大概三十"]]
    table = read_table(csv_bytes(rows), "a.csv")
    assert (table.rows[0].cells["月费"], table.rows[-1].cells["月费"]) == (1.5, "大概三十")
    assert [(problem.row, problem.column, problem.found) for problem in table.problems] == [(41, "月费", "大概三十")]
    assert "已按文字保留" in sentences(table)[0]


def test_codes_with_a_useless_fraction_are_the_same_codes():
    rows = [["id", "性别"], *[[f"{number}.0", f"{number % 2 + 1}.0"] for number in range(1, 9)]]
    table = read_table(csv_bytes(rows), "a.csv")
    assert table.column("性别").choices == ["1", "2"]
    assert table.rows[0].identity == "1"


def test_all_answers_equal_and_no_answers_are_no_failure():
    rows = [["序号", "为什么玩", "其他"], *[[number, "好玩", ""] for number in range(30)]]
    table = read_table(csv_bytes(rows), "a.csv")
    assert table.column("其他").kind is ColumnKind.EMPTY
    assert table.column("为什么玩").answered == 1.0


def test_keys_do_not_follow_the_numbers_of_the_questions():
    first = read_table(csv_bytes([["序号", "1、年龄", "2、动机"], [1, 20, "好玩"], [2, 30, "无聊"]]), "a.csv")
    later = read_table(
        csv_bytes([["序号", "1、性别", "2、年龄", "3、动机"], [1, "男", 20, "好玩"], [2, "女", 30, "闲"]]), "a.csv"
    )
    assert {column.key for column in first.columns} < {column.key for column in later.columns}


def test_a_long_title_has_a_short_key_of_its_own():
    long = "请您回忆最近一次" + "非常" * 100
    table = read_table(csv_bytes([["序号", long + "一？", long + "二？"], [1, "甲", "乙"], [2, "丙", "丁"]]), "a.csv")
    keys = [column.key for column in table.columns]
    assert len(set(keys)) == 3
    assert max(map(len, keys)) < 140
