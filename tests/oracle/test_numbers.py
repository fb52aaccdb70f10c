"""A number that we take or refuse for its limits or its step is taken or refused by survey-core."""

from itertools import product

from tests.oracle.survey_core import ask
from workbench.surveys import editing, load_form
from workbench.surveys.filling import check_page

STEPS = (None, 1, 2, 5, 0.5, 0.1, 0.25, 0.3)
LIMITS = ({}, {"min": 1}, {"max": 10}, {"min": -3, "max": 3.5})
VALUES = (0, 1, 2, 3, -3, -2.5, 0.3, 0.30001, 0.75, 2.5, 10, 10.1, 28.5, 1e9, 123456789.25)


def asked(step, limits):
    return {
        "type": "text",
        "name": "q",
        "title": "t",
        "inputType": "number",
        **limits,
        **({"step": step} if step else {}),
    }


def takes(question, value):
    form = load_form({"title": "t", "pages": [{"name": "p", "elements": [question]}]}, editing.new_rules())
    _values, problems = check_page(form, 0, {"q": [f"{value:.15g}"]}, {})
    return not problems


def test_a_number_is_taken_or_refused_as_survey_core_does():
    made = [{"question": asked(step, limits), "value": value} for step, limits, value in product(STEPS, LIMITS, VALUES)]
    for case, theirs in zip(made, ask("numbers.mjs", made), strict=True):
        assert takes(**case) == theirs, case
