"""Going back keeps what was typed, be it right or wrong."""

import pytest

from tests.browser.conftest import PHONE
from tests.web.answering import LIKES, OFTEN, PAIN, publish, rows

pytestmark = pytest.mark.browser

AGE = {"type": "text", "name": "age", "title": "几岁？", "inputType": "number", "isRequired": True}
FORM = {
    "title": "两页",
    "pages": [{"name": "p1", "elements": [OFTEN]}, {"name": "p2", "elements": [AGE, LIKES, PAIN]}],
}


def test_what_could_not_be_saved_stands_in_its_fields_again_on_the_way_forward(open_page, store, cast):
    page = open_page(PHONE)
    page.goto(publish(store, cast, FORM))
    page.get_by_label("每天").check()
    page.get_by_role("button", name="下一页").click()
    page.get_by_label("几岁？").fill("二十多")
    for name in ("钓鱼", "种田", "对战"):
        page.get_by_label(name).check()
    page.get_by_label("哪里不爽？").fill("太肝")
    page.get_by_role("button", name="上一页").click()
    page.get_by_label("每天").wait_for()
    assert {"age", "likes"}.isdisjoint(name for name, value in rows(store)[0].answers.items() if value)
    page.get_by_role("button", name="下一页").click()
    assert page.get_by_label("几岁？").input_value() == "二十多"
    assert all(page.get_by_label(name).is_checked() for name in ("钓鱼", "种田", "对战"))
    assert page.get_by_label("哪里不爽？").input_value() == "太肝"
    page.get_by_label("对战").uncheck()
    page.get_by_label("几岁？").fill("25")
    page.get_by_role("button", name="提交").click()
    page.get_by_text("谢谢，你的回答已经收到").wait_for()
    assert rows(store)[0].answers["age"] == 25
    assert page.evaluate("sessionStorage.length") == 0
