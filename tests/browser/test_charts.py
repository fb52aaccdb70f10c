"""Charts in a browser: a picture at first, alive under the pointer, and never against the content policy."""

import re

import pytest

from tests.browser.conftest import DESK, PHONE, look
from tests.crowd import put_crowd, queue
from workbench.workflow.carry_out import carry_out
from workbench.workflow.runs import claim_run

pytestmark = pytest.mark.browser
REFUSED = """
addEventListener("securitypolicyviolation", (event) => {
  (window.refused ??= []).push(`${event.violatedDirective} ${event.blockedURI}`);
});
"""


@pytest.fixture
def charts(studio, store, cast):
    """The address of the charts of a run, in a page that notes what the policy refuses and what goes wrong."""
    put_crowd(store, cast.study)
    run_id = queue(store, cast)
    claim_run(store, "one")
    carry_out(store, run_id, "one")
    studio.add_init_script(REFUSED)
    studio.problems = []
    studio.on("pageerror", lambda error: studio.problems.append(str(error)))
    studio.on("console", lambda said: studio.problems.append(said.text) if said.type == "error" else None)
    return f"/studies/{cast.study}/segments/runs/{run_id}/charts"


def drawing(page, name):
    return page.locator(f"#chart-{name} .chart-drawing")


def wake(page, name):
    """Point at a chart until it is alive."""
    drawing(page, name).scroll_into_view_if_needed()
    drawing(page, name).hover()
    drawing(page, name).locator(".chart-live svg").wait_for()


def assert_nothing_was_refused(page):
    assert page.evaluate("window.refused ?? []") == []
    assert page.problems == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_every_chart_comes_alive_and_the_policy_refuses_nothing(studio, charts, size):
    studio.set_viewport_size(size)
    studio.goto(charts)
    studio.locator("main details > summary", has_text="高级").last.click()
    for figure in studio.locator("figure.chart").all():
        name = figure.get_attribute("id").removeprefix("chart-")
        wake(studio, name)
        box, frame = drawing(studio, name).locator("svg").bounding_box(), figure.bounding_box()
        assert box["x"] >= frame["x"]
        assert box["x"] + box["width"] <= frame["x"] + frame["width"]
    look(studio)
    assert_nothing_was_refused(studio)


def test_pointing_at_a_dot_shows_the_person_and_a_click_leads_there(studio, charts):
    studio.goto(charts)
    wake(studio, "map")
    dot = drawing(studio, "map").locator("svg .mark-symbol.role-mark path").last
    dot.hover(force=True)
    tip = studio.locator(".chart-tip")
    tip.wait_for(state="visible")
    assert re.search(r"受访者\s*P0\d\d", tip.inner_text())
    assert "原话" in tip.inner_text()
    dot.click(force=True)
    studio.wait_for_url("**/participants/*")
    assert_nothing_was_refused(studio)


def test_without_a_script_the_picture_and_the_table_are_there(open_page, store, server, studio, charts):
    quiet = open_page(java_script_enabled=False)
    quiet.context.add_cookies(studio.context.cookies())
    quiet.goto(charts)
    picture = drawing(quiet, "map").locator("img")
    picture.scroll_into_view_if_needed()
    quiet.wait_for_load_state("networkidle")
    assert picture.bounding_box()["height"] > 100
    quiet.locator("#chart-map summary").click()
    assert quiet.locator("#chart-map tbody tr").count() == 39
    assert quiet.get_by_role("button", name="复制为图片").count() == 0


def test_a_phone_gets_a_drawing_of_its_own(studio, charts):
    studio.set_viewport_size(PHONE)
    with studio.expect_response(lambda response: response.url.endswith("/dots.svg?narrow=1")):
        studio.goto(charts)
        drawing(studio, "dots").scroll_into_view_if_needed()
