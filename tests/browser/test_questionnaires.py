"""The questionnaire pages in a browser: accessible, at home on a phone, a few comforts by keyboard."""

import pytest

from tests.browser.conftest import DESK, PHONE, look
from workbench.workflow import form_editing, forms

pytestmark = pytest.mark.browser


@pytest.fixture
def form(store, cast):
    form_id = forms.copy_house_form(store, cast.owner, cast.study, "mobile_game_beta")
    forms.publish_form(store, cast.owner, form_id)
    return f"/studies/{cast.study}/forms/{form_id}"


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_pages_of_a_questionnaire_are_accessible(studio, cast, form, viewport):
    studio.set_viewport_size(viewport)
    answers = f"/studies/{cast.study}/answers/form:{form.rpartition('/')[2]}"
    within = ("", "?open=genres", "?open=importance_relax", "?page=0", "/settings", "/preview", "/share")
    paths = [f"/studies/{cast.study}/forms", f"/studies/{cast.study}/forms/create", answers]
    for path in [*paths, *(form + path for path in within)]:
        assert studio.goto(path).status == 200, path
        look(studio)


def test_alt_and_an_arrow_move_the_question_that_has_the_focus(studio, store, cast):
    form_id = forms.create_form(store, cast.owner, cast.study, "招募问卷")
    author = form_editing.Author(cast.owner, form_id, 1)
    for number in range(2):
        form_editing.add_question(store, author._replace(revision=number + 1), 1, "text")
    studio.goto(f"/studies/{cast.study}/forms/{form_id}")
    studio.locator("#q-q2").focus()
    studio.keyboard.press("Alt+ArrowDown")
    studio.wait_for_url("**#q-q2")
    assert studio.locator(".question-card").evaluate_all("all => all.map(card => card.id)") == ["q-q1", "q-q3", "q-q2"]
    assert studio.evaluate("document.activeElement.id") == "q-q2"


def test_the_link_is_copied_by_a_button(studio, form):
    studio.goto(f"{form}/share")
    studio.get_by_role("button", name="复制", exact=True).click()
    studio.get_by_text("已复制").wait_for()
    assert studio.get_by_text("已复制").is_visible()
