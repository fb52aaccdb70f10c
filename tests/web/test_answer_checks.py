"""What a written answer has to be: set in the editor, said by the respondent's page in the author's words."""

import json

import pytest

from tests.imported import import_form
from tests.web.answering import answer
from tests.web.writing import Desk
from workbench.storage.tables import Form

TICKET = {"kind": "text", "page": 1, "title": "工单号", "pattern": "^[A-Z]{2}[0-9]{6}$", "pattern_text": "请填工单号。"}


@pytest.fixture
def desk(client, store, cast):
    return Desk(client, store, cast)


def asked(desk, store, anyone, name, value):
    """What comes of an answer on the second page of the published form."""
    assert desk.post("publish").status_code == 303
    with store.reading() as session:
        link = f"/s/{session.get_one(Form, desk.id).token}"
    return answer(anyone, answer(anyone, link, q1="agree").location, **{name: value})


@pytest.mark.parametrize(("value", "status"), [("AB123456", 303), ("工单 1", 422)])
def test_an_answer_of_another_format_is_refused_in_the_author_s_words(desk, store, anyone, value, status):
    name = desk.add("text", title="工单号")
    assert desk.save(name, **TICKET).status_code == 303
    assert 'value="^[A-Z]{2}[0-9]{6}$"' in desk.page(f"?open={name}").text
    told = asked(desk, store, anyone, name, value)
    assert told.status_code == status
    assert ("请填工单号。" in told.text) == (status == 422)


def test_a_pattern_that_cannot_be_searched_in_time_stands_in_the_way_of_publishing(desk):
    name = desk.add("text", title="工单号")
    desk.save(name, **{**TICKET, "pattern": "^(?=A)"})
    card = desk.page().text.partition(f'data-name="{name}"')[2]
    assert "这个正则表达式不能用" in card
    assert "这个正则表达式不能用" in desk.client.get(desk.post("publish").location).text


@pytest.mark.parametrize(("value", "status"), [("3", 303), ("三天", 422)])
def test_an_item_asks_for_what_was_chosen_for_it(desk, store, anyone, value, status):
    name = desk.add("multipletext", title="最近玩的一款", items="名字\n玩了几天")
    fields = {"kind": "multipletext", "page": 1, "title": "最近玩的一款", "items": "名字\n玩了几天"}
    assert desk.save(name, **fields, **{"input:item2": "number"}).status_code == 303
    assert [one.get("inputType") for one in desk.question(name)["items"]] == [None, "number"]
    assert asked(desk, store, anyone, f"{name}.item2", value).status_code == status


def test_saving_items_as_they_are_is_no_change(desk):
    name = desk.add("multipletext", title="最近玩的一款", items="名字\n玩了几天")
    revision = desk.form.revision
    fields = {"kind": "multipletext", "page": 1, "title": "最近玩的一款", "items": "名字\n玩了几天"}
    desk.save(name, **fields, **{"input:item1": "text", "input:item2": "text"})
    assert desk.form.revision == revision


SHARES = [
    {"name": "a", "title": "衣", "inputType": "number", "validators": [{"type": "numeric", "minValue": 0}]},
    {"name": "b", "title": "食", "inputType": "number"},
]
SUM = {"type": "expression", "expression": "{share.a} + {share.b} = 100", "text": "加起来要是 100。"}
OLDER = {"type": "expression", "expression": "{age} >= 18"}
CHECKED = {
    "title": "T",
    "pages": [
        {
            "name": "p",
            "elements": [
                {"type": "multipletext", "name": "share", "title": "花费", "items": SHARES, "validators": [SUM, OLDER]},
                {"type": "text", "name": "age", "title": "年龄", "inputType": "number"},
            ],
        }
    ],
}
SHARE = {"kind": "multipletext", "page": 0, "title": "花费", "items": "衣\n食"}


@pytest.fixture
def imported(store, cast, desk):
    desk.id = import_form(store, cast.owner, cast.study, json.dumps(CHECKED))
    desk.address = f"/studies/{cast.study}/forms/{desk.id}"
    return desk


def test_validators_of_an_import_are_shown_in_words_with_their_message(imported):
    card = imported.page("?open=share").text.partition("对回答的要求")[2]
    assert "<code>{share.a} + {share.b} = 100</code>" in card
    assert 'name="check:0" value="加起来要是 100。"' in card
    assert "第 2 题不小于“18” 时才能往下填" in card
    assert "“衣”：数字不小于 0" in card


def test_a_validator_says_something_else_and_the_others_stay(imported):
    words = {"check:0": "要凑满 100。", "check:1": "只找成年人。", "check:a:0": "不能是负数。"}
    assert imported.save("share", **SHARE, **words).status_code == 303
    share = imported.question("share")
    assert share["validators"] == [{**SUM, "text": "要凑满 100。"}, {**OLDER, "text": "只找成年人。"}]
    assert share["items"][0]["validators"] == [{"type": "numeric", "minValue": 0, "text": "不能是负数。"}]


def test_a_validator_is_removed_by_its_button_and_taken_back(imported):
    before = imported.form.definition
    response = imported.save("share", **SHARE, **{"check:0": SUM["text"], "check:1": "", "check:a:0": ""}, drop="0")
    assert "open=share" in response.location
    assert imported.question("share")["validators"] == [OLDER]
    imported.save("share", **SHARE, drop="a:0")
    assert "validators" not in imported.question("share")["items"][0]
    imported.post("undo")
    imported.post("undo")
    assert imported.form.definition == before


def test_saving_validators_as_they_are_is_no_change(imported):
    revision = imported.form.revision
    imported.save("share", **SHARE, **{"check:0": SUM["text"], "check:1": "", "check:a:0": ""})
    assert imported.form.revision == revision


@pytest.mark.parametrize(
    ("value", "said"),
    [("28", None), ("28.5", "年龄写整数。"), ("17", "只找成年人。"), ("28岁", "请只填数字"), ("", "请写年龄。")],
)
def test_a_number_is_whole_and_refused_in_the_author_s_words(desk, store, anyone, value, said):
    name = desk.add("number", title="年龄")
    told = {"smallest_text": "只找成年人。", "whole_text": "年龄写整数。", "required_text": "请写年龄。"}
    desk.save(name, kind="number", page=1, title="年龄", required="1", smallest="18", whole="1", **told)
    page = asked(desk, store, anyone, name, value)
    assert page.status_code == (422 if said else 303)
    assert said is None or said in page.text


@pytest.mark.parametrize(("value", "fits"), [("好", False), ("好得不得了", False), ("很好", True)])
def test_a_text_has_a_least_and_a_greatest_length(desk, store, anyone, value, fits):
    name = desk.add("text", title="怎样")
    desk.save(name, kind="text", page=1, title="怎样", shortest="2", length="4", length_text="两到四个字就好。")
    assert 'name="shortest" type="text" value="2"' in desk.page(f"?open={name}").text
    page = asked(desk, store, anyone, name, value)
    assert page.status_code == (303 if fits else 422)
    assert ("两到四个字就好。" in page.text) != fits


def test_a_length_that_nothing_fits_stands_in_the_way_of_publishing(desk):
    name = desk.add("text", title="怎样", shortest="9", length="4")
    assert "最少 9 个字做不到" in desk.page().text.partition(f'data-name="{name}"')[2]


def test_limits_are_told_beforehand_and_belong_to_their_question(desk, store, anyone):
    name = desk.add("checkbox", title="常玩", choices="甲\n乙\n丙\n丁", none="1", most="2")
    desk.post("publish")
    with store.reading() as session:
        link = f"/s/{session.get_one(Form, desk.id).token}"
    page = anyone.get(answer(anyone, link, q1="agree").location).text
    assert '<p class="help" id="q1-limits">最多选 2 项。</p>' in page
    assert 'aria-describedby="q1-limits"' in page
    assert page.count("data-alone") == 1
    assert f'name="{name}" value="none" data-alone' in page
