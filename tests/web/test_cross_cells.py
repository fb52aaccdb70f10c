"""Cells for the groups of one question or of two crossed: options put together, numbers and dates in bands."""

import pytest

from tests.web.screening import change_rules as post
from tests.web.screening import draft_rules as rules
from tests.web.screening import rules_page

YOUNG = "{age} >= 20 and {age} <= 25"
OLDER = "{age} >= 26 and {age} <= 30"
WOMEN = "{sex} anyof ['f']"


@pytest.fixture
def page(store, cast):
    """The address of the page of a draft's rules."""
    return rules_page(store, cast)


def cross(client, page, **typed):
    return post(client, page, "cross-cells", **typed)


def sizes(**given):
    return {f"size:{condition}": size for condition, size in given.items()}


def cells(store):
    return [(cell["title"], cell["if"], cell["size"]) for cell in rules(store)["quotas"]]


def test_cells_are_crossed_from_two_questions(client, store, page):
    assert "女 × 钓鱼" in client.get(f"{page}?first=sex&second=genre").text
    fish, farm = f"{WOMEN} and {{genre}} anyof ['fish']", "{sex} anyof ['m'] and {genre} anyof ['farm']"
    typed = {"first": "sex", "second": "genre"}
    assert cross(client, page, **typed, **sizes(**{fish: "2", farm: "3"})).status_code == 303
    assert cells(store) == [("女 × 钓鱼", fish, 2), ("男 × 种田", farm, 3)]
    ids = [cell["id"] for cell in rules(store)["quotas"]]
    cross(client, page, **typed, **sizes(**{fish: "5"}))
    assert [size for _title, _condition, size in cells(store)] == [5, 3]
    assert [cell["id"] for cell in rules(store)["quotas"]] == ids


def test_cells_that_count_who_qualified_do_so_again_after_counting_interviews(client, store, page):
    typed = {"first": "age", "bands:age": "20-25", **sizes(**{YOUNG: "4"})}
    cross(client, page, **typed, of="interviewed")
    assert rules(store)["quotas"][0]["of"] == "interviewed"
    cross(client, page, **typed, of="qualified")
    assert "of" not in rules(store)["quotas"][0]


@pytest.mark.parametrize(
    "written",
    [
        f"{{sex}} = 'f' and {YOUNG}",
        f"{YOUNG} and {{sex}} = 'f'",
        f"{YOUNG} and {WOMEN}",
        "{age} <= 25 and {age} >= 20 and {SEX} = 'F'",
    ],
)
def test_a_cell_that_was_written_by_hand_is_not_doubled(client, store, page, written):
    own = {"part": "quotas", "title": "年轻女生", "size": "3", "soft": "1"}
    post(client, page, "save-rule", **own, **{"if:way": "text", "if:text": written})
    (before,) = rules(store)["quotas"]
    typed = {"first": "sex", "second": "age", "bands:age": "20-25"}
    assert cross(client, page, **typed, **sizes(**{f"{WOMEN} and {YOUNG}": "8"})).status_code == 303
    assert rules(store)["quotas"] == [{**before, "size": 8}]


def test_bands_are_typed_once_and_crossed_with_options(client, store, page):
    typed = {"first": "age", "second": "sex", "bands:age": "20－25，26 到 30、31+"}
    shown = cross(client, page, step="list", **typed).text
    assert "20–25" in shown
    assert "≥ 31 × 男" in shown
    assert cells(store) == []
    answer = cross(client, page, **typed, **sizes(**{f"{YOUNG} and {WOMEN}": "4", f"{{age}} >= 31 and {WOMEN}": "2"}))
    assert answer.status_code == 303
    assert cells(store) == [
        ("20–25 × 女", f"{YOUNG} and {WOMEN}", 4),
        ("≥ 31 × 女", f"{{age}} >= 31 and {WOMEN}", 2),
    ]
    again = client.get(f"{page}?edit=quotas&rule={rules(store)['quotas'][0]['id']}").text
    assert '<option value="between" selected>介于</option>' in again
    assert 'value="f" checked' in again


def test_one_question_alone_gives_a_cell_a_band(client, store, page):
    typed = {"first": "age", "second": "", "bands:age": "20-25, 26-30", **sizes(**{YOUNG: "4", OLDER: "6"})}
    assert cross(client, page, **typed).status_code == 303
    assert cells(store) == [("20–25", YOUNG, 4), ("26–30", OLDER, 6)]


def test_options_of_a_group_are_counted_together_and_one_in_none_is_left_out(client, store, page):
    typed = {"first": "genre", "group:genre:fish": "1", "group:genre:farm": "1", "group:genre:war": ""}
    both = "{genre} anyof ['fish', 'farm']"
    shown = cross(client, page, step="list", **typed).text
    assert f'name="size:{both}"'.replace("'", "&#39;") in shown
    assert "anyof [&#39;war&#39;]" not in shown
    cross(client, page, **typed, **sizes(**{both: "9"}))
    assert cells(store) == [("钓鱼、种田", both, 9)]


def test_every_mark_of_a_scale_has_a_cell_until_bands_are_typed(client, store, page):
    shown = cross(client, page, step="list", first="often").text
    assert shown.count('name="size:') == 7
    shown = cross(client, page, step="list", first="often", **{"bands:often": "1-3, 4-7"}).text
    assert shown.count('name="size:') == 2


@pytest.mark.parametrize(
    ("bands", "told"),
    [
        ("20-25, 二十六", "看不懂“二十六”这一段"),
        ("20-25, 25-30", "“20-25”和“25-30”有重叠"),
        ("30+, 20-40", "“30+”和“20-40”有重叠"),
        ("25-20", "“25-20”这一段前面的比后面的大"),
        (",".join(map(str, range(300))), "这样有 600 格，最多 500 格"),
    ],
)
def test_bands_that_cannot_be_are_refused_and_come_back(client, store, page, bands, told):
    answer = cross(client, page, first="age", second="sex", **{"bands:age": bands})
    assert answer.status_code == 422
    assert told in answer.text
    assert f'value="{bands}"' in answer.text
    assert cells(store) == []


def test_a_size_that_is_no_number_is_refused_and_comes_back(client, store, page):
    typed = {"first": "age", "bands:age": "20-25, 26-30", **sizes(**{YOUNG: "两个", OLDER: "7"})}
    answer = cross(client, page, **typed)
    assert answer.status_code == 422
    assert "名额“两个”不对" in answer.text
    assert [f'value="{one}"' in answer.text for one in ("两个", "7", "20-25, 26-30")] == [True] * 3
    assert cells(store) == []


@pytest.mark.parametrize("typed", [{"first": "sex", "second": "sex"}, {"first": ""}, {"first": "nobody"}])
def test_what_cannot_be_crossed_is_refused_with_a_sentence(client, store, page, typed):
    answer = cross(client, page, **typed)
    assert answer.status_code == 422
    assert "交叉要选两道不同的题" in answer.text
    assert cells(store) == []
