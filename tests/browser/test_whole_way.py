"""The main job in a browser: from an empty study to a poster in the downloads."""

import pytest

from tests.browser.conftest import PHONE, look
from workbench.workflow.carry_out import carry_out
from workbench.workflow.runs import claim_run

pytestmark = pytest.mark.browser

TRANSCRIPT = """访谈员：上一次打开游戏是什么时候？
受访者：昨天下班的地铁上，就想放空十分钟。
访谈员：后来呢？
受访者：后来红点一直催我做任务，我就关了。
"""
ANSWERS = [
    ("地铁上看云，放松一下。", "每日任务太多了，像上班。", "每天"),
    ("睡前听雨声，能睡着。", "新手引导四十分钟，退不掉。", "每天"),
    ("跟寝室的人开黑，图个热闹。", "一到团战就掉线，回不去队伍。", "每周"),
]


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


def write_question(page, kind, title, **choices):
    adding = page.locator(".add-question").last
    adding.get_by_label("题型").select_option(label=kind)
    adding.get_by_role("button", name="加到这一页").click()
    page.get_by_label("题目", exact=True).fill(title)
    for label, text in choices.items():
        field = page.get_by_label(label, exact=True)
        if label == "这道题在问":
            field.select_option(label=text)
        else:
            field.fill(text)
    press(page, "保存")
    page.get_by_label("题目", exact=True).wait_for(state="hidden")


def create_study(page):
    page.goto("/")
    page.get_by_role("link", name="新建研究项目").first.click()
    page.get_by_label("名称").fill("云屿行记内测")
    page.get_by_label("要支持的决策").fill("先做哪两个方向")
    press(page, "保存")


def publish_screener(page):
    """Write three questions of one's own and publish; returns the public link."""
    page.get_by_role("link", name="写甄别问卷").click()
    page.get_by_role("link", name="新建问卷").first.click()
    page.get_by_label("问卷标题").fill("招募问卷")
    press(page, "新建空白问卷")
    write_question(page, "简答", "是什么让你一直打开它？", 这道题在问="动机")
    write_question(page, "简答", "哪一刻最想卸载？", 这道题在问="痛点")
    write_question(page, "单选", "多久玩一次？", 选项="每天\n每周")
    look(page)
    press(page, "发布")
    return page.locator("input[readonly]").first.input_value()


def answer(page, link, why, pain, often):
    page.goto(link)
    look(page)
    while page.locator("form").count() and not page.get_by_label("是什么让你一直打开它？").count():
        page.get_by_role("radio").first.check()
        page.get_by_role("button", name="下一页").click()
    page.get_by_label("是什么让你一直打开它？").fill(why)
    page.get_by_label("哪一刻最想卸载？").fill(pain)
    page.get_by_label(often).check()
    look(page)
    press(page, "提交")
    page.get_by_text("谢谢").first.wait_for()
    look(page)


def add_interview(page):
    page.get_by_role("link", name="访谈", exact=True).first.click()
    page.get_by_role("link", name="导入逐字稿").first.click()
    page.get_by_label("或者粘贴在这里").fill(TRANSCRIPT)
    press(page, "下一步：看说话人")
    look(page)
    page.get_by_label("受访者", exact=True).first.fill("P001")
    press(page, "确认")
    page.locator("#marked").wait_for()
    page.wait_for_load_state()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("1")
    page.locator(".is-motivation").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("2")
    page.locator(".is-pain_point").wait_for()
    look(page)


def analyse(page, store):
    page.get_by_role("link", name="人群", exact=True).first.click()
    page.get_by_label("分几群").select_option(label="2 群")
    press(page, "开始")
    page.get_by_text("分析正在进行").wait_for()
    run_id = claim_run(store, "test")
    carry_out(store, run_id, "test")
    page.get_by_text("最近一次分析").wait_for()  # the page notices by itself
    look(page)


def write_persona(page):
    press(page, "起草画像")
    look(page)
    page.get_by_role("link", name="修改文字").click()
    page.get_by_label("标题").fill("看云的人")
    look(page)
    press(page, "保存")
    press(page, "发布")
    page.get_by_text("第 1 版已发布").wait_for()


def test_from_an_empty_study_to_a_poster(studio, open_page, store, tmp_path):
    create_study(studio)
    link = publish_screener(studio)
    phone = open_page(PHONE)
    for one in ANSWERS:
        phone.context.clear_cookies()
        answer(phone, link.replace("http://127.0.0.1:8000", ""), *one)
    add_interview(studio)
    analyse(studio, store)
    write_persona(studio)
    with studio.expect_download(timeout=60_000) as download:
        studio.get_by_role("link", name="下载 A3").click()
    poster = tmp_path / "poster.pdf"
    download.value.save_as(poster)
    assert poster.read_bytes().startswith(b"%PDF-")


def test_without_javascript_a_respondent_can_finish(studio, open_page):
    create_study(studio)
    link = publish_screener(studio)
    plain = open_page(PHONE, java_script_enabled=False)
    plain.goto(link.replace("http://127.0.0.1:8000", ""))
    plain.get_by_role("radio").first.check()
    plain.get_by_role("button", name="下一页").click()
    plain.get_by_label("是什么让你一直打开它？").fill("放松")
    plain.get_by_label("哪一刻最想卸载？").fill("太肝")
    plain.get_by_label("每周").check()
    plain.get_by_role("button", name="提交").click()
    assert "谢谢" in plain.content()
