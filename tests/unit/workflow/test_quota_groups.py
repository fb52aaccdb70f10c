"""Groups for quota cells: whoever belongs to one belongs to one only, and whatever is typed is read or refused."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.surveys.expressions import parse
from workbench.workflow.condition_rows import Subject
from workbench.workflow.quota_groups import AxisFields, cell_of, groups_of

AGE = Subject("age", 1, "年龄？", "number", {})
SINCE = Subject("since", 2, "哪天开始？", "date", {})
GENRE = Subject("genre", 3, "玩什么？", "many", {"fish": "钓鱼", "farm": "种田", "war": "对战"})
SCORE = Subject("score", 4, "几分？", "scale", {str(mark): str(mark) for mark in range(1, 6)})


def bands(subject, text):
    return groups_of(subject, AxisFields(name=subject.name, bands=text))


def holding(groups, **answers):
    """The titles of the groups to which somebody with these answers belongs."""
    return [group.title for group in groups if parse(cell_of([group])["if"]).holds(answers)]


@given(st.lists(st.integers(-40, 120), min_size=2, max_size=9, unique=True).map(sorted), st.integers(-50, 130))
def test_bands_hold_who_lies_between_their_ends_and_nobody_twice(ends, age):
    pairs = list(zip(ends[::2], ends[1::2], strict=False))
    groups = bands(AGE, ", ".join(f"{low}-{high}" for low, high in pairs))
    assert holding(groups, age=age) == [f"{low}–{high}" for low, high in pairs if low <= age <= high]


@given(st.text(max_size=30), st.sampled_from([AGE, SINCE, SCORE]))
def test_whatever_is_typed_as_bands_is_read_or_refused(text, subject):
    try:
        groups = bands(subject, text)
    except BadInput:
        return
    assert all(parse(cell_of([group])["if"]) for group in groups)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("20-25, 26-30", ["20–25", "26–30"]),
        ("２０－２５，２６～３０；31—35", ["20–25", "26–30", "31–35"]),
        ("20 到 25 26至30\n31+", ["20–25", "26–30", "≥ 31"]),
        ("19以下、20-35、36以上", ["≤ 19", "20–35", "≥ 36"]),
        ("18, -5--1, 0.5-1.5", ["18", "-5–-1", "0.5–1.5"]),
        ("018-025, 26.50+", ["18–25", "≥ 26.5"]),
        ("", []),
    ],
)
def test_bands_are_read_as_people_write_them(text, titles):
    assert [group.title for group in bands(AGE, text)] == titles


@pytest.mark.parametrize("text", [",".join(map(str, range(100_000))), "1" + " " * 100_000 + "2" + ",3" * 600])
def test_more_bands_than_there_may_be_cells_are_refused_before_they_are_compared(text):
    began = process_time()
    with pytest.raises(BadInput, match="最多"):
        bands(AGE, text)
    assert process_time() - began < 2


def test_dates_have_bands_too():
    groups = bands(SINCE, "2025-12-31以下, 2026-01-01~2026-03-31")
    assert holding(groups, since="2026-03-31") == ["2026-01-01–2026-03-31"]
    assert holding(groups, since="2025-06-01") == ["≤ 2025-12-31"]


def test_options_of_one_number_are_one_group_and_those_without_are_in_none():
    assert [group.title for group in groups_of(GENRE, AxisFields(name="genre"))] == ["钓鱼", "种田", "对战"]
    groups = groups_of(GENRE, AxisFields(name="genre", numbers={"fish": "2", "farm": "2", "war": ""}))
    assert [group.title for group in groups] == ["钓鱼、种田"]
    assert holding(groups, genre=["farm"]) == ["钓鱼、种田"]
    assert holding(groups, genre=["war"]) == []


def test_a_scale_is_grouped_mark_by_mark_until_bands_are_written():
    assert holding(bands(SCORE, " "), score=3) == ["3"]
    assert holding(bands(SCORE, "1-2, 3-5"), score=3) == ["3–5"]
