"""Options marked in the editor by keys, found on the page of rules, at the width of a desk and of a telephone."""

import pytest

from tests.browser.conftest import DESK, PHONE, look
from workbench.workflow import forms
from workbench.workflow.form_editing import Author, changing

pytestmark = pytest.mark.browser


@pytest.fixture
def base(store, cast):
    """The address of a house form of which a rule turns away an option of `play_years`."""
    form_id = forms.copy_house_form(store, cast.owner, cast.study, "mobile_game_beta")
    with changing(store, Author(cast.owner, form_id, 1), "test") as form:
        rule = {"id": "new", "if": "{play_years} = 'lt1'", "reason": "玩手游不到一年"}
        form.rules = {**form.rules, "screen_out": [*form.rules["screen_out"], rule]}
    return f"/studies/{cast.study}/forms/{form_id}"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_mark_set_by_keys_in_the_editor_stands_on_the_page_of_rules(studio, base, size):
    studio.set_viewport_size(size)
    studio.goto(f"{base}?open=session_minutes#q-session_minutes")
    studio.locator(".question-open summary", has_text="按选项筛人").click()
    look(studio)
    studio.get_by_role("radio", name="不到 15 分钟 都可以").focus()
    studio.keyboard.press("ArrowRight")
    studio.get_by_role("button", name="保存", exact=True).click()
    studio.locator(".question-open").wait_for(state="detached")
    assert studio.locator("#q-session_minutes .pill-bad").inner_text() == "不合格"
    studio.goto(f"{base}/screening")
    question = studio.locator("details.marks", has_text="打开一次，通常玩多久？")
    assert question.locator(".pill-bad").inner_text() == "不合格 不到 15 分钟"
    question.locator("summary").click()
    assert question.get_by_role("radio", name="不到 15 分钟 不合格").is_checked()
    look(studio)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_an_option_that_a_rule_turns_away_leads_to_the_rule(studio, base, size):
    studio.set_viewport_size(size)
    studio.goto(f"{base}?open=play_years")
    table = studio.locator(".question-open .mark-table")
    assert "不合格，按条件：玩手游不到一年" in table.inner_text()
    look(studio)
    table.get_by_role("link", name="去改").click()
    studio.wait_for_url("**/screening#screen_out")
    assert "玩手游不到一年" in studio.locator("#screen_out").inner_text()
