"""Marked options: written in the editor or on the page of rules, they are one thing; rules of other hands are shown."""

import json
import re

import html5lib
import pytest

from tests.imported import import_form
from tests.web.answering import answer
from tests.web.screening import people
from tests.web.writing import Desk
from workbench.storage.tables import Form
from workbench.workflow import forms
from workbench.workflow.form_editing import Author, changing

OFTEN = {"kind": "radiogroup", "page": 1, "title": "多久一次", "choices": "每天\n每周\n从不"}


@pytest.fixture
def desk(client, store, cast):
    return Desk(client, store, cast)


@pytest.fixture
def often(desk):
    """A question with the options 每天, 每周 and 从不, which are their own values."""
    return desk.add("radiogroup", **{name: OFTEN[name] for name in ("title", "choices")})


def mark(desk, name, **marks):
    """On the page of rules."""
    data = {"revision": desk.form.revision, "question": name, **{f"mark:{value}": one for value, one in marks.items()}}
    return desk.client.post(f"{desk.address}/screening/mark-options", data=data)


def chosen(desk, address, name=""):
    """The marks that a page has chosen, value → mark, and the words that stand in the place of others."""
    html = desk.client.get(desk.address + address).text
    table = next(one for one in html5lib.parse(html, namespaceHTMLElements=False).iter("table") if name in title(one))
    rows = [row for row in table.iter("tr") if row.find("td") is not None]
    ticked = [one for one in table.iter("input") if one.get("checked") is not None]
    told = ["".join(row.find("td").itertext()).strip() for row in rows if row.find("td").get("colspan")]
    return {one.get("name").removeprefix("mark:"): one.get("value") for one in ticked}, told


def title(table):
    return table.get("class") == "mark-table" and "".join(table.itertext())


def with_rule(store, cast, desk, condition, reason="太少", name="old"):
    """The draft with a rule as an import or an older version wrote it."""
    with changing(store, Author(cast.owner, desk.id, desk.form.revision), "test") as form:
        rule = {"id": name, "if": condition, "reason": reason}
        form.rules = {**form.rules, "screen_out": [*form.rules["screen_out"], rule]}


def test_a_mark_of_the_editor_is_a_mark_of_the_page_of_rules_and_the_other_way(desk, often):
    assert desk.save(often, **OFTEN, **{"mark:每天": "must", "mark:从不": "reject"}).status_code == 303
    assert desk.form.rules["options"] == {often: {"每天": "must", "从不": "reject"}}
    assert len(desk.form.rules["screen_out"]) == 1  # nothing but consent
    assert chosen(desk, "/screening", "每周") == ({"每天": "must", "每周": "may", "从不": "reject"}, [])
    assert mark(desk, often, 每天="may", 每周="reject").status_code == 303
    assert desk.form.rules["options"] == {often: {"每周": "reject", "从不": "reject"}}
    assert chosen(desk, f"?open={often}", "每周")[0] == {"每天": "may", "每周": "reject", "从不": "reject"}
    assert desk.page().text.count('pill-bad">不合格<') == 3  # with who does not consent


def test_saving_with_the_marks_as_they_are_is_no_change(desk, often):
    desk.save(often, **OFTEN, **{"mark:从不": "reject"})
    before = desk.form
    desk.save(often, **OFTEN, **{"mark:每天": "may", "mark:每周": "may", "mark:从不": "reject"})
    assert (desk.form.revision, desk.form.rules) == (before.revision, before.rules)


def test_a_question_saved_from_a_page_without_marks_keeps_them(desk, often):
    mark(desk, often, 从不="reject")
    desk.save(often, **OFTEN)
    assert desk.form.rules["options"] == {often: {"从不": "reject"}}


def test_a_mark_follows_its_option_and_goes_with_it(desk, often):
    desk.save(often, **OFTEN, **{"mark:每周": "must", "mark:从不": "reject", "mark:不存在": "reject"})
    desk.save(often, **{**OFTEN, "choices": "从不\n每星期\n每天"})  # 每周 was reworded in its place
    assert desk.form.rules["options"] == {often: {"每周": "must", "从不": "reject"}}
    desk.save(often, **{**OFTEN, "choices": "每天\n每星期"})
    assert desk.form.rules["options"] == {often: {"每周": "must"}}
    desk.post("undo")
    assert desk.form.rules["options"] == {often: {"每周": "must", "从不": "reject"}}


def test_a_question_of_another_kind_keeps_the_marks_of_what_can_still_be_chosen(desk, often):
    desk.save(often, **OFTEN, **{"mark:从不": "reject"})
    desk.save(often, **{**OFTEN, "kind": "checkbox"})
    assert desk.form.rules["options"] == {often: {"从不": "reject"}}
    desk.save(often, **{**OFTEN, "kind": "boolean"})
    assert desk.form.rules["options"] == {}


def test_an_unfinished_question_keeps_its_marks(desk):
    fields = {"kind": "rating", "page": 1, "title": "多重要", "low": "1"}
    name = desk.add("rating", title="多重要")
    for high in ("5", "500", "5"):  # a scale ends at 100
        desk.save(name, **fields, high=high, **({"mark:1": "reject"} if high == "5" else {}))
        assert desk.form.rules["options"] == {name: {"1": "reject"}}


@pytest.mark.parametrize(("kind", "value"), [("boolean", "false"), ("rating", "5"), ("radiogroup", "none")])
def test_all_that_can_be_chosen_can_be_marked(desk, kind, value):
    name = desk.add(kind, title="常玩吗", **({"choices": "玩\n不玩", "none": "1"} if kind == "radiogroup" else {}))
    fields = {"kind": kind, "page": 1, "title": "常玩吗", "choices": "玩\n不玩", "low": "1", "high": "5", "none": "1"}
    desk.save(name, **fields, **{f"mark:{value}": "reject"})
    assert desk.form.rules["options"] == {name: {value: "reject"}}
    assert re.search('pill-bad">不合格', desk.page().text.partition(f'data-name="{name}"')[2])


@pytest.mark.parametrize(
    ("condition", "values"),
    [
        ("{%s} = '每天'", ["每天"]),
        ("{%s} anyof ['每天', '从不']", ["每天", "从不"]),
        ("{%s} contains '从不'", ["从不"]),
        ("{%s} noneof ['每天']", ["每周", "从不"]),
        ("{%s} != '每天' and {%s} notempty", ["每周", "从不"]),
        ("{%s} = '每天' and {q1} = 'agree'", []),
        ("{%s} =", []),
    ],
)
def test_no_option_that_a_rule_turns_away_is_shown_as_unmarked(desk, often, store, cast, condition, values):
    with_rule(store, cast, desk, condition.replace("%s", often))
    for address in (f"?open={often}", "/screening"):
        marks, told = chosen(desk, address, "每周")
        assert marks == {value: "may" for value in ("每天", "每周", "从不") if value not in values}
        assert [one.startswith("不合格，按条件：太少") for one in told] == [True] * len(values)
    assert desk.page().text.count('pill-bad">不合格<') == 1 + len(values)


def test_a_rule_of_another_hand_stays_a_rule(desk, often, store, cast):
    with_rule(store, cast, desk, f"{{{often}}} = '每天'")
    before = desk.form.rules
    desk.save(often, **OFTEN, **{"mark:从不": "reject"})
    assert desk.form.rules == {**before, "options": {often: {"从不": "reject"}}}
    told = desk.client.get(desk.post("delete-question", name=often).location).text
    assert "还用在条件里，不能删除" in told


@pytest.mark.parametrize(("condition", "values"), [("contains '甲'", ["甲"]), ("noneof ['甲']", [])])
def test_of_several_options_one_counts_only_if_no_other_helps(desk, store, cast, condition, values):
    name = desk.add("checkbox", title="常玩什么", choices="甲\n乙\n丙")
    with_rule(store, cast, desk, f"{{{name}}} {condition}")
    assert chosen(desk, f"?open={name}", "甲")[0] == {one: "may" for one in "甲乙丙" if one not in values}


def test_a_problem_of_another_question_keeps_no_marks_from_being_saved(desk, often, store, cast):
    with changing(store, Author(cast.owner, desk.id, desk.form.revision), "test") as form:
        form.rules = {**form.rules, "options": {f"{often}0": {"x": "reject"}}}
    assert mark(desk, often, 从不="reject").status_code == 303
    assert desk.form.rules["options"][often] == {"从不": "reject"}


def test_marks_survive_the_file_and_turn_away_who_comes(desk, often, store, cast, anyone):
    desk.save(often, **OFTEN, **{"mark:从不": "reject"})
    form = desk.form
    text = json.dumps({"form": form.definition, "rules": form.rules})
    copied = import_form(store, cast.owner, cast.study, text)
    forms.publish_form(store, cast.owner, copied)
    with store.reading() as session:
        link = f"/s/{session.get_one(Form, copied).token}"
    second = answer(anyone, link, q1="agree").location
    answer(anyone, second, **{often: "从不"})
    ((person, sent),) = people(store)
    assert (person.state, sent.verdict_rule) == ("screened_out", f"option:{often}")
    shown = desk.client.get(f"/studies/{cast.study}/answers/form:{copied}/{person.id}").text
    assert "不合格</span> 多久一次" in shown
