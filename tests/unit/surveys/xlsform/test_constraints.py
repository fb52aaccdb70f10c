"""A constraint that only bounds a number becomes its limits; others check, and whoever imports is told in words."""

import pytest

from tests.unit.surveys.xlsform.test_reading import element, read
from workbench.surveys import load_form

HEAD = "type|name|label|hint|constraint|constraint_message\n"


def only(row, *others):
    form = read("\n".join([HEAD.strip(), *others, row]))
    load_form(form.definition, form.rules)
    return element(form, row.split("|")[1]), form


@pytest.mark.parametrize(
    ("constraint", "limits"),
    [
        (". >= 18 and . <= 60", (18, 60)),
        ("(. > 17) and (. < 61)", (18, 60)),
        ("18 <= . and 60 >= .", (18, 60)),
        (".>=18", (18, None)),
        (". < 100", (None, 99)),
        (". >= -5 and . >= 0", (0, None)),
    ],
)
def test_a_range_is_the_limits_of_the_number(constraint, limits):
    question, form = only(f"integer|age|年龄||{constraint}|")
    assert (question.get("min"), question.get("max")) == limits
    assert "validators" not in question
    assert not form.changed


@pytest.mark.parametrize("row", ["decimal|d|长||. > 0.5|", "text|d|码||. >= 5|", "integer|d|数||. >= 9 and . <= 2|"])
def test_what_limits_cannot_say_stays_a_check_and_is_told(row):
    question, form = only(row)
    assert question["validators"][0]["type"] == "expression"
    assert "min" not in question
    assert "提交前会检查：这一题的回答" in str(form.changed[0].expected)


def test_a_limit_of_a_decimal_may_be_reached():
    assert only("decimal|d|长||. >= 0.5|")[0]["min"] == 0.5


def test_the_message_for_a_number_out_of_range_is_read_before():
    assert only("integer|age|年龄||. >= 18|要年满 18 岁")[0]["description"] == "要年满 18 岁"
    question, form = only("integer|age|年龄|周岁|. >= 18|要年满 18 岁")
    assert question["description"] == "周岁"
    assert (2, "要年满 18 岁") in {(one.row, one.found) for one in form.left_out}


def test_a_check_against_another_question_is_told_with_its_title():
    form = only("text|again|再写一次||. = ${code}|", "text|code|编号|||")[1]
    assert str(form.changed[0].expected) == "提交前会检查：这一题的回答 = “编号”。"


def test_a_sum_is_announced_to_respondents_in_their_language():
    work = "integer|work|工作|||"
    question, _ = only("integer|life|生活||. + ${work} = 100|", work)
    assert question["description"] == {
        "default": "这几题的数加起来要等于 100。",
        "en": "The numbers must add up to 100.",
    }
    assert only("integer|life|生活||. + ${work} = 100|加起来是 100", work)[0]["description"] == "加起来是 100"
    assert only("integer|life|生活|写数字|. + ${work} = 100|", work)[0]["description"] == "写数字"


def test_a_pattern_is_told():
    form = only("text|code|编号||regex(., '[0-9]{4}')|四位数字")[1]
    assert form.changed[0].expected.values == {"regex": "[0-9]{4}"}
