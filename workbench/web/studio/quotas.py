"""Screening and quotas (甄别与配额): whom a questionnaire looks for, how many of whom, and how far the cells are."""

from collections.abc import Callable
from dataclasses import dataclass, field

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from workbench.errors import WorkbenchError
from workbench.records import Problem
from workbench.records.advice import Advice
from workbench.storage.queries.forms import newest_version
from workbench.storage.tables import Form
from workbench.web import access
from workbench.web.failures import back_with, status_of
from workbench.web.pages import Page, render, tell_error
from workbench.web.studio.cross_form import CrossForm, cross_form
from workbench.web.studio.form_steps import steps_of, travelled
from workbench.web.studio.forms import form_or_404
from workbench.web.studio.rule_form import RuleForm, RuleLine, blank_form, rule_lines, typed_form
from workbench.workflow import candidates, form_editing, screening_rules
from workbench.workflow.asked_questions import Asked, asked_questions
from workbench.workflow.candidates import CellFill
from workbench.workflow.form_editing import Author
from workbench.workflow.form_health import advice_on
from workbench.workflow.option_marks import turned_away
from workbench.workflow.typed import without_controls

blueprint = Blueprint("screening", __name__)


@dataclass
class Marking:
    """The question whose options are being marked: the marks as chosen, and why they were not saved."""

    name: str = ""
    marks: dict[str, str] = field(default_factory=dict)
    problem: str = ""


@dataclass
class EditRulesPage(Page):
    """Everything that decides about respondents; `opened` is the rule that is being written.

    `marks` are the options marked so far, `turned_away` those that a rule turns away, `marking` the question whose
    table is open, `cross` the cells that are being put together. `undo` and `redo` name steps; `unlimited` says who
    is in no cell.
    """

    template = "screening/edit_rules.html"
    form: Form
    asked: dict[str, Asked]
    marks: dict[str, dict[str, str]]
    turned_away: dict[str, dict[str, str]]
    marking: Marking
    lines: dict[str, list[RuleLine]]
    opened: RuleForm | None
    cross: CrossForm
    fills: dict[str, CellFill]
    waiting: int
    free: int
    published: bool
    changed: bool
    problems: dict[str, list[Problem]]
    undo: str
    redo: str
    unlimited: list[Advice]


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
def mark_options(study_id: int, form_id: int) -> tuple[str, int] | Response:
    """Must, may or must not be chosen; what is refused stays chosen."""
    form, name = form_or_404(study_id, form_id), _text("question")
    chosen = {key.removeprefix("mark:"): mark for key, mark in request.form.items() if key.startswith("mark:")}
    marks = without_controls(chosen)
    try:
        screening_rules.mark_options(access.store(), _author(form_id), name, marks)
    except WorkbenchError as error:
        return render(_page(form, None, marking=Marking(name, marks, tell_error(error)))), status_of(error)
    return _back(study_id, form_id, "options")


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/screening/save-rule")
def save_rule(study_id: int, form_id: int) -> str | tuple[str, int] | Response:
    """Keep a rule; what is refused comes back as typed. The buttons of its condition only change its rows."""
    form, part = form_or_404(study_id, form_id), _text("part")
    typed = typed_form(form, request.form)
    if "step" in request.form:
        return render(_page(form, typed))
    try:
        screening_rules.save_rule(access.store(), _author(form_id), part, typed.rule_id, typed.finished)
    except WorkbenchError as error:
        typed.problem = tell_error(error)
        return render(_page(form, typed)), status_of(error)
    return _back(study_id, form_id, part)


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/screening/delete-rule")
def delete_rule(study_id: int, form_id: int) -> Response:
    """Away with it; it can be taken back."""
    part, done = _text("part"), _("已删除，可以“撤销上一步”取回。")
    return _edited(study_id, form_id, part, screening_rules.delete_rule, part, _text("rule"), done=done)


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/screening/cross-cells")
def cross_cells(study_id: int, form_id: int) -> tuple[str, int] | Response:
    """A cell for each group of a question, or for each pair of groups of two; a step only lists them."""
    form = form_or_404(study_id, form_id)
    typed = cross_form(form, request.form)
    if typed.problem or "step" in request.form:
        return render(_page(form, None, cross=typed)), 422 if typed.problem else 200
    axes = [axis.fields for axis in typed.axes]
    try:
        made = screening_rules.cross_cells(access.store(), _author(form_id), axes, typed.sizes, typed.of)
    except WorkbenchError as error:
        typed.problem = tell_error(error)
        return render(_page(form, None, cross=typed)), status_of(error)
    flash(ngettext("已写好 %(num)s 格。", "已写好 %(num)s 格。", made), "done")
    return _back(study_id, form_id, "quotas")


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/screening/undo")
def undo_rule(study_id: int, form_id: int) -> Response:
    """Take the last step of the draft back."""
    form_or_404(study_id, form_id)
    return travelled(form_editing.undo_edit, _author(form_id), _address(study_id, form_id))


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/screening/redo")
def redo_rule(study_id: int, form_id: int) -> Response:
    """Do the step again that was taken back last."""
    form_or_404(study_id, form_id)
    return travelled(form_editing.redo_edit, _author(form_id), _address(study_id, form_id))


def _page(
    form: Form, opened: RuleForm | None, *, marking: Marking | None = None, cross: CrossForm | None = None
) -> EditRulesPage:
    session, asked = access.reading(), asked_questions(form.definition)
    version, problems = newest_version(session, form.id), screening_rules.problems_of(form)
    queue, (undo, redo) = candidates.waiting_list(session, form.id), steps_of(form)
    marking = marking or Marking(request.args.get("mark", ""))
    stored = form.rules.get("options", {})
    return EditRulesPage(
        form=form,
        asked=asked,
        marks={**stored, marking.name: {**stored.get(marking.name, {}), **marking.marks}},
        turned_away=turned_away(form.rules, asked),
        marking=marking,
        lines=rule_lines(form, problems),
        opened=opened,
        cross=cross or cross_form(form, request.args),
        fills={one.cell.id: one for one in candidates.fill(session, form.id)},
        waiting=len(queue),
        free=sum(one.free for one in queue),
        published=version is not None,
        changed=version is not None and (version.rules, version.definition) != (form.rules, form.definition),
        problems=problems,
        undo=undo,
        redo=redo,
        unlimited=[one for one in advice_on(form) if one.rule == "in_no_cell"],
    )


def _edited(
    study_id: int, form_id: int, at: str, verb: Callable[..., object], *arguments: object, done: str = ""
) -> Response:
    form_or_404(study_id, form_id)
    try:
        verb(access.store(), _author(form_id), *arguments)
    except WorkbenchError as error:
        return back_with(error, _address(study_id, form_id, at))
    if done:
        flash(done, "done")
    return _back(study_id, form_id, at)


def _back(study_id: int, form_id: int, at: str) -> Response:
    return redirect(_address(study_id, form_id, at), 303)


def _address(study_id: int, form_id: int, at: str = "") -> str:
    return url_for("screening.edit_rules", study_id=study_id, form_id=form_id, _anchor=at or None)


def _author(form_id: int) -> Author:
    return Author(access.user_id(), form_id, request.form.get("revision", -1, type=int))


def _text(name: str) -> str:
    return without_controls(request.form.get(name, ""))
