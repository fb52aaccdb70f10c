"""Personal links: one for each line of a list, used once, exported, revoked, gone with what they brought."""

import csv
import io

import pytest

from tests.web.answering import FIRST, ONE_PAGE, SECOND, THIRD, answer, answer_all, at_once, fields, publish, rows
from workbench.storage.tables import Form, PersonalLink
from workbench.workflow.personal_links import personal_token

PEOPLE = "张三 12 号群\n\n 李四 \n张三 12 号群\n<b>王五</b>\n"


@pytest.fixture
def place(store, cast):
    publish(store, cast)
    return f"/studies/{cast.study}/forms/{rows(store, Form)[0].id}/links"


@pytest.fixture
def links(client, store, place):
    """Three links in the order of the list, as a respondent gets them."""
    assert client.post(place, data={"people": PEOPLE}).status_code == 303
    return [f"/s/{personal_token(store.settings, one)}" for one in rows(store, PersonalLink)]


def test_each_line_gets_a_link_and_a_second_time_none(client, store, place, links):
    assert [one.label for one in rows(store, PersonalLink)] == ["张三 12 号群", "李四", "<b>王五</b>"]
    response = client.post(place, data={"people": "李四\n赵六"})
    page = client.get(response.location).text
    assert "生成了 1 个专属链接" in page
    assert "1 行重复或已经有链接" in page
    assert "&lt;b&gt;王五" in page


def test_the_database_does_not_know_the_links(store, links):
    kept = str(rows(store, PersonalLink))
    assert not [link for link in links if link.removeprefix("/s/") in kept]


def test_a_link_is_used_once_and_says_so_to_the_next(app, store, links):
    first, second = app.test_client(), app.test_client()
    answer(first, links[0], **FIRST)
    response = second.get(links[0])
    assert response.status_code == 403
    assert "这个链接已经用过了" in response.text
    assert first.get(links[0]).location.startswith("/r/"), "in the same browser it leads on"
    assert len(rows(store)) == 1


def test_of_many_that_use_a_link_at_once_one_gets_in_and_the_others_keep_their_words(app, store, links):
    waiting = [app.test_client() for _ in range(8)]
    opened = [(browser, {**fields(browser.get(links[0]).text), **FIRST}) for browser in waiting]

    def send():
        browser, body = opened.pop()
        return browser.post(links[0], data=body)

    responses = at_once(8, send)
    assert sorted(response.status_code for response in responses) == [303] + [403] * 7
    assert all("每天" in response.text for response in responses if response.status_code == 403)
    assert len(rows(store)) == 1


def test_the_list_tells_who_has_used_theirs(client, app, place, links):
    answer(app.test_client(), links[0], **FIRST)
    answer_all(app.test_client(), links[1])
    page = client.get(place).text
    for state in ("在填 · 1", "已提交 · 1", "没有用过 · 1"):
        assert state in page
    assert "李四" in client.get(f"{place}?state=finished").text
    assert "张三 12 号群</th>" not in client.get(f"{place}?q=李四").text


def test_nobody_else_is_invited_on_the_ending_of_a_personal_link(anyone, links):
    ending = answer_all(anyone, links[0])
    assert "换一个人填写" not in anyone.get(ending).text


def test_a_revoked_link_lets_nobody_in_until_it_is_restored(client, anyone, store, place, links):
    number = rows(store, PersonalLink)[0].id
    client.post(f"{place}/{number}/revoke")
    assert "已经停用" in anyone.get(links[0]).text
    assert anyone.post(links[0], data=FIRST).status_code == 422, "without a page there is no number of it"
    client.post(f"{place}/{number}/revoke", data={"restore": "1"})
    assert anyone.get(links[0]).status_code == 200


def test_labels_and_links_leave_as_a_table(client, place, links):
    lines = list(csv.reader(io.StringIO(client.get(f"{place}.csv").data.decode("utf-8-sig"))))
    assert lines[0] == ["备注", "链接", "状态"]
    assert sorted(line[1] for line in lines[1:]) == sorted(f"http://127.0.0.1:8000{link}" for link in links)
    assert client.get(f"{place}.xlsx").data.startswith(b"PK")


def test_a_label_never_becomes_a_formula(client, place):
    client.post(place, data={"people": "=HYPERLINK(1)"})
    assert "'=HYPERLINK(1)" in client.get(f"{place}.csv").text


@pytest.mark.parametrize(
    ("people", "said"),
    [(" \n ", "名单是空的"), ("长" * 101, "太长了"), ("\n".join(map(str, range(2001))), "一次最多 2000 个人")],
)
def test_a_list_that_cannot_be_taken_comes_back_with_a_sentence(client, store, place, people, said):
    response = client.post(place, data={"people": people})
    assert response.status_code == 422
    assert said in response.text
    assert people.strip().splitlines()[-1:] == [] or people.strip().splitlines()[-1][:50] in response.text
    assert rows(store, PersonalLink) == []


def test_a_withdrawal_takes_the_label_with_it(anyone, store, links):
    ending = answer_all(anyone, links[0], (FIRST, SECOND, THIRD))
    anyone.post(f"{ending}/withdraw")
    assert [one.label for one in rows(store, PersonalLink)] == ["李四", "<b>王五</b>"]
    assert anyone.get(links[0]).status_code == 404


def test_a_forged_link_leads_nowhere(anyone, links):
    for token in (links[0][3:-1] + "x", links[0][3:].upper() + "0", "0" * 32):
        assert anyone.get(f"/s/{token}").status_code == 404


def test_a_number_of_another_form_is_not_there(client, store, cast, place, links):
    publish(store, cast, ONE_PAGE)
    other = max(form.id for form in rows(store, Form))
    assert client.post(f"/studies/{cast.study}/forms/{other}/links/1/revoke").status_code == 404
