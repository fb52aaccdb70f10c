"""What a segment is called until somebody names it: what its people want and what they cannot stand."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations
from typing import Any

from workbench.storage.tables import Segment
from workbench.workflow.segment_facts import automatic_name

_LONGEST = 10
_STRONGEST = 4
_NAMED_AFTER = 2
_SAYS = {"motivation": "", "pain_point": "嫌"}  # a name is kept as data, in the language of the words
Term = Mapping[str, Any]


def proposed_name(number: int, terms: Sequence[Term], quotes: Iterable[Mapping[str, Any]] = ()) -> str:
    """A name of the strongest words about motivation and pain points; of any words, or the number, without these.

    `terms` have text and topic, strongest first. Two of them that stand side by side in a quote are one phrase; else
    the two strongest stand beside each other.

    >>> words = {"任务": "pain_point", "放松": "motivation", "每日": "pain_point"}
    >>> terms = [{"text": word, "topic": topic} for word, topic in words.items()]
    >>> proposed_name(1, terms, [{"text": "每日任务太多，像上班。"}])
    '放松 · 嫌每日任务'
    >>> proposed_name(1, terms)
    '放松 · 嫌任务、每日'
    """
    said = [str(quote["text"]) for quote in quotes]
    phrases = {
        topic: _phrase([str(term["text"]) for term in terms if term["topic"] == topic][:_STRONGEST], said)
        for topic in _SAYS
    }
    parts = [_told(topic, phrase) for topic, phrase in phrases.items() if phrase]
    return " · ".join(parts) or automatic_name(number, (str(term["text"]) for term in terms))


def is_automatic(segment: Segment) -> bool:
    """Whether nobody named the segment; names were made of three words before they told motivation and pain point."""
    words = (str(term["text"]) for term in segment.facts.get("terms", []))
    return segment.name in ("", segment.facts.get("name", ""), automatic_name(segment.number, words))


def _phrase(words: Sequence[str], said: Sequence[str]) -> str:
    """Two words side by side in something said, the strongest such; else the strongest, those of one character last."""
    for pair in sorted(permutations(range(len(words)), 2), key=sum):
        phrase = "".join(words[place] for place in pair)
        if len(phrase) <= _LONGEST and any(phrase in one for one in said):
            return phrase
    whole = [word for word in words if len(word) > 1]
    return "、".join((whole or list(words))[:_NAMED_AFTER])


def _told(topic: str, phrase: str) -> str:
    """放松, 嫌掉线; what says so itself or is not Chinese stays as it is."""
    verb = _SAYS[topic]
    return phrase if phrase.startswith(verb) or max(phrase) < "\u4e00" else f"{verb}{phrase}"
