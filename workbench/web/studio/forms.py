"""Questionnaires of a study: the list, new ones, copies, preview. Editing and sharing have modules of their own."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workbench.errors import WorkbenchError
from workbench.records.forms import HouseForm
from workbench.storage.queries import forms as reads
from workbench.storage.queries.forms import FormLine
from workbench.storage.tables import Form
from workbench.web import access
from workbench.web.failures import back_with, status_of
from workbench.web.pages import Page, render, tell_error
from workbench.web.studio.template_list import TeamTemplate, team_templates, template_or_404
from workbench.workflow import forms
from workbench.workflow.form_templates import begin_from_template

blueprint = Blueprint("forms", __name__)


@dataclass
class ListFormsPage(Page):
    """The questionnaires of a study."""

    template = "forms/list_forms.html"
    lines: list[FormLine]
    links: dict[int, str]
    statuses: dict[str, str]
    search: str


@dataclass
class CreateFormPage(Page):
    """The ways to begin one; what was typed comes back beside what is wrong with it."""

    template = "forms/create_form.html"
    offered: list[HouseForm]
    templates: list[TeamTemplate]
    typed: dict[str, str]
    problem: str


@blueprint.get("/studies/<int:study_id>/forms")
def list_forms(study_id: int) -> str:
    """All questionnaires with status, answers and link."""
    access.study_or_404(study_id)
    search = request.args.get("q", "").strip()
    lines = reads.list_forms(access.reading(), study_id, search)
    links = {line.form.id: public_link(line.form) for line in lines}
    return render(ListFormsPage(lines=lines, links=links, statuses=status_words(), search=search))


@blueprint.route("/studies/<int:study_id>/forms/create", methods=["GET", "POST"])
def create_form(study_id: int) -> str | tuple[str, int] | Response:
    """Begin one: from the house's, from a template of the team, or blank."""
    access.study_or_404(study_id)
    if request.method == "GET":
        return render(_create_page({}))
    typed = request.form.to_dict()
    try:
        form_id = _begin(study_id, typed)
    except WorkbenchError as error:
        return render(_create_page(typed, tell_error(error))), status_of(error)
    return redirect(url_for("forms.edit_form", study_id=study_id, form_id=form_id), 303)


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/duplicate")
def duplicate_form(study_id: int, form_id: int) -> Response:
    """Copy one, without its answers."""
    form_or_404(study_id, form_id)
    copy_id = forms.duplicate_form(access.store(), access.user_id(), form_id)
    flash(_("已复制，这是副本。"), "done")
    return redirect(url_for("forms.edit_form", study_id=study_id, form_id=copy_id), 303)


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/delete")
def delete_form(study_id: int, form_id: int) -> Response:
    """Delete one that nobody has started."""
    form_or_404(study_id, form_id)
    listed = url_for("forms.list_forms", study_id=study_id)
    try:
        forms.delete_form(access.store(), access.user_id(), form_id)
    except WorkbenchError as error:
        return back_with(error, listed)
    flash(_("问卷已删除。"), "done")
    return redirect(listed, 303)


def form_or_404(study_id: int, form_id: int) -> Form:
    """The questionnaire, if it belongs to this study of the signed-in user's."""
    return access.in_study_or_404(Form, form_id, study_id)


def public_link(form: Form) -> str:
    """The address that respondents get."""
    return access.store().settings.public_address + url_for("public.open_form", link=form.token)


def status_words() -> dict[str, str]:
    """What the interface calls each status."""
    return {"draft": _("草稿"), "open": _("开放"), "closed": _("已关闭")}


def _create_page(typed: dict[str, str], problem: str = "") -> CreateFormPage:
    return CreateFormPage(forms.offered_forms(), team_templates(), typed, problem)


def _begin(study_id: int, typed: dict[str, str]) -> int:
    way, place = typed.get("way", ""), (access.store(), access.user_id(), study_id)
    if way == "house":
        return forms.copy_house_form(*place, typed.get("folder", ""))
    if way == "template":
        return begin_from_template(*place, template_or_404(request.form.get("template", -1, type=int)).id)
    return forms.create_form(*place, typed.get("title", ""))
