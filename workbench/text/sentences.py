"""An utterance to pieces that can be read and quoted on their own: a sentence, or two when they are short."""

import re
from collections.abc import Iterator
from functools import cache

from workbench.records.text import Lexicon, Sentence
from workbench.text.folding import fold
from workbench.text.tokens import counted_words, tokenize
from workbench.text.wordlists import words_of

_END = re.compile(r"[。！？!?…；;\n\r]+[”’」』）)】〗\"']*")
_PAUSE = re.compile(r"[，,、：:\s]+")
_SHORT = 10
_LONG = 80
_EMPTY_LENGTH = 12
_MARKS = " \t\n\r\u3000。.…！!？?~～，,、-—/\\\"'“”()（）"


def read_sentences(text: str, lexicon: Lexicon) -> list[Sentence]:
    """The sentences of an utterance with the words that count; none if it only says that there is nothing (无, /).

    Sentences of fewer than ten characters go with the next one, longer ones than 80 are parted at a pause. The spaces
    around a sentence are not part of it.

    >>> [(s.start, s.text) for s in read_sentences("续航挺好。真的！可是信号不太行，地铁里没网", Lexicon())]
    [(0, '续航挺好。真的！可是信号不太行，地铁里没网')]
    """
    if says_nothing(text):
        return []
    sentences = []
    for start, end in _spans(text):
        piece = text[start:end]
        sentences.append(Sentence(piece, start, end, counted_words(tokenize(piece, lexicon), lexicon)))
    return sentences


def says_nothing(text: str) -> bool:
    """Whether an answer says only that there is none; it counts as not given.

    >>> says_nothing("（无）"), says_nothing("无广告")
    (True, False)
    """
    said = text.strip(_MARKS)
    return len(said) <= _EMPTY_LENGTH and fold(said).strip(_MARKS) in _nothing()


@cache
def _nothing() -> frozenset[str]:
    return words_of("empty_answers") | {""}


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Places of the pieces, without the spaces around them."""
    start = 0
    for end in _ends(text):
        piece = text[start:end]
        left = len(piece) - len(piece.lstrip())
        if piece.strip():
            yield start + left, start + len(piece.rstrip())
        start = end


def _ends(text: str) -> Iterator[int]:
    """Where pieces end; the last end is the text's."""
    start = 0
    for match in [*_END.finditer(text), None]:
        end = match.end() if match else len(text)
        if match and end - start < _SHORT and "\n" not in match[0]:
            continue
        while end - start > _LONG:
            start = _pause(text, start, end)
            yield start
        yield end
        start = end


def _pause(text: str, start: int, end: int) -> int:
    """The last pause before a piece is too long, or else the place where it is."""
    pauses = [match.end() for match in _PAUSE.finditer(text, start, min(start + _LONG, end))]
    return pauses[-1] if pauses and pauses[-1] - start >= _SHORT else start + _LONG
