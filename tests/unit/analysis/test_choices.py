"""Closed answers side by side: every question is described, and only what did not form the groups is tested."""

import numpy as np
import pytest

from workbench.analysis.choices import contrast_answers, shared_answers, shared_words

HERE = np.array([True] * 6 + [False] * 6)
CLOSED = {
    "设备": ["手机"] * 5 + ["电脑"] + ["手机"] + ["电脑"] * 4 + [None],
    "时段": [["睡前", "通勤"]] * 4 + [["睡前"]] * 2 + [["睡前"]] * 5 + [[]],
    "难度": [5.0, 4.0, 5.0, 4.0, 5.0, None, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0],
}


def found(closed=CLOSED, there=~HERE, **choices):
    return contrast_answers(closed, HERE, there, **choices)


def by_question(contrasts):
    return {(one.question, one.answers[0].answer if len(one.answers) == 1 else ""): one for one in contrasts}


def test_a_choice_is_counted_on_both_sides_among_those_who_answered():
    phone, computer = by_question(found())["设备", ""].answers
    assert (phone.answer, phone.said, phone.of, phone.said_elsewhere, phone.of_elsewhere) == ("手机", 5, 6, 1, 5)
    assert phone.difference == pytest.approx(5 / 6 - 1 / 5)
    assert phone.interval[0] < phone.difference < phone.interval[1]
    assert computer.difference == pytest.approx(-phone.difference)


def test_a_choice_has_cramers_v_and_a_scale_hedges_g_and_cliffs_delta():
    contrasts = by_question(found())
    choice, scale = contrasts["设备", ""], contrasts["难度", ""]
    # Expected here 6 · 6/11 and 6 · 5/11: χ² = (5 - 36/11)² · (11/36 + 11/30 + 11/30 + 11/25).
    chi = (5 - 36 / 11) ** 2 * (11 / 36 + 11 / 30 + 11 / 30 + 11 / 25)
    assert choice.v == pytest.approx((chi / 11) ** 0.5)
    assert choice.g is None
    assert (scale.v, scale.delta) == (None, 1.0)
    assert scale.interval[0] < scale.g < scale.interval[1]


def test_answers_that_may_be_ticked_together_are_a_question_each():
    contrasts = by_question(found())
    commute, bed = contrasts["时段", "通勤"], contrasts["时段", "睡前"]
    assert (commute.answers[0].said, commute.answers[0].said_elsewhere) == (4, 0)
    assert (bed.answers[0].said, bed.answers[0].of, bed.p) == (6, 6, None), "all ticked it: nothing to test"


def test_the_largest_difference_comes_first():
    assert [one.question for one in found()] == ["难度", "时段", "设备", "时段"]


def test_p_values_are_corrected_for_all_questions_that_are_tested():
    tested = sorted((one for one in found() if one.p is not None), key=lambda one: one.p)
    ps = [one.p for one in tested]
    # Three tests: each p times 3/rank, and none below that of a larger p.
    assert tested[0].q == pytest.approx(min(3 * ps[0], 3 / 2 * ps[1], ps[2]))
    assert all(one.q >= one.p for one in tested)


def test_what_formed_the_groups_is_described_and_never_tested():
    contrasts = by_question(found(untested={"难度"}))
    scale, choice = contrasts["难度", ""], contrasts["设备", ""]
    assert scale.g is not None
    assert (scale.p, scale.q) == (None, None)
    assert choice.p is not None
    assert choice.q < by_question(found())["设备", ""].q + 1e-9 or choice.q >= choice.p


def test_nothing_is_tested_where_somebody_is_on_both_sides():
    everybody = np.full(12, True)
    assert {one.p for one in found(there=everybody)} == {None}


def test_a_question_that_one_side_left_out_is_not_compared():
    assert found({"设备": ["手机"] * 6 + [None] * 6}) == []
    assert found(there=np.full(12, False)) == []


def test_many_numbers_are_described_in_ranges():
    [age] = found({"年龄": [float(year) for year in range(20, 32)]})
    assert len(age.answers) == 4
    assert age.delta == -1


def test_answers_that_most_of_every_group_gave_are_shared():
    [shared] = shared_answers(CLOSED, [HERE, ~HERE])
    assert (shared.question, shared.text, shared.counts) == ("时段", "睡前", ((6, 6), (5, 5)))


def test_words_that_most_of_every_group_said_are_shared():
    groups = [[{"任务", "红点"}] * 3 + [{"任务"}] * 2, [{"任务", "红点"}] * 2 + [{"掉帧"}]]
    assert [(word.text, word.counts) for word in shared_words(groups)] == [
        ("任务", ((5, 5), (2, 3))),
        ("红点", ((3, 5), (2, 3))),
    ]
    assert shared_words([[{"任务"}], [{"任务"}]]) == [], "one person alone is not most people"
    assert shared_words([]) == shared_words([[{"任务"}] * 3, []]) == []
