"""jieba behind one door: a tokenizer for each set of study words, in linear time on any input."""

import logging
import re
import threading
import warnings
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

with warnings.catch_warnings():
    # jieba 0.42.1 has invalid escapes in its source and probes pkg_resources; it will not be mended upstream.
    warnings.simplefilter("ignore")
    import jieba

jieba.setLogLevel(logging.WARNING)

# jieba ends a word at any other character, so that pieces between them can be cut one by one. Its Viterbi copies its
# path at every character that is in no dictionary word, which is quadratic in the length of a piece.
_PIECE = re.compile(r"[\u4e00-\u9fd5A-Za-z0-9+#&._%-]{1,300}|[^\u4e00-\u9fd5A-Za-z0-9+#&._%-]+")
_LONGEST_RUN = 4
_loading = threading.Lock()


@lru_cache(maxsize=1)
def _dictionary() -> jieba.Tokenizer:
    """The shipped dictionary. jieba's own loading trusts a cache in the temporary folder, where anybody may write."""
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


@lru_cache(maxsize=4)
def _tokenizer(words: tuple[str, ...]) -> jieba.Tokenizer:
    shipped = _dictionary()
    if not words:
        return shipped
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = dict(shipped.FREQ), shipped.total, True
    for word in words:
        tokenizer.add_word(word)
    return tokenizer


def cut(text: str, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Start and end of every piece that jieba makes of `text`, in order, without gaps; `words` are kept together."""
    with _loading:
        tokenizer = _tokenizer(words)
    short, places = _shorten(text)
    for piece in _PIECE.finditer(short):
        position = piece.start()
        for word in tokenizer.cut(piece[0]):
            end = position + len(word)
            yield places[position], places[end]
            position = end


def _shorten(text: str) -> tuple[str, list[int]]:
    """The text with runs of one character cut short, and the place in `text` of each character left (and of the end).

    >>> _shorten("哈哈哈哈哈哈好")
    ('哈哈哈哈好', [0, 1, 2, 3, 6, 7])
    """
    run, kept = 0, [0] if text else []
    for index, (before, character) in enumerate(pairwise(text), start=1):
        run = run + 1 if character == before else 0
        if run < _LONGEST_RUN:
            kept.append(index)
    return "".join(text[index] for index in kept), [*kept, len(text)]
