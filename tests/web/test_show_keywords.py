"""Key words by topic, counted by people, as bars and as a table."""

import re

import pytest

from tests.web.material import put_people


@pytest.fixture
def address(cast):
    return f"/studies/{cast.study}/texts/keywords"


@pytest.fixture
def people(store, cast):
    return put_people(store, cast.study)


def test_a_study_without_words_says_where_they_come_from(client, address):
    assert "还没有关键词" in client.get(address).text


def test_bars_and_table_say_the_same(client, address, people):
    page = client.get(f"{address}?topic=pain_point").text
    bars = re.findall(r'text-anchor="end">([^<]+)</text>', page)
    rows = re.findall(r'<th scope="row">([^<]+)</th>', page)
    assert bars == rows[: len(bars)]
    assert "3 人说到了痛点" in page
    assert 'aria-sort="descending"' in page


def test_a_number_leads_to_what_was_said(client, address, people):
    page = client.get(address).text
    link = re.search(r'<a href="([^"]+whole=1[^"]*)" aria-label="地铁 全部 1 人">1</a>', page)
    assert "<b>1 人说到</b>" in client.get(link[1].replace("&amp;", "&")).text


def test_words_are_searched(client, address, people):
    assert re.findall(r'<th scope="row">([^<]+)</th>', client.get(f"{address}?q=地铁").text) == ["地铁"]
    assert "没有这个词" in client.get(f"{address}?q=<script>").text


def test_an_unknown_topic_is_everything(client, address, people):
    assert "3 人的原话里" in client.get(f"{address}?topic=nonsense&page=-1").text
