"""A questionnaire that was written elsewhere: pasted or uploaded, looked at, then begun as a draft."""

import base64
import binascii
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workbench.errors import WorkbenchError
from workbench.records.imported_forms import Dialect
from workbench.web import access
from workbench.web.failures import status_of
from workbench.web.pages import Page, render, tell_error
from workbench.web.studio.form_outline import Outline, outline
from workbench.web.studio.forms import blueprint
from workbench.workflow import form_imports
from workbench.workflow.answers import TOPICS
from workbench.workflow.form_imports import Preview, Source, Wishes
from workbench.workflow.imports import file_name
from workbench.workflow.question_kinds import shown


@dataclass
class ImportFormPage(Page):
    """What was given, how it is to be read, and what would come of it; `held` is a chosen file that is no text."""

    template = "forms/import_form.html"
    text: str
    held: str
    held_name: str
    dialect: str
    required: str
    consent: bool
    preview: Preview | None
    outline: Outline | None
    topics: list[tuple[str, str]]
    problem: str
    problems: list[Any]


@blueprint.route("/studies/<int:study_id>/forms/import", methods=["GET", "POST"])
def import_form(study_id: int) -> str | tuple[str, int] | Response:
    """Paste or upload, look, then make a draft of it; whatever goes wrong, what was given stays on the page."""
    access.study_or_404(study_id)
    if request.method == "GET":
        return render(_page(Source(), Wishes()))
    source, wishes = _source(), _wishes()
    try:
        source = form_imports.opened(source)
        if request.form.get("step") == "create":
            form_id = form_imports.create_imported(access.store(), access.user_id(), study_id, source, wishes)
            flash(_("草稿已建好，请逐题核对。"), "done")
            return redirect(url_for("forms.edit_form", study_id=study_id, form_id=form_id), 303)
        return render(_page(source, wishes, form_imports.preview_form(source, wishes)))
    except WorkbenchError as error:
        return render(_page(source, wishes, error=error)), status_of(error)


def _page(source: Source, wishes: Wishes, preview: Preview | None = None, error: WorkbenchError | None = None) -> Page:
    return ImportFormPage(
        text=source.text or (request.form.get("text", "") if error else ""),
        held=base64.b64encode(source.data).decode(),
        held_name=source.name if source.data else "",
        dialect=wishes.dialect or "",
        required={True: "yes", False: "no", None: ""}[wishes.required],
        consent=wishes.consent,
        preview=preview,
        outline=outline(preview.form.definition) if preview else None,
        topics=_topics(preview) if preview else [],
        problem=tell_error(error) if error else "",
        problems=list(error.problems) if error else [],
    )


def _source() -> Source:
    """A file that was chosen now, else the text, else the file that the page held."""
    if file := request.files.get("file"):
        with file.stream:
            data = file.read()
        if data:
            return Source(name=file_name(file.filename), data=data)
    text = request.form.get("text", "")
    if text.strip():
        return Source(text=text)
    try:
        held = base64.b64decode(request.form.get("held", ""), validate=True)
    except (binascii.Error, ValueError):
        held = b""
    return Source(name=file_name(request.form.get("held_name")), data=held)


def _wishes() -> Wishes:
    dialect = request.form.get("dialect", "")
    return Wishes(
        dialect=Dialect(dialect) if dialect in set(Dialect) else None,
        required={"yes": True, "no": False}.get(request.form.get("required", "")),
        consent="consent" in request.form,
        ordinary=frozenset(request.form.getlist("ordinary")),
    )


def _topics(preview: Preview) -> list[tuple[str, str]]:
    """What was guessed of the questions' topics: the topic's word and the titles it was given to."""
    definition, roles = preview.form.definition, preview.form.rules.get("roles", {})
    titles = {one["name"]: shown(one.get("title")) for page in definition["pages"] for one in page["elements"]}
    found: dict[str, list[str]] = {}
    for name, topic in roles.items():
        found.setdefault(topic, []).append(titles.get(name) or name)
    return [(_(TOPICS[topic]), "；".join(found[topic])) for topic in TOPICS if topic in found]
