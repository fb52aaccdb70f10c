"""Every page is accessible and fits a phone and a desk."""

import pytest

from tests.browser.conftest import DESK, PHONE, look, sign_in

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_signing_in_is_accessible(open_page, viewport):
    page = open_page(viewport)
    page.goto("/sign-in")
    look(page)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_pages_of_a_new_study_are_accessible(open_page, store, server, cast, viewport):
    page = open_page(viewport)
    sign_in(page, store, server)
    for path in ("/", "/studies/create", f"/studies/{cast.study}", f"/studies/{cast.study}/brief"):
        page.goto(path)
        look(page)
