"""After a withdrawal a search of every table and every byte of the study's files finds nothing of what was given."""

import json

import pytest
from sqlmodel import select

from tests.web.answering import PAIN, WHY, answer, answer_all, publish, rows
from tests.web.material import put_interview
from workbench.storage.tables import Form, FormOpening, Participant, PersonalLink, QuotaPlace, Submission
from workbench.workflow.personal_links import personal_token

SECRETS = ("云上钓鱼最解压", "广告多得像牛皮癣", "13800007777", "群主老赵的表弟", "手冲咖啡党")
PHONE = {"type": "text", "name": "phone", "title": "手机号"}
DRINK = {"type": "checkbox", "name": "drink", "title": "爱喝什么？", "showOtherItem": True, "choices": ["茶", "水"]}
FORM = {"title": "问卷", "pages": [{"name": "a", "elements": [WHY, PAIN]}, {"name": "b", "elements": [PHONE, DRINK]}]}
RULES = {
    "consent_version": "1",
    "retention_months": 12,
    "roles": {"why": "motivation", "pain": "pain_point", "phone": "contact"},
    "pii": ["phone"],
    "screen_out": [],
    "quotas": [{"id": "tea", "title": "别的", "if": "{drink} contains 'other'", "size": 5}],
}
PAGES = (
    {"why": SECRETS[0], "pain": SECRETS[1], ":pasted": "why\n"},
    {"phone": SECRETS[2], "drink": ["茶", "other"], "drink-Comment": SECRETS[4]},
)


@pytest.fixture
def link(client, store, cast):
    """Somebody's own link to a form with a quota that takes one answer a contact."""
    publish(store, cast, FORM, RULES)
    form = rows(store, Form)[0]
    place = f"/studies/{cast.study}/forms/{form.id}"
    client.post(f"{place}/access", data={"one_answer": "contact"})
    client.post(f"{place}/links", data={"people": SECRETS[3]})
    return f"/s/{personal_token(store.settings, rows(store, PersonalLink)[0])}"


def search(store) -> set[str]:
    """Which secrets stand in any file of the home folder, as UTF-8 or as JSON writes it."""
    files = [path for path in store.settings.home.rglob("*") if path.is_file()]
    assert any(path.name.endswith("-wal") for path in files), "the log is among what is searched"
    data = [path.read_bytes() for path in files]
    spelled = {secret: (secret.encode(), json.dumps(secret)[1:-1].encode()) for secret in SECRETS}
    return {secret for secret, forms in spelled.items() for form in forms if any(form in one for one in data)}


def marks(store) -> list[str]:
    """What else tells of an answer: hashes, tokens and the number of the page."""
    (row,) = rows(store)
    return [row.contact_hash, row.token_hash, row.uuid]


def test_nothing_of_what_was_given_is_left_in_any_file(anyone, store, link):
    ending = answer_all(anyone, link, PAGES)
    assert search(store) == set(SECRETS)
    (row,) = rows(store)
    assert (len(row.trail), row.pasted, len(rows(store, QuotaPlace))) == (2, ["why"], 1)
    told = marks(store)
    assert all(told)
    anyone.post(f"{ending}/withdraw")
    assert search(store) == set()
    everything = b"".join(path.read_bytes() for path in store.settings.home.rglob("*") if path.is_file())
    assert not [mark for mark in told if mark.encode() in everything]


@pytest.mark.parametrize("table", [Submission, Participant, PersonalLink, QuotaPlace])
def test_no_row_of_theirs_is_left(anyone, store, link, table):
    ending = answer_all(anyone, link, PAGES)
    assert rows(store, table)
    anyone.post(f"{ending}/withdraw")
    assert rows(store, table) == []


def test_the_log_is_empty_at_once_and_not_at_the_next_checkpoint(anyone, store, link):
    ending = answer_all(anyone, link, PAGES)
    log = store.settings.database_file.with_name(store.settings.database_file.name + "-wal")
    assert log.stat().st_size > 0
    anyone.post(f"{ending}/withdraw")
    assert log.stat().st_size == 0


def test_what_a_researcher_deletes_is_gone_alike(client, anyone, store, cast, link):
    answer_all(anyone, link, PAGES)
    (person,) = rows(store, Participant)
    client.post(f"/studies/{cast.study}/participants/{person.id}/delete")
    assert search(store) == set()


def test_an_unfinished_answer_goes_alike(anyone, store, link):
    second = answer(anyone, link, **PAGES[0]).location
    assert search(store) == {SECRETS[0], SECRETS[1], SECRETS[3]}
    anyone.post(second.rpartition("/")[0] + "/withdraw")
    assert search(store) == set()


def test_who_was_interviewed_stays_without_what_the_answers_told(anyone, store, cast, link):
    ending = answer_all(anyone, link, PAGES)
    (person,) = rows(store, Participant)
    put_interview(store, cast.study, person.id)
    anyone.post(f"{ending}/withdraw")
    assert search(store) == set()
    assert rows(store, QuotaPlace) == []
    (person,) = rows(store, Participant)
    assert (person.excluded_at, person.attributes) == (None, {})


def test_the_same_contact_may_answer_again_after_a_withdrawal(app, anyone, store, link):
    anyone.post(answer_all(anyone, link, PAGES) + "/withdraw")
    with store.reading() as session:
        own = f"/s/{session.exec(select(Form)).one().token}"
    answer_all(app.test_client(), own, PAGES)
    assert rows(store, Participant)[0].excluded_at is None


def test_openings_are_numbers_and_stay(anyone, store, link):
    anyone.post(answer_all(anyone, link, PAGES) + "/withdraw")
    assert rows(store, FormOpening)[0].times == 1
