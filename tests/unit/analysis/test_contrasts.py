"""Key words count people; every figure is worked by hand beside it."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from workbench.analysis.contrasts import (
    class_tfidf,
    count_people,
    count_presence,
    informative_prior,
    key_words,
    log_likelihood,
    log_odds,
)

COUNTS = st.integers(0, 30)


def strongest(group, rest, **choices):
    return [word.text for word in key_words(count_people(group, rest), **choices)]


def test_strength_is_the_log_likelihood_ratio_worked_by_hand():
    # 12 of 20 here, 3 of 40 there. 15 of 60 said it: expected 20 · 15/60 = 5 and 15 here, 10 and 30 there.
    # 12 ln(12/5) = 10.505624848, 8 ln(8/15) = -5.028869275, 3 ln(3/10) = -3.611918413, 37 ln(37/30) = 7.759659998.
    assert log_likelihood(12, 20, 3, 40) == pytest.approx(2 * 9.624497158, abs=1e-6)
    exactly = 12 * math.log(12 / 5) + 8 * math.log(8 / 15) + 3 * math.log(3 / 10) + 37 * math.log(37 / 30)
    assert log_likelihood(12, 20, 3, 40) == pytest.approx(2 * exactly, abs=1e-9)


def test_strength_with_empty_cells_worked_by_hand():
    # Everybody here and nobody there, 4 of 4 and 0 of 6: expected 4 · 4/10 = 1.6 and 6 · 6/10 = 3.6.
    # 2 (4 ln(4/1.6) + 6 ln(6/3.6)) = 2 (3.665162927 + 3.064953743) = 13.460233341.
    assert log_likelihood([4], 4, [0], 6) == pytest.approx([13.460233341], abs=1e-6)
    assert log_likelihood([5, 0], 10, [10, 0], 20) == pytest.approx([0, 0], abs=1e-9), "the same rate, or nobody"


@given(COUNTS, COUNTS, st.integers(1, 30), COUNTS)
def test_strength_is_never_negative_and_both_sides_see_the_same(said, elsewhere, of, of_elsewhere):
    said, elsewhere = min(said, of), min(elsewhere, of_elsewhere)
    strength = log_likelihood(said, of, elsewhere, of_elsewhere)
    assert strength >= 0
    assert strength == pytest.approx(log_likelihood(elsewhere, of_elsewhere, said, of), abs=1e-9)


def test_log_odds_under_a_prior_worked_by_hand():
    # Words 掉线 and 语音: 12 and 8 here (n = 20), 3 and 37 there (n = 40); α = 1.5 and 4.5, α₀ = 6.
    # δ = ln(13.5 / 12.5) - ln(4.5 / 41.5) = 0.076961041 + 2.221616197 = 2.298577238.
    # σ² = 1/13.5 + 1/4.5 = 0.074074074 + 0.222222222 = 0.296296296, σ = 0.544331054; z = 4.222756...
    delta, z = log_odds([12, 8], [3, 37], [1.5, 4.5])
    assert delta == pytest.approx([2.298577, -2.298577], abs=1e-6)
    # For the other word σ² = 1/12.5 + 1/41.5 = 0.08 + 0.024096386 = 0.104096386, σ = 0.322639715.
    assert z == pytest.approx([2.298577238 / 0.544331054, -2.298577238 / 0.322639715], abs=1e-6)


def test_the_prior_is_what_one_person_says():
    # 15 of all 60 people said the first word, 45 the second.
    assert informative_prior([12, 8], [3, 37], 60) == pytest.approx([0.25, 0.75], abs=1e-12)


def test_log_odds_of_a_word_that_nobody_can_be_compared_in_are_zero():
    for alone in (log_odds([3], [1], [0.5]), log_odds([0, 2], [0, 3], [0.0, 0.5])):
        assert np.array(alone).ravel().tolist() == [0.0] * len(np.array(alone).ravel())


def test_the_prior_pulls_rare_words_towards_no_difference():
    said, elsewhere = [1, 40, 60], [0, 10, 90]
    _, z = log_odds(said, elsewhere, informative_prior(said, elsewhere, 100))
    assert z[1] > z[0] > 0


def test_class_based_tfidf_worked_by_hand():
    # Two classes of 20 and 40 word counts, A = 30; f = 15 and 45: ln(1 + 30/15) = ln 3 = 1.098612289,
    # ln(1 + 30/45) = ln(5/3) = 0.510825624. Times 12, 8, 3 and 37.
    assert class_tfidf([[12, 8], [3, 37]]) == pytest.approx(
        np.array([[13.183347464, 4.086604990], [3.295836866, 18.900548079]]), abs=1e-6
    )
    assert class_tfidf([[0, 2], [0, 2]])[:, 0].tolist() == [0, 0]


def test_all_figures_stand_beside_a_key_word():
    # 3 of 4 here, 1 of 5 there said 掉线, one person each side 手机: α = 4/9 and 2/9, n = 4 and 2, A = 3.
    group = [{"掉线"}, {"掉线"}, {"掉线", "手机"}, {"好"}]
    [word] = key_words(count_people(group, [{"掉线"}, {"手机"}, {"好"}, {"好"}, {"好"}]))
    assert (word.text, word.said, word.of, word.said_elsewhere, word.of_elsewhere) == ("掉线", 3, 4, 1, 5)
    assert word.g2 == pytest.approx(2 * (3 * math.log(27 / 16) + math.log(9 / 20) + math.log(9 / 20) + 4 * math.log(36 / 25)), abs=1e-9)  # fmt: skip  # noqa: E501
    # Counts here 3 + 1 + 1 = 5, there 1 + 1 + 3 = 5; α = 4/9, 2/9 and 4/9, α₀ = 10/9.
    here, there = 3 + 4 / 9, 1 + 4 / 9
    delta = math.log(here / (5 + 10 / 9 - here)) - math.log(there / (5 + 10 / 9 - there))
    assert word.log_odds == pytest.approx(delta, abs=1e-9)
    assert word.z == pytest.approx(delta / math.sqrt(1 / here + 1 / there), abs=1e-9)
    assert word.class_tfidf == pytest.approx(3 * math.log(1 + 5 / 4), abs=1e-9)


def test_counting_a_matrix_and_counting_people_agree():
    said = [{"掉线"}, {"掉线", "手机"}, {"手机"}, set(), {"好", "手机"}]
    counts = count_people(said[:2], said[2:])
    presence = csr_matrix(np.array([[word in one for word in counts.words] for one in said], dtype=float))
    again = count_presence(counts.words, presence, np.array([True, True, False, False, False]))
    assert (again.said.tolist(), again.of) == (counts.said.tolist(), counts.of) == ([0, 1, 2], 2)
    assert (again.said_elsewhere.tolist(), again.of_elsewhere) == (counts.said_elsewhere.tolist(), 3)
    assert counts.turned().turned() == counts


def test_a_talkative_person_makes_no_key_word():
    assert strongest([["掉线"] * 50, ["语音"], ["语音"]], [["剧情"]] * 5) == ["语音"]


def test_a_word_must_be_more_frequent_here():
    assert strongest([{"掉线", "手机"}] * 4, [{"手机"}] * 6 + [{"手机", "掉线"}]) == ["掉线"]


def test_of_words_inside_each_other_the_stronger_one_stays():
    assert strongest([{"信号", "没信号"}] * 5 + [{"没信号"}], [{"信号"}] * 5) == ["没信号"]


def test_what_says_nothing_alone_is_no_key_word():
    assert strongest([{"没"}] * 5, [{"好"}] * 5, leave_out={"没"}) == []


def test_nobody_and_no_others_have_no_key_words():
    assert strongest([], [{"好"}]) == []
    assert strongest([{"好"}] * 3, []) == []
    assert strongest([], []) == []


def test_at_most_as_many_words_come_as_are_wanted():
    assert strongest([{"掉线", "语音"}] * 4, [{"好"}] * 4, most=1) == ["掉线"]
