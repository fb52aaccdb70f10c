"""Words: the lexicon of a study, tokens and sentences with their places, key words, places of a search."""

import re
from enum import StrEnum
from itertools import chain
from typing import Any, NamedTuple

from pydantic import Field, field_validator

from workbench.errors import N_, BadInput
from workbench.records.base import Record

# What the segmenter can keep together; anything else ends a word.
_JOINABLE = re.compile(r"[\u4e00-\u9fd5A-Za-z0-9+#&._%-]{1,30}")


class Engine(StrEnum):
    """What cuts text into words: the same algorithm and dictionary, in Rust or, the reference, in Python."""

    RJIEBA = "rjieba"
    JIEBA = "jieba"


class Lexicon(Record):
    """Words that belong together in a study and words that are left out of counting, besides the shipped ones.

    `synonyms` are pairs: the first word is counted as the second. Study words and synonyms win over stop words. Raises
    BadInput for a word that cannot be kept together (one with a space).
    """

    words: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, str], ...] = ()
    engine: Engine = Engine.RJIEBA

    @field_validator("words", "stops", mode="before")
    @classmethod
    def _clean(cls, given: object) -> object:
        if isinstance(given, str) or not isinstance(given, list | tuple | set | frozenset):
            return given
        return tuple(sorted({str(word).strip() for word in given} - {""}))

    @field_validator("words", "synonyms")
    @classmethod
    def _joinable(cls, given: tuple[Any, ...]) -> tuple[Any, ...]:
        for word in chain.from_iterable([one] if isinstance(one, str) else one for one in given):
            if not _JOINABLE.fullmatch(word):
                raise BadInput(
                    N_("“%(word)s”不能作为一个词。"),
                    N_("一个词只能由汉字、字母和数字组成，中间没有空格，不超过 30 个字。"),
                    word=word[:40],
                )
        return tuple(sorted(set(given)))


class Token(NamedTuple):
    """A word where it stands: `text` equals the original from `start` to `end`."""

    text: str
    start: int
    end: int


class Sentence(NamedTuple):
    """A piece of an utterance, mostly one sentence: `text` is the utterance from `start` to `end`, `words` count."""

    text: str
    start: int
    end: int
    words: tuple[str, ...]


class Suggestion(NamedTuple):
    """A string that may be a word: how many people said it, how it holds together and stands freely, and an example.

    `cohesion` is the least pointwise mutual information of its parts, `freedom` the lesser entropy of its neighbours,
    both in nats; `example` is the index of a text in which it stands.
    """

    text: str
    people: int
    cohesion: float
    freedom: float
    example: int


class KeyWord(Record):
    """A word that sets a group apart: how many of its people said it, and how many others; people, not occurrences.

    `g2` is the strength by which key words are ranked, `log_odds` with its `z` and `class_tfidf` stand beside it.
    """

    text: str
    said: int
    of: int
    said_elsewhere: int
    of_elsewhere: int
    g2: float = Field(ge=0)
    log_odds: float = 0.0
    z: float = 0.0
    class_tfidf: float = 0.0


class Place(NamedTuple):
    """A search's find: which utterance, from where to where, and the words around it."""

    utterance: int
    start: int
    end: int
    before: str
    match: str
    after: str
