"""Every kind of question in a browser: accessible, in a narrow window, with a keyboard, without scripts."""

import pytest

from tests.browser.conftest import PHONE, look
from tests.unit.surveys.kinds import EVERY_KIND
from tests.web.answering import RULES, publish, rows

pytestmark = pytest.mark.browser

BARE = {**RULES, "roles": {}, "pii": [], "screen_out": []}
WINDOWS = {"narrow": (320, 640), "phone": (390, 844), "desk": (1440, 900)}


@pytest.fixture
def link(store, cast):
    return publish(store, cast, EVERY_KIND, BARE)


def fill_in(page):
    """Both pages, up to the ending."""
    page.get_by_role("radiogroup", name="你有多愿意").get_by_label("9", exact=True).check()
    for place, option in enumerate(["种田", "钓鱼", "对战"], 1):
        page.get_by_label(option).select_option(str(place))
    page.get_by_role("radiogroup", name="画面").get_by_label("好").check()
    page.get_by_role("radiogroup", name="音乐").get_by_label("一般").check()
    page.get_by_role("group", name="周末").get_by_label("手机").check()
    page.get_by_role("button", name="下一页").click()
    page.get_by_label("水墨").check()
    page.get_by_label("称呼").fill("小满")
    page.get_by_label("为什么给了 9 分？").fill("画面好")


@pytest.mark.parametrize("size", WINDOWS.values(), ids=WINDOWS)
def test_every_kind_is_accessible_and_fits_the_window(open_page, link, size):
    page = open_page({"width": size[0], "height": size[1]})
    page.goto(link)
    look(page)
    page.get_by_role("button", name="下一页").click()
    look(page)
    fill_in(page)
    look(page)
    page.get_by_label("年龄").fill("廿八")
    page.get_by_role("button", name="提交").click()
    look(page)
    assert page.get_by_role("alert").is_visible()


def test_every_kind_is_answered_without_scripts(open_page, store, link):
    page = open_page(PHONE, java_script_enabled=False)
    page.goto(link)
    fill_in(page)
    page.get_by_role("button", name="提交").click()
    assert "谢谢" in page.title()
    assert rows(store)[0].answers["order"] == ["种田", "钓鱼", "对战"]


def test_what_is_wrong_leads_to_the_first_field_of_its_question(open_page, link):
    page = open_page(PHONE)
    page.goto(link)
    page.get_by_role("button", name="下一页").click()
    page.get_by_role("alert").get_by_role("link", name="你觉得它们怎么样？").click()
    page.keyboard.press("Space")
    assert page.get_by_role("radiogroup", name="画面").get_by_label("差").is_checked()


def test_everything_to_press_is_at_least_44_pixels_high(open_page, link):
    page = open_page({"width": 320, "height": 640})
    page.goto(link)
    sizes = page.eval_on_selector_all(
        ".option, select, input[type=text]", "all => all.map(one => [one.offsetWidth, one.offsetHeight])"
    )
    assert len(sizes) > 15
    assert all(min(size) >= 44 for size in sizes)
