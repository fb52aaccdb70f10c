"""Words with their places: nothing is lost, study words stay whole, time is linear, negations count."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from time import process_time

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.records.text import Lexicon
from workbench.text import read_sentences, tokenize
from workbench.text.folding import fold
from workbench.text.wordlists import negations, words_of

PLAIN = Lexicon()


def words(text, lexicon=PLAIN):
    return [word for sentence in read_sentences(text, lexicon) for word in sentence.words]


@settings(deadline=None)  # the dictionary is read at the first text
@given(st.text(st.sampled_from("不没有网速很差。， aB9Ｖ哈😀\n\u200d龘"), max_size=60) | st.text(max_size=40))
def test_tokens_put_together_are_the_text(text):
    tokens = tokenize(text, PLAIN)
    assert "".join(token.text for token in tokens) == text
    assert all(text[token.start : token.end] == token.text for token in tokens)


def test_a_study_word_stays_whole_and_changes_no_other_lexicon():
    text = "开荒团灭之后大家都下线了"
    assert "开荒团灭" in [token.text for token in tokenize(text, Lexicon(words=("开荒团灭",)))]
    assert "开荒团灭" not in [token.text for token in tokenize(text, PLAIN)]
    assert "开荒团灭" not in jieba.dt.FREQ


@pytest.mark.parametrize("word", ["月卡 党", "买一送一！", "字" * 31])
def test_a_word_that_cannot_be_kept_together_is_refused_with_a_sentence(word):
    with pytest.raises(BadInput, match="不能作为一个词"):
        Lexicon(words=(word,))


def test_the_order_of_study_words_does_not_matter():
    assert Lexicon(words=("乙词", "甲词", " 甲词 ")) == Lexicon(words=("甲词", "乙词"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("屏幕不太流畅", ["屏幕", "不流畅"]),
        ("没有信号", ["没信号"]),
        ("别再推送了", ["别推送"]),
        ("不推荐，信号好", ["不推荐", "信号"]),
        ("我不是不喜欢", ["不", "不喜欢"]),
        ("ＷｉＦｉ 掉线 3 次", ["wifi", "掉线"]),
        ("的 了 一下", []),
    ],
)
def test_a_negation_counts_with_the_word_it_denies(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("手機電池續航太差，玩遊戲時發燙嚴重", "手机电池续航太差，玩游戏时发烫严重"),
        ("沒有廣告，操作不太流暢", "没有广告，操作不太流畅"),
        ("客服態度很好，體驗不錯", "客服态度很好，体验不错"),
    ],
)
def test_traditional_characters_count_as_simplified_ones_and_stay_as_they_were_written(traditional, simplified):
    assert words(traditional) == words(simplified)
    assert "".join(token.text for token in tokenize(traditional, PLAIN)) == traditional


def test_what_simplified_text_writes_too_is_not_touched():
    assert fold("著名的乾隆") == "著名的乾隆"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UI很丑，loading太慢😭", ["ui", "很丑", "loading", "太慢"]),
        ("don't like it", ["don", "like"]),
        ("iPhone15的iOS不流畅", ["iphone15", "ios", "不流畅"]),
        ("👨‍👩‍👧‍👦都爱玩🎮", ["爱玩"]),
    ],
)
def test_english_and_emoji_between_chinese_are_no_trap(text, expected):
    assert words(text) == expected


def test_stopping_a_negation_does_not_lose_it():
    assert words("信号不稳定", Lexicon(stops=("不", "没有"))) == ["信号", "不稳定"]
    assert not (set(negations()) & words_of("stop_words"))


def test_a_study_word_wins_over_a_stop_word():
    assert words("问题", PLAIN) == []
    assert words("问题", Lexicon(words=("问题",))) == ["问题"]


@pytest.mark.parametrize("piece", ["哈", "龘靐齉", "续航不错但信号很差", "a b", "没有", "😀"])
def test_a_hundred_thousand_characters_take_linear_time(piece):
    tokenize("热身", PLAIN)
    text = (piece * 100_000)[:100_000]
    started = process_time()
    tokens = tokenize(text, PLAIN)
    assert tokens[-1].end == len(text)
    assert process_time() - started < 12


def test_threads_read_the_same_words():
    lexicons = [Lexicon(words=(f"新词{number}号",)) for number in "甲乙丙丁戊己"] * 3
    texts = [f"这是{lexicon.words[0]}出现的地方" for lexicon in lexicons]
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(tokenize, texts, lexicons))
    assert all(lexicon.words[0] in [t.text for t in tokens] for lexicon, tokens in zip(lexicons, found, strict=True))


def test_loading_is_silent_with_warnings_as_errors():
    code = "from workbench.text import tokenize; from workbench.records.text import Lexicon; tokenize('好', Lexicon())"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
