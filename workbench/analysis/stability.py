"""How well groups hold: whether the same ones come out when other people are drawn."""

import numpy as np

from workbench.analysis.evidence import Flags, Floats, Ints

_SILHOUETTE_PEOPLE = 1000


def table(one: Ints, other: Ints, k: int) -> Floats:
    """How many people are in each pair of groups, shape (k, k)."""
    return np.bincount(one * k + other, minlength=k * k).reshape(k, k).astype(float)


def jaccard(groups: Ints, regrouped: Ints, inside: Flags, k: int) -> Floats:
    """Mean over resamples of each group's Jaccard similarity to its nearest (clusterboot, Hennig 2007), shape (k,).

    `groups` (people) is judged by `regrouped` (resamples, people) among the people `inside` each resample. A group that
    nobody of a resample belongs to says nothing there.
    """
    similarities = np.full((len(regrouped), k), np.nan)
    for row, (drawn, others) in enumerate(zip(inside, regrouped, strict=True)):
        both = table(groups[drawn], others[drawn], k)
        present = both.sum(axis=1) > 0
        similarities[row, present] = _similarity(both).max(axis=1)[present]
    seen = ~np.isnan(similarities)
    return np.asarray(np.where(seen, similarities, 0.0).sum(axis=0) / np.maximum(seen.sum(axis=0), 1))


def rand_index(one: Ints, other: Ints, k: int) -> float:
    """Adjusted Rand index (Hubert and Arabie 1985): 1 the same groups, 0 as alike as by chance."""
    both = table(one, other, k)

    def pairs(counts: Floats) -> float:
        return float((counts * (counts - 1)).sum() / 2)

    together, first, second = pairs(both), pairs(both.sum(axis=1)), pairs(both.sum(axis=0))
    expected = first * second / max(pairs(np.array([float(len(one))])), 1.0)
    best = (first + second) / 2
    return 1.0 if best == expected else (together - expected) / (best - expected)


def agreement(regrouped: Ints, k: int) -> float:
    """Mean adjusted Rand index of each resample's groups with the next one's."""
    return float(np.mean([rand_index(*pair, k) for pair in zip(regrouped, np.roll(regrouped, 1, axis=0), strict=True)]))


def prediction_strength(regrouped: Ints, inside: Flags, k: int) -> float:
    """Of the pairs in a half's group, the share that the other half's grouping keeps together.

    Tibshirani and Walther (2005): the least over the groups of a half, the mean over halves. `regrouped` and `inside`
    hold each half followed by its other.
    """
    strengths = []
    for first in range(0, len(regrouped), 2):
        for mine, others in ((first, first + 1), (first + 1, first)):
            half = inside[mine]
            both = table(regrouped[mine][half], regrouped[others][half], k)
            sizes = both.sum(axis=1)
            kept = (both * (both - 1)).sum(axis=1) / np.maximum(sizes * (sizes - 1), 1.0)
            strengths.append(kept[sizes > 1].min(initial=1.0) if (sizes > 1).any() else 0.0)
    return float(np.mean(strengths))


def silhouette(places: Floats, groups: Ints) -> float:
    """Mean silhouette (Rousseeuw 1987), of 1 000 people drawn if there are more; 0 for a single group."""
    if len(groups) > _SILHOUETTE_PEOPLE:
        drawn = np.random.default_rng(0).choice(len(groups), _SILHOUETTE_PEOPLE, replace=False)
        places, groups = places[drawn], groups[drawn]
    names, mine = np.unique(groups, return_inverse=True)
    if not 1 < len(names) < len(groups):
        return 0.0
    squares = (places**2).sum(axis=1)
    distances = np.sqrt(np.maximum(squares[:, None] + squares - 2 * places @ places.T, 0.0))
    np.fill_diagonal(distances, 0.0)
    inside = np.eye(len(names))[mine]
    sizes, sums, rows = inside.sum(axis=0), distances @ inside, np.arange(len(groups))
    own = sums[rows, mine] / np.maximum(sizes[mine] - 1, 1)
    sums[rows, mine] = np.inf
    other = (sums / sizes).min(axis=1)
    widths = (other - own) / np.maximum(np.maximum(own, other), 1e-12)
    return float(np.where(sizes[mine] > 1, widths, 0.0).mean())


def certainty(groups: Ints, regrouped: Ints, known: Flags, k: int) -> Floats:
    """In what share of resamples each person falls into the group that is nearest to theirs, shape (people,).

    Only those `known` decide which group of a resample is nearest.
    """
    kept = np.zeros(len(groups))
    for others in regrouped:
        nearest = _similarity(table(groups[known], others[known], k)).argmax(axis=1)
        kept += nearest[groups] == others
    return np.asarray(kept / len(regrouped))


def _similarity(both: Floats) -> Floats:
    """Jaccard similarity of each pair of groups in a table of counts."""
    either = both.sum(axis=1, keepdims=True) + both.sum(axis=0, keepdims=True) - both
    return np.asarray(both / np.maximum(either, 1.0))
