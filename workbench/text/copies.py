"""Texts that are nearly the same: an answer that was passed on, changed in a word and handed in again."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import ceil

from workbench.text.folding import fold, squeeze

ALIKE = 0.7  # of all pieces of both texts, the share that both have (Jaccard): one word in a sentence may differ
SHORTEST = 10  # letters; what is shorter two people may well say by chance
_LONGEST = 2_000  # letters that are looked at
_MOST_COMPARED = 20


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
    for place, text in enumerate(texts):
        if len(letters := _letters(text)) >= SHORTEST:
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
        self._with: dict[tuple[str, int], list[int]] = defaultdict(list)

    def first_like(self, pieces: frozenset[str], place: int) -> int:
        """The place of the first text that these pieces are like; their own where there is none."""
        size = len(pieces)
        rare = sorted(pieces, key=self._rank.__getitem__)[: size - ceil(ALIKE * size) + 1]
        seen: set[int] = set()
        sizes = range(ceil(ALIKE * size), int(size / ALIKE) + 1)
        for first in (one for piece in rare for other in sizes for one in self._with.get((piece, other), ())):
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
            self._with[piece, size].append(place)
        return place


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, squeeze(fold(text[:_LONGEST]))))


def _pieces(letters: str) -> frozenset[str]:
    return frozenset(map("".join, zip(letters, letters[1:], letters[2:], strict=False)))
