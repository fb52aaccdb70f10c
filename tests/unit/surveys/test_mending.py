"""What can be shown of an unfinished draft."""

from workbench.surveys import editing
from workbench.surveys.mending import EMPTY, UNTITLED, mended


def draft(*elements, **page):
    return {"title": "t", "pages": [{"name": "p1", "elements": list(elements), **page}, {"name": "p2", "elements": []}]}


def names(checked):
    return [[element.name for element in page.elements] for page in checked.form.pages]


def test_a_new_draft_says_where_it_is_empty():
    made = editing.add_question(editing.add_page(editing.new_form("t")), 0, "text")
    checked = mended(made, editing.new_rules())
    assert str(checked.form.pages[0].elements[0].title) == UNTITLED
    assert str(checked.form.pages[1].elements[0].title) == EMPTY


def test_what_is_wrong_is_left_out_with_what_asks_for_it():
    wrong = {"type": "imagepicker", "name": "a", "title": "t", "choices": [{"value": 1}]}
    asking = {"type": "text", "name": "b", "title": "t", "visibleIf": "{a} = 1"}
    rules = {**editing.new_rules(), "screen_out": [{"id": "x", "if": "{a} = 1", "reason": "r"}]}
    checked = mended(draft(wrong, asking), rules)
    assert names(checked)[0] == ["b"]
    assert checked.form.pages[0].elements[0].visible_if is None
    assert checked.rules.screen_out == ()


def test_a_wrong_condition_goes_alone_and_circles_are_opened():
    circle = [
        {"type": "text", "name": "a", "title": "t", "visibleIf": "{b} = 1"},
        {"type": "text", "name": "b", "title": "t", "visibleIf": "{a} = 1"},
    ]
    assert names(mended(draft(*circle), editing.new_rules()))[0] == ["a", "b"]
    unread = {"type": "text", "name": "a", "title": "t", "requiredIf": "{a"}
    assert names(mended(draft(unread, visibleIf="{c} = 1"), editing.new_rules()))[0] == ["a"]


def test_the_draft_stays_as_it_is():
    given = draft({"type": "text", "name": "a", "title": ""})
    mended(given, editing.new_rules())
    assert given == draft({"type": "text", "name": "a", "title": ""})


def test_what_cannot_be_mended_is_not_shown():
    assert mended({"title": "", "pages": [{"name": "p", "elements": []}]}, editing.new_rules()) is None
