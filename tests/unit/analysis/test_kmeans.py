"""k-means on weightings is as good as the reference; many divisions make one."""

import numpy as np
import pytest
from sklearn.cluster import KMeans

from workbench.analysis.consensus import consensus
from workbench.analysis.ground import Ground
from workbench.analysis.kmeans import group
from workbench.analysis.stability import rand_index


@pytest.fixture
def points():
    rng = np.random.default_rng(5)
    return np.concatenate([rng.normal(size=(40, 3)) + centre for centre in np.eye(3) * 6])


def inertia(points, groups):
    return sum(((points[groups == g] - points[groups == g].mean(axis=0)) ** 2).sum() for g in set(groups))


@pytest.mark.parametrize("k", [2, 3, 5])
def test_the_division_is_as_tight_as_the_reference(points, k):
    groups = group(points[None], np.ones((1, 120)), k, 20, np.random.default_rng(0))[0]
    reference = KMeans(k, n_init=20, random_state=0).fit(points)
    assert inertia(points, groups) <= reference.inertia_ * 1.001


def test_people_of_no_weight_are_placed_but_move_nothing(points):
    weights = np.ones((1, 120))
    weights[0, 80:] = 0
    groups = group(points[None], weights, 2, 20, np.random.default_rng(0))[0]
    alone = group(points[None, :80], weights[:, :80], 2, 20, np.random.default_rng(0))[0]
    assert np.array_equal(groups[:80] == groups[0], alone == alone[0])


def test_each_weighting_is_its_own_problem(points):
    weights = np.ones((2, 120))
    weights[1, 40:80] = 0
    groups = group(np.stack([points, points]), weights, 2, 20, np.random.default_rng(0))
    assert len(set(groups[1][:40])) == len(set(groups[1][80:])) == 1
    assert groups[1][0] != groups[1][80]


def test_fewer_different_people_than_groups_leave_groups_empty():
    points = np.repeat(np.eye(2), 5, axis=0)
    groups = group(points[None], np.ones((1, 10)), 4, 5, np.random.default_rng(0))[0]
    assert len(set(groups[:5])) == len(set(groups[5:])) == 1
    assert groups[0] != groups[5]


def test_the_same_seed_gives_the_same_groups(points):
    weights = np.ones((1, 120))
    one, other = (group(points[None], weights, 6, 3, np.random.default_rng(7)) for _ in range(2))
    assert np.array_equal(one, other)


def test_the_consensus_is_what_most_divisions_put_together():
    truth = np.repeat([0, 1, 2], 8)
    rng = np.random.default_rng(2)
    divisions = np.stack(
        [np.where(rng.random(24) < 0.2, rng.integers(0, 3, 24), rng.permutation(3)[truth]) for _ in range(60)]
    )
    found = consensus(divisions, Ground(np.zeros((24, 1)), np.ones(24)), 3, rng)
    assert rand_index(truth, found, 3) == 1
