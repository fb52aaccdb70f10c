"""Questions are dragged by their numbers, with a mouse or a finger; what is not put anywhere stays where it was."""

import pytest

from tests.browser.conftest import PHONE, look, sign_in
from tests.browser.test_writing import order, said
from workbench.workflow import forms

pytestmark = pytest.mark.browser


class Finger:
    """What a touch screen tells the browser."""

    def __init__(self, page):
        self.page, self.tell = page, page.context.new_cdp_session(page).send

    def press(self, locator):
        locator.scroll_into_view_if_needed()
        box = locator.bounding_box()
        self.at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self._touch("touchStart")

    def move(self, x, y, steps=8):
        from_x, from_y = self.at
        for step in range(1, steps + 1):
            self.at = (from_x + (x - from_x) * step / steps, from_y + (y - from_y) * step / steps)
            self._touch("touchMove")

    def lift(self):
        self.tell("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def _touch(self, kind):
        x, y = self.at
        self.tell("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})


@pytest.fixture
def address(store, cast):
    return f"/studies/{cast.study}/forms/{forms.copy_house_form(store, cast.owner, cast.study, 'mobile_game_beta')}"


@pytest.fixture
def phone(open_page, store, server, address):
    page = open_page(PHONE, has_touch=True, is_mobile=True)
    sign_in(page, store, server)
    page.goto(address)
    return page


def number(page, name):
    return page.locator(f"#q-{name} .question-number")


def test_a_finger_puts_a_question_before_another(phone):
    before = order(phone)
    assert before[1:3] == ["device", "play_years"]
    finger = Finger(phone)
    finger.press(number(phone, "play_years"))
    scrolled = phone.evaluate("scrollY")
    box = phone.locator("#q-device").bounding_box()
    finger.move(box["x"] + 60, box["y"] + 6)
    phone.locator(".drop-line + #q-device").wait_for()
    assert phone.evaluate("scrollY") == scrolled, "the page does not follow the finger"
    finger.lift()
    said(phone, "现在是第 2 题")
    assert order(phone) == [before[0], "play_years", "device", *before[3:]]
    look(phone)


def test_at_the_edge_the_page_scrolls_so_that_a_finger_reaches_another_page(phone):
    finger = Finger(phone)
    finger.press(number(phone, "device"))
    finger.move(120, PHONE["height"] - 10)
    phone.wait_for_function("() => document.querySelector('.drop-line')?.closest('.form-page').dataset.page >= 2")
    finger.lift()
    phone.wait_for_function("() => Number(document.querySelector('#q-device').dataset.page) >= 3")
    assert not phone.locator(".drop-line").count()


def test_what_is_put_nowhere_stays_and_a_tap_moves_nothing(phone):
    before, finger = order(phone), Finger(phone)
    number(phone, "device").tap()
    finger.press(number(phone, "device"))
    finger.move(120, PHONE["height"] / 2)
    finger.tell("Input.dispatchTouchEvent", {"type": "touchCancel", "touchPoints": []})
    phone.wait_for_function("() => !document.querySelector('.drop-line, .dragged')")
    phone.reload()
    assert order(phone) == before


def test_escape_lets_a_question_go_and_typed_words_are_not_lost_by_a_drag(studio, address):
    studio.goto(f"{address}?open=genres")
    before = order(studio)
    studio.locator("#title").fill("没有存上的题目")
    box = studio.locator("#q-device").bounding_box()
    for end in ("Escape", "drop"):
        number(studio, "play_years").hover()
        studio.mouse.down()
        studio.mouse.move(box["x"] + 60, box["y"] + 6, steps=5)
        studio.locator(".drop-line").wait_for()
        if end == "Escape":
            studio.keyboard.press("Escape")
            studio.locator(".drop-line").wait_for(state="detached")
        studio.once("dialog", lambda dialog: dialog.dismiss())
        studio.mouse.up()
    assert studio.locator("#title").input_value() == "没有存上的题目"
    assert order(studio) == before
