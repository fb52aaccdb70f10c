"""Where it does not go on: a plain sentence, the right status, and nothing typed is lost."""

from datetime import timedelta

import pytest
from sqlmodel import delete

from tests.web.answering import FIRST, ONE_PAGE, SECOND, THIRD, answer, answer_all, fields, publish, rows
from workbench.storage.queries.submissions import form_by_link
from workbench.storage.tables import Form, Participant
from workbench.workflow import forms
from workbench.workflow.submissions import Posted, save_page


def close(store, cast, link, *, hours_ago=0):
    with store.reading() as session:
        form_id = form_by_link(session, link.removeprefix("/s/")).form.id
    forms.close_form(store, cast.owner, form_id)
    with store.writing() as session:
        session.get(Form, form_id).updated_at -= timedelta(hours=hours_ago)


@pytest.mark.parametrize(
    "address", ["/s/nothing", "/s/a/b", "/s/\x00", "/s/%ED%A0%80", "/r/nothing", "/r/nothing/2", "/r/a/b/c", "/r/x/-1"]
)
def test_a_link_that_leads_nowhere_gets_a_friendly_page(anyone, address):
    response = anyone.get(address)
    assert response.status_code == 404
    assert "链接可能不完整" in response.text
    assert "画像工作台" not in response.text


def test_a_form_that_was_never_published_is_not_there(anyone, store, cast):
    form_id = forms.create_form(store, cast.owner, cast.study, "草稿")
    with store.reading() as session:
        link = f"/s/{session.get(Form, form_id).token}"
    assert anyone.get(link).status_code == 404
    assert anyone.post(link, data={":uuid": "0" * 32}).status_code == 404


def test_a_closed_form_says_so(anyone, store, cast):
    link = publish(store, cast)
    close(store, cast, link)
    response = anyone.get(link)
    assert response.status_code == 410
    assert "这份问卷已经结束了" in response.text


def test_a_form_that_closes_before_the_first_page_is_sent_gives_the_words_back(anyone, store, cast):
    link = publish(store, cast, ONE_PAGE)
    body = fields(anyone.get(link).text)
    close(store, cast, link)
    response = anyone.post(link, data={**body, "often": "daily", "why": "写了很久的话"})
    assert response.status_code == 410
    assert "写了很久的话" in response.text
    assert "每天" in response.text
    assert rows(store) == []


def test_whoever_had_begun_may_finish_within_a_day_after_closing(anyone, store, cast):
    link = publish(store, cast)
    second = answer(anyone, link, **FIRST).location
    close(store, cast, link, hours_ago=23)
    assert anyone.get(link).location == second.rsplit("/", 1)[0]
    answer_all(anyone, second, (SECOND, THIRD))
    assert len(rows(store, Participant)) == 1


def test_after_that_day_the_words_are_given_back(anyone, store, cast):
    link = publish(store, cast)
    second = answer(anyone, link, **FIRST).location
    close(store, cast, link, hours_ago=25)
    assert anyone.get(second).status_code == 410
    response = anyone.post(second, data={"why": "来晚了的话"})
    assert response.status_code == 410
    assert "来晚了的话" in response.text
    assert "why" not in rows(store)[0].answers


def test_a_form_that_was_deleted_meanwhile_gets_a_friendly_page(anyone, store, cast):
    second = answer(anyone, publish(store, cast), **FIRST).location
    with store.writing() as session:
        session.exec(delete(Form))
    response = anyone.post(second, data=SECOND)
    assert response.status_code == 404
    assert "已经删除" in response.text


def test_an_answer_of_a_hundred_thousand_characters_is_given_back_with_a_sentence(anyone, store, cast):
    second = answer(anyone, publish(store, cast), **FIRST).location
    response = answer(anyone, second, why="长" * 100_000)
    assert response.status_code == 422
    assert "最多 10000 个字，现在有 100000 个。" in response.text
    assert fields(response.text)["why"] == ["长" * 100_000]


def test_a_post_over_a_megabyte_gets_a_sentence(anyone, store, cast):
    second = answer(anyone, publish(store, cast), **FIRST).location
    response = anyone.post(second, data={"why": "a" * 1_100_000})
    assert response.status_code == 413
    assert "请返回上一页，缩短后再提交" in response.text


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(anyone, store, cast, method):
    assert getattr(anyone, method)(publish(store, cast)).status_code in (404, 405)


@pytest.mark.parametrize(
    "body", [b"%ff%fe=%ed%a0%80", b"often=%00&often=daily&&&==", b"%3Aversion=99999999999999999999", b"\xff" * 100, b""]
)
def test_nonsense_is_never_a_crash(anyone, store, cast, body):
    link = publish(store, cast)
    second = answer(anyone, link, **FIRST).location
    for address, uuid in ((link, b"&%3Auuid=" + b"0" * 32), (second, b"")):
        sent = anyone.post(address, data=body + uuid, content_type="application/x-www-form-urlencoded")
        assert sent.status_code in (303, 422)


def test_lone_surrogates_and_invisible_characters_are_taken_out(anyone, store, cast):
    token = answer(anyone, publish(store, cast), **FIRST).location.split("/")[2]
    save_page(store, token, 1, Posted({"why": ["好\x00玩\u202e\ud800😌"]}))
    assert rows(store)[0].answers["why"] == "好玩😌"


def test_a_respondent_needs_no_token_against_forgery_and_a_researcher_still_does(app, client, store, cast):
    app.config["WTF_CSRF_ENABLED"] = True
    link = publish(store, cast, ONE_PAGE)
    assert answer(client, link, often="daily", why="放松").status_code == 303
    assert client.post(f"/studies/{cast.study}/archive").status_code == 400


def test_a_crash_is_told_without_the_name_of_the_product(anyone, store, cast, monkeypatch):
    link = publish(store, cast)
    monkeypatch.setattr("workbench.workflow.visits.first_screen", None)
    response = anyone.get(link)
    assert response.status_code == 500
    assert "没有丢失" in response.text
    assert "画像工作台" not in response.text


def test_a_stop_speaks_the_language_of_the_browser(anyone):
    assert '<html lang="en">' in anyone.get("/s/nothing", headers={"Accept-Language": "en-GB"}).text
