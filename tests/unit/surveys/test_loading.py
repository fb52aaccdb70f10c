"""A form is taken as it is or refused with every place that is wrong; what is taken has an immutable name."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.surveys.samples import KINDS, RULES, form_of, line, pick
from workbench.errors import InvalidForm
from workbench.surveys import house_forms, load_form


def problems_of(definition: object, rules: object = RULES) -> dict[str, str]:
    with pytest.raises(InvalidForm) as refusal:
        load_form(definition, rules)
    return {problem.column: str(problem.expected) for problem in refusal.value.problems}


def problems_with(*elements: dict, **rules: object) -> dict[str, str]:
    form = {"title": "招募", "pages": [{"name": "page1", "elements": list(elements)}]}
    return problems_of(form, {**RULES, **rules})


def test_every_kind_of_question_is_read():
    assert [question.name for question in form_of(KINDS).form.questions] == [one["name"] for one in KINDS]


def test_the_forms_of_the_house_load():
    forms = house_forms()
    assert "mobile_game_beta" in [form.folder for form in forms]
    assert all(form.question_count and str(form.title) for form in forms)


def test_the_hash_names_form_and_rules_whatever_the_order_of_keys():
    first = {"title": "招募", "pages": [{"name": "p", "elements": [line("a")]}]}
    turned = {"pages": [{"elements": [{"name": "a", "type": "text"}], "name": "p"}], "title": "招募"}
    assert load_form(first, RULES).hash == load_form(turned, RULES).hash
    assert load_form(first, RULES).hash != load_form({**first, "title": "招募 2"}, RULES).hash
    assert load_form(first, RULES).hash != load_form(first, {**RULES, "retention_months": 6}).hash


def test_texts_may_come_in_several_languages():
    title = {"default": "Beta", "zh-cn": "内测"}
    form = load_form({"title": title, "pages": [{"name": "p", "elements": [line("a")]}]}, RULES).form
    assert (str(form.title), form.title.into("en"), form.title.into("zh_CN")) == ("内测", "Beta", "内测")
    assert str(form.questions[0].heading) == "a"
    only = load_form({"title": {"en": "Beta"}, "pages": [{"name": "p", "elements": [line("a")]}]}, RULES).form
    assert str(only.title) == "Beta"


@pytest.mark.parametrize(
    ("element", "place", "hint"),
    [
        ({"type": "html", "name": "a", "html": "<b>"}, "elements[0]", "HTML"),
        ({"type": "file", "name": "a"}, "elements[0]", "文件"),
        ({"type": "signaturepad", "name": "a"}, "elements[0]", "签名"),
        ({"type": "matrixdropdown", "name": "a"}, "elements[0]", "matrix"),
        ({"type": "radiogrup", "name": "a"}, "elements[0]", "radiogroup"),
        ({"type": "radio", "name": "a"}, "elements[0]", "radiogroup"),
        ({"name": "a"}, "elements[0]", "type"),
        ({"type": "text"}, "elements[0].name", "缺少"),
        (line("a", isrequired=True), "elements[0].isrequired", "isRequired"),
        (line("a", choices=["x"]), "elements[0].choices", "不能用在这里"),
        (line("a", zzz=1), "elements[0].zzz", "不认识"),
        (line("a", onValueChanged="alert()"), "elements[0].onValueChanged", "脚本"),
        (line("a", enableIf="{b} = 1"), "elements[0].enableIf", "没有叫“b”的题"),
        (line("a", isRequired="yes"), "elements[0].isRequired", "true"),
        (line("a", inputType="color"), "elements[0].inputType", "email"),
        (line("a", title="字" * 1001), "elements[0].title", "1000"),
        (line("a", title=3), "elements[0].title", "文字"),
        (line("a", title={}), "elements[0].title", "文字"),
        (line("a", title=""), "elements[0].title", "空"),
        (line("a.b"), "elements[0].name", "不能用的字符"),
        (line(" a"), "elements[0].name", "不能用的字符"),
        (line("a", validators=[{"type": "regex", "regex": "(?=a)"}]), "elements[0].validators[0].regex", "断言"),
        (line("a", validators=[{"type": "answercount", "minCount": 1}]), "elements[0].validators[0]", "这种题"),
        (line("a", inputType="number", min="一"), "elements[0].min", "数字"),
        (line("a", inputType="date", min="2026-02-30"), "elements[0].min", "日期"),
        (line("a", inputType="number", min=5, max=1), "elements[0].min", "大于最大值"),
        (line("a", min=1), "elements[0].min", "数字"),
        (pick("a"), "elements[0].choices", "空"),
        (pick("a", *map(str, range(101))), "elements[0].choices", "100"),
        (pick("a", "x", "X"), "elements[0].choices[1]", "不止一次"),
        (pick("a", "x", "other", showOtherItem=True), "elements[0].choices[1]", "不止一次"),
        (pick("a", "x", " y"), "elements[0].choices[1]", "看不见"),
        (pick("a", {"text": "没有值"}), "elements[0].choices[0].value", "缺少"),
        (pick("a", True), "elements[0].choices[0].value", "文字或数字"),
        (pick("a", {"value": 1, "text": "长" * 1001}), "elements[0].choices[0].text", "1000"),
        (pick("a", choicesByUrl={"url": "http://x"}), "elements[0].choicesByUrl", "外部网址"),
        (pick("a", "x") | {"type": "checkbox", "minSelectedChoices": 2}, "elements[0].minSelectedChoices", "做不到"),
        ({"type": "rating", "name": "a", "rateMin": 5, "rateMax": 5}, "elements[0]", "档"),
        ({"type": "rating", "name": "a", "rateMax": 100}, "elements[0]", "档"),
        ({"type": "rating", "name": "a", "rateStep": 0}, "elements[0].rateStep", "不能小于 1"),
        (line("a", visibleIf="{b} = 1"), "elements[0].visibleIf", "没有叫“b”的题"),
        (line("a", visibleIf="{a = 1"), "elements[0].visibleIf", "成对"),
        (line("a", visibleIf="a = 1"), "elements[0].visibleIf", "要写成 {a}"),
        (line("a", requiredIf="{aa} = 1"), "elements[0].requiredIf", "是不是“a”"),
        (line("a", validators=[{"type": "expression", "expression": "{b}"}]), "elements[0].validators[0]", "没有叫“b”"),
    ],
)
def test_a_wrong_question_is_refused_with_its_place_and_a_hint(element, place, hint):
    problems = problems_with(element)
    assert hint in problems[f"form.json: pages[0].{place}"]


def test_pages_and_questions_have_names_of_their_own():
    problems = problems_with(line("page1"), line("b"), line("B"), pick("q", "x", showOtherItem=True), line("q-Comment"))
    assert [place.split(": ")[1] for place in problems] == [f"pages[0].elements[{number}].name" for number in (0, 2, 4)]


def test_a_form_without_questions_or_with_too_many_is_refused():
    assert "空" in problems_of({"title": "x", "pages": []})["form.json: pages"]
    assert "空" in problems_of({"title": "x", "pages": [{"name": "p", "elements": []}]})["form.json: pages[0].elements"]
    halves = [{"name": f"p{page}", "elements": [line(f"q{page}_{n}") for n in range(251)]} for page in range(2)]
    assert "500" in problems_of({"title": "x", "pages": halves})["form.json: pages"]
    assert "空" in problems_of({"title": "", "pages": [{"name": "p", "elements": [line("a")]}]})["form.json: title"]


@pytest.mark.parametrize(
    "elements",
    [
        [line("a", visibleIf="{a} = 1")],
        [line("a", visibleIf="{b} = 1"), line("b", visibleIf="{c} = 1"), line("c", visibleIf="{A} = 1")],
        [pick("a", "x", showOtherItem=True, visibleIf="{a-Comment} = 'x'")],
    ],
)
def test_conditions_that_go_in_a_circle_are_refused(elements):
    assert "绕成了一圈" in problems_with(*elements)["form.json"]


def test_a_page_is_not_shown_on_account_of_a_question_on_it():
    page = {"name": "p", "visibleIf": "{a} = 1", "elements": [line("a")]}
    assert "绕成了一圈" in problems_of({"title": "x", "pages": [page]})["form.json"]


def test_rules_may_only_speak_of_what_there_is():
    rule = {"id": "young", "if": "{agee} < 18", "reason": "未成年"}
    problems = problems_with(
        line("age"), roles={"motiv": "motivation"}, pii=["aeg"], screen_out=[rule, {**rule, "if": "{age} <"}]
    )
    assert "motiv" in problems["rules.json: roles.motiv"]
    assert "是不是“age”" in problems["rules.json: pii[0]"]
    assert "是不是“age”" in problems["rules.json: screen_out[0].if"]
    assert "不止一次" in problems["rules.json: screen_out[1].id"]


@pytest.mark.parametrize(
    ("rules", "place", "hint"),
    [
        ({"roles": {"a": "motive"}}, "roles.a", "motivation"),
        ({"quotas": [{"id": "c", "title": "t", "if": "{a} notempty", "size": 0}]}, "quotas[0].size", "不能小于 1"),
        ({"score": [{"id": "s", "if": "{b} = 1", "points": 1, "reason": "r"}]}, "score[0].if", "没有叫“b”的题"),
        ({"options": {"a": {"x": "must"}}}, "options.a", "没有选项"),
        ({"retention_months": 0}, "retention_months", "不能小于 1"),
        ({"screen_out": [{"id": "x", "iff": "{a}", "reason": "r"}]}, "screen_out[0].iff", "“if”"),
        ({"secret": 1}, "secret", "不认识"),
    ],
)
def test_wrong_rules_are_refused_with_their_place_and_a_hint(rules, place, hint):
    assert hint in problems_with(line("a"), **rules)[f"rules.json: {place}"]


def test_all_problems_are_told_at_once():
    assert len(problems_with(line("a", zzz=1), {"type": "html", "name": "b"}, retention_months=0)) == 3


deep: list = []
for _ in range(3000):
    deep = [deep]


@pytest.mark.parametrize(
    "value", [None, 5, "x", [], {1: 2}, {"title": "\ud800"}, {"title": float("nan")}, deep, {"a": {1}}]
)
def test_what_is_no_form_at_all_ends_in_a_sentence(value):
    assert all(sentence.endswith("。") for sentence in problems_of(value).values())


def test_a_form_of_more_than_a_megabyte_is_refused():
    assert "1000000" in problems_of({"title": "x" * 1_000_001})["form.json"]


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "name", "choices", "title", "pages", "elements", "x"]), inner, max_size=4
        )
    ),
)


@given(_json, _json)
def test_any_json_is_a_form_or_refused(element, page):
    for value in (element, {"title": "x", "pages": [{"name": "p", "elements": [element]}, page]}):
        with pytest.raises(InvalidForm) as refusal:
            load_form(value, RULES)
        assert all(str(problem.expected) for problem in refusal.value.problems)


def test_a_form_as_the_respondent_may_see_it_holds_nothing_of_the_rules():
    rule = {"id": "secret-rule", "if": "{a} = 'x'", "reason": "不合适"}
    form = form_of([line("a")], rules={"screen_out": [rule], "roles": {"a": "segment"}})
    assert not {"secret-rule", "不合适", "segment"} & set(json.dumps(form.form.model_dump()).split('"'))
