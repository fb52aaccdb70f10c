"""Steps that can be taken back and done again."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import Conflict
from workbench.workflow.form_history import (
    MOST_CHARACTERS,
    MOST_STEPS,
    do_again,
    patch,
    patched,
    read_history,
    remember,
    take_back,
)

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text("甲乙ab", max_size=3),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text("abc", max_size=2), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES, VALUES)
def test_a_patch_leads_from_one_value_to_the_other(old, new):
    assert patched(old, patch(old, new)) == new


@given(st.lists(VALUES.map(lambda value: {"definition": value, "rules": {}}), min_size=2, max_size=8))
def test_every_step_is_taken_back_and_done_again(states):
    history = None
    for old, new in pairwise(states):
        history = remember(history, "update_question", old, new)
    present = states[-1]
    for state in reversed(states[:-1]):
        present, history = take_back(history, present)
        assert present == state
    for state in states[1:]:
        present, history = do_again(history, present)
        assert present == state


def test_only_the_last_steps_are_kept():
    history = None
    for number in range(40):
        history = remember(history, "move_page", {"n": number}, {"n": number + 1})
    assert len(read_history(history).before) == MOST_STEPS
    with pytest.raises(Conflict, match="没有可以重做的修改"):
        do_again(history, {"n": 40})


def test_heavy_steps_push_the_oldest_out():
    history = None
    for number in range(5):
        history = remember(history, "add_page", {"text": "甲" * (MOST_CHARACTERS // 3), "n": number}, {"n": number})
    assert 1 <= len(read_history(history).before) <= 3


def test_a_new_step_forgets_what_was_taken_back():
    history = remember(None, "add_page", {"n": 0}, {"n": 1})
    present, history = take_back(history, {"n": 1})
    history = remember(history, "move_page", present, {"n": 5})
    assert [step.verb for step in read_history(history).before] == ["move_page"]
    assert read_history(history).after == ()


def test_what_earlier_versions_kept_is_one_step():
    old = {"definition": {"title": "旧"}, "rules": {}}
    state, history = take_back(old, {"definition": {"title": "新"}, "rules": {}})
    assert state == old
    assert do_again(history, state)[0]["definition"] == {"title": "新"}
