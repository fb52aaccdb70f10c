"""What is no answer but fingers on keys; short, emphatic and foreign answers are none of it."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.text.mashing import is_mashed

DATA = Path(__file__).parents[3] / ".." / "shared" / "data" / "diaasq" / "train.json"


MASHED = [
    "长" * 10_000,
    "哈哈哈哈哈",
    "哈哈 哈哈 哈哈！",
    "asdfasdf",
    "asdf" * 5000 + "阿斯顿发" * 5000,
    "ASDF asdf",
    "qwertyuiop",
    "jkljkljkl",
    "12345678",
]
MASHED += ["8888888", "好玩好玩好玩好玩", "啊手动阀手动阀", "阿斯顿发阿斯蒂芬", "sdkfjhgk", "我想说" + "很长" * 3_000]
MEANT = [
    "",
    "无",
    "哈哈",
    "好好好",
    "还行还行",
    "太卡了，哈哈哈哈哈哈",
    "很慢很慢很慢，真的很慢",
    "13800138000",
    "12306",
    "iOS",
]
MEANT += ["power", "property", "typewriter", "rhythm", "iPhone 15 Pro", "斯蒂芬·库里", "天天天天天在玩", "TapTap"]


@pytest.mark.parametrize("text", MASHED)
def test_repetition_and_rows_of_keys_are_found(text):
    assert is_mashed(text)


@pytest.mark.parametrize("text", MEANT)
def test_what_somebody_meant_is_left_alone(text):
    assert not is_mashed(text)


def test_hammering_that_stops_at_its_last_letter_is_looked_at_once():
    assert not is_mashed("asdf" * 40 + "b阿")


@given(st.text(max_size=60) | st.text("asdfj阿斯顿发蒂芬啊手动阀", max_size=150))
def test_punctuation_and_case_change_nothing(text):
    assert is_mashed(text) == is_mashed(f"  {text}。！")


@pytest.mark.skipif(not DATA.exists(), reason="the texts are not here")
def test_of_thousands_of_real_sentences_hardly_one_is_taken_for_it():
    said = [line for talk in json.loads(DATA.read_text(encoding="utf-8")) for line in talk["sentences"]]
    assert len(said) > 5_000
    assert sum(map(is_mashed, said)) <= len(said) / 5_000
