"""The way through a form: pages come and go with the answers, nothing is lost on it, and it ends in a verdict."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.surveys.samples import form_of, line, pick
from workbench.errors import NotFound
from workbench.records.screening import Verdict
from workbench.surveys.filling import (
    check_page,
    complete,
    first_open_page,
    next_page,
    previous_page,
    verdict,
    visible_pages,
    visible_questions,
)

RULES = {
    "screen_out": [
        {"id": "no_consent", "if": "{consent} = 'no'", "reason": "不同意参加"},
        {"id": "never", "if": "{often} = 'never' and {device} notempty", "reason": "从来不玩"},
    ]
}
FORM = form_of(
    [pick("consent", "yes", "no", isRequired=True)],
    [
        pick("often", "daily", "never", isRequired=True, visibleIf="{consent} = 'yes'"),
        line("why", visibleIf="{consent} = 'yes' and {often} = 'never'"),
    ],
    [line("device", requiredIf="{often} = 'daily'")],
    rules=RULES,
    visibleIf="{consent} = 'yes'",
)
YES = {"consent": "yes"}


def test_pages_follow_each_other_as_the_answers_show_them():
    assert (visible_pages(FORM, YES), visible_pages(FORM, {})) == ((0, 1, 2), (0,))
    assert [next_page(FORM, page, YES) for page in (-1, 0, 1, 2)] == [0, 1, 2, None]
    assert [previous_page(FORM, page, YES) for page in (0, 1, 2)] == [None, 0, 1]
    assert next_page(FORM, 0, {"consent": "no"}) is None
    assert previous_page(FORM, 2, {"consent": "no"}) == 0


def test_a_page_that_is_hidden_shows_no_question():
    page = FORM.form.pages[2]
    assert visible_questions(page, {}) == ()
    assert [question.name for question in visible_questions(page, YES)] == ["device"]


def test_a_required_question_is_asked_for_and_says_so():
    values, problems = check_page(FORM, 0, {}, {})
    assert (values, problems[0].column, str(problems[0].expected)) == ({}, "consent", "这一题需要回答。")
    strict = form_of([line("a", isRequired=True, requiredErrorText="请留个称呼。")])
    assert str(check_page(strict, 0, {"a": [" "]}, {})[1][0].expected) == "请留个称呼。"
    many = form_of([pick("a", "x", isRequired=True) | {"type": "checkbox"}])
    assert str(check_page(many, 0, {"a": [""]}, {})[1][0].expected) == "请至少选一项。"


def test_a_question_may_be_required_only_on_a_condition():
    assert check_page(FORM, 2, {"device": [""]}, {**YES, "often": "daily"})[1]
    assert check_page(FORM, 2, {"device": [""]}, {**YES, "often": "never"})[1] == []


def test_a_question_that_an_answer_on_its_page_brings_up_is_asked_once():
    values, problems = check_page(FORM, 1, {"often": ["never"]}, YES)
    assert values == {"often": "never"}
    assert [(problem.column, "多了这一题" in str(problem.expected)) for problem in problems] == [("why", True)]
    values, problems = check_page(FORM, 1, {"often": ["never"]}, {**YES, **values})
    assert (values, problems) == ({"often": "never", "why": None}, [])
    assert check_page(FORM, 1, {"often": ["never"], "why": [""]}, YES)[1] == []


def test_hidden_answers_stay_until_completion_and_are_dropped_then():
    answers = {**YES, "often": "never", "why": "没时间", "device": "掌机"}
    values, problems = check_page(FORM, 1, {"often": ["daily"]}, answers)
    assert (values, problems) == ({"often": "daily"}, [])
    answers = {**answers, **values, "extra": "x"}
    assert answers["why"] == "没时间"
    assert complete(FORM, answers) == {"consent": "yes", "often": "daily", "device": "掌机"}
    assert complete(FORM, {**answers, "consent": "no"}) == {"consent": "no"}


def test_a_hidden_question_is_never_complained_about():
    values, problems = check_page(FORM, 1, {"often": ["forged"], "why": ["没时间"]}, {"consent": "no"})
    assert (values, problems) == ({"why": "没时间"}, [])


def test_a_wrong_answer_does_not_replace_a_right_one():
    values, problems = check_page(FORM, 1, {"often": ["forged"]}, {**YES, "often": "daily"})
    assert "often" not in values
    assert problems[0].found == "forged"


def test_completion_waits_for_every_required_answer_that_shows():
    assert first_open_page(FORM, {}) == 0
    assert first_open_page(FORM, YES) == 1
    assert first_open_page(FORM, {**YES, "often": "daily"}) == 2
    assert first_open_page(FORM, {**YES, "often": "never"}) is None
    assert first_open_page(FORM, {"consent": "no"}) is None


def test_words_beside_other_are_completed_with_their_question():
    form = form_of([pick("a", "x", showOtherItem=True), line("b")])
    assert complete(form, {"b": "1", "a-Comment": "别的", "a": "other"}) == {
        "a": "other",
        "a-Comment": "别的",
        "b": "1",
    }


def test_the_verdict_rests_on_the_completed_answers_alone():
    assert verdict(FORM, {**YES, "often": "daily", "device": "x"}) == Verdict(qualified=True)
    turned_away = Verdict(qualified=False, rule="never", reason="从来不玩")
    assert verdict(FORM, {**YES, "often": "never", "device": "x"}) == turned_away
    assert verdict(FORM, {"consent": "no", "often": "never", "device": "x"}).rule == "no_consent"
    assert verdict(FORM, {"often": "never", "device": "x"}).qualified


@pytest.mark.parametrize("index", [-1, 3, 10**9])
def test_a_page_that_the_form_does_not_have_is_not_found(index):
    with pytest.raises(NotFound):
        check_page(FORM, index, {}, {})


_answers = st.dictionaries(
    st.sampled_from(["consent", "often", "why", "device"]), st.sampled_from(["yes", "no", "never", "daily", None, "x"])
)


@given(_answers)
def test_walking_back_retraces_the_way_forward(answers):
    way, page = [], next_page(FORM, -1, answers)
    while page is not None:
        way.append(page)
        page = next_page(FORM, page, answers)
    back = [previous_page(FORM, page, answers) for page in reversed(way)]
    assert back == [*reversed(way[:-1]), None]
    assert tuple(way) == visible_pages(FORM, answers)


@given(_answers)
def test_completing_twice_is_completing_once(answers):
    once = complete(FORM, answers)
    assert complete(FORM, {**once}) == once or set(complete(FORM, once)) < set(once)
    assert all(value is not None for value in once.values())
