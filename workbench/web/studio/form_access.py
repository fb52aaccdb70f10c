"""Who may answer a questionnaire and when, and the card that it is shared by."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workbench.errors import N_, BadInput, WorkbenchError
from workbench.storage.tables import Form
from workbench.web import access
from workbench.web.failures import back_with, status_of
from workbench.web.pages import Page, render, tell_error
from workbench.web.studio.channels import blueprint, published_or_editor
from workbench.web.studio.studies import ZONE
from workbench.workflow import form_access
from workbench.workflow.form_access import Access

_OF_FORM = "/studies/<int:study_id>/forms/<int:form_id>"
_SECRET = "password"  # noqa: S105  # the name of a field


@dataclass
class EditAccessPage(Page):
    """Times, password, one answer a person; what was typed comes back beside what is wrong with it."""

    template = "channels/edit_access.html"
    form: Form
    values: dict[str, str]
    problem: str


@dataclass
class EditCardPage(Page):
    """Title, description and picture of the card that a messenger shows."""

    template = "channels/edit_card.html"
    form: Form
    values: dict[str, str]
    problem: str


@blueprint.route(f"{_OF_FORM}/access", methods=["GET", "POST"])
def edit_access(study_id: int, form_id: int) -> str | tuple[str, int] | Response:
    """When a questionnaire takes answers and from whom."""
    form = published_or_editor(study_id, form_id)
    if request.method == "GET":
        return render(EditAccessPage(form, _values(form), ""))
    try:
        wanted = Access(_posted_moment("opens_at"), _posted_moment("closes_at"), request.form.get("one_answer", ""))
        form_access.update_access(access.store(), access.user_id(), form_id, wanted)
    except WorkbenchError as error:
        values = {**_values(form), **request.form.to_dict()}
        return render(EditAccessPage(form, values, tell_error(error))), status_of(error)
    flash(_("已保存。"), "done")
    return redirect(url_for("forms.share_form", study_id=study_id, form_id=form_id), 303)


@blueprint.post(f"{_OF_FORM}/password")
def set_password(study_id: int, form_id: int) -> Response:
    """Ask for a password, for another one, or for none."""
    published_or_editor(study_id, form_id)
    password = "" if request.form.get("remove") == "1" else request.form.get(_SECRET, "").strip()
    back = url_for("channels.edit_access", study_id=study_id, form_id=form_id)
    try:
        if not password and request.form.get("remove") != "1":
            raise BadInput(N_("密码是空的。"), N_("请写一个密码；不要密码就点“取消密码”。"))
        form_access.set_form_password(access.store(), access.user_id(), form_id, password)
    except WorkbenchError as error:
        return back_with(error, back)
    flash(_("密码已设好，新来的人要先输入密码。") if password else _("已取消密码。"), "done")
    return redirect(back, 303)


@blueprint.route(f"{_OF_FORM}/card", methods=["GET", "POST"])
def edit_card(study_id: int, form_id: int) -> str | tuple[str, int] | Response:
    """Title, description and picture of the card."""
    form = published_or_editor(study_id, form_id)
    values = {"title": form.share.get("title", ""), "description": form.share.get("description", "")}
    if request.method == "GET":
        return render(EditCardPage(form, values, ""))
    typed = {**values, **request.form.to_dict()}
    try:
        form_access.update_card(access.store(), access.user_id(), form_id, typed, _posted_picture())
    except WorkbenchError as error:
        return render(EditCardPage(form, typed, tell_error(error))), status_of(error)
    flash(_("分享卡片已保存。微信会记住旧的卡片，可能要过一会儿才看到新的。"), "done")
    return redirect(url_for("channels.edit_card", study_id=study_id, form_id=form_id), 303)


@blueprint.get(f"{_OF_FORM}/card.png")
def show_picture(study_id: int, form_id: int) -> Response:
    """The card's picture, for its author."""
    form = published_or_editor(study_id, form_id)
    if form.picture is None:
        abort(404)
    return Response(form.picture, mimetype="image/png")


def _posted_picture() -> bytes | Literal["keep"] | None:
    """The picture that was uploaded, None if it is to be removed."""
    file = request.files.get("picture")
    if file is not None and file.filename:
        data: bytes = file.read()
        return data
    return None if request.form.get("remove") == "1" else "keep"


def _values(form: Form) -> dict[str, str]:
    moments = {"opens_at": form.opens_at, "closes_at": form.closes_at}
    shown = {name: f"{at.astimezone(ZONE):%Y-%m-%dT%H:%M}" if at else "" for name, at in moments.items()}
    return {**shown, "one_answer": form.one_answer}


def _posted_moment(name: str) -> datetime | None:
    text = request.form.get(name, "").strip()
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadInput(N_("时间“%(text)s”读不出来。"), N_("请写成 2026-11-22T20:00 的样子。"), text=text[:40]) from None
