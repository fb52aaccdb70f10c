"""Rules and cells written by mouse, by keys and without a script, at the width of a desk and of a telephone."""

import pytest

from tests.browser.conftest import DESK, PHONE, look, sign_in
from tests.web.screening import draft_rules, rules_page
from workbench.web.security import COOKIE

pytestmark = pytest.mark.browser
SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def page(request, open_page, store, server):
    """林晓's browser, with and without JavaScript."""
    opened = open_page(java_script_enabled=request.param)
    sign_in(opened, store, server)
    opened.has_script = request.param
    return opened


def settle(page, name="选好了", at=0):
    """Without a script a menu is followed by a button."""
    if page.has_script:
        page.wait_for_load_state("networkidle")
    else:
        page.get_by_role("button", name=name).nth(at).click()


def test_a_second_question_keeps_what_was_typed_and_a_band_is_written(page, store, cast):
    page.goto(f"{rules_page(store, cast)}?new=screen_out#write")
    write = page.locator("#write")
    write.get_by_label("按哪一题").select_option(label="2 你的年龄？")
    settle(page)
    write.get_by_label("怎样", exact=True).select_option("介于")
    settle(page)
    write.get_by_label("从", exact=True).fill("20")
    write.get_by_label("到", exact=True).fill("35")
    write.get_by_label("原因").fill("太年轻")
    write.get_by_role("button", name="加一条").click()
    write.get_by_label("按哪一题").nth(1).select_option(label="3 性别？")
    settle(page, at=1)
    assert write.get_by_label("原因").input_value() == "太年轻"
    assert write.get_by_label("到", exact=True).input_value() == "35"
    write.get_by_label("女").check()
    write.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_url("**/screening#screen_out")
    (rule,) = draft_rules(store)["screen_out"]
    assert (rule["if"], rule["reason"]) == ("{age} >= 20 and {age} <= 35 and {sex} = 'f'", "太年轻")


def test_bands_are_typed_and_cells_made_of_them(page, store, cast):
    page.goto(rules_page(store, cast))
    page.locator("#cross > summary").click()
    cross = page.locator("#cross")
    cross.get_by_label("行").select_option(label="2. 你的年龄？")
    settle(page, "列出格子")
    cross.get_by_label("列", exact=True).select_option(label="3. 性别？")
    settle(page, "列出格子")
    cross.get_by_label("分段").fill("20-25, 26-30, 31-35")
    cross.get_by_label("分段").press("Enter")
    cross.get_by_label("26–30 × 女").fill("4")
    cross.get_by_role("button", name="建这些格").click()
    page.wait_for_url("**/screening#quotas")
    (cell,) = draft_rules(store)["quotas"]
    assert (cell["title"], cell["size"]) == ("26–30 × 女", 4)
    assert "“你的年龄？” 介于 26 和 30" in page.locator("#cells").inner_text()


def test_refused_marks_stay_chosen_in_the_open_table(page, store, cast):
    page.goto(rules_page(store, cast))
    page.locator("details.marks", has_text="性别？").locator("summary").click()
    for text in "女男":
        page.get_by_role("radio", name=f"{text} 不合格").check()
    page.locator("details[open].marks").get_by_role("button", name="保存这题").click()
    fold = page.locator("details[open].marks")
    assert "第 3 题“性别？”的每个选项都不合格" in fold.get_by_role("alert").inner_text()
    assert [fold.get_by_role("radio", name=f"{text} 不合格").is_checked() for text in "女男"] == [True, True]


@SIZES
def test_a_rule_is_written_with_the_keys_alone(studio, store, cast, size):
    studio.set_viewport_size(size)
    studio.goto(f"{rules_page(store, cast)}?new=quotas#write")
    studio.locator("#if-question-0").focus()
    studio.keyboard.type("2 你")
    studio.wait_for_selector("#if-operator-0")
    assert studio.evaluate("document.activeElement.id") == "if-question-0"
    studio.keyboard.press("Tab")
    studio.keyboard.press("ArrowDown")
    studio.keyboard.press("ArrowDown")
    studio.wait_for_selector("#if-value-0-to")
    assert studio.evaluate("document.activeElement.id") == "if-operator-0"
    studio.keyboard.press("Tab")
    studio.keyboard.type("20")
    studio.keyboard.press("Tab")
    studio.keyboard.type("25")
    studio.get_by_label("名称").focus()
    studio.keyboard.type("年轻人")
    studio.keyboard.press("Tab")
    studio.keyboard.type("8")
    look(studio)
    studio.keyboard.press("Enter")
    studio.wait_for_url("**/screening#quotas")
    (cell,) = draft_rules(store)["quotas"]
    assert (cell["if"], cell["title"], cell["size"]) == ("{age} >= 20 and {age} <= 25", "年轻人", 8)
    look(studio)


def slowly(page, verb, seconds):
    """Let every answer to a verb of this page take its time."""

    def wait(route):
        page.wait_for_timeout(seconds * 1000)
        route.continue_()

    page.route(f"**/{verb}", wait)


def test_what_is_typed_while_an_answer_is_on_its_way_stays(studio, store, cast):
    studio.goto(f"{rules_page(store, cast)}?new=screen_out#write")
    studio.locator("#if-question-0").select_option(label="2 你的年龄？")
    studio.locator("#if-value-0").wait_for()
    slowly(studio, "save-rule", 0.5)
    with studio.expect_response("**/save-rule"):
        studio.get_by_role("button", name="加一条").click()
        studio.locator("#if-value-0").fill("20")
        studio.get_by_label("原因").fill("太年轻")
    studio.locator("#if-question-1").wait_for()
    assert studio.locator("#if-value-0").input_value() == "20"
    assert studio.get_by_label("原因").input_value() == "太年轻"
    assert studio.evaluate("document.activeElement.name") == "reason"


def test_letters_typed_slowly_find_the_question_and_open_no_menu(studio, store, cast):
    studio.goto(f"{rules_page(store, cast)}?new=quotas#write")
    studio.locator("#if-question-0").focus()
    studio.keyboard.type("2")
    studio.locator("#if-operator-0").wait_for()
    studio.keyboard.type(" 你")
    studio.keyboard.press("Tab")
    assert studio.evaluate("document.activeElement.id") == "if-operator-0"


@pytest.mark.parametrize("broken", [False, True], ids=["signed out", "no line"])
def test_whoever_is_signed_out_meanwhile_keeps_what_was_typed(studio, store, cast, broken):
    studio.goto(f"{rules_page(store, cast)}?new=screen_out#write")
    studio.get_by_label("原因").fill("太年轻")
    if broken:
        studio.route("**/save-rule", lambda route: route.abort())
    studio.context.clear_cookies(name=COOKIE)
    for _ in range(2):
        studio.get_by_role("button", name="加一个条件").or_(studio.get_by_role("button", name="加一条")).click()
        studio.locator("#write").get_by_role("alert").wait_for()
    assert "刚才写的还在" in studio.locator("#write").get_by_role("alert").inner_text()
    assert studio.get_by_label("原因").input_value() == "太年轻"
    look(studio)


@SIZES
def test_tables_of_cells_fit_and_are_accessible(studio, store, cast, size):
    studio.set_viewport_size(size)
    base = rules_page(store, cast)
    for query in ("first=age&bands:age=20-25,26-30&second=genre", "first=age&bands:age=x", "first=often", "mark=genre"):
        studio.goto(f"{base}?{query}")
        look(studio)
