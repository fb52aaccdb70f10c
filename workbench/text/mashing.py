"""Answers that were hammered into the keyboard (乱敲) or are one piece over and over (重复字符).

The whole answer is looked at: a laugh inside a sentence is a laugh.
"""

import re
import zlib
from itertools import pairwise

SHORTEST = 5  # letters and digits; 哈哈 is an answer
LONGEST_PIECE, FEWEST_TIMES = 4, 4  # of a piece over and over; 还行还行 is emphasis
LONG, DENSEST = 200, 0.1  # letters; bytes after compression to bytes before: of prose a third stays or more
ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
BESIDE = 0.7  # share of neighbouring letters that are neighbouring keys
FEWEST_CONSONANTS = 7
# What the keys asdf become when Chinese is typed with them. Each character can be read in one way only: otherwise a
# text that fits up to its last letter takes exponential time.
_HAMMERED = re.compile("(?:阿斯顿发?|阿斯蒂芬|啊手动阀?|手动阀|阿萨德[发飞]?|阿迪斯发?|撒旦发|撒地方|奥德赛发|[asdf])+")
_PIECES = re.compile(rf"(.{{1,{LONGEST_PIECE}}}?)\1+")


def is_mashed(text: str) -> bool:
    """Whether a text is one short piece over and over, a row of keys, or consonants alone.

    >>> [is_mashed(one) for one in ("长" * 99, "哈哈哈哈哈", "asdfasdf", "qwertyui", "阿斯顿发阿斯顿发", "sdkfjhgk")]
    [True, True, True, True, True, True]
    >>> [is_mashed(one) for one in ("哈哈", "还行还行", "power", "太卡了，哈哈哈哈哈", "12306", "iPhone 15", "html")]
    [False, False, False, False, False, False, False]
    """
    letters = "".join(filter(str.isalnum, text.lower()))
    if len(letters) < SHORTEST:
        return False
    return _over_and_over(letters) or bool(_HAMMERED.fullmatch(letters)) or _keys(letters) or _consonants(letters)


def _over_and_over(letters: str) -> bool:
    """A long text that is nothing but repetition may begin and end otherwise."""
    found = _PIECES.fullmatch(letters)
    if found:
        piece, times = found[1], len(letters) // len(found[1])
        return len(piece) == 1 or times >= FEWEST_TIMES or (piece.isascii() and len(piece) == LONGEST_PIECE)
    raw = letters.encode()
    return len(letters) >= LONG and len(zlib.compress(raw)) < DENSEST * len(raw)


def _keys(letters: str) -> bool:
    """A run along one row of the keyboard; of digits only where the run is all there is."""
    row = next((row for row in ROWS if set(letters) <= set(row)), "")
    if not row:
        return False
    beside = [abs(row.index(one) - row.index(other)) == 1 for one, other in pairwise(letters)]
    return all(beside) if row.startswith("1") else len(letters) > SHORTEST and sum(beside) >= BESIDE * len(beside)


def _consonants(letters: str) -> bool:
    return (
        len(letters) >= FEWEST_CONSONANTS
        and letters.isascii()
        and letters.isalpha()
        and not set(letters) & set("aeiouy")
    )
