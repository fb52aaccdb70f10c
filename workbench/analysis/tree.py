"""Who is joined with whom first: average linkage, for a tree to look at. It forms no segments."""

from collections.abc import Sequence

from scipy.cluster.hierarchy import linkage


def average_linkage(points: Sequence[Sequence[float]]) -> list[tuple[int, int, float]]:
    """The joins of `points` (n, dimensions) in order: which two, at which mean Euclidean distance of their points.

    Points count from 0, the first join makes number n (UPGMA, Sokal and Michener 1958).

    >>> average_linkage([[0.0, 0.0], [0.0, 1.0], [5.0, 0.0]])
    [(0, 1, 1.0), (2, 3, 5.0495)]
    """
    if len(points) < 2:
        return []
    return [(int(one), int(other), round(float(distance), 4)) for one, other, distance, _ in linkage(points, "average")]
