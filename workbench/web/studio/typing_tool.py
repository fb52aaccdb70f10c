"""The typing tool of a run: made, looked at, tried, taken along as a questionnaire or a file."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from workbench.errors import WorkbenchError
from workbench.records.form_texts import LocalText
from workbench.records.forms import CheckedForm
from workbench.storage.tables import Run
from workbench.web import access
from workbench.web.downloads import download
from workbench.web.failures import back_with
from workbench.web.pages import Page, render
from workbench.web.studio.forms import blueprint as forms_blueprint
from workbench.web.studio.forms import form_or_404
from workbench.web.studio.typing_words import Answer, SegmentLine, answer, rule_sentences, segment_lines
from workbench.workflow import form_editing, typing_form, typing_tool
from workbench.workflow.form_editing import Author
from workbench.workflow.form_screens import Shown, trial_questions
from workbench.workflow.typing_tool import RunTool

blueprint = Blueprint("typing_tool", __name__, url_prefix="/studies/<int:study_id>/segments/runs/<int:run_id>/typing")


@dataclass
class ShowTypingToolPage(Page):
    """How well the tool does, its questions to try out (with the `answer` to it), its rules."""

    template = "typing_tool/show_typing_tool.html"
    run: Run
    made: RunTool | None
    lines: list[SegmentLine]
    rules: list[str]
    form: CheckedForm | None
    shown: list[Shown]
    answer: Answer | None
    say: Callable[[LocalText], str] = str


@blueprint.get("")
def show_typing_tool(study_id: int, run_id: int) -> str:
    """The tool, or what it would be good for."""
    return render(_page(access.in_study_or_404(Run, run_id, study_id)))


@blueprint.post("")
def try_typing_tool(study_id: int, run_id: int) -> str | AnyResponse:
    """Answer the questions and see where that leads; nothing is stored."""
    run = access.in_study_or_404(Run, run_id, study_id)
    page, typed = _page(run), request.form.to_dict(flat=False)
    if page.made is None or page.form is None:
        return redirect(_here(run), 303)
    placement, problems = typing_form.place_posted(page.form, typed)
    page.answer = answer(placement, page.made.tool.typing)
    page.shown = trial_questions(page.form, typed, problems)
    return render(page)


@blueprint.post("/make")
def make_typing_tool(study_id: int, run_id: int) -> AnyResponse:
    """Choose the questions and learn, for the first time or anew."""
    run = access.in_study_or_404(Run, run_id, study_id)
    try:
        typing_tool.make_typing_tool(access.store(), access.user_id(), run_id)
    except WorkbenchError as error:
        return back_with(error, _here(run))
    flash(_("快速归类问卷已生成。"), "done")
    return redirect(_here(run), 303)


@blueprint.post("/export")
def export_typing_form(study_id: int, run_id: int) -> AnyResponse:
    """A draft questionnaire with these questions, opened in the editor."""
    run = access.in_study_or_404(Run, run_id, study_id)
    try:
        form_id = typing_form.export_typing_form(access.store(), access.user_id(), run_id)
    except WorkbenchError as error:
        return back_with(error, _here(run))
    flash(_("已存为草稿。发布后，交卷的人会自动得到“归类”这个属性。"), "done")
    return redirect(url_for("forms.edit_form", study_id=study_id, form_id=form_id), 303)


@blueprint.get("/form.json")
def export_typing_json(study_id: int, run_id: int) -> AnyResponse:
    """Form and rules in one file, to be imported into another study."""
    run = access.in_study_or_404(Run, run_id, study_id)
    try:
        text = typing_form.typing_form_json(access.reading(), run)
    except WorkbenchError as error:
        return back_with(error, _here(run))
    return download(text.encode(), f"typing-{run_id}.json")


@blueprint.get("/tool.json")
def export_tool_json(study_id: int, run_id: int) -> Response:
    """The whole tool for other programs; `{}` while there is none."""
    run = access.in_study_or_404(Run, run_id, study_id)
    made = typing_tool.tool_of(access.reading(), run)
    text = made.tool.model_dump_json(indent=2) if made else "{}"
    return download(text.encode(), f"typing-tool-{run_id}.json")


@forms_blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/stop-typing")
def stop_typing(study_id: int, form_id: int) -> AnyResponse:
    """A questionnaire asks on without placing anybody; it can be taken back."""
    form_or_404(study_id, form_id)
    back = url_for("forms.edit_form", study_id=study_id, form_id=form_id)
    author = Author(access.user_id(), form_id, request.form.get("revision", 0, type=int))
    try:
        form_editing.stop_typing(access.store(), author)
    except WorkbenchError as error:
        return back_with(error, back)
    flash(_("发布后不再归类，可以“撤销上一步”取回。"), "done")
    return redirect(back, 303)


def _page(run: Run) -> ShowTypingToolPage:
    made = typing_tool.tool_of(access.reading(), run)
    form = typing_form.trial_form(access.reading(), run) if made else None
    return ShowTypingToolPage(
        run=run,
        made=made,
        lines=segment_lines(made.tool) if made else [],
        rules=rule_sentences(made.tool) if made else [],
        form=form,
        shown=trial_questions(form, {}) if form else [],
        answer=None,
    )


def _here(run: Run) -> str:
    return url_for("typing_tool.show_typing_tool", study_id=run.study_id, run_id=run.id)
