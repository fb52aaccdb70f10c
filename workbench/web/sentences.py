"""An utterance cut into sentences for the reader to tick; every character belongs to exactly one."""

import re
from typing import NamedTuple

_END = re.compile(r"[^。！？!?\n；;]*(?:[。！？!?\n；;]+[”’」』）)]*|$)")


class Sentence(NamedTuple):
    """A piece of an utterance; offsets are code points, half-open."""

    start: int
    end: int
    text: str


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text.

    >>> [one.text for one in sentences("太肝了！真的。不玩了")]
    ['太肝了！', '真的。', '不玩了']
    """
    found = [Sentence(m.start(), m.end(), m.group()) for m in _END.finditer(text)]
    return [one for one in found if one.text]
