"""Every way in which tools and people write down who speaks is understood, and no speech is lost."""

import time

import pytest

from tests.unit.intake.samples import sentences
from workbench.errors import TooLarge, UnreadableFile
from workbench.intake import read_transcript, transcripts
from workbench.records import SpeakerRole
from workbench.records.transcripts import TranscriptFormat as Format
from workbench.settings import DEMO

PATTERNS = {
    "讯飞听见": (
        "云屿访谈\n\n说话人1 00:05\n你好。\n\n说话人2 00:18\n你好，\n可以。\n\n说话人1 00:26\n开始吧？\n\n",
        Format.NAME_TIME,
    ),
    "讯飞听见过一小时": (
        "说话人1 59:05\n你好。\n\n说话人2 59:58\n你好，\n可以。\n\n说话人1 01:00:26\n开始吧？\n",
        Format.NAME_TIME,
    ),
    "通义听悟": (
        "发言人 1  00:05\n你好。\n发言人 2  00:18\n你好，\n可以。\n发言人 1  00:26\n开始吧？\n",
        Format.NAME_TIME,
    ),
    "飞书妙记": (
        "张三 00:00:05.345\n你好。\n\n李四 00:00:18.100\n你好，\n可以。\n\n张三 00:00:26.900\n开始吧？\n",
        Format.NAME_TIME,
    ),
    "时间在前": (
        "[00:05] 张三：你好。\n[00:18] 李四：你好，\n可以。\n[00:26] 张三：开始吧？\n",
        Format.TIME_NAME_COLON,
    ),
    "时间在前没有括号": (
        "00:00:05 张三: 你好。\n00:00:18 李四: 你好，\n可以。\n00:00:26 张三: 开始吧？\n",
        Format.TIME_NAME_COLON,
    ),
    "时间在括号里": (
        "张三（00:00:05）：你好。\n李四（00:00:18）：你好，\n可以。\n张三（00:00:26）：开始吧？",
        Format.NAME_PAREN_TIME,
    ),
    "时间在半角括号里": (
        "张三(00:00:05): 你好。\n李四(00:00:18): 你好，\n可以。\n张三(00:00:26): 开始吧？",
        Format.NAME_PAREN_TIME,
    ),
    "时间和名字一行": ("00:05 张三\n你好。\n00:18 李四\n你好，\n可以。\n00:26 张三\n开始吧？\n", Format.TIME_NAME),
    "访谈员": ("访谈员：你好。\n受访者：你好，\n可以。\n访谈员：开始吧？\n", Format.NAME_COLON),
    "问答": ("问：你好。\n答：你好，\n可以。\n\n问：开始吧？\n", Format.NAME_COLON),
    "QA": ("Q1: 你好。\nA1: 你好，\n可以。\nQ2: 开始吧？\n", Format.NAME_COLON),
    "名字另起一行": ("**访谈员**：\n你好。\n受访者：\n你好，\n可以。\n访谈员：\n开始吧？\n", Format.NAME_COLON),
}


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_is_understood(name):
    text, kind = PATTERNS[name]
    transcript = read_transcript(text)
    assert transcript.format is kind
    assert [turn.text for turn in transcript.turns] == ["你好。", "你好，\n可以。", "开始吧？"]
    first, second, third = (turn.speaker for turn in transcript.turns)
    assert first == third != second
    assert "" not in (first, second)


@pytest.mark.parametrize("name", [name for name, (_, kind) in PATTERNS.items() if kind is not Format.NAME_COLON])
def test_times_are_milliseconds_since_the_beginning(name):
    starts = [turn.start_ms for turn in read_transcript(PATTERNS[name][0]).turns]
    first, second = (starts[1] - starts[0]) / 1000, (starts[2] - starts[1]) / 1000
    assert (round(first), round(second)) in {(13, 8), (13, 9), (53, 28)}


def test_lines_are_those_of_the_file_and_the_title_is_kept():
    transcript = read_transcript(PATTERNS["讯飞听见"][0], "S004.txt")
    assert (transcript.title, [turn.line for turn in transcript.turns]) == ("云屿访谈", [3, 6, 10])
    assert read_transcript("问：好？\n答：好", "S004.txt").title == "S004"


@pytest.mark.parametrize("path", sorted((DEMO / "interviews").glob("*.txt")), ids=lambda path: path.stem)
def test_an_interview_of_the_demo_has_one_who_asks_and_no_lost_line(path):
    transcript = read_transcript(path.read_bytes(), path.name)
    assert transcript.format is Format.NAME_TIME
    assert [one.role for one in transcript.speakers].count(SpeakerRole.INTERVIEWER) == 1
    asks = next(one for one in transcript.speakers if one.role is SpeakerRole.INTERVIEWER)
    assert asks.characters < max(one.characters for one in transcript.speakers)
    assert [str(problem.expected) for problem in transcript.problems] == ["略过了转写工具加的结尾。"]
    written = path.read_text(encoding="utf-8")
    assert all(line in written for turn in transcript.turns for line in turn.text.split("\n"))


def test_bytes_are_read_in_their_encoding():
    transcript = read_transcript(PATTERNS["访谈员"][0].encode("gb18030"), "a.txt")
    assert (transcript.encoding, transcript.turns[0].text) == ("gb18030", "你好。")


def test_what_tools_add_before_and_after_is_left_out_and_noted():
    text = (
        "云屿访谈\n2026年11月3日 下午 3:00｜34分钟 20秒\n\n关键词:\n游戏、卡顿\n\n文字记录:\n\n"
        "张三 00:00:05.1\n你好？\n\n李四 00:00:09.2\n你好。\n\n以上内容由AI生成，仅供参考\n"
    )
    transcript = read_transcript(text)
    assert [turn.text for turn in transcript.turns] == ["你好？", "你好。"]
    left_out = {problem.found for problem in transcript.problems}
    assert left_out == {
        "2026年11月3日 下午 3:00｜34分钟 20秒",
        "关键词:",
        "游戏、卡顿",
        "文字记录:",
        "以上内容由AI生成，仅供参考",
    }


def test_a_footer_that_somebody_says_in_between_stays():
    text = "问：你怎么看？\n答：我看到写着\n以上内容由AI生成，仅供参考\n就不太信。\n问：嗯？\n答：真的。\n问：好。"
    assert "以上内容由AI生成" in read_transcript(text).turns[1].text


def test_words_before_the_first_speaker_are_kept_without_one():
    text = (
        "访谈\n\n先试一下录音，一二三，能听到吗，好的那我们就正式开始了，先从自我介绍说起吧，不用紧张，随便聊聊就可以了。\n\n"
        * 1
    )
    transcript = read_transcript(text + "说话人1 00:05\n你好？\n\n说话人2 00:09\n你好。\n")
    assert [turn.speaker for turn in transcript.turns] == ["", "说话人1", "说话人2"]
    assert "开头这几行没有说话人，已单独保留。" in sentences(transcript)


def test_text_without_speakers_is_kept_by_paragraphs_and_says_so():
    transcript = read_transcript("今天聊了一位玩家。\n他说：太卡了。\n\n第二段，10:30 开始。\n")
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == [
        ("", "今天聊了一位玩家。\n他说：太卡了。"),
        ("", "第二段，10:30 开始。"),
    ]
    assert "没有认出说话人" in sentences(transcript)[0]


def test_times_without_names_part_the_text():
    transcript = read_transcript("[00:05] 平时怎么玩？\n[00:09] 和室友一起，\n每天。\n")
    assert transcript.format is Format.TIME_ONLY
    assert [(turn.speaker, turn.text, turn.start_ms) for turn in transcript.turns] == [
        ("", "平时怎么玩？", 5000),
        ("", "和室友一起，\n每天。", 9000),
    ]


def test_a_time_before_a_short_sentence_makes_it_no_name():
    transcript = read_transcript("00:05 你好\n00:09 好的\n")
    assert [turn.text for turn in transcript.turns] == ["00:05 你好", "00:09 好的"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" * 20, "一张图片"),
        (b"PK\x03\x04" + b"word/document.xml", "Word"),
        (b"", "是空的"),
        ("", "没有文字"),
        (" \n\u200b\n", "没有文字"),
        (bytes(range(256)) * 9, "不是文字"),
    ],
)
def test_what_is_no_transcript_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(UnreadableFile, match=sentence):
        read_transcript(data, "逐字稿.txt")


@pytest.mark.parametrize(
    ("limit", "sentence"), [("LARGEST_TRANSCRIPT", "40 个字的上限"), ("LARGEST_LINES", "40 行的上限")]
)
def test_too_long_a_transcript_is_refused_with_a_sentence(monkeypatch, limit, sentence):
    monkeypatch.setattr(transcripts, limit, 40)
    with pytest.raises(TooLarge, match=sentence):
        read_transcript("问：好？\n" * 50)


def test_a_line_of_spaces_takes_no_time():
    started = time.process_time()
    read_transcript("张三" + " " * 1_000_000 + "好\n李四：好\n王五：好\n")
    assert time.process_time() - started < 2


def test_invisible_characters_are_taken_out_and_noted():
    transcript = read_transcript("问\u200b：好\x00吗？\n答：\ud800好\r\n")
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == [("问", "好吗？"), ("答", "好")]
    assert [problem.row for problem in transcript.problems] == [1, 2]
