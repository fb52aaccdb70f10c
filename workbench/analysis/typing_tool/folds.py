"""Who is held out when: folds that depend on the people and the seed alone."""

import numpy as np

from workbench.analysis.evidence import Ints

FEW_PEOPLE = 200


def spread_over_folds(labels: Ints, count: int, seed: int) -> Ints:
    """The fold (from 0) of each person, every segment spread evenly over at most `count` folds."""
    shuffle = np.random.default_rng(seed)
    folds, start = np.empty(len(labels), dtype=np.int64), 0
    for label in np.unique(labels):
        people = shuffle.permutation(np.flatnonzero(labels == label))
        folds[people] = (np.arange(len(people)) + start) % count
        start += len(people)
    return folds


def fold_count(labels: Ints, most: int) -> int:
    """As many folds as the smallest segment has people, at most `most`, at least two."""
    return max(2, min(most, int(np.bincount(labels).min())))
