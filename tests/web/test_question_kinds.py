"""Every kind of question works on a page without scripts: filled in, corrected, kept on the way back, stored."""

import gzip

import pytest

from tests.unit.surveys.kinds import EVERY_KIND
from tests.web.answering import RULES, answer, evidence, fields, publish, rows
from workbench.storage.tables import Question

BARE = {**RULES, "roles": {}, "pii": [], "screen_out": []}
ONE = {
    "nps": "9",
    "order.钓鱼": "2",
    "order.种田": "1",
    "order.对战": "3",
    "rate.art": "3",
    "rate.music": "2",
    "where.平时": ["手机"],
    "where.周末": ["手机", "电脑"],
}
TWO = {"look": "ink", "top.对战": "1", "who.nick": "小满", "who.age": "２８", "who.code": "AB12", "why": "画面好"}


@pytest.fixture
def link(store, cast):
    return publish(store, cast, EVERY_KIND, BARE)


def test_what_was_answered_becomes_one_answer_a_row_and_a_list_in_order(anyone, store, link):
    second = answer(anyone, link, **ONE).location
    assert "为什么给了 9 分？" in anyone.get(second).text
    assert answer(anyone, second, **TWO).status_code == 303
    assert rows(store)[0].answers == {
        "nps": 9,
        "order": ["种田", "钓鱼", "对战"],
        "rate": {"art": 3, "music": 2},
        "where": {"平时": ["手机"], "周末": ["手机", "电脑"]},
        "look": "ink",
        "top": ["对战"],
        "who": {"nick": "小满", "age": 28, "code": "AB12"},
        "why": "画面好",
    }
    assert evidence(store)["answers"] == {
        "nps": 9,
        "order": ["种田", "钓鱼", "对战"],
        "rate.art": 3,
        "rate.music": 2,
        "where.平时": ["手机"],
        "where.周末": ["手机", "电脑"],
        "look": "ink",
        "top": ["对战"],
        "who.nick": "小满",
        "who.age": 28,
        "who.code": "AB12",
        "why": "画面好",
    }


def test_each_part_is_a_question_of_its_own_with_kind_title_and_options(anyone, store, link):
    answer(anyone, answer(anyone, link, **ONE).location, **TWO)
    known = {one.key: (one.kind, one.title, [choice["text"] for choice in one.choices]) for one in rows(store, Question)}
    assert known["rate.art"] == ("scale", "你觉得它们怎么样？ · 画面", ["差", "一般", "好"])
    assert known["where.周末"][0] == "multiple"
    assert known["order"][0] == "multiple"
    assert known["who.age"][0] == "number"
    assert known["look"] == ("single", "喜欢哪种画风？", ["水墨", "像素"])
    assert "intro" not in known


def test_a_page_shows_again_exactly_what_was_answered(anyone, link):
    second = answer(anyone, link, **ONE).location
    back = answer(anyone, second, **TWO, go="back").location
    sent = {name: texts for name, texts in fields(anyone.get(back).text).items() if not name.startswith(":")}
    assert sent == {name: value if isinstance(value, list) else [value] for name, value in ONE.items()}
    sent = fields(anyone.get(second).text)
    assert (sent["who.age"], sent["top.对战"], sent["look"]) == (["28"], ["1"], ["ink"])


def test_half_an_answer_survives_the_way_back_and_is_asked_for_on_the_way_forward(anyone, store, link):
    second = answer(anyone, link, **ONE).location
    first = second.rsplit("/", 1)[0] + "/1"
    half = {**fields(anyone.get(first).text), "order.对战": "", "rate.music": []}
    response = anyone.post(first, data={**half, ":go": "on"})
    assert response.status_code == 422
    assert "请给每一项都选一个名次。" in response.text
    assert "每一行都要选，还差：音乐。" in response.text
    assert rows(store)[0].answers["order"] == ["种田", "钓鱼"]
    assert anyone.get(second, follow_redirects=True).request.path == second
    answer(anyone, second, **TWO)
    assert rows(store)[0].completed_at is None


@pytest.mark.parametrize(
    ("page", "sent", "hint"),
    [
        (1, {"order.钓鱼": "1"}, "第 1 名选了不止一次"),
        (1, {"order.钓鱼": "九"}, "名次要在 1 到 3 之间"),
        (1, {"rate.art": "9"}, "“画面”：选项里没有这一项"),
        (2, {"who.age": "廿八"}, "“年龄”：请填写数字"),
        (2, {"who.code": "ab12"}, "“邀请码”：这一题的回答不符合要求的格式"),
        (2, {"who.nick": ""}, "“称呼”需要填写。"),
        (2, {"top.对战": ""}, None),
        (2, {"look": "<script>"}, "选项里没有这一项"),
    ],
)
def test_what_is_wrong_is_told_beside_its_question_and_nothing_is_lost(anyone, link, page, sent, hint):
    address = answer(anyone, link, **ONE).location if page == 2 else link
    response = answer(anyone, address, **{**(TWO if page == 2 else ONE), **sent})
    assert response.status_code == (422 if hint else 303)
    if hint:
        assert hint in response.text
        kept = fields(response.text)
        assert all(kept[name] == [text] for name, text in sent.items() if name != "look" and name != "rate.art")


def test_pages_with_every_kind_are_light(anyone, link):
    second = answer(anyone, link, **ONE).location
    styles = len(gzip.compress(anyone.get("/static/public.css").data))
    for address in (f"{link}?again=1", second):
        assert len(gzip.compress(anyone.get(address).data)) + styles < 12 * 1024


def test_what_could_not_be_taken_is_shown_under_each_question(anyone, store, cast, link):
    second = answer(anyone, link, **ONE).location
    answer(anyone, second, **TWO)
    page = anyone.post(second, data={"who.nick": "另一个人", "top.种田": "1"}).text
    assert "怎么联系你？" in page
    assert "另一个人" in page
