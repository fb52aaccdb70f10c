"""A sentence's vector depends on nothing but the sentence."""

import numpy as np
import pytest

from workbench.text import encode

TEXTS = ["续航太差，半天就没电", "电池不耐用", "剧情写得真好", "看哭了的主线故事", "😀", "a\ud800b"]


def test_vectors_do_not_depend_on_neighbours_or_order():
    together = encode(TEXTS)
    assert together.shape == (6, 512)
    assert np.array_equal(encode(TEXTS[::-1])[::-1], together)
    assert np.array_equal(encode([TEXTS[2]])[0], together[2])


def test_like_meanings_lie_near():
    vectors = encode(TEXTS)
    likeness = vectors @ vectors.T
    assert likeness[0, 1] > likeness[0, 2]
    assert likeness[2, 3] > likeness[0, 3]
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)


def test_a_blank_text_has_no_meaning():
    assert not encode(["", " \n"]).any()
    assert encode([]).shape == (0, 512)


def test_progress_is_told_and_may_stop():
    told = []
    encode(["一句话"] * 120, told.append)
    assert told == [0, 50 / 120, 100 / 120]

    def stop(_share):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        encode(["一句话"], stop)
