"""Three respondents, three verdicts, one ending; and what the researcher sees of it."""

import re

import pytest

from tests.browser.conftest import DESK, PHONE, look
from tests.web.screening import people, publish

SECRETS = ("机密", "screened", "qualified", "waiting", "quota", "score", "minor", "reject", "must", "women")
WAYS = ({"age": "30"}, {"age": "30"}, {"age": "16"})

pytestmark = pytest.mark.browser


def fill_in(page, link, age):
    """Fill in the form by mouse and keys; gives every byte that was sent on the way."""
    sent = []
    page.on("response", lambda one: sent.append(one.body()) if one.ok else None)
    page.goto(link)
    page.get_by_label("钓鱼").check()
    page.get_by_label("你的年龄？").fill(age)
    page.get_by_label("女").check()
    page.locator("form button:not([value=back])").first.click()
    page.wait_for_url(re.compile("/r/"))
    page.wait_for_load_state("networkidle")
    look(page)
    return page.content(), b"".join(sent).decode("utf-8", "ignore")


def test_qualified_full_and_screened_out_end_alike(open_page, store, cast):
    _, link = publish(store, cast)
    endings = []
    for way in WAYS:
        page = open_page(PHONE)
        ending, sent = fill_in(page, link, way["age"])
        endings.append(re.sub(r"/r/[0-9a-f]+", "/r/…", ending))
        assert not [word for word in SECRETS if word in sent]
    assert endings[0] == endings[1] == endings[2]
    told = [(person.state, sent.verdict_rule) for person, sent in people(store)]
    assert told == [("qualified", None), ("waiting", "quota:women"), ("screened_out", "minor")]


def test_a_rule_and_a_cell_are_written_with_the_mouse_and_candidates_move_up(studio, open_page, store, cast):
    form_id, link = publish(store, cast)
    for way in WAYS:
        fill_in(open_page(PHONE), link, way["age"])
    base = f"/studies/{cast.study}/forms/{form_id}"
    studio.goto(f"{base}/screening")
    studio.locator("#quotas").get_by_role("link", name="加一格").click()
    studio.locator("#write").get_by_label("按哪一题").select_option(label="3 性别？")
    studio.locator("#write").get_by_label("男").check()
    studio.get_by_label("名称").fill("男玩家")
    studio.locator("#write").get_by_label("名额").fill("4")
    studio.get_by_role("button", name="保存", exact=True).click()
    assert "男玩家" in studio.locator("#cells").inner_text()
    studio.goto(f"{base}/candidates")
    studio.get_by_label("勾选 P001").check()
    studio.get_by_label("把勾选的改为").select_option("dropped")
    studio.get_by_role("button", name="更新状态").click()
    studio.get_by_role("button", name="递补勾选的人").click()
    assert [person.state for person, _ in people(store)] == ["dropped", "qualified", "screened_out"]


def test_the_pages_of_screening_fit_and_are_accessible(studio, open_page, store, cast):
    form_id, link = publish(store, cast)
    for way in WAYS:
        fill_in(open_page(PHONE), link, way["age"])
    base = f"/studies/{cast.study}/forms/{form_id}"
    pages = (
        "screening",
        "screening?new=quotas&first=sex&second=genre&mark=genre",
        "candidates",
        "simulate",
        "simulate?source=made_up",
    )
    for size in (DESK, PHONE):
        studio.set_viewport_size(size)
        for address in pages:
            assert studio.goto(f"{base}/{address}").status == 200
            look(studio)
