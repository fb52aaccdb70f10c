"""Writing a persona: what stays with a sentence, what is unpublished, what a group by hand may say."""

import pytest
from sqlmodel import select

from tests.web.material import put_segment
from tests.web.writing_personas import cite, document, write
from workbench.personas import document_html, poster_html
from workbench.storage.tables import Persona, Question, Segment, Utterance
from workbench.workflow.persona_facts import segment_facts
from workbench.workflow.posters import printed

COUNT = {"said": 2, "of": 2}
CELL = {"question": "多久玩一次", "answer": "每天", "count": COUNT}


@pytest.fixture
def address(client, store, cast, people, said):
    segment = put_segment(store, cast.study, people[:2])
    return client.post(f"/studies/{cast.study}/personas/draft", data={"segment_id": segment}).location


def change(store, **fields):
    with store.writing() as session:
        persona = session.exec(select(Persona)).one()
        persona.document = {**persona.document, **fields}


def test_a_rewritten_sentence_keeps_its_quotes_and_loses_the_old_numbers(client, address, store, said):
    write(client, address, store, **{"goals-0-text": "每天玩"})
    cite(client, address, "goals.0", said, "3-10")
    (goal,) = document(store)["goals"]
    change(store, goals=[{**goal, "survey": COUNT, "cells": [CELL]}])
    assert "问卷 2/2 人" in client.get(address).text
    write(client, address, store, **{"goals-0-text": "每天玩", "goals-0-was": 0})
    assert document(store)["goals"][0]["survey"] == COUNT
    write(client, address, store, **{"goals-0-text": "每周玩", "goals-0-was": 0})
    (goal,) = document(store)["goals"]
    assert (goal["survey"], goal["cells"], len(goal["evidence"])) == (None, [], 1)


@pytest.fixture
def story(store, address):
    """A user story as drafts put it together: out of quotes, and yet an assumption."""
    drafted = document(store)
    guess = {"text": "我想放空，却被催", "evidence": drafted["motivations"][0]["evidence"], "assumption": True}
    change(store, user_story=guess)
    return guess


def test_what_a_draft_guessed_stays_an_assumption_until_somebody_answers_for_it(client, address, store, said, story):
    write(client, address, store, **{"user_story-0-text": story["text"], "user_story-0-was": 0})
    assert document(store)["user_story"]["assumption"]
    cite(client, address, "user_story", said, "3-10")
    assert not document(store)["user_story"]["assumption"]


def test_a_guess_that_is_rewritten_is_the_researchers(client, address, store, story):
    write(client, address, store, **{"user_story-0-text": "作为路人，我想看云", "user_story-0-was": 0})
    assert not document(store)["user_story"]["assumption"]


def test_changes_after_publishing_are_marked_and_the_buttons_name_the_version(client, address, store, cast):
    client.post(f"{address}/publish")
    listed = f"/studies/{cast.study}/personas"
    assert "下载 A3（第 1 版）" in client.get(address).text
    assert "有改动还没有发布" not in client.get(address).text + client.get(listed).text
    write(client, address, store, tagline="新的一句话")
    for page in (address, listed):
        assert "有改动还没有发布" in client.get(page).text
    client.post(f"{address}/publish")
    assert "有改动还没有发布" not in client.get(address).text + client.get(listed).text


def test_what_stops_publishing_leads_to_its_sentence(client, address, store, said):
    write(client, address, store, **{"goals-0-text": "甲甲", "goals-1-text": "乙乙"})
    cite(client, address, "goals.1", said, "3-10")
    with store.writing() as session:
        session.get(Utterance, said).text = "完全不同的话。"
    page = client.get(address).text
    assert '<a href="#goals-2">目标第 2 句</a>' in page
    assert 'id="goals-2"' in page


def test_only_what_a_poster_prints_can_be_hung_and_no_more_than_fits(client, address, store):
    typed = {f"motivations-{n}-text": f"第{n}" for n in range(3)}
    hung = {f"motivations-{n}-on_poster": "on" for n in range(3)}
    write(client, address, store, **typed, **hung, **{"goals-0-text": "甲", "goals-0-on_poster": "on"})
    assert document(store)["goals"][0]["on_poster"] is False
    page = client.get(f"{address}/edit").text
    assert 'name="goals-0-on_poster"' not in page
    assert 'name="motivations-2-on_poster" checked' in page
    assert 'name="motivations-3-on_poster">' in page
    assert 'name="behaviours-0-on_poster" checked' in page


def test_a_group_made_by_hand_prints_neither_interval_nor_share(client, address, store, cast):
    with store.reading() as session:
        paper, _ = printed(session, store, 1, 0)
    assert paper.size.by_hand
    assert paper.size.survey is None
    for html in (poster_html(paper), document_html(paper)):
        assert "95%" not in html
        assert "由研究者分组" in html
        assert "草稿，未发布" in html
        assert "第 0 版" not in html
    assert "研究者判断：碎片时间的人" in client.get(f"/studies/{cast.study}/personas").text


def test_the_willingness_to_be_interviewed_is_no_background(store, cast, people):
    segment_id = put_segment(store, cast.study, people[:2])
    with store.writing() as session:
        segment = session.get(Segment, segment_id)
        segment.facts = {**segment.facts, "profile": [CELL]}
        assert len(segment_facts(session, segment, 1).closed_answers) == 1
        session.exec(select(Question).where(Question.title == CELL["question"])).one().topic = "contact"
        assert segment_facts(session, segment, 1).closed_answers == ()
