"""Every kind of question works on a page without scripts: filled in, corrected, kept on the way back, stored."""

import gzip
import re

import pytest

from tests.unit.surveys.kinds import EVERY_KIND, WORDS
from tests.web.answering import RULES, answer, evidence, fields, publish, rows
from tests.web.looks import look_at
from workbench.storage.tables import Answer, Question
from workbench.surveys import load_form
from workbench.web.public.pages import render_preview
from workbench.workflow.answers import correct_answer

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
    known = {
        one.key: (one.kind, one.title, [choice["text"] for choice in one.choices]) for one in rows(store, Question)
    }
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
        (2, {"who.age": "廿八"}, "“年龄”：请只填数字"),
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
        # What a browser could not have sent is told, and not shown again.
        offered = {"order.钓鱼": "1", "who.age": "廿八", "who.code": "ab12", "who.nick": ""}
        assert all(kept[name] == [text] for name, text in sent.items() if offered.get(name) == text)


def test_pages_with_every_kind_are_light(anyone, link):
    second = answer(anyone, link, **ONE).location
    for address in (f"{link}?again=1", second):
        with anyone.get("/static/public.css") as styles, anyone.get(address) as page:
            assert len(gzip.compress(styles.data)) + len(gzip.compress(page.data)) < 12 * 1024


def test_what_could_not_be_taken_is_shown_under_each_question(anyone, store, cast, link):
    second = answer(anyone, link, **ONE).location
    answer(anyone, second, **TWO)
    page = anyone.post(second, data={"who.nick": "另一个人", "top.种田": "1"}).text
    assert "怎么联系你？" in page
    assert "另一个人" in page


SHUFFLED = {
    "type": "radiogroup",
    "name": "game",
    "title": "最常玩哪个？",
    "isRequired": True,
    "choices": [*"甲乙丙丁戊己庚", {"value": "都不玩", "randomize": False}, {"value": "说不清", "randomize": False}],
    "choicesOrder": "random",
    "showOtherItem": True,
}


def order_in(page: str) -> list[str]:
    return re.findall('name="game" value="([^"]+)"', page)


def test_each_respondent_has_an_order_which_stays_and_is_stored(app, store, cast):
    link = publish(store, cast, {"title": "t", "pages": [{"name": "p", "elements": [SHUFFLED, WORDS]}]}, BARE)
    orders = set()
    for _ in range(4):
        client = app.test_client()
        page = client.get(link).text
        corrected = client.post(link, data={**fields(page), ":go": "on"}, follow_redirects=True).text
        row = rows(store)[-1]
        assert order_in(page) == order_in(corrected) == row.shown["game"]
        assert order_in(page)[7:] == ["都不玩", "说不清", "other"]
        assert row.seed > 0
        orders.add(tuple(order_in(page)))
    assert len(orders) > 1


def test_what_stands_in_a_form_from_the_start_is_shown_and_counts(anyone, store, cast):
    first = [
        {"type": "radiogroup", "name": "often", "title": "多久？", "choices": ["常", "少"], "defaultValue": "少"},
        {"type": "comment", "name": "why", "title": "为什么{often}？", "visibleIf": "{often} = '少'"},
        {"type": "text", "name": "closed", "title": "常玩什么", "enableIf": "{often} = '常'"},
    ]
    link = publish(store, cast, {"title": "t", "pages": [{"name": "p", "elements": first}]}, BARE)
    page = anyone.get(link).text
    assert fields(page)["often"] == ["少"]
    assert "为什么少？" in page
    assert re.search('<input id="q3" name="closed"[^>]* disabled', page)
    response = answer(anyone, link, often="常")
    assert (response.status_code, "根据你刚才的回答" in response.text) == (422, True)
    assert not re.search('<input id="q2" name="closed"[^>]* disabled', response.text)


def test_words_of_a_respondent_in_a_title_are_words(anyone, store, cast):
    pages = [
        {"name": "a", "elements": [{"type": "text", "name": "name", "title": "称呼"}]},
        {"name": "b", "title": "{name}，还有一题", "elements": [{"type": "text", "name": "q", "title": "你好{name}"}]},
    ]
    link = publish(store, cast, {"title": "t", "pages": pages}, BARE)
    second = answer(anyone, link, name="<b>{q}</b>").location
    page = anyone.get(second).text
    assert "你好&lt;b&gt;{q}&lt;/b&gt;" in page
    assert "<h1>&lt;b&gt;{q}&lt;/b&gt;，还有一题</h1>" in page


def test_the_author_sees_every_kind_in_the_preview(app):
    with app.test_request_context("/studies/1", query_string={"page": 2}):
        page = render_preview(load_form(EVERY_KIND, BARE), 2)
    look_at(page)
    assert all(title in page for title in ("下面几题只问画面。", "再多说一点", "为什么给了  分？"))


def test_one_text_of_several_is_forgotten_alone(anyone, store, cast, link):
    answer(anyone, answer(anyone, link, **ONE).location, **TWO)
    asked = next(one for one in rows(store, Question) if one.key == "who.nick")
    given = next(one for one in rows(store, Answer) if one.question_id == asked.id)
    correct_answer(store, cast.owner, given.id, ["某人"], forget=True)
    assert rows(store)[0].answers["who"] == {"age": 28, "code": "AB12"}
    assert evidence(store)["answers"]["who.nick"] == "某人"
