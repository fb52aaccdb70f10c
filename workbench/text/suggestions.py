"""New words that people use: strings that hold together, stand freely, and are taken apart by the segmenter.

A string holds together when it is said far more often than its parts would meet by chance (pointwise mutual
information), and stands freely when many different characters come before and after it (the entropy of its neighbours;
Sornlertlamvanich, Potipiti and Charoenporn 2000; for Chinese: Gu 2012, 互联网时代的社会语言学).
"""

from collections.abc import Collection, Hashable, Iterator, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from workbench.records.text import Lexicon, Suggestion
from workbench.text.characters import Characters, Flags, Ints, changes, characters_of
from workbench.text.counting import Rules, rules_of
from workbench.text.folding import fold
from workbench.text.segmenter import cut
from workbench.text.wordlists import negations

Floats = npt.NDArray[np.float64]

FEWEST_PEOPLE = 3
LONGEST = 6
_COHESION = 4.0  # e⁴ = 55 times as often as by chance
_FREEDOM = 1.0  # as three neighbours equally often
_SIGNS = "+#&._%-"
_LAST = 0x10FFFF


def suggest_words(
    texts: Sequence[str], people: Sequence[Hashable], lexicon: Lexicon, declined: Collection[str] = (), most: int = 60
) -> list[Suggestion]:
    """Strings of two to six characters that at least three people said and that may be words, most said first.

    `people` tells who said each text. Words of the lexicon and those declined are not suggested again, nor what begins
    or ends with a word that says nothing. Time grows as n log n with the characters.
    """
    rules, known = rules_of(lexicon), {fold(word) for word in declined}
    found: list[Suggestion] = []
    for one in sorted(_strings(tuple(texts), tuple(people)), key=lambda one: (-one.people, -one.cohesion, one.text)):
        if len(found) == most:
            break
        new = fold(one.text) not in known and _may_be_a_word(one.text, rules)
        if new and not any(one.text in other.text or other.text in one.text for other in found):
            found.append(one)
    return found


def _may_be_a_word(text: str, rules: Rules) -> bool:
    """Whether the segmenter takes the text apart, though not at a negation or a word that says nothing."""
    words = [fold(text[start:end]) for start, end in cut(text, rules.segment)]
    edges = {words[0], words[-1]}
    return len(words) > 1 and not edges & rules.stops and not negations().keys() & set(words)


@lru_cache(maxsize=2)
def _strings(texts: tuple[str, ...], people: tuple[Hashable, ...]) -> tuple[Suggestion, ...]:
    """All strings that enough people said, that hold together and stand freely; remembered while words are accepted."""
    return tuple(_find(texts, people))


def _find(texts: Sequence[str], people: Sequence[Hashable]) -> Iterator[Suggestion]:
    row = characters_of(texts)
    numbers = {person: number for number, person in enumerate(dict.fromkeys(people))}
    speakers = np.array([numbers[person] for person in people], dtype=np.int64)[row.text]
    grown = _Strings(row)
    for length in range(2, LONGEST + 1):
        places, names = grown.grow(length)
        if not len(places):
            return
        strings, first, which = np.unique(names, return_index=True, return_inverse=True)
        said = np.unique(which * len(numbers) + speakers[places]) // len(numbers)
        heard = np.bincount(said, minlength=len(strings))
        held = grown.cohesion(places[first], length)
        free = np.minimum(*(_entropy(which, side) for side in grown.neighbours(places, length)))
        for string in np.flatnonzero((heard >= FEWEST_PEOPLE) & (held >= _COHESION) & (free >= _FREEDOM)):
            place = places[first[string]]
            text = "".join(map(chr, row.codes[place : place + length]))
            yield Suggestion(text, int(heard[string]), float(held[string]), float(free[string]), int(row.text[place]))


class _Strings:
    """All strings of letters, digits and Chinese characters, longer by one character at each call of `grow`."""

    def __init__(self, row: Characters) -> None:
        wordlike = row.joins & ~np.isin(row.codes, [ord(sign) for sign in _SIGNS])
        edges = np.flatnonzero(changes(wordlike) | changes(row.text))
        lengths = np.diff(edges, append=len(row.codes))
        places = np.arange(len(row.codes))
        self._codes = row.codes.astype(np.int64)
        self._room = np.where(wordlike, np.repeat(edges + lengths, lengths) - places, 0)
        self._begun = places - np.repeat(edges, lengths)
        self._names = self._codes
        self._counts = [np.where(wordlike, np.bincount(row.codes)[row.codes] if len(places) else 0, 0)]
        self._total = int(wordlike.sum())

    def grow(self, length: int) -> tuple[Ints, Ints]:
        """Where strings of this length begin, and which each is; those that cannot be common enough are left out."""
        shorter = self._counts[-1] >= FEWEST_PEOPLE
        shorter[:-1] &= shorter[1:]
        places = np.flatnonzero(shorter & (self._room >= length))
        pairs = self._names[places] * (_LAST + 1) + self._codes[places + length - 1]
        _, names, counts = np.unique(pairs, return_inverse=True, return_counts=True)
        self._names = np.full(len(self._codes), -1)
        self._names[places] = names
        often = np.zeros(len(self._codes), dtype=np.int64)
        often[places] = counts[names]
        self._counts.append(often)
        whole = (often[places] >= FEWEST_PEOPLE) & ~self._cuts_latin(places) & ~self._cuts_latin(places + length)
        return places[whole], names[whole]

    def cohesion(self, places: Ints, length: int) -> Floats:
        """How much more often the strings at these places occur than the likeliest two parts would meet, as a log."""
        parts = [
            self._counts[left - 1][places] * self._counts[length - left - 1][places + left] for left in range(1, length)
        ]
        return np.asarray(np.log(self._counts[length - 1][places] * self._total / np.max(parts, axis=0)))

    def neighbours(self, places: Ints, length: int) -> tuple[Ints, Ints]:
        """The characters before and after; the end of a piece is a neighbour that occurs once."""
        before = np.where(self._begun[places] > 0, self._codes[places - 1], _LAST + 1 + places)
        after = np.where(self._room[places] > length, np.append(self._codes, 0)[places + length], _LAST + 1 + places)
        return before, after

    def _cuts_latin(self, places: Ints) -> Flags:
        """Whether a string that begins or ends there would cut a run of Latin letters and digits."""
        codes = np.append(self._codes, _LAST)
        begun = np.append(self._begun, 0)
        return np.asarray((begun[places] > 0) & (codes[places] < 128) & (codes[places - 1] < 128))


def _entropy(which: Ints, neighbours: Ints) -> Floats:
    """The entropy (natural) of the neighbours of each string; `which` tells whose each is."""
    size = neighbours.max() + 1
    pairs, counts = np.unique(which * size + neighbours, return_counts=True)
    often = np.bincount(which)
    return np.asarray(np.log(often) - np.bincount(pairs // size, weights=counts * np.log(counts)) / often)
