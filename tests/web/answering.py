"""A respondent for tests: reads what is in the pages and fills it in, as a browser without scripts does."""

import json
from concurrent.futures import ThreadPoolExecutor

import html5lib
from sqlmodel import select

from tests.imported import import_form
from workbench.storage.tables import Answer, Form, Participant, Question, Submission, Utterance
from workbench.workflow import forms

RULES = {
    "consent_version": "1",
    "retention_months": 12,
    "roles": {"why": "motivation", "pain": "pain_point", "often": "behaviour", "name": "contact"},
    "pii": ["name"],
    "screen_out": [{"id": "secret_rule", "if": "{often} = 'never'", "reason": "不告诉任何人的理由"}],
}
OFTEN = {
    "type": "radiogroup",
    "name": "often",
    "title": "多久玩一次？",
    "isRequired": True,
    "choices": [{"value": "daily", "text": "每天"}, {"value": "never", "text": "从不"}],
}
WHY = {"type": "comment", "name": "why", "title": "为什么玩？", "isRequired": True}
PAIN = {"type": "comment", "name": "pain", "title": "哪里不爽？"}
NAME = {"type": "text", "name": "name", "title": "怎么称呼你？"}
LIKES = {
    "type": "checkbox",
    "name": "likes",
    "title": "常玩哪几类？",
    "showOtherItem": True,
    "maxSelectedChoices": 2,
    "choices": ["钓鱼", "种田", "对战"],
}
ONE_PAGE = {"title": "一页问卷", "pages": [{"name": "p1", "elements": [OFTEN, WHY, NAME]}]}
THREE_PAGES = {
    "title": "三页问卷",
    "description": "大约 2 分钟。",
    "completedHtml": "我们会在一周内联系合适的人。",
    "pages": [
        {"name": "p1", "title": "习惯", "elements": [OFTEN, LIKES]},
        {"name": "p2", "title": "想法", "elements": [WHY]},
        {"name": "p3", "title": "最后", "elements": [PAIN, NAME]},
    ],
}
FIRST, SECOND, THIRD = {"often": "daily", "likes": ["钓鱼", "种田"]}, {"why": "放松"}, {"pain": "太肝", "name": "小满"}


def publish(store, cast, definition=THREE_PAGES, rules=RULES) -> str:
    """A form of 林晓's, open; returns its public link."""
    names = {question["name"] for page in definition["pages"] for question in page["elements"]}
    fitting = {
        **rules,
        "roles": {name: role for name, role in rules["roles"].items() if name in names},
        "pii": [name for name in rules["pii"] if name in names],
        "screen_out": [rule for rule in rules["screen_out"] if "often" in names],
    }
    form_id = import_form(store, cast.owner, cast.study, json.dumps({"form": definition, "rules": fitting}))
    forms.publish_form(store, cast.owner, form_id)
    with store.reading() as session:
        return f"/s/{session.get_one(Form, form_id).token}"


def fields(html: str) -> dict[str, list[str]]:
    """What a browser would post from a page as it stands, without its buttons."""
    found: dict[str, list[str]] = {}
    for element in html5lib.parse(html, namespaceHTMLElements=False).iter():
        name, kind = element.get("name"), element.get("type")
        if element.tag == "textarea":
            found[name] = ["".join(element.itertext())]
        if element.tag == "select":
            chosen = [option for option in element.iter("option") if option.get("selected") is not None]
            found[name] = [(chosen or list(element.iter("option")))[0].get("value")]
        if element.tag == "input" and (kind not in ("radio", "checkbox") or element.get("checked") is not None):
            found[name] = [*found.get(name, []), element.get("value", "")]
    return found


def answer(client, address, **answers):
    """Open a page, fill it in and send it; `go="back"` presses the other button."""
    page = client.get(address, follow_redirects=True)
    assert page.status_code == 200, page.text
    go = answers.pop("go", "on")
    return client.post(page.request.path, data={**fields(page.text), **answers, ":go": go})


def answer_all(client, link, pages=(FIRST, SECOND, THIRD)) -> str:
    """Fill in the whole form; returns the address of the ending."""
    address = link
    for page in pages:
        response = answer(client, address, **page)
        assert response.status_code == 303, response.text
        address = response.location
    return address


def at_once(count, action) -> list:
    """What `count` simultaneous calls return."""
    with ThreadPoolExecutor(count) as pool:
        return [call.result() for call in [pool.submit(action) for _ in range(count)]]


def rows(store, table=Submission) -> list:
    """All rows of a table."""
    with store.reading() as session:
        return list(session.exec(select(table)))


def evidence(store) -> dict:
    """The one participant's state, pseudonym, answers and utterances by question."""
    (person,) = rows(store, Participant)
    names = {question.id: question.key for question in rows(store, Question)}
    return {
        "state": person.state,
        "pseudonym": person.pseudonym,
        "answers": {names[one.question_id]: one.value for one in rows(store, Answer)},
        "said": {names[one.question_id]: one.text for one in rows(store, Utterance)},
    }
