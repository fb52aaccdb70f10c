"""Very many texts to counted words: each distinct word is looked at once, the rest is arrays.

The texts of a portion are one long row of characters, made plain and shortened as arrays. Its distinct pieces are cut
in one call. From there on words are numbers: what each does is looked up, and negations are joined to what they deny by
comparing the row with itself moved by one, two and three places.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from workbench.records.text import Lexicon
from workbench.records.words import WordTable
from workbench.text.characters import Characters, Ints, Numbers, characters_of
from workbench.text.counting import REACH, Kind, Rules, rules_of
from workbench.text.folding import LONGEST_RUN, fold, squeeze
from workbench.text.sentences import says_nothing

_Portion: TypeAlias = tuple[int, Numbers, Numbers]

_TEXTS = 20_000
_CHARACTERS = 1_000_000
_BLANK = ord(" ")


def count_words(
    texts: Sequence[str], lexicon: Lexicon, progress: Callable[[float], None] | None = None
) -> WordTable:  # fmt: skip
    """How often each text says each word that counts: `counted_words` of each text as a whole, in one pass.

    A text that says only that there is nothing (无, /) has an empty row. Time and memory are linear in the characters.
    `progress` is called with the share done and may raise.

    >>> table = count_words(["屏幕不太流畅", "屏幕好，屏幕大", "无"], Lexicon())
    >>> table.vocabulary, table.indptr.tolist(), table.indices.tolist(), table.counts.tolist()
    (('不流畅', '大', '屏幕'), [0, 2, 4, 4], [0, 2, 1, 2], [1, 1, 1, 2])
    """
    reader, portions = _Reader(rules_of(lexicon)), []
    for first, portion in _portions(texts):
        if progress:
            progress(first / len(texts))
        portions.append((len(portion), *reader.read(portion)))
    return _table(reader.vocabulary, portions)


class _Reader:
    """What each distinct token is, decided when it is first seen; `vocabulary` gives each counted word its number."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.vocabulary = _numbers()
        self._tokens = _numbers()
        self._words: list[str] = []
        self._kinds = np.zeros(0, dtype=np.uint8)
        self._counted = np.zeros(0, dtype=np.int32)

    def read(self, texts: Sequence[str]) -> tuple[Numbers, Numbers]:
        """For every word that counts the text that says it and its number."""
        row = characters_of(texts)
        tokens, first = self._cut(row)
        self._learn()
        kinds, said, text = self._kinds[tokens], self._counted[tokens], row.text[first]
        negation, denied = _denied(kinds, text)
        said[negation] = self._joined(tokens[negation], tokens[denied])
        said[denied] = -1
        counts = said >= 0
        return text[counts], said[counts]

    def _cut(self, row: Characters) -> tuple[Ints, Ints]:
        """The number of each token, and the place of its first character."""
        numbers = np.full(len(row.codes), -1)
        signs = np.flatnonzero(~row.joins)
        occurring, which = np.unique(row.codes[signs], return_inverse=True)
        numbers[signs] = np.array([self._tokens[chr(code)] for code in occurring], dtype=np.int64)[which]
        places, inside = self._cut_pieces(row)
        numbers[places] = inside
        first = np.flatnonzero(numbers >= 0)
        for token in np.unique(np.searchsorted(first, np.flatnonzero(row.dropped), "right") - 1):
            span = slice(first[token], first[token + 1] if token + 1 < len(first) else None)
            spelled = zip(row.codes[span], np.minimum(row.dropped[span], LONGEST_RUN), strict=True)
            numbers[first[token]] = self._tokens["".join(chr(code) * (1 + more) for code, more in spelled)]
        return numbers[first], first

    def _cut_pieces(self, row: Characters) -> tuple[Ints, Ints]:
        """The places of all words in pieces and their numbers; a piece that occurs often is cut once."""
        blanked = np.where(row.joins, row.codes, np.uint32(_BLANK))
        touching = row.pieces[1:][row.joins[row.pieces[1:] - 1]]
        text = np.insert(blanked, touching, _BLANK).astype("<u4").tobytes().decode("utf-32-le")
        known = _numbers()
        which = np.fromiter(map(known.__getitem__, text.split()), np.int64, len(row.pieces))
        words = self.rules.segment(" ".join(known))
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        numbers = np.fromiter(map(self._tokens.__getitem__, words), np.int64, len(words))
        ends, real = np.cumsum(lengths), numbers != self._tokens[" "]
        begins, numbers = (ends - lengths)[real], numbers[real]
        held = np.bincount(np.cumsum(~real)[real], minlength=len(known))
        offset = np.cumsum(held) - held
        within = begins - np.repeat(begins[offset], held)
        many = held[which]
        taken = np.arange(many.sum()) + np.repeat(offset[which] - (np.cumsum(many) - many), many)
        return np.repeat(row.pieces, many) + within[taken], numbers[taken]

    def _learn(self) -> None:
        """Decide what the tokens are that were not seen before."""
        words = [squeeze(fold(token)) for token in islice(self._tokens, len(self._words), None)]
        kinds = [self.rules.kind(word) for word in words]
        counted = [
            self.vocabulary[self.rules.counted_as(word)] if kind in (Kind.COUNTS, Kind.DENIES) else -1
            for word, kind in zip(words, kinds, strict=True)
        ]
        self._words += words
        self._kinds = np.concatenate([self._kinds, np.array(kinds, dtype=np.uint8)])
        self._counted = np.concatenate([self._counted, np.array(counted, dtype=np.int32)])

    def _joined(self, negations: Ints, denied: Ints) -> Ints:
        """The numbers of the words that negations and what they deny count as."""
        size = len(self._words)
        pairs, which = np.unique(negations * size + denied, return_inverse=True)
        words = (self.rules.denied_as(self._words[pair // size], self._words[pair % size]) for pair in pairs.tolist())
        return np.array([self.vocabulary[word] for word in words], dtype=np.int64)[which]


def _numbers() -> defaultdict[str, int]:
    """A dictionary that numbers its keys in the order in which they are first asked for."""
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    return numbers


def _portions(texts: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The texts in portions that fit in the memory, each with the place of its first text."""
    characters = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)))
    first = 0
    while first < len(texts):
        before = characters[first - 1] if first else 0
        fitting = int(np.searchsorted(characters, before + _CHARACTERS, "right"))
        end = max(first + 1, min(first + _TEXTS, fitting))
        yield first, ["" if says_nothing(text) else text for text in texts[first:end]]
        first = end


def _denied(kinds: npt.NDArray[np.uint8], text: Numbers) -> tuple[Ints, Ints]:
    """The places of the negations that deny a word of their text, and the places of those words."""
    negations = np.flatnonzero(kinds == Kind.DENIES)
    denied, seeking = np.full(len(negations), -1), np.ones(len(negations), dtype=bool)
    for step in range(1, REACH + 1):
        place = np.minimum(negations + step, len(kinds) - 1)
        seeking &= (place == negations + step) & (text[place] == text[negations])
        found = seeking & (kinds[place] == Kind.COUNTS)
        denied[found] = place[found]
        seeking &= kinds[place] == Kind.INTENSIFIES
    joined = denied >= 0
    return negations[joined], denied[joined]


def _table(numbers: Mapping[str, int], portions: list[_Portion]) -> WordTable:
    """All portions as one table, the words renumbered in the order of the sorted vocabulary."""
    occurs = np.zeros(len(numbers), dtype=bool)
    for _, _, words in portions:
        occurs[words] = True
    vocabulary = sorted(word for word, number in numbers.items() if occurs[number])
    ranks = np.zeros(len(numbers), dtype=np.int64)
    ranks[[numbers[word] for word in vocabulary]] = np.arange(len(vocabulary))
    lengths, indices, counts = [np.zeros(1, np.int64)], [np.zeros(0, np.int32)], [np.zeros(0, np.int32)]
    for size, text, words in portions:
        entries, often = np.unique(text * np.int64(len(vocabulary)) + ranks[words], return_counts=True)
        lengths.append(np.bincount(entries // max(1, len(vocabulary)), minlength=size))
        indices.append((entries % max(1, len(vocabulary))).astype(np.int32))
        counts.append(often.astype(np.int32))
    return WordTable(
        tuple(vocabulary), np.cumsum(np.concatenate(lengths)), np.concatenate(indices), np.concatenate(counts)
    )
