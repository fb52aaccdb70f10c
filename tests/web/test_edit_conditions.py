"""Conditions, pictures, places and advice in the editor, by buttons that post: nothing here needs a script."""

import io
import json
from time import process_time

import pytest
from PIL import Image

from tests.imported import import_form
from tests.web.writing import Desk
from workbench.workflow.form_editing import find_question


@pytest.fixture
def desk(client, store, cast):
    made = Desk(client, store, cast)
    made.often = made.add("radiogroup", title="多久一次", choices="每天\n从不")
    made.why = made.add("comment", title="为什么")
    return made


def row(question, operator, *values, field="visible_if", at=0):
    """A row of a condition's menus as a browser posts it."""
    return {f"{field}:question": [question], f"{field}:operator": [operator], f"{field}:value:{at}": list(values)}


def save(desk, **fields):
    return desk.save(desk.why, kind="comment", page=1, title="为什么", **{"visible_if:way": "menus"}, **fields)


def picture():
    data = io.BytesIO()
    Image.effect_noise((160, 120), 80).convert("RGB").save(data, "PNG")
    return io.BytesIO(data.getvalue())


def test_a_row_is_added_its_question_chosen_and_nothing_saved_until_it_is_whole(desk):
    revision = desk.form.revision
    page = save(desk, step="visible_if:add").text
    assert "选一道题…" in page
    page = save(desk, step="visible_if:look", **row(desk.often, "")).text
    assert 'value="item1"' in page.partition("condition-values")[2]
    response = save(desk, **row(desk.often, "anyof"))
    assert response.status_code == 422
    assert "请给第 1 条选好题目" in response.text
    assert f'value="{desk.often}" selected' in response.text
    assert desk.form.revision == revision


def test_a_condition_is_saved_read_as_a_sentence_and_taken_away(desk):
    assert save(desk, **row(desk.often, "noneof", "item2")).status_code == 303
    assert desk.question(desk.why)["visibleIf"] == f"{{{desk.often}}} != 'item2'"
    assert "当 第 2 题选的不是“从不” 时才显示" in desk.page().text
    page = save(desk, step="visible_if:drop:0", **row(desk.often, "noneof", "item2")).text
    assert "总是显示。" in page
    assert save(desk).status_code == 303
    assert "visibleIf" not in desk.question(desk.why)


def test_two_rows_are_joined_and_shown_as_text_and_back(desk):
    rows = {
        "visible_if:question": [desk.often, "q1"],
        "visible_if:operator": ["anyof", "notempty"],
        "visible_if:value:0": ["item1", "item2"],
        "visible_if:joined": "or",
    }
    text = f"{{{desk.often}}} anyof ['item1', 'item2'] or {{q1}} notempty"
    page = save(desk, step="visible_if:text", **rows).text
    assert text.replace("'", "&#39;") in page
    posted = {"visible_if:way": "text", "visible_if:text": text}
    page = desk.save(desk.why, kind="comment", page=1, title="为什么", step="visible_if:menus", **posted).text
    assert '<option value="or" selected>' in page
    assert save(desk, **rows).status_code == 303
    assert desk.question(desk.why)["visibleIf"] == text


def test_a_condition_beyond_menus_stays_text(desk):
    text = "{q1} = 'agree' and ({q2} = 'item1' or {q2} empty)"
    posted = {"visible_if:way": "text", "visible_if:text": text}
    desk.save(desk.why, kind="comment", page=1, title="为什么", **posted)
    page = desk.page(f"?open={desk.why}").text
    assert "这条条件比较复杂" in page
    assert "才显示：{q1}" in desk.page().text


def test_a_question_is_wanted_on_a_condition(desk):
    fields = {**row(desk.often, "anyof", "item1", field="required_if"), "required_if:way": "menus"}
    assert save(desk, **fields).status_code == 303
    assert desk.question(desk.why)["requiredIf"] == f"{{{desk.often}}} = 'item1'"
    assert "时才必填" in desk.page().text


def test_a_page_gets_a_condition_on_the_pages_before_it(desk):
    page = desk.page("?page=1").text
    assert "我已读完上面的说明" in page.partition("什么时候显示这一页")[2]
    fields = {"visible_if:way": "menus", **row("q1", "anyof", "agree")}
    desk.post("update-page", page=1, title="关于你", description="", **fields)
    assert desk.form.definition["pages"][1]["visibleIf"] == "{q1} = 'agree'"
    refused = desk.post("update-page", page=1, title="没存上", description="", **{**fields, "visible_if:value:0": []})
    assert refused.status_code == 422
    assert 'value="没存上"' in refused.text


def test_a_question_is_put_before_another_or_at_the_end_of_a_page(desk):
    desk.post("put-question", name=desk.why, before="q1")
    assert desk.names() == [[desk.why, "q1"], [desk.often]]
    desk.post("put-question", name=desk.why, before="", page=1)
    assert desk.names() == [["q1"], [desk.often, desk.why]]
    response = desk.post("put-question", name=desk.why, before="gone")
    assert "没有叫“gone”的题" in desk.client.get(response.location).text


def test_pictures_are_uploaded_made_small_and_named_after_their_files(desk):
    name = desk.add("imagepicker")
    fields = {"name": name, "kind": "imagepicker", "page": 1, "title": "喜欢哪张", "choices": "选项 1\n选项 2"}
    files = {"picture:": [(picture(), "山.png"), (picture(), "海.png"), (picture(), "海.png")]}
    assert desk.post("update-question", **fields, **files).status_code == 303
    choices = desk.question(name)["choices"]
    assert [choice["text"] for choice in choices] == ["山", "海", "海 3"]
    assert all(len(choice["imageLink"]) < 10_000 for choice in choices)
    assert "发布之前" not in desk.page().text
    broken = desk.post(
        "update-question", **{**fields, "choices": "山\n海\n海 3"}, **{"picture:山": (io.BytesIO(b"x"), "a.png")}
    )
    assert broken.status_code == 422
    assert "这张图片打不开" in broken.text


def test_many_steps_are_undone_one_after_the_other(desk):
    for number in range(3):
        desk.save(desk.why, kind="comment", page=1, title=f"为什么 {number}")
    for expected in ("为什么 1", "为什么 0", "为什么"):
        desk.post("undo")
        assert desk.question(desk.why)["title"] == expected
    desk.post("redo")
    assert desk.question(desk.why)["title"] == "为什么 0"
    assert "没有可以重做的修改" not in desk.page().text


def test_advice_stands_beside_its_question_and_stops_nobody(desk):
    name = desk.add("boolean", title="你玩手游吗")
    desk.save(name, kind="boolean", page=1, title="你玩手游吗", **{"mark:false": "reject"})
    page = desk.page().text
    assert "1 条建议，不影响发布" in page
    assert page.count("二选一的题会让人看出你要找谁。") == 2
    assert desk.post("publish-form").status_code != 500


def test_only_questions_with_the_words_are_found(desk):
    page = desk.page("?q=多久").text
    assert "多久一次" in page
    assert 'data-name="q1"' not in page
    assert "没有找到" in desk.page("?q=没有的词").text


def test_panels_of_imported_forms_are_shown_and_edited(desk):
    inner = {"type": "text", "name": "inner", "title": "里面"}
    definition = {**desk.form.definition}
    definition["pages"][1]["elements"].append({"type": "panel", "name": "box", "title": "一组", "elements": [inner]})
    with desk.store.writing() as session:
        session.get_one(type(desk.form), desk.id).definition = definition
    assert "question-card inner" in desk.page().text
    assert desk.save("box", kind="panel", page=1, title="改过的一组").status_code == 303
    assert desk.save("inner", kind="text", page="in:box", title="改过的里面").status_code == 303
    assert find_question(desk.form.definition, "box")["elements"][0]["title"] == "改过的里面"
    assert desk.save("inner", kind="comment", page=0, title="改过的里面").status_code == 303
    assert desk.names()[0] == ["q1", "inner"]


def test_a_form_of_a_hundred_questions_is_edited_quickly(client, store, cast, desk):
    choices = [f"选项{number}" for number in range(6)]
    pages = [
        {
            "name": f"p{page}",
            "elements": [
                {"type": "radiogroup", "name": f"q{page}_{one}", "title": "题", "choices": choices} for one in range(10)
            ],
        }
        for page in range(10)
    ]
    desk.id = import_form(store, cast.owner, cast.study, json.dumps({"title": "百题", "pages": pages}))
    desk.address = f"/studies/{cast.study}/forms/{desk.id}"
    desk.page()
    begun = process_time()
    client.get(desk.post("move-question", name="q5_5", step=1).location)
    assert process_time() - begun < 1.5  # of one processor's time, the test's own check of the page included
