"""The forms that come with the product, one folder each: `form.json` and `rules.json`."""

import json
from pathlib import Path

from workbench.records.forms import HouseForm
from workbench.settings import SURVEY_FORMS
from workbench.surveys.loading import load_form


def house_forms(folder: Path = SURVEY_FORMS) -> list[HouseForm]:
    """All forms in `folder`, by folder name. Raises InvalidForm for one that could not be published."""
    return [_house_form(path.parent) for path in sorted(folder.glob("*/form.json"))]


def _house_form(folder: Path) -> HouseForm:
    definition = json.loads((folder / "form.json").read_text("utf-8"))
    rules = json.loads((folder / "rules.json").read_text("utf-8"))
    form = load_form(definition, rules).form
    return HouseForm(
        folder=folder.name,
        title=form.title,
        question_count=len(form.questions),
        definition=definition,
        rules=rules,
    )
