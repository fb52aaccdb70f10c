"""Measures of stability against independent references."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from workbench.analysis.stability import agreement, certainty, jaccard, prediction_strength, rand_index, silhouette

LABELS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=40)


def clusterboot(groups, regrouped, inside, k):
    """Hennig's clusterboot with sets, as one would write it from the paper."""
    similarities = {group: [] for group in range(k)}
    for drawn, others in zip(inside, regrouped, strict=True):
        people = {person for person, is_in in enumerate(drawn) if is_in}
        for group in range(k):
            mine = {person for person in people if groups[person] == group}
            if mine:
                theirs = [{person for person in people if others[person] == other} for other in range(k)]
                similarities[group].append(max(len(mine & t) / len(mine | t) for t in theirs))
    return [float(np.mean(similarities[group])) if similarities[group] else 0.0 for group in range(k)]


@pytest.mark.parametrize("seed", range(5))
def test_jaccard_is_that_of_clusterboot_on_the_same_resamples(seed):
    rng = np.random.default_rng(seed)
    groups, regrouped = rng.integers(0, 4, 50), rng.integers(0, 4, (20, 50))
    inside = rng.random((20, 50)) < 0.63
    found = jaccard(groups, regrouped, inside, 4)
    assert found == pytest.approx(clusterboot(groups, regrouped, inside, 4), abs=1e-9)


@given(LABELS)
def test_the_rand_index_is_the_reference_s(pairs):
    one, other = (np.array(labels) for labels in zip(*pairs, strict=True))
    assert rand_index(one, other, 4) == pytest.approx(adjusted_rand_score(one, other), abs=1e-9)


def test_groups_that_come_out_again_agree_whatever_they_are_called():
    groups = np.repeat([0, 1, 2], 10)
    renamed = np.array([2, 0, 1])[groups]
    assert agreement(np.stack([groups, renamed, groups]), 3) == 1
    assert jaccard(groups, renamed[None], np.ones((1, 30), dtype=bool), 3).tolist() == [1, 1, 1]


def test_prediction_strength_is_the_worst_group_s_share_of_pairs_kept():
    # Six people in each half; the second grouping keeps one of the three pairs of the first half's second group.
    inside = np.array([[True] * 6 + [False] * 6, [False] * 6 + [True] * 6])
    first = np.array([0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1])
    second = np.array([0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 1])
    assert prediction_strength(np.stack([first, second]), inside, 2) == pytest.approx((1 / 3 + 1) / 2)
    assert prediction_strength(np.stack([first, first]), inside, 2) == 1


def test_certainty_is_the_share_of_resamples_that_keep_a_person():
    groups = np.repeat([0, 1], 5)
    moved = groups.copy()
    moved[4] = 1
    known = np.ones(10, dtype=bool)
    found = certainty(groups, np.stack([1 - groups, moved, groups, moved]), known, 2)
    assert found.tolist() == [1, 1, 1, 1, 0.5, 1, 1, 1, 1, 1]


def test_a_single_group_has_no_silhouette():
    assert silhouette(np.eye(3), np.zeros(3, dtype=int)) == 0
    assert silhouette(np.eye(4)[[0, 0, 1, 1]], np.array([0, 0, 1, 1])) == 1
