"""What each word of a study is: counted, left out, a negation, or what may stand between one and the word it denies."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from workbench.records.text import Lexicon
from workbench.text.folding import fold, narrow, squeeze
from workbench.text.segmenter import Segment, cut, segmenter
from workbench.text.wordlists import negations, words_of

_MEASURED = re.compile(
    "[第每几半多0-9零一二三四五六七八九十百千万两]+(?:[个次种些位只条件块元年月日天周点分秒遍场局把台回关层页人]|小时|分钟|星期|礼拜|秒钟)[多来]?"
)
REACH = 3  # words after a negation among which it finds the one it denies


class Kind(IntEnum):
    """What a word does in a text."""

    NOTHING = 0
    COUNTS = 1
    INTENSIFIES = 2
    DENIES = 3


@dataclass(frozen=True)
class Rules:
    """How the words of a lexicon are cut and counted; words are folded and squeezed when they come here."""

    segment: Segment
    stops: frozenset[str]
    synonyms: Mapping[str, str]
    own: frozenset[str]

    def kind(self, word: str) -> Kind:
        """Numbers, signs and single Latin letters count for nothing, unless the study says so."""
        if word in negations():
            return Kind.DENIES
        if word in self.own or (word not in self.stops and _lettered(word)):
            return Kind.COUNTS
        return Kind.INTENSIFIES if word in words_of("intensifiers") else Kind.NOTHING

    def counted_as(self, word: str) -> str:
        """The word itself or what it is a synonym of; a negation has one form."""
        word = negations().get(word, word)
        return self.synonyms.get(word, word)

    def denied_as(self, negation: str, word: str) -> str:
        """不太 with 流畅 is 不流畅, unless that is a synonym of another word."""
        joined = negations()[negation] + word
        return self.synonyms.get(joined) or negations()[negation] + self.counted_as(word)

    def count(self, words: Sequence[str]) -> Iterator["Counted"]:
        """What counts, in order, a negation joined to the word it denies."""
        kinds = [self.kind(word) for word in words]
        position = 0
        while position < len(words):
            word, kind, first = words[position], kinds[position], position
            position += 1
            if kind is Kind.COUNTS:
                yield Counted(first, first, word, self.counted_as(word))
            elif kind is Kind.DENIES:
                denied = _denied(kinds, position)
                if denied is None:
                    yield Counted(first, first, negations()[word], self.counted_as(word))
                else:
                    position = denied + 1
                    said = negations()[word] + words[denied]
                    yield Counted(first, denied, said, self.denied_as(word, words[denied]))


class Counted(NamedTuple):
    """Words from `first` to `last` that count together: `said` is how they are read, `word` what that counts as."""

    first: int
    last: int
    said: str
    word: str


@lru_cache(maxsize=16)
def rules_of(lexicon: Lexicon) -> Rules:
    """The rules of a lexicon: study words and synonyms win over stop words, negations over everything."""
    words = {squeeze(narrow(word)) for word in lexicon.words}
    own = {squeeze(fold(word)) for word in words}
    synonyms: dict[str, str] = {}
    plain = _rules(lexicon, words, synonyms, own)
    for pair in lexicon.synonyms:
        (word, left), (meant, right) = _read(pair[0], plain), _read(pair[1], plain)
        synonyms[word] = meant
        own |= {word, meant}
        words |= left | right
    return _rules(lexicon, words, synonyms, own)


def _rules(lexicon: Lexicon, words: set[str], synonyms: dict[str, str], own: set[str]) -> Rules:
    stops = words_of("stop_words") | {fold(word) for word in lexicon.stops}
    return Rules(segmenter(lexicon.engine, tuple(sorted(words))), frozenset(stops), synonyms, frozenset(own))


def _read(side: str, plain: Rules) -> tuple[str, set[str]]:
    """The word that a side of a synonym is read as (没有信号 as 没信号), and what must be kept together for that.

    What is one word alone may be part of another in a sentence: jieba guesses words that its dictionary does not have.
    """
    text = squeeze(narrow(side))
    words = [squeeze(fold(text[start:end])) for start, end in cut(text, plain.segment)]
    if len(words) == 1:
        return words[0], {text}
    if words and words[0] in negations() and _denied([plain.kind(word) for word in words], 1) == len(words) - 1:
        return next(plain.count(words)).said, set()
    return squeeze(fold(text)), {text}


def _denied(kinds: Sequence[Kind], start: int) -> int | None:
    """The place of the word that a negation just before `start` denies, if there is one in the same clause."""
    for position in range(start, min(start + REACH, len(kinds))):
        if kinds[position] is Kind.COUNTS:
            return position
        if kinds[position] is not Kind.INTENSIFIES:
            return None
    return None


def _lettered(word: str) -> bool:
    """Whether a word is more than signs, one Latin letter or a number with what it measures (三个, 六七分钟)."""
    return sum(map(str.isalpha, word)) > (1 if word.isascii() else 0) and not _MEASURED.fullmatch(word)
