"""Text into lines of known width, before any renderer sees it: what does not fit is known here, never on the wall.

Widths are the advances of the fonts that print. Lines obey 避头尾: no closing mark starts a line, no opening mark ends
one; a Latin word or a number is broken only where it is wider than the line. A space costs nothing to break at, so in a
title it says where the line may end.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate, zip_longest
from typing import NamedTuple

from PIL import ImageFont

from workbench import settings
from workbench.errors import N_, RenderingFailed

POINT = 25.4 / 72
_EM = 1000
_EMOJI = 1.3
# A skin tone that follows no emoji is drawn with a dotted circle.
_LONE_TONE = 2.3
_MOST_ACCENTS = 3
# Pango rounds advances to 1/1024 point; this much of each line stays free.
_SLACK = 0.004

_CLOSING = frozenset("，。、；：？！…—·～”’）》」』】〕〉％‰℃,.!?;:)]}%°")
_PAUSES = frozenset(" ，。、；？！…—·”’）》」』,.!?;)")
_PARTICLES = frozenset("的地得了着过们吗呢吧啊嘛啦呀")
_OPENING = frozenset("“‘（《「『【〔〈([{￥$")
_JOINER = "\u200d"
_MODIFIERS = re.compile("[\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\u200d]")
_INVISIBLE = re.compile("[\u200d\ufe00-\ufe0f]")
_TONE = re.compile("[\U0001f3fb-\U0001f3ff]")
_REGIONAL = re.compile("[\U0001f1e6-\U0001f1ff]")

# Cuts a text into words, so that lines end between them; `list` cuts into characters.
Words = Callable[[str], Iterable[str]]


class Face(StrEnum):
    """A font file by its name."""

    SANS = "NotoSansSC-Regular"
    BOLD = "NotoSansSC-Bold"
    SERIF = "NotoSerifSC-Regular"


class Slot(NamedTuple):
    """A place on the page in mm, the face and the sizes (points, largest first) that a text in it may take."""

    left: float
    top: float
    width: float
    height: float
    face: Face = Face.SANS
    sizes: tuple[float, ...] = ()
    leading: float = 1.5

    def lines(self, size: float) -> int:
        """How many lines of `size` points fit."""
        return max(1, int(self.height / (size * POINT * self.leading) + 1e-6))


class FittedText(NamedTuple):
    """Lines that fit their slot at `size` points; `complete` is false where the end had to be cut."""

    lines: tuple[str, ...]
    size: float
    complete: bool = True


def printable(text: str) -> str:
    """`text` on one line, without controls, lone surrogates, marks that turn the direction, and towers of accents."""
    shown, accents = "", 0
    for char in text:
        category = unicodedata.category(char)
        accents = accents + 1 if category in ("Mn", "Me") else 0
        if char.isspace():
            shown += " "
        elif accents <= _MOST_ACCENTS and (char == _JOINER or category not in ("Cc", "Cf", "Cs")):
            shown += char
    return re.sub(" +", " ", shown).strip()


def fit(text: str, slot: Slot, *, suffix: str = "", words: Words = list) -> FittedText:
    """`text` and `suffix` at the largest size of the slot at which they fit; else cut with … before the suffix."""
    text = printable(text)
    for size in slot.sizes:
        lines = break_lines(text + suffix, slot.face, slot.width / (size * POINT), slot.lines(size), words)
        if lines:
            return FittedText(lines, size)
    width = slot.width / (size * POINT)
    room = width * slot.lines(size)
    advances = accumulate(_width(cluster, slot.face) for cluster in _clusters(text))
    kept = [cluster for cluster, reached in zip(_clusters(text), advances, strict=True) if reached <= room]
    while not (lines := break_lines("".join(kept) + "…" + suffix, slot.face, width, slot.lines(size), words)):
        kept.pop()
    return FittedText(lines, size, complete=False)


def break_lines(text: str, face: Face, width: float, most: int, words: Words = list) -> tuple[str, ...]:
    """At most `most` lines of at most `width` em, as few and as equally long as possible; empty when it cannot be.

    Of all ways to break, the one with the smallest sum of squared gaps and tolls wins (Knuth and Plass 1981, without
    stretching); the toll keeps words whole and ends lines at a pause where that costs little.
    """
    room = width * (1 - _SLACK)
    if _width(text, face) > most * room:
        return ()
    units = [piece for unit in _units(text) for piece in _pieces(unit, face, room)]
    tolls = _tolls(units, _word_ends(text, words(text)) if most > 1 else set())
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]  # lines, cost and first unit of the last line, up to each unit
    for end in range(1, len(units) + 1):
        ways = []
        for start in range(end - 1, -1, -1):
            gap = 1 - _width("".join(units[start:end]).strip(), face) / room
            if gap < 0:
                break
            ways.append((best[start][0] + 1, best[start][1] + gap**2 + tolls[end - 1], start))
        best.append(min(ways))
    return _traced(units, best) if best[-1][0] <= most else ()


def _word_ends(text: str, words: Iterable[str]) -> set[int]:
    """Positions at which a word ends or begins; words may leave out spaces and punctuation between them."""
    ends, place = set(), 0
    for word in words:
        start = text.find(word, place)
        if start >= 0:
            place = start + len(word)
            ends |= {start, place}
    return ends


def _tolls(units: list[str], word_ends: set[int]) -> list[float]:
    """What it costs to end a line after each unit, in squared lines."""
    unit_ends = list(accumulate(len(unit) for unit in units))
    tolls = []
    for unit, following, end in zip_longest(units, units[1:], unit_ends, fillvalue=""):
        if not following or unit[-1] in _PAUSES:
            tolls.append(0.0)
        else:
            tolls.append(0.2 + 0.4 * (end not in word_ends) + 0.2 * (following[0] in _PARTICLES))
    return tolls


def _traced(units: list[str], best: list[tuple[int, float, int]]) -> tuple[str, ...]:
    lines, end = [], len(units)
    while end:
        start = best[end][2]
        lines.append("".join(units[start:end]).strip())
        end = start
    return tuple(reversed(lines)) or ("",)


def _pieces(unit: str, face: Face, room: float) -> list[str]:
    """The unit itself, or pieces of it where it is wider than a line."""
    pieces = [""]
    clusters = _clusters(unit)
    for cluster in clusters if max(_width(cluster, face) for cluster in clusters) <= room else unit:
        if pieces[-1] and _width(pieces[-1] + cluster, face) > room:
            pieces.append("")
        pieces[-1] += cluster
    return pieces


def _units(text: str) -> Iterable[str]:
    """What may not be broken: a Latin word, a number, a character with the marks that cling to it."""
    unit = ""
    for cluster in _clusters(text):
        if unit and (
            cluster[0] in _CLOSING or unit[-1] in _OPENING or (_is_narrow(unit[-1]) and _is_narrow(cluster[0]))
        ):
            unit += cluster
            continue
        if unit:
            yield unit
        unit = cluster
    if unit:
        yield unit


def _clusters(text: str) -> list[str]:
    """Characters as a reader counts them: an emoji with its modifiers and a letter with its accents are one."""
    clusters: list[str] = []
    for char in text:
        follows = bool(clusters) and (
            unicodedata.category(char).startswith("M")
            or _MODIFIERS.match(char)
            or clusters[-1].endswith(_JOINER)
            or (_REGIONAL.match(char) and len(clusters[-1]) == 1 and _REGIONAL.match(clusters[-1]))
        )
        if follows:
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def _is_narrow(char: str) -> bool:
    return char != " " and char not in _CLOSING and unicodedata.east_asian_width(char) in ("Na", "N", "H")


def _width(text: str, face: Face) -> float:
    return sum(_advance(char, face) for char in text)


@lru_cache(maxsize=20_000)
def _advance(char: str, face: Face) -> float:
    """Width in em; of what the emoji font may draw, the most that it takes."""
    if _INVISIBLE.match(char):
        return 0.0
    if _TONE.match(char):
        return _LONE_TONE
    measured = _font(face).getlength(char) / _EM
    return max(measured, _EMOJI) if unicodedata.category(char) == "So" else measured


@lru_cache(maxsize=len(Face))
def _font(face: Face) -> ImageFont.FreeTypeFont:
    file = settings.FONTS / f"{face}.ttf"
    try:
        return ImageFont.truetype(str(file), _EM, layout_engine=ImageFont.Layout.BASIC)
    except OSError as error:
        raise RenderingFailed(
            N_("排版用的字体没有安装：%(fonts)s。"), N_("请运行 make setup 后重试。"), fonts=file.name
        ) from error
