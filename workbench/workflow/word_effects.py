"""What words of a study change: utterances read without them and with them, side by side."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlmodel import Session

from workbench.records.text import Lexicon
from workbench.storage.queries.texts import Said, Wanted, said
from workbench.text import read_sentences
from workbench.text.concordance import concordance
from workbench.text.tokens import counted_spans, synonyms_of
from workbench.workflow.readings import counts, tokens_of, words_in
from workbench.workflow.typed_words import Entry, entries_of
from workbench.workflow.words import study_lexicon

MOST_EXAMPLES = 5
NEAR = 30  # characters around the first change


class ReadToken(NamedTuple):
    """A token as it is read: whether it counts, what it or what ends with it is a synonym of.

    `changed` tells whether any of that, or its edges, is otherwise on the other side.
    """

    text: str
    start: int
    end: int
    counts: bool
    meant: str = ""
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


def effect_of(session: Session, study_id: int, kind: str, entries: Sequence[Entry]) -> Effect:
    """What the entries change or would change, whether they are in the lexicon of the study yet or not."""
    lexicon = study_lexicon(session, study_id)
    own = set(entries_of(lexicon, kind))
    before, after = _with(lexicon, kind, own - set(entries)), _with(lexicon, kind, own | set(entries))
    changed = []
    for one in _saying(said(session, Wanted(study_id)), entries, before, after):
        old, new = read(one.text, before), read(one.text, after)
        if old != new:
            changed.append((one, old, new))
    examples = sorted(changed, key=lambda change: len(change[0].text))[:MOST_EXAMPLES]
    people = {one.person for one, _, _ in changed} - {None}
    written = tuple(entry.written for entry in entries)
    return Effect(written, len(changed), len(people), [_change(*example) for example in examples])


def read(text: str, lexicon: Lexicon) -> list[ReadToken]:
    """Every token of a text without the blanks, whether it counts, and as what."""
    tokens = tokens_of(text, lexicon)
    meant = {one.last: one.word for one in counted_spans(tokens, lexicon) if one.word != one.said}
    return [
        ReadToken(*token, counts=counts(token.text, lexicon), meant=meant.get(place, ""))
        for place, token in enumerate(tokens)
        if token.text.strip()
    ]


def read_aloud(session: Session, study_id: int, sentence: str) -> tuple[list[ReadToken], list[str]]:
    """A sentence to try: its tokens and the words that it counts as."""
    lexicon = study_lexicon(session, study_id)
    return read(sentence, lexicon), [word for one in read_sentences(sentence, lexicon) for word in one.words]


def _with(lexicon: Lexicon, kind: str, entries: Collection[Entry]) -> Lexicon:
    name, given = f"{kind}s", [tuple(entry.sides) if kind == "synonym" else entry.text for entry in entries]
    return Lexicon(**{**lexicon.model_dump(), name: tuple(given)})


def _saying(everything: Sequence[Said], entries: Sequence[Entry], before: Lexicon, after: Lexicon) -> list[Said]:
    """The utterances that may be read otherwise: a word stands in them, or they count what is now a synonym."""
    texts = [one.text for one in everything]
    sides = {side for entry in entries for side in entry.sides}
    places = {place.utterance for side in sides for place in concordance(texts, side)}
    renamed = dict(synonyms_of(after).items() - synonyms_of(before).items()).keys()
    if renamed:
        places |= {place for place, text in enumerate(texts) if renamed & words_in(text, before)}
    return [everything[place] for place in sorted(places)]


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
