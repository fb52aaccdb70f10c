"""Turns: marked by button, with and without JavaScript; corrected; searched."""

import pytest
from sqlmodel import select

from tests.web.talks import bring, confirm, turns
from workbench.storage.tables import Interview, Utterance


@pytest.fixture
def interview(client, cast):
    """The address of a confirmed interview of four turns."""
    return confirm(client, bring(client, cast.study)).location


def mark(client, interview, turn, topic, **headers):
    return client.post(f"{interview}/turns/{turn.id}/mark", data={"topic": topic}, headers=headers)


def test_a_participants_turn_is_marked_and_cleared(client, interview, store):
    turn = turns(store)[3]
    for topic, stored in (("motivation", "motivation"), ("pain_point", "pain_point"), ("", None)):
        response = mark(client, interview, turn, topic)
        assert response.location == f"{interview}#u{turn.id}"
        assert turns(store)[3].topic == stored


def test_a_mark_by_key_answers_with_the_turn_and_the_count(client, interview, store):
    turn = turns(store)[3]
    page = mark(client, interview, turn, "pain_point", **{"HX-Request": "true"}).text
    assert f'id="u{turn.id}"' in page
    assert "is-pain_point" in page
    assert "已标 1 段，共 2 段" in page
    assert "<html" not in page


@pytest.mark.parametrize("topic", ["behaviour", "contact", "别的"])
def test_turns_are_marked_as_motivation_or_pain_point_only(client, interview, store, topic):
    response = mark(client, interview, turns(store)[3], topic)
    assert "只能标为动机或痛点" in client.get(response.location).text
    assert turns(store)[3].topic is None


def test_the_interviewers_words_are_never_marked(client, interview, store):
    response = mark(client, interview, turns(store)[0], "motivation")
    assert "只有受访者的话才能标" in client.get(response.location).text
    assert turns(store)[0].topic is None


def test_a_corrected_turn_keeps_what_was_heard_first(client, interview, store):
    turn = turns(store)[3]
    address = f"{interview}/turns/{turn.id}/edit"
    assert "像上班" in client.get(address).text
    client.post(address, data={"text": "日常任务太多，像加班。", "role": "participant"})
    changed = turns(store)[3]
    assert (changed.text, changed.original_text) == ("日常任务太多，像加班。", turn.text)
    assert "已更正" in client.get(interview).text
    client.post(address, data={"text": turn.text, "role": "participant"})
    assert turns(store)[3].original_text is None


def test_a_turn_is_given_to_somebody_else(client, interview, store):
    turn = turns(store)[3]
    mark(client, interview, turn, "pain_point")
    client.post(f"{interview}/turns/{turn.id}/edit", data={"text": turn.text, "role": "interviewer"})
    moved = turns(store)[3]
    assert (moved.role, moved.topic, moved.participant_id) == ("interviewer", None, None)


@pytest.mark.parametrize("text", ["", " \n", "\u200b", "长" * 100_001])
def test_a_turn_without_words_is_refused_and_stays(client, interview, store, text):
    before = turns(store)[3].text
    response = client.post(f"{interview}/turns/{turns(store)[3].id}/edit", data={"text": text, "role": "participant"})
    assert response.status_code == 422
    assert turns(store)[3].text == before


def test_a_search_marks_the_words_and_leads_to_their_turns(client, interview, store):
    page = client.get(f"{interview}?q=玩").text
    assert "<mark>玩</mark>" in page
    assert f'href="#u{turns(store)[1].id}"' in page
    assert "没有找到“飞机”" in client.get(f"{interview}?q=飞机").text
    assert "没有找到" in client.get(f"{interview}?q=.*").text


def test_a_turn_of_another_interview_is_not_there(client, outsider, interview, cast, store):
    other = confirm(client, bring(client, cast.study), guest="鹿角").location
    with store.reading() as session:
        foreign = session.exec(select(Utterance).join(Interview).where(Interview.id != 1)).first()
    assert mark(client, interview, foreign, "motivation").status_code == 404
    assert client.get(f"{interview}/turns/{foreign.id}/edit").status_code == 404
    assert client.get(f"{other}/turns/{foreign.id}/edit").status_code == 200
    assert mark(outsider, other, foreign, "motivation").status_code == 404
    assert outsider.get(f"{other}/turns/{foreign.id}/edit").status_code == 404


def test_the_list_counts_the_participants_turns_alone(client, interview, cast, store):
    mark(client, interview, turns(store)[3], "pain_point")
    assert '<td class="number">1 / 2</td>' in client.get(f"/studies/{cast.study}/interviews").text
