"""What a form cannot take is refused at its place, with the reason or with what to write instead."""

import pytest

from tests.unit.surveys.kinds import MATRIX, PICTURES, PNG, RANKING, TEXTS, WORDS
from tests.unit.surveys.samples import RULES, form_of, line, pick
from workbench.errors import InvalidForm
from workbench.surveys import load_form


def problems_with(*elements: dict) -> dict[str, str]:
    form = {"title": "招募", "pages": [{"name": "page1", "elements": list(elements)}]}
    with pytest.raises(InvalidForm) as refusal:
        load_form(form, RULES)
    places: dict[str, str] = {}
    for problem in refusal.value.problems:
        place = problem.column.removeprefix("form.json: pages[0].elements[0]").lstrip(".")
        places[place] = places.get(place, "") + str(problem.expected)
    return places


def panel(*elements: dict, **more: object) -> dict:
    return {"type": "panel", "name": more.pop("name", "p"), "elements": list(elements), **more}


@pytest.mark.parametrize(
    ("element", "place", "hint"),
    [
        ({"type": "matrixdynamic", "name": "a"}, "", "增加"),
        ({"type": "paneldynamic", "name": "a"}, "", "增加"),
        ({"type": "tagbox", "name": "a"}, "", "checkbox"),
        ({"type": "slider", "name": "a"}, "", "rating"),
        ({"type": "image", "name": "a"}, "", "imagepicker"),
        ({**WORDS, "expression": "{a} + 1"}, "expression", "算出来"),
        ({"type": "expression", "name": "a"}, "", "空"),
        ({**WORDS, "isRequired": True}, "isRequired", "不能用在这里"),
        ({"type": "boolean", "name": "a", "valueTrue": "yes"}, "valueTrue", "radiogroup"),
        ({"type": "rating", "name": "a", "rateValues": [1]}, "rateValues", "rateMin"),
        (pick("a", "x", choicesOrder="asc"), "choicesOrder", "random"),
        (pick("a", "x", choicesFromQuestion="b"), "choicesFromQuestion", "choicesVisibleIf"),
        (pick("a", "x", showCommentArea=True), "showCommentArea", "简答题"),
        (pick("a", {"value": "x", "showCommentArea": True}), "choices[0].showCommentArea", "showOtherItem"),
        (line("a", setValueIf="{a} = 1"), "setValueIf", "算出来"),
        (line("a", defaultValueExpression="today()"), "defaultValueExpression", "defaultValue"),
        (line("a", valueName="b"), "valueName", "name"),
        (line("a", titleLocation="left"), "titleLocation", "删去"),
        ({**MATRIX, "rowsVisibleIf": "{a} = 1"}, "rowsVisibleIf", "拆成另一道题"),
        ({**MATRIX, "isAllRowRequired": True}, "isAllRowRequired", "eachRowRequired"),
        ({**MATRIX, "rows": ["a", "A"]}, "rows[1]", "不止一次"),
        ({**MATRIX, "columns": []}, "columns", "空"),
        ({**RANKING, "choices": ["a"]}, "choices", "至少 2 项"),
        ({**RANKING, "minSelectedChoices": 9}, "minSelectedChoices", "做不到"),
        ({**TEXTS, "items": [{"name": "a"}, {"name": "A"}]}, "items[1].name", "不止一次"),
        ({**TEXTS, "items": [{"name": "a.b"}]}, "items[0].name", "不能用的字符"),
        ({**PICTURES, "choices": [{"value": "a", "imageLink": "https://x/y.png"}]}, "choices[0].imageLink", "外部网址"),
        (
            {**PICTURES, "choices": [{"value": "a", "imageLink": PNG.replace("png", "jpeg")}]},
            "choices[0].imageLink",
            "打不开",
        ),
        (
            {**PICTURES, "choices": [{"value": "a", "imageLink": "data:image/svg+xml;base64,PHN2Zz4="}]},
            "choices[0].imageLink",
            "jpeg",
        ),
        (pick("a", "x", choicesVisibleIf="{itm} = 1"), "choicesVisibleIf", "item"),
        (pick("a", {"value": "x", "enableIf": "{nobody} = 1"}), "choices[0].enableIf", "没有叫"),
        (panel(line("a", visibleIf="{zz} = 1"), enableIf="{yy} = 1"), "elements[0].visibleIf", "没有叫“zz”"),
        (panel(line("a"), enableIf="{yy} = 1"), "enableIf", "没有叫“yy”"),
        (panel(line("a"), isRequired=True), "isRequired", "不能用在这里"),
        (panel(), "elements", "空"),
        (
            panel(panel(panel(panel(line("a"), name="s"), name="r"), name="q")),
            "elements[0].elements[0].elements[0]",
            "3 层",
        ),
        (pick("often", "x", description="你说{oftn}"), "description", "是不是“often”"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_place_and_a_hint(element, place, hint):
    assert hint in problems_with(element)[place]


@pytest.mark.parametrize(
    "element",
    [
        pick("a", "x", defaultValue="y"),
        pick("a", "x", "y") | {"type": "checkbox", "maxSelectedChoices": 1, "defaultValue": ["x", "y"]},
        line("a", inputType="number", defaultValue="三"),
        {"type": "boolean", "name": "a", "defaultValue": "是"},
        {"type": "rating", "name": "a", "defaultValue": 9},
        {**MATRIX, "defaultValue": {"art": 7}},
        {**MATRIX, "defaultValue": ["art"]},
        {**RANKING, "defaultValue": ["钓鱼", "没有的"]},
    ],
)
def test_what_stands_there_first_must_be_an_answer_to_the_question(element):
    assert "能有的回答" in problems_with(element)["defaultValue"]


@pytest.mark.parametrize(
    "element",
    [
        pick("a", "x", defaultValue="x"),
        pick("a", "x", "y") | {"type": "checkbox", "defaultValue": ["x"]},
        line("a", inputType="date", defaultValue="2026-11-22"),
        {"type": "boolean", "name": "a", "defaultValue": False},
        {**MATRIX, "defaultValue": {"art": 2}},
        {**RANKING, "defaultValue": ["对战", "种田", "钓鱼"]},
        {**TEXTS, "defaultValue": {"nick": "小满", "age": 28}},
    ],
)
def test_a_fitting_default_is_taken(element):
    assert form_of([element]).form.questions[0].default_value is not None


@pytest.mark.parametrize(
    "elements",
    [
        [pick("a", "x", choicesVisibleIf="{a} = 'x'")],
        [pick("a", {"value": "x", "visibleIf": "{b} = 1"}), line("b", visibleIf="{a} = 'x'")],
        [line("a", enableIf="{b} = 1"), line("b", enableIf="{a} = 1")],
        [panel(line("a"), visibleIf="{a} = 1")],
    ],
)
def test_conditions_of_options_panels_and_closed_questions_may_not_go_in_a_circle(elements):
    form = {"title": "招募", "pages": [{"name": "page1", "elements": elements}]}
    with pytest.raises(InvalidForm) as refusal:
        load_form(form, RULES)
    assert any("绕成了一圈" in str(problem.expected) for problem in refusal.value.problems)


def test_the_pictures_of_a_page_are_light_together():
    heavy = {"value": "a", "imageLink": PNG[:-2] + "A" * 30_000 + "=="}
    problems = problems_with({**PICTURES, "choices": [heavy, {**heavy, "value": "b"}]})
    assert "最多 24 KB" in problems["form.json: pages[0]"]
