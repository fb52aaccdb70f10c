"""Who must stay together does, in every grouping; who must not does not; without bonds nothing changes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.analysis.samples import study
from workbench.analysis import kmeans
from workbench.analysis.bonds import Bonds, build_bonds
from workbench.records.analysis import Plan, Verdict
from workbench.workflow.segment_people import segment_people

QUICK = {"meaning": False, "resamples": 20}


def found(people, **plan):
    return segment_people(people, Plan(**QUICK, **plan))


def cloud(seed, people=30, axes=3):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(2, people, axes)), rng.random((2, people))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 5), st.lists(st.integers(0, 29), min_size=2, max_size=12, unique=True))
def test_a_bloc_is_never_torn_and_its_pair_is_never_joined(seed, k, chosen):
    half = len(chosen) // 2
    blocs = tuple(np.array(sorted(part)) for part in (chosen[:half], chosen[half:]))
    points, weights = cloud(seed)
    groups = Bonds(blocs, ((0, 1),)).group(points, weights, k, 3, np.random.default_rng(seed))
    for row in groups:
        first, second = ({int(row[person]) for person in bloc} for bloc in blocs)
        assert len(first) == len(second) == 1
        assert first != second
        assert set(row.tolist()) <= set(range(k + 1))


def test_drawing_a_bloc_together_changes_the_sum_of_squares_by_a_constant():
    """So that k-means finds the best grouping of those that keep the bloc whole."""
    points, weights = cloud(3)
    bloc = np.array([0, 4, 9])
    drawn = Bonds((bloc,)).draw_together(points, weights)

    def squares(places, centre):
        return float((weights[0, bloc] * ((places[0, bloc] - centre) ** 2).sum(axis=1)).sum())

    rng = np.random.default_rng(1)
    differences = [squares(points, centre) - squares(drawn, centre) for centre in rng.normal(size=(20, 3))]
    assert np.ptp(differences) < 1e-9


def test_without_bonds_the_groups_are_those_of_k_means_to_the_bit():
    points, weights = cloud(5)
    bound = Bonds().group(points, weights, 3, 4, np.random.default_rng(0))
    assert (bound == kmeans.group(points, weights, 3, 4, np.random.default_rng(0))).all()


def test_a_bloc_of_which_nobody_was_drawn_stays_whole():
    points, weights = cloud(7)
    bloc = np.array([1, 2, 3])
    weights[:, bloc] = 0.0
    groups = Bonds((bloc,)).group(points, weights, 3, 4, np.random.default_rng(0))
    assert all(len(set(row[bloc].tolist())) == 1 for row in groups)


def test_who_is_no_longer_there_is_left_out_of_the_bonds():
    bonds = build_bonds(Plan(together=(("a", "gone"), ("gone",)), apart=((0, 1),)), ["a", "b"])
    assert [bloc.tolist() for bloc in bonds.blocs] == [[0]]
    assert bonds.apart == ()


def test_people_of_two_kinds_stay_together_when_a_plan_says_so():
    people, _ = study(48)
    odd = (people[0].id, people[1].id, people[2].id)
    for k in (3, None):
        places = found(people, k=k, together=(odd,)).assignments
        assert len({places[one] for one in odd}) == 1
        assert places[odd[0]] is not None


def test_people_of_one_kind_are_kept_apart_and_the_reader_is_told_of_the_extra_segment():
    people, kinds = study(120, purity=1.0)
    one, other = [person.id for person, kind in zip(people, kinds, strict=True) if kind == 0][:2]
    parted = found(people, k=4, together=((one,), (other,)), apart=((0, 1),))
    assert parted.assignments[one] != parted.assignments[other]
    assert parted.k == 5
    assert "多分出 1 群" in " ".join(map(str, parted.notes))


def test_bonds_make_no_segments_where_there_are_none():
    people, _ = study(60, seed=4, purity=0.0)
    bond = ((people[0].id, people[1].id),)
    loose = found(people, together=bond)
    assert loose.verdict is Verdict.NONE
    assert "研究者判断已计入" in " ".join(map(str, loose.notes))
    assert found(people, k=3, together=bond).verdict is not Verdict.NONE


def test_the_same_bonds_give_the_same_result_whatever_the_order_of_people():
    people, _ = study(40)
    bond = ((people[0].id, people[9].id), (people[5].id, people[6].id))
    plan = {"k": 3, "together": bond, "apart": ((0, 1),)}
    assert found(people, **plan) == found(people[::-1], **plan)


@pytest.mark.parametrize("k", [2, 5, None])
def test_everybody_in_one_bloc_is_one_segment_or_none(k):
    people, _ = study(24)
    everybody = found(people, k=k, together=(tuple(person.id for person in people),))
    assert len({segment for segment in everybody.assignments.values()}) == 1
