"""What tests read: Chinese with all that people type in between, and real sentences where they are at hand."""

import csv
import json
import re
from pathlib import Path

import pytest
from hypothesis import strategies as st

HAN = re.compile("[\u4e00-\u9fd5]")
DATA = Path(__file__).parents[4] / "shared" / "data"
PIECES = [
    "不",
    "不太",
    "没有",
    "没什么",
    "很",
    "流畅",
    "信号",
    "网速",
    "差",
    "好",
    "好用",
    "手机",
    "的",
    "哈",
    "团战",
    "无",
]
SIGNS = [
    "，",
    "。",
    "a",
    "Ｂ",
    "wifi",
    "5G",
    "3-4",
    "9.9",
    "%",
    "é",
    "😀",
    "㐀",
    "龘",
    "裏",
    " ",
    "\n",
    "\r\n",
    "\ud800",
]

texts = st.lists(st.sampled_from(PIECES + SIGNS), max_size=25).map("".join) | st.text(max_size=20)


def real_texts() -> list[str]:
    """Reviews, dialogues and labelled sentences; the test is skipped where they are missing."""
    if not DATA.exists():
        pytest.skip("needs ../shared/data")
    found: list[str] = []
    for path in (*sorted((DATA / "asap").glob("*.csv")), DATA / "diaasq" / "labelled.csv"):
        with path.open(newline="", encoding="utf-8-sig") as file:
            found += [cell for row in csv.reader(file) for cell in row if HAN.search(cell)]
    for talk in json.loads((DATA / "diaasq" / "train.json").read_text(encoding="utf-8")):
        found += ["".join(sentence.split()) for sentence in talk["sentences"]]
    return found
