"""Conditions come to the same here and in survey-core 3.1.1: those of the list beside this file, and random ones."""

import json

import pytest

from tests.oracle.conditions import Conditions
from tests.oracle.survey_core import HERE, NOW, ask
from workbench.errors import InvalidForm
from workbench.surveys.expressions import parse
from workbench.surveys.expressions.answers import as_json

RANDOM = 5_000
VALUELESS = [
    "today() + 1 != 5",
    "!(today() contains '2026')",
    "[today()] = [today(1)] or true",
    "today(1000000000) > today() or true",
    "today('x') = 1 or true",
    "today() = '' or true",
    "age('8 Mar 26') < 18",
    "age('2026年3月8日') = 0",
    "age({far}) = 0",
    "!({deep} contains 1)",
    "sum(1.5, 'a') != 1",
    "[1.5] + 1 != 2",
]


def ours(case: dict) -> dict:
    try:
        expression = parse(case["expr"])
    except InvalidForm:
        return {"canRun": False, "result": None, "holds": False}
    value = expression.value(case["data"], NOW)
    return {"canRun": True, "result": as_json(value), "holds": expression.holds(case["data"], NOW)}


def disagreements(cases: list[dict]) -> list[tuple[dict, dict, dict]]:
    """Where survey-core throws there is nothing to agree with, but the condition must have no value here."""
    thrown = {"canRun": True, "result": None, "holds": False}
    theirs = [thrown if "error" in one else one for one in ask("expressions.mjs", cases)]
    return [(case, one, ours(case)) for case, one in zip(cases, theirs, strict=True) if one != ours(case)]


def listed(file: str) -> list[dict]:
    answers = json.loads((HERE / "answers.json").read_text("utf-8"))
    lines = (HERE / file).read_text("utf-8").split("\n")
    return [{"expr": line, "data": answers} for line in lines if line and not line.startswith("# ")]


def test_every_listed_condition_comes_to_what_survey_core_says():
    cases = listed("expressions.txt")
    assert len({case["expr"] for case in cases}) == len(cases) >= 500
    assert disagreements(cases) == []


def test_every_listed_deviation_is_one_and_ends_in_a_refusal():
    cases = listed("refused.txt")
    assert [
        case["expr"] for case, one in zip(cases, ask("expressions.mjs", cases), strict=True) if not one["canRun"]
    ] == []
    assert [case["expr"] for case in cases if ours(case)["canRun"]] == []


@pytest.mark.parametrize("expression", VALUELESS)
def test_what_browsers_do_not_agree_on_has_no_value_and_does_not_hold(expression):
    data = {"far": 1e300, "deep": json.loads("[" * 30 + "]" * 30)}
    assert ours({"expr": expression, "data": data}) == {"canRun": True, "result": None, "holds": False}


def test_random_conditions_come_to_what_survey_core_says():
    assert disagreements(Conditions(seed=20261122).cases(RANDOM)) == []


def test_most_random_conditions_can_be_read_and_hold_about_as_often_as_not():
    judged = [ours(case) for case in Conditions(seed=20261122).cases(1_000)]
    assert all(one["canRun"] for one in judged)
    assert 200 < sum(one["holds"] for one in judged) < 800
