"""A question as fields and back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadInput, InvalidForm
from workbench.settings import SURVEY_FORMS
from workbench.surveys import editing, load_form
from workbench.workflow.own_rules import own_rule, rule_of, turned_away
from workbench.workflow.question_fields import QuestionFields, question_changes, read_fields
from workbench.workflow.question_kinds import KINDS, UNASKED, options

ASKED = sorted({*KINDS} - {*UNASKED, "nps", "imagepicker"})

HOUSE = SURVEY_FORMS / "mobile_game_beta"
DEFINITION, RULES = (json.loads((HOUSE / f"{name}.json").read_text("utf-8")) for name in ("form", "rules"))
QUESTIONS = [question for page in DEFINITION["pages"] for question in page["elements"]]
NONE = {"roles": {}, "screen_out": []}


def saved(question, fields):
    """The question after the editor saved `fields`."""
    definition = {"title": "t", "pages": [{"name": "p", "elements": [question]}]}
    name = question["name"]
    return editing.update_question(definition, name, question_changes(question, fields))["pages"][0]["elements"][0]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["name"])
def test_saving_a_question_as_it_was_read_changes_nothing_that_is_shown(question):
    fields = read_fields(question, RULES)
    assert read_fields(saved(question, fields), RULES) == fields


@given(st.sampled_from(ASKED), st.sampled_from(ASKED), st.text(max_size=20))
def test_a_question_of_any_kind_can_become_any_other_and_still_be_published(before, after, title):
    definition = editing.add_question(editing.new_form("t"), 0, "comment")
    question = definition["pages"][0]["elements"][0]
    for kind in (before, after):
        lines = dict.fromkeys(("choices", "rows", "columns", "items"), "甲\n乙")
        question = saved(question, QuestionFields(kind=kind, title=title.strip() or "t", low="1", high="5", **lines))
    assert read_fields(question, NONE).kind == after
    load_form({"title": "t", "pages": [{"name": "p", "elements": [question]}]}, editing.new_rules())


def test_several_languages_are_kept_when_one_is_reworded():
    question = {"type": "text", "name": "q", "title": {"default": "Age", "zh-cn": "年龄"}}
    assert saved(question, QuestionFields(kind="text", title="你的年龄"))["title"] == {
        "default": "Age",
        "zh-cn": "你的年龄",
    }


def test_a_length_kept_as_a_validator_moves_and_other_validators_stay():
    validators = [
        {"type": "text", "maxLength": 60, "minLength": 2},
        {"type": "email"},
        {"type": "text", "maxLength": 9},
    ]
    question = {"type": "text", "name": "q", "validators": validators}
    assert read_fields(question, NONE).length == "60"
    after = saved(question, QuestionFields(kind="text", length="50"))
    assert (after["maxLength"], after["validators"]) == (50, [{"type": "text", "minLength": 2}, {"type": "email"}])


@pytest.mark.parametrize("text", ["-1", "1.5", "一", "１２", "999999"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(BadInput, match="不是整数"):
        question_changes({"type": "comment", "name": "q"}, QuestionFields(kind="comment", length=text))


def test_a_closed_question_without_options_is_refused():
    with pytest.raises(InvalidForm, match="还没有选项"):
        question_changes({"type": "dropdown", "name": "q", "choices": ["a"]}, QuestionFields(kind="dropdown"))


def test_marked_options_of_forms_written_by_hand_are_read():
    read = {question["name"]: read_fields(question, RULES) for question in QUESTIONS}
    assert read["frequency"].outs == ("never",)
    assert read["frequency"].reason == "从来不玩手游，不在本次测试的招募范围"


@pytest.mark.parametrize("condition", ["{q} > 3", "{q} = 'a' and {p} = 'b'", "{p} = 'a'", "not {q}"])
def test_a_rule_that_no_card_can_show_is_left_alone(condition):
    assert own_rule({"screen_out": [{"id": "x", "if": condition, "reason": "r"}]}, "q") is None


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["C"], exclude_characters="\\"), min_size=1), min_size=1, unique=True
    )
)
def test_marked_options_survive_the_condition_they_become(values):
    question = {"type": "checkbox", "name": "q", "choices": values}
    rule = rule_of(question, options(question), values, "", None)
    assert own_rule({"screen_out": [rule]}, "q") is rule
    assert turned_away(rule) == values


def test_yes_and_no_can_be_marked():
    question = {"type": "boolean", "name": "q", "labelFalse": "不方便"}
    assert options(question) == [("true", "是"), ("false", "不方便")]
    rule = rule_of(question, options(question), ["false"], "", {"id": "old"})
    assert rule == {"id": "old", "if": "{q} anyof [false]", "reason": "不方便"}
