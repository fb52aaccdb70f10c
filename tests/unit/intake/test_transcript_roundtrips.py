"""Random conversations, written in each pattern, come back turn by turn; of any text whatever nothing is lost."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import UnreadableFile
from workbench.intake import read_transcript
from workbench.intake.cleaning import clean

WORDS = st.text(st.sampled_from("好玩卡顿啊我们室友剧情地铁每天，。？！ab1😀 "), min_size=1, max_size=30).map(str.strip)
SENTENCES = WORDS.filter(lambda text: bool(re.search(r"[^\s\d]", text)))
NAMES = st.sampled_from(["说话人1", "说话人2", "访谈员", "受访者", "受访者2", "主持人"])
TURNS = st.lists(st.tuples(NAMES, st.lists(SENTENCES, min_size=1, max_size=3)), min_size=2, max_size=12)


def clock(index: int) -> str:
    return f"00:{index:02}:30"


PATTERNS = {
    "name_time": lambda name, lines, at: "\n".join([f"{name} {clock(at)}", *lines, ""]),
    "name_paren_time": lambda name, lines, at: f"{name}（{clock(at)}）：" + "\n".join(lines),
    "time_name_colon": lambda name, lines, at: f"[{clock(at)}] {name}：" + "\n".join(lines),
    "time_name": lambda name, lines, at: "\n".join([f"{clock(at)} {name}", *lines]),
    "name_colon": lambda name, lines, _: f"{name}：" + "\n".join(lines),
    "srt": lambda name, lines, at: f"{at}\n{clock(at)},000 --> {clock(at)},900\n{name}：" + "\n".join([*lines, ""]),
}


@pytest.mark.parametrize("pattern", PATTERNS)
@given(turns=TURNS)
@settings(max_examples=40, deadline=None)
def test_a_random_conversation_comes_back(pattern, turns):
    text = "\n".join(PATTERNS[pattern](name, lines, at) for at, (name, lines) in enumerate(turns, start=1))
    transcript = read_transcript(text)
    assert transcript.format.value == pattern
    found = [(turn.speaker, turn.text) for turn in transcript.turns]
    assert found == (merged(turns) if pattern == "srt" else [(name, "\n".join(lines)) for name, lines in turns])


def merged(turns):
    """Subtitles of one speaker that follow each other are one turn."""
    whole: list[tuple[str, str]] = []
    for name, lines in turns:
        text = "\n".join(lines)
        whole.append((name, f"{whole.pop()[1]}\n{text}") if whole and whole[-1][0] == name else (name, text))
    return whole


PIECES = st.sampled_from(
    [
        "张三",
        "说话人1",
        " 00:10",
        "（00:20）",
        "：",
        ":",
        "\n",
        "\n\n",
        "好玩",
        "我昨天",
        "结论",
        "-->",
        "00:00:01,000",
        "[",
        "以上内容由AI生成",
        " ",
        "？",
    ]
)


@given(text=st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_of_any_text_every_character_is_in_a_turn_a_header_or_a_note(text):
    try:
        transcript = read_transcript(text)
    except UnreadableFile:
        assert not text.strip()
        return
    noted = [problem.found + str(problem.expected) for problem in transcript.problems]
    kept = "".join([turn.speaker + turn.text for turn in transcript.turns] + noted) + transcript.title
    for word in ("张三", "说话人1", "好玩", "我昨天", "结论", "以上内容由AI生成"):
        assert (word in text) <= (word in kept)


@given(text=st.text(max_size=120))
@settings(max_examples=200, deadline=None)
def test_text_without_any_header_is_kept_whole(text):
    plain = clean(text)[0]
    if not re.search(r"\w", plain) or re.search(r"[:：]|^(?:WEBVTT|NOTE|STYLE|REGION)", text):
        return
    transcript = read_transcript(text)
    kept = "".join(turn.text for turn in transcript.turns)
    assert "".join(kept.split()) == "".join(plain.split())
