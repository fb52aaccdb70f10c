"""A first persona out of a segment's facts: words that people used, quotes and counts, and nothing invented."""

import re
from collections.abc import Iterable, Sequence

from workbench.personas.limits import LIMITS
from workbench.records.evidence import Topic
from workbench.records.personas import (
    CitedQuote,
    Claim,
    KeyWord,
    Look,
    Mood,
    PersonaDocument,
    Scenario,
    SceneStep,
    SegmentFacts,
    TableCell,
    TopicQuote,
)

_MOST_CLAIMS = 5
_MOST_QUOTES = 6
_LONGEST_BACKGROUND = 150
_PAUSE = re.compile(r"[，。、；：？！…—,.;?!\s]+")


def draft(facts: SegmentFacts) -> PersonaDocument:
    """A document to be edited, in which every claim is a clause of a quote or a row of the answers, with its evidence.

    What nobody spoke of stays empty. The user story and the scenario put pieces together in an order that nobody stated
    and are marked as assumptions. Goals and opportunities are left to the researcher.
    """
    motivations = _claims(facts, Topic.MOTIVATION, LIMITS["motivations"])
    pain_points = _claims(facts, Topic.PAIN_POINT, LIMITS["pain_points"])
    title = facts.name or f"人群 {facts.number}"
    hero, others = _chosen(facts.quotes)
    return PersonaDocument(
        look=Look.of(facts.number),
        title=title,
        tagline=_tagline(facts.key_words),
        size=facts.size,
        background=_background(facts.closed_answers),
        motivations=motivations,
        pain_points=pain_points,
        behaviours=_claims(facts, Topic.BEHAVIOUR, LIMITS["behaviours"]),
        scenario=_scenario(facts, motivations, pain_points),
        user_story=_user_story(title, motivations, pain_points),
        hero_quote=hero,
        quotes=others,
        counter_quote=next(iter(_plain(facts.counter_quotes)), None),
        counter_searched=facts.counter_searched or bool(facts.counter_quotes),
        provenance=facts.provenance,
    )


def _background(cells: Sequence[TableCell]) -> tuple[Claim, ...]:
    """One paragraph of the closed answers, as many as fit."""
    told: list[str] = []
    for cell in cells:
        line = f"{cell.question}：{cell.answer}"
        if told and len("；".join([*told, line])) >= _LONGEST_BACKGROUND:
            break
        told.append(line)
    return (Claim(text="；".join(told) + "。", cells=tuple(cells[: len(told)])),) if told else ()


def _claims(facts: SegmentFacts, topic: Topic, longest: int) -> tuple[Claim, ...]:
    """A claim for each key word that quotes of the topic contain, then one for each quote without any."""
    left = [quote for quote in facts.quotes if quote.topic is topic]
    claims: list[Claim] = []
    for word in facts.key_words:
        said = [quote for quote in left if word.text in quote.text] if word.topic in (topic, None) else []
        if said:
            left = [quote for quote in left if quote not in said]
            counts = {"interviews": word.interviews, "survey": word.survey} if word.topic is topic else {}
            claims.append(Claim(text=_clause(said[0].text, word.text, longest), evidence=_one_a_person(said), **counts))
    claims += [Claim(text=_clause(quote.text, "", longest), evidence=_plain([quote])) for quote in left]
    return tuple(claim.model_copy(update={"on_poster": place < 3}) for place, claim in enumerate(claims[:_MOST_CLAIMS]))


def _clause(text: str, word: str, longest: int) -> str:
    """The longest clause with the word that fits, else its beginning.

    >>> _clause("下班太累了，只想安静打一把就睡，别叫我", "安静", 16)
    '只想安静打一把就睡'
    """
    clauses = [clause for clause in _PAUSE.split(text) if clause and word in clause] or [text]
    fitting = [clause for clause in clauses if len(clause) <= longest]
    return max(fitting, key=len) if fitting else clauses[0][: longest - 1] + "…"


def _plain(quotes: Iterable[TopicQuote]) -> tuple[CitedQuote, ...]:
    return tuple(CitedQuote(**quote.model_dump(exclude={"topic"})) for quote in quotes)


def _one_a_person(quotes: Sequence[TopicQuote]) -> tuple[CitedQuote, ...]:
    first: dict[int, TopicQuote] = {}
    for quote in quotes:
        first.setdefault(quote.participant_id, quote)
    return _plain(first.values())


def _tagline(words: Sequence[KeyWord]) -> str:
    """The key words themselves, as many as fit; a better line is the researcher's."""
    line = ""
    for word in words[:5]:
        longer = f"{line}、{word.text}" if line else f"常提到：{word.text}"
        line = longer if len(longer) <= LIMITS["tagline"] else line
    return line


def _chosen(quotes: Sequence[TopicQuote]) -> tuple[CitedQuote | None, tuple[CitedQuote, ...]]:
    """The best quote short enough for the head of the poster, and others by other people, two of them for the wall."""
    if not quotes:
        return None, ()
    hero = next((quote for quote in quotes if len(quote.text) <= LIMITS["hero_quote"]), quotes[0])
    others = [quote for quote in _one_a_person(quotes) if quote.participant_id != hero.participant_id][:_MOST_QUOTES]
    short = [quote for quote in others if len(quote.text) <= LIMITS["quotes"]][:2]
    marked = tuple(quote.model_copy(update={"on_poster": quote in short}) for quote in others)
    return _plain([hero])[0].model_copy(update={"on_poster": True}), marked


def _scenario(facts: SegmentFacts, motivations: Sequence[Claim], pain_points: Sequence[Claim]) -> Scenario:
    contexts = _claims(facts, Topic.CONTEXT, LIMITS["steps"])[:2]
    if not contexts:
        return Scenario()
    moods = [*((claim, Mood.EVEN) for claim in contexts), *((claim, Mood.HIGH) for claim in motivations[:1])]
    moods += [(claim, Mood.LOW) for claim in pain_points[:1]]
    return Scenario(
        steps=tuple(
            SceneStep(text=claim.text, evidence=claim.evidence, assumption=True, mood=mood, on_poster=True)
            for claim, mood in moods
        )
    )


def _user_story(title: str, motivations: Sequence[Claim], pain_points: Sequence[Claim]) -> Claim | None:
    if not (motivations and pain_points):
        return None
    wish, trouble = motivations[0], pain_points[0]
    return Claim(
        text=f"作为“{title}”，我想要的是“{wish.text}”，现在却是“{trouble.text}”。",
        evidence=wish.evidence[:1] + trouble.evidence[:1],
        assumption=True,
    )
