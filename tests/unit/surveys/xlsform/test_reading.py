"""The sheets of an XLSForm become a draft; what has no counterpart is named by its row."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.records.forms import Form
from workbench.surveys import load_form
from workbench.surveys.shape import read_record
from workbench.surveys.xlsform import read_xlsform

SURVEY = """
type|name|label|required|relevant|constraint|constraint_message|appearance|default|calculation
text|nick|称呼|yes
select_one often|often|多久一次||${nick} != ''|||minimal
begin_group|more|细节||${often} = 'daily' or selected(${often}, 'weekly')
select_multiple what|what|点什么|||count-selected(.) <= 2
integer|age.years|${nick}，你的年龄||not(selected(${what}, 'a'))|. >= 18 and . < 99|要年满 18 岁
begin_group|inner|再问一点
note|hint|请照实回答
text|why|为什么||||| multiline
end_group
end_group
rank what|order|排一排
range|score|打分
decimal|spend|花多少
date|day|哪一天
acknowledge|ok|我已看过
begin_repeat|meals|每一餐
text|dish|吃了什么
end_repeat
calculate|double|||||||| ${spend} * 2
image|photo|拍一张
text|code|编号||pulldata('a', 'b') = 1|regex(., '[0-9]{4}')|四位数字
text|city|城市|||||| 北京
"""
CHOICES = "list_name|name|label\noften|daily|每天\noften|weekly|每周\nwhat|a|米饭\nwhat|b|面条\nwhat|c|汤"
SETTINGS = "form_title|version\n一顿饭|7"


def rows(text):
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().split("\n")]
    return list(enumerate(lines, 1))


def read(survey=SURVEY, choices=CHOICES, settings=SETTINGS):
    return read_xlsform({"survey": rows(survey), "choices": rows(choices), "settings": rows(settings)}, "饭.xlsx")


@pytest.fixture(scope="module")
def form():
    return read()


def element(form, name, elements=None):
    for one in [one for page in form.definition["pages"] for one in page["elements"]] if elements is None else elements:
        if one["name"] == name:
            return one
        if found := element(form, name, one.get("elements", [])):
            return found
    return None


def test_it_may_be_published(form):
    load_form(form.definition, form.rules)
    assert form.definition["title"] == "一顿饭"


def test_groups_are_pages_and_panels(form):
    pages = form.definition["pages"]
    assert [page.get("title") for page in pages] == [None, "细节", None, None, None]
    assert pages[1]["visibleIf"] == "{often} = 'daily' or {often} = 'weekly'"
    assert [one["name"] for one in element(form, "inner")["elements"]] == ["hint", "why"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *(("nick", "text"), ("often", "dropdown"), ("what", "checkbox"), ("hint", "expression"), ("why", "comment")),
        *(("order", "ranking"), ("score", "rating"), ("spend", "text"), ("day", "text"), ("ok", "checkbox")),
    ],
)
def test_types_have_their_counterparts(form, name, kind):
    assert element(form, name)["type"] == kind


def test_conditions_limits_and_defaults_come_along(form):
    assert element(form, "often")["visibleIf"] == "{nick} notempty"
    assert element(form, "nick")["isRequired"]
    assert element(form, "what")["maxSelectedChoices"] == 2
    age = element(form, "age_years")
    assert age["visibleIf"] == "!({what} contains 'a')"
    assert age["title"] == "{nick}，你的年龄"
    assert (age["min"], age["max"], age["description"]) == (18, 98, "要年满 18 岁")
    assert element(form, "code")["validators"][0]["regex"] == "^(?:[0-9]{4})$"
    assert element(form, "city")["defaultValue"] == "北京"


def test_another_answer_in_words_is_our_other_option():
    form = read("type|name|label\nbegin_group|g|组\nselect_one what or_other|w|吃什么\nend_group")
    (question,) = form.definition["pages"][0]["elements"]
    assert question["showOtherItem"]
    assert [choice["value"] for choice in question["choices"]] == ["a", "b", "c"]
    assert form.left_out == read("type|name|label\ntext|a|b").left_out


def test_what_is_left_out_is_named_by_its_row(form):
    named = {(problem.row, problem.column) for problem in form.left_out}
    assert named == {(20, "double"), (21, "photo"), (22, "code"), (None, "settings")}
    assert {problem.column for problem in form.changed} == {"age.years", "meals", "code"}


def test_several_languages_stay_several_languages():
    form = read(
        "type|name|label::中文 (zh)|label::English (en)\ntext|q|为什么|Why", "list_name|name|label", "form_title\n甲"
    )
    assert element(form, "q")["title"] == {"default": "为什么", "zh-cn": "为什么", "en": "Why"}


@pytest.mark.parametrize(
    "survey",
    [
        "",
        "type|name|label\ntext|a|甲\ntext|a|乙",
        "type|name|label\nselect_one none|a|甲",
        "type|name|label\nbegin_group|g|甲",
    ],
)
def test_what_is_no_xlsform_is_refused_with_the_reason(survey):
    with pytest.raises(BadInput):
        read(survey)


def test_a_workbook_without_the_sheet_is_refused():
    with pytest.raises(BadInput, match="survey"):
        read_xlsform({"choices": rows(CHOICES)}, "x.xlsx")


@pytest.mark.parametrize(
    "survey", ["type|name|label\n" + "note|a|b\n" * 3_001, "type|name|label\ntext|a|" + "长" * 10_001]
)
def test_one_that_is_too_large_is_refused(survey):
    with pytest.raises(BadInput, match="超过"):
        read(survey)


def load_shape(definition):
    """Whatever came of it has the shape of a form, but perhaps no questions yet."""
    form, problems = read_record(Form, "form.json", definition)
    assert form or all("elements" in problem.column for problem in problems), problems


CELL = st.sampled_from(
    ["", "text", "select_one what", "begin_group", "end_group", "a", "b", "${a}", "${a} = 1", "yes", "甲", "note"]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(CELL, min_size=1, max_size=6), max_size=8))
def test_any_sheet_gives_a_draft_or_a_sentence(cells):
    survey = [["type", "name", "label", "relevant", "required", "default"], *cells]
    sheets = {"survey": list(enumerate(survey, 1)), "choices": rows(CHOICES)}
    with suppress(BadInput):
        load_shape(read_xlsform(sheets, "x.xlsx").definition)
