"""Signing in."""

import pytest

from tests.conftest import PASSWORD
from workbench.workflow import accounts


def post(client, password, email="lin@example.com", target=""):
    return client.post("/sign-in", data={"email": email, "password": password, "next": target})


def test_a_stranger_is_led_to_the_sign_in_from_every_page(anyone, cast):
    response = anyone.get(f"/studies/{cast.study}")
    assert response.status_code == 303
    assert response.location == f"/sign-in?next=%2Fstudies%2F{cast.study}"


def test_the_right_password_opens_the_studio(anyone):
    assert post(anyone, PASSWORD).location == "/"
    assert "云屿行记内测研究" in anyone.get("/").text


def test_a_sign_in_returns_to_the_page_that_was_wanted(anyone, cast):
    assert post(anyone, PASSWORD, target=f"/studies/{cast.study}").location == f"/studies/{cast.study}"


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "/\\evil.example", "/x\r\nSet-Cookie: a=b"]
)
def test_a_sign_in_never_leads_to_another_site(anyone, target):
    assert post(anyone, PASSWORD, target=target).location == "/"


def test_a_wrong_password_gets_a_sentence_and_keeps_the_address(anyone):
    response = post(anyone, "wrong password")
    assert response.status_code == 403
    assert "邮箱或密码不对" in response.text
    assert "lin@example.com" in response.text


def test_an_unknown_account_gets_the_same_sentence(anyone):
    assert "邮箱或密码不对" in post(anyone, PASSWORD, email="nobody@example.com").text


def test_six_failures_lock_the_account_for_a_while(anyone):
    for _ in range(accounts.FAILURES_AN_ACCOUNT):
        post(anyone, "wrong password")
    response = post(anyone, PASSWORD)
    assert response.status_code == 403
    assert "15 分钟" in response.text


def test_a_sign_out_ends_the_session_on_the_server(client, anyone):
    cookie = client.get_cookie("workbench_sign_in").value
    client.post("/sign-out")
    anyone.set_cookie("workbench_sign_in", cookie)
    assert anyone.get("/").status_code == 303


def test_a_one_time_link_works_once(anyone, store):
    token = accounts.one_time_link(store, "lin@example.com", "sign_in")
    assert anyone.get(f"/link/{token}").status_code == 303
    assert anyone.get("/").status_code == 200
    assert anyone.get(f"/link/{token}").status_code == 403


def test_a_reset_link_changes_the_password_and_ends_other_sign_ins(client, anyone, store):
    token = accounts.one_time_link(store, "lin@example.com", "reset")
    assert "密码太短" in anyone.post(f"/reset/{token}", data={"password": "short"}).text
    assert anyone.post(f"/reset/{token}", data={"password": "新的一句又长又好记的话"}).status_code == 303
    assert client.get("/").status_code == 303
    assert post(anyone, "新的一句又长又好记的话").status_code == 303


def test_a_post_without_its_token_is_refused_with_a_sentence(app, client, cast):
    app.config["WTF_CSRF_ENABLED"] = True
    response = client.post(f"/studies/{cast.study}/archive", data={"archived": "1"})
    assert response.status_code == 400
    assert "刷新后再提交" in response.text


def test_every_answer_carries_a_policy_without_inline_code(anyone):
    policy = anyone.get("/sign-in").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_language_switch_turns_the_page_english_and_stays(client):
    assert client.post("/language", data={"language": "en", "next": "/"}).status_code == 303
    assert 'lang="en"' in client.get("/").text
