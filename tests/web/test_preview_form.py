"""The preview of a draft: the respondents' own pages, without a form to send."""

import pytest

from tests.web.answering import LIKES, OFTEN, RULES, WHY, rows
from tests.web.looks import look_at
from workbench.surveys import load_form
from workbench.web.public.pages import render_preview

FORM = {
    "title": "草稿",
    "completedHtml": "再见",
    "pages": [
        {"name": "a", "elements": [OFTEN]},
        {"name": "b", "visibleIf": "{often} = 'daily'", "elements": [WHY, {**LIKES, "visibleIf": "{why} notempty"}]},
    ],
}
BARE = {**RULES, "roles": {}, "pii": []}


def preview(app, page) -> str:
    with app.test_request_context("/studies/1", query_string={"page": page}):
        html = render_preview(load_form(FORM, BARE), page)
    look_at(html)
    return html


def test_a_page_shows_as_it_will_with_conditional_questions(app):
    page = preview(app, 2)
    assert "这是预览" in page
    assert WHY["title"] in page
    assert LIKES["title"] in page
    assert "第 2 页，共 2 页" in page


def test_nothing_can_be_sent_from_a_preview(app, store):
    assert "<form" not in preview(app, 1)
    assert rows(store) == []


def test_the_buttons_lead_to_the_other_pages_at_the_same_address(app):
    assert 'href="/studies/1?page=2"' in preview(app, 1)
    assert 'href="/studies/1?page=1"' in preview(app, 2)


@pytest.mark.parametrize("page", [3, 99])
def test_after_the_last_page_comes_the_ending(app, page):
    assert "再见" in preview(app, page)


def test_a_page_before_the_first_is_the_first(app):
    assert "第 1 页" in preview(app, -5)
