"""What 问卷星 and 腾讯问卷 write becomes questions, tag by tag."""

from pathlib import Path

import pytest

from workbench.records.imported_forms import Dialect
from workbench.surveys import load_form
from workbench.surveys.pasting import read_pasted
from workbench.surveys.pasting.tags import KINDS, OF_TENCENT, OF_WJX

HERE = Path(__file__).parent
WJX, TENCENT = ((HERE / name).read_text("utf-8") for name in ("wjx.txt", "tencent.txt"))
TAGS = (
    "单选题 下拉题 多选题 判断题 排序题 量表题 填空题 简答题 多项填空题 矩阵量表题 矩阵单选题 矩阵多选题 矩阵填空题 "
    "滑动条 比重题 段落说明"
)


def questions(form):
    return {one["name"]: one for page in form.definition["pages"] for one in page["elements"]}


def only(text, **wishes):
    """The one question of a text that needs no title."""
    form = read_pasted(f"标题\n\n1. {text}", **wishes)
    (question,) = questions(form).values()
    return question


def labels(question, part="choices"):
    return [one if isinstance(one, int) else one["text"] for one in question[part]]


@pytest.mark.parametrize("text", [WJX, TENCENT], ids=["wjx", "tencent"])
def test_every_tag_is_taken_without_loss_and_may_be_published(text):
    assert all(f"{tag}" in text or tag in "填空题 简答题" for tag in TAGS.split())
    form = read_pasted(text)
    assert form.left_out == ()
    checked = load_form(form.definition, form.rules)
    assert len(checked.form.questions) >= 18


def test_a_text_of_wjx_becomes_these_kinds():
    form = read_pasted(WJX)
    kinds = [one["type"] for one in questions(form).values()]
    assert kinds == [
        *("radiogroup", "dropdown", "checkbox", "boolean", "ranking", "rating", "rating", "text", "comment"),
        *("multipletext", "matrix", "matrix", "matrix", "panel", "text", "multipletext", "expression", "comment"),
    ]
    assert form.definition["title"] == "露营用户招募问卷"
    assert form.definition["description"].splitlines()[1] == "我们会从中邀请一部分人参加访谈。"
    assert [page.get("title") for page in form.definition["pages"]] == [None, "关于装备"]
    assert form.definition["completedHtml"] == "谢谢你的参与！"


def test_a_text_of_tencent_becomes_these_kinds():
    form = read_pasted(TENCENT)
    kinds = [one["type"] for one in questions(form).values()]
    assert kinds == [
        *("radiogroup", "dropdown", "checkbox", "ranking", "rating", "text", "comment", "multipletext", "matrix"),
        *(
            "matrix",
            "matrix",
            "panel",
            "boolean",
            "text",
            "multipletext",
            "text",
            "expression",
            "comment",
            "radiogroup",
        ),
    ]
    assert form.definition["description"] == "大约需要 4 分钟，没有标准答案。"


@pytest.mark.parametrize(
    ("text", "dialect", "required", "asked"),
    [(WJX, Dialect.WJX, True, 13), (TENCENT, Dialect.TENCENT, False, 4)],
    ids=["wjx", "tencent"],
)
def test_the_dialect_decides_what_an_unmarked_question_is(text, dialect, required, asked):
    form = read_pasted(text)
    assert (form.dialect, form.required) == (dialect, required)
    assert sum(one.get("isRequired", False) for one in questions(form).values()) == asked
    switched = read_pasted(text, required=not required)
    assert sum(one.get("isRequired", False) for one in questions(switched).values()) != asked


def test_the_dialect_is_known_by_a_sign_that_is_named():
    assert str(read_pasted(TENCENT).because) == "第 5 行的“[必答]”是腾讯问卷的写法。"
    assert "没有看到" in str(read_pasted("标题\n\n你好吗\n好\n不好").because)
    assert read_pasted(WJX, Dialect.TENCENT).dialect is Dialect.TENCENT
    assert not OF_TENCENT & OF_WJX
    assert set(KINDS) >= {name.upper() for name in OF_TENCENT | OF_WJX}


@pytest.mark.parametrize("left_right", ["[]", "【】", "()", "（）", "［］"])
def test_tags_stand_in_any_brackets(left_right):
    left, right = left_right
    question = only(f"喜欢什么{left}多选题{right}{left}选填{right}\n甲\n乙")
    assert (question["type"], question["title"]) == ("checkbox", "喜欢什么")
    assert "isRequired" not in question


@pytest.mark.parametrize(
    "lines",
    [
        "A. 男\nB. 女",
        "A、男\nB、女",
        "A 男\nB 女",
        "(A) 男\n(B) 女",
        "1) 男\n2) 女",
        "① 男\n② 女",
        "- 男\n- 女",
        "□男 □女",
        "A. 男  B. 女",
    ],
)
def test_marks_before_options_are_dropped(lines):
    assert labels(only(f"性别[单选题]\n{lines}")) == ["男", "女"]


@pytest.mark.parametrize("lines", ["A 股\n港股", "18-24 岁\n25 岁以上", "B. 站\n抖音", "1.5 元\n2.5 元"])
def test_what_only_looks_like_a_mark_stays(lines):
    assert labels(only(f"哪个[单选题]\n{lines}")) == lines.split("\n")


def test_an_option_to_write_in_is_the_other_one():
    question = only("哪些[多选题]\n甲\n其他（请注明）____\n乙\n以上都没有")
    assert labels(question) == ["甲", "乙"]
    assert (question["otherText"], question["noneText"]) == ("其他（请注明）", "以上都没有")


def test_a_second_option_to_write_in_is_named():
    form = read_pasted("标题\n\n1. 哪些[单选题]\n品牌____\n其他____")
    assert [problem.row for problem in form.left_out] == [4]
    assert labels(questions(form)["q1"]) == ["品牌____"]


def test_limits_in_the_words_hold():
    question = only("哪些[多选题][最少选 1 项][最多选2项]\n甲\n乙\n丙")
    assert (question["minSelectedChoices"], question["maxSelectedChoices"]) == (1, 2)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("1~5", {"rateMin": 1, "rateMax": 5}),
        ("0-10分", {"rateMin": 0, "rateMax": 10}),
        (
            "1～7（很差～很好）",
            {"rateMin": 1, "rateMax": 7, "minRateDescription": "很差", "maxRateDescription": "很好"},
        ),
        ("1 很差\n2\n3 很好", {"rateMin": 1, "rateMax": 3, "minRateDescription": "很差", "maxRateDescription": "很好"}),
    ],
)
def test_a_scale_has_its_ends(body, expected):
    question = only(f"打分[量表题]\n{body}", required=False)
    assert question == {"type": "rating", "name": "q1", "title": "打分", **expected}


def test_a_scale_with_words_becomes_a_choice_and_says_so():
    form = read_pasted("标题\n\n1. 满意吗[量表题]\n很不满意\n一般\n很满意")
    assert labels(questions(form)["q1"]) == ["很不满意", "一般", "很满意"]
    assert form.changed[0].row == 3


def test_parts_of_a_hundred_add_up():
    question = only("怎么分[比重题]\n工作\n生活")
    assert question["validators"][0]["expression"] == "{q1} empty or {q1.item1} + {q1.item2} = 100"


def test_gaps_in_the_words_are_short_texts():
    question = only("请留下：姓名{_}，电话____[多项填空题]")
    assert (question["title"], [one["title"] for one in question["items"]]) == ("请留下", ["姓名", "电话"])
    question = only("姓名____手机____[多项填空题]")
    assert (question["title"], [one["title"] for one in question["items"]]) == ("姓名、手机", ["姓名", "手机"])
    question = only("我每周点{_}次，每次{_}元[多项填空题]")
    assert [one["title"] for one in question["items"]] == ["第 1 空", "第 2 空"]


def test_a_mark_that_nobody_knows_is_named():
    form = read_pasted("标题\n\n1. 请评价服务[心情题]\n\n2. 你的名字[填空题]")
    assert (form.changed[0].row, form.changed[0].expected.values) == (3, {"tag": "心情题"})


def test_what_has_no_tag_is_guessed_and_said():
    form = read_pasted("标题\n\n1. 性别\n男\n女\n2. 为什么\n\n3. 爱好（多选）\n读书\n跑步\n\n4. 电话：____")
    assert [one["type"] for one in questions(form).values()] == ["radiogroup", "comment", "checkbox", "text"]
    assert {problem.row for problem in form.changed} >= {3, 6, 12}


def test_a_text_without_numbers_and_tags_is_read_by_its_blank_lines():
    form = read_pasted("标题\n\n请认真填写\n\n你的性别\n男\n女\n\n为什么想参加？")
    assert [one["type"] for one in questions(form).values()] == ["radiogroup", "comment"]
    assert form.definition["description"] == "请认真填写"


def test_what_cannot_be_taken_is_named_line_by_line():
    form = read_pasted("标题\n\n1. 截图[文件上传]\n不超过 2 MB\n\n2. 首都[单选题][答案：A][分数：5]\n北京\n上海")
    assert [(problem.row, problem.found) for problem in form.left_out] == [
        (3, "1. 截图[文件上传]"),
        (4, "不超过 2 MB"),
        (6, "答案：A"),
        (6, "分数：5"),
    ]


PRINTED = """调查

1. 性别： [单选题] *
○男
○女
2. 常用什么 [多选题] * 【请选择1-2项】
□社交
□其他 ______ *
3. 满意吗 [矩阵单选题] *
不满意 满意
外观 ○ ○
4. 推荐吗 [NPS题] *
不可能 0 1 2 3 4 5 6 7 8 9 10 极有可能
第二部分 你自己
5. 姓名：______
"""


def test_a_questionnaire_as_it_is_printed_is_read_as_well():
    form = read_pasted(PRINTED)
    found = questions(form)
    assert form.left_out == ()
    assert list(found) == ["q1", "q2", "q3", "q4", "t1", "q5"]
    assert (found["q2"]["minSelectedChoices"], found["q2"]["maxSelectedChoices"]) == (1, 2)
    assert labels(found["q3"], "rows") == ["外观"]
    assert (found["q4"]["minRateDescription"], found["q4"]["rateMax"]) == ("不可能", 10)
    assert [one.get("isRequired", False) for one in found.values()] == [True, True, True, True, False, False]


def test_limits_that_cannot_be_kept_are_only_words():
    assert "minSelectedChoices" not in only("哪些[多选题][最少选 3 项]\n甲\n乙")


def test_braces_never_become_references():
    form = read_pasted("问{q1}\n\n1. 你好{q2}[单选题]\n{甲}\n乙")
    assert "{" not in "".join(str(one) for one in (form.definition["title"], *labels(questions(form)["q1"])))
    assert {problem.row for problem in form.changed} == {1, 3, 4}


def test_a_question_is_named_after_its_number():
    form = read_pasted("标题\n\n3. 甲[填空题]\n\n3. 乙[填空题]\n\n丙[填空题]")
    assert list(questions(form)) == ["q3", "q4", "q5"]


def test_nothing_pasted_is_a_draft_to_fill_in():
    form = read_pasted(" \n\n")
    assert form.definition["title"] == "没有标题的问卷"
    assert form.definition["pages"][0]["elements"] == []


def test_a_very_long_text_is_taken_as_far_as_a_form_goes():
    form = read_pasted("标题\n\n" + "\n\n".join(f"{n}. 题[填空题]" for n in range(1, 600)))
    assert len(questions(form)) == 500
    assert len(form.left_out) == 99
