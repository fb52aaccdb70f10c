"""Sentences can be quoted: they are the utterance between their places, neither too short nor too long."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.records.text import Lexicon
from workbench.text import read_sentences


@settings(deadline=None)  # the dictionary is read at the first sentence
@given(st.text(st.sampled_from("好玩吗。！？；\n， …”）续航信号😀 "), max_size=300))
def test_a_sentence_is_the_utterance_between_its_places(text):
    sentences = read_sentences(text, Lexicon())
    assert all(text[one.start : one.end] == one.text == one.text.strip() != "" for one in sentences)
    ends = [0, *(one.end for one in sentences)]
    assert all(end <= one.start for end, one in zip(ends, sentences, strict=False))


@settings(deadline=None)  # the dictionary is read at the first sentence
@given(st.text(st.sampled_from("一二三四。，\n"), min_size=20, max_size=400))
def test_nothing_but_blanks_lies_between_sentences(text):
    text = f"字{text}"
    sentences = read_sentences(text, Lexicon())
    assert "".join("".join(one.text for one in sentences).split()) == "".join(text.split())


def test_short_sentences_go_with_the_next_and_lines_apart():
    assert [one.text for one in read_sentences("难受。真的难受。天天掉线没人管。", Lexicon())] == [
        "难受。真的难受。天天掉线没人管。"
    ]
    assert [one.text for one in read_sentences("第一行\n第二行", Lexicon())] == ["第一行", "第二行"]


def test_a_long_sentence_is_parted_at_a_pause():
    sentences = read_sentences("这句话没有句号一直说下去，" * 20, Lexicon())
    assert len(sentences) > 2
    assert all(len(one.text) <= 80 for one in sentences)
    assert all(one.text.endswith("，") for one in sentences)


@pytest.mark.parametrize("text", ["", "  ", "无", "没有。", "N/A", "不知道！", "（空）", "---", "……？", "\\"])
def test_an_answer_that_says_there_is_nothing_has_no_sentences(text):
    assert read_sentences(text, Lexicon()) == []


@pytest.mark.parametrize("text", ["无广告", "没有信号", "不知道怎么退款"])
def test_an_answer_that_begins_like_nothing_still_counts(text):
    assert [one.text for one in read_sentences(text, Lexicon())] == [text]
