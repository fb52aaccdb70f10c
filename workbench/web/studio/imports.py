"""Imports: upload a table, look at the preview, confirm, correct its columns, take the last file back."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from workbench.errors import N_, BadInput, Conflict, WorkbenchError
from workbench.records import Problem
from workbench.records.tables import Column
from workbench.storage.queries import imports as reads
from workbench.storage.queries.imports import ListedImport
from workbench.storage.tables import AnswerImport, ImportedFile
from workbench.web import access
from workbench.web.failures import back_with, status_of
from workbench.web.pages import Page, render, tell_error
from workbench.web.studio.column_form import describe, posted_columns, topic_options, use_options
from workbench.workflow import import_corrections, imports
from workbench.workflow.import_columns import ConfirmedColumn
from workbench.workflow.imports import Into, Order, Preview

blueprint = Blueprint("imports", __name__)
ROWS_SHOWN = 10


@dataclass
class ListImportsPage(Page):
    """Imports, previews that wait, the upload."""

    template = "imports/list_imports.html"
    imports: list[ListedImport]
    waiting: list[ImportedFile]
    problem: str
    most_megabytes: int


@dataclass
class PreviewImportPage(Page):
    """A file before it is imported; `reading` says in a sentence what was recognised."""

    template = "imports/preview_import.html"
    file: ImportedFile
    preview: Preview
    reading: str
    lines: list[tuple[ConfirmedColumn, Column]]
    uses: list[tuple[str, str]]
    topics: list[tuple[str, str]]
    targets: list[tuple[str, str]]
    sheet: str
    title: str
    same: ImportedFile | None
    update_changed: bool
    problem: str
    rows_shown: int


@dataclass
class ShowImportPage(Page):
    """An import with its files, the last one first; `problems` are those of the last file."""

    template = "imports/show_import.html"
    imported: AnswerImport
    source: str
    files: list[ImportedFile]
    problems: list[Problem]
    ask: str


@dataclass
class CorrectColumnsPage(Page):
    """The columns of an import as they are used."""

    template = "imports/correct_columns.html"
    imported: AnswerImport
    lines: list[tuple[ConfirmedColumn, Column]]
    uses: list[tuple[str, str]]
    topics: list[tuple[str, str]]
    problem: str


@blueprint.get("/studies/<int:study_id>/imports")
def list_imports(study_id: int) -> str:
    """All imports of a study."""
    access.study_or_404(study_id)
    return _list_page(study_id, "")


@blueprint.post("/studies/<int:study_id>/imports/upload")
def upload_table(study_id: int) -> tuple[str, int] | Response:
    """Take a file and go to its preview."""
    access.study_or_404(study_id)
    upload = request.files.get("file")
    try:
        if upload is None or not upload.filename:
            raise BadInput(N_("还没有选文件。"), N_("请选一个 csv、tsv、xls 或 xlsx 文件。"))
        name = imports.file_name(upload.filename)
        file_id = imports.upload_table(access.store(), access.user_id(), study_id, name, upload.read())
    except WorkbenchError as error:
        return _list_page(study_id, tell_error(error)), status_of(error)
    return redirect(url_for("imports.preview_import", study_id=study_id, file_id=file_id), 303)


@blueprint.get("/studies/<int:study_id>/imports/files/<int:file_id>")
def preview_import(study_id: int, file_id: int) -> str | Response:
    """What a file would bring."""
    file = access.in_study_or_404(ImportedFile, file_id, study_id)
    if file.confirmed_at:
        return redirect(url_for("imports.show_import", study_id=study_id, import_id=file.import_id), 303)
    given, sheet = request.args.get("into", ""), request.args.get("sheet", "")
    into: Into = "match" if given == "" else _number(given)
    return _preview_page(file, imports.preview_import(access.store(), file_id, into, sheet or None), sheet)


@blueprint.post("/studies/<int:study_id>/imports/files/<int:file_id>/confirm")
def confirm_import(study_id: int, file_id: int) -> tuple[str, int] | Response:
    """Import it."""
    file = access.in_study_or_404(ImportedFile, file_id, study_id)
    into, sheet = _number(request.form.get("into", "")), request.form.get("sheet", "")
    columns: list[ConfirmedColumn] = []
    try:
        columns = posted_columns()
        order = Order(columns=columns, into=into, sheet=sheet or None, title=request.form.get("import_title", ""))
        order = order.model_copy(update={"update_changed": request.form.get("update_changed") == "1"})
        import_id = imports.confirm_import(access.store(), access.user_id(), file_id, order)
    except Conflict as error:
        return back_with(error, url_for("imports.list_imports", study_id=study_id))
    except BadInput as error:
        preview = imports.preview_import(access.store(), file_id, into, sheet or None, columns)
        return _preview_page(file, preview, sheet, tell_error(error)), status_of(error)
    return redirect(url_for("imports.show_import", study_id=study_id, import_id=import_id), 303)


@blueprint.post("/studies/<int:study_id>/imports/files/<int:file_id>/discard")
def discard_upload(study_id: int, file_id: int) -> Response:
    """Throw a preview away."""
    access.in_study_or_404(ImportedFile, file_id, study_id)
    back = url_for("imports.list_imports", study_id=study_id)
    try:
        imports.discard_upload(access.store(), access.user_id(), file_id)
    except Conflict as error:
        return back_with(error, back)
    flash(_("预览已丢弃，没有导入任何内容。"), "done")
    return redirect(back, 303)


@blueprint.get("/studies/<int:study_id>/imports/<int:import_id>")
def show_import(study_id: int, import_id: int) -> str:
    """What an import brought, file by file."""
    imported = access.in_study_or_404(AnswerImport, import_id, study_id)
    files = reads.confirmed_files(access.reading(), import_id)[::-1]
    problems = [Problem.model_validate(problem) for problem in files[0].problems] if files else []
    question = ngettext(
        "撤销最后一个文件？它带来的 %(num)s 位受访者和他们的答案、原话会删除。",
        "撤销最后一个文件？它带来的 %(num)s 位受访者和他们的答案、原话会删除。",
        files[0].rows_added if files else 0,
    )
    source = reads.source_of(import_id)
    return render(ShowImportPage(imported=imported, source=source, files=files, problems=problems, ask=question))


@blueprint.route("/studies/<int:study_id>/imports/<int:import_id>/columns", methods=["GET", "POST"])
def correct_columns(study_id: int, import_id: int) -> str | tuple[str, int] | Response:
    """Use columns differently."""
    imported = access.in_study_or_404(AnswerImport, import_id, study_id)
    back = url_for("imports.show_import", study_id=study_id, import_id=import_id)
    columns: list[ConfirmedColumn] = []
    try:
        if request.method == "GET":
            return _columns_page(imported, (), "")
        columns = posted_columns()
        import_corrections.correct_columns(access.store(), access.user_id(), import_id, columns)
    except Conflict as error:
        return back_with(error, back)
    except BadInput as error:
        return _columns_page(imported, columns, tell_error(error)), status_of(error)
    flash(_("各列已更正，答案和原话已按新的类型重新生成。"), "done")
    return redirect(back, 303)


@blueprint.post("/studies/<int:study_id>/imports/<int:import_id>/undo")
def undo_import(study_id: int, import_id: int) -> Response:
    """Take the last file back."""
    access.in_study_or_404(AnswerImport, import_id, study_id)
    try:
        gone = import_corrections.undo_import(access.store(), access.user_id(), import_id)
    except Conflict as error:
        return back_with(error, url_for("imports.show_import", study_id=study_id, import_id=import_id))
    flash(
        ngettext(
            "已撤销，%(num)s 位受访者已删除；文件回到预览。", "已撤销，%(num)s 位受访者已删除；文件回到预览。", gone
        ),
        "done",
    )
    return redirect(url_for("imports.list_imports", study_id=study_id), 303)


@blueprint.post("/studies/<int:study_id>/imports/<int:import_id>/delete")
def delete_import(study_id: int, import_id: int) -> Response:
    """Forget an import without files."""
    access.in_study_or_404(AnswerImport, import_id, study_id)
    try:
        import_corrections.delete_import(access.store(), access.user_id(), import_id)
    except Conflict as error:
        return back_with(error, url_for("imports.show_import", study_id=study_id, import_id=import_id))
    flash(_("已删除。"), "done")
    return redirect(url_for("imports.list_imports", study_id=study_id), 303)


def _list_page(study_id: int, problem: str) -> str:
    session = access.reading()
    return render(
        ListImportsPage(
            imports=reads.list_imports(session, study_id),
            waiting=reads.waiting_files(session, study_id),
            problem=problem,
            most_megabytes=access.store().settings.upload_megabytes,
        )
    )


def _preview_page(file: ImportedFile, preview: Preview, sheet: str, problem: str = "") -> str:
    session = access.reading()
    earlier = reads.earlier_imports(session, file.study_id)
    targets = [(str(one.id), _("接着“%(title)s”", title=one.title)) for one in earlier]
    return render(
        PreviewImportPage(
            file=file,
            preview=preview,
            reading=describe(preview.table),
            lines=list(zip(preview.columns, preview.table.columns, strict=True)),
            uses=use_options(),
            topics=topic_options(),
            targets=[*targets, ("new", _("新的一份"))],
            sheet=sheet,
            title=request.form.get("import_title", file.name.rpartition(".")[0] or file.name),
            same=reads.same_file(session, file),
            update_changed=request.form.get("update_changed") == "1",
            problem=problem,
            rows_shown=ROWS_SHOWN,
        )
    )


def _columns_page(imported: AnswerImport, typed: Sequence[ConfirmedColumn], problem: str) -> str:
    table, columns = import_corrections.columns_to_correct(access.store(), imported.id, typed)
    lines = list(zip(columns, table.columns, strict=True))
    return render(
        CorrectColumnsPage(imported=imported, lines=lines, uses=use_options(), topics=topic_options(), problem=problem)
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else None
