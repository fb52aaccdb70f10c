"""Conditions as menus: what they can say comes back the same, the rest stays text."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.surveys.expressions import parse
from workbench.workflow.asked_questions import asked_questions
from workbench.workflow.condition_rows import LISTING, OPERATORS, Row, Rows, read_rows, subjects, write_rows

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
    "score": "scale",
    "city": "text",
    "since": "date",
    "paid": "one",
    "age": "number",
}
FREE = {
    "number": ["-2.5", "3"],
    "scale": ["2", "4"],
    "text": ["北京", 'it\'s "so"'],
    "date": ["2026-01-31", "2026-02-01"],
}


def values_of(subject, operator):
    """Values that a row of this operator can have."""
    if operator in ("empty", "notempty"):
        return st.just(())
    if operator in LISTING:
        return st.lists(st.sampled_from([*subject.options]), min_size=1, max_size=2, unique=True).map(tuple)
    free = FREE[subject.sort]
    return st.just(tuple(free)) if operator == "between" else st.sampled_from(free).map(lambda one: (one,))


def rows():
    def row(name):
        subject = KNOWN[name]
        return st.sampled_from([*OPERATORS[subject.sort]]).flatmap(
            lambda operator: values_of(subject, operator).map(lambda values: Row(name, operator, values))
        )

    return st.sampled_from([*KNOWN]).flatmap(row)


def is_band(one, other):
    """Whether two rows say together what one can say."""
    return one.name == other.name and {one.operator, other.operator} == {">=", "<="}


def test_every_question_has_menus_that_fit_it():
    assert {name: subject.sort for name, subject in KNOWN.items()} == SORTS


@given(st.lists(rows(), min_size=1, max_size=4), st.sampled_from(["and", "or"]))
def test_what_menus_say_is_read_back_from_the_condition(said, joined):
    assume(joined == "or" or not any(map(is_band, said, said[1:])))
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
    [
        "{often} = 'never' and ({score} > 3 or {paid} = true)",
        "({score} > 3 and {score} < 5) or {paid} = true",
        "({score} >= 3 and {age} <= 5) or {paid} = true",
        "{score} anyof [9]",
        "{score} + 1 > 3",
        "{gone} = 1",
        "{often} = 'x'",
        "{",
    ],
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


def test_text_between_questions_is_no_question_and_takes_no_number():
    page = DEFINITION["pages"][0]
    before = {**DEFINITION, "pages": [{**page, "elements": [page["elements"][-1], *page["elements"][:-1]]}]}
    assert {name: one.number for name, one in subjects(before).items()} == {
        name: one.number for name, one in KNOWN.items()
    }
    assert "note" not in asked_questions(before)


def test_two_rows_that_say_a_band_come_back_as_one():
    said = Rows("and", (Row("paid", "notempty"), Row("age", "<=", ("35",)), Row("age", ">=", ("20",))))
    text = write_rows(said, KNOWN)
    assert read_rows(text, KNOWN).rows == (Row("paid", "notempty"), Row("age", "between", ("20", "35")))


@pytest.mark.parametrize(("age", "holds"), [(19, False), (20, True), (26, False), (31, True), (35, True), (36, False)])
def test_both_ends_belong_to_a_band(age, holds):
    bands = (Row("age", "between", ("20", "25")), Row("age", "between", ("31", "35")))
    assert parse(write_rows(Rows("or", bands), KNOWN)).holds({"age": age}) is holds


@pytest.mark.parametrize("date", ["2026-01-31", "2026-02-01"])
def test_both_ends_belong_to_a_band_of_dates(date):
    text = write_rows(Rows("and", (Row("since", "between", ("2026-01-31", "2026-02-01")),)), KNOWN)
    assert parse(text).holds({"since": date})
    assert not parse(text).holds({"since": "2026-02-02"})


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (Row("age", ">=", ("十八",)), "第 1 条的“十八”不是数"),
        (Row("since", "between", ("2026-01-01", "昨天")), "第 1 条的“昨天”不是日期"),
        (Row("score", "between", ("4", "2")), "4 在 2 之后"),
        (Row("age", "between", ("", "2")), "还没有写完"),
    ],
)
def test_what_is_no_number_date_or_band_is_refused(row, told):
    with pytest.raises(BadInput, match=told):
        write_rows(Rows("and", (row,)), KNOWN)


def test_full_width_digits_are_numbers():
    assert write_rows(Rows("and", (Row("age", ">=", ("１８",)),)), KNOWN) == "{age} >= 18"
