"""One division out of many of the same people."""

import numpy as np

from workbench.analysis.evidence import Floats, Ints
from workbench.analysis.kmeans import group

_STARTS = 30


def consensus(divisions: Ints, weights: Floats, k: int, rng: np.random.Generator) -> Ints:
    """The k groups of people whom the `divisions` (divisions, people) put together most often, shape (people,).

    Evidence accumulation (Fred and Jain 2005): k-means on the k leading eigenvectors of the matrix that tells how often
    two people were put together. With few people one division hangs on single answers; what many agree on does not.
    """
    together = np.hstack([np.eye(k)[division] for division in divisions]) / np.sqrt(len(divisions))
    left, strengths, _ = np.linalg.svd(together, full_matrices=False)
    places = left[:, :k] * strengths[:k]
    return np.asarray(group(places[None], weights[None], k, _STARTS, rng)[0])
