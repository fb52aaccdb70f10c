"""From a run to a questionnaire that places people: made, tried, exported, published, answered on a phone."""

import pytest

from tests.browser.conftest import DESK, PHONE, look
from tests.typed import put_typed_run
from tests.web.answering import rows
from workbench.storage.tables import Form, Participant

pytestmark = pytest.mark.browser


@pytest.fixture
def run(store, cast):
    return f"/studies/{cast.study}/segments/runs/{put_typed_run(store, cast.study)}"


def make(page, run):
    page.goto(run)
    page.get_by_role("link", name="快速归类问卷").click()
    page.get_by_role("button", name="生成").click()
    page.get_by_text("只猜最大的人群会对 30 人").wait_for()


def tick(page, **answers):
    """Tick what is asked, whichever of the questions that are."""
    for title, answer in answers.items():
        group = page.get_by_role("radiogroup", name=title).or_(page.get_by_role("group", name=title))
        if group.count():
            group.get_by_label(answer, exact=True).check()


def test_the_tool_becomes_a_questionnaire_that_places_who_answers_it(studio, open_page, store, run):
    make(studio, run)
    tick(studio, 操作有多重要="5", 什么时候玩="周末", 常玩哪几类="对战")
    studio.get_by_role("button", name="看属于哪一群").click()
    studio.get_by_role("status").get_by_text("最像“较量的人”").wait_for()
    studio.get_by_role("button", name="存成甄别问卷").click()
    studio.get_by_role("button", name="发布").click()
    studio.get_by_text("已发布第 1 版").wait_for()
    phone = open_page(PHONE)
    phone.goto(f"/s/{rows(store, Form)[0].token}")
    phone.get_by_label("年满 18 周岁，同意参加").check()
    phone.get_by_role("button", name="下一页").click()
    tick(phone, 操作有多重要="2", 什么时候玩="睡前", 常玩哪几类="钓鱼")
    look(phone)
    phone.get_by_role("button", name="提交").click()
    phone.get_by_role("heading", name="谢谢，你的回答已经收到").wait_for()
    assert "放松的人" not in phone.content()
    person = rows(store, Participant)[-1]
    studio.goto(f"/studies/{person.study_id}/participants/{person.id}")
    assert studio.get_by_text("放松的人").is_visible()
    assert studio.get_by_text("归类", exact=True).first.is_visible()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_its_page_is_accessible_before_and_after_it_is_made(studio, run, viewport):
    studio.set_viewport_size(viewport)
    studio.goto(f"{run}/typing")
    look(studio)
    make(studio, run)
    studio.get_by_role("button", name="看属于哪一群").click()
    studio.get_by_text("高级").click()
    look(studio)
    assert studio.get_by_role("heading", name="谁被归到了哪里").is_visible()
