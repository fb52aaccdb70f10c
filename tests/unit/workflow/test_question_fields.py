"""A question as fields and back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadInput, InvalidForm
from workbench.settings import SURVEY_FORMS
from workbench.surveys import editing, load_form
from workbench.workflow.question_fields import QuestionFields, question_changes, read_fields
from workbench.workflow.question_kinds import KINDS, UNASKED

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
    fields = read_fields(question, NONE)
    assert (fields.shortest, fields.length, [*fields.checks]) == ("2", "60", ["1", "2"])
    after = saved(question, fields.model_copy(update={"length": "50", "checks": {"1": ""}}))
    assert (after["maxLength"], after["validators"]) == (50, [{"type": "text", "minLength": 2}, {"type": "email"}])


@pytest.mark.parametrize("text", ["-1", "1.5", "一", "１２", "999999"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(BadInput, match="不是整数"):
        question_changes({"type": "comment", "name": "q"}, QuestionFields(kind="comment", length=text))


def test_a_closed_question_without_options_is_refused():
    with pytest.raises(InvalidForm, match="还没有选项"):
        question_changes({"type": "dropdown", "name": "q", "choices": ["a"]}, QuestionFields(kind="dropdown"))


def test_a_pattern_with_its_sentence_stands_among_other_validators():
    validators = [{"type": "email"}, {"type": "regex", "regex": "^a", "caseInsensitive": True, "text": "a 开头"}]
    question = {"type": "text", "name": "q", "validators": [*validators, {"type": "regex", "regex": "z$"}]}
    fields = read_fields(question, NONE)
    assert (fields.pattern, fields.pattern_text) == ("^a", "a 开头")
    assert saved(question, fields)["validators"] == question["validators"]
    after = saved(question, fields.model_copy(update={"pattern": " ^b ", "pattern_text": ""}))
    changed = {"type": "regex", "regex": "^b", "caseInsensitive": True}
    assert after["validators"] == [{"type": "email"}, changed, {"type": "regex", "regex": "z$"}]
    without = saved(after, fields.model_copy(update={"pattern": ""}))
    assert without["validators"] == [{"type": "email"}, {"type": "regex", "regex": "z$"}]


@pytest.mark.parametrize("kind", ["text", "comment"])
def test_a_first_pattern_is_added_and_a_sentence_alone_is_none(kind):
    question = {"type": kind, "name": "q"}
    made = saved(question, QuestionFields(kind=kind, title="t", pattern="^1", pattern_text="1 开头"))
    assert made["validators"] == [{"type": "regex", "regex": "^1", "text": "1 开头"}]
    assert "validators" not in saved(question, QuestionFields(kind=kind, title="t", pattern_text="1 开头"))


def test_items_ask_for_what_was_chosen_and_unknown_kinds_change_nothing():
    items = [{"name": "a", "title": "甲", "inputType": "tel", "isRequired": True}, {"name": "b", "title": "乙"}]
    question = {"type": "multipletext", "name": "q", "items": items}
    assert read_fields(question, NONE).inputs == {"a": "tel", "b": "text"}
    inputs = {"a": "text", "b": "number", "gone": "date"}
    after = saved(question, QuestionFields(kind="multipletext", title="t", items="丙\n甲\n乙", inputs=inputs))
    assert after["items"] == [
        {"name": "item1", "title": "丙"},
        {"name": "a", "title": "甲", "isRequired": True},
        {"name": "b", "title": "乙", "inputType": "number"},
    ]
    same = saved(after, read_fields(after, NONE).model_copy(update={"inputs": {"b": "script"}}))
    assert same["items"] == after["items"]


RICH = [
    {
        "type": "matrix",
        "name": "m",
        "rows": ["a", {"value": "b", "text": "乙", "randomize": False}],
        "columns": [{"value": 1, "text": "差"}, {"value": 2, "text": "好"}],
        "rowOrder": "random",
        "cellType": "checkbox",
        "eachRowRequired": True,
    },
    {
        "type": "ranking",
        "name": "r",
        "choices": [{"value": "x", "text": "甲", "visibleIf": "{m} notempty"}, "y", "z"],
        "choicesOrder": "random",
        "selectToRankEnabled": True,
        "maxSelectedChoices": 2,
    },
    {
        "type": "multipletext",
        "name": "t",
        "items": [{"name": "brand", "title": "品牌", "isRequired": True}, {"name": "x"}],
    },
    {"type": "text", "name": "n", "inputType": "number", "min": 1.5, "max": 9, "step": 0.5, "defaultValue": 3},
    {"type": "text", "name": "d", "inputType": "date", "min": "2026-01-01", "defaultValue": "2026-02-01"},
    {"type": "boolean", "name": "b", "defaultValue": False, "requiredIf": "{n} > 3"},
    {"type": "checkbox", "name": "c", "choices": [1, 2, 3], "defaultValue": [1, 3], "choicesOrder": "random"},
    {"type": "dropdown", "name": "o", "choices": ["a", "b"], "defaultValue": "b", "placeholder": "请选"},
    {"type": "rating", "name": "s", "rateMin": 0, "rateMax": 10, "defaultValue": 0},
    {"type": "expression", "name": "w", "description": "读一读"},
]


@pytest.mark.parametrize("question", RICH, ids=lambda question: question["type"])
def test_what_no_field_shows_survives_another_title(question):
    fields = read_fields(question, NONE)
    after = saved(question, fields.model_copy(update={"title": "新标题"}))
    assert read_fields(after, NONE) == fields.model_copy(update={"title": "新标题"})
    kept = {name: value for name, value in after.items() if name in question and name not in ("choices", "rows")}
    assert kept == {name: value for name, value in question.items() if name not in ("choices", "rows")} | {
        name: kept[name] for name in ("columns", "items") if name in kept
    }


def test_all_but_the_last_options_are_shuffled():
    question = {"type": "radiogroup", "name": "q", "choices": ["a", "b", "c"]}
    after = saved(question, QuestionFields(title="t", choices="a\nb\nc", random=True, fixed="1"))
    assert after["choicesOrder"] == "random"
    assert [choice.get("randomize", True) for choice in after["choices"]] == [True, True, False]
    assert (read_fields(after, NONE).random, read_fields(after, NONE).fixed) == (True, "1")
    moved = saved(after, QuestionFields(title="t", choices="c\na\nb", random=True, fixed="1"))
    assert [choice["value"] for choice in moved["choices"] if choice.get("randomize") is False] == ["b"]
    calm = saved(moved, QuestionFields(title="t", choices="c\na\nb", fixed="1"))
    assert "choicesOrder" not in calm
    assert all("randomize" not in choice for choice in calm["choices"])


def test_items_keep_their_names_when_they_are_reworded():
    question = {"type": "multipletext", "name": "q", "items": [{"name": "brand", "title": "牌子", "inputType": "tel"}]}
    after = saved(question, QuestionFields(kind="multipletext", title="t", items="品牌"))
    assert after["items"] == [{"inputType": "tel", "name": "brand", "title": "品牌"}]
    after = saved(after, QuestionFields(kind="multipletext", title="t", items="型号: 内部\n品牌"))
    assert [item["name"] for item in after["items"]] == ["item1", "brand"]


def test_a_picture_is_left_behind_by_a_question_without_pictures():
    question = {"type": "imagepicker", "name": "q", "choices": [{"value": "a", "text": "甲", "imageLink": "data:x"}]}
    assert saved(question, QuestionFields(title="t", choices="甲"))["choices"] == [{"value": "a", "text": "甲"}]


@pytest.mark.parametrize("text", ["三", "1e5", "1,5"])
def test_a_limit_that_is_no_number_is_refused(text):
    with pytest.raises(BadInput, match="不是数字"):
        question_changes({"type": "text", "name": "q"}, QuestionFields(kind="number", smallest=text))
