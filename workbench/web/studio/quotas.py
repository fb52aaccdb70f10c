"""Screening and quotas (甄别与配额): whom a questionnaire looks for, how many of whom, and how far the cells are."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from workbench.errors import Message, WorkbenchError
from workbench.records import Problem
from workbench.storage.queries.forms import newest_version
from workbench.storage.tables import Form
from workbench.web import access
from workbench.web.failures import back_with, status_of
from workbench.web.pages import Page, render, tell
from workbench.web.studio.forms import form_or_404
from workbench.web.studio.rule_form import RuleForm, RuleLine, blank_form, rule_lines, typed_form
from workbench.workflow import candidates, form_editing, screening_rules
from workbench.workflow.asked_questions import Asked, asked_questions
from workbench.workflow.candidates import CellFill
from workbench.workflow.form_editing import Author
from workbench.workflow.screening_rules import OPERATORS
from workbench.workflow.typed import without_controls

blueprint = Blueprint("screening", __name__)


@dataclass
class EditRulesPage(Page):
    """Everything that decides about respondents; `opened` is the rule that is being written.

    `marks` are the options marked so far, `marked` the question whose table is open, `axes` the questions of two whose
    cells are being crossed.
    """

    template = "screening/edit_rules.html"
    form: Form
    asked: dict[str, Asked]
    marks: dict[str, dict[str, str]]
    marked: str
    lines: dict[str, list[RuleLine]]
    opened: RuleForm | None
    axes: list[Asked]
    sizes: list[str]
    fills: dict[str, CellFill]
    waiting: int
    free: int
    published: bool
    changed: bool
    problems: dict[str, list[Problem]]
    problem: str
    operators: dict[str, str]


@dataclass
class ListCellsPage(Page):
    """The cells alone, for looking again."""

    template = "screening/_cells.html"
    form: Form
    lines: dict[str, list[RuleLine]]
    fills: dict[str, CellFill]
    waiting: int
    free: int
    published: bool
    problems: dict[str, list[Problem]]
    operators: dict[str, str]


@blueprint.get("/studies/<int:study_id>/forms/<int:form_id>/screening")
def edit_rules(study_id: int, form_id: int) -> str:
    """All rules of the draft; the query says which one is being written."""
    form = form_or_404(study_id, form_id)
    return render(_page(form, blank_form(form, request.args)))


@blueprint.get("/studies/<int:study_id>/forms/<int:form_id>/screening/cells")
def list_cells(study_id: int, form_id: int) -> str:
    """The quota cells as they are filled right now."""
    page = _page(form_or_404(study_id, form_id), None)
    return render(ListCellsPage(**{name: getattr(page, name) for name in ListCellsPage.__dataclass_fields__}))


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/screening/mark-options")
def mark_options(study_id: int, form_id: int) -> Response:
    """Must, may or must not be chosen."""
    name = _text("question")
    marks = {field.removeprefix("mark:"): mark for field, mark in request.form.items() if field.startswith("mark:")}
    return _edited(study_id, form_id, "options", screening_rules.mark_options, name, without_controls(marks))


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/screening/save-rule")
def save_rule(study_id: int, form_id: int) -> tuple[str, int] | Response:
    """Keep a rule; what is refused comes back as typed."""
    form, part = form_or_404(study_id, form_id), _text("part")
    typed = typed_form(form, request.form)
    try:
        screening_rules.save_rule(access.store(), _author(form_id), part, typed.rule_id, typed.fields)
    except WorkbenchError as error:
        return render(_page(form, typed, problem=f"{tell(error.what)} {tell(error.advice)}")), status_of(error)
    return _back(study_id, form_id, part)


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/screening/delete-rule")
def delete_rule(study_id: int, form_id: int) -> Response:
    """Away with it; it can be taken back."""
    part, done = _text("part"), _("已删除，可以“撤销上一步”取回。")
    return _edited(study_id, form_id, part, screening_rules.delete_rule, part, _text("rule"), done=done)


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/screening/cross-cells")
def cross_cells(study_id: int, form_id: int) -> tuple[str, int] | Response:
    """Interlocking cells from two questions; the sizes come row by row."""
    form, names = form_or_404(study_id, form_id), (_text("first"), _text("second"))
    sizes = without_controls(request.form.getlist("size"))
    try:
        made = screening_rules.cross_cells(access.store(), _author(form_id), names, sizes, _text("of"))
    except WorkbenchError as error:
        return render(_page(form, None, problem=f"{tell(error.what)} {tell(error.advice)}")), status_of(error)
    flash(ngettext("已写好 %(num)s 格。", "已写好 %(num)s 格。", made), "done")
    return _back(study_id, form_id, "quotas")


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/screening/undo")
def undo_rule(study_id: int, form_id: int) -> Response:
    """Take the last change of the draft back."""
    return _edited(study_id, form_id, "", form_editing.undo_edit, done=_("已撤销上一步。"))


def _page(form: Form, opened: RuleForm | None, *, problem: str = "") -> EditRulesPage:
    session, asked = access.reading(), asked_questions(form.definition)
    version, problems = newest_version(session, form.id), screening_rules.problems_of(form)
    queue = candidates.waiting_list(session, form.id)
    crossed = [asked[name] for name in map(request.values.get, ("first", "second")) if name in asked]
    return EditRulesPage(
        form=form,
        asked=asked,
        marks=form.rules.get("options", {}),
        marked=request.args.get("mark", ""),
        lines=rule_lines(form, asked, problems),
        opened=opened,
        axes=[one for one in crossed if one.options],
        sizes=request.form.getlist("size"),
        fills={one.cell.id: one for one in candidates.fill(session, form.id)},
        waiting=len(queue),
        free=sum(one.free for one in queue),
        published=version is not None,
        changed=version is not None and (version.rules, version.definition) != (form.rules, form.definition),
        problems=problems,
        problem=problem,
        operators={name: tell(Message(word)) for name, word in OPERATORS.items()},
    )


def _edited(
    study_id: int, form_id: int, at: str, verb: Callable[..., object], *arguments: object, done: str = ""
) -> Response:
    form_or_404(study_id, form_id)
    try:
        verb(access.store(), _author(form_id), *arguments)
    except WorkbenchError as error:
        return back_with(error, url_for("screening.edit_rules", study_id=study_id, form_id=form_id, _anchor=at or None))
    if done:
        flash(done, "done")
    return _back(study_id, form_id, at)


def _back(study_id: int, form_id: int, at: str) -> Response:
    return redirect(url_for("screening.edit_rules", study_id=study_id, form_id=form_id, _anchor=at or None), 303)


def _author(form_id: int) -> Author:
    return Author(access.user_id(), form_id, request.form.get("revision", -1, type=int))


def _text(name: str) -> str:
    return without_controls(request.form.get(name, ""))
