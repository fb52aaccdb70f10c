"""A form is refused that asks for what does not exist or has pages that nobody can ever see."""

import time

import pytest

from tests.unit.surveys.samples import RULES, line, pick
from workbench.errors import InvalidForm
from workbench.surveys import house_forms, load_form
from workbench.surveys.loading import load_published

AGE = line("age", inputType="number", min=18)
LIKES = {"type": "checkbox", "name": "likes", "choices": ["钓鱼", "种田", "对战"]}
GRID = {"type": "matrix", "name": "grid", "rows": ["速度", "价格"], "columns": ["好", "差"]}
LINES = {"type": "multipletext", "name": "where", "items": [{"name": "city"}, {"name": "area"}]}
ORDER = {"type": "ranking", "name": "order", "choices": ["快", "稳"]}
SCORE = {"type": "rating", "name": "score", "rateMin": 1, "rateMax": 5}
OFTEN = pick("often", "daily", "never")
ASKED = [OFTEN, AGE, LIKES, GRID, LINES, ORDER, SCORE, line("word"), line("day", inputType="date")]


def problems_of(*pages: dict) -> dict[str, str]:
    """The problems of a form whose first page asks all kinds of questions, by place."""
    first = {"name": "p0", "elements": ASKED}
    named = [{"name": f"p{number}", "elements": [line(f"x{number}")], **page} for number, page in enumerate(pages, 1)]
    try:
        load_form({"title": "t", "pages": [first, *named]}, RULES)
    except InvalidForm as refusal:
        return {problem.column.removeprefix("form.json: "): str(problem.expected) for problem in refusal.problems}
    return {}


@pytest.mark.parametrize(
    ("condition", "hint"),
    [
        ("{often} = 'dayly'", "是不是“daily”"),
        ("{often} anyof ['never', 'sometimes']", "只有 daily、never"),
        ("{likes} contains '钓 鱼'", "是不是“钓鱼”"),
        ("{score} = 7", "只有 1、2、3、4、5"),
        ("{grid.速度} = '中'", "只有 好、差"),
        ("{grid.速率} = '好'", "是不是“速度”"),
        ("{where.street} notempty", "没有“street”"),
        ("{order} = ['快', '稳']", "{order[0]}"),
        ("{order[-1]} = '快'", "从 0 数起"),
        ("{order[0]} = '快' and {order} != ['稳', '快']", "{order[0]}"),
    ],
)
def test_a_condition_that_asks_in_vain_is_refused_with_a_suggestion(condition, hint):
    assert hint in problems_of({"visibleIf": condition})["pages[1].visibleIf"]


@pytest.mark.parametrize(
    "condition",
    [
        "{often} = 'daily' and {often} = 'never'",
        "{often} = 'daily' and {often} empty",
        "{age} < 18",
        "{age} >= 30 and {age} < 30",
        "{likes} allof ['钓鱼', '种田'] and {likes} noneof ['种田']",
        "{score} > 5",
        "sum({score}, {score}) = 7",
        "{word} = 'a' and {word} = 'b'",
        "{x2} = 'later'",
        "false",
    ],
)
def test_a_page_that_nobody_can_reach_is_refused(condition):
    assert "永远不会显示" in problems_of({"visibleIf": condition}, {})["pages[1].visibleIf"]


@pytest.mark.parametrize(
    "condition",
    [
        "{often} = 'daily' or {often} empty",
        "{age} < 19",
        "{age} > 20.5 and {age} < 21.5",
        "{age} * 2 + 1 = 4711",
        "{likes} allof ['钓鱼', '种田'] and {likes} noneof ['对战']",
        "{likes.length} = 2",
        "{word} contains '北京' and {word} contains '上海'",
        "{word} > '2020' and {word} < '2021'",
        "{word} notempty and {word} != 'a' and {word} != 'b'",
        "{day} > '2026-01-01'",
        "age({day}) < 0",
        "{grid.速度} = '好' and {grid.价格} = '差'",
        "{where.city} contains '京'",
        "{order[0]} = '快'",
        "iif({often} = 'daily', {score}, 0) > 4",
        "!({often} = 'daily')",
    ],
)
def test_a_page_that_somebody_may_reach_is_taken(condition):
    assert problems_of({"visibleIf": condition}) == {}


def test_what_hangs_on_a_question_that_never_shows_is_refused_as_well():
    hidden = pick("b", "x", visibleIf="{often} = 'daily' and {often} = 'never'")
    found = problems_of({"elements": [hidden, line("c")]}, {"visibleIf": "{b} = 'x'"})
    assert sorted(found) == ["pages[1].elements[0].visibleIf", "pages[2].visibleIf"]
    panel = {"type": "panel", "name": "g", "visibleIf": "{age} < 0", "elements": [line("d")]}
    assert list(problems_of({"elements": [panel, line("e")]})) == ["pages[1].elements[0].visibleIf"]


def test_a_default_answers_before_its_page_comes():
    assert problems_of({"visibleIf": "{x2} = 'ja'"}, {"elements": [line("x2", defaultValue="ja")]}) == {}


def test_a_version_that_was_published_under_an_older_linter_stays_open():
    pages = [{"name": "p0", "elements": [OFTEN]}, {"name": "p1", "visibleIf": "{often} = 'dayly'", "elements": [AGE]}]
    form = {"title": "t", "pages": pages}
    with pytest.raises(InvalidForm):
        load_form(form, RULES)
    assert [page.name for page in load_published(form, RULES).form.pages] == ["p0", "p1"]


def test_the_forms_of_the_house_have_nothing_of_the_kind():
    assert len(house_forms()) >= 5


def test_a_form_of_500_questions_is_looked_through_in_time():
    def asked(page: int, number: int) -> dict:
        names = [f"{{q{page - 1}_{other}}} = 'o{other}'" for other in range(3)]
        shown = {"visibleIf": " and ".join(names)} if page else {}
        return pick(f"q{page}_{number}", *[f"o{option}" for option in range(10)], **shown)

    pages = [{"name": f"p{page}", "elements": [asked(page, number) for number in range(10)]} for page in range(50)]
    started = time.process_time()
    load_form({"title": "t", "pages": pages}, RULES)
    assert time.process_time() - started < 5
