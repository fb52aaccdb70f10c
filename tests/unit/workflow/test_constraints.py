"""Decisions become bonds of the next run; where they contradict each other the newer one holds."""

from workbench.storage.tables import SegmentDecision
from workbench.workflow.constraints import constraints


def decided(*decisions):
    """The bonds of (kind, groups…), oldest first, numbered from 1."""
    rows = [
        SegmentDecision(id=number, study_id=1, kind=kind, groups=[list(group) for group in groups], reason="")
        for number, (kind, *groups) in enumerate(decisions, start=1)
    ]
    return constraints(rows)


def together(found):
    return [[int(person) for person in group] for group in found.together]


def test_who_was_merged_stays_together():
    assert together(decided(("merge", [3, 1, 2]))) == [[1, 2, 3]]


def test_the_sides_of_a_split_stay_together_and_apart():
    found = decided(("split", [1, 2], [3]))
    assert together(found) == [[1, 2], [3]]
    assert found.apart == ((0, 1),)


def test_people_pinned_to_one_segment_are_one_group_through_its_anchors():
    assert together(decided(("pin", [9], [1, 2, 3]), ("move", [8], [1, 2, 3]))) == [[1, 2, 3, 8, 9]]


def test_a_move_to_no_segment_binds_nothing_and_ends_an_earlier_pin():
    found = decided(("pin", [9], [1, 2]), ("move", [9]))
    assert (together(found), found.followed) == ([], ())


def test_who_moved_later_leaves_the_group_that_was_merged_before():
    found = decided(("merge", [1, 2, 3, 9]), ("move", [9], [5, 6]))
    assert together(found) == [[1, 2, 3], [5, 6, 9]]
    assert found.followed == (1, 2)


def test_who_moved_to_the_other_side_of_a_split_is_with_that_side():
    found = decided(("split", [1, 2, 3], [4, 5, 6]), ("move", [3], [4, 5]))
    assert together(found) == [[1, 2], [3, 4, 5, 6]]
    assert found.apart == ((0, 1),)


def test_a_newer_split_overrules_an_older_merge():
    found = decided(("merge", [1, 2, 3, 4]), ("split", [1, 2], [3, 4]))
    assert together(found) == [[1, 2], [3, 4]]
    assert (found.followed, found.overruled) == ((2,), (1,))


def test_a_newer_merge_overrules_an_older_split():
    found = decided(("split", [1, 2], [3, 4]), ("merge", [1, 2, 3, 4]))
    assert (together(found), found.apart) == ([[1, 2, 3, 4]], ())
    assert found.overruled == (1,)


def test_a_side_of_a_split_that_is_merged_elsewhere_stays_apart_from_the_other():
    found = decided(("split", [1, 2], [3, 4]), ("merge", [1, 2, 7, 8]))
    assert together(found) == [[1, 2, 7, 8], [3, 4]]
    assert found.apart == ((0, 1),)


def test_groups_that_people_left_by_deletion_bind_only_those_who_are_there():
    found = decided(("split", [], [3]), ("pin", [], [1, 2]), ("merge", []))
    assert together(found) == [[3]]
    assert found.apart == ()
