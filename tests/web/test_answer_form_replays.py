"""Whatever is sent twice, at once or again, is there once."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from tests.web.answering import (
    FIRST,
    ONE_PAGE,
    SECOND,
    THIRD,
    answer,
    answer_all,
    at_once,
    evidence,
    fields,
    publish,
    rows,
)
from workbench.storage.tables import Participant, Question
from workbench.workflow.submissions import Posted, start_submission

ANSWERS = {"often": "daily", "why": "放松", "name": ""}


def test_fifty_identical_submits_at_once_give_one_row_and_one_participant(app, store, cast):
    link = publish(store, cast, ONE_PAGE)
    body = {**fields(app.test_client().get(link).text), **ANSWERS}
    responses = at_once(50, lambda: app.test_client().post(link, data=body))
    assert {response.status_code for response in responses} == {303}
    assert len({response.location for response in responses}) == 1
    assert len(rows(store)) == 1
    assert evidence(store)["said"] == {"why": "放松"}


def test_many_people_at_once_are_all_there_under_numbers_of_their_own(store, cast):
    link = publish(store, cast, ONE_PAGE).removeprefix("/s/")
    posted = Posted({name: [text] for name, text in ANSWERS.items()})
    with ThreadPoolExecutor(16) as pool:
        steps = list(pool.map(lambda _: start_submission(store, link, str(uuid4()), posted), range(40)))
    assert all(step.page is None and step.screen is None for step in steps)
    people = rows(store, Participant)
    assert len({person.pseudonym for person in people}) == len(people) == 40
    assert len(rows(store, Question)) == 3


def test_a_double_click_on_any_page_is_harmless(anyone, store, cast):
    address = publish(store, cast)
    for page in (FIRST, SECOND, THIRD):
        body = {**fields(anyone.get(address).text), **page}
        first, second = (anyone.post(address, data=body) for _ in range(2))
        assert (first.status_code, first.location) == (second.status_code, second.location)
        address = first.location
    assert len(rows(store)) == len(rows(store, Participant)) == 1


def test_another_body_after_completion_is_refused_and_shown_again(anyone, store, cast):
    link = publish(store, cast, ONE_PAGE)
    body = {**fields(anyone.get(link).text), **ANSWERS}
    anyone.post(link, data=body)
    response = anyone.post(link, data={**body, "why": "改主意了", "often": "never"})
    assert response.status_code == 422
    assert "这份问卷已经提交过了" in response.text
    assert "改主意了" in response.text
    assert "从不" in response.text
    assert evidence(store)["answers"] == {"often": "daily", "why": "放松"}


def test_a_page_posted_again_after_completion_changes_nothing(anyone, store, cast):
    ending = answer_all(anyone, publish(store, cast))
    response = anyone.post(f"{ending}/2", data={"why": "别的"})
    assert response.status_code == 422
    assert evidence(store)["said"]["why"] == "放松"


def test_a_page_opened_again_after_completion_leads_to_the_thanks(anyone, store, cast):
    ending = answer_all(anyone, publish(store, cast))
    assert anyone.get(f"{ending}/2").location == ending


def test_the_first_page_sent_again_with_another_answer_is_a_correction(anyone, store, cast):
    link = publish(store, cast)
    body = {**fields(anyone.get(link).text), **FIRST}
    anyone.post(link, data=body)
    assert anyone.post(link, data={**body, "often": "never"}).location.endswith("/2")
    (row,) = rows(store)
    assert row.answers["often"] == "never"


@pytest.mark.parametrize("uuid", ["", "1", "x" * 5000, "00000000-0000-0000-0000-00000000000g"])
def test_a_forged_uuid_gets_a_sentence_and_stores_nothing(anyone, store, cast, uuid):
    response = anyone.post(publish(store, cast, ONE_PAGE), data={**ANSWERS, ":uuid": uuid})
    assert response.status_code == 422
    assert "请从问卷链接重新打开" in response.text
    assert rows(store) == []


def test_the_same_uuid_on_two_forms_gives_two_submissions(anyone, store, cast):
    body = {**ANSWERS, ":uuid": str(uuid4())}
    places = {anyone.post(publish(store, cast, ONE_PAGE), data=body).location for _ in range(2)}
    assert len(places) == len(rows(store)) == 2


def test_only_the_hash_of_a_token_is_stored(anyone, store, cast):
    token = answer(anyone, publish(store, cast), **FIRST).location.split("/")[2]
    assert len(token) * 4 >= 128
    assert token not in str(rows(store))
