"""XPath of XLSForm conditions in our words; what cannot be said is refused by the word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.surveys.expressions import parse
from workbench.surveys.xlsform.xpath import Untranslatable, translate

NAMES = {"q": "q", "m": "m", "age": "age", "me": "me", "x.y": "x_y"}


def said(condition):
    return translate(condition, itself="me", lists=frozenset({"m"}), names=NAMES)


@pytest.mark.parametrize(
    ("xpath", "ours"),
    [
        ("${q} = 'a' and selected(${m}, 'b')", "{q} = 'a' and {m} contains 'b'"),
        ("selected(${q}, 'b') or selected(../m, \"c\")", "{q} = 'b' or {m} contains 'c'"),
        ("not(${age} >= 18)", "!({age} >= 18)"),
        (". >= 18 and . < 99", "{me} >= 18 and {me} < 99"),
        ("${x.y} != ''", "{x_y} notempty"),
        ("${q}='' or(${age}>1)", "{q} empty or ({age} > 1)"),
        ("${age} * 2 + -1 div 3 mod 2", "{age} * 2 + -1 / 3 % 2"),
        ("-${age} < - -3", "(0 - {age}) < (0 - -3)"),
        ("if(${q} = 'a', 1, 0) = 1", "iif({q} = 'a', 1, 0) = 1"),
        ("true() and today() > ${q}", "true and today() > {q}"),
        ('${q} = "it\'s"', "{q} = 'it\\'s'"),
    ],
)
def test_a_condition_is_translated(xpath, ours):
    assert said(xpath) == ours
    parse(ours)


@pytest.mark.parametrize(
    ("xpath", "word"),
    [
        ("pulldata('a', 'b') = 1", "pulldata()"),
        ("count-selected(${m}) > 1", "count-selected()"),
        ("${nobody} = 1", "nobody"),
        ("selected(${q})", "selected()"),
        ("${q} = ", "="),
        ("${q} = 'a' 'b'", "'b'"),
        ("@id = 1", "@id = 1"),
        ("(" * 100, "("),
        ("1 " * 2000, ""),
    ],
)
def test_what_cannot_be_said_is_refused_by_its_word(xpath, word):
    with pytest.raises(Untranslatable) as refused:
        said(xpath)
    assert word in refused.value.args[0] or not word


WORDS = [
    "${q}",
    "${m}",
    ".",
    "'a'",
    "3",
    "(",
    ")",
    ",",
    "=",
    "!=",
    "<",
    "and",
    "or",
    "not(",
    "selected(",
    "-",
    "*",
    "div",
]


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_every_condition_is_translated_to_one_that_can_be_read_or_refused(words):
    try:
        ours = said(" ".join(words))
    except Untranslatable:
        return
    assert parse(ours).names <= {"q", "m", "me"}
