"""Changing what somebody said: quotes are led to their new place, and the original is kept or forgotten for good."""

from typing import Any

from sqlmodel import Session, select

from workbench.storage.tables import Persona, Segment, Utterance
from workbench.workflow.withdrawal import forget_words

FORGOTTEN = "（原文已彻底删去）"


def rewrite_utterance(session: Session, utterance: Utterance, text: str) -> None:
    """Give an utterance another text; going back to the original forgets the change.

    Quotes in persona drafts and segments move to where their words stand now. Where the words are gone the quote stays
    as it was, for the persona's review to find. Published versions never change.
    """
    if text == utterance.text:
        return
    original = utterance.text if utterance.original_text is None else utterance.original_text
    utterance.original_text = None if text == original else original
    utterance.text = text
    for persona in session.exec(select(Persona).where(Persona.study_id == utterance.study_id)):
        document = _follow(persona.document, utterance)
        if document != persona.document:
            persona.document, persona.revision = document, persona.revision + 1
    for segment in session.exec(select(Segment).where(Segment.study_id == utterance.study_id)):
        segment.facts = _follow(segment.facts, utterance)


def forget_original(session: Session, utterance: Utterance, text: str) -> None:
    """Give an utterance another text and keep no word of what stood there before; that it was changed stays known.

    Its quotes are taken out of personas with their published versions, of segments and of runs.
    """
    forget_words(session, utterance)
    utterance.text, utterance.original_text = text, FORGOTTEN


def _follow(node: Any, utterance: Utterance) -> Any:
    """A document with the quotes of `utterance` moved, wherever they stand in it."""
    if isinstance(node, list):
        return [_follow(item, utterance) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("utterance_id") == utterance.id and {"start", "end", "text"} <= node.keys():
        places = _places(utterance.text, node["text"])
        if not places:
            return node
        start = min(places, key=lambda place: abs(place - node["start"]))
        return {**node, "start": start, "end": start + len(node["text"])}
    return {name: _follow(value, utterance) for name, value in node.items()}


def _places(text: str, words: str) -> list[int]:
    """Where `words` stand in `text`.

    >>> _places("好玩，真的好玩", "好玩")
    [0, 5]
    """
    places, start = [], text.find(words)
    while words and start >= 0:
        places.append(start)
        start = text.find(words, start + 1)
    return places
