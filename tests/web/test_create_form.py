"""Questionnaires: the list, ways to begin one, copies, deletion."""

import json

import pytest
from sqlmodel import select

from tests.web.writing import Desk
from workbench.settings import SURVEY_FORMS
from workbench.storage.tables import Form, FormVersion, Question, Submission
from workbench.workflow import forms

HOUSE = json.loads((SURVEY_FORMS / "mobile_game_beta" / "form.json").read_text("utf-8"))
RULES = json.loads((SURVEY_FORMS / "mobile_game_beta" / "rules.json").read_text("utf-8"))


@pytest.fixture
def listed(client, cast):
    return f"/studies/{cast.study}/forms"


def begin(client, cast, **data):
    return client.post(f"/studies/{cast.study}/forms/create", data=data)


def stored(store, response):
    with store.reading() as session:
        return session.get_one(Form, int(response.location.rpartition("/")[2]))


def test_an_empty_list_says_how_to_begin(client, listed):
    assert "从现成的问卷改起最快" in client.get(listed).text
    assert "没有找到" in client.get(f"{listed}?q=x").text


def test_a_form_of_the_house_is_copied_with_its_rules(client, cast, store, listed):
    assert HOUSE["title"] in client.get(f"{listed}/create").text
    form = stored(store, begin(client, cast, way="house", folder="mobile_game_beta"))
    assert (form.definition, form.rules, form.status) == (HOUSE, RULES, "draft")
    assert HOUSE["title"] in client.get(listed).text


def test_a_blank_form_begins_with_consent(client, cast, store):
    response = begin(client, cast, way="blank", title="  访谈   招募 ")
    form = stored(store, response)
    assert form.title == "访谈 招募"
    assert form.rules["screen_out"][0]["if"] == "{q1} = 'disagree'"
    assert "年满 18 周岁，同意参加" in client.get(response.location).text


@pytest.mark.parametrize("title", [" ", "长" * 201])
def test_a_form_without_a_good_title_is_refused_and_nothing_typed_is_lost(client, cast, title):
    response = begin(client, cast, way="blank", title=title)
    assert response.status_code == 422
    assert "问卷要有标题" in response.text
    assert f'value="{title}"' in response.text


def test_an_unknown_form_of_the_house_is_not_there(client, cast):
    assert begin(client, cast, way="house", folder="../secrets").status_code == 404


def test_a_copy_has_the_questions_and_no_answers(client, cast, store):
    form_id = forms.copy_house_form(store, cast.owner, cast.study, "mobile_game_beta")
    forms.publish_form(store, cast.owner, form_id)
    copy = stored(store, client.post(f"/studies/{cast.study}/forms/{form_id}/duplicate"))
    assert copy.title == f"{HOUSE['title']}（副本）"
    assert (copy.status, copy.definition["pages"], copy.rules) == ("draft", HOUSE["pages"], RULES)


def test_only_a_form_that_nobody_started_is_deleted(client, cast, store, listed):
    desk = Desk(client, store, cast)
    with store.writing() as session:
        session.add(FormVersion(id=7, form_id=desk.id, number=1, digest="d"))
        session.flush()
        session.add(Submission(form_id=desk.id, version_id=7, uuid="u", token_hash="h"))
    client.post(f"{desk.address}/delete")
    assert "不能删除" in client.get(listed).text


def test_a_deleted_form_leaves_nothing_behind(client, cast, store, listed):
    desk = Desk(client, store, cast, "另一份")
    desk.add("comment", title="为什么")
    desk.post("publish")
    client.post(f"{desk.address}/delete")
    page = client.get(listed).text
    assert "问卷已删除" in page
    assert "另一份" not in page
    with store.reading() as session:
        assert session.exec(select(Question).where(Question.source == f"form:{desk.id}")).all() == []


def test_forms_are_found_by_their_title(client, cast, store, listed):
    Desk(client, store, cast, "手游 <b>招募</b>")
    assert "手游 &lt;b&gt;招募&lt;/b&gt;" in client.get(f"{listed}?q=招募").text
    assert "没有找到" in client.get(f"{listed}?q=%25").text


def test_questionnaires_of_others_are_not_there(client, outsider, cast, store, listed):
    desk = Desk(client, store, cast)
    pages = ("", "/settings", "/preview", "/preview/page", "/share", "/qr.svg", "/qr.png")
    assert outsider.get(listed).status_code == outsider.get(f"{listed}/create").status_code == 404
    for page in pages:
        assert outsider.get(desk.address + page).status_code == 404
        assert outsider.get(f"/studies/{cast.foreign_study}/forms/{desk.id}{page}").status_code == 404
    editing = "add-question update-question move-question duplicate-question delete-question add-page update-page"
    for verb in f"{editing} move-page delete-page undo settings publish close reopen duplicate delete".split():
        assert outsider.post(f"{desk.address}/{verb}", data={"revision": 1}).status_code == 404
    assert desk.form.revision == 1


def test_the_consent_promises_only_what_is_done(client, cast, store):
    form_id = forms.create_form(store, cast.owner, cast.study, "招募问卷")
    with store.reading() as session:
        blank = session.get_one(Form, form_id).definition
    for definition in (blank, HOUSE):
        text = definition["pages"][0]["description"]
        assert not [promise for promise in ("到期", "个月", "去掉", "只有研究小组") if promise in text]
        assert not [done for done in ("署名用化名", "撤回链接", "联系方式只用来联系你") if done not in text]
