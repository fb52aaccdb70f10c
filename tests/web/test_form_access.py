"""Who may answer and when: opening and closing time, a password, one answer a person."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.web.answering import FIRST, ONE_PAGE, RULES, answer, answer_all, fields, publish, rows
from workbench.storage.tables import FailedAttempt, Form, Participant
from workbench.workflow import form_access, forms

ANSWERS = {"often": "daily", "why": "放松", "name": "小满"}
CONTACT = {"type": "text", "name": "name", "title": "手机号"}
ASKED = [*ONE_PAGE["pages"][0]["elements"][:2], CONTACT]
WITH_CONTACT = {"title": "一页问卷", "pages": [{"name": "p1", "elements": ASKED}]}
SPELLINGS = ("13800001234", "+86 138-0000-1234", "１３８００００１２３５")
PASSWORD = "内测2026"


def let(client, place, **access):
    response = client.post(f"{place}/access", data={"opens_at": "", "closes_at": "", "one_answer": "", **access})
    assert response.status_code == 303, response.text


def local(hours):
    """A moment as a researcher writes it, in Beijing time."""
    return f"{datetime.now(UTC) + timedelta(hours=8 + hours):%Y-%m-%dT%H:%M}"


def test_times_are_written_in_beijing_and_kept_in_utc(client, store, place):
    let(client, place, opens_at="2026-11-22T20:00", closes_at="2026-11-30T23:59")
    form = rows(store, Form)[0]
    assert form.opens_at == datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert 'value="2026-11-30T23:59"' in client.get(f"{place}/access").text


def test_before_it_opens_a_form_says_when(client, anyone, store, link, place):
    let(client, place, opens_at="2099-01-02T03:04")
    page = anyone.get(link)
    assert page.status_code == 403
    assert "2099-01-02 03:04（北京时间）开始" in page.text
    sent = anyone.post(link, data={**FIRST, ":uuid": "0" * 32})
    assert "每天" in sent.text
    assert rows(store) == []
    assert "还没到开始时间" in client.get(f"{place}/share").text


def test_after_it_has_closed_those_who_began_have_a_day(client, anyone, store, link, place):
    second = answer(anyone, link, **FIRST).location
    let(client, place, closes_at=local(-23))
    assert anyone.get(f"{link}?again=1").status_code == 410
    assert anyone.get(second).status_code == 200
    let(client, place, closes_at=local(-25))
    assert anyone.get(second).status_code == 410
    assert "结束时间已过" in client.get(f"{place}/share").text


def test_a_form_may_close_on_the_last_day_there_is(client, anyone, link, place):
    second = answer(anyone, link, **FIRST).location
    let(client, place, closes_at="9999-12-31T23:59")
    assert anyone.get(second).status_code == 200
    assert 'value="9999-12-31T23:59"' in client.get(f"{place}/access").text


def test_on_the_ending_of_a_form_whose_time_is_over_nobody_else_is_invited(client, anyone, link, place):
    ending = answer_all(anyone, link)
    assert "换一个人填写" in anyone.get(ending).text
    let(client, place, closes_at=local(-1))
    assert "换一个人填写" not in anyone.get(ending).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"opens_at": "2026-11-22T20:00", "closes_at": "2026-11-22T20:00"}, "结束时间要晚于开始时间"),
        ({"opens_at": "明天"}, "时间“明天”读不出来"),
        ({"closes_at": "0001-01-01T00:00"}, "读不出来"),
        ({"one_answer": "iris"}, "没有这种"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_stays_typed(client, store, place, typed, said):
    response = client.post(f"{place}/access", data={"opens_at": "", "closes_at": "", "one_answer": "", **typed})
    assert response.status_code == 422
    assert said in response.text
    assert typed.get("opens_at", "") in response.text
    assert rows(store, Form)[0].opens_at is None


def test_a_password_is_asked_for_before_anything_is_shown(client, anyone, store, link, place):
    client.post(f"{place}/password", data={"password": PASSWORD})
    entrance = anyone.get(link).text
    assert "多久玩一次" not in entrance
    assert 'type="password"' in entrance
    wrong = anyone.post(f"{link}/enter", data={"password": "猜的"})
    assert (wrong.status_code, "密码不对" in wrong.text) == (403, True)
    address = anyone.post(f"{link}/enter", data={"password": f" {PASSWORD} "}).location
    assert "多久玩一次" in anyone.get(address).text
    answer_all(anyone, address)
    assert len(rows(store, Participant)) == 1
    assert PASSWORD not in str(rows(store, Form))


def test_a_password_needs_no_cookie(app, client, store, link, place):
    client.post(f"{place}/password", data={"password": PASSWORD})
    nobody = app.test_client(use_cookies=False)
    address = nobody.post(f"{link}/enter", data={"password": PASSWORD}).location
    body = {**fields(nobody.get(address).text), **FIRST}
    assert nobody.post(link, data=body).status_code == 303


@pytest.mark.parametrize("key", ["", "0" * 32, "\ud800", "x" * 5000])
def test_without_the_password_nothing_can_be_sent(client, anyone, store, link, place, key):
    client.post(f"{place}/password", data={"password": PASSWORD})
    sent = anyone.post(link, data={**FIRST, ":uuid": "0" * 32, ":key": key.encode("utf-8", "surrogatepass")})
    assert sent.status_code == 403
    assert "要先输入密码" in sent.text
    assert "每天" in sent.text
    assert rows(store) == []


def test_another_password_makes_the_old_one_worthless_and_none_opens(client, anyone, link, place):
    client.post(f"{place}/password", data={"password": PASSWORD})
    address = anyone.post(f"{link}/enter", data={"password": PASSWORD}).location
    client.post(f"{place}/password", data={"password": "另一个密码"})
    assert 'type="password"' in anyone.get(address).text
    client.post(f"{place}/password", data={"remove": "1"})
    assert "多久玩一次" in anyone.get(link).text


def test_guessing_ends_after_thirty_times_for_that_address_alone(app, client, store, link, place, monkeypatch):
    monkeypatch.setattr(form_access, "FAILURES_AN_ADDRESS", 2)
    client.post(f"{place}/password", data={"password": PASSWORD})
    guess = lambda address, word: app.test_client().post(  # noqa: E731
        f"{link}/enter", data={"password": word}, environ_base={"REMOTE_ADDR": address}
    )
    for _ in range(2):
        guess("203.0.113.7", "猜的")
    assert "输错的次数太多了" in guess("203.0.113.7", PASSWORD).text
    assert guess("203.0.113.8", PASSWORD).status_code == 303
    assert "203.0.113" not in str(rows(store, FailedAttempt))


@pytest.mark.parametrize("password", ["", "短", "长" * 101])
def test_a_password_is_neither_empty_nor_endless(client, store, place, password):
    client.post(f"{place}/password", data={"password": password})
    assert "密码" in client.get(f"{place}/access").text
    assert rows(store, Form)[0].password_hash == ""


def test_a_browser_hands_in_once_whichever_link_it_takes(client, anyone, store, link, place):
    let(client, place, one_answer="browser")
    client.post(f"{place}/channels", data={"name": "群"})
    ending = answer_all(anyone, link)
    assert "换一个人填写" not in anyone.get(ending).text
    for address in (link, f"{link}?again=1"):
        assert anyone.get(address).location == ending
    sent = anyone.post(link, data={**FIRST, ":uuid": "0" * 32})
    assert sent.location == ending
    assert len(rows(store)) == 1


def test_where_a_browser_hands_in_once_a_page_can_still_be_corrected(client, anyone, store, link, place):
    let(client, place, one_answer="browser")
    body = {**fields(anyone.get(link).text), **FIRST}
    anyone.post(link, data=body)
    anyone.post(link, data={**body, "often": "never"})
    assert rows(store)[0].answers["often"] == "never"


def hand_in(app, link, contact):
    """Answer as somebody new; the ending as they see it."""
    browser = app.test_client()
    sent = answer(browser, link, often="daily", why="放松", name=contact)
    return browser.get(sent.location).text.replace(sent.location, "")


def test_a_second_answer_with_the_same_contact_is_thanked_alike_and_set_aside(app, client, store, cast):
    link = publish(store, cast, WITH_CONTACT)
    let(client, f"/studies/{cast.study}/forms/{rows(store, Form)[0].id}", one_answer="contact")
    endings = {hand_in(app, link, contact) for contact in SPELLINGS}
    assert len(endings) == 1
    assert [bool(person.excluded_at) for person in rows(store, Participant)] == [False, True, False]
    assert "13800001234" not in "".join(row.contact_hash for row in rows(store))


def test_people_without_a_contact_are_not_taken_for_one(app, client, store, cast):
    link = publish(store, cast, WITH_CONTACT)
    let(client, f"/studies/{cast.study}/forms/{rows(store, Form)[0].id}", one_answer="contact")
    for contact in ("", "", "小满", "小满"):
        hand_in(app, link, contact)
    assert not [person for person in rows(store, Participant) if person.excluded_at]


def test_a_yes_or_no_about_contact_tells_nobody_apart(app, store, cast):
    willing = {"type": "boolean", "name": "name", "title": "可以联系你吗？"}
    pages = [{"name": "p1", "elements": [*ONE_PAGE["pages"][0]["elements"][:2], willing]}]
    link = publish(store, cast, {"title": "一页问卷", "pages": pages}, {**RULES, "pii": []})
    for _ in range(2):
        hand_in(app, link, "false")
    assert [row.contact_hash for row in rows(store)] == ["", ""]


def test_without_the_rule_a_contact_may_answer_again(app, store, cast):
    link = publish(store, cast, WITH_CONTACT)
    for _ in range(2):
        hand_in(app, link, "13800001234")
    assert not [person for person in rows(store, Participant) if person.excluded_at]


def test_the_consent_text_that_somebody_agreed_to_stands_with_them(client, anyone, store, cast):
    consent = {"type": "radiogroup", "name": "agree", "title": "你同意吗？", "isRequired": True}
    consent["choices"] = [{"value": "yes", "text": "我同意"}, {"value": "no", "text": "不同意"}]
    first = {"name": "p0", "description": "第一版的<知情同意>正文。", "elements": [consent]}
    form = {**ONE_PAGE, "pages": [first, *ONE_PAGE["pages"]]}
    rule = {"id": "no_consent", "if": "{agree} = 'no'", "reason": "不同意"}
    link = publish(store, cast, form, {**RULES, "screen_out": [rule], "consent_version": "2026-11甲"})
    answer_all(anyone, link, ({"agree": "yes"}, ANSWERS))
    (person,) = rows(store, Participant)
    page = client.get(f"/studies/{cast.study}/participants/{person.id}").text
    for words in ("版本 2026-11甲，在问卷第 1 版里", "我同意", "第一版的&lt;知情同意&gt;正文。"):
        assert words in page


def test_what_it_says_of_access_stands_on_the_page_of_links(client, link, place):
    let(client, place, one_answer="contact", closes_at="2099-01-01T00:00")
    client.post(f"{place}/password", data={"password": PASSWORD})
    page = client.get(f"{place}/share").text
    assert all(words in page for words in ("按联系方式", "要密码", "2099"))


@pytest.mark.parametrize("page", ["access", "card", "links", "links.csv", "funnel", "channels/0", "channels/0/qr.svg"])
def test_of_a_form_that_was_never_published_the_editor_says_what_to_do(client, store, cast, page):
    place = f"/studies/{cast.study}/forms/{forms.create_form(store, cast.owner, cast.study, '草稿')}"
    response = client.get(f"{place}/{page}", follow_redirects=True)
    assert (response.status_code, response.request.path) == (200, place)
    assert "这份问卷还没有发布" in response.text


@pytest.mark.parametrize("page", ["results", "crosstabs", "quality", "answers/{source}/export"])
def test_what_came_of_a_form_that_was_never_published_is_not_shown_as_empty(client, outsider, store, cast, page):
    number = forms.create_form(store, cast.owner, cast.study, "草稿")
    address = page.format(source=f"form:{number}") if "{" in page else f"{page}/form:{number}"
    response = client.get(f"/studies/{cast.study}/{address}", follow_redirects=True)
    assert response.request.path == f"/studies/{cast.study}/forms/{number}"
    assert "这份问卷还没有发布" in response.text
    assert outsider.get(f"/studies/{cast.study}/{address}").status_code == 404


def test_candidates_and_simulator_of_a_draft_say_what_to_do(client, store, cast):
    number = forms.create_form(store, cast.owner, cast.study, "草稿")
    place = f"/studies/{cast.study}/forms/{number}"
    page = client.get(f"{place}/candidates").text
    assert "问卷发布后" in page
    assert f'href="{place}">去发布</a>' in page
    assert client.get(f"{place}/simulate").status_code in (200, 422)
