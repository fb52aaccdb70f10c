"""Letters on a chart: how wide a text is, cut or broken into lines where it finds no room."""

import re

HEADING, TEXT, SMALL, TINY = 16, 13, 12, 11
# What is not taken apart at the end of a line: a Latin word, or a character with the punctuation that belongs to it.
_PIECE = re.compile(r"[“《（「]*(?:[!-~]+|.)[，。；：！？、”》）」·… ]*")


def text_width(text: str, size: float = TEXT) -> float:
    """About how wide a text is; a Chinese character is a square, others half of one.

    >>> text_width("云 a", 10)
    21.2
    """
    return round(sum(size if ord(letter) > 0x2E7F else size * 0.56 for letter in text), 1)


def clipped(text: str, room: float, size: float = TEXT) -> str:
    """As much of a text as there is room for.

    >>> clipped("每日任务太多", 60, 12)
    '每日任务…'
    """
    if text_width(text, size) <= room:
        return text
    while text and text_width(text, size) > room - size:
        text = text[:-1]
    return f"{text.rstrip(' ·')}…"


def wrapped(text: str, room: float, size: float = TEXT) -> list[str]:
    """A text in lines of `room` pixels; words of Latin letters stay together, and punctuation stays where it belongs.

    >>> wrapped("从“任务”到“红点”", 48, 12)
    ['从“任', '务”到', '“红点”']
    """
    found, line = [], ""
    for piece in _PIECE.findall(text):
        if line and text_width((line + piece).rstrip(), size) > room:
            found.append(line.rstrip())
            line = ""
        line += piece
    return [*found, line.rstrip()]


def stacked(name: str, room: float, size: float = SMALL, most: int = 4) -> list[str]:
    """A segment's name, words with dots between, in lines that part the words first; at most `most` lines.

    >>> stacked("每日任务 · 红点 · 上班", 70, 12)
    ['每日任务', '红点 · 上班']
    """
    found: list[str] = []
    for term in name.split(" · "):
        if found and text_width(longer := f"{found[-1]} · {term}", size) <= room:
            found[-1] = longer
        else:
            found += _even(term, room, size)
    return found if len(found) <= most else [*found[: most - 1], clipped("".join(found[most - 1 :]), room, size)]


def _even(text: str, room: float, size: float) -> list[str]:
    """In as few lines as there is need of, all of about the same length: 匹配|太久, not 匹配太|久."""
    found = wrapped(text, room, size)
    while room > size and len(narrower := wrapped(text, room - 4, size)) == len(found):
        found, room = narrower, room - 4
    return found
