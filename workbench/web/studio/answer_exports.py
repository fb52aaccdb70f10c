"""Answers as files: what is in them is chosen on a page that says what is left out."""

from dataclasses import dataclass, replace
from typing import Any, Literal, cast

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from workbench.errors import WorkbenchError
from workbench.storage.queries.answers import Wanted
from workbench.web import access
from workbench.web.downloads import download, file_name
from workbench.web.failures import back_with
from workbench.web.pages import Page, render, tell
from workbench.web.studio.answers import filters_kept, title_of_published, wanted_rows
from workbench.workflow.answer_exports import Export, Layout, export_answers, read_export
from workbench.workflow.asked import questions_in

blueprint = Blueprint("answer_exports", __name__, url_prefix="/studies/<int:study_id>/answers")
SEVERAL = ("one", "each", "both")


@dataclass
class ChooseExportPage(Page):
    """The choice of a layout; `export` is what a file of it would hold, `filters` come from the table."""

    template = "answers/choose_export.html"
    source: str
    title: str
    layout: Layout
    export: Export
    filters: dict[str, str]


@blueprint.get("/<source>/export")
def choose_export(study_id: int, source: str) -> str:
    """What leaves, chosen and counted."""
    title, layout = title_of_published(study_id, source), _layout()
    export = read_export(access.store(), _wanted(source), layout)
    return render(ChooseExportPage(source, title, layout, export, filters_kept()))


@blueprint.get("/<source>/export.<any(xlsx, csv):kind>")
def download_answers(study_id: int, source: str, kind: str) -> Response:
    """The rows of the table with all questions, as a file."""
    title = title_of_published(study_id, source)
    try:
        layout = replace(_layout(), kind=cast(Literal["xlsx", "csv"], kind))
        data = export_answers(access.store(), access.user_id(), _wanted(source), layout, tell)
    except WorkbenchError as error:
        kept: Any = request.args.to_dict()
        return back_with(error, url_for("answer_exports.choose_export", study_id=study_id, source=source, **kept))
    return download(data, f"{file_name(title)}.{kind}")


def _wanted(source: str) -> Wanted:
    return wanted_rows(source, questions_in(access.reading(), source))


def _layout() -> Layout:
    """What the address asks for; without personal data and without whom a researcher left out, unless it says so."""
    several = request.args.get("several", "one")
    return Layout(
        several=cast(Literal["one", "each", "both"], several if several in SEVERAL else "one"),
        personal=request.args.get("personal") == "1",
        excluded=request.args.get("excluded") == "1",
        screened_out=request.args.get("screened_out", "1") == "1",
    )
