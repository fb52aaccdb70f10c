"""Floods and monsters: an office behind one address may answer, one machine may not drown it; nothing ends in a 500."""

import json

import pytest

from tests.imported import import_form
from tests.web.answering import FIRST, ONE_PAGE, answer, answer_all, fields, publish, rows
from workbench.storage.tables import Participant
from workbench.web.public import limits
from workbench.web.public.limits import MOST_ADDRESSES, Allowance
from workbench.workflow import forms

OFFICE, ELSEWHERE = {"REMOTE_ADDR": "203.0.113.7"}, {"REMOTE_ADDR": "198.51.100.9"}


def test_sixty_people_of_an_office_begin_and_finish_at_the_same_time(app, store, cast, monkeypatch):
    link = publish(store, cast)
    for name, granted in limits.allowances().items():  # as if no time passed
        monkeypatch.setitem(app.extensions["allowances"], name, Allowance(granted.burst, a_second=0))
    for _ in range(60):
        browser = app.test_client()
        browser.environ_base.update(OFFICE)
        answer_all(browser, link, ({**FIRST},))
    assert len(rows(store)) == 60


def test_who_floods_is_told_to_wait_and_others_are_not(app, anyone, store, cast, monkeypatch):
    link = publish(store, cast)
    monkeypatch.setitem(app.extensions["allowances"], "pages", Allowance(burst=3, a_second=0))
    statuses = [anyone.get(link, environ_overrides=OFFICE).status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    stopped = anyone.get(link, environ_overrides=OFFICE)
    assert "同时填的人太多" in stopped.text
    assert stopped.headers["Retry-After"] == "60"
    assert app.test_client().get(link, environ_overrides=ELSEWHERE).status_code == 200


def test_beginnings_are_counted_more_strictly_than_pages(app, anyone, store, cast, monkeypatch):
    second = answer(anyone, publish(store, cast), **FIRST).location
    link = publish(store, cast, ONE_PAGE)
    monkeypatch.setitem(app.extensions["allowances"], "beginnings", Allowance(burst=1, a_second=0))
    sent = [anyone.post(link, data={":uuid": f"{n:032}"}, environ_overrides=OFFICE).status_code for n in range(3)]
    assert sent == [422, 429, 429]
    assert anyone.post(second, data={"why": "放松"}, environ_overrides=OFFICE).status_code == 303


def test_an_allowance_comes_back_and_never_grows_beyond_itself():
    allowance = Allowance(burst=2, a_second=1.0)
    assert [allowance.take("a", at) for at in (0, 0, 0, 100, 100, 100)] == [True, True, False, True, True, False]


def test_a_network_of_many_addresses_counts_as_one():
    allowance = Allowance(burst=1, a_second=0)
    assert allowance.take("2001:db8:1:2::1", 0)
    assert not allowance.take("2001:db8:1:2:ffff::9", 0)
    assert allowance.take("2001:db8:1:3::1", 0)


def test_a_million_addresses_do_not_fill_the_memory():
    allowance = Allowance(burst=1, a_second=0)
    for number in range(MOST_ADDRESSES + 500):
        allowance.take(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}", 0)
    assert len(allowance._left) == MOST_ADDRESSES


def long_form(count):
    pages = [
        {"name": f"p{page}", "elements": [question(number) for number in range(page * 50, page * 50 + 50)]}
        for page in range(count // 50)
    ]
    return {"title": "很长的问卷", "pages": pages}


def question(number):
    return {"type": "radiogroup", "name": f"q{number}", "title": f"第 {number} 题", "choices": ["a", "b"]}


def test_a_form_with_five_hundred_questions_can_be_answered(anyone, store, cast):
    rules = {"consent_version": "1", "retention_months": 12}
    form_id = import_form(store, cast.owner, cast.study, json.dumps({"form": long_form(500), "rules": rules}))
    forms.publish_form(store, cast.owner, form_id)
    with store.reading() as session:
        address = f"/s/{session.get(forms.Form, form_id).token}"
    for page in range(10):
        sent = answer(anyone, address, **{f"q{number}": "a" for number in range(page * 50, page * 50 + 50)})
        address = sent.location
    assert len(rows(store, Participant)) == 1
    assert len(rows(store)[0].answers) == 500
    assert anyone.get(f"{address}/given").status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {f"unknown{number}": "x" for number in range(50_000)},
        {"often": ["daily"] * 50_000},
        {"often": "=cmd|' /C calc'!A0", "likes": "<img src=x onerror=alert(1)>", "likes-Comment": "\u202e"},
        {":uuid": "'; DROP TABLE submissions; --", ":version": "-1", ":go": "sideways", ":pasted": "\n" * 100_000},
        {"often": "daily", "often-Comment": "😀" * 9000, "__proto__": "x", "constructor": "y", "often.a.b": "z"},
    ],
    ids=["names", "values", "markup", "control", "odd"],
)
def test_a_hostile_post_ends_in_a_page_and_stores_nothing_foreign(anyone, store, cast, body):
    link = publish(store, cast)
    sent = anyone.post(link, data={**fields(anyone.get(link).text), **body})
    assert sent.status_code in (303, 413, 422)
    assert b"<img src=x" not in sent.data
    for row in rows(store):
        assert set(row.answers) <= {"often", "likes", "likes-Comment"}
        assert row.pasted == []


def test_a_post_of_another_type_of_content_is_no_crash(anyone, store, cast):
    link = publish(store, cast)
    second = answer(anyone, link, **FIRST).location
    for kind in ("application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=x"):
        for address in (link, second):
            assert anyone.post(address, data=b'{"often": [1', content_type=kind).status_code in (400, 413, 422)


@pytest.mark.parametrize("page", ["0", "99", "999999999999999999999", "1e3", "-1", "٣"])
def test_a_page_number_that_is_none_ends_in_a_page(anyone, store, cast, page):
    own = answer(anyone, publish(store, cast), **FIRST).location.rpartition("/")[0]
    assert anyone.get(f"{own}/{page}").status_code in (303, 404)
    assert anyone.post(f"{own}/{page}", data={"why": "放松"}).status_code in (303, 404, 422)


def test_what_was_pasted_is_noted_for_known_fields_alone(anyone, store, cast):
    second = answer(anyone, publish(store, cast), **FIRST).location
    anyone.post(second, data={"why": "抄来的", ":pasted": "why\nwhy\n../x\nunknown\n"})
    assert rows(store)[0].pasted == ["why"]
