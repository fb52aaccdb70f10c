"""What members ticked is counted beside everybody."""

import numpy as np

from workbench.analysis.profile import profiles

INSIDE = np.array([True, True, True, False, False, False])


def counts(values):
    [found] = profiles({"题": values}, [INSIDE])
    return [(c.answer, c.said, c.of, c.said_in_all, c.of_all) for c in found]


def test_answers_that_set_members_apart_come_first():
    assert counts(["甲", "甲", "乙", "乙", "乙", "乙"]) == [("甲", 2, 3, 2, 6), ("乙", 1, 3, 4, 6)]


def test_who_did_not_answer_is_not_counted():
    assert counts([3.0, None, 3.0, None, 3.0, 1.0]) == [("3", 2, 2, 3, 4)]


def test_a_multiple_choice_counts_each_choice_once_a_person():
    assert counts([["甲", "乙"], ["甲", "甲"], [], ["乙"], ["乙"], None])[0] == ("甲", 2, 2, 2, 4)


def test_many_numbers_are_counted_in_ranges():
    [found] = profiles({"年龄": list(map(float, range(40)))}, [np.arange(40) >= 20])
    assert [(c.answer, c.said, c.of, c.of_all) for c in found] == [("19.5–29.25", 10, 20, 40), ("29.25–39", 10, 20, 40)]
