"""Motivation and pain point, each alone and crossed; crowded cells are persona candidates."""

import pytest
from scipy.stats.contingency import expected_freq
from sqlmodel import select

from workbench.errors import BadInput
from workbench.storage.tables import Participant, Segment
from workbench.workflow import matrix
from workbench.workflow.matrix import group_cell, views_of


def stored(motivation, pain):
    """A result with these members of the groups of each view."""

    def view(groups):
        shown = {"stability_word": "稳定", "terms": []}
        numbered = [
            {"number": number, "name": f"{number}", "members": people, **shown}
            for number, people in enumerate(groups, start=1)
        ]
        return {"topic": "", "stability": 0.9, "stability_word": "稳定", "weak": False, "groups": numbered}

    return {"views": {"motivation": view(motivation), "pain_point": view(pain)}}


def test_everybody_who_spoke_of_a_subject_is_in_one_group_of_it(done):
    views = views_of(done.result())
    everybody = sorted(person for kind in done.kinds for person in kind)
    for view in views.values():
        assert sorted(person for group in view.groups for person in group.members) == everybody
        assert all(group.name and group.stability_word for group in view.groups)


def test_who_did_not_speak_of_a_subject_is_in_no_group_of_it(done, store, cast):
    with store.writing() as session:
        session.add(Participant(study_id=cast.study, source_key="silent", pseudonym="没说话的人"))
    again = done.again()
    assert [view.spoken for view in views_of(done.result(again)).values()] == [39, 39]


def test_views_do_not_depend_on_the_number_of_segments_and_are_not_worked_out_twice(done, monkeypatch):
    monkeypatch.setattr(matrix, "_compute", None)
    again = done.again(k=2)
    assert done.result(again)["views"] == done.result()["views"]


def test_counts_and_expected_counts_are_those_of_the_table():
    result = stored([[1, 2, 3, 4, 5], [6, 7, 8, 9]], [[1, 2, 3, 4], [5, 6, 7, 8, 9]])
    cells = matrix.matrix(result)
    assert [cell.people for cell in cells] == [4, 1, 0, 4]
    expected = expected_freq([[4, 1], [0, 4]]).ravel()
    assert [cell.expected for cell in cells] == pytest.approx(list(expected))
    assert sum(cell.expected for cell in cells) == pytest.approx(9)


def test_only_a_cell_of_three_people_that_is_clearly_beyond_chance_is_crowded():
    result = stored([[1, 2, 3, 4, 5], [6, 7, 8, 9]], [[1, 2, 3, 4], [5, 6, 7, 8, 9]])
    assert [cell.crowded for cell in matrix.matrix(result)] == [True, False, False, True]
    few = stored([[1, 2], [3, 4, 5, 6, 7, 8]], [[1, 2], [3, 4, 5, 6, 7, 8]])
    assert [cell.crowded for cell in matrix.matrix(few)] == [False, False, False, True]
    even = stored([[1, 2, 3, 4], [5, 6, 7, 8]], [[1, 2, 5, 6], [3, 4, 7, 8]])
    assert not any(cell.crowded for cell in matrix.matrix(even))


def test_a_run_without_views_has_no_matrix():
    assert matrix.matrix(None) == []
    assert matrix.matrix({"views": {}}) == []


def test_people_who_spoke_of_one_subject_only_are_in_no_cell():
    result = stored([[1, 2], [3]], [[2], [3, 4]])
    assert [cell.members for cell in matrix.matrix(result)] == [(2,), (), (), (3,)]


def test_a_cell_becomes_a_group_by_hand_named_after_both(done, store, cast):
    cell = max(matrix.matrix(done.result()), key=lambda one: one.people)
    assert cell.crowded
    made = group_cell(store, cast.owner, done.run, (cell.motivation, cell.pain))
    with store.reading() as session:
        segment = session.exec(select(Segment).where(Segment.id == made)).one()
        assert (segment.run_id, segment.name) == (None, f"{cell.motivation_name} × {cell.pain_name}")
    with pytest.raises(BadInput, match="这一格没有人"):
        group_cell(store, cast.owner, done.run, (99, 1))
