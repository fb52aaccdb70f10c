"""The quotes of a persona: chosen from utterances, put in order, taken away; always exact."""

from collections.abc import Callable

from sqlmodel import Session

from workbench.errors import N_, BadInput
from workbench.records import Record
from workbench.records.personas import CitedQuote, Claim, PersonaDocument, SceneStep
from workbench.storage import Store
from workbench.storage.tables import Participant, Persona, Utterance
from workbench.workflow.audit import record
from workbench.workflow.persona_facts import document_of
from workbench.workflow.personas import change_document

CHOSEN = ("hero_quote", "quotes", "counter_quote")
Change = Callable[[tuple[CitedQuote, ...]], tuple[CitedQuote, ...]]
CLAIMS = (
    "background",
    "motivations",
    "pain_points",
    "behaviours",
    "goals",
    "opportunities",
    "steps",
    "story",
    "user_story",
)


class Place(Record):
    """Where a quote stands in a document: a field, and for lists of claims which one."""

    field: str
    index: int = 0

    @classmethod
    def parse(cls, text: str) -> "Place":
        """Read `motivations.0` or `quotes`. Raises BadInput for a place that no document has."""
        field, _, index = text.partition(".")
        if field not in (*CHOSEN, *CLAIMS) or (index and not index.isdecimal()):
            raise BadInput(N_("画像里没有这个位置。"), N_("请返回画像页重试。"))
        return cls(field=field, index=int(index[:6]) if index else 0)


def cite(store: Store, user_id: int, persona_id: int, place: Place, words: tuple[int, int, int]) -> None:
    """Add a quote: `words` are utterance id, start and end. Raises BadInput for words that are not a participant's."""
    with store.writing() as session:
        persona = session.get_one(Persona, persona_id)
        quote = _exact(session, persona.study_id, words)
        change_document(session, persona, _with(document_of(persona), place, lambda quotes: _added(quotes, quote)))
        record(session, user_id, "cite", f"persona:{persona_id}", study_id=persona.study_id)


def uncite(store: Store, user_id: int, persona_id: int, place: Place, position: int) -> None:
    """Take the quote at `position` (from 0) away from its place; one that is gone already is no error."""
    with store.writing() as session:
        persona = session.get_one(Persona, persona_id)
        kept = _with(document_of(persona), place, lambda quotes: quotes[:position] + quotes[position + 1 :])
        change_document(session, persona, kept)
        record(session, user_id, "uncite", f"persona:{persona_id}", study_id=persona.study_id)


def move_quote(store: Store, user_id: int, persona_id: int, place: Place, position: int) -> None:
    """Move the quote at `position` one place to the front."""
    with store.writing() as session:
        persona = session.get_one(Persona, persona_id)
        change_document(session, persona, _with(document_of(persona), place, lambda quotes: _raised(quotes, position)))
        record(session, user_id, "move_quote", f"persona:{persona_id}", study_id=persona.study_id)


def put_on_poster(store: Store, user_id: int, persona_id: int, position: int, *, on_poster: bool) -> None:
    """Choose whether the quote at `position` among the persona's quotes hangs on the poster (上墙)."""

    def switched(quotes: tuple[CitedQuote, ...]) -> tuple[CitedQuote, ...]:
        return tuple(
            quote.model_copy(update={"on_poster": on_poster}) if place == position else quote
            for place, quote in enumerate(quotes)
        )

    with store.writing() as session:
        persona = session.get_one(Persona, persona_id)
        change_document(session, persona, _with(document_of(persona), Place(field="quotes"), switched))
        record(session, user_id, "put_on_poster", f"persona:{persona_id}", study_id=persona.study_id)


def mark_counter_searched(store: Store, user_id: int, persona_id: int, *, searched: bool) -> None:
    """Say that a counter-quote was looked for in vain (找过，没有), or take that back."""
    with store.writing() as session:
        persona = session.get_one(Persona, persona_id)
        document = document_of(persona)
        searched = searched or document.counter_quote is not None
        change_document(session, persona, document.model_copy(update={"counter_searched": searched}))
        record(session, user_id, "mark_counter_searched", f"persona:{persona_id}", study_id=persona.study_id)


def quotes_at(document: PersonaDocument, place: Place) -> tuple[CitedQuote, ...]:
    """The quotes that stand at a place. Raises BadInput for a claim that is not there (any more)."""
    if place.field == "quotes":
        return document.quotes
    if place.field in CHOSEN:
        quote = getattr(document, place.field)
        return (quote,) if quote else ()
    return _claim(document, place).evidence


def _with(document: PersonaDocument, place: Place, change: Change) -> PersonaDocument:
    before = quotes_at(document, place)
    quotes = change(before)
    if place.field == "quotes":
        return document.model_copy(update={"quotes": quotes})
    if place.field in CHOSEN:
        searched = {"counter_searched": bool(quotes)} if place.field == "counter_quote" else {}
        return document.model_copy(update={place.field: quotes[-1] if quotes else None, **searched})
    claim = _claim(document, place)
    guessed = claim.assumption and len(quotes) <= len(before)
    claim = claim.model_copy(update={"evidence": quotes, "assumption": guessed})
    if place.field in ("steps", "story"):
        return document.model_copy(update={"scenario": _scene(document, place, claim)})
    if place.field == "user_story":
        return document.model_copy(update={"user_story": claim})
    claims = list(getattr(document, place.field))
    claims[place.index] = claim
    return document.model_copy(update={place.field: tuple(claims)})


def _scene(document: PersonaDocument, place: Place, claim: Claim) -> object:
    if place.field == "story":
        return document.scenario.model_copy(update={"story": claim})
    steps = list(document.scenario.steps)
    steps[place.index] = SceneStep.model_validate(dict(claim))
    return document.scenario.model_copy(update={"steps": tuple(steps)})


def _claim(document: PersonaDocument, place: Place) -> Claim:
    claims = [claim for field, claim in document.claims() if field == place.field]
    if place.index >= len(claims):
        raise BadInput(N_("这一句已经不在画像里了。"), N_("请返回画像页重试。"))
    return claims[place.index]


def _exact(session: Session, study_id: int, words: tuple[int, int, int]) -> CitedQuote:
    """The quote with its text. Only participants are quoted, and never an empty or a foreign piece."""
    utterance_id, start, end = words
    utterance = session.get(Utterance, utterance_id)
    if utterance is None or utterance.study_id != study_id:
        raise BadInput(N_("找不到这句原话。"), N_("它可能刚刚被删除了，请重新搜索。"))
    if utterance.role != "participant" or utterance.participant_id is None:
        raise BadInput(N_("这句话不是受访者说的。"), N_("用户原声只能来自受访者。"))
    if not 0 <= start < end <= len(utterance.text) or not utterance.text[start:end].strip():
        raise BadInput(N_("没有选中任何字句。"), N_("请选一句或几句连续的话。"))
    text = utterance.text[start:end].strip()
    start += utterance.text[start:end].index(text)
    participant = session.get_one(Participant, utterance.participant_id)
    return CitedQuote(
        utterance_id=utterance_id,
        start=start,
        end=start + len(text),
        text=text,
        participant_id=participant.id,
        pseudonym=participant.pseudonym,
        on_poster=True,
    )


def _added(quotes: tuple[CitedQuote, ...], quote: CitedQuote) -> tuple[CitedQuote, ...]:
    """A quote stands once at a place."""
    same = (quote.utterance_id, quote.start, quote.end)
    return (*(one for one in quotes if (one.utterance_id, one.start, one.end) != same), quote)


def _raised(quotes: tuple[CitedQuote, ...], position: int) -> tuple[CitedQuote, ...]:
    if not 0 < position < len(quotes):
        return quotes
    order = list(quotes)
    order[position - 1], order[position] = order[position], order[position - 1]
    return tuple(order)
