"""A respondent with a telephone: no scripts, a narrow window, a line that breaks, a keyboard, a screen reader."""

import pytest

from tests.browser.conftest import PHONE, look
from tests.web.answering import evidence, publish, rows
from workbench.storage.tables import Participant

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 640}


def fill_in(page, link):
    """The whole form of three pages, up to its ending."""
    page.goto(link)
    page.get_by_label("每天").check()
    page.get_by_label("钓鱼").check()
    page.get_by_role("button", name="下一页").click()
    page.get_by_label("为什么玩？").fill("地铁上看看云，\n放松一下。😌")
    page.get_by_role("button", name="下一页").click()
    page.get_by_label("哪里不爽？").fill("每日任务太多")
    page.get_by_role("button", name="提交").click()


def test_a_respondent_finishes_without_scripts_on_a_phone(open_page, store, cast):
    page = open_page(PHONE, java_script_enabled=False)
    fill_in(page, publish(store, cast))
    assert page.get_by_role("heading", level=1).inner_text() == "谢谢，你的回答已经收到"
    assert evidence(store)["said"] == {"why": "地铁上看看云，\n放松一下。😌", "pain": "每日任务太多"}


@pytest.mark.parametrize("viewport", [NARROW, PHONE, {"width": 1440, "height": 900}], ids=["narrow", "phone", "desk"])
def test_every_page_is_accessible_and_fits_the_window(open_page, store, cast, viewport):
    page, link = open_page(viewport), publish(store, cast)
    for address in (link, "/s/nothing"):
        page.goto(address)
        look(page)
    page.goto(link)
    page.get_by_role("button", name="下一页").click()
    look(page)
    page.get_by_label("每天").check()
    page.get_by_label("其他", exact=True).check()
    page.get_by_label("请写明").fill("看云")
    for name in ("下一页", "下一页"):
        page.get_by_role("button", name=name).click()
        look(page)
    page.get_by_label("为什么玩？").fill("放松")
    page.get_by_role("button", name="下一页").click()
    page.get_by_role("button", name="提交").click()
    page.get_by_role("link", name="查看或撤回").click()
    page.get_by_role("heading", name="撤回我的回答").wait_for()
    look(page)
    page.get_by_role("button", name="删除我的回答").click()
    look(page)


def test_everything_to_press_is_at_least_44_pixels_high(open_page, store, cast):
    page = open_page(NARROW)
    page.goto(publish(store, cast))
    sizes = page.eval_on_selector_all(
        ".option, button, select, textarea, input[type=text]",
        "all => all.filter(one => one.offsetParent).map(one => [one.offsetWidth, one.offsetHeight])",
    )
    assert len(sizes) > 5
    assert all(min(size) >= 44 for size in sizes)


def test_a_line_that_breaks_loses_nothing_that_was_typed(open_page, store, cast):
    page = open_page(PHONE)
    page.goto(publish(store, cast))
    page.get_by_label("每天").check()
    page.get_by_role("button", name="下一页").click()
    page.get_by_label("为什么玩？").fill("在地铁里写的很长的一段话")
    page.context.set_offline(True)
    page.get_by_role("button", name="下一页").click()
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    page.go_back()
    assert page.get_by_label("为什么玩？").input_value() == "在地铁里写的很长的一段话"
    page.get_by_role("button", name="下一页").click()
    page.get_by_role("button", name="提交").click()
    assert len(rows(store)) == len(rows(store, Participant)) == 1


def test_the_enter_key_goes_on_and_not_back(open_page, store, cast):
    page = open_page()
    fill_in_two = publish(store, cast)
    page.goto(fill_in_two)
    page.get_by_label("每天").check()
    page.get_by_role("button", name="下一页").click()
    page.get_by_label("为什么玩？").fill("放松")
    page.get_by_role("button", name="下一页").click()
    page.get_by_label("怎么称呼你？").press("Enter")
    assert "谢谢" in page.title()


def test_a_problem_leads_to_its_field(open_page, store, cast):
    page = open_page(PHONE)
    page.goto(publish(store, cast))
    page.get_by_role("button", name="下一页").click()
    page.get_by_role("alert").get_by_role("link", name="多久玩一次？").click()
    page.keyboard.press("Space")
    assert page.get_by_label("每天").is_checked()


def test_the_words_beside_other_are_asked_for_when_it_is_chosen(open_page, store, cast):
    page = open_page(PHONE)
    page.goto(publish(store, cast))
    assert not page.get_by_label("请写明").is_visible()
    page.get_by_label("其他", exact=True).check()
    assert page.get_by_label("请写明").is_visible()


def test_the_public_link_finds_back_and_a_double_click_does_no_harm(open_page, store, cast):
    page, link = open_page(PHONE), publish(store, cast)
    page.goto(link)
    page.get_by_label("每天").check()
    page.get_by_role("button", name="下一页").dblclick()
    page.wait_for_url("**/2")
    page.goto(link)
    assert page.get_by_text("第 2 页，共 3 页").is_visible()
    page.get_by_role("link", name="重新开始").click()
    assert page.get_by_text("第 1 页，共 3 页").is_visible()
    assert len(rows(store)) == 1
