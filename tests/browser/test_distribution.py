"""The ways in and out of a form in a narrow browser: password, times, personal links, what was given and pasted."""

from datetime import timedelta

import pytest

from tests.browser.conftest import PHONE, look
from tests.web.answering import publish, rows
from workbench.storage.tables import Form, PersonalLink, now
from workbench.workflow import form_access, personal_links
from workbench.workflow.form_access import Access

pytestmark = pytest.mark.browser
NARROW = {"width": 320, "height": 640}


@pytest.fixture
def link(store, cast):
    return publish(store, cast)


@pytest.fixture
def form_id(store, link):
    return rows(store, Form)[0].id


@pytest.mark.parametrize("viewport", [NARROW, PHONE], ids=["narrow", "phone"])
def test_a_respondent_gets_in_by_the_password_without_scripts(open_page, store, cast, link, form_id, viewport):
    form_access.set_form_password(store, cast.owner, form_id, "内测2026")
    page = open_page(viewport, java_script_enabled=False)
    page.goto(link)
    page.get_by_label("密码").fill("猜的")
    page.get_by_role("button", name="进入").click()
    assert page.get_by_role("alert").inner_text().startswith("密码不对")
    page.get_by_label("密码").fill("内测2026")
    page.get_by_label("密码").press("Enter")
    page.get_by_label("每天").check()
    page.get_by_role("button", name="下一页").click()
    assert page.get_by_text("第 2 页，共 3 页").is_visible()


@pytest.mark.parametrize("viewport", [NARROW, PHONE], ids=["narrow", "phone"])
def test_every_way_in_that_is_shut_is_accessible(open_page, store, cast, link, form_id, viewport):
    page = open_page(viewport)
    form_access.set_form_password(store, cast.owner, form_id, "内测2026")
    page.goto(link)
    look(page)
    page.get_by_label("密码").fill("猜的")
    page.get_by_role("button", name="进入").click()
    look(page)
    for access in (Access(opens_at=now() + timedelta(days=1)), Access(closes_at=now() - timedelta(days=2))):
        form_access.update_access(store, cast.owner, form_id, access)
        page.goto(link)
        assert page.get_by_role("heading", level=1).inner_text().startswith("这份问卷")
        look(page)


def test_a_personal_link_goes_on_in_any_browser_until_it_is_handed_in(open_page, store, cast, link, form_id):
    personal_links.create_links(store, cast.owner, form_id, "张三")
    own = f"/s/{personal_links.personal_token(store.settings, rows(store, PersonalLink)[0])}"
    page, other = open_page(PHONE), open_page(PHONE)
    page.goto(own)
    page.get_by_label("每天").check()
    page.get_by_role("button", name="下一页").click()
    for browser in (page, other):
        browser.goto(own)
        assert browser.get_by_text("第 2 页，共 3 页").is_visible()
    other.get_by_label("为什么玩？").fill("放松")
    other.get_by_role("button", name="下一页").click()
    other.get_by_role("button", name="提交").click()
    third = open_page(PHONE)
    third.goto(own)
    assert third.get_by_role("heading", level=1).inner_text() == "这个链接已经用过了。"
    look(third)


@pytest.mark.parametrize("viewport", [NARROW, PHONE], ids=["narrow", "phone"])
def test_what_was_given_is_seen_and_taken_back_without_scripts(open_page, store, link, viewport):
    page = open_page(viewport, java_script_enabled=False)
    page.goto(link)
    page.get_by_label("每天").check()
    page.get_by_role("button", name="下一页").click()
    page.get_by_role("link", name="看看我填的，或撤回").click()
    assert page.get_by_text("每天").is_visible()
    page.get_by_role("button", name="删除我的回答").click()
    assert page.get_by_role("heading", level=1).inner_text() == "你的回答已经删除。"
    assert rows(store) == []


def test_a_pasted_answer_is_noted_and_a_typed_one_is_not(open_page, store, link):
    page = open_page(PHONE)
    page.goto(link)
    page.get_by_label("每天").check()
    page.get_by_role("button", name="下一页").click()
    page.get_by_label("为什么玩？").fill("抄来的话")
    page.evaluate("document.querySelector('textarea').dispatchEvent(new Event('paste', {bubbles: true}))")
    page.get_by_role("button", name="下一页").click()
    page.get_by_label("怎么称呼你？").type("小满")
    page.get_by_role("button", name="提交").click()
    page.get_by_role("link", name="查看或撤回").wait_for()
    assert rows(store)[0].pasted == ["why"]
