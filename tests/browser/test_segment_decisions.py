"""In a browser: a run, another number of segments, two merged, somebody pinned, all kept; then newcomers are placed."""

import pytest

from tests.browser.conftest import PHONE, look
from tests.crowd import put_crowd
from tests.typed import put_habits
from tests.web.answering import rows
from workbench.storage.queries.segments import members_of_run, newest_run, segments_of
from workbench.storage.tables import Form, Participant
from workbench.workflow.carry_out import carry_out
from workbench.workflow.runs import claim_run

pytestmark = pytest.mark.browser


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


def end_run(page, store):
    """The page shows how far the run is and notices by itself when it has ended."""
    page.get_by_text("分析正在进行").wait_for()
    run_id = claim_run(store, "test")
    carry_out(store, run_id, "test")
    page.get_by_role("heading", name="分析正在进行").wait_for(state="detached")
    return run_id


def start_run(page, store, k):
    page.get_by_role("link", name="人群", exact=True).first.click()
    page.get_by_label("分几群").select_option(label=f"{k} 群")
    page.get_by_text("高级").click()
    page.get_by_label("比较句子的意思").uncheck()
    press(page, "开始")
    run_id = end_run(page, store)
    page.get_by_role("link", name="怎么得出的").click()
    return run_id


def change_number(page, store, k):
    page.get_by_label("换一个群数再分").select_option(label=f"{k} 群")
    press(page, "重新分")
    run_id = end_run(page, store)
    page.get_by_role("heading", name="受访者的远近").wait_for()
    look(page)
    return run_id


def merge_first_two(page):
    page.get_by_text("合并人群", exact=True).click()
    for box in page.get_by_role("group", name="合并哪几群").get_by_role("checkbox").all()[:2]:
        box.check()
    page.get_by_label("理由").locator("visible=true").fill("访谈里说的是一回事")
    press(page, "合并勾选的人群")
    page.get_by_text("人群已合并").wait_for()
    look(page)


def pin_first_of_last(page):
    """Pin somebody of the last segment where they are; returns their pseudonym."""
    page.locator(".tiles h3 a").last.click()
    box = page.locator(".chips").get_by_role("checkbox").first
    box.check()
    page.get_by_text("移动或固定勾选的人").click()
    page.get_by_label("理由").fill("这一群最典型的人")
    press(page, "固定在那里")
    page.get_by_text("已固定").wait_for()
    look(page)
    return page.locator(".chips").get_by_role("checkbox").first.get_attribute("aria-label")


def kept(store, cast, person, before):
    """Whether the newest run keeps those merged in the run `before` in one segment and the person in another."""
    with store.reading() as session:
        merged = max(members_of_run(session, before).values(), key=len)
        groups = members_of_run(session, newest_run(session, cast.study).id).values()
    return any(merged <= people and person not in people for people in groups)


def people_of(store, cast):
    """The members of each segment of the newest run."""
    with store.reading() as session:
        return list(members_of_run(session, newest_run(session, cast.study).id).values())


@pytest.fixture
def decided(studio, store, cast):
    """林晓's browser on the page of the last run, after every decision was made and kept."""
    kinds = put_crowd(store, cast.study)
    studio.goto(f"/studies/{cast.study}")
    start_run(studio, store, 3)
    changed = change_number(studio, store, 4)
    merge_first_two(studio)
    pinned = pin_first_of_last(studio)
    studio.get_by_role("link", name="回到分析结果").click()
    change_number(studio, store, 3)
    studio.get_by_text("已遵守 2 条研究者判断").wait_for()
    person = next(person for kind in kinds for person in kind if f"P{person:03d}" == pinned)
    assert kept(store, cast, person, changed)
    return studio


def test_decisions_made_on_the_page_are_kept_by_the_next_run(decided):
    decided.get_by_text("已遵守 2 条研究者判断").click()
    assert decided.get_by_text("这一群最典型的人").is_visible()
    look(decided)


def test_after_the_decisions_a_short_questionnaire_places_a_newcomer(decided, open_page, store, cast):
    put_habits(store, cast.study, people_of(store, cast))
    decided.get_by_role("link", name="快速归类问卷").click()
    press(decided, "生成")
    decided.get_by_text("只猜最大的人群会对").wait_for()
    look(decided)
    press(decided, "存成甄别问卷")
    press(decided, "发布")
    decided.get_by_text("已发布第 1 版").wait_for()
    phone = open_page(PHONE)
    phone.goto(f"/s/{rows(store, Form)[0].token}")
    phone.get_by_label("年满 18 周岁，同意参加").check()
    phone.get_by_role("button", name="下一页").click()
    phone.get_by_label("睡前").check()
    phone.get_by_role("button", name="提交").click()
    phone.get_by_role("heading", name="谢谢，你的回答已经收到").wait_for()
    with store.reading() as session:
        names = {one.segment.name for one in segments_of(session, cast.study, newest_run(session, cast.study).id)}
    assert rows(store, Participant)[-1].attributes["归类"] in names
