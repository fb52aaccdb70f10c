"""Texts that are nearly the same: an answer that was passed on, changed in a word and handed in again."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from workbench.text.folding import fold, squeeze

ALIKE = 0.7  # of all pieces of both texts, the share that both have (Jaccard): one word in a sentence may differ
SHORTEST = 10  # letters; what is shorter two people may well say by chance
_LONGEST = 2_000  # letters that are looked at
_MOST_COMPARED = 20
_NO_LETTERS = re.compile(r"[\W_]+")


def near_copies(texts: Sequence[str]) -> list[list[int]]:
    """Groups of places at which nearly the same stands, each of two or more, in order; short texts are in none.

    Texts are alike when seven tenths of their pieces of three letters are shared; blanks, marks, case and width do not
    count. Each text is compared with the first of each group alone, and only with those that have one of its rarest
    pieces, as two alike must (Bayardo, Ma and Srikant 2007), so that ten thousand texts take no longer than reading
    them a few times.

    >>> near_copies(["每天上线三次，先做日常任务", "好玩", "每天上线三次 先做日常任务！", "只在周末和朋友一起玩两局"])
    [[0, 2]]
    """
    same: dict[str, list[int]] = defaultdict(list)
    looked_at = [text[:_LONGEST] for text in texts]
    # Of thousands of texts each character is folded once, not each time that it occurs.
    folded = {ord(character): fold(character) for character in set().union(*looked_at)}
    for place, text in enumerate(looked_at):
        if len(letters := _NO_LETTERS.sub("", squeeze(text.translate(folded)))) >= SHORTEST:
            same[letters].append(place)
    pieces = {letters: _pieces(letters) for letters in same}
    groups = _Groups(pieces.values())
    found: dict[int, list[int]] = defaultdict(list)
    for letters, places in same.items():
        found[groups.first_like(pieces[letters], places[0])] += places
    return [sorted(places) for places in found.values() if len(places) > 1]


class _Groups:
    """The first text of each group, found by its rarest pieces."""

    def __init__(self, every: Iterable[frozenset[str]]) -> None:
        counts = Counter(piece for pieces in every for piece in pieces)
        self._rank = {piece: rank for rank, (piece, _) in enumerate(reversed(counts.most_common()))}
        self._firsts: dict[int, frozenset[str]] = {}
        self._with: dict[str, dict[int, list[int]]] = {}

    def first_like(self, pieces: frozenset[str], place: int) -> int:
        """The place of the first text that these pieces are like; their own where there is none."""
        size = len(pieces)
        rare = sorted(pieces, key=self._rank.__getitem__)[: size - ceil(ALIKE * size) + 1]
        seen: set[int] = set()
        for first in self._with_one_of(rare, range(ceil(ALIKE * size), int(size / ALIKE) + 1)):
            if first in seen:
                continue
            shared = len(pieces & self._firsts[first])
            if shared >= ALIKE * (size + len(self._firsts[first]) - shared):
                return first
            seen.add(first)
            if len(seen) == _MOST_COMPARED:
                break
        self._firsts[place] = pieces
        for piece in rare:
            self._with.setdefault(piece, {}).setdefault(size, []).append(place)
        return place

    def _with_one_of(self, rare: Sequence[str], sizes: range) -> Iterator[int]:
        """The firsts that have one of these pieces and are of such a size that they may be alike, again and again."""
        for by_size in (self._with[piece] for piece in rare if piece in self._with):
            for size in sorted(size for size in by_size if size in sizes):
                yield from by_size[size]


def _pieces(letters: str) -> frozenset[str]:
    return frozenset(map("".join, zip(letters, letters[1:], letters[2:], strict=False)))
