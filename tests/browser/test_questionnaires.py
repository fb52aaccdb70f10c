"""The questionnaire pages in a browser: accessible, at home on a phone, a few comforts by keyboard."""

import pytest

from tests.browser.conftest import DESK, PHONE, look
from workbench.workflow import forms

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


def test_the_link_is_copied_by_a_button(studio, form):
    studio.goto(f"{form}/share")
    studio.get_by_role("button", name="复制", exact=True).click()
    studio.get_by_text("已复制").wait_for()
    assert studio.get_by_text("已复制").is_visible()
