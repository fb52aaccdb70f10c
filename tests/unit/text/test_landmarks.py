"""Vectors of very many texts: true while they are few, near when they are told from their words, always the same."""

import random

import numpy as np
import pytest

from tests.unit.text.spoken import real_texts
from workbench.records.text import Lexicon
from workbench.text import count_words, encode, encode_many, landmarks

SUBJECTS = ["续航", "屏幕", "信号", "剧情", "客服", "价格", "拍照", "手感", "音质", "画质"]
SAYINGS = ["太差了", "很满意", "不太行", "比上一代好", "让人失望", "越用越喜欢", "总是出问题", "值得推荐"]


def answers(count):
    rng = random.Random(3)
    return ["，".join(rng.choice(SUBJECTS) + rng.choice(SAYINGS) for _ in range(3)) for _ in range(count)]


@pytest.fixture
def few(monkeypatch):
    """A sample of 150 texts is enough for a test."""
    monkeypatch.setattr(landmarks, "LANDMARKS", 150)
    monkeypatch.setattr(landmarks, "_FEWEST", 10)


def vectors_of(texts, seed=0, dimensions=None):
    return encode_many(texts, count_words(texts, Lexicon()), seed, dimensions=dimensions)


def test_of_few_texts_all_vectors_are_true():
    texts = [*answers(20), "", "的", "😀", "的"]
    assert np.allclose(vectors_of(texts), encode(texts), atol=1e-6)


def test_directions_keep_products_of_what_was_centred():
    texts = answers(40)
    true = encode(texts).astype(float)
    true -= true.mean(axis=0)
    turned = vectors_of(texts, dimensions=40).astype(float)
    turned -= turned.mean(axis=0)
    assert np.allclose(turned @ turned.T, true @ true.T, atol=1e-5)


def test_predicted_vectors_lie_near_the_true_ones(few):
    texts = answers(400)
    near, true = vectors_of(texts), encode(texts)
    exact = np.isclose(near, true, atol=1e-6).all(axis=1)
    assert exact.sum() >= 150
    told, meant = near[~exact] - near.mean(axis=0), true[~exact] - true.mean(axis=0)
    cosine = (told * meant).sum(axis=1) / np.linalg.norm(told, axis=1) / np.linalg.norm(meant, axis=1)
    assert cosine.mean() > 0.7


def test_real_sentences_are_told_from_their_words(few):
    texts = sorted(set(real_texts()))[::16][:400]
    near, true = vectors_of(texts), encode(texts)
    told, meant = near - near.mean(axis=0), true - true.mean(axis=0)
    products = (told @ told.T)[np.triu_indices(400, 1)], (meant @ meant.T)[np.triu_indices(400, 1)]
    assert np.corrcoef(*products)[0, 1] > 0.5


def test_neither_order_nor_another_run_changes_a_bit(few):
    texts = [*answers(300), "", "的"]
    order = random.Random(1).sample(range(len(texts)), len(texts))
    first = vectors_of(texts, dimensions=8)
    assert np.array_equal(vectors_of(texts, dimensions=8), first)
    assert np.array_equal(vectors_of([texts[place] for place in order], dimensions=8), first[order])
    assert not np.array_equal(vectors_of(texts, seed=1, dimensions=8), first)


def test_the_same_text_has_the_same_vector_and_a_text_without_words_none(few):
    texts = answers(300)
    vectors = vectors_of([*texts, *texts[:50], "的", ""])
    assert np.array_equal(vectors[:50], vectors[300:350])
    assert not vectors[350:].any()


def test_fewer_texts_are_read_when_they_are_long(few, monkeypatch):
    monkeypatch.setattr(landmarks, "_MOST_CHARACTERS", 500)
    texts = answers(300)
    assert np.isclose(vectors_of(texts), encode(texts), atol=1e-6).all(axis=1).sum() < 60


def test_no_texts_have_no_vectors():
    assert vectors_of([]).shape[0] == 0
    assert not vectors_of(["", " "], dimensions=4).any()


def test_progress_rises_to_the_end_and_may_stop(few):
    told = []
    texts = answers(300)
    words = count_words(texts, Lexicon())
    encode_many(texts, words, progress=told.append)
    assert told == sorted(told)
    assert 0.8 < told[-1] <= 1

    def stop(_share):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        encode_many(texts, words, progress=stop)
