"""Conditions as menus: what they can say comes back the same, the rest stays text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.surveys.expressions import parse
from workbench.workflow.condition_rows import OPERATORS, Row, Rows, read_rows, subjects, write_rows

DEFINITION = {
    "title": "t",
    "pages": [
        {
            "name": "p",
            "elements": [
                {"type": "radiogroup", "name": "often", "choices": ["每天", "it's", "never"]},
                {"type": "checkbox", "name": "likes", "choices": ["rpg", "card"], "showOtherItem": True},
                {"type": "rating", "name": "score"},
                {"type": "text", "name": "city"},
                {"type": "text", "name": "since", "inputType": "date"},
                {"type": "boolean", "name": "paid"},
                {"type": "panel", "name": "box", "elements": [{"type": "text", "name": "age", "inputType": "number"}]},
                {"type": "expression", "name": "note", "title": "说明"},
            ],
        }
    ],
}
KNOWN = subjects(DEFINITION)
SORTS = {
    "often": "one",
    "likes": "many",
    "score": "number",
    "city": "text",
    "since": "date",
    "paid": "one",
    "age": "number",
}
FREE = {"number": ["3", "-2.5"], "text": ["北京", 'it\'s "so"'], "date": ["2026-01-31"]}


def rows():
    def row(name):
        subject = KNOWN[name]
        values = [*subject.options] or FREE[subject.sort]
        several = bool(subject.options)
        chosen = st.lists(st.sampled_from(values), min_size=1, max_size=2 if several else 1, unique=True).map(tuple)
        return st.sampled_from([*OPERATORS[subject.sort]]).flatmap(
            lambda operator: (
                st.just(Row(name, operator))
                if operator in ("empty", "notempty")
                else chosen.map(lambda picked: Row(name, operator, picked))
            )
        )

    return st.sampled_from([*KNOWN]).flatmap(row)


def test_every_question_has_menus_that_fit_it():
    assert {name: subject.sort for name, subject in KNOWN.items()} == SORTS


@given(st.lists(rows(), min_size=1, max_size=4), st.sampled_from(["and", "or"]))
def test_what_menus_say_is_read_back_from_the_condition(said, joined):
    text = write_rows(Rows(joined, tuple(said)), KNOWN)
    parse(text)
    read = read_rows(text, KNOWN)
    assert read.rows == tuple(said)
    assert len(said) == 1 or read.joined == joined


@pytest.mark.parametrize(
    "text", ["{OFTEN} = 'never'", "{often} anyof ['never']", "{likes} contains 'rpg'", "{paid} = true"]
)
def test_a_condition_that_is_not_changed_keeps_its_words(text):
    assert write_rows(read_rows(text, KNOWN), KNOWN, text) == text


@pytest.mark.parametrize(
    "text",
    ["{often} = 'never' and ({score} > 3 or {paid} = true)", "{score} + 1 > 3", "{gone} = 1", "{often} = 'x'", "{"],
)
def test_what_menus_cannot_say_stays_text(text):
    assert read_rows(text, KNOWN) is None


@pytest.mark.parametrize("row", [Row("often", "anyof"), Row("city", "contains", (" ",)), Row("gone", "empty")])
def test_a_row_that_is_not_finished_is_refused_with_its_number(row):
    with pytest.raises(BadInput, match="第 2 条"):
        write_rows(Rows("and", (Row("paid", "notempty"), row)), KNOWN)


def test_a_row_without_a_question_says_nothing():
    assert write_rows(Rows("and", (Row(),)), KNOWN) == ""


def test_quotes_in_a_value_are_escaped():
    assert write_rows(Rows("and", (Row("often", "noneof", ("it's",)),)), KNOWN) == "{often} != 'it\\'s'"
