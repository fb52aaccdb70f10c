"""Typed lines become entries, or a sentence says why not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.records.text import Lexicon
from workbench.workflow.typed_words import Entry, read_words

OWN = Lexicon(words=("红点",), stops=("手机",), synonyms=(("卡顿", "卡"),))


@pytest.mark.parametrize("typed", ["掉线=断网", "掉线 ＝ 断网", "掉线→断网", "掉线->断网", "掉线 => 断网\n\n掉线=断网"])
def test_a_synonym_is_typed_in_several_ways(typed):
    assert read_words(OWN, "synonym", typed) == ([Entry("掉线", "断网")], [])


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("掉线", "没有写成一对"),
        ("掉线=", "没有写成一对"),
        ("甲=乙=丙", "没有写成一对"),
        ("掉线=断 网", "中间有空格"),
        ("掉线=断网！", "只能有汉字、字母和数字"),
        ("掉线=" + "长" * 21, "最多 20 个字"),
        ("掉线=掉线", "两边是同一个词"),
        ("VIVO=vivo", "两边是同一个词"),
        ("没有=无", "是否定词"),
        ("手机=电话", "“手机”是停用词"),
        ("电话=手机", "“手机”是停用词"),
        ("卡顿=慢", "“卡顿”已经算作“卡”；想改"),
        ("慢=卡顿", "“卡顿”已经算作“卡”，不能再有词算作它"),
        ("卡=慢", "已经有词算作“卡”"),
    ],
)
def test_a_pair_that_cannot_be_taken_gets_a_sentence(typed, sentence):
    fresh, [problem] = read_words(OWN, "synonym", typed)
    assert not fresh
    assert sentence in str(problem.expected)


@pytest.mark.parametrize("typed", ["甲=乙\n乙=丙", "甲=乙\n乙=甲", "甲=乙\n甲=丙"])
def test_chains_and_circles_are_refused_within_one_addition_too(typed):
    fresh, [problem] = read_words(OWN, "synonym", typed)
    assert fresh == [Entry("甲", "乙")]
    assert problem.row == 2


def test_several_words_may_count_as_one():
    assert len(read_words(OWN, "synonym", "卡死=卡\n卡屏=卡\n卡顿=卡")[0]) == 2


def test_a_side_of_a_synonym_is_no_stop_word():
    for word in ("卡顿", "卡"):
        assert "在同义词里" in str(read_words(OWN, "stop", word)[1][0].expected)


@settings(deadline=None)
@given(st.text(st.sampled_from("甲乙丙=→ \n"), max_size=30))
def test_what_is_taken_never_makes_a_chain(typed):
    fresh, _ = read_words(Lexicon(), "synonym", typed)
    pairs = dict(fresh)
    assert len(pairs) == len(fresh)
    assert not pairs.keys() & set(pairs.values())
