"""Names in braces that would show nothing are told beforehand, with their place."""

import pytest

from workbench.surveys import editing, load_form
from workbench.surveys.advice import advise
from workbench.surveys.piping import piped

GAME = {"type": "text", "name": "game", "title": "在玩什么", "isRequired": True}


def told(*pages, **form):
    """What is said of names in braces: the rule and the place."""
    given = [{"name": f"p{number}", **page} for number, page in enumerate(pages)]
    checked = load_form({"title": "t", "pages": given, **form}, editing.new_rules())
    found = [one for one in advise(checked) if one.rule.startswith("repeats_")]
    return [(one.rule, one.question if one.page is None else one.page) for one in found]


def page(*elements, **more):
    return {"elements": list(elements), **more}


def words(name, title, **more):
    return {"type": "text", "name": name, "title": title, **more}


def test_an_answer_that_everybody_gave_before_may_be_repeated():
    assert told(page(GAME), page(words("why", "为什么玩{game}？"))) == []


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        ([page(words("why", "{nosuch}怎样？"))], ("repeats_nothing", "why")),
        ([page(GAME, words("why", "为什么玩{game}？"))], ("repeats_too_late", "why")),
        ([page(words("why", "为什么玩{Game}？")), page(GAME)], ("repeats_too_late", "why")),
        ([page(GAME | {"isRequired": False}), page(words("why", "{game}怎样？"))], ("repeats_perhaps_nothing", "why")),
        (
            [page(GAME), page(words("a", "b"), description="{later}"), page(words("later", "c"))],
            ("repeats_too_late", 1),
        ),
    ],
)
def test_a_name_that_shows_nothing_is_told_at_its_place(pages, found):
    assert told(*pages) == [found]


def test_words_in_a_panel_and_before_the_first_page_are_looked_at():
    panel = {"type": "panel", "name": "box", "title": "{nosuch}", "elements": [words("in", "{other}")]}
    assert told(page(panel), description="{game}") == [
        ("repeats_nothing", 0),
        ("repeats_nothing", "box"),
        ("repeats_nothing", "in"),
    ]


def test_an_optional_answer_may_be_repeated_where_it_is_a_condition():
    optional = GAME | {"isRequired": False}
    assert told(page(optional), page(words("why", "为什么玩{game}？", visibleIf="{game} notempty"))) == []
    assert told(page(optional), page(words("why", "为什么玩{game}？"), visibleIf="{game} notempty")) == []


def test_what_shows_under_the_same_condition_was_answered():
    agree = {"type": "boolean", "name": "ok", "title": "同意吗", "isRequired": True}
    agreed = {"visibleIf": "{ok} = true"}
    assert told(page(agree), page(GAME, **agreed), page(words("why", "为什么玩{game}？"), **agreed)) == []
    found = told(page(agree), page(GAME, **agreed), page(words("why", "为什么玩{game}？")))
    assert found == [("repeats_perhaps_nothing", "why")]


def test_thanks_repeat_no_answer():
    assert told(page(GAME), completedHtml="谢谢，{game}！") == [("repeats_in_thanks", None)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("你说“{game}”最好玩", "你说最好玩"),
        ("《{game}》（{game}）", ""),
        ("“{game}》", "“》"),
        ("“{nosuch}”", "“{nosuch}”"),
    ],
)
def test_quotation_marks_around_no_answer_go_with_it(text, shown):
    form = load_form({"title": "t", "pages": [{"name": "p", **page(GAME)}]}, editing.new_rules()).form
    title = form.pages[0].elements[0].title
    assert piped(title.model_copy(update={"root": {"default": text}}), form, {}) == shown
    filled = piped(title.model_copy(update={"root": {"default": "“{game}”"}}), form, {"game": "原神"})
    assert filled == "“原神”"
