"""survey-core's own linter finds nothing in the forms of the house, nor in what was pasted or came as a spreadsheet."""

from tests.oracle.survey_core import ask
from tests.unit.surveys.pasting.test_reading import TENCENT, WJX
from tests.unit.surveys.xlsform.test_reading import read
from workbench.surveys import house_forms
from workbench.surveys.pasting import read_pasted


def test_survey_core_finds_nothing_in_the_forms_of_the_house():
    forms = house_forms()
    found = dict(
        zip([form.folder for form in forms], ask("lint.mjs", [form.definition for form in forms]), strict=True)
    )
    assert not {folder: findings for folder, findings in found.items() if findings}


def test_survey_core_finds_nothing_in_imported_forms():
    drafts = [read_pasted(WJX), read_pasted(TENCENT), read()]
    assert ask("lint.mjs", [draft.definition for draft in drafts]) == [[], [], []]
