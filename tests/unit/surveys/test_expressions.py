"""Conditions mean what SurveyJS means by them (survey-core 3.1.1); what cannot be read is refused in a sentence."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import InvalidForm
from workbench.surveys.expressions import parse
from workbench.surveys.expressions.syntax import MAX_NESTING, MAX_NODES

ANSWERS = {
    "age": "20",
    "name": " Lin ",
    "genres": ["rpg", "Card"],
    "none": [],
    "zero": 0,
    "no": False,
    "yes": "true",
    "code": "007",
    "年龄": 30,
    "q 1": "a",
    "q-1": "b",
    "blank": "",
    "price": 0.1,
    "day": "2026-03-08",
    "huge": 10**21,
    "endless": 10**400,
    "quoted": "'5'",
    "comma": "1,5",
    "card": "6222021234567890123",
}

HOLDS = r"""
# equality: case, blanks, numbers written as texts, lists without order
{name} = 'LIN'
'5' = 5
{age} = 20
{age} == '20'
{code} = '007'
{code} = 7
{code} + '' = '007'
{yes} = true
{genres} = ['Card', 'rpg']
{zero} = 0
{no} = false
{no} = 'False'
'0x10' = 16
'TRUE' = true
'Infinity' > 5
'-Infinity' < 5
{quoted} = 5
{comma} = 1.5
{card} = '6222021234567890123'
{card} != '6222021234567890124'
{huge} + 'a' = '1e+21a'
[] = []
[1] != [1, 2]
# a missing value
{missing} = 'undefined'
{name} != 'undefined'
{missing} != 'a'
!({missing} = 'a')
!({missing} < 1)
!({missing} > 1)
{missing} empty
{missing} = null
!({missing} notempty)
{missing} = ''
{missing} notcontains 'a'
!({missing} anyof ['a'])
# zero and false are answers, blanks and empty lists are none
{zero} notempty
{no} notempty
{blank} empty
{none} empty
# names
{年龄} = 30
{q 1} = 'a'
{q-1} = 'b'
{AGE} = 20
# comparison
{age} > 18 and {age} <= 20
{age} >= 20
{day} > '2026-03-07'
!('b' < 'a')
'10' > 9
'10' < '9'
{age} => 20
{age} =< 20
{age} <> 21
# lists and parts of texts
{genres} contains 'RPG'
{genres} *= 'rpg'
{genres} contains ['card', 'rpg']
{genres} notcontains 'moba'
{genres} anyof ['moba', 'card']
{genres} allof ['rpg', 'card']
{genres} noneof ['moba']
{name} contains 'IN'
'rpg' anyof {genres}
{none} notcontains 'a'
# precedence, from loosest to tightest
true or true and false
1 + 2 * 3 = 7
2 * 3 ^ 2 = 18
2 ^ 3 ^ 2 = 64
10 - 3 - 2 = 5
(1 + 2) * 3 = 9
!{no} and {yes}
!{missing} notempty
2 + 3 > 4
-3 + 5 = 2
7 % 4 = 3
# arithmetic
{price} + 0.2 = 0.3
{price} * 3 = 0.3
1 / 0 = null
{missing} + 5 = 5
'a' + 1 = 'a1'
{age} - 0.5 = 19.5
# spellings
{age} = 20 && {zero} = 0
{age} = 1 || TRUE
{age} = 20 AND {zero} = 0
{city} = ""
1
'it\'s' = "it\'s"
"""

REFUSED = [
    ("", "没有写完"),
    ("{age", "不能识别"),
    ("{age} >", "没有写完"),
    ("({age} = 1", "没有写完"),
    ("{age} 1", "放错了位置"),
    ("{age} = 1)", "放错了位置"),
    ("= 1", "放错了位置"),
    ("{age} = '年", "不能识别"),
    ("{age} = 18岁", "不能识别"),
    ("{age} ＝ 1", "半角"),
    ("（{age} = 1）", "半角"),
    ("{a..b} = 1", "暂不支持"),
    ("{a[x]} = 1", "暂不支持"),
    ("{#a} = 1", "暂不支持"),
    ("count({a}) > 1", "count"),
    ("AGE({birth}) >= 18", "dateDiff"),
    ("age({birth} >= 18", "没有写完"),
    ("sum( )", "放错了位置"),
    ("sum(1,)", "放错了位置"),
    ("negated", "放错了位置"),
    ("{age} = nullable", "放错了位置"),
    ("[1, ] = 1", "放错了位置"),
    ("[1 2]", "这里应该是 ,"),
    ("null", "null"),
    ("[null] = 1", "null"),
    ("!null", "null"),
    ("null empty", "null"),
    ("{a} = 'x equals y'", "equals"),
    ("{a} - - 3", "放错了位置"),
    ("{age} contains", "没有写完"),
    ("0x1F = 31", "放错了位置"),
    ("-0x10 < 0", "放错了位置"),
    ("1" + " + 1" * MAX_NODES, "太大"),
    ("(" * (MAX_NESTING + 1) + "1" + ")" * (MAX_NESTING + 1), "太深"),
    ("1" * 2001, "太长"),
]


@pytest.mark.parametrize("text", [line for line in HOLDS.splitlines() if line and line[0] != "#"])
def test_a_condition_holds_as_in_surveyjs(text):
    assert parse(text).holds(ANSWERS)


@pytest.mark.parametrize(("text", "hint"), REFUSED)
def test_what_cannot_be_read_is_refused_with_its_place(text, hint):
    with pytest.raises(InvalidForm) as refusal:
        parse(text)
    assert hint in str(refusal.value)


def test_an_expression_knows_which_names_and_bare_words_it_holds():
    expression = parse("{a} = yes and ({b} empty or {a} anyof ['x', {c}])")
    assert expression.names == {"a", "b", "c"}
    assert expression.words == {"yes"}


def test_parts_of_answers_are_found_by_path():
    answers = {"m": {"速度": "good"}, "l": [{"x": 1}, {"x": 2}], "a.b": "dotted"}
    assert parse("{m.速度} = 'GOOD' and {l[1].x} = 2 and {L[-1].X} = 2 and {a.b} = 'dotted'").holds(answers)
    assert parse("{l.length} = 2 and {m.x} empty and {l[2]} empty and {none.length} = 0").holds(answers)
    assert parse("{m.速度} = 1 or {l[0]} empty").names == {"m", "l"}


def test_age_and_today_go_by_the_day_that_is_given():
    evening = datetime(2026, 11, 22, 23, 59)
    assert parse("age('2008-11-22') = 18 and today() = '2026-11-22'").holds({}, evening)
    assert parse("age('2008-11-22') = 17").holds({}, datetime(2026, 11, 21, 23, 59))
    assert parse("year() >= 2026 and age({born}) > 20").holds({"born": "2000-01-01"})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{genres} + ['x']", ["rpg", "Card", "x"]),
        ("{genres} + '!'", "rpg, Card!"),
        ("'!' + {genres}", "!rpg, Card"),
        ("['a', 1, 2.5] + 1", 4.5),
        ("2 + [1]", "21"),
        ("1 - 0.9", 0.1),
        ("7 % 0", None),
        ("[1] / []", float("inf")),
        ("0 ^ -1", float("inf")),
        ("10 ^ 400", float("inf")),
        ("0 - 10 ^ 400 + 'a'", "-Infinitya"),
        ("1 ^ (10 ^ 400) + 'a'", "a"),
        ("[1 ^ (10 ^ 400)] + 'a'", "NaNa"),
        ("{endless} - 1", float("inf")),
        ("true + true", 2),
        ("'a' - 1 + 2", 2),
        ("{none} + []", []),
        ("{blank} + 'x'", "x"),
        ("{missing} or 'a'", "a"),
        ("0.0000001 + 'a'", "1e-7a"),
        ("0.00001 + 'a'", "0.00001a"),
        ("{missing} and [1]", [1]),
    ],
)
def test_arithmetic_gives_what_javascript_gives(text, value):
    assert parse(text).value(ANSWERS) == value


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3),
)
_PIECES = (
    "{a} {b} 'x' 1 -2.5 true null [ ] ( ) , ! and or = != < >= + - * / % ^ contains anyof allof noneof empty word 岁"
)


def told(text: str, answers: dict[str, object]) -> bool | str:
    """Whether the condition holds, or the sentences of its refusal."""
    try:
        return parse(text).holds(answers)
    except InvalidForm as refusal:
        return str(refusal)


@given(st.lists(st.sampled_from(_PIECES.split()), max_size=14).map(" ".join), _values, _values)
def test_any_text_is_either_refused_in_a_sentence_or_evaluated_on_anything(text, a, b):
    outcome = told(text, {"a": a, "b": b})
    assert isinstance(outcome, bool) or outcome.endswith("。")


@given(st.text(max_size=60))
def test_arbitrary_text_never_breaks_the_parser(text):
    assert told(text, {}) is not None


def test_the_largest_condition_is_evaluated_without_exhausting_the_stack():
    count = MAX_NODES // 2
    assert parse("+".join(["1"] * count)).value({}) == count
    assert parse("(" * (MAX_NESTING - 1) + "1" + ")" * (MAX_NESTING - 1)).holds({})
