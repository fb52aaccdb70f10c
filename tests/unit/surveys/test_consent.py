"""A form that asks for consent on its first page is known, whatever its rules say; opinions are no consent."""

import pytest

from workbench.surveys import editing, house_forms, load_form
from workbench.surveys.advice import advise
from workbench.surveys.consent import consent_question, refusal
from workbench.workflow.forms import consented_form

OFTEN = {"type": "radiogroup", "name": "often", "title": "多久一次", "choices": ["每天", "从不"]}


def form(question, **page):
    pages = [{"name": "p1", "elements": [question], **page}, {"name": "p2", "elements": [OFTEN]}]
    return {"title": "t", "pages": pages}


def asking(title, *choices, kind="radiogroup", name="q1"):
    return {"type": kind, "name": name, "title": title, **({"choices": list(choices)} if choices else {})}


@pytest.mark.parametrize(
    ("question", "refused"),
    [
        (asking("您是否同意参加本次调查？", "同意", "不同意"), "'不同意'"),
        (asking("知情同意", "我已阅读并同意", "我拒绝"), "'我拒绝'"),
        (asking("我已读完上面的说明，并且", "同意参加", "不参加"), "'不参加'"),
        (asking("愿意吗", "愿意", "不愿意", name="consent"), "'不愿意'"),
        (asking("是否同意我们收集你的回答", kind="boolean"), "false"),
        (asking("Do you agree to take part in this study?", "I agree", "I do not agree"), "'I do not agree'"),
        (asking("是否同意参加访谈", "同意", "以后再说", kind="dropdown"), None),
    ],
)
def test_a_question_of_the_first_page_that_asks_to_agree_is_consent(question, refused):
    found = consent_question(form(question))
    assert found == question
    assert refusal(found) == refused


@pytest.mark.parametrize(
    "question",
    [
        asking("你同意“手机太贵”这种说法吗？", "同意", "不同意"),
        asking("你参加过用户访谈吗？", "参加过", "没有"),
        asking("你同意参加哪些？", "甲", "乙", kind="checkbox"),
        asking("同意参加的程度", "一", "二", "三", "四"),
        asking("说说你是否同意参加这次调查", kind="comment"),
    ],
)
def test_an_opinion_and_a_question_of_many_answers_are_no_consent(question):
    assert consent_question(form(question)) is None


def test_consent_is_asked_on_the_first_page_and_may_stand_in_a_panel():
    agree = asking("您是否同意参加本次调查？", "同意", "不同意")
    later = form(OFTEN)
    later["pages"][1]["elements"] = [agree]
    assert consent_question(later) is None
    assert consent_question(form({"type": "panel", "name": "p", "elements": [agree]})) == agree


@pytest.mark.parametrize("house", house_forms(), ids=lambda house: house.folder)
def test_a_form_of_the_house_without_its_rules_is_not_told_to_ask_for_consent(house):
    checked = load_form(house.definition, editing.new_rules())
    assert not {"no_consent", "consent_in_vain"} & {one.rule for one in advise(checked)}


def test_our_own_blank_form_is_known_without_its_rules():
    definition, rules = consented_form("t")
    assert f"{{q1}} = {refusal(consent_question(definition))}" == rules["screen_out"][0]["if"]


def test_consent_that_changes_nothing_is_told_at_its_question():
    agree = asking("您是否同意参加本次调查？", "同意", "不同意")
    told = advise(load_form(form(agree), editing.new_rules()))
    assert [(one.rule, one.question) for one in told] == [("consent_in_vain", "q1")]
    spared = form(agree)
    spared["pages"][1]["visibleIf"] = "{q1} = '同意'"
    assert advise(load_form(spared, editing.new_rules())) == []
