"""Results in a browser: tables are copied, people are left out and come back, every page is for everybody."""

import pytest

from tests.browser.conftest import DESK, PHONE, look
from tests.web.surveyed import ids, put_survey

pytestmark = pytest.mark.browser
READ = """navigator.clipboard.read().then(async ([item]) => {
  const type = item.types.includes("text/html") ? "text/html" : "text/plain";
  return (await item.getType(type)).text();
})"""


@pytest.fixture
def source(store, cast):
    return put_survey(store, cast.study)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_every_page_of_results_is_for_everybody(studio, store, cast, source, size):
    questions, people = ids(store, source)
    studio.set_viewport_size(size)
    crossed = f"crosstabs/{source}?rows=q:{questions['device']}&columns=q:{questions['feel.0']}"
    answers = (f"answers/{source}", f"answers/{source}/{people[3]}", f"answers/{source}/export")
    for page in (
        f"results/{source}",
        f"results/{source}/{questions['motive']}",
        crossed,
        f"quality/{source}",
        *answers,
    ):
        assert studio.goto(f"/studies/{cast.study}/{page}").status == 200
        look(studio)


def test_a_table_is_copied_as_a_table_without_formulas(studio, store, cast, source):
    questions, _people = ids(store, source)
    studio.context.grant_permissions(["clipboard-read", "clipboard-write"])
    studio.goto(f"/studies/{cast.study}/results/{source}")
    studio.locator(f"[data-copy-table=table-q{questions['device']}]").click()
    studio.get_by_text("已复制").wait_for()
    copied = studio.evaluate(READ)
    assert copied.startswith("<table")
    assert "<td>iOS &lt;手机&gt;</td>" in copied


def test_people_are_left_out_at_once_and_come_back_at_once(studio, cast, source):
    studio.goto(f"/studies/{cast.study}/quality/{source}?why=duplicate")
    studio.get_by_label("不只勾选的：筛出的 2 人全部").check()
    studio.get_by_label("排除的理由").fill("同一个人")
    studio.get_by_role("button", name="排除", exact=True).click()
    assert "已排除 2 人" in studio.locator(".note-done").inner_text()
    studio.goto(f"/studies/{cast.study}/results/{source}")
    assert studio.get_by_text("不含已排除的 2 人").is_visible()
    studio.goto(f"/studies/{cast.study}/quality/{source}")
    studio.get_by_role("button", name="撤销这次排除").click()
    assert "已恢复 2 人" in studio.locator(".note-done").inner_text()
