"""What a question asks of its answer is told before it is answered."""

import pytest

from workbench.surveys import editing, load_form
from workbench.surveys.filling import check_page
from workbench.surveys.limits import limits_of

ABCD = {"type": "checkbox", "choices": ["a", "b", "c", "d"]}
NUMBER = {"type": "text", "inputType": "number"}


def checked(**question):
    pages = [{"name": "p", "elements": [{"name": "q", "title": "t", **question}]}]
    return load_form({"title": "t", "pages": pages}, editing.new_rules())


def told(**question):
    return " ".join(map(str, limits_of(checked(**question).form.questions[0])))


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ({**ABCD, "maxSelectedChoices": 3}, "最多选 3 项。"),
        ({**ABCD, "minSelectedChoices": 2}, "至少选 2 项。"),
        ({**ABCD, "minSelectedChoices": 2, "maxSelectedChoices": 3}, "选 2 到 3 项。"),
        ({**ABCD, "minSelectedChoices": 2, "maxSelectedChoices": 2}, "选 2 项。"),
        ({**ABCD, "maxSelectedChoices": 3, "validators": [{"type": "answercount", "maxCount": 2}]}, "最多选 2 项。"),
        ({**ABCD, "minSelectedChoices": 1, "maxSelectedChoices": 4}, ""),
        ({**ABCD, "type": "ranking", "selectToRankEnabled": True, "maxSelectedChoices": 3}, "最多排 3 项。"),
        ({**ABCD, "type": "ranking"}, ""),
        ({**NUMBER, "min": 18, "max": 60, "step": 1}, "从 18 到 60。 填整数。"),
        ({**NUMBER, "min": 0.5}, "不小于 0.5。"),
        ({**NUMBER, "max": 9, "validators": [{"type": "numeric", "maxValue": 5}]}, "不大于 5。"),
        ({**NUMBER, "step": 0.5}, "要是 0.5 的倍数。"),
        ({"type": "text", "inputType": "date", "max": "2026-12-31"}, "不晚于 2026-12-31。"),
        ({"type": "comment", "maxLength": 200}, "最多写 200 个字。"),
        ({"type": "text", "maxLength": 20, "validators": [{"type": "text", "minLength": 2}]}, "写 2 到 20 个字。"),
        ({"type": "text"}, ""),
    ],
)
def test_limits_are_told_in_one_line_the_narrower_ones(question, sentence):
    assert told(**question) == sentence


@pytest.mark.parametrize(
    ("limits", "typed", "said"),
    [
        ({"step": 1}, "28.5", "请填整数，例如 28。"),
        ({"step": 1, "stepErrorText": "年龄写整数。"}, "28.5", "年龄写整数。"),
        ({"step": 0.1}, "0.3", None),
        ({"step": 0.2}, "0.3", "要是 0.2 的倍数。"),
        ({"min": 18, "minErrorText": "只找成年人。"}, "17", "只找成年人。"),
        ({"max": 18, "maxErrorText": "只找未成年人。"}, "19", "只找未成年人。"),
        ({}, "28岁", "请只填数字，不用写单位，例如 28。"),
    ],
)
def test_a_number_that_does_not_fit_is_refused_in_the_author_s_words(limits, typed, said):
    form = checked(**NUMBER, **limits)
    _values, problems = check_page(form, 0, {"q": [typed]}, {})
    assert [str(one.expected) for one in problems] == ([said] if said else [])


@pytest.mark.parametrize(("most", "said"), [("2026-01-01", "太晚了。"), ("2026-12-31", None)])
def test_a_day_that_is_too_late_is_refused_in_the_author_s_words(most, said):
    form = checked(type="text", inputType="date", max=most, maxErrorText="太晚了。")
    _values, problems = check_page(form, 0, {"q": ["2026-06-01"]}, {})
    assert [str(one.expected) for one in problems] == ([said] if said else [])
