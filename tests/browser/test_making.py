"""A file that takes a while says so where it was asked for, and arrives under its name."""

import pytest
from playwright.sync_api import expect

from tests.web.answering import publish

pytestmark = pytest.mark.browser


@pytest.fixture
def channel(store, cast):
    publish(store, cast)
    return f"/studies/{cast.study}/forms/1/channels/0"


def test_a_card_says_that_it_is_being_made_until_it_is_there(studio, channel):
    studio.goto(channel)
    link = studio.get_by_role("link", name="打印卡片 A6")
    place = studio.locator("a[data-making]").first
    with studio.expect_download(timeout=90_000) as waiting:
        link.click()
        expect(place).to_have_text("正在生成，可能要半分钟……")
        expect(place).to_have_attribute("aria-busy", "true")
    assert waiting.value.suggested_filename.startswith("卡片-")
    assert waiting.value.suggested_filename.endswith("-A6.pdf")
    expect(link).to_be_visible()
    assert studio.url.endswith(channel)
