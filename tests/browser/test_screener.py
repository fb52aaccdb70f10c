"""From pasted text to three verdicts: a condition and a quota are added by hand, and three people come."""

import re

import pytest
from sqlmodel import select

from tests.browser.conftest import PHONE, look
from workbench.storage.tables import Participant, Submission

pytestmark = pytest.mark.browser

PASTED = """手游玩家招募

大约两分钟，没有标准答案。

1. 最近一个月，你多久玩一次手游？[单选题]
每天
每周几次
每月几次
从不

2. 你最常玩哪一类？[单选题]
角色扮演
休闲益智
卡牌策略

3. 说说最近一次玩的时候最不顺心的事。[简答题]（选填）

4. 怎么称呼你？[填空题]（选填）
"""
SECRETS = ("不合格", "配额", "名额", "screen", "qualified", "quota", "waiting", "verdict", "score", "reject")


def paste(page, study):
    """The draft of the pasted text, with consent first; returns the editor's address."""
    page.goto(f"/studies/{study}/forms/import")
    page.get_by_label("粘贴问卷的文字").fill(PASTED)
    page.get_by_label("在最前面加一页知情同意").check()
    page.get_by_role("button", name="预览").click()
    page.get_by_text(re.compile(r"读出 \d 道题")).wait_for()
    look(page)
    page.get_by_role("button", name="建成草稿").click()
    page.locator("#editor").wait_for()
    return re.sub(r"[?#].*", "", page.url)


def show_only_if(page, title, asked, option):
    """Let a question show only after an option of another one, by the menus of its card."""
    page.locator(".question-card", has_text=title).get_by_role("link", name="编辑").click()
    page.get_by_role("button", name="加一个条件").first.click()
    menu = page.get_by_label("按哪一题")
    menu.select_option(label=menu.locator("option", has_text=asked).inner_text())
    page.locator(".condition-row").get_by_label(option).check()
    page.get_by_role("button", name="保存", exact=True).click()
    page.locator(".question-open").wait_for(state="detached")


def turn_away(page, title, option):
    """Let an option of a question turn respondents away."""
    page.locator(".question-card", has_text=title).get_by_role("link", name="编辑").click()
    page.locator(".question-open summary", has_text="按选项筛人").click()
    page.get_by_role("radio", name=f"{option} 不合格").check()
    page.get_by_role("button", name="保存", exact=True).click()
    page.locator(".question-open").wait_for(state="detached")


def limit(page, asked, option, name, size):
    """A quota cell for an option, on the page of rules."""
    page.locator("#quotas").get_by_role("link", name="加一格").click()
    menu = page.locator("#write").get_by_label("按哪一题")
    menu.select_option(label=menu.locator("option", has_text=asked).inner_text())
    page.locator("#write").get_by_label(option).check()
    page.get_by_label("名称").fill(name)
    page.locator("#write").get_by_label("名额").fill(size)
    page.get_by_role("button", name="保存", exact=True).click()
    page.locator("#cells").get_by_text(name).wait_for()


def answer(page, link, often, *, sees_why):
    """Fill the form in on a telephone; gives the ending and every byte that was sent on the way."""
    sent = []
    page.on("response", lambda one: sent.append(one.body()) if one.ok else None)
    page.goto(link)
    page.get_by_label("同意参加").check()
    page.get_by_role("button", name="下一页").click()
    page.get_by_label(often, exact=True).check()
    page.get_by_label("角色扮演").check()
    page.get_by_role("button", name="提交").click()
    if sees_why:  # it shows on account of what was answered just now
        page.get_by_label("最不顺心的事").fill(f"{often}都卡在同一关")
        page.get_by_role("button", name="提交").click()
    page.get_by_role("heading", name="谢谢，你的回答已经收到").wait_for()
    look(page)
    return re.sub(r"/r/[^\"/]+", "/r/…", page.content()), b"".join(sent).decode("utf-8", "ignore")


def test_a_pasted_screener_gives_three_people_three_verdicts_and_one_ending(studio, open_page, store, cast):
    editor = paste(studio, cast.study)
    turn_away(studio, "多久玩一次手游", "从不")
    show_only_if(studio, "最不顺心的事", "多久玩一次手游", "每天")
    look(studio)
    studio.get_by_role("link", name="甄别与配额").click()
    limit(studio, "哪一类", "角色扮演", "角色扮演玩家", "1")
    studio.get_by_role("button", name="发布").click()
    studio.get_by_role("heading", name="链接和二维码").wait_for()
    link = re.search(r"/s/[\w-]+", studio.content())[0]
    came = [("每天", True), ("从不", False), ("每周几次", False)]
    endings = [answer(open_page(PHONE), link, often, sees_why=why) for often, why in came]
    assert len({ending for ending, _sent in endings}) == 1
    assert not [word for _ending, sent in endings for word in SECRETS if word in sent]
    with store.reading() as session:
        people = session.exec(select(Participant, Submission).join(Submission).order_by(Participant.id)).all()
    assert [person.state for person, _sent in people] == ["qualified", "screened_out", "waiting"]
    assert [sent.verdict_rule and sent.verdict_rule.partition(":")[0] for _person, sent in people][::2] == [
        None,
        "quota",
    ]
    studio.goto(f"{editor}/screening")
    assert "1/1" in re.sub(r"\s", "", studio.locator("#cells").inner_text())
