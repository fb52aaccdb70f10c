"""The funnel: opened, began, handed in, fits, interviewed; by channel, page and day."""

import html5lib

from tests.web.answering import FIRST, SECOND, THIRD, answer, answer_all, fields, rows
from tests.web.test_channels import add, link_of
from workbench.storage.tables import FormOpening, Participant
from workbench.workflow import exclusions, participants


def table(client, place, name) -> list[list[str]]:
    """The texts of a table's cells."""
    tree = html5lib.parse(client.get(f"{place}/funnel").text, namespaceHTMLElements=False)
    section = next(one for one in tree.iter("section") if one.get("aria-labelledby") == name)
    return [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in section.find(".//tbody")]


def test_nobody_yet_says_what_to_do(client, place):
    assert "还没有人打开" in client.get(f"{place}/funnel").text


def test_each_step_is_counted_by_channel(app, client, store, cast, link, place):
    add(client, place)
    group = link_of(store)
    app.test_client().get(link)
    answer(app.test_client(), group, **FIRST)
    answer_all(app.test_client(), group)
    answer_all(app.test_client(), group, ({**FIRST, "often": "never"}, SECOND, THIRD))
    first = rows(store, Participant)[0]
    participants.set_state(store, cast.owner, cast.study, [first.id], "interviewed")
    found = {line[0]: line[1:6] for line in table(client, place, "by-channel")}
    assert found == {"不分渠道": ["1", "0", "0", "0", "0"], "玩家 3 群": ["3", "3", "2", "1", "1"]}
    assert [line[1] for line in table(client, place, "all")] == ["4", "3", "2", "1", "1"]
    assert table(client, place, "by-day")[0][1:] == ["4", "3", "2", "1", "1"]


def test_pages_tell_how_many_came_and_how_many_stayed(app, client, link, place):
    answer(app.test_client(), link, **FIRST)
    browser = app.test_client()
    answer(browser, answer(browser, link, **FIRST).location, **SECOND)
    answer_all(app.test_client(), link)
    assert [line[1:3] for line in table(client, place, "by-page")] == [["3", "0"], ["3", "1 33%"], ["2", "1 50%"]]


def test_a_browser_that_opens_twice_counts_once_and_one_without_cookies_each_time(app, store, link):
    browser = app.test_client()
    for _ in range(3):
        browser.get(link)
    assert rows(store, FormOpening)[0].times == 1
    for _ in range(2):
        app.test_client(use_cookies=False).get(link)
    assert rows(store, FormOpening)[0].times == 3


def test_whoever_began_has_opened(app, client, link, place):
    browser = app.test_client()
    for again in ("", "?again=1", "?again=1"):
        answer_all(browser, f"{link}{again}")
    page = app.test_client().get(link).text  # nobody's browser keeps a page from being sent twice under two numbers
    for number in ("1", "2", "3"):
        body = {**fields(page), **FIRST, ":uuid": f"00000000-0000-4000-8000-00000000000{number}"}
        assert app.test_client().post(link, data=body).status_code == 303
    for name in ("all", "by-channel", "by-day"):
        (first, *_), found = table(client, place, name), table(client, place, name)
        opened, started = (found[0][1], found[1][1]) if name == "all" else (first[1], first[2])
        assert (opened, started) == ("6", "6"), name


def test_another_person_in_the_same_browser_opens_it_once_more(app, store, link):
    browser = app.test_client()
    answer(browser, link, **FIRST)
    for _ in range(3):
        browser.get(link)
    assert rows(store, FormOpening)[0].times == 1
    browser.get(f"{link}?again=1")
    browser.get(f"{link}?again=1")
    assert rows(store, FormOpening)[0].times == 2


def test_a_closed_form_counts_no_openings(client, anyone, store, link, place):
    client.post(f"{place}/close")
    anyone.get(link)
    assert rows(store, FormOpening) == []


def test_who_was_excluded_is_not_one_who_fits(anyone, client, store, cast, link, place):
    answer_all(anyone, link)
    exclusions.exclude(store, cast.owner, cast.study, [rows(store, Participant)[0].id], "答得太快")
    assert [line[1] for line in table(client, place, "all")] == ["1", "1", "1", "0", "0"]
