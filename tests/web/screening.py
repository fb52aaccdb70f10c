"""A screener with marked options, scores and quotas, and respondents who fill it in."""

import json
from uuid import uuid4

from sqlmodel import select

from tests.imported import import_form
from workbench.storage.tables import Form, Participant, Submission
from workbench.workflow import forms

GENRE = {
    "type": "checkbox",
    "name": "genre",
    "title": "常玩哪几类？",
    "isRequired": True,
    "choices": [{"value": "fish", "text": "钓鱼"}, {"value": "farm", "text": "种田"}, {"value": "war", "text": "对战"}],
}
AGE = {"type": "text", "name": "age", "title": "你的年龄？", "inputType": "number", "min": 10, "max": 99}
SEX = {
    "type": "radiogroup",
    "name": "sex",
    "title": "性别？",
    "choices": [{"value": "f", "text": "女"}, {"value": "m", "text": "男"}],
}
OFTEN = {"type": "rating", "name": "often", "title": "每周玩几天？", "rateMax": 7}
DEFINITION = {"title": "找玩家", "pages": [{"name": "p1", "elements": [GENRE, AGE, SEX, OFTEN]}]}
RULES = {
    "consent_version": "1",
    "retention_months": 12,
    "roles": {},
    "pii": [],
    "screen_out": [{"id": "minor", "if": "{age} < 18", "reason": "未成年人机密"}],
    "options": {"genre": {"fish": "must", "war": "reject"}},
    "score": [
        {"id": "often", "if": "{often} >= 5", "points": 3, "reason": "玩得多机密"},
        {"id": "both", "if": "{genre} allof ['fish', 'farm']", "points": 1.5, "reason": "两类都玩机密"},
    ],
    "quotas": [
        {"id": "women", "title": "女玩家机密", "if": "{sex} = 'f'", "size": 1},
        {"id": "all", "title": "总数机密", "if": "{genre} notempty", "size": 3, "soft": True},
    ],
}
WANTED = {"genre": ["fish"], "age": "30", "sex": "f", "often": "3"}


def put_form(store, cast, **rules) -> int:
    """A draft of 林晓's."""
    text = json.dumps({"form": DEFINITION, "rules": {**RULES, **rules}})
    return import_form(store, cast.owner, cast.study, text)


def rules_page(store, cast) -> str:
    """The address of the page of rules of a draft that has none yet."""
    form_id = put_form(store, cast, options={}, score=[], quotas=[], screen_out=[])
    return f"/studies/{cast.study}/forms/{form_id}/screening"


def draft_rules(store) -> dict:
    """The rules of the first draft."""
    with store.reading() as session:
        return session.get_one(Form, 1).rules


def change_rules(client, page, verb, **values):
    """Post a form of the page of rules, from the first draft as it stands now."""
    with client.application.extensions["store"].reading() as session:
        revision = session.get_one(Form, 1).revision
    return client.post(f"{page}/{verb}", data={"revision": revision, **values})


def publish(store, cast, **rules) -> tuple[int, str]:
    """The form, open: its id and its public link."""
    form_id = put_form(store, cast, **rules)
    forms.publish_form(store, cast.owner, form_id)
    with store.reading() as session:
        return form_id, f"/s/{session.get_one(Form, form_id).token}"


def send(client, link, **answers):
    """Hand the form in; answers that are not given are those of somebody who is wanted."""
    return client.post(link, data={":uuid": str(uuid4()), **WANTED, **answers})


def people(store) -> list[tuple[Participant, Submission]]:
    """Who handed something in, in order."""
    query = select(Participant, Submission).join(Submission, Submission.participant_id == Participant.id)
    with store.reading() as session:
        return list(session.exec(query.order_by(Participant.id)))


def states(store) -> list[str]:
    """Their states, in order."""
    return [person.state for person, _ in people(store)]
