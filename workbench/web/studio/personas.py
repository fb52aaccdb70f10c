"""Personas: the list, the document, writing it, publishing it, its posters."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from workbench.errors import WorkbenchError
from workbench.records.personas import Mood, PersonaDocument, Review
from workbench.storage.queries import personas as reads
from workbench.storage.tables import Persona, PersonaVersion, Portrait, Segment
from workbench.web import access
from workbench.web.downloads import download
from workbench.web.failures import back_with, status_of
from workbench.web.pages import Page, render, tell_error
from workbench.workflow import personas, posters
from workbench.workflow.persona_facts import as_printed, document_of
from workbench.workflow.personas import LISTS, SINGLES, ClaimText, PersonaText
from workbench.workflow.standing_personas import segments_of_personas

blueprint = Blueprint("personas", __name__, url_prefix="/studies/<int:study_id>/personas")


@dataclass
class ListPersonasPage(Page):
    """The personas of a study and the segments that wait for one.

    Of a persona that stands on an older run, `now` has the newest run's segment of the same people.
    """

    template = "personas/list_personas.html"
    personas: list[reads.ListedPersona]
    waiting: list[Segment]
    now: dict[int, Segment]
    changed: set[int]


@dataclass
class ShowPersonaPage(Page):
    """A persona as a document with its evidence."""

    template = "personas/show_persona.html"
    persona: Persona
    document: PersonaDocument
    review: Review
    versions: list[PersonaVersion]
    changed: bool


@dataclass
class EditPersonaPage(Page):
    """The persona's sentences to write."""

    template = "personas/edit_persona.html"
    persona: Persona
    text: PersonaText
    revision: int
    problem: str = ""
    most_on_poster: Mapping[str, int] = field(default_factory=lambda: personas.MOST_ON_POSTER)


@blueprint.get("")
def list_personas(study_id: int) -> str:
    """All personas of the study."""
    access.study_or_404(study_id)
    session = access.reading()
    found, (waiting, now) = reads.list_personas(session, study_id), segments_of_personas(session, study_id)
    changed = {one.persona.id for one in found if one.version and personas.has_changes(one.persona, one.version)}
    return render(ListPersonasPage(personas=found, waiting=waiting, now=now, changed=changed))


@blueprint.post("/draft")
def draft_persona(study_id: int) -> AnyResponse:
    """Draft a persona from a segment, or begin an empty one."""
    access.study_or_404(study_id)
    try:
        if segment_id := request.form.get("segment_id", type=int):
            access.in_study_or_404(Segment, segment_id, study_id)
            persona_id = personas.draft_persona(access.store(), access.user_id(), segment_id)
            flash(_("草稿已写好，每一句都带着依据；请改成你自己的话。"), "done")
        else:
            title = request.form.get("title", "")
            persona_id = personas.create_persona(access.store(), access.user_id(), study_id, title)
    except WorkbenchError as error:
        return back_with(error, url_for("personas.list_personas", study_id=study_id))
    return redirect(url_for("personas.show_persona", study_id=study_id, persona_id=persona_id), 303)


@blueprint.get("/<int:persona_id>")
def show_persona(study_id: int, persona_id: int) -> str:
    """The document, what stands against publishing it, its versions and posters."""
    persona = access.in_study_or_404(Persona, persona_id, study_id)
    session = access.reading()
    versions = reads.versions(session, persona_id)
    return render(
        ShowPersonaPage(
            persona=persona,
            document=as_printed(session, access.store().settings, persona, 0),
            review=personas.review(session, persona),
            versions=versions,
            changed=bool(versions) and personas.has_changes(persona, versions[0]),
        )
    )


@blueprint.route("/<int:persona_id>/edit", methods=["GET", "POST"])
def edit_persona(study_id: int, persona_id: int) -> str | tuple[str, int] | AnyResponse:
    """Write the sentences."""
    persona = access.in_study_or_404(Persona, persona_id, study_id)
    if request.method == "GET":
        text = _text_of(document_of(persona))
        return render(EditPersonaPage(persona=persona, text=text, revision=persona.revision))
    text, revision = _typed(), request.form.get("revision", 0, type=int)
    try:
        personas.update_persona(access.store(), access.user_id(), persona_id, revision, text)
    except WorkbenchError as error:
        problem = tell_error(error)
        page = EditPersonaPage(persona=persona, text=text, revision=revision, problem=problem)
        return render(page), status_of(error)
    flash(_("画像已保存。"), "done")
    return redirect(url_for("personas.show_persona", study_id=study_id, persona_id=persona_id), 303)


@blueprint.post("/<int:persona_id>/portrait")
def set_portrait(study_id: int, persona_id: int) -> AnyResponse:
    """Upload a portrait, or take it away."""
    access.in_study_or_404(Persona, persona_id, study_id)
    back = url_for("personas.show_persona", study_id=study_id, persona_id=persona_id)
    upload = request.files.get("portrait")
    data = upload.read() if upload and upload.filename else None
    try:
        if data is None and "remove" not in request.form:
            flash(_("还没有选图片。"), "problem")
        else:
            personas.set_portrait(access.store(), access.user_id(), persona_id, data)
            flash(_("画像图片已更新。") if data is not None else _("画像图片已移除。"), "done")
    except WorkbenchError as error:
        return back_with(error, back)
    return redirect(back, 303)


@blueprint.get("/<int:persona_id>/portrait.jpg")
def show_portrait(study_id: int, persona_id: int) -> Response:
    """The portrait's bytes."""
    persona = access.in_study_or_404(Persona, persona_id, study_id)
    portrait = access.in_study_or_404(Portrait, persona.portrait_id or 0, study_id)
    return Response(portrait.jpeg, mimetype="image/jpeg")


@blueprint.post("/<int:persona_id>/publish")
def publish_persona(study_id: int, persona_id: int) -> AnyResponse:
    """Publish a version."""
    access.in_study_or_404(Persona, persona_id, study_id)
    back = url_for("personas.show_persona", study_id=study_id, persona_id=persona_id)
    try:
        number = personas.publish_persona(access.store(), access.user_id(), persona_id)
    except WorkbenchError as error:
        return back_with(error, back)
    flash(_("第 %(number)s 版已发布，可以下载海报了。", number=number), "done")
    return redirect(back, 303)


@blueprint.get("/<int:persona_id>/<page>.pdf")
def show_poster(study_id: int, persona_id: int, page: str) -> Response:
    """A poster (`a3`, `a4`) or the full `document` as PDF; `?version=0` is the draft."""
    persona = access.in_study_or_404(Persona, persona_id, study_id)
    version = request.args.get("version", type=int)
    pdf = posters.render_poster(access.store(), persona_id, page, version)
    return download(pdf, f"{persona.title}-{page}.pdf", shown="look" in request.args)


@blueprint.post("/<int:persona_id>/delete")
def delete_persona(study_id: int, persona_id: int) -> AnyResponse:
    """Delete a persona with its versions."""
    persona = access.in_study_or_404(Persona, persona_id, study_id)
    personas.delete_persona(access.store(), access.user_id(), persona_id)
    flash(_("画像“%(title)s”已删除。", title=persona.title), "done")
    return redirect(url_for("personas.list_personas", study_id=study_id), 303)


def _text_of(document: PersonaDocument) -> PersonaText:
    lists: dict[str, list[ClaimText]] = {name: [] for name in (*LISTS, *SINGLES)}
    for name, claim in document.claims():
        mood = getattr(claim, "mood", Mood.EVEN)
        place = len(lists[name])
        lists[name].append(ClaimText(text=claim.text, was=place, on_poster=claim.on_poster, mood=mood))
    return PersonaText(
        title=document.title, tagline=document.tagline, lists=lists, assumptions=list(document.assumptions)
    )


def _typed() -> PersonaText:
    """The form: `motivations-0-text`, `-was`, `-order`, `-on_poster`, `-mood`; the places may have gaps."""
    form = request.form
    lists: dict[str, list[ClaimText]] = {}
    for name in (*LISTS, *SINGLES):
        rows = sorted(
            (form.get(f"{name}-{place}-order", float(place), type=float), place)
            for place in range(personas.MOST_CLAIMS + 5)
            if f"{name}-{place}-text" in form
        )
        lists[name] = [
            ClaimText(
                text=form[f"{name}-{place}-text"],
                was=form.get(f"{name}-{place}-was", type=int),
                on_poster=f"{name}-{place}-on_poster" in form,
                mood=Mood(max(-1, min(1, form.get(f"{name}-{place}-mood", 0, type=int)))),
            )
            for _order, place in rows
        ]
    return PersonaText(
        title=form.get("title", ""),
        tagline=form.get("tagline", ""),
        lists=lists,
        assumptions=form.get("assumptions", "").splitlines(),
    )
