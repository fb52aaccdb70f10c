"""What may be a new word: it holds together, stands freely, is taken apart, and several people said it."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.text.spoken import real_texts, texts
from workbench.records.text import Lexicon
from workbench.text import tokenize
from workbench.text.suggestions import FEWEST_PEOPLE, suggest_words

AROUND = ["昨天{}了", "我爱{}吗", "别人{}过", "因为{}吧", "{}很好玩", "他说{}难", "真想{}啊", "天天{}累"]
RARE = "".join(map(chr, range(0x4E00, 0x5600)))  # what is often is so beside much else
OTHERS = ["网速慢", "信号不好", "客服态度差", "剧情写得真好", "画面清楚", "手感不错"] * 5 + [RARE]


def found(spoken, people=None, lexicon=None, declined=()):
    people = people or list(range(len(spoken)))
    return [one.text for one in suggest_words(spoken, people, lexicon or Lexicon(), declined)]


def said(word):
    return [frame.format(word) for frame in AROUND] + OTHERS


def test_a_word_that_is_taken_apart_is_suggested_with_the_people_who_said_it():
    spoken = said("小保底")
    [one] = [one for one in suggest_words(spoken, list(range(len(spoken))), Lexicon()) if one.text == "小保底"]
    assert one.people == len(AROUND)
    assert "小保底" in spoken[one.example]
    assert one.cohesion > 4
    assert one.freedom > 1


def test_people_are_counted_not_utterances():
    spoken = said("小保底")
    assert "小保底" not in found(spoken, ["甲", "乙"] * 4 + ["丙"] * 31)


@pytest.mark.parametrize(
    ("lexicon", "declined"),
    [(Lexicon(words=("小保底",)), ()), (Lexicon(), ("小保底",)), (Lexicon(stops=("小保底",)), ("小保底",))],
)
def test_what_is_known_or_declined_is_not_suggested_again(lexicon, declined):
    assert "小保底" in found(said("小保底"))
    assert "小保底" not in found(said("小保底"), None, lexicon, declined)


def test_a_word_of_the_dictionary_is_not_suggested():
    assert not {"信号", "剧情", "客服"} & set(found(said("剧情")))


def test_a_part_that_is_always_followed_by_the_same_is_no_word():
    assert not {"小保", "保底"} & set(found(said("小保底")))


def test_a_run_of_latin_letters_is_never_cut():
    assert all("ifi" not in one or "wifi" in one for one in found(said("wifi7")))


def test_suggestions_of_real_talk_are_taken_apart_and_free_of_filler():
    spoken = real_texts()
    words = found(spoken)
    assert {"掉帧", "曲面屏", "性价比很高"} & set(words)
    assert all(len(tokenize(word, Lexicon())) > 1 for word in words)
    assert not [word for word in words if word[0] in "的了我就" or word[-1] in "的了我就"]


@settings(deadline=None)  # the dictionary is read at the first text
@given(st.lists(texts, max_size=30))
def test_whatever_is_said_suggestions_were_said_by_enough(spoken):
    for one in suggest_words(spoken, list(range(len(spoken))), Lexicon()):
        assert one.people >= FEWEST_PEOPLE
        assert 2 <= len(one.text) <= 6


@pytest.mark.parametrize("piece", ["哈", "好玩", "龘靐齉", "a", "😀", "，"])
def test_a_hundred_thousand_characters_of_one_kind_are_no_trap(piece):
    started = process_time()
    found([(piece * 100_000)[:100_000]] * 3)
    assert process_time() - started < 5


def test_ten_thousand_answers_take_seconds():
    spoken = [frame.format(word) for frame in AROUND for word in map("词{}组".format, range(1250))]
    assert len(spoken) == 10_000
    started = process_time()
    found(spoken)
    assert process_time() - started < 5


def test_nobody_said_anything():
    assert found([]) == found(["", "。"]) == []
