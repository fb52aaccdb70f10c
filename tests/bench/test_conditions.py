"""Conditions and ways through forms against survey-core, more of them than a commit can wait for."""

from tests.oracle.conditions import Conditions
from tests.oracle.test_expressions import disagreements
from tests.oracle.test_paths import astray

CONDITIONS = 50_000
FORMS = 1_000


def test_fifty_thousand_random_conditions_agree():
    assert disagreements(Conditions(seed=1).cases(CONDITIONS)) == []


def test_a_thousand_ways_through_random_forms_agree():
    assert astray(1, FORMS) == []
