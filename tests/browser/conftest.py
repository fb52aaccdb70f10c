"""A real server and a real Chromium; every page that a test visits can be shown to axe."""

import os
import shutil
from contextlib import contextmanager
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from tests.conftest import ROOT
from workbench.web.security import COOKIE
from workbench.workflow import accounts

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
AXE = ROOT / "static" / "vendor" / "axe.min.js"


@pytest.fixture(scope="session")
def browser() -> Browser:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def serving(app):
    """Serve an app in a thread; gives its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture
def server(app) -> str:
    """The address of a server on this test's own store."""
    with serving(app) as address:
        yield address


@pytest.fixture
def open_page(browser, server):
    """Open a page of a given size; nothing outside the server is ever asked for."""
    contexts = []

    def opened(viewport=DESK, **options) -> Page:
        context = browser.new_context(viewport=viewport, base_url=server, locale="zh-CN", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        outside = []
        page.on("request", lambda request: outside.append(request.url) if not request.url.startswith(server) else None)
        page.outside = outside
        return page

    yield opened
    for context in contexts:
        assert not [url for page in context.pages for url in getattr(page, "outside", []) if url.startswith("http")]
        context.close()


@pytest.fixture
def studio(open_page, store, server) -> Page:
    """林晓's browser, signed in."""
    page = open_page()
    sign_in(page, store, server)
    return page


def sign_in(page, store, server, email="lin@example.com"):
    token = accounts.sign_in_once(store, accounts.one_time_link(store, email, "sign_in"))
    page.context.add_cookies([{"name": COOKIE, "value": token, "url": server}])


def look(page) -> None:
    """Assert that axe finds nothing and that nothing spills over the window's edge."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    told = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found["violations"]]
    assert not told, f"{page.url}: {told}"
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"{page.url} spills {wider} px over the edge"
