"""What very many texts mean, nearly: a sample is read by the encoder, the others are told from their words.

Ridge regression from words to vectors, in its dual form (Saunders, Gammerman and Vovk 1998): a text is the mean of its
words weighted by their rarity, and two words are alike as far as the encoder's own table says so, which tells something
of words that no landmark holds. What comes out is one vector a word, so that telling a text takes one sparse product.
"""

from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from workbench.records.words import WordTable
from workbench.text.meaning import LONGEST, Vectors, encode, word_vectors

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Rows: TypeAlias = Any  # scipy's sparse matrices

LANDMARKS, DIRECTIONS = 4000, 64
_FEWEST, _MOST_CHARACTERS = 1000, 300_000
_MOST_WORDS = 50_000
_PORTION, _BLOCK = 20_000, 500
_RIDGE = 1.0
_ENCODED = 0.8


def encode_many(
    texts: Sequence[str],
    words: WordTable,
    seed: int = 0,
    *,
    dimensions: int | None = DIRECTIONS,
    progress: Callable[[float], None] | None = None,
) -> Vectors:
    """Vectors of very many texts, shape (len(texts), dimensions); `words` are those of the same texts, row for row.

    Up to 4 000 distinct texts are all encoded. Of more, a sample is (of fewer when they are long) and the others are
    predicted; a text without a word that counts gives zeros. The coordinates are those on the leading directions of the
    encoded vectors, which keep distances and products, or all 512 for None. The order of the texts changes nothing.
    `progress` is called with the share done and may raise.
    """
    tell = progress or (lambda _share: None)
    digests = _digests(texts, seed)
    chosen, everything = _choose(texts, words, digests)
    true = encode([texts[row] for row in chosen], lambda share: tell(_ENCODED * share)).astype(np.float64)
    true = true @ _directions(true, dimensions)
    if everything or not len(chosen):
        vectors = np.zeros((len(texts), true.shape[1]), dtype=np.float32)
    else:
        vectors = _predict(words, chosen, true, lambda share: tell(_ENCODED + (1 - _ENCODED) * share))
    nearest = np.minimum(np.searchsorted(digests[chosen], digests), max(0, len(chosen) - 1))
    known = digests[chosen][nearest] == digests if len(chosen) else np.zeros(0, dtype=np.int64)
    vectors[known] = true[nearest[known]]
    return vectors


def _digests(texts: Sequence[str], seed: int) -> npt.NDArray[np.uint64]:
    """A number for each text that says which are the same and, being random, which are chosen; 0 for a blank one."""
    key = seed.to_bytes(16, "big")

    def digest(text: str) -> int:
        said = text[:LONGEST].encode("utf-8", "surrogatepass")
        return int.from_bytes(blake2b(said, digest_size=8, key=key).digest(), "big")

    return np.fromiter((digest(text) if text.strip() else 0 for text in texts), np.uint64, len(texts))


def _choose(texts: Sequence[str], words: WordTable, digests: npt.NDArray[np.uint64]) -> tuple[Ints, bool]:
    """The rows of the texts to encode, by rising digest, and whether these are all distinct texts that there are."""
    distinct, rows = np.unique(digests, return_index=True)
    rows = rows[distinct > 0]
    if len(rows) <= LANDMARKS:
        return rows, True
    rows = rows[np.diff(words.indptr)[rows] > 0][:LANDMARKS]
    characters = np.cumsum([min(len(texts[row]), LONGEST) for row in rows])
    return rows[: max(_FEWEST, int(np.searchsorted(characters, _MOST_CHARACTERS)))], False


def _directions(vectors: Floats, dimensions: int | None) -> Floats:
    """The leading principal axes of the vectors, columns of unit length; the larger part of each is positive."""
    if dimensions is None:
        return np.eye(vectors.shape[1])
    centred = vectors - vectors.mean(axis=0) if len(vectors) else vectors
    _, axes = np.linalg.eigh(centred.T @ centred)
    axes = axes[:, ::-1][:, :dimensions]
    return np.asarray(axes * np.where(axes.sum(axis=0) < 0, -1.0, 1.0))


def _predict(words: WordTable, chosen: Ints, true: Floats, tell: Callable[[float], None]) -> Vectors:
    """The vectors of all texts, as the words of the chosen ones tell their true vectors."""
    from scipy.linalg import solve

    rows, mean = _weighted(words), true.mean(axis=0)
    common = np.sort(np.argsort(-np.bincount(words.indices), kind="stable")[:_MOST_WORDS])
    known = word_vectors([words.vocabulary[word] for word in common])
    known -= known.mean(axis=0)
    landmarks = rows[chosen]
    alike = (landmarks[:, common] @ known).astype(np.float64)
    kernel = alike @ alike.T
    for first in range(0, len(chosen), _BLOCK):  # the whole product, being nearly full, is larger as a sparse matrix
        block = slice(first, first + _BLOCK)
        kernel[:, block] += (landmarks @ landmarks[block].T).toarray()
    kernel[np.diag_indices_from(kernel)] += _RIDGE
    weights = solve(kernel.T, true - mean, overwrite_a=True, assume_a="pos")
    tell(0.5)
    meanings = np.asarray(landmarks.T @ weights)
    meanings[common] += known @ (alike.T @ weights)
    vectors = np.zeros((words.texts, true.shape[1]), dtype=np.float32)
    spoken = np.diff(words.indptr) > 0
    for first in range(0, words.texts, _PORTION):
        portion = slice(first, first + _PORTION)
        vectors[portion] = (rows[portion] @ meanings + mean) * spoken[portion, None]
    return vectors


def _weighted(words: WordTable) -> Rows:
    """The texts as rows of unit length: each word once, weighted by its inverse document frequency."""
    from scipy.sparse import csr_matrix

    frequency = np.bincount(words.indices, minlength=len(words.vocabulary))
    weights = (np.log((1 + words.texts) / (1 + frequency)) + 1)[words.indices]
    lengths = np.sqrt(np.add.reduceat(np.append(weights**2, 0.0), words.indptr[:-1]))
    weights /= np.repeat(lengths, np.diff(words.indptr))
    return csr_matrix((weights, words.indices, words.indptr), shape=(words.texts, len(words.vocabulary)))
