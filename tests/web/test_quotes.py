"""Quotes of a persona: where they go, what is said about it, the counter-quote, the evidence of a version."""

import pytest

from tests.web.material import put_interview, put_people
from tests.web.writing_personas import cite, document, write
from workbench.storage.tables import Utterance


@pytest.fixture
def said(store, cast):
    """What 小满 said in her interview."""
    return put_interview(store, cast.study, put_people(store, cast.study)[0])


@pytest.fixture
def address(client, cast, said):
    """A persona begun empty."""
    return client.post(f"/studies/{cast.study}/personas/draft", data={"title": "看云人"}).location


def test_choosing_a_quote_keeps_what_was_searched_for(client, address, said):
    searched = f"{address}/cite?q=看板&topic=&everybody=on"
    form = {"place": "quotes", "utterance": said, "sentence": "3-10"}
    location = client.post(searched, data=form).location
    page = client.get(location).text
    assert 'value="看板"' in page
    assert "topic=&" in location
    assert "everybody=on" in location


@pytest.mark.parametrize(
    "chosen",
    [
        ("hero_quote", "选代表原声", "已选为代表原声"),
        ("counter_quote", "选反例", "已选为反例"),
        ("quotes", "选用户原声", "已加入用户原声"),
        ("goals.0", "为“放空自己”找依据", "已加入这一句的依据"),
    ],
)
def test_the_page_says_for_which_place_a_quote_is_chosen(client, address, store, said, chosen):
    place, heading, told = chosen
    write(client, address, store, **{"goals-0-text": "放空自己"})
    assert f"<h1>{heading}</h1>" in client.get(f"{address}/cite?place={place}").text
    assert told in client.get(cite(client, address, place, said, "3-10").location).text


def test_the_button_says_that_what_lies_between_is_quoted_too(client, address, store, said):
    with store.writing() as session:
        session.get(Utterance, said).text = "昨天。上班被看板追。下班被红点追。"
    assert "中间的也算在内" in client.get(f"{address}/cite?place=quotes&q=看板").text
    assert "中间的也算在内" not in client.get(f"{address}/cite?place=quotes&q=钓鱼").text


def test_more_than_are_shown_is_said(client, address, store, cast, said):
    assert "不止" not in client.get(f"{address}/cite?place=quotes").text
    with store.writing() as session:
        person = session.get(Utterance, said).participant_id
        session.add_all(Utterance(study_id=cast.study, participant_id=person, text=f"第{n}次") for n in range(40))
    page = client.get(f"{address}/cite?place=quotes").text
    assert "找到的不止 40 段" in page
    assert page.count("<fieldset>") == 40


def test_searching_for_a_counter_quote_in_vain_is_noted_and_taken_back(client, address, store, said):
    client.post(f"{address}/counter", data={"searched": "1"})
    assert document(store)["counter_searched"] is True
    assert "还没有找过反例" not in client.get(address).text
    client.post(f"{address}/counter", data={"searched": "0"})
    assert document(store)["counter_searched"] is False


def test_a_counter_quote_that_was_taken_away_was_not_searched_in_vain(client, address, store, said):
    cite(client, address, "counter_quote", said, "3-10")
    assert document(store)["counter_searched"] is True
    client.post(f"{address}/quotes", data={"place": "counter_quote", "position": 0, "action": "remove"})
    assert document(store)["counter_searched"] is False


def test_the_code_on_a_poster_leads_to_the_evidence_of_its_version(client, address, store, said):
    write(client, address, store, **{"goals-0-text": "放空自己"})
    client.post(f"{address}/publish")
    write(client, address, store, **{"goals-0-text": "别的目标"})
    assert "放空自己" in client.get(f"{address}/evidence?version=1").text
    assert "放空自己" not in client.get(f"{address}/evidence").text
    assert client.get(f"{address}/evidence?version=2").status_code == 404


def test_an_outsider_marks_nothing(outsider, address):
    assert outsider.post(f"{address}/counter", data={"searched": "1"}).status_code == 404
