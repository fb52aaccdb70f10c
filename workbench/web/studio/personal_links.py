"""Personal links of a questionnaire: made from a pasted list, exported, revoked, made anew."""

from dataclasses import dataclass

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from workbench.errors import Message, WorkbenchError
from workbench.storage.queries import channels as reads
from workbench.storage.queries.channels import LinkLine, WantedLinks
from workbench.storage.tables import Form, PersonalLink
from workbench.web import access
from workbench.web.downloads import download, file_name
from workbench.web.failures import back_with, status_of
from workbench.web.pages import Page, page_of, render, tell, tell_error
from workbench.web.studio.channels import blueprint, link_to, published_or_editor
from workbench.workflow import personal_links

PAGE = 50
_OF_FORM = "/studies/<int:study_id>/forms/<int:form_id>/links"


@dataclass
class ListLinksPage(Page):
    """The personal links of a questionnaire; what was pasted comes back beside what is wrong with it.

    The address of a line is empty when it is not shown any more.
    """

    template = "channels/list_links.html"
    form: Form
    lines: list[tuple[LinkLine, str]]
    channels: list[tuple[int, str]]
    states: dict[str, str]
    counts: dict[str, int]
    search: str
    state: str
    page: int
    pages: int
    typed: dict[str, str]
    problem: str


@blueprint.get(_OF_FORM)
def list_links(study_id: int, form_id: int) -> str:
    """All of them, and the field for a new list."""
    return _page(published_or_editor(study_id, form_id), {})


@blueprint.post(_OF_FORM)
def create_links(study_id: int, form_id: int) -> tuple[str, int] | Response:
    """A link for each line of a list."""
    form, typed = published_or_editor(study_id, form_id), request.form.to_dict()
    wanted = request.form.get("channel", 0, type=int)
    channel = wanted if wanted in [one.id for one in reads.channels_of(access.reading(), form_id)] else 0
    try:
        made = personal_links.create_links(access.store(), access.user_id(), form_id, typed.get("people", ""), channel)
    except WorkbenchError as error:
        return _page(form, typed, tell_error(error)), status_of(error)
    flash(ngettext("生成了 %(num)s 个专属链接。", "生成了 %(num)s 个专属链接。", made.created), "done")
    if made.known:
        flash(
            ngettext(
                "%(num)s 行重复或已经有链接，没有再生成。链接丢了，在下面的列表里搜备注，点“重新发一个”。",
                "%(num)s 行重复或已经有链接，没有再生成。链接丢了，在下面的列表里搜备注，点“重新发一个”。",
                made.known,
            ),
            "note",
        )
    return redirect(url_for("channels.list_links", study_id=study_id, form_id=form_id), 303)


@blueprint.post(f"{_OF_FORM}/<int:link_id>/revoke")
def revoke_link(study_id: int, form_id: int, link_id: int) -> Response:
    """Make one worthless, or take that back."""
    _link_or_404(study_id, form_id, link_id)
    revoked, back = request.form.get("restore") != "1", _back(study_id, form_id)
    try:
        personal_links.revoke_link(access.store(), access.user_id(), link_id, revoked=revoked)
    except WorkbenchError as error:
        return back_with(error, back)
    flash(_("链接已停用。") if revoked else _("链接已恢复。"), "done")
    return redirect(back, 303)


@blueprint.post(f"{_OF_FORM}/<int:link_id>/renew")
def renew_link(study_id: int, form_id: int, link_id: int) -> Response:
    """Another link for the same person, in place of this one."""
    link, back = _link_or_404(study_id, form_id, link_id), _back(study_id, form_id)
    try:
        personal_links.renew_link(access.store(), access.user_id(), link_id)
    except WorkbenchError as error:
        return back_with(error, back)
    flash(_("给“%(name)s”换了新链接，旧的打不开了。复制新的再发一次。", name=link.label), "done")
    return redirect(url_for("channels.list_links", study_id=study_id, form_id=form_id, q=link.label), 303)


@blueprint.get(f"{_OF_FORM}.<any(xlsx, csv):kind>")
def export_links(study_id: int, form_id: int, kind: str) -> Response:
    """Labels and links for sending; of links that were begun with only the state."""
    form = published_or_editor(study_id, form_id)
    data = personal_links.export_links(access.store(), access.user_id(), form_id, kind, link_to)
    return download(data, f"{file_name(form.title)}-{_('专属链接')}.{kind}")


def _link_or_404(study_id: int, form_id: int, link_id: int) -> PersonalLink:
    published_or_editor(study_id, form_id)
    link = access.reading().get(PersonalLink, link_id) if link_id < 2**63 else None
    if link is None or link.form_id != form_id:
        abort(404)
    return link


def _back(study_id: int, form_id: int) -> str:
    return url_for("channels.list_links", study_id=study_id, form_id=form_id)


def _page(form: Form, typed: dict[str, str], problem: str = "") -> str:
    session, settings, state = access.reading(), access.store().settings, request.args.get("state", "")
    known = state if state in personal_links.STATES else ""
    wanted = WantedLinks(form.id, request.args.get("q", "").strip()[:200], known)
    counts = reads.count_links(session, wanted)
    page, pages = page_of(counts[known] if known else counts.total(), PAGE)
    found = reads.links_of(session, wanted, offset=(page - 1) * PAGE, limit=PAGE)
    tokens = [personal_links.shown_token(settings, line) for line in found]
    return render(
        ListLinksPage(
            form=form,
            lines=[(line, link_to(token) if token else "") for line, token in zip(found, tokens, strict=True)],
            channels=[(0, _("不分渠道")), *((one.id, one.name) for one in reads.channels_of(session, form.id))],
            states={name: tell(Message(label)) for name, label in personal_links.STATES.items()},
            counts=counts,
            search=wanted.search,
            state=known,
            page=page,
            pages=pages,
            typed={"people": "", "channel": "", **typed},
            problem=problem,
        )
    )
