"""Questions under one heading: a panel is added, filled, emptied and dissolved, by buttons that post."""

import json

import pytest

from tests.imported import import_form
from tests.web.writing import Desk
from workbench.surveys import editing
from workbench.workflow.form_editing import find_question


@pytest.fixture
def desk(client, store, cast):
    made = Desk(client, store, cast)
    made.first, made.box = made.add("text", title="甲"), made.add("panel", title="关于设备")
    made.last = made.add("text", title="乙")
    return made


def inside(desk, name=""):
    """The names of what is in the panel."""
    return [one["name"] for one in find_question(desk.form.definition, name or desk.box)["elements"]]


def test_an_empty_panel_is_shown_and_stands_in_the_way_of_publishing(desk):
    assert inside(desk) == []
    page = desk.page().text
    assert "关于设备" in page
    assert "这个题组还没有题目" in page
    assert "（这个题组还没有题目）" in desk.page("/preview/page?page=2").text
    desk.post("publish")
    assert desk.form.status == "draft"


def test_a_question_is_added_to_a_panel_by_its_button(desk):
    response = desk.post("add-question", name=desk.box, page=f"in:{desk.box}")
    (name,) = inside(desk)
    assert f"open={name}" in response.location
    assert f'value="in:{desk.box}" selected' in desk.client.get(response.location).text


def test_a_question_goes_into_a_panel_and_out_of_it_from_its_own_menu(desk):
    assert "第 2 页 · 题组“关于设备”" in desk.page(f"?open={desk.last}").text
    desk.save(desk.last, kind="text", title="乙", page=f"in:{desk.box}")
    assert inside(desk) == [desk.last]
    assert "question-card inner" in desk.page().text
    desk.save(desk.last, kind="text", title="乙", page=0)
    assert inside(desk) == []
    assert desk.names()[0] == ["q1", desk.last]


def test_moving_down_and_up_leads_through_a_panel(desk):
    desk.post("move-question", name=desk.first, step=1)
    assert inside(desk) == [desk.first]
    desk.post("move-question", name=desk.last, step=-1)
    assert inside(desk) == [desk.first, desk.last]
    desk.post("move-question", name=desk.last, step=1)
    desk.post("move-question", name=desk.first, step=-1)
    assert desk.names()[1] == [desk.first, desk.box, desk.last]


def test_a_panel_does_not_enter_another(desk):
    other = desk.add("panel", title="另一组")
    desk.post("move-question", name=other, step=-1)
    desk.post("move-question", name=other, step=-1)
    assert desk.names()[1] == [desk.first, other, desk.box, desk.last]
    assert f'<option value="in:{desk.box}"' not in desk.page(f"?open={other}").text.partition('id="page"')[2]


def test_a_question_is_dropped_into_a_panel(desk):
    response = desk.post("put-question", name=desk.last, before="", page=f"in:{desk.box}")
    assert response.location.endswith(f"#q-{desk.last}")
    assert inside(desk) == [desk.last]
    response = desk.post("put-question", name=desk.box, before="", page=f"in:{desk.box}")
    assert "题目不能放到自己里面" in desk.client.get(response.location).text


def test_what_is_no_panel_takes_no_questions(desk):
    response = desk.post("put-question", name=desk.last, before="", page=f"in:{desk.first}")
    assert "这不是题组" in desk.client.get(response.location).text


def test_a_panel_that_is_dissolved_leaves_its_questions_with_its_condition(desk):
    condition = {"visible_if:way": "text", "visible_if:text": f"{{{desk.first}}} notempty"}
    desk.save(desk.box, kind="panel", title="关于设备", page=1, **condition)
    for name in (desk.first, desk.last):
        desk.post("put-question", name=name, before="", page=f"in:{desk.box}")
    desk.save(desk.last, kind="text", title="乙", page=f"in:{desk.box}", **{**condition, "visible_if:text": "{q1} = 1"})
    before = desk.form.definition
    response = desk.post("dissolve-panel", name=desk.box)
    assert "题组已拆开" in desk.client.get(response.location).text
    assert desk.names()[1] == [desk.first, desk.last]
    assert desk.question(desk.last)["visibleIf"] == f"({{{desk.first}}} notempty) and ({{q1}} = 1)"
    desk.post("undo")
    assert desk.form.definition == before


def test_a_filled_panel_can_be_published(desk):
    desk.post("put-question", name=desk.last, before="", page=f"in:{desk.box}")
    desk.post("publish")
    assert desk.form.status == "open"


def test_panels_in_panels_of_an_import_stay_and_can_be_dissolved(client, store, cast, desk):
    inner = {"type": "panel", "name": "inner", "elements": [{"type": "text", "name": "deep", "title": "深"}]}
    outer = {"type": "panel", "name": "outer", "title": "外", "elements": [inner]}
    definition = {"title": "T", "pages": [{"name": "p", "elements": [outer]}]}
    desk.id = import_form(store, cast.owner, cast.study, json.dumps(definition))
    desk.address = f"/studies/{cast.study}/forms/{desk.id}"
    assert 'value="in:outer" selected' in desk.page("?open=inner").text
    desk.save("inner", kind="panel", title="里", page="in:outer")
    assert inside(desk, "outer") == ["inner"]
    desk.post("dissolve-panel", name="outer")
    assert desk.names() == [["inner"]]
    assert [one["name"] for one in editing.elements(desk.form.definition)] == ["inner", "deep"]
