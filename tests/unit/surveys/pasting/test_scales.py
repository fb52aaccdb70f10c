"""A scale is a scale however its steps and ends are written."""

import pytest

from tests.unit.surveys.pasting.test_reading import only, questions
from workbench.surveys.pasting import read_pasted

LOW, HIGH = "非常不满意", "非常满意"


@pytest.mark.parametrize(
    "lines",
    [
        f"{LOW}\n1\n2\n3\n4\n5\n{HIGH}",
        f"{LOW}\n１\n２\n３\n４\n５\n{HIGH}",
        f"○ {LOW}\n○ 1\n○ 2\n○ 3\n○ 4\n○ 5\n○ {HIGH}",
        f"{LOW}\n1分\n2分\n3分\n4分\n5分\n{HIGH}",
        f"{LOW}\n1 2 3 4 5\n{HIGH}",
        f"{LOW}\n1~5\n{HIGH}",
        f"{LOW}\n1…5\n{HIGH}",
        f"{HIGH}\n5\n4\n3\n2\n1\n{LOW}",
        f"{LOW} 1 2 3 4 5 {HIGH}",
        f"{LOW} 1…5 {HIGH}",
        f"{LOW} / 1…5 / {HIGH}",
        f"（{LOW}）1-2-3-4-5（{HIGH}）",
        f"1~5（{LOW}~{HIGH}）",
        f"1({LOW})~5({HIGH})",
        f"1={LOW}，5={HIGH}",
        f"1分代表{LOW}，5分代表{HIGH}",
        f"1~5\n1分表示{LOW}，5分表示{HIGH}",
        f"1（{LOW}）\n2\n3\n4\n5（{HIGH}）",
        f"1分：{LOW}\n2分\n3分\n4分\n5分：{HIGH}",
    ],
)
def test_the_words_of_the_ends_stand_at_the_ends(lines):
    question = only(f"满意吗[量表题]\n{lines}", required=False)
    assert question == {
        **{"type": "rating", "name": "q1", "title": "满意吗", "rateMin": 1, "rateMax": 5},
        **{"minRateDescription": LOW, "maxRateDescription": HIGH},
    }


def test_numbers_between_two_ends_are_a_scale_without_a_tag_and_that_is_told():
    form = read_pasted(f"标题\n\n1. 满意吗\n{LOW}\n1\n2\n3\n4\n5\n{HIGH}\n\n2. 去过几次\n1\n2\n3\n")
    assert [one["type"] for one in questions(form).values()] == ["rating", "radiogroup"]
    assert "量表" in str(form.changed[0].expected)


@pytest.mark.parametrize(
    "lines", [f"{LOW}\n一般\n{HIGH}", "没有\n1\n2\n3 次以上", f"{LOW}\n1\n3\n5\n{HIGH}", "1-3\n4-6\n7 以上"]
)
def test_what_does_not_count_up_stays_a_choice(lines):
    assert only(f"多少[量表题]\n{lines}")["type"] == "radiogroup"
