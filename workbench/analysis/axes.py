"""From blocks to a few axes on which people differ in several blocks at once.

Regularized generalized canonical correlation analysis in its MAXVAR form (Kettenring 1971, Tenenhaus and Tenenhaus
2011): each block is reduced to a ridge projection on its own directions, scaled so that the strongest counts as the
block's weight; the axes are the leading eigenvectors of the sum. With an infinite ridge this is multiple factor
analysis (Escofier and Pagès 1994, each block divided by its first singular value); a small one gives the weaker
directions of a block a say when another block supports them, and that is what a group with a motivation and a pain
point of its own looks like.
"""

from collections.abc import Sequence

import numpy as np
from scipy.linalg import eigh

from workbench.analysis.blocks import Block
from workbench.analysis.evidence import Floats, Ints

_NEGLIGIBLE = 0.02
_FEWEST_DIRECTIONS = 2.5
_MOST_DIRECTIONS = 60.0
# Fewer people than that for a direction and blocks agree by chance.
_PEOPLE_A_DIRECTION = 8.0


def factors(blocks: Sequence[Block], n: int) -> Floats:
    """All blocks side by side as scaled directions, shape (n, directions); axes maximize their sum of squares."""
    alone = len({block.subject for block in blocks}) == 1
    return np.hstack([np.zeros((n, 0)), *(_directions(block, alone) for block in blocks)])


def axes(scaled: Floats, fitted: Ints, most: int) -> Floats:
    """Coordinates of all people on the `most` leading axes fitted on the people `fitted`, shape (n, most).

    Where the people fitted span fewer axes the others are zeros.
    """
    mean = scaled[fitted].mean(axis=0)
    centred = scaled - mean
    sample = centred[fitted]
    rows, columns = sample.shape
    wide = columns > rows
    gram = sample @ sample.T if wide else sample.T @ sample
    kept = min(most, *gram.shape)
    values, vectors = eigh(gram, subset_by_index=[len(gram) - kept, len(gram) - 1])
    values, vectors = np.maximum(values[::-1], 1e-12), vectors[:, ::-1]
    directions = sample.T @ vectors / np.sqrt(values) if wide else vectors
    return np.pad(centred @ directions, ((0, 0), (0, most - kept)))


def _directions(block: Block, alone: bool) -> Floats:
    """The block's principal directions, its strongest scaled to the root of the weight, the others by the ridge.

    Where no block of another subject can support a weak direction, `alone`, the ridge is infinite.
    """
    rows = block.rows
    n, columns = rows.shape
    gram = rows @ rows.T if n < columns else rows.T @ rows
    values, vectors = np.linalg.eigh(gram)
    kept = values > values[-1] * 1e-9
    values, vectors = values[kept][::-1], vectors[:, kept][:, ::-1]
    scores = vectors if n < columns else rows @ vectors / np.sqrt(values)
    shares = values if alone else values / (values + _ridge(values, block.given.sum() / _PEOPLE_A_DIRECTION))
    shares = shares / shares[0]
    strong = shares > _NEGLIGIBLE
    return np.asarray(scores[:, strong] * np.sqrt(block.weight * shares[strong]))


def _ridge(values: Floats, directions: float) -> float:
    """The ridge under which the block has so many effective directions, Σ v / (v + ridge); between 2.5 and 60."""
    wanted = min(max(_FEWEST_DIRECTIONS, directions), _MOST_DIRECTIONS, len(values) / 2)
    low, high = values[0] * 1e-6, values[0] * 1e4
    for _ in range(50):
        middle = float(np.sqrt(low * high))
        if (values / (values + middle)).sum() > wanted:
            low = middle
        else:
            high = middle
    return float(low)
