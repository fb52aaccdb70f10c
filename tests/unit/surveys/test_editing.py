"""The plain editor's verbs: each gives a new draft, keeps names and values stable, and says what cannot be done."""

import json
from copy import deepcopy

import pytest

from workbench.errors import InvalidForm
from workbench.surveys import editing, load_form


def draft(*counts: int) -> dict:
    """A draft with so many text questions on each page: q1, q2, …"""
    made = editing.new_form("招募")
    for page, count in enumerate(counts):
        made = editing.add_page(made) if page else made
        for _ in range(count):
            made = editing.add_question(made, page, "text")
    return made


def names(definition: dict) -> list[list[str]]:
    return [[question["name"] for question in page["elements"]] for page in definition["pages"]]


def test_a_draft_made_by_hand_can_be_published():
    made = editing.new_form("招募")
    for number, kind in enumerate(["radiogroup", "checkbox", "dropdown", "boolean", "text", "comment", "rating"], 1):
        made = editing.update_question(editing.add_question(made, 0, kind), f"q{number}", {"title": "题目"})
    made = editing.update_form(made, {"description": "约 4 分钟", "pages": []})
    form = load_form(made, editing.new_rules()).form
    assert [question.name for question in form.questions] == ["q1", "q2", "q3", "q4", "q5", "q6", "q7"]
    assert str(form.description) == "约 4 分钟"


def test_no_verb_changes_what_it_is_given():
    given, rules = draft(2, 1), editing.set_role(draft(2, 1), editing.new_rules(), "q1", "contact")
    before = json.dumps([given, rules])
    editing.add_page(given)
    editing.add_question(given, 0, "checkbox")
    editing.update_question(given, "q1", {"title": "新", "type": "checkbox"})
    editing.update_page(given, 0, {"title": "新"})
    editing.update_form(given, {"title": "新"})
    editing.move_question(given, "q1", 1)
    editing.send_question(given, "q1", 1)
    editing.duplicate_question(given, "q1")
    editing.delete_question(given, rules, "q1")
    editing.move_page(given, 0, 1)
    editing.delete_page(given, rules, 0)
    editing.set_role(given, rules, "q1", None)
    assert json.dumps([given, rules]) == before


def test_names_count_on_from_the_highest_in_use():
    made, _ = editing.delete_question(draft(3), editing.new_rules(), "q2")
    assert names(editing.add_question(made, 0, "comment")) == [["q1", "q3", "q4"]]
    assert names(editing.duplicate_question(made, "q1")) == [["q1", "q4", "q3"]]


def test_a_question_moves_over_the_borders_of_pages():
    made = draft(2, 1)
    assert names(editing.move_question(made, "q1", 1)) == [["q2", "q1"], ["q3"]]
    assert names(editing.move_question(made, "q2", 1)) == [["q1"], ["q2", "q3"]]
    assert names(editing.move_question(made, "q3", -1)) == [["q1", "q2", "q3"], []]
    assert names(editing.send_question(made, "q1", 1)) == [["q2"], ["q3", "q1"]]


def test_pages_move_and_go_with_their_questions():
    made, rules = draft(1, 1), editing.set_role(draft(1, 1), editing.new_rules(), "q1", "motivation")
    assert names(editing.move_page(made, 0, 1)) == [["q2"], ["q1"]]
    left, kept = editing.delete_page(made, rules, 0)
    assert (names(left), kept["roles"]) == ([["q2"]], {})
    assert names(editing.add_page(left)) == [["q2"], []]
    assert editing.add_page(left)["pages"][1]["name"] == "page3"


def test_properties_are_set_and_taken_away():
    made = editing.update_question(draft(1), "q1", {"isRequired": True, "description": "说明", "title": "年龄"})
    assert made["pages"][0]["elements"][0] == {
        "type": "text", "name": "q1", "title": "年龄", "isRequired": True, "description": "说明"
    }  # fmt: skip
    made = editing.update_question(made, "q1", {"isRequired": False, "description": "", "title": ""})
    assert made["pages"][0]["elements"][0] == {"type": "text", "name": "q1", "title": ""}
    assert editing.update_page(made, 0, {"title": "关于你", "name": "x"})["pages"][0]["title"] == "关于你"


def test_a_new_type_keeps_what_both_have_and_gets_what_it_needs():
    made = editing.update_question(draft(1), "q1", {"placeholder": "例如", "inputType": "tel", "isRequired": True})
    single = editing.update_question(made, "q1", {"type": "radiogroup"})["pages"][0]["elements"][0]
    assert set(single) == {"type", "name", "title", "placeholder", "isRequired", "choices"}
    rating = editing.update_question(editing.add_question(draft(), 0, "rating"), "q1", {"rateMin": 0})
    assert rating["pages"][0]["elements"][0]["rateMin"] == 0


def test_a_contact_question_is_personal_data_until_it_is_none():
    made, rules = draft(1), editing.new_rules()
    contact = editing.set_role(made, rules, "q1", "contact")
    assert (contact["roles"], contact["pii"]) == ({"q1": "contact"}, ["q1"])
    assert editing.set_role(made, contact, "q1", "contact") == contact
    assert editing.set_role(made, contact, "q1", None) == rules
    assert editing.delete_question(made, contact, "q1")[1] == rules


def test_a_question_that_a_condition_asks_for_is_not_deleted():
    made = editing.update_question(draft(1, 1), "q2", {"visibleIf": "{Q1} = 1"})
    screened = {**editing.new_rules(), "screen_out": [{"id": "x", "if": "{q2} = 1", "reason": "x"}]}
    checked = editing.update_question(draft(1, 1), "q2", {"validators": [{"type": "expression", "expression": "{q1}"}]})
    for definition, rules, name in [
        (made, editing.new_rules(), "q1"),
        (made, screened, "q2"),
        (checked, screened, "q1"),
    ]:
        with pytest.raises(InvalidForm, match="还用在条件里"):
            editing.delete_question(definition, rules, name)
    with pytest.raises(InvalidForm, match="还用在条件里"):
        editing.delete_page(made, editing.new_rules(), 0)
    unreadable = editing.update_question(draft(1, 1), "q2", {"visibleIf": "{q1"})
    assert names(editing.delete_question(unreadable, editing.new_rules(), "q1")[0]) == [[], ["q2"]]


@pytest.mark.parametrize(
    ("verb", "arguments"),
    [
        (editing.add_question, (5, "text")),
        (editing.add_question, (0, "html")),
        (editing.update_question, ("q9", {})),
        (editing.update_question, ("q1", {"name": "age"})),
        (editing.update_question, ("q1", {"type": "file"})),
        (editing.move_question, ("q1", -1)),
        (editing.send_question, ("q1", 1)),
        (editing.move_page, (0, -1)),
        (editing.delete_page, (editing.new_rules(), 0)),
        (editing.set_role, (editing.new_rules(), "q1", "motive")),
        (editing.set_role, (editing.new_rules(), "q9", None)),
    ],
)
def test_what_cannot_be_done_ends_in_a_sentence(verb, arguments):
    with pytest.raises(InvalidForm) as refusal:
        verb(draft(1), *arguments)
    assert str(refusal.value.what).endswith("。")
    assert str(refusal.value.advice).endswith("。")


@pytest.mark.parametrize("lines", [" \n ", "a\nb\na", "\n".join(map(str, range(101)))])
def test_options_that_nobody_could_tell_apart_are_refused(lines):
    with pytest.raises(InvalidForm):
        editing.parse_choices(lines)


CHOICES = [{"value": "daily", "text": "每天"}, "每周", {"value": 3, "text": {"default": "Rarely", "zh-cn": "很少"}}]


def test_options_are_edited_as_lines_and_keep_their_values():
    assert editing.choices_text(CHOICES) == "每天\n每周\n很少"
    moved = editing.parse_choices("很少\n每天\n\n  每周 \n从不", CHOICES)
    assert [option["value"] for option in moved] == [3, "daily", "每周", "从不"]
    assert moved[0]["text"] == {"default": "Rarely", "zh-cn": "很少"}


def test_an_option_reworded_in_its_place_keeps_its_value():
    assert editing.parse_choices("每天都玩\n每周\n很少", CHOICES)[0] == {"value": "daily", "text": "每天都玩"}


def test_new_options_get_readable_values_of_their_own():
    current = deepcopy(CHOICES)
    made = editing.parse_choices("每天\n每周\n很少\nDaily\nother\n{'x'}\n“x”\n''", current)
    assert [option["value"] for option in made[3:]] == ["Daily 2", "other 2", "x", "“x”", "item"]
    assert current == CHOICES


BOXED = {
    "title": "t",
    "pages": [
        {
            "name": "p",
            "elements": [
                {"type": "text", "name": "a"},
                {
                    "type": "panel",
                    "name": "box",
                    "elements": [{"type": "text", "name": "b"}, {"type": "text", "name": "c"}],
                },
                {"type": "text", "name": "d"},
            ],
        },
        {"name": "p2", "elements": []},
    ],
}


def boxed(definition):
    return [
        (one["name"], [inner["name"] for inner in one.get("elements", ())])
        for one in definition["pages"][0]["elements"]
    ]


def test_questions_move_within_a_panel_and_out_of_it():
    assert boxed(editing.move_question(BOXED, "b", 1))[1] == ("box", ["c", "b"])
    assert boxed(editing.move_question(BOXED, "c", 1)) == [("a", []), ("box", ["b"]), ("c", []), ("d", [])]
    assert boxed(editing.move_question(BOXED, "b", -1)) == [("a", []), ("b", []), ("box", ["c"]), ("d", [])]


def test_a_question_is_put_before_another_wherever_that_stands():
    assert boxed(editing.put_question(BOXED, "d", "c"))[1] == ("box", ["b", "d", "c"])
    assert boxed(editing.put_question(BOXED, "b", "a"))[0] == ("b", [])
    assert [one["name"] for one in editing.send_question(BOXED, "box", 1)["pages"][1]["elements"]] == ["box"]
    with pytest.raises(InvalidForm, match="不能放到自己里面"):
        editing.put_question(BOXED, "box", "b")


def test_a_panel_is_copied_and_deleted_with_what_is_in_it():
    made = editing.duplicate_question(BOXED, "box")
    assert boxed(made)[2] == ("q1", ["q2", "q3"])
    rules = editing.set_role(BOXED, editing.new_rules(), "b", "motivation")
    made, kept = editing.delete_question(BOXED, rules, "box")
    assert boxed(made) == [("a", []), ("d", [])]
    assert kept["roles"] == {}


def test_a_part_of_an_answer_keeps_its_question():
    made = editing.update_question(BOXED, "d", {"visibleIf": "{b.row} = 1"})
    with pytest.raises(InvalidForm, match="不能删除"):
        editing.delete_question(made, editing.new_rules(), "b")


def test_a_question_is_added_right_after_another():
    assert boxed(editing.add_question(BOXED, 0, "nps", "b"))[1] == ("box", ["b", "q1", "c"])
