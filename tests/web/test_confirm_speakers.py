"""Transcripts: from pasted text or a file to turns with confirmed speakers; notes; bad texts get a sentence."""

import io

import pytest
from sqlmodel import select

from tests.web.talks import CAST, TEXT, bring, confirm, turns
from workbench.settings import DEMO
from workbench.storage.tables import Interview, Participant


def upload(client, study, data, name):
    return client.post(f"/studies/{study}/interviews/transcript", data={"file": (io.BytesIO(data), name)})


def test_a_transcript_waits_until_its_speakers_are_confirmed(client, cast, store):
    address = bring(client, cast.study)
    page = client.get(address).text
    assert "说话人1" in page
    assert "4 段、2 位说话人" in page
    assert turns(store) == []
    assert "1 份逐字稿待确认说话人" in client.get(f"/studies/{cast.study}").text
    assert "待确认说话人" in client.get(f"/studies/{cast.study}/interviews").text
    assert client.get(address.removesuffix("/speakers")).status_code == 303


def test_confirmed_turns_become_utterances_of_their_speakers(client, cast, store):
    confirm(client, bring(client, cast.study), held_at="2026-11-06")
    said = turns(store)
    assert [turn.speaker for turn in said] == ["林晓", "阿灯", "林晓", "阿灯"]
    assert said[1].text == "下班路上，八分钟吧。\n有时候站着玩。"
    assert [turn.start_ms for turn in said] == [3000, 8000, 18000, 25000]
    with store.reading() as session:
        guest, interview = session.exec(select(Participant)).one(), session.exec(select(Interview)).one()
    assert [turn.participant_id for turn in said] == [None, guest.id, None, guest.id]
    assert (guest.state, interview.status, f"{interview.held_at:%Y-%m-%d %H:%M}") == (
        "interviewed",
        "done",
        "2026-11-05 16:00",
    )
    assert interview.source_text.strip() == TEXT.strip().replace("\n", "\r\n") or interview.source_text == TEXT


def test_a_speaker_without_a_name_is_called_by_role_and_the_participant_by_pseudonym(client, cast, store):
    address = bring(client, cast.study)
    assert 'value="说话人1" maxlength' not in client.get(address).text
    confirm(client, address, label=["", ""])
    assert [turn.speaker for turn in turns(store)[:2]] == ["访谈员", "阿灯"]
    client.post(
        address, data={**CAST, "heard": ["访谈员", "阿灯"], "label": ["", ""], "role": ["other", "participant"]}
    )
    assert [turn.speaker for turn in turns(store)[:2]] == ["其他", "受访者"]


def test_two_participants_are_refused_unless_they_are_one_under_two_names(client, cast, store):
    address = bring(client, cast.study)
    response = confirm(client, address, role=["participant"] * 2)
    assert response.status_code == 422
    assert "“说话人1”和“说话人2”都选了受访者，哪一位才是？" in response.text
    assert turns(store) == []
    confirm(client, address, role=["participant"] * 2, label=["阿灯", "阿灯"])
    assert {turn.speaker for turn in turns(store)} == {"阿灯"}


def test_a_transcript_of_a_planned_interview_keeps_its_participant(client, cast, store):
    form = {"guest": "阿灯", "is_new": "1", "kind": "interview", "title": "第一轮"}
    planned = client.post(f"/studies/{cast.study}/interviews/plan", data=form).location
    address = client.post(
        f"/studies/{cast.study}/interviews/transcript?interview={planned.rpartition('/')[2]}", data={"text": TEXT}
    ).location
    assert 'value="阿灯"' in client.get(address).text
    confirm(client, address, is_new="")
    with store.reading() as session:
        assert session.exec(select(Interview)).one().title == "第一轮"
        assert session.exec(select(Participant)).one().state == "interviewed"


def test_the_participant_is_guessed_from_the_title(client, cast):
    client.post(f"/studies/{cast.study}/participants/create", data={"pseudonym": "大鹏"})
    data = (DEMO / "interviews/S008.txt").read_bytes()
    page = client.get(upload(client, cast.study, data, "S008.txt").location).text
    assert 'name="guest" value="大鹏"' in page
    assert "30 段、2 位说话人" in page
    assert 'value="2026-11-06"' in page


@pytest.mark.parametrize("name", sorted(path.name for path in (DEMO / "interviews").glob("*.txt")))
def test_the_roles_in_every_demo_transcript_are_guessed(client, cast, name):
    page = client.get(upload(client, cast.study, (DEMO / "interviews" / name).read_bytes(), name).location).text
    assert 'value="participant" selected' in page
    assert page.count('value="interviewer" selected') == 1


def test_subtitles_come_with_their_speakers(client, cast, store):
    vtt = "WEBVTT\n\n00:01.000 --> 00:03.000\n<v 张三>你好\n\n00:03.000 --> 00:05.000\n<v 李四>我在的\n"
    page = client.get(upload(client, cast.study, vtt.encode(), "会.vtt").location).text
    assert "vtt 字幕" in page
    assert "李四" in page


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_other_encodings_are_read_and_kept_as_text(client, cast, store, encoding):
    confirm(client, upload(client, cast.study, TEXT.encode(encoding), "访谈.txt").location)
    assert turns(store)[3].text == "日常任务太多，像上班😮‍💨。"


def test_a_transcript_without_speakers_needs_somebody_who_speaks(client, cast, store):
    address = bring(client, cast.study, "今天见了阿灯\n\n他说很累")
    page = client.get(address).text
    assert "没有认出说话人" in page
    nobody = {"heard": [""], "label": ["阿灯"], "role": ["other"]}
    response = confirm(client, address, **nobody)
    assert response.status_code == 422
    assert "没有一位说话人是受访者" in response.text
    confirm(client, address, **{**nobody, "role": ["participant"]})
    assert [turn.text for turn in turns(store)] == ["今天见了阿灯", "他说很累"]


def test_what_was_chosen_is_not_lost_when_the_participant_is_unknown(client, cast):
    response = confirm(client, bring(client, cast.study), is_new="", guest="谁呀", label=["主持", "玩家甲"])
    assert response.status_code == 422
    assert "没有叫“谁呀”的受访者" in response.text
    assert "玩家甲" in response.text


def test_a_double_click_confirms_once(client, cast, store):
    address = bring(client, cast.study)
    confirm(client, address)
    confirm(client, address, label=["林晓", "阿灯"], heard=["林晓", "阿灯"])
    assert len(turns(store)) == 4


def test_speakers_are_changed_later_and_marks_stay_with_the_participant(client, cast, store):
    address = bring(client, cast.study)
    confirm(client, address)
    marked = f"{address.removesuffix('/speakers')}/turns/{turns(store)[3].id}/mark"
    client.post(marked, data={"topic": "pain_point"})
    assert "改说话人" in client.get(address).text
    client.post(address, data={"heard": ["林晓", "阿灯"], "label": ["访谈员", "灯"], "role": ["other", "participant"]})
    assert [(turn.speaker, turn.role, turn.topic) for turn in turns(store)[2:]] == [
        ("访谈员", "other", None),
        ("灯", "participant", "pain_point"),
    ]
    client.post(address, data={"heard": ["访谈员", "灯"], "label": ["a", "b"], "role": ["participant", "interviewer"]})
    assert [(turn.topic, turn.participant_id is None) for turn in turns(store)[2:]] == [(None, False), (None, True)]


def test_a_second_transcript_replaces_one_that_waits_but_not_one_that_is_confirmed(client, cast, store):
    address = bring(client, cast.study)
    number = address.split("/")[-2]
    again = f"/studies/{cast.study}/interviews/transcript?interview={number}"
    client.post(again, data={"text": TEXT.replace("八分钟", "九分钟")})
    confirm(client, address)
    assert "九分钟" in turns(store)[1].text
    assert client.post(again, data={"text": TEXT}).status_code == 409


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"\xff\xd8\xff\xe0" + b"\x10JFIF" * 50, "访谈.txt", "其实是一张图片"),
        (b"PK\x03\x04" + b"\x00" * 60, "访谈.docx", "Word"),
        (b" \n \n", "空.txt", "空的"),
        (bytes(range(256)) * 20, "录音.txt", "不是文字"),
    ],
)
def test_what_is_no_transcript_gets_a_sentence(client, cast, data, name, sentence):
    response = upload(client, cast.study, data, name)
    assert response.status_code == 422
    assert sentence in response.text
    assert "还没有访谈" in client.get(f"/studies/{cast.study}/interviews").text


def test_an_empty_form_gets_a_sentence(client, cast):
    response = client.post(f"/studies/{cast.study}/interviews/transcript", data={"text": " \n"})
    assert response.status_code == 422
    assert "还没有内容" in response.text


def test_hostile_speakers_are_shown_as_text(client, cast):
    hostile = "<script>alert(1)</script>"
    address = bring(client, cast.study, f"甲：{hostile}\n阿灯：你好\n甲：累吗\n阿灯：累\n")
    form = {"heard": ["甲", "阿灯"], "label": [hostile, "{{ 7*7 }}"], "role": ["interviewer", "participant"]}
    pages = [client.get(address).text]
    pages.append(client.get(confirm(client, address, **form).location).text)
    for page in pages:
        assert "&lt;script&gt;" in page
        assert "<script>alert" not in page
    assert "{{ 7*7 }}" in pages[1]


def test_a_form_that_did_not_arrive_whole_changes_nothing(client, cast, store):
    response = confirm(client, bring(client, cast.study), role=["interviewer"])
    assert response.status_code == 422
    assert "表单不完整" in response.text
    assert turns(store) == []


@pytest.mark.parametrize(("role", "speaker"), [("participant", "阿灯"), ("other", "研究者")])
def test_every_paragraph_of_notes_is_an_utterance(client, cast, store, role, speaker):
    form = {"text": "他说累。\n真的累。\r\n\r\n想退坑\x00\u202e", "role": role, "guest": "阿灯", "is_new": "1"}
    page = client.get(client.post(f"/studies/{cast.study}/interviews/notes", data=form).location).text
    assert [(turn.text, turn.role, turn.speaker) for turn in turns(store)] == [
        ("他说累。\n真的累。", role, speaker),
        ("想退坑", role, speaker),
    ]
    assert "想退坑" in page


def test_notes_are_the_record_of_a_planned_interview(client, cast, store):
    form = {"guest": "阿灯", "is_new": "1", "kind": "phone", "title": "第一轮"}
    number = client.post(f"/studies/{cast.study}/interviews/plan", data=form).location.rpartition("/")[2]
    address = f"/studies/{cast.study}/interviews/notes?interview={number}"
    assert 'value="阿灯"' in client.get(address).text
    client.post(address, data={"text": "他说累", "guest": "阿灯"})
    with store.reading() as session:
        interview = session.exec(select(Interview)).one()
    assert (interview.title, interview.kind, interview.status) == ("第一轮", "phone", "done")
    assert client.post(address, data={"text": "再来", "guest": "阿灯"}).status_code == 409


def test_empty_notes_get_a_sentence_and_nothing_typed_is_lost(client, cast):
    form = {"text": "  ", "title": "食堂", "guest": "阿灯"}
    response = client.post(f"/studies/{cast.study}/interviews/notes", data=form)
    assert response.status_code == 422
    assert "笔记是空的" in response.text
    assert "食堂" in response.text


def test_a_control_character_that_was_typed_does_not_break_the_page(client, cast):
    response = confirm(client, bring(client, cast.study), is_new="", guest="谁\x00\x1b呀")
    assert response.status_code == 422
    assert 'value="谁呀"' in response.text
