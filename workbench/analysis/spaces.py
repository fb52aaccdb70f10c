"""Statements as unit vectors: in the space of words and in the space of meaning, each fitted on some evidence.

What is fitted on some people places the statements of anybody, so that a part of a large study can stand for it.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.linalg import qr, svd
from scipy.sparse import csr_matrix

from workbench.analysis.evidence import TOPICS, Evidence, Floats
from workbench.records.evidence import Topic

_MOST_DIMENSIONS = 100
_SPARE = 10
_ITERATIONS = 5


@dataclass(frozen=True)
class Spaces:
    """The statements as unit vectors in each space there is (words, meaning), shape (statements, d).

    `fitted` places the statements of others.
    """

    words: Floats | None
    meaning: Floats | None
    fitted: "FittedSpaces"

    def all(self) -> list[Floats]:
        """Those that there are."""
        return [space for space in (self.meaning, self.words) if space is not None]


@dataclass(frozen=True)
class WordSpace:
    """Latent semantic analysis (Deerwester et al. 1990) of TF-IDF weights.

    `rarity` (vocabulary) is the inverse document frequency, `directions` (vocabulary, d) are the leading ones.
    """

    rarity: Floats
    directions: npt.NDArray[np.floating]

    def weigh(self, counts: csr_matrix) -> csr_matrix:
        """Counts to TF-IDF weights: 1 + ln(count), times rarity, rows of length 1."""
        weights = ((1 + np.log(counts.data)) * self.rarity[counts.indices]).astype(self.directions.dtype)
        filled = np.flatnonzero(np.diff(counts.indptr))
        squares = np.zeros(counts.shape[0])
        squares[filled] = np.add.reduceat(weights**2, counts.indptr[filled]) if len(filled) else 0.0
        length = np.sqrt(np.repeat(squares, np.diff(counts.indptr))).astype(weights.dtype)
        return csr_matrix((weights / length, counts.indices, counts.indptr), shape=counts.shape)

    def place(self, evidence: Evidence) -> Floats:
        """The statements of any evidence with this vocabulary."""
        return unit(np.asarray(self.weigh(evidence.statements.counts) @ self.directions))


@dataclass(frozen=True)
class MeaningSpace:
    """Sentence vectors less the mean of their topic: what all statements on it share does not tell people apart."""

    means: Mapping[Topic, Floats]

    def place(self, evidence: Evidence) -> Floats:
        """The statements of any evidence; one without a letter (emoji, numbers) has no meaning to group by."""
        vectors = _vectors(evidence)
        for topic in evidence.topics():
            vectors[evidence.of_topic(topic)] -= self.means.get(topic, 0.0)
        vectors[_wordless(evidence)] = 0.0
        return unit(vectors)


@dataclass(frozen=True)
class FittedSpaces:
    """The spaces there are; `place` puts the statements of any evidence into them."""

    words: WordSpace | None
    meaning: MeaningSpace | None

    def place(self, evidence: Evidence) -> Spaces:
        """Unit vectors of the statements of any evidence with the vocabulary that was fitted."""
        words, meaning = (None if space is None else space.place(evidence) for space in (self.words, self.meaning))
        return Spaces(words, meaning, self)

    def small(self) -> "FittedSpaces":
        """The same in single precision, for placing very many."""
        if self.words is None:
            return self
        return replace(self, words=replace(self.words, directions=self.words.directions.astype(np.float32)))


def build_spaces(evidence: Evidence, seed: int) -> Spaces:
    """The spaces of this evidence, its statements in them: words where any count, meaning where there are vectors."""
    return FittedSpaces(_fit_words(evidence, seed), _fit_meaning(evidence)).place(evidence)


def _fit_words(evidence: Evidence, seed: int) -> WordSpace | None:
    """What a person said on a topic is one document. 3.5 √n dimensions, at most 100: few people support few."""
    statements = evidence.statements
    if not statements.counts.nnz:
        return None
    _, document = np.unique(statements.persons * len(TOPICS) + statements.topics, return_inverse=True)
    size = len(statements)
    gather = csr_matrix((np.ones(size), (document, np.arange(size))), shape=(document.max() + 1, size))
    documents = csr_matrix(gather @ statements.counts)
    documents.sort_indices()
    often = np.bincount(documents.indices, minlength=documents.shape[1])
    rarity = np.log((1 + documents.shape[0]) / (1 + often)) + 1
    weighed = WordSpace(rarity, np.zeros((0, 0))).weigh(documents)
    dimensions = min(_MOST_DIMENSIONS, round(3.5 * math.sqrt(len(evidence.people))), *weighed.shape)
    return WordSpace(rarity, _leading(weighed, dimensions, seed))


def _leading(matrix: csr_matrix, dimensions: int, seed: int) -> Floats:
    """The leading right singular vectors, shape (columns, dimensions), by a randomized search (Halko et al. 2011)."""
    rng = np.random.default_rng(seed)
    base = rng.normal(size=(matrix.shape[1], min(dimensions + _SPARE, *matrix.shape)))
    for _ in range(_ITERATIONS):
        base = qr(matrix.T @ (matrix @ base), mode="economic")[0]
    _, _, turned = svd(matrix @ base, full_matrices=False)
    return np.asarray(base @ turned[:dimensions].T)


def _fit_meaning(evidence: Evidence) -> MeaningSpace | None:
    if evidence.vectors is None or not len(evidence.vectors):
        return None
    vectors, worded = _vectors(evidence), ~_wordless(evidence)
    means = {}
    for topic in evidence.topics():
        said = evidence.of_topic(topic)
        if worded[said].any():
            means[topic] = vectors[said[worded[said]]].mean(axis=0)
    return MeaningSpace(means)


def _vectors(evidence: Evidence) -> Floats:
    return np.asarray(evidence.vectors, dtype=np.float64)


def _wordless(evidence: Evidence) -> npt.NDArray[np.bool_]:
    return np.array([not any(map(str.isalpha, text)) for text in evidence.statements.texts], dtype=bool)


def unit(rows: Floats) -> Floats:
    """Rows of length 1; rows of zeros stay."""
    length = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]  # much quicker than `norm` along an axis
    return np.asarray(rows / np.where(length > 1e-9, length, 1.0))
