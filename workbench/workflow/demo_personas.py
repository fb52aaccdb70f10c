"""The demo's personas: written by hand, each sentence with the quotes that it rests on."""

from collections import Counter
from typing import Any

from sqlmodel import Session, select

from workbench.records.personas import Mood
from workbench.storage import Store
from workbench.storage.tables import Persona, Run, Segment, SegmentMember, Utterance
from workbench.workflow.persona_facts import document_of
from workbench.workflow.persona_quotes import Place, cite, uncite
from workbench.workflow.personas import (
    ClaimText,
    PersonaText,
    create_persona,
    draft_persona,
    publish_persona,
    update_persona,
)

LISTS = ("motivations", "pain_points", "behaviours", "goals", "opportunities")
SINGLES = ("background", "user_story")


def write_personas(
    store: Store, user_id: int, run_id: int, people: dict[str, int], written: list[dict[str, Any]]
) -> None:
    """Draft, write, cite and publish each persona from the segment in which most of the people it quotes are."""
    for persona in written:
        quoted = [people[quote["participant"]] for _, quote in _quotes(persona)]
        with store.reading() as session:
            study_id = session.get_one(Run, run_id).study_id
            segment_id = _segment_of(session, run_id, quoted)
        if segment_id is None:
            persona_id = create_persona(store, user_id, study_id, persona["title"])
        else:
            persona_id = draft_persona(store, user_id, segment_id)
        _write(store, user_id, persona_id, persona)
        for place, quote in _quotes(persona):
            with store.reading() as session:
                words = _find(session, people[quote["participant"]], quote["text"])
            cite(store, user_id, persona_id, Place.parse(place), words)
        publish_persona(store, user_id, persona_id)


def _segment_of(session: Session, run_id: int, quoted: list[int]) -> int | None:
    query = (
        select(SegmentMember.segment_id, SegmentMember.participant_id)
        .join(Segment, Segment.id == SegmentMember.segment_id)  # type: ignore[arg-type]
        .where(Segment.run_id == run_id)
    )
    segments = {person: segment for segment, person in session.exec(query)}
    counted = Counter(segments[person] for person in quoted if person in segments)
    return counted.most_common(1)[0][0] if counted else None


def _write(store: Store, user_id: int, persona_id: int, persona: dict[str, Any]) -> None:
    lists = {name: [ClaimText(text=one["text"], on_poster=True) for one in persona[name]] for name in LISTS}
    lists |= {name: [ClaimText(text=persona[name]["text"])] for name in SINGLES}
    scenario = persona["scenario"]
    lists["story"] = [ClaimText(text=scenario["story"]["text"])]
    lists["steps"] = [ClaimText(text=one["text"], on_poster=True, mood=Mood(one["mood"])) for one in scenario["steps"]]
    text = PersonaText(
        title=persona["title"], tagline=persona["tagline"], lists=lists, assumptions=persona["assumptions"]
    )
    with store.reading() as session:
        drafted = session.get_one(Persona, persona_id)
    update_persona(store, user_id, persona_id, drafted.revision, text)
    for _ in document_of(drafted).quotes:
        uncite(store, user_id, persona_id, Place(field="quotes"), 0)


def _quotes(persona: dict[str, Any]) -> list[tuple[str, dict[str, str]]]:
    """Every quote with its place."""
    found = [("hero_quote", persona["hero_quote"]), ("counter_quote", persona["counter_quote"])]
    found += [("quotes", quote) for quote in persona["quotes"]]
    sections = {name: persona[name] for name in LISTS} | {name: [persona[name]] for name in SINGLES}
    sections |= {"story": [persona["scenario"]["story"]], "steps": persona["scenario"]["steps"]}
    for name, claims in sections.items():
        for place, claim in enumerate(claims):
            found += [(f"{name}.{place}", quote) for quote in claim.get("quotes", [])]
    return found


def _find(session: Session, participant_id: int, words: str) -> tuple[int, int, int]:
    """Where a participant said these words: utterance id, start and end."""
    query = select(Utterance).where(Utterance.participant_id == participant_id, Utterance.role == "participant")
    for utterance in session.exec(query):
        start = utterance.text.find(words)
        if start >= 0:
            return utterance.id, start, start + len(words)
    raise LookupError(words)
