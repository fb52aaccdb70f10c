"""Interviews: planned, moved, missed, deleted, found again."""

import re

import pytest
from sqlmodel import select

from workbench.storage.tables import Interview, Participant, Utterance


def plan(client, study, **changes):
    values = {"guest": "阿灯", "is_new": "1", "kind": "phone", "planned_at": "2026-12-01T20:00", "host": "林晓"}
    return client.post(f"/studies/{study}/interviews/plan", data={**values, **changes})


def test_an_interview_is_planned_with_a_new_participant(client, cast, store):
    page = client.get(plan(client, cast.study, meeting_link="https://meeting.example/123").location).text
    assert 'href="https://meeting.example/123"' in page
    assert "2026-12-01 20:00" in page
    with store.reading() as session:
        assert session.exec(select(Participant)).one().state == "invited"
        assert f"{session.exec(select(Interview)).one().planned_at:%H:%M}" == "12:00"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "meeting.example", "http://", "http://[x"])
def test_only_web_addresses_are_taken_as_links_and_nothing_typed_is_lost(client, cast, link):
    response = plan(client, cast.study, meeting_link=link, title="第一轮")
    assert response.status_code == 422
    assert "http:// 或 https://" in response.text
    assert "第一轮" in response.text
    assert "阿灯" in response.text


def test_an_unknown_pseudonym_is_asked_about(client, cast):
    response = plan(client, cast.study, is_new="")
    assert response.status_code == 422
    assert "没有叫“阿灯”的受访者" in response.text


def test_a_new_participant_needs_a_free_pseudonym(client, cast):
    plan(client, cast.study)
    response = plan(client, cast.study)
    assert response.status_code == 409
    assert "已经有人用了" in response.text


@pytest.mark.parametrize("values", [{"kind": "tea"}, {"title": "长" * 201}, {"guest": "长" * 61}, {"host": "长" * 201}])
def test_bad_values_get_a_sentence(client, cast, store, values):
    assert plan(client, cast.study, **values).status_code == 422
    with store.reading() as session:
        assert session.exec(select(Interview)).first() is None


def test_a_date_that_is_none_leaves_the_time_open(client, cast, store):
    plan(client, cast.study, planned_at="明天下午")
    with store.reading() as session:
        assert session.exec(select(Interview)).one().planned_at is None


def test_a_no_show_is_noted_and_taken_back(client, cast, store):
    address = plan(client, cast.study).location
    client.post(f"{address}/no-show", data={"came": "0"})
    assert "爽约" in client.get(f"/studies/{cast.study}/interviews").text
    assert "1 人爽约" in client.get(f"/studies/{cast.study}").text
    client.post(f"{address}/no-show", data={"came": "1"})
    assert "1 人爽约" not in client.get(f"/studies/{cast.study}").text


def test_a_missed_interview_with_a_new_time_is_planned_again(client, cast, store):
    address = plan(client, cast.study).location
    client.post(f"{address}/no-show", data={"came": "0"})
    client.post(f"{address}/edit", data={"guest": "阿灯", "kind": "phone", "planned_at": "2026-12-03T10:00"})
    with store.reading() as session:
        assert session.exec(select(Interview)).one().status == "planned"


def test_an_interview_with_notes_is_no_no_show(client, cast):
    address = client.post(f"/studies/{cast.study}/interviews/notes", data={"text": "他说累"}).location
    assert "已经有记录" in client.get(client.post(f"{address}/no-show").location).text


def test_another_participant_takes_over_what_was_said(client, cast, store):
    form = {"text": "他说累", "guest": "阿灯", "is_new": "1"}
    address = client.post(f"/studies/{cast.study}/interviews/notes", data=form).location
    client.post(f"{address}/edit", data={"guest": "鹿角", "is_new": "1", "kind": "note"})
    with store.reading() as session:
        other = session.exec(select(Participant).where(Participant.pseudonym == "鹿角")).one()
        assert session.exec(select(Utterance)).one().participant_id == other.id
    assert "他说累" in client.get(f"/studies/{cast.study}/participants/{other.id}").text


def test_a_deleted_interview_goes_with_its_utterances(client, cast, store):
    address = client.post(f"/studies/{cast.study}/interviews/notes", data={"text": "他说累"}).location
    client.post(f"{address}/delete")
    with store.reading() as session:
        assert session.exec(select(Utterance)).first() is None
    assert "还没有访谈" in client.get(f"/studies/{cast.study}/interviews").text


def test_planned_interviews_come_first_and_all_are_found_by_words(client, cast):
    study = f"/studies/{cast.study}/interviews"
    client.post(f"{study}/notes", data={"text": "他说累", "title": "食堂里的闲聊"})
    plan(client, cast.study, title="晚的", planned_at="2026-12-02T20:00")
    plan(client, cast.study, guest="鹿角", title="早的")
    page = client.get(study).text
    assert re.findall("早的|晚的|食堂里的闲聊", page) == ["早的", "晚的", "食堂里的闲聊"]
    assert "早的" in client.get(f"{study}?q=鹿角").text
    assert "晚的" not in client.get(f"{study}?q=鹿角").text
    assert "早的" not in client.get(f"{study}?status=done").text
    assert "没有找到" in client.get(f"{study}?q=%25").text


def test_hostile_names_are_shown_as_text(client, cast):
    name = "<script>alert(1)</script>"
    address = plan(client, cast.study, guest=name, title=f"{name}\u202e", host=name).location
    for page in (address, f"{address}/edit", f"/studies/{cast.study}/interviews"):
        text = client.get(page).text
        assert "&lt;script&gt;" in text
        assert "<script>alert" not in text
        assert "\u202e" not in text


def test_an_outsider_sees_no_interview(client, outsider, cast):
    address = plan(client, cast.study).location
    for page in ("", "/edit", "/speakers"):
        assert outsider.get(address + page).status_code == 404
    for verb in ("edit", "no-show", "delete", "speakers"):
        assert outsider.post(f"{address}/{verb}").status_code == 404
    for page in ("", "/plan", "/notes", "/transcript"):
        assert outsider.get(f"/studies/{cast.study}/interviews{page}").status_code == 404
    foreign = address.replace(f"/studies/{cast.study}/", f"/studies/{cast.foreign_study}/")
    assert outsider.get(foreign).status_code == 404
