"""One division out of many of the same people."""

import numpy as np

from workbench.analysis.evidence import Ints
from workbench.analysis.ground import Ground

_STARTS = 30


def consensus(divisions: Ints, ground: Ground, k: int, rng: np.random.Generator) -> Ints:
    """The k groups of people whom the `divisions` (divisions, people) put together most often, shape (people,).

    Evidence accumulation (Fred and Jain 2005): k-means on the k leading eigenvectors of the matrix that tells how often
    two people were put together. With few people one division hangs on single answers; what many agree on does not.
    """
    most = max(k, int(divisions.max()) + 1)
    together = np.hstack([np.eye(most)[division] for division in divisions]) / np.sqrt(len(divisions))
    left, strengths, _ = np.linalg.svd(together, full_matrices=False)
    places = left[:, :k] * strengths[:k]
    return np.asarray(ground.bonds.group(places[None], ground.given[None], k, _STARTS, rng)[0])
