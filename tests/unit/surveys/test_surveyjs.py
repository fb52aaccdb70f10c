"""A form.json of SurveyJS fits once what only concerns looks is off; what changes meaning is left to be refused."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.surveys.samples import RULES
from workbench.errors import InvalidForm
from workbench.surveys import load_form
from workbench.surveys.surveyjs import fit

FORM = {
    "title": "问卷",
    "logoPosition": "right",
    "clearInvisibleValues": "none",
    "elements": [
        {"type": "tagbox", "name": "q", "colCount": 3, "hasOther": True, "choices": ["a", {"value": "b", "size": 3}]},
        {
            "type": "panel",
            "name": "p",
            "state": "expanded",
            "elements": [{"type": "comment", "name": "c", "autoGrow": True}],
        },
    ],
}


def test_looks_and_old_names_are_mended_and_named():
    given_form = copy.deepcopy(FORM)
    fitted, told = fit(given_form)
    assert given_form == FORM
    assert fitted["pages"][0]["elements"][0] == {
        "type": "checkbox",
        "name": "q",
        "showOtherItem": True,
        "choices": ["a", {"value": "b"}],
    }
    assert fitted["pages"][0]["elements"][1]["elements"] == [{"type": "comment", "name": "c"}]
    places = [problem.column for problem in told]
    assert places[:2] == ["form.json", "form.json"]
    assert "form.json: elements[0]" in places
    assert "form.json: elements[1].elements[0]" in places
    assert len(told) == 8


@pytest.mark.parametrize(
    "unfit",
    [
        {"triggers": [{"type": "runexpression"}]},
        {"calculatedValues": [{"name": "v", "expression": "1"}]},
        {"onCompleted": "alert(1)"},
        {"elements": [{"type": "html", "name": "h", "html": "<script>"}]},
        {"elements": [{"type": "file", "name": "f"}]},
        {"elements": [{"type": "radiogroup", "name": "r", "choicesByUrl": {"url": "http://x"}, "choices": ["a"]}]},
        {"elements": [{"type": "text", "name": "t", "maskType": "pattern"}]},
    ],
)
def test_what_changes_meaning_or_is_dangerous_is_refused(unfit):
    fitted, _ = fit({"title": "x", "elements": [{"type": "text", "name": "q"}], **unfit})
    with pytest.raises(InvalidForm):
        load_form(fitted, RULES)


def test_a_form_that_fits_stays_as_it_is():
    form = {"title": "x", "pages": [{"name": "p", "elements": [{"type": "text", "name": "q"}]}]}
    assert fit(form) == (form, [])


KEYS = st.sampled_from(["pages", "elements", "type", "logo", "hasOther", "choices", "x"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
)


@given(st.dictionaries(st.sampled_from(["pages", "elements", "title", "width", "type"]), JSON))
def test_any_object_is_fitted_once_and_for_all(form):
    fitted, _ = fit(form)
    assert fit(fitted) == (fitted, [])
