"""srt and vtt files become turns; cue numbers, comments and tags are no speech."""

from tests.unit.intake.samples import sentences
from workbench.intake import read_transcript
from workbench.records.transcripts import TranscriptFormat

SRT = """1
00:00:01,000 --> 00:00:03,000
张三：平时怎么玩？

2
00:00:03,500 --> 00:00:05,000
李四：和室友，
每天九点。

3
00:00:05,000 --> 00:00:06,250
李四：真的
"""
VTT = """WEBVTT
Kind: captions

NOTE 由工具生成
不是说的话

STYLE
::cue { color: red }

开场
00:01.000 --> 00:03.000 align:start position:0%
<v 张三>平时怎么玩&amp;为什么？</v>

00:04.000 --> 00:05.000
<v.loud 李四><b>嗯</b> <00:04.500>1 < 2
"""


def test_an_srt_file_with_names_becomes_turns():
    transcript = read_transcript(SRT, "a.srt")
    assert transcript.format is TranscriptFormat.SRT
    assert [(turn.speaker, turn.text, turn.start_ms, turn.end_ms, turn.line) for turn in transcript.turns] == [
        ("张三", "平时怎么玩？", 1000, 3000, 2),
        ("李四", "和室友，\n每天九点。\n真的", 3500, 6250, 6),
    ]


def test_a_vtt_file_with_voices_becomes_turns():
    transcript = read_transcript(VTT.encode(), "a.vtt")
    assert transcript.format is TranscriptFormat.VTT
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == [
        ("张三", "平时怎么玩&为什么？"),
        ("李四", "嗯 1 < 2"),
    ]


def test_subtitles_without_names_are_kept_and_say_so():
    text = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n第{n}句\n\n" for n in range(1, 5))
    transcript = read_transcript(text)
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == [("", f"第{n}句") for n in range(1, 5)]
    assert "没有认出说话人" in sentences(transcript)[0]


def test_some_subtitles_without_a_name_are_counted():
    transcript = read_transcript(VTT + "\n00:06.000 --> 00:07.000\n（笑）\n")
    assert sentences(transcript) == ["有 1 条字幕没有说话人。"]


def test_text_before_the_first_cue_and_after_blank_lines_is_kept():
    transcript = read_transcript("试录\n\n" + SRT.replace("李四：真的", "李四：真的\n\n没骗你"))
    assert [turn.text for turn in transcript.turns] == ["试录", "平时怎么玩？", "和室友，\n每天九点。\n真的\n没骗你"]


def test_cues_without_blank_lines_between_them_are_parted():
    transcript = read_transcript(SRT.replace("\n\n", "\n"))
    assert [turn.text for turn in transcript.turns] == ["平时怎么玩？", "和室友，\n每天九点。\n真的"]


def test_cues_that_overlap_are_noted():
    transcript = read_transcript(SRT.replace("00:00:03,500 -->", "00:00:02,500 -->"))
    assert "时间与前一段重叠。" in sentences(transcript)
