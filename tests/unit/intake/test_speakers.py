"""Traps: sentences that look like headers, words before a colon, times that mislead; and who asks the questions."""

import pytest

from tests.unit.intake.samples import sentences
from workbench.intake import read_transcript
from workbench.intake.speakers import guess_roles, is_known, is_no_name, tidy_name
from workbench.records import SpeakerRole

ASKS, ANSWERS, OTHER = SpeakerRole.INTERVIEWER, SpeakerRole.PARTICIPANT, SpeakerRole.OTHER
TALK = "张三 00:10\n你平时什么时候玩？\n\n李四 00:15\n{}\n\n张三 00:40\n为什么？\n\n李四 01:20\n好玩。\n"


def speakers(transcript):
    return {speaker.name for speaker in transcript.speakers}


@pytest.mark.parametrize(
    "sentence", ["我昨天 10:30", "大概 00:20", "结论：好玩", "嗯：我想想", "北京市海淀区：中关村 5 号", "到家 23:15"]
)
def test_a_sentence_that_looks_like_a_header_is_speech(sentence):
    transcript = read_transcript(TALK.format(f"我想想\n{sentence}\n就是这样"))
    assert speakers(transcript) == {"张三", "李四"}
    assert transcript.turns[1].text == f"我想想\n{sentence}\n就是这样"


def test_a_sentence_with_a_time_is_pointed_out():
    transcript = read_transcript(TALK.format("我昨天 10:30\n才睡"))
    assert [(problem.row, problem.found) for problem in transcript.problems] == [(5, "我昨天 10:30")]


def test_a_speaker_who_speaks_once_is_a_speaker():
    transcript = read_transcript(TALK.format("好玩\n\n王小明 00:20\n我插一句"))
    assert speakers(transcript) == {"张三", "李四", "王小明"}


def test_two_people_who_speak_once_each_are_speakers():
    assert speakers(read_transcript("张三 00:01\n你好\n\n李四 00:05\n我好\n")) == {"张三", "李四"}


@pytest.mark.parametrize("word", ["结论", "嗯", "备注", "比如说", "他跟我说", "我就问", "地址", "上海市", "时间"])
def test_a_word_before_a_colon_is_no_speaker(word):
    text = (
        f"访谈员：你怎么想？\n受访者：我觉得好。\n{word}：就是这样\n访谈员：还有吗？\n受访者：没有。\n{word}：又一次\n"
    )
    transcript = read_transcript(text)
    assert speakers(transcript) == {"访谈员", "受访者"}
    assert f"{word}：就是这样" in transcript.turns[1].text


def test_notes_with_headings_are_no_conversation():
    transcript = read_transcript("背景：一位玩家。\n动机：放松。\n痛点：太肝，每天都要做任务。\n结论：减负。\n")
    assert speakers(transcript) == {""}


def test_names_in_conversation_are_found_without_times():
    transcript = read_transcript("林晓：平时怎么玩？\n阿灯：和室友。\n林晓：多久一次？\n阿灯：每天。\n老周：我也是。\n")
    assert speakers(transcript) == {"林晓", "阿灯", "老周"}


@pytest.mark.parametrize(
    ("written", "tidy"),
    [("说话人 1", "说话人1"), ("Q12", "Q"), ("问3", "问"), ("**张 三**", "张 三"), ("Ｑ", "Q"), ("- Anna", "Anna")],
)
def test_one_speaker_is_written_in_one_way(written, tidy):
    assert tidy_name(written) == tidy


def test_words_for_speakers_are_known():
    assert all(
        map(is_known, ["访谈员", "主持人", "受访者2", "说话人3", "发言人1", "Q", "A", "Speaker 1", "用户甲", "P03"])
    )
    assert not any(map(is_known, ["结论", "张三", "问题"]))
    assert not is_no_name("张三")


def test_times_that_run_backwards_or_overlap_are_noted():
    transcript = read_transcript("张三 00:10-00:30\n你好？\n李四 00:20-00:15\n好\n张三 00:05\n嗯\n李四 00:50\n是\n")
    noted = [(problem.row, str(problem.expected)) for problem in transcript.problems]
    assert noted == [
        (3, "时间与前一段重叠。"),
        (5, "时间比前一段更早，请核对录音。"),
        (3, "这一段的结束时间早于开始时间。"),
    ]


def test_two_part_times_are_hours_where_nobody_could_speak_so_fast():
    transcript = read_transcript(
        f"张三 14:30\n{'说来话长，' * 60}\n\n李四 14:31\n{'真的吗，' * 60}\n\n张三 14:33\n好。\n"
    )
    assert [turn.start_ms for turn in transcript.turns] == [0, 60_000, 180_000]
    assert "按“时:分”理解" in sentences(transcript)[0]


def test_a_header_without_words_is_passed_over_and_noted():
    transcript = read_transcript("说话人1 00:01\n\n说话人2 00:05\n你好\n")
    assert [turn.speaker for turn in transcript.turns] == ["说话人2"]
    assert sentences(transcript) == ["“说话人1”这一段没有文字，略过。"]


@pytest.mark.parametrize(
    ("said", "roles"),
    [
        ({"访谈员": ["好。"], "受访者": ["为什么？"]}, [ASKS, ANSWERS]),
        ({"Q": ["好。"], "A": ["为什么？"]}, [ASKS, ANSWERS]),
        ({"说话人1": ["很长的回答" * 9, "是的"], "说话人2": ["为什么？", "然后呢？"]}, [ANSWERS, ASKS]),
        ({"说话人1": ["嗯。", "好。"], "说话人2": ["很长的回答" * 9, "是的。"]}, [ASKS, ANSWERS]),
        ({"主持人": ["谁先说"], "张三": ["我？"], "李四": ["好吗？"]}, [ASKS, ANSWERS, ANSWERS]),
        ({"记录员": ["开始"], "林晓": ["为什么？"], "阿灯": ["好玩啊"]}, [OTHER, ASKS, ANSWERS]),
        ({"": ["不知道谁说的"], "张三": ["好"]}, [OTHER, ANSWERS]),
        ({"张三": ["只有我"]}, [ANSWERS]),
        ({"甲员": ["怎么说？"] * 9, "乙员": ["好玩" * 9] * 9, "路过": ["哈哈，我也玩。"] * 3}, [ASKS, ANSWERS, OTHER]),
        ({"甲员": ["怎么说？"] * 9, "乙员": ["好玩" * 99] * 9, "丙员": ["外卖到了"]}, [ASKS, ANSWERS, OTHER]),
    ],
)
def test_roles_follow_from_names_and_questions(said, roles):
    assert list(guess_roles(said).values()) == roles


def test_speakers_are_counted_in_the_order_in_which_they_appear():
    transcript = read_transcript("说话人2 00:01\n你好吗？\n说话人1 00:05\n我很好\n说话人2 00:09\n是吗？\n")
    assert [(one.name, one.turns, one.characters, one.role) for one in transcript.speakers] == [
        ("说话人2", 2, 7, ASKS),
        ("说话人1", 1, 3, ANSWERS),
    ]
