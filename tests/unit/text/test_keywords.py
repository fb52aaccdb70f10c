"""Key words count people."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.text import key_words
from workbench.text.keywords import log_likelihood


def test_strength_is_the_log_likelihood_ratio_worked_by_hand():
    # 12 of 20 here, 3 of 40 there; expected 5, 15, 10 and 30.
    by_hand = 2 * (12 * math.log(12 / 5) + 8 * math.log(8 / 15) + 3 * math.log(3 / 10) + 37 * math.log(37 / 30))
    assert log_likelihood(12, 20, 3, 40) == pytest.approx(by_hand, abs=1e-9)
    assert log_likelihood(5, 10, 10, 20) == pytest.approx(0, abs=1e-9)


@given(st.integers(0, 30), st.integers(0, 30), st.integers(1, 30), st.integers(0, 30))
def test_strength_is_never_negative(said, elsewhere, of, of_elsewhere):
    assert log_likelihood(min(said, of), of, min(elsewhere, of_elsewhere), of_elsewhere) >= 0


def test_a_talkative_person_makes_no_key_word():
    group = [["掉线"] * 50, ["语音"], ["语音"]]
    assert [word.text for word in key_words(group, [["剧情"]] * 5)] == ["语音"]


def test_a_word_comes_with_both_counts_and_must_be_more_frequent_here():
    group, rest = [{"掉线", "手机"}] * 4, [{"手机"}] * 6 + [{"手机", "掉线"}]
    [word] = key_words(group, rest)
    assert (word.text, word.said, word.of, word.said_elsewhere, word.of_elsewhere) == ("掉线", 4, 4, 1, 7)


def test_of_words_inside_each_other_the_stronger_one_stays():
    group = [{"信号", "没信号"}] * 5 + [{"没信号"}]
    assert [word.text for word in key_words(group, [{"信号"}] * 5)] == ["没信号"]


def test_a_bare_negation_is_no_key_word():
    assert key_words([{"没"}] * 5, [{"好"}] * 5) == []


def test_nobody_and_no_others_have_no_key_words():
    assert key_words([], [{"好"}]) == []
    assert key_words([{"好"}] * 3, []) == []
