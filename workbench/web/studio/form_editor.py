"""The questionnaire editor: one page with all questions as cards; one of them, or a page's texts, is open at a time."""

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workbench.errors import WorkbenchError
from workbench.storage import Store
from workbench.storage.tables import Form
from workbench.web import access
from workbench.web.failures import back_with, status_of
from workbench.web.pages import render, tell_error
from workbench.web.studio.condition_form import ConditionForm, changed_condition, posted_condition
from workbench.web.studio.form_cards import CONDITIONS, Draft, Opened, anchor
from workbench.web.studio.form_pages import EditSettingsPage, editor_page, settings_values
from workbench.web.studio.form_places import IN_PANEL
from workbench.web.studio.form_steps import travelled
from workbench.web.studio.forms import blueprint, form_or_404
from workbench.workflow import form_editing as editing
from workbench.workflow.form_editing import Author, Place
from workbench.workflow.question_fields import QuestionFields, read_fields
from workbench.workflow.question_pictures import Upload, put_pictures
from workbench.workflow.typed import without_controls

PAGE_WORDS = "words"  # in the menu of kinds: what stands on a page is no question but the page's description
USUAL_KIND = "radiogroup"
_STORED = {"visible_if": "visibleIf", "required_if": "requiredIf"}


@blueprint.get("/studies/<int:study_id>/forms/<int:form_id>")
def edit_form(study_id: int, form_id: int) -> str:
    """All questions in order, grouped by pages; `open` names the question, `page` the page that is being edited."""
    form = form_or_404(study_id, form_id)
    name = request.args.get("open", "")
    opened = Opened(question=name, page=None if name else request.args.get("page", type=int))
    return render(editor_page(form, opened))


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/add-question")
def add_question(study_id: int, form_id: int) -> Response:
    """A new question at the end of a page or a panel or after another, or the page's own words, opened for writing."""
    place, kind = _place(), _text("kind") or USUAL_KIND
    if kind == PAGE_WORDS:
        here = url_for("forms.edit_form", study_id=study_id, form_id=form_id, page=place, _anchor=f"p{place}")
        return redirect(here, 303)
    return _edited(study_id, form_id, editing.add_question, place, kind, _text("after"))


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/update-question")
def update_question(study_id: int, form_id: int) -> str | tuple[str, int] | Response:
    """Save what was typed; what is refused comes back as typed, a question of a new type stays open.

    The buttons of a condition only change its rows; nothing is saved by them.
    """
    form, name, place = form_or_404(study_id, form_id), _text("name"), _place()
    typed, conditions = _fields(form, name), _typed_conditions(form, name)
    if "step" in request.form:
        return render(editor_page(form, Opened(name, typed=typed, conditions=_stepped(conditions))))
    try:
        typed, stays = (
            _settled(form, name, typed, conditions),
            bool({"next", "drop"} & {*request.form}) or _kind(form, name) != typed.kind,
        )
        author = editing.update_question(access.store(), _author(form_id), name, typed, place)
        author = put_pictures(access.store(), author, name, _uploads())
        if "next" in request.form:
            name = editing.add_question(access.store(), author, place, typed.kind, name)
    except WorkbenchError as error:
        opened = Opened(name, typed=typed, conditions=conditions, problem=tell_error(error))
        return render(editor_page(form, opened)), status_of(error)
    return _back(study_id, form_id, anchor(name), opened=name if stays else "")


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/move-question")
def move_question(study_id: int, form_id: int) -> Response:
    """One place up or down."""
    name = _text("name")
    return _edited(study_id, form_id, editing.move_question, name, _number("step"), at=anchor(name))


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/put-question")
def put_question(study_id: int, form_id: int) -> Response:
    """Right before another question, or at the end of a page or a panel."""
    name = _text("name")
    return _edited(study_id, form_id, editing.put_question, name, _text("before"), _place(), at=anchor(name))


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/dissolve-panel")
def dissolve_panel(study_id: int, form_id: int) -> Response:
    """What is in a panel stays, the panel goes; it can be taken back."""
    done = _("题组已拆开，里面的题留在原处。可以“撤销上一步”。")
    return _edited(study_id, form_id, editing.dissolve_panel, _text("name"), done=done)


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/duplicate-question")
def duplicate_question(study_id: int, form_id: int) -> Response:
    """A copy right after it, opened for writing."""
    return _edited(study_id, form_id, editing.duplicate_question, _text("name"))


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/delete-question")
def delete_question(study_id: int, form_id: int) -> Response:
    """Away with it; it can be taken back."""
    return _edited(
        study_id, form_id, editing.delete_question, _text("name"), done=_("题目已删除，可以“撤销上一步”取回。")
    )


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/add-page")
def add_page(study_id: int, form_id: int) -> Response:
    """An empty page at the end."""
    return _edited(study_id, form_id, editing.add_page, at="end")


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/update-page")
def update_page(study_id: int, form_id: int) -> str | tuple[str, int] | Response:
    """Save the texts and the condition of a page; what is refused comes back as typed."""
    form, page = form_or_404(study_id, form_id), _number("page")
    texts = {name: _text(name) for name in ("title", "description")}
    conditions: dict[str, ConditionForm] = {}
    try:
        element = editing.find_page(form.definition, page)
        conditions = {"visible_if": posted_condition(_stored_condition(form, "visible_if", element), request.form)}
        if "step" in request.form:
            return render(editor_page(form, Opened(page=page, texts=texts, conditions=_stepped(conditions))))
        condition = conditions["visible_if"].condition(element.get("visibleIf", ""))
        editing.update_page(access.store(), _author(form_id), page, {**texts, "visibleIf": condition})
    except WorkbenchError as error:
        problem = tell_error(error)
        opened = Opened(page=page, texts=texts, conditions=conditions, problem=problem)
        return render(editor_page(form, opened)), status_of(error)
    return _back(study_id, form_id, f"p{page}")


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/move-page")
def move_page(study_id: int, form_id: int) -> Response:
    """A page with its questions one place up or down."""
    page, step = _number("page"), _number("step")
    return _edited(study_id, form_id, editing.move_page, page, step, at=f"p{page + step}")


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/delete-page")
def delete_page(study_id: int, form_id: int) -> Response:
    """A page with its questions; it can be taken back."""
    done = _("这一页已删除，可以“撤销上一步”取回。")
    return _edited(study_id, form_id, editing.delete_page, _number("page"), done=done)


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/undo")
def undo_edit(study_id: int, form_id: int) -> Response:
    """Take the last step back."""
    return _travelled(study_id, form_id, editing.undo_edit)


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/redo")
def redo_edit(study_id: int, form_id: int) -> Response:
    """Do the step again that was taken back last."""
    return _travelled(study_id, form_id, editing.redo_edit)


@blueprint.route("/studies/<int:study_id>/forms/<int:form_id>/settings", methods=["GET", "POST"])
def edit_settings(study_id: int, form_id: int) -> str | tuple[str, int] | Response:
    """Title, introduction, ending, consent and retention."""
    form = form_or_404(study_id, form_id)
    if request.method == "GET":
        return render(EditSettingsPage(form, settings_values(form), problem=""))
    values = {name: _text(name) for name in settings_values(form)}
    rules = {name: values[name] for name in ("consent_version", "retention_months")}
    texts = {name: text for name, text in values.items() if name not in rules}
    try:
        editing.update_settings(access.store(), _author(form_id), texts, rules)
    except WorkbenchError as error:
        problem = tell_error(error)
        return render(EditSettingsPage(form, values, problem)), status_of(error)
    return _back(study_id, form_id)


def _edited(
    study_id: int, form_id: int, verb: Callable[..., object], *arguments: object, at: str = "", done: str = ""
) -> Response:
    """Carry out an edit and return to where it happened; a question that came of it is opened."""
    form_or_404(study_id, form_id)
    try:
        made = verb(access.store(), _author(form_id), *arguments)
    except WorkbenchError as error:
        return back_with(error, url_for("forms.edit_form", study_id=study_id, form_id=form_id, _anchor=at or None))
    if done:
        flash(done, "done")
    if isinstance(made, str):
        return _back(study_id, form_id, anchor(made), opened=made)
    return _back(study_id, form_id, at)


def _travelled(study_id: int, form_id: int, verb: Callable[[Store, Author], str]) -> Response:
    form_or_404(study_id, form_id)
    return travelled(verb, _author(form_id), url_for("forms.edit_form", study_id=study_id, form_id=form_id))


def _back(study_id: int, form_id: int, at: str = "", *, opened: str = "") -> Response:
    here = url_for("forms.edit_form", study_id=study_id, form_id=form_id, open=opened or None)
    return redirect(f"{here}#{at}" if at else here, 303)


def _author(form_id: int) -> Author:
    return Author(access.user_id(), form_id, _number("revision"))


def _kind(form: Form, name: str) -> str:
    return read_fields(editing.find_question(form.definition, name), form.rules).kind


def _fields(form: Form, name: str) -> QuestionFields:
    """What was typed; texts that the page did not show stay as they are."""
    try:
        kept = read_fields(editing.find_question(form.definition, name), form.rules)
    except WorkbenchError:
        kept = QuestionFields()
    blank = QuestionFields().model_dump()
    texts = {one: _text(one) for one, value in blank.items() if isinstance(value, str) and one not in CONDITIONS}
    ticks = {one: one in request.form for one, value in blank.items() if isinstance(value, bool)}
    default = tuple(without_controls(request.form.getlist("default")))
    marks = {value: mark for value, mark in {**kept.marks, **_chosen("mark:")}.items() if mark != "may"}
    listed = {"inputs": {**kept.inputs, **_chosen("input:")}, "checks": {**kept.checks, **_chosen("check:")}}
    listed["checks"].pop(_text("drop"), None)
    return kept.model_copy(update={**texts, **ticks, **listed, "default": default, "marks": marks})


def _chosen(prefix: str) -> dict[str, str]:
    """What was chosen in the fields whose names begin so."""
    fields = request.form.items()
    return without_controls({name.removeprefix(prefix): one for name, one in fields if name.startswith(prefix)})


def _typed_conditions(form: Form, name: str) -> dict[str, ConditionForm]:
    try:
        element = editing.find_question(form.definition, name)
    except WorkbenchError:
        return {}
    return {one: posted_condition(_stored_condition(form, one, element), request.form) for one in CONDITIONS}


def _stored_condition(form: Form, field: str, element: dict[str, object]) -> ConditionForm:
    return Draft(form, [], []).condition(field, str(element.get(_STORED[field], "")), element)


def _stepped(conditions: dict[str, ConditionForm]) -> dict[str, ConditionForm]:
    """The conditions after the button of one was pressed, `visible_if:drop:1`."""
    field, _colon, step = _text("step").partition(":")
    return {name: changed_condition(one, step) if name == field else one for name, one in conditions.items()}


def _settled(form: Form, name: str, typed: QuestionFields, conditions: dict[str, ConditionForm]) -> QuestionFields:
    """What was typed with its conditions as they are stored. Raises BadInput for one that is not finished."""
    element = editing.find_question(form.definition, name)
    said = {one: conditions[one].condition(str(element.get(_STORED[one], ""))) for one in CONDITIONS}
    return typed.model_copy(update=said)


def _uploads() -> list[Upload]:
    """The pictures that were chosen: each for an option, or for a new one."""
    return [
        Upload(field.partition(":")[2], file.filename or "", file.read())
        for field, files in request.files.lists()
        for file in files
        if file.filename
    ]


def _text(name: str) -> str:
    return without_controls(request.form.get(name, ""))


def _place() -> Place:
    """The number of a page, or the panel whose name stands after `in:`."""
    text = _text("page")
    return text.removeprefix(IN_PANEL) if text.startswith(IN_PANEL) else _number("page")


def _number(name: str) -> int:
    return request.form.get(name, -1, type=int)
