"""Questionnaires as files: form.json as SurveyJS reads it, and with rules.json in a zip."""

import io
import json
import zipfile
from typing import Any

from workbench.storage.tables import Form


def form_json(form: Form) -> bytes:
    """The draft's questions, readable."""
    return _written(form.definition)


def form_archive(form: Form) -> bytes:
    """A zip of form.json and rules.json, as a folder of `survey_forms/` has them; equal forms are equal bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("form.json", form.definition), ("rules.json", form.rules)):
            archive.writestr(zipfile.ZipInfo(name), _written(content), zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _written(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
