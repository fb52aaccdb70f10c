"""Every page of the demo study: accessible at a phone's and a desk's width, and English when English is chosen."""

import re
from urllib.parse import urlsplit

import pytest
from werkzeug.exceptions import HTTPException

from tests.browser.conftest import DESK, PHONE, look, serving, sign_in
from workbench.cli.demo import EMAIL, build
from workbench.settings import read_settings
from workbench.storage import open_store
from workbench.web import create_app
from workbench.workflow import accounts, studies
from workbench.workflow.studies import Brief

pytestmark = pytest.mark.browser
CHINESE = re.compile(r"[\u4e00-\u9fff]+")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo study, served: the app and its address."""
    store = open_store(read_settings({}, home=tmp_path_factory.mktemp("demo")))
    build(store)
    app = create_app(store.settings, store)
    with serving(app) as address:
        yield app, address
    store.close()


@pytest.fixture
def visitor(browser, demo):
    """A signed-in page on the demo."""
    app, address = demo
    context = browser.new_context(base_url=address, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(30_000)
    sign_in(page, app.extensions["store"], address, EMAIL)
    yield page
    context.close()


def pages(app, page, start):
    """Walk the links from `start`: one example of each kind of page."""
    urls, waiting, seen = app.url_map.bind("localhost"), [start], set()
    while waiting:
        path = waiting.pop(0)
        try:
            endpoint, _ = urls.match(urlsplit(path).path, "GET")
        except HTTPException:
            continue
        if endpoint in seen or is_file(path):
            continue
        seen.add(endpoint)
        response = page.goto(path)
        assert response.status == 200, path
        yield path
        hrefs = page.locator("a[href^='/']").evaluate_all("all => all.map(a => a.getAttribute('href').split('#')[0])")
        waiting += [href for href in dict.fromkeys(hrefs) if href]


def is_file(path):
    return "." in urlsplit(path).path.rpartition("/")[2]


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_of_the_demo_study_is_accessible(demo, visitor, viewport):
    visitor.set_viewport_size(viewport)
    seen = []
    for path in pages(demo[0], visitor, "/"):
        look(visitor)
        seen.append(path)
    assert len(seen) > 25, seen


def test_in_english_no_word_of_the_interface_is_chinese(browser, tmp_path):
    store = open_store(read_settings({}, home=tmp_path))
    owner = accounts.create_owner(store, "Lin", "lin@example.com", "a sentence that is long enough")
    studies.create_study(store, owner, Brief(title="Beta study"))
    app = create_app(store.settings, store)
    with serving(app) as address:
        context = browser.new_context(base_url=address, locale="en")
        page = context.new_page()
        sign_in(page, store, address)
        page.goto("/")
        page.get_by_role("button", name="English").click()
        for path in pages(app, page, "/"):
            page.evaluate("document.querySelectorAll('body [lang^=zh]').forEach(element => element.remove())")
            text = page.inner_text("body")
            assert not CHINESE.findall(text), f"{path}: {CHINESE.findall(text)[:5]}"
        context.close()
    store.close()
