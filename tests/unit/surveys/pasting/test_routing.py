"""Jumps and dependencies of a text become conditions that show each respondent the same questions, or are named."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.surveys.pasting.test_reading import labels, questions
from workbench.surveys import load_form
from workbench.surveys.filling import visible_questions
from workbench.surveys.loading import load_published
from workbench.surveys.pasting import read_pasted

BEGUN = (
    "标题\n\n1. 买过吗[单选题]\n买过{}\n没买过{}\n\n2. 为什么买[填空题]\n\n3. 多少钱[填空题]\n\n4. 还想说什么[填空题]\n"
)

DEPENDING = """标题

1. 甲[多选题]
一
二
三
以上都没有

2. 乙[判断题]

3. 丙[量表题]
1~5

4. 丁[填空题]（依赖第1题的第1;2个选项）

5. 戊[填空题]（依赖于第1题第4个选项或第3题第2、3个选项）

6. 己[填空题]（依赖于(第2题第1个选项)且(第3题第5个选项)）
"""


def conditions(form):
    return {name: one.get("visibleIf") for name, one in questions(form).items()}


def seen(form, **answers):
    """The questions that somebody with these answers meets, each under its number."""
    checked = load_published(form.definition, form.rules)
    return [one.name for page in checked.form.pages for one in visible_questions(page, answers)]


@pytest.mark.parametrize(
    "mark",
    [
        *(" (请跳至第4题)", "（跳转到第4题）", "（跳至第 4 题）", "【跳到第4题】", "[转到Q4]", " → 跳到第4题"),
        *("→请跳至第4题", " 请跳至第4题", "（请直接跳到第４题）", "（选择此项请跳转至第4题继续作答）"),
    ],
)
def test_a_jump_hides_what_it_skips_and_leaves_the_words(mark):
    form = read_pasted(BEGUN.format("", mark))
    assert labels(questions(form)["q1"]) == ["买过", "没买过"]
    skipping = "{q1} noneof ['没买过']"
    assert conditions(form) == {"q1": None, "q2": skipping, "q3": skipping, "q4": None}
    assert (form.left_out, form.changed[0].row, form.changed[0].expected.values) == ((), 5, {"count": 2})
    assert seen(form, q1="没买过") == ["q1", "q4"]
    assert load_form(form.definition, form.rules)


@pytest.mark.parametrize("mark", ["（请跳至问卷末尾，提交答卷）", "（结束作答）", "(跳到结束页)", " 请跳至问卷末尾"])
def test_a_jump_to_the_end_hides_all_that_follows(mark):
    form = read_pasted(BEGUN.format("", mark))
    assert seen(form, q1="没买过") == ["q1"]
    assert seen(form, q1="买过") == ["q1", "q2", "q3", "q4"]


def test_options_that_jump_alike_share_a_condition():
    form = read_pasted(BEGUN.format("（跳到第4题）", "（跳到第4题）"))
    assert conditions(form)["q2"] == "{q1} noneof ['买过', '没买过']"


@pytest.mark.parametrize(
    ("text", "row", "said"),
    [
        (BEGUN.format("", "（跳到第1题）"), 5, "往回跳"),
        (BEGUN.format("", "（跳到第9题）"), 5, "没有第 9 题"),
        (BEGUN.replace("2. 为什么买[填空题]", "2. 为什么买[填空题]（跳到第4题）").format("", ""), 7, "写不成"),
        ("标题\n\n1. 排一排[排序题]\n甲（跳到第3题）\n乙\n\n2. 丙\n\n3. 丁\n", 4, "写不成"),
        ("标题\n（跳到第2题）\n\n1. 丙\n\n2. 丁\n", 2, "没有题目"),
    ],
)
def test_a_jump_that_cannot_be_said_is_taken_off_and_named_by_its_line(text, row, said):
    form = read_pasted(text)
    assert [(one.row, said in str(one.expected)) for one in form.left_out] == [(row, True)]
    assert not any(conditions(form).values())
    assert "跳" not in str(form.definition)


def test_a_jump_to_the_next_question_needs_no_condition():
    form = read_pasted(BEGUN.format("", "（跳到第2题）"))
    assert not any(conditions(form).values())
    assert form.changed[0].row == 5


def test_a_jump_behind_a_title_takes_effect_for_those_who_are_asked():
    text = BEGUN.replace("2. 为什么买[填空题]", "2. 为什么买[填空题]（请跳至第4题）")
    form = read_pasted(text.format("", "（请跳至第3题）"))
    assert seen(form, q1="买过") == ["q1", "q2", "q4"]
    assert seen(form, q1="没买过") == ["q1", "q3", "q4"]


@pytest.mark.parametrize(
    "mark",
    [
        *("依赖于第1题第1个选项", "（依赖于第1题第1个选项）", " 依赖于第1题第1个选项", "【依赖第1题的第1个选项】"),
        *("\n依赖于第1题第1个选项", "\n注：依赖于第1题第1个选项", "（依赖于第1题未选中第2个选项）"),
    ],
)
def test_a_question_that_depends_on_an_option_is_shown_to_who_chose_it(mark):
    form = read_pasted(BEGUN.format("", "").replace("3. 多少钱[填空题]", f"3. 多少钱[填空题]{mark}"))
    assert questions(form)["q3"]["title"] == "多少钱"
    assert "依赖" not in str(form.definition)
    assert seen(form, q1="没买过") == ["q1", "q2", "q4"]
    assert seen(form, q1="买过") == ["q1", "q2", "q3", "q4"]
    assert load_form(form.definition, form.rules)


def test_a_dependency_may_name_several_options_and_questions():
    shown = conditions(read_pasted(DEPENDING))
    assert shown["q4"] == "{q1} anyof ['一', '二']"
    assert shown["q5"] == "({q1} anyof ['none'] or {q3} anyof [2, 3])"
    assert shown["q6"] == "({q2} anyof [true] and {q3} anyof [5])"


@pytest.mark.parametrize(
    "mark", ["依赖于第9题第1个选项", "依赖于第4题第1个选项", "依赖于第1题第7个选项", "依赖于第1题选项A"]
)
def test_a_dependency_on_what_does_not_come_before_is_taken_off_and_named(mark):
    form = read_pasted(BEGUN.format("", "").replace("3. 多少钱[填空题]", f"3. 多少钱[填空题]（{mark}）"))
    assert [(one.row, one.found) for one in form.left_out] == [(9, f"（{mark}）")]
    assert not any(conditions(form).values())


def test_words_between_questions_are_skipped_with_them():
    form = read_pasted(BEGUN.format("", "（跳到第4题）").replace("3. 多少钱", "现在说说价格[段落说明]\n\n3. 多少钱"))
    assert questions(form)["t1"]["visibleIf"] == conditions(form)["q3"]


@pytest.mark.parametrize(
    "title", ["你会跳到第3家公司吗", "我们会跳转到第二部分", "你依赖于第三方支付吗", "你是否跳转到第3题看过？"]
)
def test_words_that_only_sound_like_a_jump_stay(title):
    form = read_pasted(f"标题\n\n1. {title}[单选题]\n会\n不会\n\n2. 乙\n\n3. 丙\n")
    assert questions(form)["q1"]["title"] == title


@st.composite
def journeys(draw):
    """Questions with the jumps of their three options (None: on to the next), and an answer to each."""
    count = draw(st.integers(2, 7))
    jumps = [
        [draw(st.one_of(st.none(), st.integers(place + 1, count + 1))) for _ in "abc"] for place in range(1, count + 1)
    ]
    return jumps, draw(st.lists(st.integers(0, 2), min_size=count, max_size=count))


def walked(jumps, chosen):
    """The questions met by somebody who goes from one to the next and jumps where a chosen option says so."""
    place, met = 1, []
    while place <= len(jumps):
        met.append(f"q{place}")
        place = jumps[place - 1][chosen[place - 1]] or place + 1
    return met


@settings(max_examples=150, deadline=None)
@given(journeys())
def test_whoever_jumps_sees_the_questions_of_his_way_whatever_was_answered_before(journey):
    jumps, chosen = journey
    end = len(jumps) + 1
    marks = [
        [f"（跳到第{one}题）" if one and one < end else "（结束作答）" if one else "" for one in three]
        for three in jumps
    ]
    parts = [
        f"{number}. 题[单选题]\n" + "\n".join(f"{name}{mark}" for name, mark in zip("甲乙丙", three, strict=True))
        for number, three in enumerate(marks, 1)
    ]
    form = read_pasted("标题\n\n" + "\n\n".join(parts))
    if not form.left_out:  # a condition may become too long, which is told
        answers = {f"q{number}": "甲乙丙"[one] for number, one in enumerate(chosen, 1)}
        assert seen(form, **answers) == walked(jumps, chosen)
