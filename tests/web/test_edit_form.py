"""The editor: questions, pages, rules; nothing typed is lost, one step can be undone."""

import json

import pytest

from tests.imported import import_form
from tests.web.writing import Desk
from workbench.workflow.question_kinds import KINDS, UNASKED

HOSTILE = "<script>alert(1)</script>\"'"


def written(condition, field="visible_if"):
    """A condition as it is posted from its text field."""
    return {f"{field}:way": "text", f"{field}:text": condition}


@pytest.fixture
def desk(client, store, cast):
    return Desk(client, store, cast)


@pytest.mark.parametrize("kind", sorted({*KINDS} - {*UNASKED, "nps"}))
def test_every_kind_of_question_is_added_and_opened(desk, kind):
    name = desk.add(kind)
    page = desk.page(f"?open={name}")
    assert "编辑题目" in page.text
    assert f'value="{kind}" selected' in page.text


def test_words_without_a_question_are_the_page_s_own(desk):
    response = desk.post("add-question", page=1, kind="words")
    assert 'name="description"' in desk.client.get(response.location).text
    assert desk.names()[1] == []


def test_an_unknown_kind_is_refused_with_a_sentence(desk):
    response = desk.post("add-question", page=1, kind="html")
    assert "没有“html”这种题型" in desk.client.get(response.location).text


def test_a_question_is_saved_with_all_its_settings(desk):
    fields = {
        "title": "常玩哪几类？",
        "description": "可多选",
        "required": "1",
        "choices": "角色扮演\n\n 休闲益智 ",
        "other": "1",
    }
    name = desk.add("checkbox", **fields, none="1", most="2", topic="behaviour")
    question = desk.question(name)
    assert question["isRequired"] is question["showOtherItem"] is question["showNoneItem"] is True
    assert [choice["text"] for choice in question["choices"]] == ["角色扮演", "休闲益智"]
    assert question["maxSelectedChoices"] == 2
    assert desk.form.rules["roles"] == {name: "behaviour"}
    page = desk.page().text
    assert "常玩哪几类？" in page
    assert "行为" in page


def test_a_scale_has_ends_and_a_text_a_limit(desk):
    scale = desk.add("rating", title="多重要", low="0", high="10", low_text="不重要", high_text="很重要")
    text = desk.add("comment", title="为什么", length="200", topic="motivation")
    assert desk.question(scale)["rateMax"] == 10
    assert desk.question(text)["maxLength"] == 200
    assert "0 不重要 — 10 很重要" in desk.page().text


def test_saving_without_a_change_is_no_change(desk):
    name = desk.add("dropdown", title="城市", description="住在\r\n哪里", choices="北京\r\n上海")
    revision = desk.form.revision
    desk.save(name, kind="dropdown", page=1, title="城市", description="住在\r\n哪里", choices="北京\r\n上海")
    assert desk.form.revision == revision


def test_a_question_is_saved_and_the_next_one_opened(desk):
    name = desk.add("text", title="城市")
    response = desk.save(name, kind="text", page=1, title="你的城市", next="1")
    (_consent, (_name, following)) = desk.names()
    assert f"open={following}" in response.location
    assert desk.question(name)["title"] == "你的城市"


def test_rewording_an_option_keeps_its_value(desk):
    name = desk.add("radiogroup", title="多久一次", choices="每天\n每周")
    desk.save(name, kind="radiogroup", page=1, title="多久一次", choices="每周\n每天\n从不")
    assert [choice["value"] for choice in desk.question(name)["choices"]] == ["item2", "item1", "从不"]


def test_a_wrong_number_is_refused_and_nothing_typed_is_lost(desk):
    name = desk.add("rating", title="多重要")
    response = desk.save(name, kind="rating", page=1, title="改过的标题", low="一", high="5")
    assert response.status_code == 422
    assert "“一”不是整数" in response.text
    assert 'value="改过的标题"' in response.text
    assert desk.question(name)["title"] == "多重要"


def test_an_old_revision_is_a_conflict_and_nothing_typed_is_lost(desk):
    name = desk.add("text", title="城市")
    old = desk.form.revision
    desk.save(name, kind="text", page=1, title="别人改的")
    response = desk.save(name, kind="text", page=1, title="我写的", revision=old)
    assert response.status_code == 409
    assert "刚在别处改过" in response.text
    assert 'value="我写的"' in response.text
    assert f'name="revision" value="{desk.form.revision}"' in response.text
    assert desk.question(name)["title"] == "别人改的"


def test_what_was_typed_into_a_question_that_is_gone_is_shown(desk):
    name = desk.add("text", title="城市")
    desk.post("delete-question", name=name)
    response = desk.save(name, kind="text", page=1, title="我写的长长的题目")
    assert "已经不在问卷里" in response.text
    assert "我写的长长的题目" in response.text


def test_questions_move_over_the_borders_of_pages(desk):
    first, second = desk.add("text", title="甲"), desk.add("text", title="乙")
    desk.post("move-question", name=second, step=-1)
    assert desk.names() == [["q1"], [second, first]]
    response = desk.post("move-question", name=second, step=-1)
    assert response.location.endswith(f"#q-{second}")
    assert desk.names() == [["q1", second], [first]]
    desk.save(first, kind="text", title="甲", page=0)
    assert desk.names() == [["q1", second, first], []]


def test_a_question_is_copied_with_its_topic_and_opened(desk):
    name = desk.add("comment", title="为什么", topic="pain_point")
    response = desk.post("duplicate-question", name=name)
    copy = desk.names()[1][1]
    assert f"open={copy}" in response.location
    assert desk.question(copy)["title"] == "为什么"
    assert desk.form.rules["roles"][copy] == "pain_point"


def test_a_deleted_question_is_taken_back(desk):
    name = desk.add("radiogroup", title="多久一次", choices="每天\n从不")
    desk.save(name, kind="radiogroup", page=1, title="多久一次", choices="每天\n从不", **{"mark:item2": "reject"})
    before = desk.form
    response = desk.post("delete-question", name=name)
    assert "可以“撤销上一步”取回" in desk.client.get(response.location).text
    assert desk.form.rules["options"] == {}
    response = desk.post("undo")
    assert "已撤销：删除题目" in desk.client.get(response.location).text
    assert (desk.form.definition, desk.form.rules) == (before.definition, before.rules)
    assert "重做：删除题目" in desk.page().text
    desk.post("redo")
    assert desk.names()[1] == []


def test_a_new_form_has_nothing_to_undo(desk):
    assert "没有可以撤销的修改" in desk.client.get(desk.post("undo").location).text


def test_a_question_that_a_condition_asks_for_stays(desk):
    response = desk.post("delete-question", name="q1")
    assert "还用在条件里，不能删除" in desk.client.get(response.location).text
    assert desk.names()[0] == ["q1"]


def test_a_new_page_is_hidden_from_who_did_not_agree(desk):
    desk.post("add-page")
    assert [page.get("visibleIf") for page in desk.form.definition["pages"]][1:] == ["{q1} != 'disagree'"] * 2


def test_pages_get_texts_move_and_go(desk):
    desk.post("update-page", page=1, title="关于你", description="第一行\n第二行", **written("{q1} = 'agree'"))
    assert "第 2 页 · 关于你" in desk.page("?page=1").text
    assert desk.form.definition["pages"][1]["description"] == "第一行\n第二行"
    desk.post("move-page", page=1, step=-1)
    assert desk.form.definition["pages"][0]["title"] == "关于你"
    desk.post("update-page", page=0, title="", description="", **written(""))
    assert set(desk.form.definition["pages"][0]) == {"name", "elements"}
    desk.post("delete-page", page=0)
    assert len(desk.form.definition["pages"]) == 1


def test_a_page_that_is_gone_keeps_what_was_typed_out_of_harm(desk):
    response = desk.post("update-page", page=9, title="x")
    assert response.status_code == 422
    assert "已经不在问卷里" in response.text
    assert "没有这一页" in desk.client.get(desk.post("move-page", page=9, step=1).location).text


def test_settings_are_saved_or_come_back_as_typed(desk):
    good = {
        "title": "新标题",
        "description": "四分钟",
        "completedHtml": "谢谢",
        "consent_version": "2",
        "retention_months": "6",
    }
    assert desk.post("settings", **good).status_code == 303
    assert desk.form.title == desk.form.definition["title"] == "新标题"
    assert (desk.form.rules["consent_version"], desk.form.rules["retention_months"]) == ("2", 6)
    for name, value in (("title", " "), ("retention_months", "一年"), ("consent_version", "")):
        response = desk.post("settings", **{**good, "description": "改过的说明", name: value})
        assert response.status_code == 422
        assert "改过的说明" in response.text
    assert desk.post("settings", **good, revision=1).status_code == 409


def test_hostile_texts_are_shown_as_texts_everywhere(desk):
    name = desk.add("radiogroup", title=HOSTILE, description=HOSTILE, choices=f"{HOSTILE}\n好", reason=HOSTILE)
    desk.post("update-page", page=1, title=HOSTILE, description=HOSTILE)
    desk.post("settings", title=HOSTILE, consent_version=HOSTILE, retention_months="12")
    for query in ("", f"?open={name}", "?page=1", "/settings", "/preview", "/preview/page?page=2"):
        page = desk.page(query)
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "&lt;script&gt;alert" in page.text


def test_controls_are_taken_out_of_what_is_typed(desk):
    name = desk.add("text", title="城\x00市\x1b")
    assert desk.question(name)["title"] == "城市"


def test_problems_stand_beside_their_place(desk):
    desk.add("text")
    page = desk.page().text
    assert "发布之前还有 1 处要补" in page
    assert 'href="#q-q2"' in page
    assert 'class="field-problem">这道题还没有标题' in page
    name = desk.add("boolean", title="甲", **written("{q9} = 1"))
    assert f'href="#q-{name}"' in desk.page().text
    assert "没有叫“q9”的题" in desk.page().text


def test_an_imported_form_with_odd_names_can_be_edited(client, store, cast, desk):
    definition = {"title": "T", "pages": [{"name": "页", "elements": [{"type": "text", "name": "你的 年龄/岁&?"}]}]}
    desk.id = import_form(store, cast.owner, cast.study, json.dumps(definition))
    desk.address = f"/studies/{cast.study}/forms/{desk.id}"
    name = "你的 年龄/岁&?"
    assert "编辑题目" in client.get(desk.address, query_string={"open": name}).text
    assert desk.save(name, kind="number", page=0, title="年龄").status_code == 303
    assert desk.question(name)["inputType"] == "number"


def test_a_question_of_a_new_type_stays_open_for_its_settings(desk):
    name = desk.add("text", title="城市")
    assert f"open={name}" in desk.save(name, kind="radiogroup", page=1, title="城市").location
    assert "open=" not in desk.save(name, kind="radiogroup", page=1, title="城市", choices="北京\n上海").location


def test_options_that_nobody_wrote_stand_in_the_way_of_publishing(desk):
    name = desk.add("radiogroup", title="城市", choices="选项 1\n选项 2")
    assert "这道题的选项还没有写" in desk.page().text
    assert "这道题的选项还没有写" in desk.post("publish-form").text + desk.page().text
    assert desk.form.status == "draft"
    desk.save(name, kind="radiogroup", page=1, title="城市", choices="北京\n上海")
    assert "这道题的选项还没有写" not in desk.page().text
