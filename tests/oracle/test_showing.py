"""What shows of a form, in which order and with which words, and what is kept at the end, is as in survey-core."""

import random
import re

from tests.oracle.survey_core import ask
from tests.unit.surveys.kinds import FIRST, NPS, SECOND
from tests.unit.surveys.samples import RULES
from workbench.surveys import load_form
from workbench.surveys.filling import complete, defaults, visible_pages
from workbench.surveys.showing import settled, visible_options
from workbench.workflow.form_screens import screen

CASES = 400
COMING = {
    "type": "checkbox",
    "name": "coming",
    "title": "{nps} 分",
    "choices": [
        {"value": "u", "visibleIf": "{nps} > 6"},
        {"value": "v", "visibleIf": "{look} = 'ink'"},
        "w",
        "x",
        {"value": "y", "randomize": False},
        {"value": "z", "randomize": False},
    ],
    "choicesVisibleIf": "{item} != {left}",
    "choicesOrder": "random",
    "showOtherItem": True,
    "showNoneItem": True,
    "noneText": "都没有",
    "showRefuseItem": True,
    "showDontKnowItem": True,
}
LEFT = {"type": "dropdown", "name": "left", "title": "不要哪个", "choices": ["w", "x", "y"], "defaultValue": "x"}
CLOSED = {
    "type": "text",
    "name": "closed",
    "title": "{rate.art}、{where.周末}、{who.nick}",
    "enableIf": "{coming} contains 'w'",
}
ROWS = {"type": "matrix", "name": "rows", "columns": ["1"], "rows": [*"abcdef"], "rowOrder": "random"}
INNER = {
    "type": "panel",
    "name": "inner",
    "enableIf": "{nps} < 9",
    "visibleIf": "{coming} notempty",
    "elements": [{"type": "text", "name": "deep", "title": "{coming}", "visibleIf": "{left} != 'y'"}, ROWS],
}
FORM = {
    "title": "t",
    "pages": [
        {"name": "one", "elements": [*FIRST, LEFT]},
        {"name": "two", "elements": SECOND},
        {"name": "words", "visibleIf": "{nps} > 3", "elements": [{"type": "expression", "name": "hi", "title": "好"}]},
        {"name": "three", "visibleIf": "{left} = 'w' or {nps} > 5", "elements": [COMING, CLOSED, INNER]},
    ],
}
VALUES = {
    "nps": list(range(11)),
    "left": ["w", "x", "y"],
    "look": ["ink", "pixel"],
    "coming": [["w"], ["u", "v"], ["x", "y", "z"], ["none"], ["u", "w"]],
    "where": [{"周末": ["手机"]}, {"平时": ["电脑"], "周末": ["手机", "电脑"]}],
    "rate": [{"art": 3}, {"art": 1, "music": 2}],
    "who": [{"nick": "小满"}, {"age": 28}],
    "closed": ["c"],
    "deep": ["d"],
    "why": ["w"],
    "rows": [{"a": "1"}],
    "order": [["种田", "钓鱼", "对战"]],
}
CHECKED = load_form(FORM, RULES)
COMING_QUESTION = next(one for one in CHECKED.form.questions if one.name == "coming")


def cases() -> list[dict]:
    chance = random.Random(4)
    steps = [
        [[name, chance.choice(VALUES[name])] for name in chance.choices(list(VALUES), k=chance.randint(0, 14))]
        for _ in range(CASES)
    ]
    return [{"form": FORM, "seed": chance.randint(1, 2**31 - 1), "steps": one} for one in steps]


def ours(case: dict) -> dict:
    form, answers = CHECKED.form, settled(CHECKED.form, defaults(CHECKED))
    for name, value in case["steps"]:
        if name != "coming" or set(value) <= {one.value for one in visible_options(COMING_QUESTION, answers)}:
            answers = settled(form, {**answers, name: value})
    screens = [screen(CHECKED, page, answers, case["seed"]) for page in visible_pages(CHECKED, answers)]
    shown = [(one, page.say(one.element.heading)) for page in screens for one in page.questions]
    return {
        "shown": [
            {
                "name": one.element.name,
                "open": one.open,
                "options": [choice.value for choice in one.options] or None,
                "rows": [row.key for row in one.rows] or None,
                "title": title,
            }
            for one, title in shown
        ],
        "pages": list(visible_pages(CHECKED, answers)),
        "completed": complete(CHECKED, answers),
    }


def comparable(seen: dict) -> dict:
    """Texts of lists differ in how their items are joined; nothing else does."""
    titles = [re.sub(", ?", "、", one["title"]) for one in seen["shown"]]
    return {**seen, "shown": [{**one, "title": title} for one, title in zip(seen["shown"], titles, strict=True)]}


def test_a_page_is_shown_and_completed_as_survey_core_does():
    made = cases()
    for case, theirs in zip(made, ask("showing.mjs", made), strict=True):
        assert comparable(ours(case)) == comparable(theirs), case["steps"]


def test_the_scale_of_a_recommendation_begins_at_nought():
    form = {"title": "t", "pages": [{"name": "p", "elements": [NPS]}]}
    (theirs,) = ask("showing.mjs", [{"form": form, "seed": 1, "steps": [["nps", 0]]}])
    assert theirs["completed"] == {"nps": 0}
