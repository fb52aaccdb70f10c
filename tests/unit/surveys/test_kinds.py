"""Questions of several fields, options that come and go, closed questions, order, defaults, patterns, piping."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.surveys.kinds import EVERY_KIND, FIRST, MATRIX, RANKING, SECOND, TEXTS
from tests.unit.surveys.samples import KINDS, RULES, form_of, line, pick
from workbench.records.form_texts import LocalText
from workbench.records.questions import Ranking
from workbench.surveys import load_form
from workbench.surveys.filling import (
    check_page,
    complete,
    defaults,
    first_open_page,
    options_in_order,
    piped,
    posted_fields,
    rows_in_order,
    visible_pages,
    visible_questions,
)
from workbench.surveys.patterns import matches

EVERY = load_form(EVERY_KIND, RULES)
ALL = form_of([{**one, "isRequired": False} for one in KINDS], FIRST, SECOND)


def told(form, raw, answers=None, page=0) -> tuple[dict, dict[str, str]]:
    raw = {name: value if isinstance(value, list) else [value] for name, value in raw.items()}
    values, problems = check_page(form, page, raw, answers or {})
    return values, {problem.column: str(problem.expected) for problem in problems}


def test_places_make_an_order_and_a_gap_closes():
    values, problems = told(
        form_of([{**RANKING, "selectToRankEnabled": True}]), {"order.种田": "3", "order.对战": "１"}
    )
    assert (values, problems) == ({"order": ["对战", "种田"]}, {})


def test_an_order_that_lacks_a_place_is_kept_and_asked_for():
    form = form_of([RANKING])
    values, problems = told(form, {"order.种田": "1"})
    assert values == {"order": ["种田"]}
    assert problems == {"order": "请给每一项都选一个名次。"}
    assert first_open_page(form, values) == 0
    assert told(form, {})[1] == {}


def test_some_places_are_enough_where_only_the_best_are_asked_for():
    form = form_of([{**RANKING, "selectToRankEnabled": True, "minSelectedChoices": 2, "maxSelectedChoices": 2}])
    assert told(form, {"order.种田": "1"})[1] == {"order": "请至少排 2 项。"}
    assert "最多排 2 项" in told(form, {"order.种田": "1", "order.对战": "2", "order.钓鱼": "3"})[1]["order"]


def test_each_row_may_have_to_differ():
    unique = form_of([{**MATRIX, "eachRowUnique": True}])
    assert "不同的一列" in told(unique, {"rate.art": "1", "rate.music": "1"})[1]["rate"]
    assert told(unique, {"rate.art": "1", "rate.music": "2"})[0] == {"rate": {"art": 1, "music": 2}}


def test_conditions_may_ask_for_one_row_or_one_text():
    form = form_of([MATRIX, TEXTS], [line("a", visibleIf="{rate.art} = 3"), line("b", visibleIf="{who.age} < 18")])
    shown = {"rate": {"art": 3}, "who": {"age": 17}}
    assert [one.name for one in visible_questions(form.form.pages[1], shown)] == ["a", "b"]
    assert visible_pages(form, {"rate": {"art": 1}, "who": {"age": 18}}) == (0,)


def test_an_option_that_stops_showing_is_taken_back():
    form = form_of(
        [pick("a", "x", "y")],
        [
            pick("b", {"value": "u", "visibleIf": "{a} = 'x'"}, "v", isRequired=True),
            pick("c", "u", "v", choicesVisibleIf="{item} = {b}") | {"type": "checkbox"},
        ],
    )
    answers = {"a": "x", "b": "u", "c": ["u"]}
    values, _ = told(form, {"a": "y"}, answers)
    assert values == {"a": "y", "b": None, "c": None}
    assert first_open_page(form, {**answers, **values}) == 1
    assert complete(form, {**answers, "a": "y"}) == {"a": "y"}


def test_an_option_may_be_closed_and_what_was_chosen_before_stays():
    form = form_of([pick("a", "x", {"value": "y", "enableIf": "{b} = 'yes'"}), line("b")])
    assert "现在不能选" in told(form, {"a": "y", "b": "no"})[1]["a"]
    assert told(form, {"a": "y", "b": "yes"})[1] == {}
    assert told(form, {"a": "y", "b": "no"}, {"a": "y"})[1] == {}


def test_a_closed_question_takes_nothing_and_asks_for_nothing():
    form = form_of([pick("a", "yes", "no"), line("b", isRequired=True, enableIf="{a} = 'yes'")])
    assert told(form, {"a": "no", "b": "偷偷写"}) == ({"a": "no"}, {})
    assert first_open_page(form, {"a": "no"}) is None
    values, problems = told(form, {"a": "yes"})
    assert (values, problems) == ({"a": "yes"}, {"b": "这一题需要回答。"})
    assert told(form, {"a": "yes", "b": "写"}, {"a": "yes"}) == ({"a": "yes", "b": "写"}, {})


def test_a_panel_shows_and_closes_with_all_that_is_in_it():
    inner = {"type": "panel", "name": "q", "elements": [line("b"), line("c", visibleIf="{b} notempty")]}
    outer = {"type": "panel", "name": "p", "visibleIf": "{a} = 1", "enableIf": "{a} < 9", "elements": [inner]}
    form = form_of([line("a")], [outer])
    assert visible_pages(form, {"a": "0"}) == (0,)
    assert [one.name for one in visible_questions(form.form.pages[1], {"a": "1", "b": "x"})] == ["b", "c"]
    assert [one.name for one in form.form.questions] == ["a", "b", "c"]


def test_a_page_of_words_alone_is_a_page():
    form = form_of([{"type": "expression", "name": "hello", "title": "你好"}], [line("a")])
    assert visible_pages(form, {}) == (0, 1)
    assert told(form, {}) == ({}, {})


def test_the_last_two_options_keep_their_places_and_a_seed_tells_the_order():
    fixed = [{"value": "都行", "randomize": False}, {"value": "说不清", "randomize": False}]
    question = pick("a", *"甲乙丙丁戊", *fixed, choicesOrder="random", showOtherItem=True)
    form = form_of([question]).form.questions[0]
    orders = [[one.value for one in options_in_order(form, {}, seed)] for seed in range(1, 60)]
    assert {tuple(order[5:]) for order in orders} == {("都行", "说不清", "other")}
    assert len({tuple(order) for order in orders}) > 40
    assert {order[0] for order in orders} == set("甲乙丙丁戊")
    assert orders[6] == [one.value for one in options_in_order(form, {}, 7)]


def test_rows_are_shuffled_only_when_asked_for():
    matrix = {**MATRIX, "rows": list("甲乙丙丁"), "rowOrder": "random"}
    rows = {"".join(row.key for row in rows_in_order(form_of([matrix]).form.questions[0], seed)) for seed in range(9)}
    assert len(rows) > 4
    assert "".join(row.key for row in rows_in_order(form_of([MATRIX]).form.questions[0], 3)) == "artmusic"


def test_what_stands_in_a_form_from_the_start_counts_as_answered():
    form = form_of([pick("a", "x", "y", defaultValue="y", isRequired=True)], [line("b", visibleIf="{a} = 'y'")])
    assert defaults(form) == {"a": "y"}
    assert visible_pages(form, defaults(form)) == (0, 1)


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (r"^1[3-9]\d{9}$", "13800138000", True),
        (r"^1[3-9]\d{9}$", "138001380001", False),
        (r"[\u4e00-\u9fa5]", "abc中", True),
        (r"^\u{1F600}$", "😀", True),
        (r"\\u4e00", r"\u4e00", True),
        ("(a+)+$", "a" * 20_000 + "!", False),
    ],
)
def test_a_pattern_is_searched_as_a_browser_would_and_in_linear_time(pattern, text, found):
    assert matches(pattern, text) is found


def test_capitals_may_be_passed_over():
    assert matches("^ab$", "AB", ignore_case=True)
    assert not matches("^ab$", "AB")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("常玩{genres}，为什么？", "常玩角色扮演、其他〖音游〗，为什么？"),
        ("{DEVICE}与{city}", "安卓与"),
        ("{nobody} {}", "{nobody} {}"),
        ("{rate.art} {rate.music} {who.nick}", "好  小满"),
        ("{order} {where} {willing}", "种田 → 钓鱼 周末 手机、电脑 愿意"),
        ("{nickname}", "{age} <b>"),
        ("{motive}", "长" * 199 + "…"),
    ],
)
def test_answers_stand_in_texts_as_their_respondent_reads_them(text, shown):
    answers = {
        "genres": ["rpg", "other"],
        "genres-Comment": "音游",
        "device": "安卓",
        "rate": {"art": 3},
        "who": {"nick": "小满"},
        "order": ["种田", "钓鱼"],
        "where": {"周末": ["手机", "电脑"]},
        "willing": True,
        "nickname": "{age} <b>",
        "motive": "长" * 10_000,
    }
    assert piped(LocalText({"default": text}), ALL.form, answers) == shown


NAMES = [field for question in ALL.form.questions for field in (*question.fields, question.comment_name)]
_values = st.sampled_from(["other", "none", "rpg", "true", "1", "2", "3", "安卓", "ink", "手机", "AB12", "9", "小满"])
_texts = st.text(st.characters(codec=None), max_size=12) | _values
_junk = st.none() | st.integers() | st.binary(max_size=4) | st.text(max_size=8)
_raw = st.dictionaries(st.sampled_from([*NAMES, "extra", "rate", "who."]), st.lists(_texts, max_size=3) | _junk)


@given(_raw, st.integers(0, 2), st.integers(0, 2**31))
def test_any_post_is_read_and_what_it_gives_stands_in_the_page_as_it_was(raw, page, seed):
    values, problems = check_page(ALL, page, raw, {})
    assert {problem.column for problem in problems} <= {one.name for one in ALL.form.pages[page].questions}
    for question in ALL.form.pages[page].questions:
        given_back = posted_fields(question, values)
        again, _ = check_page(ALL, page, given_back, {})
        assert again.get(question.name) == values.get(question.name)
        if isinstance(question, Ranking):
            assert {one.value for one in options_in_order(question, values, seed)} == {"钓鱼", "种田", "对战"}


_plain = st.none() | st.booleans() | st.integers() | st.floats() | _texts
_listed = st.lists(st.integers() | _texts, max_size=3)
_answers = _plain | _listed | st.dictionaries(_texts, st.integers() | _texts | _listed, max_size=3)


@given(st.dictionaries(st.sampled_from(NAMES), _answers))
def test_an_answer_of_another_kind_than_its_question_breaks_no_page(answers):
    visible_pages(ALL, answers)
    complete(ALL, answers)
    check_page(ALL, 1, {}, answers)
    for question in ALL.form.questions:
        piped(LocalText({"default": f"{{{question.name}}}"}), ALL.form, answers)
        posted_fields(question, answers)


def test_a_required_question_without_an_option_to_choose_holds_nobody_up():
    form = form_of([line("a"), pick("b", "x", "y", isRequired=True, choicesVisibleIf="{a} = 1")])
    assert first_open_page(form, {"a": "1"}) == 0
    assert first_open_page(form, {"a": "2"}) is None
