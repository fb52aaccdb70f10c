"""The forms that come with the product: complete, in good Chinese order, and fair to whoever answers them."""

import pytest

from workbench.records import Topic
from workbench.records.questions import YesNo
from workbench.surveys import house_forms, load_form

FORMS = house_forms()
MOST_DECIDING = 7
SCREENERS = [form for form in FORMS if form.rules.get("options")]


def of(form):
    checked = load_form(form.definition, form.rules)
    return checked.form, checked.rules


def test_there_are_five_of_them():
    assert len(FORMS) == 5
    assert len(SCREENERS) == 5


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.folder)
def test_each_is_complete(form):
    definition, rules = of(form)
    assert len(definition.questions) >= 12
    assert definition.pages[0].questions[0].name == "consent"
    assert all("consent" in (page.visible_if or "") for page in definition.pages[1:])
    assert rules.screen_out[0].id == "no_consent"
    assert set(rules.roles.values()) == set(Topic)
    assert {name for name, topic in rules.roles.items() if topic is Topic.CONTACT} >= set(rules.pii)
    assert {question.name for question in definition.questions} - set(rules.roles) == {"consent"}


@pytest.mark.parametrize("form", SCREENERS, ids=lambda form: form.folder)
def test_nobody_can_tell_who_is_looked_for(form):
    definition, rules = of(form)
    questions = {question.name: question for question in definition.questions}
    assert len(rules.options) <= MOST_DECIDING
    for name, marks in rules.options.items():
        assert not isinstance(questions[name], YesNo)
        values = {option.key for option in questions[name].options}
        assert set(marks) <= values
        assert len(values - set(marks)) >= 2, f"{name} has no options to choose besides those that decide"
    assert rules.score
    assert any(cell.soft for cell in rules.quotas)
    assert any(" and " in cell.condition for cell in rules.quotas)


def test_they_use_what_questions_there_are():
    kinds = {question.type for form in FORMS for question in of(form)[0].questions}
    assert kinds >= {
        "radiogroup",
        "checkbox",
        "dropdown",
        "matrix",
        "ranking",
        "rating",
        "comment",
        "text",
        "multipletext",
    }
