"""People are looked for, ticked and put together by hand, and again later; nothing typed or ticked is lost."""

import re

import pytest
from sqlmodel import select

from tests.crowd import put_crowd, queue
from tests.web.material import put_segment
from workbench.storage.tables import Segment, SegmentMember
from workbench.workflow import runs
from workbench.workflow.carry_out import carry_out


@pytest.fixture
def address(cast):
    return f"/studies/{cast.study}/segments"


def ticks(page):
    """The people of the list in order, and whether each is ticked."""
    found = re.findall(r'name="participant" value="(\d+)"( checked)?', page)
    return [(int(person), bool(ticked)) for person, ticked in found]


def members(store, segment_id):
    with store.reading() as session:
        query = select(SegmentMember.participant_id).where(SegmentMember.segment_id == segment_id)
        return set(session.exec(query))


def test_a_search_keeps_name_reason_and_ticks(client, address, people):
    typed = {"name": "打<首领>的人", "note": "都说手感", "participant": [people[2]], "q": "小满", "find": "1"}
    page = client.post(f"{address}/group", data=typed).text
    assert "打&lt;首领&gt;的人" in page
    assert "都说手感" in page
    assert ticks(page) == [(people[2], True), (people[0], False)], "who is ticked stands first"


def test_what_was_said_finds_people(client, address, people):
    page = client.post(f"{address}/group", data={"q": "新手引导", "find": "1"}).text
    assert ticks(page) == [(people[1], False)]


def test_members_name_and_reason_are_changed_later(client, address, store, cast, people):
    segment = put_segment(store, cast.study, people[:2])
    page = client.get(f"{address}/{segment}/group").text
    assert "碎片时间的人" in page
    assert [person for person, ticked in ticks(page) if ticked] == people[:2]
    typed = {"name": "另一群人", "note": "想过了", "participant": people[1:]}
    shown = client.get(client.post(f"{address}/{segment}/group", data=typed).location).text
    for text in ("另一群人", "想过了", "阿凛"):
        assert text in shown
    assert members(store, segment) == set(people[1:])
    with store.reading() as session:
        quotes = session.get_one(Segment, segment).facts["quotes"]
    assert {quote["pseudonym"] for quote in quotes} == {"老周", "阿凛"}


def test_a_search_while_changing_members_saves_nothing(client, address, store, cast, people):
    segment = put_segment(store, cast.study, people[:2])
    client.post(f"{address}/{segment}/group", data={"name": "x", "participant": people[2:], "find": "1"})
    assert members(store, segment) == set(people[:2])


def test_a_group_cannot_lose_its_last_member_and_nothing_is_lost(client, address, store, cast, people):
    segment = put_segment(store, cast.study, people[:2])
    response = client.post(f"{address}/{segment}/group", data={"name": "没有人", "note": "理由别丢"})
    assert response.status_code == 422
    assert "还没有选人" in response.text
    assert "理由别丢" in response.text
    assert members(store, segment) == set(people[:2])


def test_the_members_of_a_run_are_not_changed_by_hand(client, address, store, cast):
    kinds = put_crowd(store, cast.study)
    run_id = queue(store, cast)
    runs.claim_run(store, "one")
    carry_out(store, run_id, "one")
    response = client.post(f"{address}/1/group", data={"name": "x", "participant": [kinds[0][0]]})
    assert "分析得出的" in response.text
    assert len(members(store, 1)) == 13


def test_an_outsider_cannot_change_members(outsider, address, store, cast, people):
    segment = put_segment(store, cast.study, people[:2])
    assert outsider.get(f"{address}/{segment}/group").status_code == 404
    assert outsider.post(f"{address}/{segment}/group", data={"name": "x", "participant": people}).status_code == 404
