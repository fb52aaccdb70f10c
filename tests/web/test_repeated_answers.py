"""Answers that a text repeats: their names are offered, and what would show nothing is told before anybody sees it."""

import pytest

from tests.web.answering import answer
from tests.web.writing import Desk


@pytest.fixture
def desk(client, store, cast):
    made = Desk(client, store, cast)
    made.game = made.add("text", title="在玩什么", required="1")
    made.post("add-page")
    made.why = made.add("text", page=2, title="为什么？")
    return made


def reword(desk, title):
    assert desk.save(desk.why, kind="text", page=2, title=title).status_code == 303


def test_the_answers_of_earlier_pages_are_offered_by_name(desk):
    offered = desk.page(f"?open={desk.why}").text.partition("插入前面的回答")[2].partition("</details>")[0]
    assert f"<code data-insert>{{{desk.game}}}</code> 2 在玩什么" in offered
    assert f"{{{desk.why}}}" not in offered
    assert "插入前面的回答" not in desk.page("?open=q1").text
    assert "插入前面的回答" in desk.page("?page=2").text


def test_a_name_that_shows_an_answer_passes_without_a_word(desk, anyone):
    reword(desk, f"为什么玩“{{{desk.game}}}”？")
    response = desk.post("publish")
    assert "花括号" not in desk.client.get(response.location).text
    second = answer(anyone, f"/s/{desk.form.token}", q1="agree").location
    assert "为什么玩“原神”？" in anyone.get(answer(anyone, second, **{desk.game: "原神"}).location).text


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("{nosuch}怎么样？", "没有叫“nosuch”的题，受访者会看到“{nosuch}”这几个字。"),
        ("你说{q3}", "“{q3}”和这里在同一页，翻到这一页时还没有回答，是空的。"),
    ],
)
def test_a_name_that_shows_nothing_is_told_at_its_card_and_when_publishing(desk, title, told):
    reword(desk, title)
    page = desk.page().text
    assert told in page.partition(f'data-name="{desk.why}"')[2]
    assert "不影响发布" in page
    published = desk.client.get(desk.post("publish").location).text
    assert "有 1 处花括号不会显示回答" in published
    assert desk.form.status == "open"
