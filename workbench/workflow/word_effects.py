"""What words of a study change: utterances read without them and with them, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlmodel import Session

from workbench.records.text import Lexicon
from workbench.storage.queries.texts import Said, Wanted, said
from workbench.text import concordance, read_sentences
from workbench.workflow.readings import counts, tokens_of
from workbench.workflow.words import study_lexicon

MOST_EXAMPLES = 5
NEAR = 30  # characters around the first change


class ReadToken(NamedTuple):
    """A token as it is read: whether it counts, and whether that or its edges are otherwise on the other side."""

    text: str
    start: int
    end: int
    counts: bool
    changed: bool = False


class Change(NamedTuple):
    """An utterance, or the part of it around the first change, read in both ways; `cut` where more stands around."""

    said: Said
    before: list[ReadToken]
    after: list[ReadToken]
    cut: tuple[bool, bool]


@dataclass(frozen=True)
class Effect:
    """How many utterances and people are read otherwise, with some of them."""

    words: tuple[str, ...]
    utterances: int
    people: int
    examples: list[Change]


def effect_of(session: Session, study_id: int, kind: str, words: Sequence[str]) -> Effect:
    """What the words change or would change, whether they are in the lexicon of the study yet or not."""
    lexicon = study_lexicon(session, study_id)
    own = lexicon.words if kind == "word" else lexicon.stops
    before = _with(lexicon, kind, set(own) - set(words))
    after = _with(lexicon, kind, {*own, *words})
    changed = []
    for one in _saying(session, study_id, words):
        old, new = read(one.text, before), read(one.text, after)
        if old != new:
            changed.append((one, old, new))
    examples = sorted(changed, key=lambda change: len(change[0].text))[:MOST_EXAMPLES]
    people = {one.person for one, _, _ in changed} - {None}
    return Effect(tuple(words), len(changed), len(people), [_change(*example) for example in examples])


def read(text: str, lexicon: Lexicon) -> list[ReadToken]:
    """Every token of a text without the blanks, and whether it counts."""
    return [
        ReadToken(*token, counts=counts(token.text, lexicon))
        for token in tokens_of(text, lexicon)
        if token.text.strip()
    ]


def read_aloud(session: Session, study_id: int, sentence: str) -> tuple[list[ReadToken], list[str]]:
    """A sentence to try: its tokens and the words that it counts as."""
    lexicon = study_lexicon(session, study_id)
    return read(sentence, lexicon), [word for one in read_sentences(sentence, lexicon) for word in one.words]


def _with(lexicon: Lexicon, kind: str, words: set[str]) -> Lexicon:
    name = "words" if kind == "word" else "stops"
    return Lexicon(**{**lexicon.model_dump(), name: words})


def _saying(session: Session, study_id: int, words: Sequence[str]) -> list[Said]:
    """The utterances in which one of the words stands; no other can be read otherwise."""
    everything = said(session, Wanted(study_id))
    texts = [one.text for one in everything]
    return [everything[index] for index in sorted({place.utterance for w in words for place in concordance(texts, w)})]


def _change(one: Said, old: list[ReadToken], new: list[ReadToken]) -> Change:
    before, after = _marked(old, new), _marked(new, old)
    first = min(token.start for token in (*before, *after) if token.changed)
    start, end = first - NEAR, first + 2 * NEAR

    def near(tokens: list[ReadToken]) -> list[ReadToken]:
        return [token for token in tokens if token.end > start and token.start < end]

    return Change(one, near(before), near(after), (start > 0, end < len(one.text)))


def _marked(tokens: list[ReadToken], others: list[ReadToken]) -> list[ReadToken]:
    known = set(others)
    return [token._replace(changed=token not in known) for token in tokens]
