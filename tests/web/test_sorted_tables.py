"""Every table that sorts has the same heads: pressed twice they turn round, and they say which way they stand."""

import html5lib
import pytest

from tests.web.screening import publish, send

TABLES = {
    "answers/form:1": "pseudonym state time",
    "quality/form:1": "pseudonym score seconds",
    "forms/1/candidates": "pseudonym state score sent",
    "participants": "pseudonym state voices joined",
}


@pytest.fixture
def handed_in(anyone, store, cast):
    _form_id, link = publish(store, cast)
    for sex in ("f", "m"):
        send(anyone, link, sex=sex)


def heads(page):
    """Column → where its head leads and which way it says the table is sorted."""
    found = {}
    for head in html5lib.parse(page.text, namespaceHTMLElements=False).iter("th"):
        link = head.find("a")
        if head.get("scope") == "col" and link is not None:
            key = link.get("href").partition("sort=")[2].partition("&")[0]
            found[key.removeprefix("-")] = (key, head.get("aria-sort"))
    return found


@pytest.mark.parametrize("table", TABLES)
def test_a_head_sorts_turns_round_and_says_so(client, cast, handed_in, table):
    address = f"/studies/{cast.study}/{table}"
    for column in TABLES[table].split():
        first = heads(client.get(address))[column][0]
        key, way = heads(client.get(f"{address}?sort={first}&page=7&q="))[column]
        assert way == ("descending" if first.startswith("-") else "ascending")
        assert {key, first} == {column, f"-{column}"}, "the second press turns it round"
        sorted_by = [one for one, (_key, way) in heads(client.get(f"{address}?sort={key}")).items() if way]
        assert sorted_by == [column], "one column is sorted by"
        assert "page=" not in key
