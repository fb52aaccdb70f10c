"""The quotes of a persona: search what people said, choose a piece, follow each back to its place."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workbench.errors import WorkbenchError
from workbench.records.personas import CitedQuote, PersonaDocument
from workbench.storage.queries import personas as reads
from workbench.storage.tables import Participant, Persona, Utterance
from workbench.web import access
from workbench.web.failures import back_with
from workbench.web.pages import Page, render
from workbench.web.sentences import Sentence, sentences
from workbench.workflow import persona_quotes, posters
from workbench.workflow.persona_facts import document_of
from workbench.workflow.persona_quotes import Place

blueprint = Blueprint("quotes", __name__, url_prefix="/studies/<int:study_id>/personas/<int:persona_id>")


@dataclass
class CitePage(Page):
    """Utterances to choose a quote from, cut into sentences."""

    template = "quotes/cite.html"
    persona: Persona
    place: str
    claim: str
    chosen: tuple[CitedQuote, ...]
    found: list[tuple[Utterance, Participant, list[Sentence]]]
    search: str
    topic: str
    everybody: bool
    more: bool


@dataclass
class EvidencePage(Page):
    """Every sentence of a persona with what it rests on."""

    template = "quotes/show_evidence.html"
    persona: Persona
    document: PersonaDocument
    version: int
    utterances: dict[int, Utterance]


@blueprint.get("/cite")
def cite(study_id: int, persona_id: int) -> str:
    """Search and choose."""
    persona = access.in_study_or_404(Persona, persona_id, study_id)
    place = Place.parse(request.args.get("place", "quotes"))
    document = document_of(persona)
    default = {"motivations": "motivation", "pain_points": "pain_point"}.get(place.field, "")
    search, topic = request.args.get("q", "").strip(), request.args.get("topic", default)
    everybody = "everybody" in request.args or persona.segment_id is None
    found = reads.quotable(access.reading(), persona, search, topic, everybody=everybody)
    claims = [claim.text for field, claim in document.claims() if field == place.field]
    return render(
        CitePage(
            persona=persona,
            place=f"{place.field}.{place.index}",
            claim=claims[place.index] if place.index < len(claims) else "",
            chosen=persona_quotes.quotes_at(document, place),
            found=[(utterance, person, sentences(utterance.text)) for utterance, person in found[: reads.MOST_FOUND]],
            search=search,
            topic=topic,
            everybody=everybody,
            more=len(found) > reads.MOST_FOUND,
        )
    )


@blueprint.post("/cite")
def add_quote(study_id: int, persona_id: int) -> Response:
    """Add the chosen sentences (from the first to the last that was ticked) as one quote."""
    access.in_study_or_404(Persona, persona_id, study_id)
    place = request.form.get("place", "quotes")
    ticked = [_span(text) for text in request.form.getlist("sentence")]
    words = (
        request.form.get("utterance", 0, type=int),
        min((s for s, _ in ticked), default=0),
        max((e for _, e in ticked), default=0),
    )
    back = _cite_page(study_id, persona_id, place)
    try:
        persona_quotes.cite(access.store(), access.user_id(), persona_id, Place.parse(place), words)
    except WorkbenchError as error:
        return back_with(error, back)
    flash(_added(place), "done")
    return redirect(back, 303)


@blueprint.post("/quotes")
def change_quote(study_id: int, persona_id: int) -> Response:
    """Take a quote away, move it up, or choose whether it hangs on the poster."""
    access.in_study_or_404(Persona, persona_id, study_id)
    store, user_id = access.store(), access.user_id()
    position, action = request.form.get("position", 0, type=int), request.form.get("action", "")
    back = url_for("personas.show_persona", study_id=study_id, persona_id=persona_id)
    if request.form.get("stay"):
        back = _cite_page(study_id, persona_id, request.form.get("place", ""))
    try:
        place = Place.parse(request.form.get("place", "quotes"))
        if action == "remove":
            persona_quotes.uncite(store, user_id, persona_id, place, position)
        elif action == "raise":
            persona_quotes.move_quote(store, user_id, persona_id, place, position)
        elif action in ("hang", "unhang"):
            persona_quotes.put_on_poster(store, user_id, persona_id, position, on_poster=action == "hang")
    except WorkbenchError as error:
        return back_with(error, back)
    return redirect(back, 303)


@blueprint.post("/counter")
def mark_counter(study_id: int, persona_id: int) -> Response:
    """Say that nobody says the opposite (找过，没有), or that this is still to be looked for."""
    access.in_study_or_404(Persona, persona_id, study_id)
    searched = request.form.get("searched") == "1"
    persona_quotes.mark_counter_searched(access.store(), access.user_id(), persona_id, searched=searched)
    back = url_for("personas.show_persona", study_id=study_id, persona_id=persona_id, _anchor="counter_quote")
    return redirect(back, 303)


@blueprint.get("/evidence")
def show_evidence(study_id: int, persona_id: int) -> str:
    """Where the code on the poster leads: each sentence of that version (0: the draft) and its quotes in context."""
    persona = access.in_study_or_404(Persona, persona_id, study_id)
    version = request.args.get("version", 0, type=int)
    document, _portrait = posters.printed(access.reading(), access.store(), persona_id, version)
    ids = {quote.utterance_id for _field, quote in document.cited()}
    utterances = reads.utterances(access.reading(), study_id, ids)
    return render(EvidencePage(persona=persona, document=document, version=version, utterances=utterances))


def _cite_page(study_id: int, persona_id: int, place: str) -> str:
    """The page again with what was searched for."""
    kept = {name: request.args[name] for name in ("q", "topic", "everybody") if name in request.args}
    values: dict[str, Any] = {"study_id": study_id, "persona_id": persona_id, "place": place, **kept}
    return url_for("quotes.cite", **values)


def _added(place: str) -> str:
    told: dict[str, str] = {
        "hero_quote": _("已选为代表原声。"),
        "counter_quote": _("已选为反例。"),
        "quotes": _("已加入用户原声。"),
    }
    return told.get(place.partition(".")[0]) or str(_("已加入这一句的依据。"))


def _span(text: str) -> tuple[int, int]:
    """`3-17` as numbers; anything else is an empty piece, which the verb refuses."""
    start, _, end = text.partition("-")
    return (int(start[:9]), int(end[:9])) if start.isdecimal() and end.isdecimal() else (0, 0)
