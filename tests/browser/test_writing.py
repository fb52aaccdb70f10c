"""Writing a questionnaire in a browser: nothing jumps, all goes by keys, the preview follows, conditions are menus."""

import pytest

from tests.browser.conftest import DESK, PHONE, look
from workbench.web.security import COOKIE
from workbench.workflow import form_editing, forms
from workbench.workflow.form_editing import Author

pytestmark = pytest.mark.browser


@pytest.fixture
def house(studio, store, cast):
    """The editor of a house form; the browser may complain about nothing but a line that a test broke."""
    form_id = forms.copy_house_form(store, cast.owner, cast.study, "mobile_game_beta")
    complaints = []
    studio.on("pageerror", lambda error: complaints.append(str(error)))
    studio.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    studio.goto(f"/studies/{cast.study}/forms/{form_id}")
    yield studio
    assert [one for one in complaints if "net::ERR_FAILED" not in one] == []


def order(page):
    return page.locator(".question-card").evaluate_all("all => all.map(card => card.dataset.name)")


def said(page, text):
    page.wait_for_function("text => document.getElementById('said').textContent.includes(text)", arg=text)


def preview_shows(page, text):
    page.frame_locator("iframe[name=phone]").get_by_text(text).first.wait_for()


def test_a_question_moves_by_keys_is_announced_and_keeps_the_focus(house):
    house.locator("#q-device").focus()
    house.keyboard.press("Alt+ArrowDown")
    said(house, "现在是第 3 题")
    assert order(house)[1:3] == ["play_years", "device"]
    assert house.evaluate("document.activeElement.id") == "q-device"
    house.keyboard.press("Control+z")
    said(house, "已撤销：移动题目")
    assert order(house)[1:3] == ["device", "play_years"]
    house.keyboard.press("Control+Shift+z")
    said(house, "已重做：移动题目")
    assert order(house)[1:3] == ["play_years", "device"]


def test_a_question_is_dragged_by_its_number_to_another_page(house):
    number = house.locator("#q-genres .question-number")
    number.scroll_into_view_if_needed()
    target = house.locator("#q-frequency")
    number.drag_to(target, target_position={"x": 40, "y": 4})
    said(house, "已移到第 2 页")
    names = order(house)
    assert names.index("genres") == names.index("frequency") - 1


def test_a_question_is_begun_written_and_closed_by_keys_alone(house):
    house.locator("#q-consent").focus()
    house.keyboard.press("ArrowDown")
    assert house.evaluate("document.activeElement.id") == "q-device"
    house.keyboard.press("n")
    house.keyboard.press("Enter")
    house.locator(".question-open #title").wait_for()
    assert order(house)[1:3] == ["device", "q1"]
    house.keyboard.insert_text("你的手机是什么牌子？")
    house.keyboard.press("Enter")
    house.locator(".question-open").wait_for(state="detached")
    assert house.evaluate("document.activeElement.id") == "q-q1"
    preview_shows(house, "你的手机是什么牌子？")
    house.keyboard.press("Enter")
    house.locator(".question-open #title").wait_for()
    house.keyboard.press("Escape")
    house.locator(".question-open").wait_for(state="detached")


def test_what_is_typed_is_not_left_behind_without_a_question(house):
    house.locator("#q-genres").get_by_role("link", name="编辑").click()
    house.locator("#title").fill("没有存上的题目")
    house.once("dialog", lambda dialog: dialog.dismiss())
    house.locator("#q-device").get_by_role("link", name="编辑").click()
    assert house.locator("#title").input_value() == "没有存上的题目"
    house.once("dialog", lambda dialog: dialog.accept())
    house.keyboard.press("Escape")
    house.locator(".question-open").wait_for(state="detached")


def test_a_broken_line_loses_nothing(house):
    house.locator("#q-genres").get_by_role("link", name="编辑").click()
    house.locator("#title").fill("断网时写的题目")
    house.route("**/update-question", lambda route: route.abort())
    house.get_by_role("button", name="保存", exact=True).click()
    house.get_by_text("没有连上，刚才写的还在").last.wait_for()
    assert house.locator("#title").input_value() == "断网时写的题目"
    house.unroute("**/update-question")
    house.get_by_role("button", name="保存", exact=True).click()
    house.locator("#q-genres .question-head").get_by_text("断网时写的题目").wait_for()


def test_a_condition_is_put_together_from_menus_and_reads_as_a_sentence(house):
    house.locator("#q-genres").get_by_role("link", name="编辑").click()
    house.get_by_role("button", name="加一个条件").first.click()
    house.get_by_label("按哪一题").select_option("frequency")
    house.locator(".condition-row .tick").first.click()
    house.get_by_role("button", name="加一条").click()
    house.locator("#visible_if-question-1").select_option("play_years")
    house.locator("#visible_if-operator-1").select_option("noneof")
    house.locator(".condition-row").nth(1).locator(".tick").last.click()
    look(house)
    house.get_by_role("button", name="保存", exact=True).click()
    house.locator(".question-open").wait_for(state="detached")
    sentence = house.locator("#q-genres .when").inner_text()
    assert sentence.startswith("当 第 4 题选的是“每天”，且 第 3 题选的不是“")
    assert sentence.endswith("时才显示")


def test_the_preview_follows_and_conditions_can_be_tried(house):
    house.locator("#q-motive").focus()
    preview_shows(house, "第 4 页，共 5 页")
    house.get_by_role("link", name="试着填").click()
    phone = house.frame_locator("iframe[name=phone]")
    phone.get_by_text("不参加").click()
    phone.get_by_role("button", name="提交").or_(phone.get_by_role("button", name="下一页")).click()
    phone.get_by_text("这样回答：不合格").wait_for()
    phone.get_by_role("link", name="重新试填").click()
    phone.get_by_text("年满 18 周岁，同意参加").click()
    phone.get_by_role("button", name="下一页").click()
    phone.get_by_text("你主要用什么玩手游？").wait_for()
    assert not phone.get_by_text("这样回答").count()


def test_a_long_form_is_searched_while_typing(house):
    house.keyboard.press("/")
    house.keyboard.insert_text("城市")
    house.locator("#q-device").wait_for(state="hidden")
    assert house.locator("#q-city_tier").is_visible()


def test_whoever_is_signed_out_meanwhile_keeps_what_was_typed(house):
    house.locator("#q-device").get_by_role("link", name="编辑").click()
    house.locator("#title").fill("用什么设备玩？")
    house.context.clear_cookies(name=COOKIE)
    house.get_by_role("button", name="保存", exact=True).click()
    house.locator(".note-problem").get_by_text("刚才写的还在").wait_for()
    assert house.locator("#title").input_value() == "用什么设备玩？"


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_all_kinds_are_accessible_while_they_are_edited(studio, store, cast, viewport):
    form_id = forms.create_form(store, cast.owner, cast.study, "各种题型")
    author = Author(cast.owner, form_id, 1)
    names = []
    for number, kind in enumerate(("matrix", "ranking", "imagepicker", "multipletext", "nps", "number", "expression")):
        names.append(form_editing.add_question(store, author._replace(revision=number + 1), 1, kind))
    studio.set_viewport_size(viewport)
    for query in ["", *(f"?open={name}" for name in names), "/preview/trial"]:
        assert studio.goto(f"/studies/{cast.study}/forms/{form_id}{query}").status == 200
        look(studio)
