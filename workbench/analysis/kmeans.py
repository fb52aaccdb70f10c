"""k-means on many weightings of the same people at once: resamples differ in who counts."""

import numpy as np
import numpy.typing as npt

from workbench.analysis.evidence import Ints, Reals

_ITERATIONS = 100
_STILL = 0.01  # when no larger share of the people moves, their groups are found; of fewer than 100 nobody may
_CELLS = 300_000  # of one array of distances, so that a batch stays in the processor's cache


def group(points: Reals, weights: Reals, k: int, starts: int, rng: np.random.Generator) -> Ints:
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


def _group(points: Reals, weights: Reals, k: int, starts: int, rng: np.random.Generator) -> Ints:
    """All starts of one batch side by side; weightings of which no start changes its groups are left alone."""
    batch, people, size = points.shape
    weights = np.asarray(weights, dtype=points.dtype)
    centres = _seed(points, weights, k, starts, rng).reshape(batch, starts, k, size)
    groups = np.full((batch, starts, people), -1, dtype=np.int16)
    inertia = np.zeros((batch, starts))
    active = np.arange(batch)
    for _ in range(_ITERATIONS):
        seen, counted = points[active], weights[active]
        nearest, least = _nearest(_distances(seen, centres[active]))
        inertia[active] = (least @ counted[:, :, None])[:, :, 0]
        moved = ((nearest != groups[active]).sum(axis=-1) > people * _STILL).any(axis=1)
        groups[active] = nearest
        active = active[moved]
        if not len(active):
            break
        centres[active] = _means(seen[moved], counted[moved], nearest[moved], centres[active])
    return np.asarray(groups[np.arange(batch), inertia.argmin(axis=1)], dtype=np.int64)


def _distances(points: Reals, centres: Reals) -> Reals:
    """Squared distances of people to centres, less each person's own square: shape (weightings, starts, k, people)."""
    batch, starts, k, size = centres.shape
    products = centres.reshape(batch, starts * k, size) @ points.transpose(0, 2, 1)
    products *= -2
    products += (centres**2).sum(axis=-1).reshape(batch, starts * k, 1)
    return products.reshape(batch, starts, k, -1)


def _nearest(distances: Reals) -> tuple[npt.NDArray[np.int16], Reals]:
    """Which distance is least, and it, shape (…, people); `argmin` across memory takes eight times as long."""
    least = distances[:, :, 0].copy()
    nearest: npt.NDArray[np.int16] = np.zeros(least.shape, dtype=np.int16)
    for group in range(1, distances.shape[2]):
        closer = distances[:, :, group] < least
        np.maximum(nearest, closer * np.int16(group), out=nearest)  # a number that comes later is larger
        np.minimum(least, distances[:, :, group], out=least)
    return nearest, least


def _means(points: Reals, weights: Reals, groups: npt.NDArray[np.int16], centres: Reals) -> Reals:
    """The weighted mean of each group; an empty group keeps its centre."""
    batch, starts, k, _ = centres.shape
    inside = (groups[:, :, None] == np.arange(k, dtype=np.int16)[:, None]).astype(points.dtype)
    inside = inside.reshape(batch, starts * k, -1)
    sums = (inside @ (points * weights[:, :, None])).reshape(centres.shape)
    total = (inside @ weights[:, :, None]).reshape(batch, starts, k, 1)
    return np.where(total > 0, sums / np.maximum(total, 1e-12), centres)


def _seed(points: Reals, weights: Reals, k: int, starts: int, rng: np.random.Generator) -> Reals:
    """First centres, shape (weightings · starts, k, axes), drawn by the squared distance to those drawn before."""
    batch, people, size = points.shape
    squares = (points**2).sum(axis=-1)[:, None]
    centres = np.empty((batch, starts, k, size), dtype=points.dtype)
    chances = np.broadcast_to(weights[:, None], (batch, starts, people))
    distances = np.full((batch, starts, people), np.inf, dtype=points.dtype)
    for number in range(k):
        sums = np.cumsum(chances, axis=-1)
        drawn = (sums <= rng.random((batch, starts, 1)) * sums[..., -1:]).sum(axis=-1)
        centre = points[np.arange(batch)[:, None], np.minimum(drawn, people - 1)]
        centres[:, :, number] = centre
        distances = np.minimum(distances, np.maximum(squares + _distances(points, centre[:, :, None])[:, :, 0], 0.0))
        chances = distances * weights[:, None]
    return centres.reshape(batch * starts, k, size)
