"""What was begun and never handed in: emptied when its time is over, counted on, told to the respondent."""

from dataclasses import replace
from datetime import timedelta
from time import monotonic, sleep

import pytest
from sqlmodel import update

from tests.web.answering import FIRST, SECOND, answer, answer_all, rows
from tests.web.test_show_funnel import table
from workbench.storage.engine import Store
from workbench.storage.tables import AuditEntry, PersonalLink, Submission, now
from workbench.workflow import housekeeping, personal_links
from workbench.workflow.housekeeping import empty_unfinished

WORDS = "nobody else would say 1379"


def wait(store, days):
    """Let all submissions be as old."""
    with store.writing() as session:
        session.exec(update(Submission).values(saved_at=now() - timedelta(days=days)))


def holds(store, words):
    """Whether a file of the database holds these words."""
    return any(words.encode() in path.read_bytes() for path in store.settings.home.glob("workbench.sqlite3*"))


@pytest.fixture
def left(app, link):
    """The address of what somebody wrote on two pages and left there."""
    browser = app.test_client()
    return answer(browser, answer(browser, link, **FIRST).location, why=WORDS).location


def test_what_nobody_handed_in_is_emptied_after_its_days_and_stays_a_number(app, client, store, link, place, left):
    funnel = [table(client, place, name) for name in ("all", "by-channel", "by-page", "by-day")]
    wait(store, 29)
    assert (empty_unfinished(store), holds(store, WORDS)) == (0, True)
    wait(store, 31)
    assert empty_unfinished(store) == 1
    (kept,) = rows(store)
    assert (kept.answers, kept.shown, kept.trail, kept.last_digest) == ({}, {}, [], "")
    assert not holds(store, WORDS)
    assert app.test_client().get(left).status_code == 404
    assert [table(client, place, name) for name in ("all", "by-channel", "by-page", "by-day")] == funnel
    assert empty_unfinished(store) == 0, "once is enough"


def test_what_was_handed_in_stays(anyone, store, link):
    answer_all(anyone, link)
    wait(store, 400)
    assert empty_unfinished(store) == 0
    assert rows(store)[0].answers["why"] == SECOND["why"]


def test_what_was_emptied_is_written_down_once_for_each_form(app, store, cast, link, left):
    answer(app.test_client(), link, **FIRST)
    wait(store, 31)
    empty_unfinished(store)
    empty_unfinished(store)
    entries = [one for one in rows(store, AuditEntry) if one.verb == "empty_unfinished"]
    assert [(one.user_id, one.subject, one.study_id) for one in entries] == [(None, "form:1", cast.study)]


def test_no_days_keep_it_for_good(store, left):
    wait(store, 4000)
    assert empty_unfinished(Store(replace(store.settings, unfinished_days=0))) == 0
    assert WORDS in str(rows(store)[0].answers)


def test_who_left_through_a_personal_link_may_begin_anew(app, store, cast, link):
    personal_links.create_links(store, cast.owner, 1, "张三")
    own = f"/s/{personal_links.personal_token(store.settings, rows(store, PersonalLink)[0])}"
    browser = app.test_client()
    answer(browser, own, **FIRST)
    wait(store, 31)
    empty_unfinished(store)
    for one in (browser, app.test_client()):
        assert "多久玩一次" in one.get(own).text
    answer_all(browser, own)
    assert [one.completed_at is None for one in rows(store)] == [True, False]


def test_the_server_does_it_by_itself(store, left, monkeypatch):
    monkeypatch.setattr(housekeeping, "LOOK_EVERY", 0.05)
    keeper = housekeeping.Housekeeper(store)
    keeper.start()
    wait(store, 31)
    end = monotonic() + 20
    while rows(store)[0].answers and monotonic() < end:
        sleep(0.02)
    keeper.stop()
    keeper.join(20)
    assert rows(store)[0].answers == {}
    assert not keeper.is_alive()


def test_the_page_of_withdrawal_says_what_stays_and_how_long(app, anyone, store, link, left):
    assert "最后一次保存 30 天后自动删除" in anyone.get(left.rpartition("/")[0] + "/given").text
    ending = answer_all(anyone, link)
    assert "删除的只是这一份" in anyone.get(f"{ending}/given").text
    anyone.post(f"{ending}/withdraw")
    assert WORDS in str(rows(store)[0].answers), "what another browser left unfinished is not theirs to prove"
