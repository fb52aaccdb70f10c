"""Whoever imports a form gets one page of consent: ours where there is none, theirs where there is one."""

import io
import json

import pytest
from sqlmodel import select

from workbench.settings import SURVEY_FORMS
from workbench.storage.tables import Form
from workbench.surveys import load_form
from workbench.workflow.forms import consented_form, publish_form

HOUSE = json.loads((SURVEY_FORMS / "mobile_game_beta" / "form.json").read_text("utf-8"))
ASKING = "外卖\n\n1. 您是否同意参加本次调查？[单选题]\n同意\n不同意\n\n2. 多久一次？[单选题]\n每天\n从不\n"
OPINION = "外卖\n\n1. 你同意“外卖太贵”吗？[单选题]\n同意\n不同意\n"


@pytest.fixture
def page(client, cast):
    def send(step="preview", *, tick=True, **fields):
        ticked = {"consent": "1"} if tick else {}
        return client.post(f"/studies/{cast.study}/forms/import", data={"step": step, **ticked, **fields})

    return send


@pytest.fixture
def made(page, store):
    def send(**fields):
        response = page("create", **fields)
        assert response.status_code == 303, response.text
        with store.reading() as session:
            return session.exec(select(Form)).all()[-1]

    return send


@pytest.mark.parametrize("definition", [HOUSE, consented_form("空白")[0]], ids=["house", "blank"])
def test_our_own_form_json_gets_no_second_page_and_its_rule_back(page, made, definition):
    blank = json.loads(json.dumps(definition))
    blank["pages"][-1]["elements"] = blank["pages"][-1]["elements"] or [{"type": "text", "name": "q9", "title": "甲"}]
    assert "已经有知情同意（我已读完上面的说明，并且）" in page(text=json.dumps(blank)).text
    form = made(file=(io.BytesIO(json.dumps(blank).encode()), "form.json"))
    assert form.definition == blank
    (rule,) = form.rules["screen_out"]
    name = blank["pages"][0]["elements"][0]["name"]
    assert (rule["id"], rule["if"]) == ("no_consent", f"{{{name}}} = 'disagree'")


def test_a_pasted_question_of_consent_is_enough_and_turns_away_who_refuses(page, made):
    assert "已经有知情同意（您是否同意参加本次调查？）" in page(text=ASKING).text
    form = made(text=ASKING)
    assert [one["name"] for one in form.definition["pages"][0]["elements"]] == ["q1", "q2"]
    assert form.rules["screen_out"][0]["if"] == "{q1} = '不同意'"
    assert load_form(form.definition, form.rules)


def test_a_rule_on_the_question_of_consent_is_not_doubled(made):
    rules = {"consent_version": "1", "retention_months": 12}
    rules["screen_out"] = [{"id": "mine", "if": "{consent} = 'disagree'", "reason": "不同意"}]
    form = made(text=json.dumps({"form": HOUSE, "rules": rules}))
    assert [rule["id"] for rule in form.rules["screen_out"]] == ["mine"]


def test_an_opinion_is_no_consent(page, made):
    assert "已经有知情同意" not in page(text=OPINION).text
    assert made(text=OPINION).definition["pages"][0]["elements"][0]["name"] == "consent"


def test_a_text_of_too_many_questions_leaves_room_for_consent(page, made, store, cast):
    text = "很长\n\n" + "\n\n".join(f"{number}. 题[填空题]" for number in range(1, 601))
    assert "发布之前要补的" not in page(text=text).text
    form = made(text=text)
    assert sum(len(one["elements"]) for one in form.definition["pages"]) == 500
    assert publish_form(store, cast.owner, form.id).number == 1
    (alone,) = made(text=text, tick=False).definition["pages"]
    assert len(alone["elements"]) == 500


def test_the_question_of_a_recommendation_is_no_motivation(made):
    roles = made(text="外卖\n\n1. 你有多大可能把它推荐给朋友？[NPS题]\n\n2. 推荐它的原因[简答题]\n").rules["roles"]
    assert roles == {"q2": "motivation"}


def test_jumps_and_other_readings_are_named_line_by_line(page, made):
    text = "外卖\n\n1. 点过吗[单选题]\n点过\n没有（请跳至第3题）\n\n2. 点什么[简答题]\n\n3. 怎么分[比重题]\n甲\n乙\n"
    shown = page(text=text).text
    assert "这样跳的人看不到中间的 1 题" in shown
    assert "各项加起来要等于 100。" in shown
    question = made(text=text).definition["pages"][1]["elements"][1]
    assert question["visibleIf"] == "{q1} noneof ['没有']"
