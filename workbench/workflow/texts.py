"""What people said, searched: words in their context, with people counted; the finds as a file."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from sqlmodel import Session

from workbench.errors import N_, Message, Tell
from workbench.export import table_to_csv, table_to_xlsx
from workbench.records.sheets import Cell, Sheet
from workbench.records.text import Lexicon
from workbench.storage import Store
from workbench.storage.queries.texts import Said, Wanted, said
from workbench.surveys.cleaning import clean_line
from workbench.text.concordance import concordance
from workbench.text.folding import fold
from workbench.text.tokens import counted_spans, synonyms_of
from workbench.workflow.answers import TOPICS
from workbench.workflow.readings import tokens_of, words_in
from workbench.workflow.words import study_lexicon

MOST_QUERY = 8
NEAR = 26  # characters before and after a find
SORTS = ("person", "after", "before", "longest")

Span = tuple[int, int]


class Piece(NamedTuple):
    """A piece of an utterance, found or in between."""

    text: str
    found: bool


@dataclass(frozen=True)
class Query:
    """What to look for: all of `words` in one utterance, as characters or, when `whole`, as words that count."""

    words: tuple[str, ...] = ()
    whole: bool = False

    @classmethod
    def parse(cls, typed: str, *, whole: bool = False) -> "Query":
        """A query as it was typed, words apart by spaces; the first eight count."""
        return cls(tuple(clean_line(typed)[:200].split()[:MOST_QUERY]), whole)


@dataclass(frozen=True)
class Hit:
    """An utterance that was found, and where; `places` do not overlap and are in order."""

    said: Said
    places: tuple[Span, ...] = ()

    @property
    def before(self) -> str:
        """The characters before the first place."""
        start = self.places[0][0] if self.places else 0
        return self.said.text[max(0, start - NEAR) : start]

    @property
    def match(self) -> str:
        """The first place."""
        return self.said.text[slice(*self.places[0])] if self.places else ""

    @property
    def after(self) -> list[Piece]:
        """The characters after the first place, other places marked."""
        start = self.places[0][1] if self.places else 0
        return pieces(self.said.text, self.places[1:], start, start + (NEAR if self.places else 3 * NEAR))

    @property
    def whole(self) -> list[Piece]:
        """All of it, the places marked."""
        return pieces(self.said.text, self.places, 0, len(self.said.text))

    @property
    def cut(self) -> tuple[bool, bool]:
        """Whether more was said before and after what is shown."""
        shown = len(self.before) + len(self.match) + sum(len(piece.text) for piece in self.after)
        start = self.places[0][0] - len(self.before) if self.places else 0
        return start > 0, start + shown < len(self.said.text)


def search(session: Session, wanted: Wanted, query: Query, sort: str = "person") -> list[Hit]:
    """The utterances wanted in which all words of the query occur; all of them when there is none.

    Upper and lower case, full and half width are the same. A word such as 不流畅 is found where 不太流畅 is said.
    `sort` is one of `SORTS`: by person, by what follows or precedes the first place, or longest first.
    """
    spoken = said(session, wanted)
    places: dict[int, list[Span]] = {index: [] for index in range(len(spoken))}
    lexicon = study_lexicon(session, wanted.study_id) if query.words else Lexicon()
    for word in query.words:
        left = [index for index in places]
        found = _find([spoken[index].text for index in left], word, lexicon, whole=query.whole)
        places = {left[index]: places[left[index]] + spans for index, spans in found.items()}
    hits = [Hit(spoken[index], _apart(spans)) for index, spans in sorted(places.items())]
    keys: dict[str, Callable[[Hit], object]] = {
        "after": lambda hit: "".join(piece.text for piece in hit.after),
        "before": lambda hit: hit.before[::-1],
        "longest": lambda hit: -len(hit.said.text),
    }
    return sorted(hits, key=keys[sort]) if sort in keys else hits  # type: ignore[arg-type]


def people(hits: Sequence[Hit]) -> int:
    """How many participants are among those who said it."""
    return len({hit.said.person for hit in hits} - {None})


def parts_of(session: Session, study_id: int, word: str) -> list[str]:
    """The tokens that a word is taken apart into, now."""
    return [token.text for token in tokens_of(word, study_lexicon(session, study_id))]


def export_hits(
    store: Store, wanted: Wanted, query: Query, kind: Literal["xlsx", "csv"], tell: Tell = str
) -> bytes:  # fmt: skip
    """What a search finds as a file; `tell` translates the headings."""
    headings = N_("受访者"), N_("主题"), N_("题目或访谈"), N_("前文"), N_("命中"), N_("后文"), N_("原话")
    columns = [tell(Message(heading)) for heading in headings]
    with store.reading() as session:
        lines = [_line(hit, tell) for hit in search(session, wanted, query)]
    if kind == "csv":
        return table_to_csv(columns, lines)
    return table_to_xlsx([Sheet(tell(Message(N_("原话"))), columns, lines)])


def pieces(text: str, places: Sequence[Span], start: int, end: int) -> list[Piece]:
    """`text` from `start` to `end`, taken apart at the places.

    >>> [piece.text for piece in pieces("网速太慢了", [(2, 4)], 0, 5)]
    ['网速', '太慢', '了']
    """
    edges = [start, *(min(max(edge, start), end) for place in places for edge in place), min(end, len(text))]
    found = [Piece(text[a:b], bool(n % 2)) for n, (a, b) in enumerate(pairwise(edges))]
    return [piece for piece in found if piece.text]


def _line(hit: Hit, tell: Tell) -> list[Cell]:
    one, after = hit.said, "".join(piece.text for piece in hit.after)
    topic = tell(Message(TOPICS[one.topic])) if one.topic in TOPICS else ""
    context = [hit.before, hit.match, after] if hit.places else ["", "", ""]
    return [one.name, topic, one.title or "", *context, one.text]


def _find(texts: Sequence[str], word: str, lexicon: Lexicon, *, whole: bool) -> dict[int, list[Span]]:
    """Where `word` stands, by the index of the text."""
    literal = _literal(texts, word)
    found = {} if whole else dict(literal)
    # What is counted as 不流畅 has 流畅 in it, whatever stands between; a synonym's other words may stand anywhere.
    likely = {**_literal(texts, word[1:]), **literal}
    if fold(word) in synonyms_of(lexicon).values():
        likely = {index: likely.get(index, []) for index in range(len(texts))}
    for index, spans in likely.items():
        if index not in found and fold(word) in words_in(texts[index], lexicon):
            found[index] = list(_read_as(texts[index], fold(word), lexicon)) or spans
    return found


def _literal(texts: Sequence[str], word: str) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = {}
    for place in concordance(texts, word):
        found.setdefault(place.utterance, []).append((place.start, place.end))
    return found


def _read_as(text: str, word: str, lexicon: Lexicon) -> Iterator[Span]:
    """The places of `text` that count as `word`, from a negation to what it denies."""
    tokens = tokens_of(text, lexicon)
    for counted in counted_spans(tokens, lexicon):
        if counted.word == word:
            yield tokens[counted.first].start, tokens[counted.last].end


def _apart(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans in order, without those that overlap an earlier one."""
    kept: list[Span] = []
    for start, end in sorted(spans):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)
