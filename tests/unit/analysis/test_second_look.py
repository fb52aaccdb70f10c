"""A second look puts people where what they said belongs, and leaves alone what it may not move."""

import numpy as np
import pytest

from tests.unit.analysis.samples import study
from workbench.analysis import divide, prepare
from workbench.analysis.second_look import View, look_again
from workbench.analysis.stability import rand_index
from workbench.records.analysis import Plan
from workbench.workflow.segment_people import read_evidence

PEOPLE = 300
NOBODY = np.zeros(PEOPLE, dtype=bool)
EVERYBODY = np.ones((1, PEOPLE), dtype=bool)


@pytest.fixture(scope="module")
def truth():
    return np.random.default_rng(1).integers(0, 3, PEOPLE)


@pytest.fixture(scope="module")
def views(truth):
    """Two subjects; of each everybody says two things, one of four of which belongs to any group."""
    rng = np.random.default_rng(2)
    made = []
    for _ in range(2):
        owners = np.repeat(np.arange(PEOPLE), 2)
        topics = np.where(rng.random(2 * PEOPLE) < 0.25, rng.integers(0, 3, 2 * PEOPLE), truth[owners])
        rows = np.eye(3, 10)[topics] + rng.normal(size=(2 * PEOPLE, 10)) * 0.15
        made.append(View(rows - rows.mean(axis=0), owners, 1.0))
    return tuple(made)


def blurred(truth, seed=3, share=0.25):
    rng = np.random.default_rng(seed)
    return np.where(rng.random(PEOPLE) < share, rng.integers(0, 3, PEOPLE), truth)


def test_people_in_the_wrong_group_are_put_right(views, truth):
    before = blurred(truth)
    after = look_again(views, before[None], EVERYBODY, NOBODY)[0]
    assert rand_index(truth, before, 3) < 0.65
    assert rand_index(truth, after, 3) > 0.85


def test_whoever_is_held_stays(views, truth):
    before, held = blurred(truth), np.arange(PEOPLE) < 100
    after = look_again(views, before[None], EVERYBODY, held)[0]
    assert np.array_equal(after[held], before[held])
    assert rand_index(truth[~held], after[~held], 3) > 0.85


def test_only_people_inside_teach(views, truth):
    inside = np.random.default_rng(4).random((1, PEOPLE)) < 0.6
    before = blurred(truth, share=0.0)
    nonsense = np.where(inside[0], before, 0)
    after = look_again(views, nonsense[None], inside, NOBODY)[0]
    assert rand_index(truth[~inside[0]], after[~inside[0]], 3) > 0.85


def test_divisions_are_looked_at_one_by_one(views, truth):
    divisions = np.stack([blurred(truth, seed) for seed in (5, 6)])
    inside = np.random.default_rng(7).random((2, PEOPLE)) < 0.7
    both = look_again(views, divisions, inside, NOBODY)
    apart = [look_again(views, divisions[[row]], inside[[row]], NOBODY)[0] for row in (0, 1)]
    assert all(rand_index(one, other, 3) > 0.98 for one, other in zip(both, apart, strict=True))


def test_a_group_without_members_stays_empty(views, truth):
    after = look_again(views, np.where(truth == 2, 3, truth)[None], EVERYBODY, NOBODY)[0]
    assert set(after.tolist()) == {0, 1, 3}


def test_without_views_nothing_is_changed(truth):
    assert np.array_equal(look_again((), truth[None], EVERYBODY, NOBODY), truth[None])


def test_a_subject_that_counts_nothing_has_no_say():
    evidence = read_evidence(study(120, purity=0.9)[0], Plan(meaning=False))
    prepared = prepare(evidence, Plan(meaning=False, resamples=10, weights={"closed": 0, "motivation": 0}))
    assert [view.weight for view in prepared.ground.views] == [1.0]
    assert divide(prepared, Plan(k=4, meaning=False, resamples=10)).k == 4
