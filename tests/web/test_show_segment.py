"""The page of a segment: its persona, its dictionary, what still holds after people were moved."""

import pytest

from workbench.storage.tables import Segment
from workbench.workflow.personas import draft_persona
from workbench.workflow.words import add_words

DRAFT, SAME_PEOPLE = ">起草画像<", "大半是同样的人"


@pytest.fixture
def address(cast):
    return f"/studies/{cast.study}/segments"


@pytest.fixture
def edges(store, done):
    """Two counter-quotes and two people at the edge of the calm, by hand: the crowd is too plain to have any."""
    odd, even = done.kinds[0][:2]
    quote = {"utterance_id": 1, "start": 0, "end": 2, "topic": "motivation", "other": done.segment(done.keen).number}
    counter = [{**quote, "participant_id": one, "text": f"反例{one}", "pseudonym": "甲"} for one in (odd, even)]
    cases = [{**one, "text": one["text"] + "边缘", "certainty": 0.5, "member": True} for one in counter]
    with store.writing() as session:
        row = session.get_one(Segment, done.calm)
        row.facts = {**row.facts, "counter_quotes": counter, "edge_cases": cases}
    return odd, even


def moved(client, run, done, people, to):
    data = {"origin": done.calm, "person": people, "to": to, "reason": "其实爱挑战", "move": "1"}
    return client.post(f"{run}/place", data=data, follow_redirects=True).text


def test_what_was_found_of_those_who_stay_is_kept_when_somebody_is_moved(client, run, address, done, edges):
    odd, even = edges
    page = client.get(f"{address}/{done.calm}").text
    assert f"反例{odd}<" in page
    page = moved(client, run, done, [odd], done.keen)
    assert f"反例{odd}" not in page
    assert f"反例{even}<" in page
    assert f"反例{even}边缘<" in page
    assert "只留下仍然成立的，新的由下次分析来找" in page
    undone = client.post(f"{address}/decisions/1/undo", follow_redirects=True)
    assert undone.status_code == 200
    assert f"反例{odd}<" in client.get(f"{address}/{done.calm}").text


def test_a_segment_of_other_people_says_that_the_next_run_looks_for_counter_quotes(client, run, address, done, edges):
    client.post(f"{run}/merge", data={"segment": [done.calm, done.social], "reason": "一回事"})
    page = client.get(f"{address}/{done.calm}").text
    assert "反例和处在边缘的人，下次分析再找" in page
    assert "找过，没有" not in page


def test_a_persona_that_went_on_to_a_newer_run_is_shown_instead_of_a_new_draft(client, run, address, done, store, cast):
    persona = draft_persona(store, cast.owner, done.calm)
    assert DRAFT not in client.get(f"{address}/{done.calm}").text
    done.again()
    page = client.get(f"{address}/{done.calm}").text
    assert f"/personas/{persona}" in page
    assert SAME_PEOPLE in page
    assert DRAFT not in page
    page = client.get(run).text
    assert page.count(DRAFT) == 2, "the two others have none"
    assert page.count(SAME_PEOPLE) == 1


def test_a_persona_that_stayed_with_an_older_run_is_shown_on_the_newest(client, address, done, store, cast):
    for segment in done.members():
        draft_persona(store, cast.owner, segment)
    done.again(k=2)  # of two segments that become one only one hands its persona on
    third = done.again()
    for place in (f"{address}/runs/{third}", address):
        page = client.get(place).text
        assert DRAFT not in page
        assert page.count(SAME_PEOPLE) == 1


def test_all_words_of_a_run_are_counted_with_its_own_dictionary_and_its_pages_say_so(
    client, run, address, done, store, cast
):
    page = client.get(f"{address}/{done.calm}").text
    assert "词典" not in page[page.index("<h1>") :]
    add_words(store, cast.owner, cast.study, "synonym", "放松=休息")
    for place in (f"{address}/{done.calm}", run, f"{run}/charts", address):
        assert "词典在这次分析之后改过" in client.get(place).text, place
    page = client.get(f"{address}/{done.calm}").text
    assert "“放松”最能区分" in page
    assert ">休息<" not in page
    fragment = f"/studies/{cast.study}/compare/segments/{done.calm}"
    assert "休息" not in client.get(fragment, headers={"HX-Request": "true"}).text
    compared = client.get(f"/studies/{cast.study}/compare?a=segment:{done.calm}").text
    assert "这里的词按现在的词典数" in compared
    assert ">休息</a>" in compared
    odd = done.kinds[0][0]
    assert ">休息<" not in moved(client, run, done, [odd], done.keen), "and so are those of a segment changed by hand"


def test_a_group_by_hand_keeps_the_dictionary_with_which_it_was_made(client, address, done, store, cast):
    made = client.post(f"{address}/group", data={"name": "手工", "participant": done.kinds[0]}).location
    assert "词典在建" not in client.get(made).text
    add_words(store, cast.owner, cast.study, "synonym", "放松=休息")
    page = client.get(made).text
    assert "词典在建这个人群之后改过" in page
    assert ">休息<" not in page
    assert "（按建群时的词典）" in client.get(address).text
    client.post(f"{made}/group", data={"name": "手工", "participant": done.kinds[0]})
    page = client.get(made).text
    assert "词典在建" not in page
    assert ">休息</a>" in page


def test_shares_with_their_interval_stand_behind_plain_words(client, address, done):
    page = client.get(f"{address}/{done.calm}").text
    front = page[page.index("<h1>") : page.index("<summary>")]
    assert "13/39 人" in front
    assert "区间" not in front
    assert "<summary>只说这次的受访者，不代表所有用户</summary>" in page


def test_a_page_keeps_the_place_of_its_pictures_free(client, address, done):
    page = client.get(f"{address}/{done.calm}").text
    assert page.count('loading="lazy"') == page.count('width="736" height="')
    assert 'narrow=1" width="356" height="' in page


def test_the_page_of_a_run_begins_with_what_can_be_done_and_where_things_stand(client, run):
    page = client.get(run).text
    front = page[: page.index("<h2")]
    for shown in ("快速归类问卷", "导出 xlsx", "导出 JSON", 'href="#charts"', 'href="#decisions"', 'href="#advanced"'):
        assert shown in front
        assert page.count(shown) == 1
    for anchor in ("found", "charts", "decisions", "again", "advanced"):
        assert f'id="{anchor}"' in page
