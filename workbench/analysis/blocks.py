"""People as rows of numbers, one block for each kind of evidence: words, meaning, closed answers.

A block is centred over those who gave this evidence. Who gave none has a row of zeros, the mean: a missing answer
speaks for no segment and is not an answer "nothing".
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.utils.extmath import randomized_svd

from workbench.analysis.evidence import Evidence, Flags, Floats, Ints
from workbench.records.analysis import CLOSED, ClosedValue, Plan
from workbench.records.evidence import Topic

WEIGHTS = {Topic.MOTIVATION: 1.0, Topic.PAIN_POINT: 1.0, Topic.BEHAVIOUR: 0.5, Topic.CONTEXT: 0.5, CLOSED: 0.5}
_MOST_DIMENSIONS = 100
_MOST_CHOICES = 30


@dataclass(frozen=True)
class Block:
    """`rows` (people, columns) about a `subject`; `given` (people) tells who gave it, `weight` how much it counts."""

    subject: str
    rows: Floats
    given: Flags
    weight: float


@dataclass(frozen=True)
class Spaces:
    """The statements as unit vectors in each space there is (words, meaning), shape (statements, d)."""

    words: Floats | None
    meaning: Floats | None

    def all(self) -> list[Floats]:
        """Those that there are."""
        return [space for space in (self.meaning, self.words) if space is not None]


def build_spaces(evidence: Evidence, seed: int) -> Spaces:
    """Statements in the space of words and in the space of meaning."""
    return Spaces(words=_word_space(evidence, seed), meaning=_meaning_space(evidence))


def build_blocks(evidence: Evidence, spaces: Spaces, plan: Plan) -> list[Block]:
    """The blocks that form the segments; those of weight 0 and those that say the same of everybody are left out."""
    blocks, owners, n = [], evidence.owners(), len(evidence.people)
    for topic in evidence.topics():
        chosen = evidence.of_topic(topic)
        for space in spaces.all():
            rows, given = _by_person(space[chosen], owners[chosen], n)
            blocks.append(Block(topic, rows, given, plan.weights.get(topic, WEIGHTS.get(topic, 0.0))))
    blocks.append(_closed_block(evidence, plan.weights.get(CLOSED, WEIGHTS[CLOSED])))
    return [block for block in blocks if block.weight > 0 and np.abs(block.rows).max(initial=0.0) > 1e-9]


def _by_person(vectors: Floats, owners: Ints, n: int) -> tuple[Floats, Flags]:
    """The mean direction of each person's statements, centred."""
    sums = np.zeros((n, vectors.shape[1]))
    np.add.at(sums, owners, vectors)
    rows = _unit(sums)
    given = np.linalg.norm(rows, axis=1) > 0
    rows[given] -= rows[given].mean(axis=0) if given.any() else 0.0
    return rows, given


def _word_space(evidence: Evidence, seed: int) -> Floats | None:
    """Latent semantic analysis (Deerwester et al. 1990) of TF-IDF weights, all topics together.

    What a person said on a topic is one document. 3.5 √n dimensions, at most 100: few people support few.
    """
    statements = evidence.statements
    documents: dict[tuple[int, Topic], list[str]] = {}
    for statement in statements:
        documents.setdefault((statement.person, statement.topic), []).extend(statement.words)
    if not any(documents.values()):
        return None
    weigh = TfidfVectorizer(analyzer=_as_given, sublinear_tf=True)
    matrix = weigh.fit_transform(documents.values())
    dimensions = min(_MOST_DIMENSIONS, round(3.5 * math.sqrt(len(evidence.people))), *matrix.shape)
    _, _, directions = randomized_svd(matrix, dimensions, random_state=seed)
    folded: csr_matrix = weigh.transform([statement.words for statement in statements])
    return _unit(np.asarray(folded @ directions.T))


def _as_given(words: Sequence[str]) -> Sequence[str]:
    return words


def _meaning_space(evidence: Evidence) -> Floats | None:
    """Sentence vectors centred by topic: what all statements on a topic share does not tell people apart.

    A statement without a letter (emoji, numbers) has no meaning to group by.
    """
    if evidence.vectors is None or not len(evidence.vectors):
        return None
    vectors = evidence.vectors.astype(np.float64)
    wordless = np.array([not any(map(str.isalpha, statement.text)) for statement in evidence.statements])
    for topic in evidence.topics():
        chosen = evidence.of_topic(topic)
        worded = chosen[~wordless[chosen]]
        if len(worded):
            vectors[worded] -= vectors[worded].mean(axis=0)
    vectors[wordless] = 0.0
    return _unit(vectors)


def _closed_block(evidence: Evidence, weight: float) -> Block:
    """All closed answers together: numbers standardized, choices as indicators divided by the root of their share."""
    n = len(evidence.people)
    columns, given = [np.zeros((n, 0))], np.zeros(n, dtype=bool)
    for values in evidence.closed.values():
        answered = np.array([value is not None for value in values], dtype=bool)
        if answered.any():
            given |= answered
            columns.append(_question(values, answered))
    return Block(CLOSED, np.hstack(columns), given, weight)


def _question(values: Sequence[ClosedValue], answered: Flags) -> Floats:
    """One closed question, all its columns together of variance 1 or less, zeros where there is no answer."""
    if all(value is None or isinstance(value, float | int) for value in values):
        columns = np.array([[0.0 if value is None else float(value)] for value in values])  # type: ignore[arg-type]
    else:
        chosen = [_choices(value) for value in values]
        counts = Counter(choice for choices in chosen for choice in choices)
        common = [choice for choice, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST_CHOICES]]
        columns = np.array([[choice in choices for choice in common] for choices in chosen], dtype=float)
        columns /= np.sqrt(np.array([counts[choice] for choice in common]) / answered.sum())
    columns[answered] -= columns[answered].mean(axis=0)
    columns[~answered] = 0.0
    spread = np.sqrt((columns[answered] ** 2).sum(axis=1).mean())
    return np.asarray(columns / spread if spread > 1e-9 else columns * 0.0)


def _choices(value: ClosedValue) -> frozenset[str]:
    if isinstance(value, list):
        return frozenset(value)
    return frozenset() if value is None else frozenset([f"{value:g}" if isinstance(value, float | int) else value])


def _unit(rows: Floats) -> Floats:
    """Rows of length 1; rows of zeros stay."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(length > 1e-9, length, 1.0))
