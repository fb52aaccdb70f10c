"""The way through a form is survey-core's: the pages, the questions, what is open, the options, what counts."""

import json

from tests.oracle.forms import Forms
from tests.oracle.survey_core import ROOT, ask
from workbench.records.forms import CheckedForm
from workbench.records.questions import ListQuestion
from workbench.surveys import filling, house_forms
from workbench.surveys.showing import Part, settled, visible_options

CASES = 100


def shown(parts: tuple[Part, ...], answers: dict) -> list:
    found: list = []
    for part in parts:
        if part.parts:
            found += shown(part.parts, answers)
            continue
        options = visible_options(part.element, answers) if isinstance(part.element, ListQuestion) else ()
        found.append([part.element.name, part.is_open, [option.value for option in options]])
    return found


def pages(checked: CheckedForm, answers: dict) -> list:
    visible = [checked.form.pages[index] for index in filling.visible_pages(checked, answers)]
    return [[page.name, shown(filling.visible_parts(page, answers), answers)] for page in visible]


def way(checked: CheckedForm, answers: dict, change: list) -> dict:
    changed = settled(checked.form, {**answers, change[0]: change[1]})
    return {
        "before": pages(checked, answers),
        "after": pages(checked, changed),
        "data": filling.complete(checked, changed),
    }


def posed(definition: dict, checked: CheckedForm, given: dict, change: list) -> dict:
    """Answers, and a change of one, that a respondent can give: with options that show."""
    start = settled(checked.form, given)
    changed = settled(checked.form, {**start, change[0]: change[1]})
    data = {name: answer for name, answer in start.items() if answer is not None}
    return {"form": definition, "data": data, "change": [change[0], changed[change[0]]]}


def astray(seed: int, count: int) -> list:
    """Where the ways part: the form, the answers, ours, theirs."""
    cases = Forms(seed).cases(count)
    asked = [posed(*case) for case in cases]
    theirs = ask("paths.mjs", asked)
    ours = [way(case[1], one["data"], one["change"]) for case, one in zip(cases, asked, strict=True)]
    pairs = zip(asked, json.loads(json.dumps(ours)), theirs, strict=True)
    return [(one, mine, other) for one, mine, other in pairs if mine != other]


def test_random_forms_show_what_survey_core_shows():
    assert astray(20261122, CASES) == []


def test_the_forms_of_the_house_name_no_locale_which_survey_core_would_have_to_load_first():
    assert [form.folder for form in house_forms() if "locale" in form.definition] == []


def test_survey_core_is_for_tests_alone():
    assert "survey-core" not in (ROOT / "scripts/vendor.mjs").read_text("utf-8")
    served = [path for path in (ROOT / "static").rglob("*.js") if "survey-core" in path.read_text("utf-8")]
    assert served == []
    assert "survey-core" in json.loads((ROOT / "package.json").read_text("utf-8"))["devDependencies"]
