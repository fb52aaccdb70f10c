"""k-means on many weightings of the same people at once: resamples differ in who counts."""

import numpy as np

from workbench.analysis.evidence import Floats, Ints

_ITERATIONS = 100
_CELLS = 300_000  # of one array of distances, so that a batch stays in the processor's cache


def group(points: Floats, weights: Floats, k: int, starts: int, rng: np.random.Generator) -> Ints:
    """Groups 0 to k - 1 of all people under each weighting, shape (weightings, people).

    `points` has shape (weightings, people, axes), `weights` (weightings, people). People of weight 0 do not move
    centres and are put where the nearest is. The best of `starts` by inertia: Lloyd (1982) from k-means++ (Arthur and
    Vassilvitskii 2007).
    """
    batch = max(1, _CELLS // (points.shape[1] * k * starts))
    parts = [
        _group(points[first : first + batch], weights[first : first + batch], k, starts, rng)
        for first in range(0, len(points), batch)
    ]
    return np.concatenate(parts)


def _group(points: Floats, weights: Floats, k: int, starts: int, rng: np.random.Generator) -> Ints:
    """All starts of one batch side by side; those whose groups no longer change are left alone."""
    batch, people, _ = points.shape
    centres = _seed(points, weights, k, starts, rng)
    weighting = np.repeat(np.arange(batch), starts)
    groups = np.full((len(centres), people), -1, dtype=np.int64)
    inertia = np.zeros(len(centres))
    active = np.arange(len(centres))
    for _ in range(_ITERATIONS):
        seen, counted = points[weighting[active]], weights[weighting[active]]
        distances = _distances(seen, centres[active])
        nearest = distances.argmin(axis=1)
        inertia[active] = (distances.min(axis=1) * counted).sum(axis=-1)
        moved = (nearest != groups[active]).any(axis=1)
        groups[active] = nearest
        active = active[moved]
        if not len(active):
            break
        centres[active] = _means(seen[moved], counted[moved], nearest[moved], centres[active])
    best = inertia.reshape(batch, starts).argmin(axis=1)
    return np.asarray(groups.reshape(batch, starts, people)[np.arange(batch), best])


def _distances(points: Floats, centres: Floats) -> Floats:
    """Squared distances of people to centres, less each person's own square: shape (…, k, people)."""
    products = centres @ points.transpose(0, 2, 1)
    return np.asarray((centres**2).sum(axis=-1)[..., None] - 2 * products)


def _means(points: Floats, weights: Floats, groups: Ints, centres: Floats) -> Floats:
    """The weighted mean of each group; an empty group keeps its centre."""
    inside = (groups[:, None] == np.arange(centres.shape[1])[:, None]) * weights[:, None]
    total = inside.sum(axis=-1)[..., None]
    return np.where(total > 0, (inside @ points) / np.maximum(total, 1e-12), centres)


def _seed(points: Floats, weights: Floats, k: int, starts: int, rng: np.random.Generator) -> Floats:
    """First centres, shape (weightings · starts, k, axes), drawn by the squared distance to those drawn before."""
    batch, people, size = points.shape
    squares = (points**2).sum(axis=-1)[:, None]
    centres = np.empty((batch, starts, k, size))
    chances = np.broadcast_to(weights[:, None], (batch, starts, people))
    distances = np.full((batch, starts, people), np.inf)
    for number in range(k):
        sums = np.cumsum(chances, axis=-1)
        drawn = (sums <= rng.random((batch, starts, 1)) * sums[..., -1:]).sum(axis=-1)
        centre = points[np.arange(batch)[:, None], np.minimum(drawn, people - 1)]
        centres[:, :, number] = centre
        distances = np.minimum(distances, np.maximum(squares + _distances(points, centre), 0.0))
        chances = distances * weights[:, None]
    return centres.reshape(batch * starts, k, size)
