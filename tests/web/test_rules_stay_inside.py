"""Nothing that a respondent is sent tells who is wanted: no rule, quota or score, and the same pages for everybody."""

import json
import re

import pytest

from tests.imported import import_form
from tests.web.answering import answer, fields, rows
from workbench.storage.tables import Form
from workbench.workflow import forms

SECRET = "机密ZQX"
HOSTILE = f"</textarea><script>{SECRET}</script>"
PICK = {"type": "radiogroup", "isRequired": True}
GENRE = {**PICK, "name": "genre", "title": "常玩哪一类？", "choices": ["fish", "farm", "war"]}
SEX = {**PICK, "name": "sex", "title": "性别？", "choices": ["f", "m"]}
WHY = {"type": "comment", "name": "why", "title": "为什么玩？", "visibleIf": "{genre} notempty"}
OFTEN = {"type": "rating", "name": "often", "title": "每周玩几天？", "rateMax": 7, "isRequired": True}
FORM = {
    "title": "找玩家",
    "pages": [{"name": f"p{number}", "elements": page} for number, page in enumerate([[GENRE, SEX], [WHY], [OFTEN]])],
}
RULES = {
    "consent_version": "1",
    "retention_months": 12,
    "roles": {"why": "motivation"},
    "screen_out": [{"id": f"{SECRET}-rule", "if": f"{{often}} = 1 or {{why}} = '{SECRET}'", "reason": HOSTILE}],
    "options": {"genre": {"fish": "must", "war": "reject"}},
    "score": [{"id": f"{SECRET}-score", "if": "{often} >= 5", "points": 975.3125, "reason": HOSTILE}],
    "quotas": [
        {"id": f"{SECRET}-cell", "title": HOSTILE, "if": "{sex} = 'f'", "size": 1},
        {"id": f"{SECRET}-soft", "title": HOSTILE, "if": "{sex} = 'm'", "size": 86419, "soft": True},
    ],
}
TOLD = [SECRET, "975.3", "86419", "motivation", "screen", "qualif", "quota", "waiting", "verdict", "score", "option:"]
# The first is qualified and takes the only place; a rule, an option and a full cell turn the others away.
PEOPLE = [("fish", "f", "6"), ("fish", "m", "1"), ("war", "m", "6"), ("fish", "f", "5")]
# Tokens, and the seconds at which cookies end.
OWN = re.compile(r"[A-Za-z0-9_-]{20,}|[0-9]{2}:[0-9]{2}:[0-9]{2}")


@pytest.fixture
def link(store, cast):
    """The public link of the screener."""
    form_id = import_form(store, cast.owner, cast.study, json.dumps({"form": FORM, "rules": RULES}))
    forms.publish_form(store, cast.owner, form_id)
    with store.reading() as session:
        return f"/s/{session.get_one(Form, form_id).token}"


def walk(client, link, person) -> list[str]:
    """Everything that one respondent is sent on the way to the ending, headers included, pages as they first show."""
    genre, sex, often = person
    sent, address = [], link
    for answers in ({"genre": genre, "sex": sex}, {"why": "放松"}, {"often": often}):
        page = client.get(address, follow_redirects=True)
        refused = client.post(
            page.request.path, data={**fields(page.text), "often": "99", "genre": "none", ":go": "on"}
        )
        response = answer(client, address, **answers)
        assert response.status_code == 303, response.text
        sent += [f"{one.status_code} {one.headers} {one.text}" for one in (page, refused, response)]
        address = response.location
    ending = client.get(address, follow_redirects=True)
    again = client.get(link, follow_redirects=True)
    return [*sent, *(f"{one.status_code} {one.headers} {one.text}" for one in (ending, again))]


def test_not_a_byte_of_the_rules_is_sent_to_anybody(app, store, link):
    everything = "".join(page for person in PEOPLE for page in walk(app.test_client(), link, person))
    assert [word for word in TOLD if word in everything] == []
    assert [sent.qualified for sent in rows(store)] == [True, False, False, False]
    assert [sent.verdict_rule for sent in rows(store)][1:] == [
        f"{SECRET}-rule",
        "option:genre",
        f"quota:{SECRET}-cell",
    ]


def test_whoever_is_turned_away_is_sent_the_same_as_everybody_else(app, link):
    ways = [[OWN.sub("OWN", page) for page in walk(app.test_client(), link, person)] for person in PEOPLE]
    assert all(way == ways[0] for way in ways)
