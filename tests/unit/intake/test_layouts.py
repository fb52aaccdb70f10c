"""The exports of 问卷星 and 腾讯问卷 are told apart, and their multiple choices come out the same."""

import pytest

from tests.unit.intake.samples import WJX_META, csv_bytes, wjx_row
from workbench.intake import read_table
from workbench.intake.layouts import bare_title
from workbench.records.tables import ColumnKind, Layout

BY_TEXT = [
    [*WJX_META, "1、您的性别[单选题]", "2、您玩过哪些？[多选题]", "3、请排序[排序题]", "第4题(画面)", "第4题(操作)"],
    wjx_row(1, "男", "射击┋卡牌", "剧情→画面→社交", "满意", "不满意"),
    wjx_row(2, "女", "其他〖钓鱼、种菜〗", "画面→剧情", "一般", "满意"),
    wjx_row(3, "女", "卡牌┋射击┋其他〖养猫〗", "社交", "满意", "满意"),
    wjx_row(4, "男", "(跳过)", "(空)", "满意", "一般"),
]
BY_NUMBER = [
    [
        *WJX_META,
        "1、您的性别",
        "第2题(射击)",
        "第2题(卡牌)",
        "第2题(其他(请注明))",
        "第3题(剧情)",
        "第3题(画面)",
        "第3题(社交)",
    ],
    wjx_row(1, "1", "1", "1", "0", "1", "2", "3"),
    wjx_row(2, "2", "0", "0", "1", "2", "1", "-2"),
    wjx_row(3, "2", "1", "1", "1", "-2", "-2", "1"),
    wjx_row(4, "-3", "-3", "-3", "-3", "-3", "-3", "-3"),
]


@pytest.fixture(scope="module")
def by_text():
    return read_table(csv_bytes(BY_TEXT), "by_text.csv")


@pytest.fixture(scope="module")
def by_number():
    return read_table(csv_bytes(BY_NUMBER), "by_number.csv")


def test_an_export_by_text_splits_joined_choices_and_rankings(by_text):
    assert by_text.layout is Layout.WJX_TEXT
    games, ranks = by_text.column("您玩过哪些？"), by_text.column("请排序")
    assert (games.kind, games.choices) == (ColumnKind.MULTIPLE, ["射击", "卡牌", "其他"])
    assert (ranks.kind, ranks.choices) == (ColumnKind.RANKING, ["剧情", "画面", "社交"])
    assert [row.cells.get("您玩过哪些？") for row in by_text.rows] == [
        ["射击", "卡牌"],
        ["其他"],
        ["卡牌", "射击", "其他"],
        None,
    ]
    assert [row.cells.get("请排序") for row in by_text.rows][1:] == [["画面", "剧情"], ["社交"], None]


def test_what_is_written_beside_an_option_is_an_open_answer_of_its_own(by_text):
    own = by_text.column("您玩过哪些？〖自填〗")
    assert (own.kind, own.answered) == (ColumnKind.OPEN, 0.5)
    assert [row.cells.get(own.key) for row in by_text.rows] == [None, "钓鱼、种菜", "养猫", None]


def test_brackets_in_sentences_are_left_alone():
    answers = ["我喜欢〖云屿〗这个名字", "〖云屿〗好玩〖真的〗", "一般", "还行〖笑〗但是贵"]
    table = read_table(csv_bytes([["序号", "想法"], *enumerate(answers)]), "a.csv")
    assert [row.cells["想法"] for row in table.rows] == answers


def test_rows_of_a_matrix_stay_questions_and_name_their_group(by_text):
    assert [(column.kind, column.group) for column in by_text.columns[-2:]] == [(ColumnKind.SINGLE, "第4题")] * 2


def test_an_export_by_number_joins_option_columns(by_number):
    assert by_number.layout is Layout.WJX_NUMBER
    games = by_number.column("第2题")
    assert (games.kind, games.choices, games.positions) == (
        ColumnKind.MULTIPLE,
        ["射击", "卡牌", "其他(请注明)"],
        [8, 9, 10],
    )
    assert [row.cells.get("第2题") for row in by_number.rows] == [
        ["射击", "卡牌"],
        ["其他(请注明)"],
        ["射击", "卡牌", "其他(请注明)"],
        None,
    ]


def test_ranks_in_option_columns_become_a_ranking(by_number):
    assert by_number.column("第3题").kind is ColumnKind.RANKING
    assert [row.cells.get("第3题") for row in by_number.rows] == [
        ["剧情", "画面", "社交"],
        ["画面", "剧情"],
        ["社交"],
        None,
    ]


def test_negative_numbers_are_no_answers(by_number):
    assert by_number.column("您的性别").choices == ["1", "2"]
    assert "您的性别" not in by_number.rows[3].cells
    assert by_number.column("您的性别").answered == 0.75


def test_what_no_respondent_wrote_is_known_by_its_name(by_text):
    kinds = {column.key: column.kind for column in by_text.columns[:6]}
    assert kinds == {
        "序号": ColumnKind.ID,
        "提交答卷时间": ColumnKind.TIME,
        "所用时间": ColumnKind.DURATION,
        "来源": ColumnKind.SOURCE,
        "来源详情": ColumnKind.SOURCE,
        "来自IP": ColumnKind.META,
    }
    assert by_text.rows[0].cells["所用时间"] == 61.0


def test_a_tencent_export_repeats_an_option_where_it_was_chosen():
    meta = ["编号", "开始答题时间", "结束答题时间", "答题时长", "地理位置省", "用户类型", "自定义字段"]
    header = [
        *meta,
        "1.您的年级",
        "2.玩过哪些？:A.射击",
        "2.玩过哪些？:B.卡牌",
        "2.玩过哪些？:C.其他",
        "3.为什么？",
        "",
    ]
    start = ["02-Feb-2021 20:26:58", "02-Feb-2021 20:27:09", "11", "广东", "普通", ""]
    rows = [
        ["1", *start, "大一", "A.射击", "", "", "好玩", ""],
        ["2", *start, "大二", "A.射击", "B.卡牌", "", "朋友", ""],
    ]
    table = read_table(csv_bytes([header, *rows]), "a.csv")
    assert table.layout is Layout.TENCENT
    games = table.column("玩过哪些？")
    assert (games.kind, games.choices) == (ColumnKind.MULTIPLE, ["A.射击", "B.卡牌", "C.其他"])
    assert [row.cells["玩过哪些？"] for row in table.rows] == [["A.射击"], ["A.射击", "B.卡牌"]]
    assert [column.kind for column in table.columns[:4]] == [
        ColumnKind.ID,
        ColumnKind.TIME,
        ColumnKind.TIME,
        ColumnKind.DURATION,
    ]


@pytest.mark.parametrize("separator", ["┋", ";", "；", "|", "、", ","])
def test_joined_choices_are_found_in_any_table(separator):
    answers = [["射击", "卡牌"], ["射击"], ["卡牌", "音游"], ["音游"], ["射击", "音游"]] * 4
    rows = [["id", "玩过"], *[[number, separator.join(answer)] for number, answer in enumerate(answers)]]
    table = read_table(csv_bytes(rows), "a.csv")
    assert table.column("玩过").kind is ColumnKind.MULTIPLE
    assert [row.cells["玩过"] for row in table.rows] == answers


@pytest.mark.parametrize(
    "answers",
    [
        ["3,000-5,000元", "5,000-8,000元", "8,000元以上"],
        ["是，经常", "是，偶尔", "否"],
        ["一线、新一线", "二线", "三线、四线"],
    ],
)
def test_commas_inside_options_do_not_cut_them(answers):
    rows = [["id", "收入"], *[[number, answer] for number, answer in enumerate(answers * 8)]]
    table = read_table(csv_bytes(rows), "a.csv")
    assert (table.column("收入").kind, table.column("收入").choices) == (ColumnKind.SINGLE, answers)


@pytest.mark.parametrize(
    "header", ["3、为什么玩？", "Q3. 为什么玩？", "3：为什么玩？[填空题]", "*3.为什么玩？(选填)", "第3题、为什么玩？*"]
)
def test_a_title_is_the_question_without_its_number(header):
    assert bare_title(header) == "为什么玩？"
