"""Templates of questionnaires: keep a form as one, look at one, rename, delete; and questionnaires as files."""

from dataclasses import dataclass

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workbench.errors import WorkbenchError
from workbench.web import access
from workbench.web.downloads import download, file_name
from workbench.web.failures import back_with
from workbench.web.pages import Page, render
from workbench.web.studio.form_outline import Outline, outline
from workbench.web.studio.forms import blueprint, form_or_404
from workbench.web.studio.template_list import template_or_404
from workbench.workflow import form_exports, form_templates
from workbench.workflow.forms import offered_forms
from workbench.workflow.question_kinds import shown


@dataclass
class ShowTemplatePage(Page):
    """A template in short; `begin` are the fields that make a draft of it."""

    template = "forms/show_template.html"
    title: str
    outline: Outline
    begin: dict[str, str | int]


@blueprint.get("/studies/<int:study_id>/forms/templates/<int:template_id>")
def show_template(study_id: int, template_id: int) -> str:
    """One of the team's."""
    access.study_or_404(study_id)
    found = template_or_404(template_id)
    return render(ShowTemplatePage(found.title, outline(found.definition), {"way": "template", "template": found.id}))


@blueprint.get("/studies/<int:study_id>/forms/house/<folder>")
def show_house_form(study_id: int, folder: str) -> str:
    """One of the house's."""
    access.study_or_404(study_id)
    found = next((form for form in offered_forms() if form.folder == folder), None)
    if found is None:
        abort(404)
    begin: dict[str, str | int] = {"way": "house", "folder": folder}
    return render(ShowTemplatePage(shown(found.definition["title"]), outline(found.definition), begin))


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/save-template")
def save_template(study_id: int, form_id: int) -> Response:
    """Keep a form as a template of the team."""
    form = form_or_404(study_id, form_id)
    form_templates.save_template(access.store(), access.user_id(), form_id, form.title)
    flash(_("已存为团队的模板，新建问卷时可以选它。"), "done")
    return redirect(url_for("forms.create_form", study_id=study_id, _anchor="team"), 303)


@blueprint.post("/studies/<int:study_id>/forms/templates/<int:template_id>/rename")
def rename_template(study_id: int, template_id: int) -> Response:
    """Another title in the list."""
    access.study_or_404(study_id)
    back = url_for("forms.create_form", study_id=study_id, _anchor="team")
    try:
        title = request.form.get("title", "")
        form_templates.rename_template(access.store(), access.user_id(), template_or_404(template_id).id, title)
    except WorkbenchError as error:
        return back_with(error, back)
    flash(_("已改名。"), "done")
    return redirect(back, 303)


@blueprint.post("/studies/<int:study_id>/forms/templates/<int:template_id>/delete")
def delete_template(study_id: int, template_id: int) -> Response:
    """Off the list; forms that began with it stay."""
    access.study_or_404(study_id)
    back = url_for("forms.create_form", study_id=study_id, _anchor="team")
    try:
        form_templates.delete_template(access.store(), access.user_id(), template_or_404(template_id).id)
    except WorkbenchError as error:
        return back_with(error, back)
    flash(_("模板已删除。用它建的问卷都在。"), "done")
    return redirect(back, 303)


@blueprint.get("/studies/<int:study_id>/forms/<int:form_id>/form.json")
def export_definition(study_id: int, form_id: int) -> Response:
    """The questions, for SurveyJS and for other studies."""
    form = form_or_404(study_id, form_id)
    return download(form_exports.form_json(form), f"{file_name(form.title)}.json")


@blueprint.get("/studies/<int:study_id>/forms/<int:form_id>/form.zip")
def export_form(study_id: int, form_id: int) -> Response:
    """Questions and rules."""
    form = form_or_404(study_id, form_id)
    return download(form_exports.form_archive(form), f"{file_name(form.title)}.zip")
