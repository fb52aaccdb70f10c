"""A draft that cannot be shown: the phone says so, nothing of the studio is in it, and its links lead out of it."""

import pytest

from tests.web.screening import put_form
from workbench.storage.tables import Form

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("where", ["/preview", ""])
def test_the_phone_leads_to_the_editor_around_it_and_the_console_stays_silent(studio, store, cast, where):
    form_id = put_form(store, cast)
    with store.writing() as session:
        form = session.get_one(Form, form_id)
        page = form.definition["pages"][0]
        first = {**page["elements"][0], "strange": 1}
        form.definition = {**form.definition, "strange": 1, "pages": [{**page, "elements": [first]}]}
    said = []
    studio.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    editor = f"/studies/{cast.study}/forms/{form_id}"
    studio.goto(f"{editor}{where}")
    phone = studio.frame_locator("iframe.phone")
    assert phone.get_by_role("heading", name="这份问卷现在还不能预览").is_visible()
    assert phone.locator("nav, header.top").count() == 0
    phone.locator('a[href$="#q-genre"]').first.click()
    studio.wait_for_url(f"**{editor}#q-genre", wait_until="commit")
    assert not said
