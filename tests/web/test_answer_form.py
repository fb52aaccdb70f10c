"""Answering a form: page by page, saved at each step, back and forth without loss."""

import pytest

from tests.web.answering import (
    FIRST,
    LIKES,
    OFTEN,
    PAIN,
    SECOND,
    WHY,
    answer,
    answer_all,
    evidence,
    fields,
    publish,
    rows,
)


def test_a_respondent_is_led_page_by_page_to_the_thanks(anyone, store, cast):
    link = publish(store, cast)
    assert "第 1 页，共 3 页" in anyone.get(link).text
    second = answer(anyone, link, **FIRST).location
    assert "第 2 页，共 3 页" in anyone.get(second).text
    ending = anyone.get(answer_all(anyone, second, (SECOND, {"pain": ""})))
    assert "谢谢" in ending.text
    assert "我们会在一周内联系合适的人。" in ending.text


def test_each_page_is_saved_before_the_next_one_shows(anyone, store, cast):
    answer(anyone, publish(store, cast), **FIRST)
    (row,) = rows(store)
    assert row.answers["often"] == "daily"
    assert row.answers["likes"] == ["钓鱼", "种田"]
    assert row.page == 1
    assert row.completed_at is None


def test_going_back_keeps_what_was_typed_on_both_pages(anyone, store, cast):
    second = answer(anyone, publish(store, cast), **FIRST).location
    first = answer(anyone, second, why="只写了一半", go="back").location
    page = fields(anyone.get(first).text)
    assert page["often"] == ["daily"]
    assert page["likes"] == ["钓鱼", "种田"]
    again = answer(anyone, first).location
    assert fields(anyone.get(again).text)["why"] == ["只写了一半"]


def test_what_is_missing_may_be_missing_when_going_back(anyone, store, cast):
    second = answer(anyone, publish(store, cast), **FIRST).location
    assert answer(anyone, second, go="back").location.endswith("/1")


def test_the_link_of_a_submission_leads_to_where_it_was_left(anyone, app, store, cast):
    second = answer(anyone, publish(store, cast), **FIRST).location
    own_link = second.rsplit("/", 1)[0]
    assert f"http://127.0.0.1:8000{own_link}" in anyone.get(second).text
    assert app.test_client().get(own_link).location == second


def test_the_browser_finds_back_from_the_public_link_and_may_start_again(anyone, store, cast):
    link = publish(store, cast)
    second = answer(anyone, link, **FIRST).location
    assert anyone.get(link).location == second.rsplit("/", 1)[0]
    assert anyone.get(f"{link}?again=1").status_code == 200
    answer(anyone, f"{link}?again=1", **FIRST)
    assert len(rows(store)) == 2


def test_the_browser_remembers_only_for_this_one_link(anyone, store, cast):
    link = publish(store, cast)
    cookie = answer(anyone, link, **FIRST).headers["Set-Cookie"]
    assert f"Path={link};" in cookie
    assert "HttpOnly" in cookie


def test_no_cookie_is_needed(app, store, cast):
    respondent = app.test_client(use_cookies=False)
    respondent.get(answer_all(respondent, publish(store, cast)))
    assert evidence(store)["state"] == "qualified"


def test_a_page_out_of_order_is_saved_and_leads_back_to_the_first_unfinished_one(anyone, store, cast):
    second = answer(anyone, publish(store, cast), **FIRST).location
    third = second.rsplit("/", 1)[0] + "/3"
    response = anyone.post(third, data={"pain": "先写了这一页"})
    assert response.location == second
    last = answer(anyone, second, **SECOND).location
    assert last == third
    assert fields(anyone.get(last).text)["pain"] == ["先写了这一页"]


def test_a_page_that_was_not_reached_yet_leads_to_the_one_that_was(anyone, store, cast):
    second = answer(anyone, publish(store, cast), **FIRST).location
    ahead = anyone.get(second.rsplit("/", 1)[0] + "/3", follow_redirects=True)
    assert ahead.request.path == second


def test_missing_answers_are_listed_with_a_link_to_each_and_nothing_typed_is_lost(anyone, store, cast):
    response = answer(anyone, publish(store, cast), likes=["钓鱼", "种田", "对战"])
    assert response.status_code == 422
    assert "还有 2 处要看一下" in response.text
    assert '<a href="#q1">多久玩一次？</a> 这一题需要回答。' in response.text
    assert "最多选 2 项，现在选了 3 项。" in response.text
    assert 'aria-describedby="q1-problem" role="radiogroup" aria-invalid="true"' in response.text
    assert fields(response.text)["likes"] == ["钓鱼", "种田", "对战"]


def test_other_asks_for_its_words(anyone, store, cast):
    link = publish(store, cast)
    response = answer(anyone, link, often="daily", likes=["other"])
    assert "选了“其他”，请写明是什么。" in response.text
    answer(anyone, response.request.path, often="daily", likes=["other"], **{"likes-Comment": "看云"})
    assert rows(store)[0].answers["likes-Comment"] == "看云"


def test_a_question_that_an_answer_on_the_same_page_calls_up_is_asked_once(anyone, store, cast):
    pays = {"type": "radiogroup", "name": "pays", "title": "花过钱吗？", "choices": ["是", "否"]}
    asked = {**LIKES, "visibleIf": "{pays} = '是'"}
    form = {"title": "t", "pages": [{"name": "a", "elements": [pays, asked]}, {"name": "b", "elements": [WHY]}]}
    link = publish(store, cast, form)
    assert LIKES["title"] not in anyone.get(link).text
    response = answer(anyone, link, pays="是")
    assert response.status_code == 422
    assert LIKES["title"] in response.text
    again = anyone.post(answer_address(response.text), data={"pays": "是"})
    assert again.location.endswith("/2")


def test_pages_that_do_not_apply_are_skipped_and_not_counted(anyone, store, cast):
    only = {"name": "b", "visibleIf": "{often} = 'daily'", "elements": [WHY]}
    link = publish(store, cast, {"title": "t", "pages": [{"name": "a", "elements": [OFTEN]}, only]})
    assert "谢谢" in anyone.get(answer(anyone, link, often="never").location).text


def test_a_page_that_does_not_apply_any_more_is_passed_over_when_coming_back(anyone, store, cast):
    names = zip("abc", ({**WHY, "name": "a"}, {**WHY, "name": "b"}, {**WHY, "name": "c"}), strict=True)
    middle, *others = ({"name": f"p_{name}", "elements": [question]} for name, question in names)
    hidden = {"name": "hidden", "visibleIf": "{often} = 'daily'", "elements": [PAIN]}
    pages = [{"name": "first", "elements": [OFTEN]}, middle, hidden, *others]
    second = answer(anyone, publish(store, cast, {"title": "t", "pages": pages}), often="daily").location
    own = answer(anyone, second, a="一").location.rsplit("/", 1)[0]
    answer(anyone, f"{own}/1", often="never")
    page = anyone.get(own, follow_redirects=True)
    assert page.request.path == f"{own}/4"
    assert answer(anyone, f"{own}/4", b="二").location == f"{own}/5"


def test_the_form_speaks_its_own_language(anyone, store, cast):
    form = {"title": "Players", "locale": "en", "pages": [{"name": "a", "elements": [OFTEN]}]}
    assert '<html lang="en">' in anyone.get(publish(store, cast, form)).text


def test_hostile_words_are_shown_as_words(anyone, store, cast):
    evil = "<script>alert(1)</script>"
    form = {"title": evil, "pages": [{"name": "a", "elements": [{**WHY, "title": evil, "description": evil}, OFTEN]}]}
    link = publish(store, cast, form)
    assert evil not in anyone.get(link).text
    response = answer(anyone, link, why=f"{evil}\x00\x1b\u202e\ufffe")
    assert evil not in response.text
    assert rows(store)[0].answers["why"] == evil


@pytest.mark.parametrize("name", ["年龄 段", "a-b", "问题?"])
def test_names_of_questions_may_hold_any_letter(anyone, store, cast, name):
    form = {"title": "t", "pages": [{"name": "a", "elements": [{**OFTEN, "name": name}]}]}
    rules = {"consent_version": "1", "retention_months": 12, "roles": {}, "pii": [], "screen_out": []}
    answer(anyone, publish(store, cast, form, rules), **{name: "daily"})
    assert evidence(store)["answers"] == {name: "daily"}


def answer_address(html: str) -> str:
    """Where a page posts to."""
    return html.partition('action="')[2].partition('"')[0]
