"""Near copies: the same words in other clothes belong together, other words do not, and thousands take no time."""

import time

from hypothesis import given
from hypothesis import strategies as st

from workbench.text.copies import near_copies

TEXT = "每天上线三次，先把日常任务做完，再去湖边钓鱼放松一会儿"


def test_marks_blanks_width_and_case_make_no_other_text():
    assert near_copies(
        ["我用 VIVO 手机，玩了两年了", "我用ＶＩＶＯ手机 玩了两年了！！", "朋友都在，一起组队才有意思"]
    ) == [[0, 1]]


def test_a_changed_word_makes_no_other_text_but_another_sentence_does():
    assert near_copies([TEXT, TEXT.replace("湖边", "海边"), f"{TEXT}，周末还会和朋友一起打首领，输了就睡觉"]) == [
        [0, 1]
    ]


def test_what_many_people_say_by_chance_is_no_copy():
    assert near_copies(["好玩", "好玩", "没有", "画面很好看", "画面很好看"]) == []


@given(st.lists(st.text(max_size=30), max_size=20))
def test_nobody_is_in_two_groups_and_each_group_is_of_two(texts):
    groups = near_copies(texts)
    places = [place for group in groups for place in group]
    assert len(places) == len(set(places))
    assert all(len(group) > 1 for group in groups)


@given(st.text(max_size=60), st.integers(2, 5))
def test_the_same_text_is_always_found(text, times):
    assert near_copies([TEXT + text] * times) == [list(range(times))]


def test_ten_thousand_alike_and_ten_thousand_different_are_compared_in_seconds():
    flood = [f"{TEXT}第{number}次" for number in range(10_000)]
    others = ["".join(chr(0x4E00 + (number * k) % 3000) for k in range(7, 37)) for number in range(10_000)]
    before = time.process_time()
    assert sum(map(len, near_copies(flood))) == 10_000
    near_copies(others)
    assert time.process_time() - before < 15
