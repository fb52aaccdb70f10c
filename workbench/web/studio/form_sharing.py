"""A questionnaire goes out: publish, the link with its QR code, close and reopen."""

from dataclasses import dataclass
from datetime import datetime

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workbench.errors import WorkbenchError
from workbench.storage.queries import forms as reads
from workbench.storage.queries.channels import Steps, WantedLinks, channels_of, count_links, steps_by_channel
from workbench.storage.tables import Form, FormVersion, now
from workbench.web import access
from workbench.web.failures import back_with
from workbench.web.pages import Page, render
from workbench.web.studio.channels import Door, door_of, door_or_404, message_for, works_only_here
from workbench.web.studio.forms import blueprint, form_or_404, status_words
from workbench.web.studio.funnel import step_labels
from workbench.workflow import forms
from workbench.workflow.form_health import blank_repeats


@dataclass
class ShareFormPage(Page):
    """How respondents get to a questionnaire; `only_here` when the link works on this machine alone.

    `links` counts the personal links and those of them that were used; `name` is what was typed for a new channel.
    """

    template = "forms/share_form.html"
    form: Form
    version: FormVersion
    door: Door
    message: str
    only_here: bool
    statuses: dict[str, str]
    labels: list[str]
    channels: list[tuple[Door, Steps]]
    links: tuple[int, int]
    moment: datetime
    name: str


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/publish")
def publish_form(study_id: int, form_id: int) -> Response:
    """Publish what the draft says now; its problems are shown in the editor."""
    form = form_or_404(study_id, form_id)
    seen = request.form.get("revision", 0, type=int)
    try:
        published = forms.publish_form(access.store(), access.user_id(), form_id, seen)
    except WorkbenchError as error:
        return back_with(error, url_for("forms.edit_form", study_id=study_id, form_id=form_id))
    if published.is_new:
        flash(_("已发布第 %(number)s 版，现在可以把链接发出去。", number=published.number), "done")
    else:
        flash(_("和第 %(number)s 版相同，没有新的改动，链接照常可用。", number=published.number), "note")
    if count := blank_repeats(form):
        flash(_("有 %(count)s 处花括号不会显示回答，编辑页的建议里写着在哪里、怎么改。", count=count), "note")
    return _to("share_form", form)


@blueprint.get("/studies/<int:study_id>/forms/<int:form_id>/share")
def share_form(study_id: int, form_id: int) -> str | Response:
    """The link, its QR code and a text to send."""
    form = form_or_404(study_id, form_id)
    version = reads.newest_version(access.reading(), form_id)
    if version is None:
        flash(_("发布之后才有链接。"), "note")
        return _to("edit_form", form)
    door, session = door_or_404(form, 0), access.reading()
    steps, used = steps_by_channel(session, form_id), count_links(session, WantedLinks(form_id))
    doors = [door, *map(door_of, channels_of(session, form_id))]
    return render(
        ShareFormPage(
            form=form,
            version=version,
            door=door,
            message=message_for(form, door),
            only_here=works_only_here(door.link),
            statuses=status_words(),
            labels=step_labels(),
            channels=[(one, steps.get(one.id, Steps())) for one in doors],
            links=(used.total(), used["started"] + used["finished"]),
            moment=now(),
            name=request.args.get("name", "")[:80],
        )
    )


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/close")
def close_form(study_id: int, form_id: int) -> Response:
    """Take no more answers."""
    form = form_or_404(study_id, form_id)
    forms.close_form(access.store(), access.user_id(), form_id)
    flash(_("已关闭，新来的人会看到问卷已结束。"), "done")
    return _to("share_form", form)


@blueprint.post("/studies/<int:study_id>/forms/<int:form_id>/reopen")
def reopen_form(study_id: int, form_id: int) -> Response:
    """Take answers again."""
    form = form_or_404(study_id, form_id)
    try:
        forms.reopen_form(access.store(), access.user_id(), form_id)
    except WorkbenchError as error:
        return back_with(error, url_for("forms.edit_form", study_id=study_id, form_id=form_id))
    flash(_("已重新开放。"), "done")
    return _to("share_form", form)


def _to(view: str, form: Form) -> Response:
    return redirect(url_for(f"forms.{view}", study_id=form.study_id, form_id=form.id), 303)
