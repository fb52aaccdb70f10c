"""Whose text it is follows from what only one of the two writes; what some questions say tells of the others."""

import pytest

from tests.unit.surveys.pasting.test_reading import questions
from workbench.records.imported_forms import Dialect
from workbench.surveys.pasting import read_pasted

NUMBERED = """外卖用户招募

1.你多久点一次外卖？[单选题][必答]
每天
每周

2.你用过哪些平台？[多选题]
甲
乙

3.还想对我们说什么[多行文本题]
"""


def test_numbers_do_not_make_a_text_one_of_wjx():
    form = read_pasted(NUMBERED)
    assert form.dialect is Dialect.TENCENT
    assert [one.get("isRequired", False) for one in questions(form).values()] == [True, False, False]


@pytest.mark.parametrize("mark", ["[必答]", "【必答】", "[选答]", "（必填）", "*"])
@pytest.mark.parametrize("dialect", [None, *Dialect])
def test_where_a_question_says_whether_it_must_be_answered_the_silent_ones_are_optional(mark, dialect):
    form = read_pasted(f"标题\n\n1. 甲[填空题]{mark}\n\n2. 乙[填空题]\n", dialect)
    assert not form.required
    assert "isRequired" not in questions(form)["q2"]


def test_marks_of_optional_questions_leave_the_silent_ones_of_wjx_required():
    form = read_pasted("标题\n\n1. 甲[填空题]（选填）\n\n2. 乙[填空题]\n")
    assert [one.get("isRequired", False) for one in questions(form).values()] == [False, True]


@pytest.mark.parametrize(
    ("text", "dialect", "sign"),
    [
        ("1. 甲[单选题]\nA. 一\nB. 二", Dialect.WJX, "第 4 行的“A. 一”"),
        ("甲[单选题]\n一\n二", Dialect.TENCENT, "… [单选题]"),
        ("1. 甲[量表题](5分是很好)\n1~5", Dialect.TENCENT, "(5分是很好)"),
        ("甲（选填）[单行文本题]", Dialect.TENCENT, "[单行文本题]"),
        ("1. 甲[单选题]（选填）\nA. 一\nB. 二\n\n2. 乙[多行文本题]", Dialect.WJX, "A."),
        ("1. 甲[填空题]\n\n2. 乙[多行文本题]", Dialect.WJX, "分不出"),
        ("1. 甲\n一\n二", Dialect.WJX, "没有看到"),
    ],
)
def test_habits_decide_where_signs_are_even_and_the_reason_is_told(text, dialect, sign):
    form = read_pasted(f"标题\n\n{text}\n")
    assert form.dialect is dialect
    assert sign in str(form.because)
