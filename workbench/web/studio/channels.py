"""Channels of a questionnaire: each with its link, QR code, cards to print and a text to send."""

from dataclasses import dataclass
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workbench.errors import WorkbenchError
from workbench.storage.queries.channels import Steps, steps_by_channel
from workbench.storage.tables import Channel, Form
from workbench.web import access
from workbench.web.downloads import download
from workbench.web.failures import back_with
from workbench.web.pages import Page, render
from workbench.web.studio.forms import form_or_404
from workbench.workflow import channels, link_cards
from workbench.workflow.question_kinds import shown

blueprint = Blueprint("channels", __name__)
_OF_FORM = "/studies/<int:study_id>/forms/<int:form_id>/channels"
LONGEST_ABOUT = 100


class Door(NamedTuple):
    """A link to a questionnaire with what it is called: a channel's, or its own (id 0)."""

    id: int
    name: str
    link: str
    is_closed: bool


@dataclass
class ShowChannelPage(Page):
    """One way to respondents."""

    template = "channels/show_channel.html"
    form: Form
    door: Door
    message: str
    steps: Steps
    only_here: bool


@blueprint.post(_OF_FORM)
def create_channel(study_id: int, form_id: int) -> Response:
    """A new channel."""
    form = published_or_editor(study_id, form_id)
    try:
        made = channels.create_channel(access.store(), access.user_id(), form.id, request.form.get("name", ""))
    except WorkbenchError as error:
        back = url_for("forms.share_form", study_id=study_id, form_id=form_id, name=request.form.get("name", "")[:80])
        return back_with(error, f"{back}#channels")
    flash(_("渠道已建好，它有自己的链接和二维码。"), "done")
    return _to(form, made)


@blueprint.get(f"{_OF_FORM}/<int:channel_id>")
def show_channel(study_id: int, form_id: int, channel_id: int) -> str:
    """Its link, QR code and text to send."""
    form = published_or_editor(study_id, form_id)
    door = door_or_404(form, channel_id)
    steps = steps_by_channel(access.reading(), form_id).get(channel_id, Steps())
    return render(ShowChannelPage(form, door, message_for(form, door), steps, works_only_here(door.link)))


@blueprint.get(f"{_OF_FORM}/<int:channel_id>/qr.<any(svg, png):kind>")
def show_qr(study_id: int, form_id: int, channel_id: int, kind: str) -> Response:
    """The QR code of its link: svg for the page, png to download."""
    door = door_or_404(published_or_editor(study_id, form_id), channel_id)
    if kind == "svg":
        return download(link_cards.qr_svg(door.link), "qr.svg", shown=True)
    return download(link_cards.qr_png(door.link), f"{_('二维码')}-{door.name}.png")


@blueprint.get(f"{_OF_FORM}/<int:channel_id>/card-<page>.pdf")
def export_card(study_id: int, form_id: int, channel_id: int, page: str) -> Response:
    """Cards to print."""
    form = published_or_editor(study_id, form_id)
    door = door_or_404(form, channel_id)
    title = form.share.get("title") or form.title
    about = form.share.get("description") or shown(form.definition.get("description"))[:LONGEST_ABOUT]
    return download(link_cards.print_card(door.link, title, about, page), f"{_('卡片')}-{door.name}-{page.upper()}.pdf")


@blueprint.post(f"{_OF_FORM}/<int:channel_id>/rename")
def rename_channel(study_id: int, form_id: int, channel_id: int) -> Response:
    """Another name; the link stays."""
    form = published_or_editor(study_id, form_id)
    channel_or_404(form, channel_id)
    try:
        channels.rename_channel(access.store(), access.user_id(), channel_id, request.form.get("name", ""))
    except WorkbenchError as error:
        return back_with(error, _address(form, channel_id))
    flash(_("已改名，链接没有变。"), "done")
    return _to(form, channel_id)


@blueprint.post(f"{_OF_FORM}/<int:channel_id>/close")
def close_channel(study_id: int, form_id: int, channel_id: int) -> Response:
    """Let nobody begin through it any more, or let them again."""
    form = published_or_editor(study_id, form_id)
    channel_or_404(form, channel_id)
    closed = request.form.get("open") != "1"
    channels.close_channel(access.store(), access.user_id(), channel_id, closed=closed)
    flash(_("渠道已关闭，已经开始填的人还可以填完。") if closed else _("渠道已重新开放。"), "done")
    return _to(form, channel_id)


def published_or_editor(study_id: int, form_id: int) -> Form:
    """The questionnaire, if it was ever published: before, its links lead nowhere."""
    form = form_or_404(study_id, form_id)
    send_to_editor_if_draft(form)
    return form


def send_to_editor_if_draft(form: Form) -> None:
    """End the request for a questionnaire that nobody can answer yet, and say so where it is published."""
    if form.status == "draft":
        flash(_("这份问卷还没有发布。先点“发布”，之后才有链接、答卷和结果。"), "note")
        abort(redirect(url_for("forms.edit_form", study_id=form.study_id, form_id=form.id), 303))


def channel_or_404(form: Form, channel_id: int) -> Channel:
    """A channel of this questionnaire."""
    channel = access.reading().get(Channel, channel_id) if channel_id < 2**63 else None
    if channel is None or channel.form_id != form.id:
        abort(404)
    return channel


def door_or_404(form: Form, channel_id: int) -> Door:
    """A channel of this questionnaire with its link, or its own link (0)."""
    if channel_id == 0:
        return Door(0, _("不分渠道"), link_to(form.token), is_closed=False)
    return door_of(channel_or_404(form, channel_id))


def door_of(channel: Channel) -> Door:
    """A channel with its link."""
    return Door(channel.id, channel.name, link_to(channel.token), channel.closed_at is not None)


def link_to(token: str) -> str:
    """The address that respondents get."""
    return access.store().settings.public_address + url_for("public.open_form", link=token)


def message_for(form: Form, door: Door) -> str:
    """A text to send with a link."""
    title = form.share.get("title") or form.title
    asking: str = _("你好！想请你填一份问卷“%(title)s”，几分钟就好：", title=title)
    return f"{asking}\n{door.link}"


def works_only_here(link: str) -> bool:
    """Whether a link leads other machines to themselves.

    >>> works_only_here("http://127.0.0.1:8000/s/x"), works_only_here("https://research.example.com/s/x")
    (True, False)
    """
    host = urlsplit(link).hostname or ""
    try:
        address = ip_address(host)
    except ValueError:
        return host in ("", "localhost") or host.endswith(".localhost")
    return address.is_loopback or address.is_unspecified


def _address(form: Form, channel_id: int) -> str:
    return url_for("channels.show_channel", study_id=form.study_id, form_id=form.id, channel_id=channel_id)


def _to(form: Form, channel_id: int) -> Response:
    return redirect(_address(form, channel_id), 303)
