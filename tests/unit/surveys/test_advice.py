"""Advice on questionnaires that lead; house forms need hardly any."""

import pytest

from workbench.surveys import editing, house_forms, load_form
from workbench.surveys.advice import advise

CONSENT = {"type": "radiogroup", "name": "agree", "title": "参加吗", "choices": ["同意", "不参加"]}
REFUSED = {"id": "no", "if": "{agree} = '不参加'", "reason": "不同意"}
PAID = {"type": "boolean", "name": "paid", "title": "付过费吗"}
OFTEN = {"type": "radiogroup", "name": "often", "title": "多久一次", "choices": ["每天", "每周", "每月", "从不"]}
PHONE = {"type": "text", "name": "phone", "title": "电话", "inputType": "tel"}


def found(*questions, **rules):
    elements = [{**CONSENT}, *questions]
    given = {**editing.new_rules(), **rules}
    given["screen_out"] = [REFUSED, *rules.get("screen_out", ())]
    checked = load_form({"title": "t", "pages": [{"name": "p", "elements": elements}]}, given)
    return [(one.rule, one.question) for one in advise(checked)]


def out(condition, number=0):
    return {"id": f"x{number}", "if": condition, "reason": "r"}


def test_consent_is_no_leading_question():
    assert found() == []


def test_a_form_without_consent_is_told():
    checked = load_form({"title": "t", "pages": [{"name": "p", "elements": [OFTEN]}]}, editing.new_rules())
    assert [one.rule for one in advise(checked)] == ["no_consent"]


def test_a_yes_no_question_that_decides_gives_the_criterion_away():
    assert found(PAID) == []
    assert found(PAID, screen_out=[out("{paid} = false")]) == [("yes_no", "paid")]
    two = {**OFTEN, "choices": ["玩", "不玩"]}
    assert found(two, options={"often": {"玩": "must"}}) == [("yes_no", "often")]


def test_a_question_of_which_one_answer_passes_has_no_decoy():
    assert found(OFTEN, options={"often": {"从不": "reject"}}) == []
    assert found(OFTEN, options={"often": {"每天": "must"}}) == [("no_decoy", "often")]
    assert found(OFTEN, screen_out=[out("{often} noneof ['每天', '每周']")]) == []
    assert found(OFTEN, screen_out=[out("{often} anyof ['每月', '每周', '从不']")]) == [("no_decoy", "often")]


def test_what_must_be_among_several_is_hidden_by_the_others():
    several = {**OFTEN, "type": "checkbox", "choices": ["甲", "乙", "丙", "丁"]}
    assert found(several, options={"often": {"甲": "must"}}) == []
    marks = {"甲": "must", "乙": "reject", "丙": "reject", "丁": "reject"}
    assert found(several, options={"often": marks}) == [("no_decoy", "often")]


def test_a_condition_on_several_questions_is_not_held_against_one():
    assert found(OFTEN, PAID, screen_out=[out("{often} = '从不' and {paid} = false")]) == [("yes_no", "paid")]


@pytest.mark.parametrize(("count", "told"), [(7, []), (8, [("too_many", None)])])
def test_more_than_seven_deciding_questions_are_too_many(count, told):
    many = [{**OFTEN, "name": f"often{number}"} for number in range(count)]
    rules = [out(f"{{often{number}}} = '从不'", number) for number in range(count)]
    assert found(*many, screen_out=rules) == told


def test_contact_comes_last():
    assert found(OFTEN, PHONE) == []
    assert found(PHONE, OFTEN) == [("early_contact", "phone")]
    name = {"type": "text", "name": "nick", "title": "称呼"}
    assert found(name, OFTEN, roles={"nick": "contact"}, pii=["nick"]) == [("early_contact", "nick")]


@pytest.mark.parametrize("house", house_forms(), ids=lambda house: house.folder)
def test_house_forms_lead_nobody(house):
    assert advise(load_form(house.definition, house.rules)) == []


def test_who_is_in_no_limited_cell_is_said_with_an_example():
    women = {"id": "w", "title": "w", "if": "{sex} = '女' and {often} = '每天'", "size": 5}
    sex = {"type": "radiogroup", "name": "sex", "title": "性别", "choices": ["女", "男", "不说"], "isRequired": True}
    often = {**OFTEN, "isRequired": True}
    assert found(sex, often) == [], "without cells nobody has a limit"
    assert found(sex, often, quotas=[{**women, "soft": True}]) == [], "a soft cell only warns"
    assert found(sex, often, quotas=[women]) == [("in_no_cell", None)]
    men = {**women, "id": "m", "if": "{sex} = '男'"}
    assert "性别 “女” · 多久一次 “每周”" in said(sex, often, quotas=[women, men])
    others = [men, {**women, "id": "o", "if": "{sex} = '不说'"}]
    rest = {**women, "id": "r", "if": "{sex} = '女' and {often} != '每天'"}
    assert found(sex, often, quotas=[women, *others, rest]) == []
    refused = {"often": {"每周": "reject", "每月": "reject", "从不": "reject"}}
    assert ("in_no_cell", None) not in found(sex, often, quotas=[women, *others], options=refused)


def test_an_empty_answer_and_a_number_beside_the_limits_are_tried_as_well():
    age = {"type": "text", "name": "age", "title": "年龄", "inputType": "number", "min": 18, "max": 60}
    young = {"id": "y", "title": "y", "if": "{age} <= 30", "size": 5}
    old = {**young, "id": "o", "if": "{age} > 30"}
    required = {**age, "isRequired": True}
    assert found(required, quotas=[young, old]) == []
    assert "年龄 —" in said(age, quotas=[young, old])
    assert "年龄 “31”" in said(required, quotas=[young, {**old, "if": "{age} > 31"}])


def said(*questions, **rules):
    elements = [CONSENT, *questions]
    given = {**editing.new_rules(), **rules, "screen_out": [REFUSED]}
    checked = load_form({"title": "t", "pages": [{"name": "p", "elements": elements}]}, given)
    return next(str(one.noticed) for one in advise(checked) if one.rule == "in_no_cell")
