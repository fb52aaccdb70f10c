"""Templates of the team: a form is kept as one, looked at, begun from, renamed, deleted."""

import pytest
from sqlmodel import select

from tests.web.writing import Desk
from workbench.storage.tables import Form, FormTemplate
from workbench.workflow import forms


@pytest.fixture
def kept(client, store, cast):
    """A template of 林晓's: its id."""
    form_id = forms.copy_house_form(store, cast.owner, cast.study, "mobile_game_beta")
    assert client.post(f"/studies/{cast.study}/forms/{form_id}/save-template").status_code == 303
    with store.reading() as session:
        return session.exec(select(FormTemplate.id)).one()


def address(cast, template, verb=""):
    return f"/studies/{cast.study}/forms/templates/{template}{verb}"


def test_a_template_is_listed_with_its_questions_counted(client, cast, kept):
    page = client.get(f"/studies/{cast.study}/forms/create").text
    assert "团队的模板" in page
    assert page.count("《云屿行记》封闭测试玩家招募问卷") >= 2
    assert "21 道题" in page.partition('id="team"')[2]


def test_a_template_and_a_form_of_the_house_can_be_looked_at(client, cast, kept):
    for page in (address(cast, kept), f"/studies/{cast.study}/forms/house/mobile_game_beta"):
        text = client.get(page).text
        assert "最近一个月，你多久玩一次手游？" in text
        assert "每天 / 一周 4–6 天" in text
        assert "用这一份" in text
    assert client.get(address(cast, 99)).status_code == 404
    assert client.get(address(cast, 2**70)).status_code == 404
    assert client.get(f"/studies/{cast.study}/forms/house/nothing").status_code == 404


def test_a_form_begins_as_a_template(client, store, cast, kept):
    response = client.post(f"/studies/{cast.study}/forms/create", data={"way": "template", "template": kept})
    with store.reading() as session:
        form = session.get_one(Form, int(response.location.rpartition("/")[2]))
        template = session.get_one(FormTemplate, kept)
    assert (form.definition, form.rules, form.status) == (template.definition, template.rules, "draft")


def test_what_belongs_to_a_study_stays_out_of_a_template(client, store, cast):
    desk = Desk(client, store, cast)
    with store.writing() as session:
        form = session.get_one(Form, desk.id)
        form.rules = {**form.rules, "typing": {"segments": []}}
    client.post(f"{desk.address}/save-template")
    with store.reading() as session:
        assert "typing" not in session.exec(select(FormTemplate)).one().rules


def test_a_template_is_renamed_and_deleted_by_whom_it_belongs_to(client, outsider, store, cast, kept):
    client.post(address(cast, kept, "/rename"), data={"title": " <b>招募</b> "})
    assert "&lt;b&gt;招募&lt;/b&gt;" in client.get(f"/studies/{cast.study}/forms/create").text
    client.post(address(cast, kept, "/rename"), data={"title": " "})
    assert "模板要有名称" in client.get(f"/studies/{cast.study}/forms/create").text
    theirs = f"/studies/{cast.foreign_study}/forms"
    assert "&lt;b&gt;招募" in outsider.get(f"{theirs}/create").text
    outsider.post(f"{theirs}/templates/{kept}/delete")
    assert "这个模板是别人存的" in outsider.get(f"{theirs}/create").text
    assert "data-ask" in client.get(f"/studies/{cast.study}/forms/create").text
    client.post(address(cast, kept, "/delete"))
    with store.reading() as session:
        assert session.exec(select(FormTemplate)).all() == []


def test_a_template_is_reached_only_from_a_study_of_one_s_own(client, outsider, cast, kept):
    assert outsider.get(address(cast, kept)).status_code == 404
    for verb in ("/rename", "/delete"):
        assert outsider.post(address(cast, kept, verb), data={"title": "x"}).status_code == 404
