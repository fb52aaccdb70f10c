"""A form in English speaks English on every page of a respondent's, whatever their browser asks for."""

import re

import pytest

from tests.unit.surveys.kinds import PNG
from tests.web.answering import answer, fields, publish, rows
from workbench.storage.tables import Form, PersonalLink
from workbench.workflow import forms
from workbench.workflow.form_access import FAILURES_AN_ADDRESS
from workbench.workflow.personal_links import personal_token

HAN = re.compile("[\u3400-\u9fff\u3000-\u303f\uff01-\uff5e]")


def both(english):
    """What stands in the form in two languages; only one of them may be seen."""
    return {"default": f"中文：{english}", "en": english}


def asked(kind, name, **more):
    return {"type": kind, "name": name, "title": both(f"About {name}"), "isRequired": True, **more}


def listed(*texts):
    return [{"value": text, "text": both(text)} for text in texts]


SPECIAL = {"showOtherItem": True, "showNoneItem": True, "showRefuseItem": True, "showDontKnowItem": True}
FIRST = [
    asked("checkbox", "likes", choices=listed("tea", "milk"), maxSelectedChoices=1, **SPECIAL),
    asked("dropdown", "city", choices=listed("Bath", "York"), showOtherItem=True),
    asked("text", "age", inputType="number", min=18, description=both("In years")),
    asked("text", "mail", inputType="email"),
    asked("text", "day", inputType="date"),
]
SECOND = [
    {"type": "expression", "name": "words", "title": both("A word before")},
    asked("boolean", "agree"),
    asked("rating", "nps", minRateDescription=both("never"), maxRateDescription=both("always")),
    asked("ranking", "order", choices=listed("one", "two")),
    asked("matrix", "rate", columns=listed("bad", "good"), rows=listed("art", "sound"), eachRowRequired=True),
    asked("multipletext", "who", items=[{"name": "nick", "title": both("Nickname"), "isRequired": True}]),
    asked("imagepicker", "look", choices=[{"value": "ink", "text": both("Ink"), "imageLink": PNG}]),
    asked("comment", "why", maxLength=20),
]
FORM = {
    "title": both("Two pages"),
    "description": both("Two minutes."),
    "locale": "en",
    "completedHtml": both("We shall write to you."),
    "pages": [
        {"name": "p1", "title": both("First"), "description": both("Please read."), "elements": FIRST},
        {"name": "p2", "title": both("Second"), "elements": SECOND},
    ],
}
RULES = {"consent_version": "1", "retention_months": 12, "roles": {}, "pii": [], "screen_out": []}
ONE = {"likes": ["other"], "likes-Comment": "cocoa", "city": "York", "age": "30", "mail": "a@b.co", "day": "2026-11-22"}
RANKED = {"order.one": "1", "order.two": "2", "rate.art": "bad", "rate.sound": "good"}
TWO = {"agree": "true", "nps": "3", **RANKED, "who.nick": "Kim", "look": "ink", "why": "rest"}
WRONG = [
    {"likes": ["tea", "milk"], "city": "Rome", "age": "old", "mail": "@", "day": "today"},
    {"likes": ["none", "tea"], "age": "3", "city": "other"},
    {"likes": ["other"], "likes-Comment": ""},
    {},
]
WRONG_AFTER = [
    {"agree": "x", "nps": "9", "order.one": "1", "order.two": "1", "rate.art": "x", "look": "x", "why": "long " * 20},
    {"order.one": "7", "rate.art": "bad"},
    {},
]


@pytest.fixture
def link(store, cast):
    return publish(store, cast, FORM, RULES)


@pytest.fixture
def form_id(store, link):
    return rows(store, Form)[0].id


def speaks_english(response, status=200):
    assert (response.status_code, HAN.findall(response.text)) == (status, [])
    assert '<html lang="en">' in response.text


def test_every_page_and_every_refusal(anyone, link):
    speaks_english(anyone.get(link))
    for wrong in WRONG:
        speaks_english(answer(anyone, link, **wrong), 422)
    second = answer(anyone, f"{link}?again=1", **ONE).location
    speaks_english(anyone.get(second))
    for wrong in WRONG_AFTER:
        speaks_english(answer(anyone, second, **wrong), 422)
    ending = answer(anyone, second, **TWO).location
    speaks_english(anyone.get(ending))
    speaks_english(anyone.get(f"{ending}/given"))
    speaks_english(anyone.post(second, data={**TWO, "why": "something else"}), 422)
    speaks_english(anyone.post(second, data={"why": "a" * 1_100_000}), 413)
    speaks_english(anyone.post(f"{ending}/withdraw"))


def test_what_was_typed_is_given_back_in_it(anyone, store, cast, link, form_id):
    body = fields(anyone.get(link).text)
    forms.close_form(store, cast.owner, form_id)
    speaks_english(anyone.get(link), 410)
    sent = anyone.post(link, data={**body, **ONE})
    speaks_english(sent, 410)
    assert all(text in sent.text for text in ("About likes", "York", "cocoa"))


def test_a_form_that_has_not_opened_and_a_link_that_was_used(client, app, store, cast, link, form_id):
    place = f"/studies/{cast.study}/forms/{form_id}"
    assert client.post(f"{place}/links", data={"people": "Kim"}).status_code == 303
    own = f"/s/{personal_token(store.settings, rows(store, PersonalLink)[0])}"
    person = app.test_client()
    assert answer(person, answer(person, own, **ONE).location, **TWO).status_code == 303
    speaks_english(app.test_client().get(own), 403)
    times = {"opens_at": "2099-01-02T03:04", "closes_at": "", "one_answer": ""}
    assert client.post(f"{place}/access", data=times).status_code == 303
    speaks_english(app.test_client().get(link), 403)


def test_the_question_for_the_password(anyone, client, cast, link, form_id):
    answered = client.post(f"/studies/{cast.study}/forms/{form_id}/password", data={"password": "open sesame"})
    assert answered.status_code == 303
    speaks_english(anyone.get(link))
    for _ in range(FAILURES_AN_ADDRESS + 1):
        page = anyone.post(f"{link}/enter", data={"password": "x"})
        speaks_english(page, page.status_code)
