"""The preview of a draft: the respondents' own pages, without a form to send."""

import re
from html import unescape

import pytest

from tests.web.answering import LIKES, OFTEN, RULES, WHY, rows
from tests.web.looks import look_at
from tests.web.writing import Desk
from workbench.storage.tables import Form
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


def test_a_draft_is_tried_with_its_conditions_and_nothing_is_kept(client, store, cast):
    desk = Desk(client, store, cast)
    name = desk.add("radiogroup", title="多久一次", choices="每天\n从不")
    desk.save(name, kind="radiogroup", page=1, title="多久一次", choices="每天\n从不", **{"mark:item2": "reject"})
    page = client.get(f"{desk.address}/preview/trial").text
    assert "我已读完上面的说明" in page
    page = post_trial(client, desk, page, q1="agree").text
    assert "多久一次" in page
    page = post_trial(client, desk, page, **{name: "item2"}).text
    assert "这样回答：不合格" in page
    assert rows(store) == []


def test_a_trial_that_was_tampered_with_or_is_old_begins_anew(client, store, cast):
    desk = Desk(client, store, cast)
    page = client.get(f"{desk.address}/preview/trial").text
    assert "我已读完上面的说明" in client.post(f"{desk.address}/preview/trial", data={":trial": "[9]"}).text
    desk.add("text", title="城市")
    assert "我已读完上面的说明" in post_trial(client, desk, page, q1="agree").text


def test_an_unfinished_draft_is_shown_as_far_as_it_goes(client, store, cast, outsider):
    desk = Desk(client, store, cast)
    desk.add("radiogroup")
    page = client.get(f"{desk.address}/preview/page?page=2").text
    assert "（还没有标题）" in page
    for address in ("preview", "preview/page", "preview/trial"):
        assert outsider.get(f"{desk.address}/{address}").status_code == 404


def test_a_draft_that_cannot_be_shown_says_so_in_the_frame_and_leads_out_of_it(client, store, cast):
    desk = Desk(client, store, cast)
    name = desk.add("text", title="城市", input_type="text")
    with store.writing() as session:
        form = session.get_one(Form, desk.form.id)
        form.definition = {**form.definition, "strange": 1, "pages": spoilt(form.definition["pages"])}
    shown = [client.get(f"{desk.address}/preview/{one}") for one in ("page", "trial")]
    for answer in (*shown, client.post(f"{desk.address}/preview/trial", data={":trial": "x"})):
        look_at(answer.text)
        assert answer.status_code == 200, "browsers tell of a failure in a frame"
        assert "这份问卷现在还不能预览" in answer.text
        assert re.search(rf'<a href="[^"]*#q-{name}" target="_top">', answer.text)
        assert 'class="top"' not in answer.text, "nothing of the studio is around it"
    assert "allow-top-navigation-by-user-activation" in desk.page().text


def spoilt(pages):
    """The pages, with something in the last question that no form has."""
    return [*pages[:-1], {**pages[-1], "elements": [{**pages[-1]["elements"][-1], "strange": 1}]}]


def post_trial(client, desk, page, **answers):
    sealed = re.search(r'name=":trial" value="([^"]+)"', page)[1]
    return client.post(f"{desk.address}/preview/trial", data={":trial": unescape(sealed), ":go": "on", **answers})
