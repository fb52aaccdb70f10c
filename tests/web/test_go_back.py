"""Going back is never refused: what can be kept is kept, what cannot is asked for again on the way forward."""

import pytest

from tests.web.answering import LIKES, PAIN, WHY, answer, answer_all, evidence, fields, publish, rows

AGE = {"type": "text", "name": "age", "title": "几岁？", "inputType": "number", "min": 18, "isRequired": True}
MAIL = {"type": "text", "name": "mail", "title": "邮箱？", "inputType": "email"}
FORM = {
    "title": "两页",
    "pages": [{"name": "p1", "elements": [WHY]}, {"name": "p2", "elements": [AGE, MAIL, LIKES, PAIN]}],
}
RIGHT = {"age": "28", "mail": "a@example.com", "likes": ["钓鱼"], "pain": "太肝"}


@pytest.fixture
def second(anyone, store, cast):
    return answer(anyone, publish(store, cast, FORM), why="放松").location


@pytest.mark.parametrize(
    "wrong",
    [
        {"age": "很大"},
        {"age": "3"},
        {"mail": "没有"},
        {"likes": ["钓鱼", "种田", "对战"]},
        {"likes": ["other"]},
        {"likes": ["没有这一项"]},
        {"pain": "长" * 20_000},
        {"age": "", "mail": "@", "pain": ""},
    ],
)
def test_something_wrong_does_not_keep_anybody_from_going_back(anyone, store, second, wrong):
    back = answer(anyone, second, **{**RIGHT, **wrong}, go="back")
    assert (back.status_code, back.location) == (303, second.removesuffix("2") + "1")
    kept = rows(store)[0].answers
    right = {"age": 28, "mail": "a@example.com", "likes": ["钓鱼"], "pain": "太肝", "why": "放松"}
    assert {name: kept.get(name) for name in right if name not in wrong} == {
        name: value for name, value in right.items() if name not in wrong
    }
    assert not set(wrong) & {name for name, value in kept.items() if value}, "what is wrong is no answer"


def test_a_right_answer_outlives_a_wrong_one_typed_over_it(anyone, store, second):
    answer(anyone, second, **RIGHT, go="back")
    answer(anyone, second, **{**RIGHT, "age": "x"}, go="back")
    assert fields(anyone.get(second).text)["age"] == ["28"]
    assert rows(store)[0].answers["age"] == 28


def test_what_was_wrong_is_asked_for_again_on_the_way_forward(anyone, store, second):
    first = answer(anyone, second, **{**RIGHT, "age": "x"}, go="back").location
    assert answer(anyone, first).location == second
    assert answer(anyone, second).status_code == 422
    assert answer(anyone, second, age="x").status_code == 422
    answer_all(anyone, second, ({"age": "40"},))
    assert evidence(store)["answers"] == {
        "why": "放松",
        "age": 40,
        "mail": "a@example.com",
        "likes": ["钓鱼"],
        "pain": "太肝",
    }
