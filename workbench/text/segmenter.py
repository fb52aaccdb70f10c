"""jieba behind one door: the same algorithm and dictionary in Rust (rjieba) or, the reference, in Python (jieba).

Both are loaded at the first text. Where they differ, it is in runs of Latin letters, digits and signs: rjieba leaves
Wi-Fi and 3-4 whole, jieba makes three words of each.
"""

import logging
import re
import threading
import warnings
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, TypeAlias

from workbench.records.text import Engine
from workbench.text.folding import LONGEST_RUN

Segment: TypeAlias = Callable[[str], list[str]]

# jieba ends a word at any other character, so that the pieces between them can be cut one by one. Its Viterbi copies
# its path at every character that is in no dictionary word, which is quadratic in the length of a piece. rjieba would
# join rare characters (㐀) as well: the engines are given nothing but pieces.
JOINABLE = "\u4e00-\u9fd5A-Za-z0-9+#&._%-"
LONGEST_PIECE = 300
_PIECE = re.compile(rf"([{JOINABLE}]{{1,{LONGEST_PIECE}}})|[^{JOINABLE}]+")
_loading = threading.Lock()


@cache
def default_engine() -> Engine:
    """The engine in use: rjieba, or jieba where it cannot be imported."""
    try:
        import rjieba  # noqa: F401
    except ImportError:
        return Engine.JIEBA
    return Engine.RJIEBA


def segmenter(engine: Engine, words: tuple[str, ...]) -> Segment:
    """What makes words of a piece without changing a character; `words` are kept together.

    Where rjieba is wanted and missing, jieba does it.
    """
    with _loading:
        return _segmenter(Engine.JIEBA if default_engine() is Engine.JIEBA else engine, words)


def cut(text: str, segment: Segment) -> Iterator[tuple[int, int]]:
    """Start and end of every word and sign of `text`, in order, without gaps; time is linear in its length."""
    short, places = _shorten(text)
    for piece in _PIECE.finditer(short):
        position = piece.start()
        for word in segment(piece[0]) if piece[1] else piece[0]:
            end = position + len(word)
            yield places[position], places[end]
            position = end


@lru_cache(maxsize=4)
def _segmenter(engine: Engine, words: tuple[str, ...]) -> Segment:
    if engine is Engine.JIEBA:
        return _reference(words)
    import rjieba

    if not words:
        return rjieba.cut  # its own instance: another would load the dictionary again
    quick = rjieba.Jieba()
    for word in words:
        quick.add_word(word, None, None)
    return quick.cut


def _reference(words: tuple[str, ...]) -> Segment:
    shipped = _dictionary()
    if not words:
        return shipped.lcut  # type: ignore[no-any-return]
    tokenizer = type(shipped)()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = dict(shipped.FREQ), shipped.total, True
    for word in words:
        tokenizer.add_word(word)
    return tokenizer.lcut  # type: ignore[no-any-return]


@cache
def _dictionary() -> Any:
    """The shipped dictionary. jieba's own loading trusts a cache in the temporary folder, where anybody may write."""
    with warnings.catch_warnings():
        # jieba 0.42.1 has invalid escapes in its source and probes pkg_resources; it will not be mended upstream.
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def _shorten(text: str) -> tuple[str, list[int]]:
    """The text with runs of one character cut short, and the place in `text` of each character left (and of the end).

    >>> _shorten("哈哈哈哈哈哈好")
    ('哈哈哈哈好', [0, 1, 2, 3, 6, 7])
    """
    run, kept = 0, [0] if text else []
    for index, (before, character) in enumerate(pairwise(text), start=1):
        run = run + 1 if character == before else 0
        if run < LONGEST_RUN:
            kept.append(index)
    return "".join(text[index] for index in kept), [*kept, len(text)]
