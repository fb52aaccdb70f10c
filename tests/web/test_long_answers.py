"""Very long answers show their start wherever they are listed; the rest is one press away, without JavaScript."""

import re

import pytest

from tests.web.tables import bring, table

SAID = "我想说很多话。" + "很长" * 3_000
REST = re.compile(r'<details class="rest">.*?</details>', re.DOTALL)


@pytest.fixture
def brought(client, cast):
    rows = [*([str(n), f"每天都玩，玩了{n}年了，停不下来"] for n in range(1, 11)), ["11", SAID]]
    bring(client, cast.study, table(rows, ["编号", "为什么喜欢玩？"]), topic=["", "motivation"])


@pytest.mark.parametrize(
    "page", ["/results/import:1", "/results/import:1/1", "/participants/11", "/answers/import:1/11"]
)
def test_the_start_shows_and_the_rest_unfolds(client, cast, brought, page):
    shown = client.get(f"/studies/{cast.study}{page}").text
    assert "展开其余 5767 字" in shown
    assert shown.count(SAID[240:]) >= 1, "nothing of it is lost"
    outside = REST.sub("", shown)
    outside = re.sub(r"<textarea.*?</textarea>", "", outside, flags=re.DOTALL)
    assert SAID[:240] in outside
    assert SAID[:300] not in outside


def test_the_table_of_answers_holds_only_the_start(client, cast, brought):
    shown = client.get(f"/studies/{cast.study}/answers/import:1").text
    assert SAID[:100] in shown
    assert SAID[:300] not in shown


def test_a_find_in_a_long_answer_is_shown_with_what_is_around_it(client, cast, brought):
    shown = client.get(f"/studies/{cast.study}/texts?q=很多话").text
    assert "全文" in shown
    assert SAID[:300] not in re.sub(r"<details>.*?</details>", "", shown, flags=re.DOTALL)
