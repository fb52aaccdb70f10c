"""Marked options, scores, conditions as sentences, and cells: the rules themselves, without a store."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.surveys.samples import form_of, pick
from workbench.records.screening import QuotaCell
from workbench.surveys.conditions import Term, Terms, read_terms, write_terms
from workbench.surveys.expressions.tokens import REWRITTEN
from workbench.surveys.quotas import Waiting, moving_up
from workbench.surveys.screening import judge
from workbench.surveys.simulation import Somebody, made_up, simulate

TEXT = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8)
NUMBER = st.integers(-99, 99).map(str)
BAND = st.builds(Term, st.sampled_from(["a", "b"]), st.just("between"), st.tuples(NUMBER, NUMBER))
TERM = BAND | st.builds(
    Term,
    st.sampled_from(["a", "年龄", "q 1"]),
    st.sampled_from(["anyof", "noneof", "allof"]),
    st.lists(TEXT.filter(lambda text: "\\" not in text and not REWRITTEN.search(text)), min_size=1, max_size=3).map(
        tuple
    ),
)


@given(st.sampled_from(["and", "or"]), st.lists(TERM, min_size=1, max_size=4))
def test_what_menus_write_is_read_back(joined, terms):
    read = read_terms(write_terms(Terms(joined, tuple(terms))))
    assert read is not None
    assert list(read.terms) == terms


@pytest.mark.parametrize(
    "value", ["00", "007", "-01", "1.0", "0.50", "123456789012345.6", "0.00001", "true", "3", "-2.5"]
)
def test_a_value_that_looks_like_a_number_is_read_back_as_it_stands(value):
    terms = (Term("a", "anyof", (value,)),)
    assert read_terms(write_terms(Terms("and", terms))) == Terms("and", terms)


@pytest.mark.parametrize(
    "text", ["{a} + 1 = 2", "({a} = 1 or {b} = 2) and {c} = 3", "!({a} = 1)", "{a} =", "{a} = {b}"]
)
def test_what_no_menu_can_say_stays_as_it_is(text):
    assert read_terms(text) is None


def test_rules_come_before_options_and_the_first_in_order_says_why():
    rules = {
        "screen_out": [{"id": "no", "if": "{a} = 'x'", "reason": "x"}],
        "options": {"b": {"y": "reject"}, "a": {"z": "must"}},
    }
    form = form_of([pick("a", "x", "z"), pick("b", "y", "n")], rules=rules)
    told = [
        judge(form.form, form.rules, one).rule for one in ({"a": "x"}, {"a": "z", "b": "y"}, {"b": "y"}, {"a": "z"})
    ]
    assert told == ["no", "option:b", "option:a", None]


def test_two_who_need_the_same_place_are_not_both_proposed():
    cells = [QuotaCell.model_validate({"id": name, "title": name, "if": "{q} = 1", "size": 1}) for name in "ab"]
    at = datetime(2026, 1, 1, tzinfo=UTC)
    queue = [Waiting(1, 1, at, frozenset("ab")), Waiting(2, 3, at, frozenset("a")), Waiting(3, 0, at, frozenset("b"))]
    assert moving_up(queue, cells, {}) == [2, 3]


def test_made_up_people_answer_only_what_they_see_and_no_cell_takes_too_many():
    cell = {"id": "c", "title": "c", "if": "{a} = 'x'", "size": 2}
    form = form_of(
        [pick("a", "x", "y", isRequired=True), pick("b", "p", "q", visibleIf="{a} = 'x'")], rules={"quotas": [cell]}
    )
    people = list(made_up(form, 200, 3))
    assert all("b" not in one for one in people if one["a"] == "y")
    result = simulate(form, [Somebody(one) for one in people])
    assert result.cells[0].taken == 2
    assert sum(one.state == "waiting" for one in result.outcomes) == result.cells[0].fitting - 2
    assert people[result.cells[0].full_after - 1]["a"] == "x"


def test_judging_somebody_fills_no_cell_of_interviews_and_held_places_fill_it():
    cell = {"id": "c", "title": "c", "if": "{a} = 'x'", "size": 1, "of": "interviewed"}
    form = form_of([pick("a", "x", "y", isRequired=True)], rules={"quotas": [cell]})
    newcomers = [Somebody({"a": "x"})] * 3
    assert [one.state for one in simulate(form, newcomers).outcomes] == ["qualified"] * 3
    met = Somebody({"a": "x"}, decided=True, holds=("qualified", "interviewed"))
    assert [one.state for one in simulate(form, [*newcomers, met]).outcomes[:3]] == ["waiting"] * 3
