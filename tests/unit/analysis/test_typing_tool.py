"""The typing tool: which questions it asks, how honestly it is tried, where it places whom, when it declines."""

import json
import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.analysis.typing_tool import Placed, build_typing_tool
from workbench.analysis.typing_tool.coding import code_answers
from workbench.analysis.typing_tool.learning import learn
from workbench.analysis.typing_tool.trial import reliability
from workbench.errors import BadInput
from workbench.records.facts import ChoiceFacts, Kind
from workbench.records.typing_tool import AskedQuestion, Doubt, Typing, TypingTool

NAMES = {1: "放松", 2: "较量", 4: "结伴"}
WHEN = {1: "睡前", 2: "周末", 4: "通勤"}
SKILL = {1: 2, 2: 5, 4: 3}
QUESTIONS = [
    AskedQuestion(key="skill", title="操作有多重要", kind=Kind.SCALE),
    AskedQuestion(key="again", title="操作有多重要（再问一次）", kind=Kind.SCALE),
    AskedQuestion(
        key="when",
        title="什么时候玩",
        kind=Kind.SINGLE,
        choices=tuple(ChoiceFacts(value=one, text=one) for one in WHEN.values()),
    ),
    AskedQuestion(key="genres", title="常玩哪几类", kind=Kind.MULTIPLE),
    AskedQuestion(key="floor", title="住几楼", kind=Kind.NUMBER),
]


def crowd(sizes=(60, 50, 40), seed=1):
    chance, people = random.Random(seed), []
    for segment, size in zip(NAMES, sizes, strict=True):
        for _ in range(size):
            skill = float(min(5, max(1, round(chance.gauss(SKILL[segment], 0.9)))))
            when = WHEN[segment] if chance.random() < 0.7 else chance.choice(list(WHEN.values()))
            genres = [one for one in "钓战队" if chance.random() < (0.7 if one == "钓战队"[segment // 2] else 0.3)]
            floor = float(chance.randint(1, 30))
            closed = {"skill": skill, "again": skill, "when": when, "genres": genres or None, "floor": floor}
            people.append(Placed(f"R{chance.random():.9f}", segment, closed))
    return people


@pytest.fixture(scope="module")
def tool():
    return build_typing_tool(crowd(), QUESTIONS, NAMES)


def test_newcomers_are_placed_far_better_than_by_guessing(tool):
    trial = tool.trial
    assert trial.n == 150
    assert trial.guessed == 60
    assert trial.right > 110
    assert trial.interval[0] < trial.right / trial.n < trial.interval[1]
    assert trial.beats_guessing


def test_it_asks_what_tells_segments_apart_and_nothing_twice(tool):
    asked = {question.key for question in tool.typing.questions}
    assert "when" in asked
    assert "floor" not in asked
    assert len(asked & {"skill", "again"}) == 1
    assert tool.candidates == 5


def test_it_asks_no_more_than_it_may():
    found = build_typing_tool(crowd(), QUESTIONS, NAMES, most=1)
    assert len(found.typing.questions) == 1


def test_counts_add_up_to_everybody(tool):
    counts = np.array(tool.trial.counts)
    assert counts.shape == (3, 4)
    assert counts.sum(axis=1).tolist() == [60, 50, 40]
    assert sum(row.n for row in tool.trial.reliability) == 150
    assert sum(row.right for row in tool.trial.reliability) == tool.trial.right
    assert np.trace(counts) <= tool.trial.right


def test_chances_are_calibrated(tool):
    assert tool.trial.calibration_error < 0.12
    assert tool.trial.brier < 0.45


def test_the_same_comes_of_the_same_seed_in_whatever_order_people_stand(tool):
    people = crowd()
    random.Random(7).shuffle(people)
    assert build_typing_tool(people, QUESTIONS, NAMES) == tool
    assert build_typing_tool(people, QUESTIONS, NAMES, seed=5).trial != tool.trial


def test_what_was_learnt_is_stored_and_read_back_the_same(tool):
    assert TypingTool.model_validate_json(tool.model_dump_json()) == tool
    assert len(tool.model_dump_json()) < 20_000


def test_typical_answers_lead_to_their_segment(tool):
    for segment in NAMES:
        placed = tool.typing.place({"skill": SKILL[segment], "again": SKILL[segment], "when": WHEN[segment]})
        assert placed.segment == segment
        assert math.isclose(sum(placed.chances), 1)


def test_no_answers_are_no_segment(tool):
    assert tool.typing.place({}).doubt is Doubt.EMPTY
    assert tool.typing.place({"skill": None, "when": "", "genres": []}).doubt is Doubt.EMPTY


def test_answers_unlike_anybody_s_are_no_segment():
    chance, people = random.Random(2), []
    for segment, (one, other) in {1: (1.0, 1.0), 2: (5.0, 5.0)}.items():
        for number in range(60):
            answers = {"a": one, "b": other, "c": one, "d": float(chance.choice((one, 3)))}
            people.append(Placed(f"{segment}-{number}", segment, answers))
    asked = [AskedQuestion(key=key, title=key, kind=Kind.SCALE) for key in "abcd"]
    typing = build_typing_tool(people, asked, {1: "低", 2: "高"}).typing
    far = {question.key: 3.0 if question.key != "d" else 1.0 for question in typing.questions}
    assert typing.place(dict.fromkeys("abcd", 1.0)).segment == 1
    assert typing.place(far).doubt is Doubt.FAR


def test_the_middle_of_a_scale_is_told_from_its_ends():
    chance = random.Random(3)
    people = [Placed(f"m{n}", 1, {"q": chance.choice([2.0, 3.0, 4.0])}) for n in range(60)]
    people += [Placed(f"e{n}", 2, {"q": chance.choice([1.0, 5.0])}) for n in range(50)]
    trial = build_typing_tool(people, [AskedQuestion(key="q", title="几分", kind=Kind.SCALE)], {1: "中", 2: "边"}).trial
    assert trial.right == trial.n


def test_questions_that_tell_nothing_do_no_better_than_guessing():
    chance = random.Random(4)
    people = [Placed(str(n), 1 + n % 3 % 2, {"floor": float(chance.randint(1, 30))}) for n in range(120)]
    trial = build_typing_tool(people, [QUESTIONS[-1]], {1: "甲", 2: "乙"}).trial
    assert not trial.beats_guessing


def test_half_of_the_answers_missing_still_works():
    chance = random.Random(5)
    people = [
        Placed(one.id, one.segment, {key: value for key, value in one.closed.items() if chance.random() < 0.75})
        for one in crowd()
    ]
    trial = build_typing_tool(people, QUESTIONS, NAMES).trial
    assert trial.beats_guessing


def test_rules_are_short_and_count_people(tool):
    assert all(1 <= len(rule.conditions) <= 3 for rule in tool.rules)
    assert sum(rule.of for rule in tool.rules) == 150
    assert all(rule.right <= rule.of for rule in tool.rules)
    assert {rule.segment for rule in tool.rules} <= set(NAMES)
    assert 75 < tool.trial.rules_right <= 150


def test_a_rule_holds_for_as_many_as_it_says(tool):
    def holds(condition, closed):
        value = closed[condition.question]
        chosen = value if isinstance(value, list) else [value]
        match condition.test:
            case "at_least":
                return value >= condition.value
            case "at_most":
                return value <= condition.value
        return (condition.value in (chosen or ())) == (condition.test == "chosen")

    for rule in tool.rules:
        if all(one.question != "genres" for one in rule.conditions):
            met = [one for one in crowd() if all(holds(condition, one.closed) for condition in rule.conditions)]
            assert len(met) == rule.of
            assert sum(one.segment == rule.segment for one in met) == rule.right


@pytest.mark.parametrize(
    ("people", "names", "sentence"),
    [
        (crowd((20, 20, 4)), NAMES, "人群“结伴”只有 4 人"),
        (crowd((20, 20, 20))[:20], {1: "放松"}, "只有一个人群"),
        ([Placed(str(n), 1 + n % 2, {"skill": 3.0}) for n in range(20)], {1: "甲", 2: "乙"}, "没有一道"),
        ([Placed(str(n), 1 + n % 2, {}) for n in range(20)], {1: "甲", 2: "乙"}, "没有一道"),
    ],
)
def test_what_cannot_be_learnt_is_a_sentence(people, names, sentence):
    with pytest.raises(BadInput, match=sentence):
        build_typing_tool(people, QUESTIONS, names)


def test_of_many_people_some_are_enough_and_the_same_ones_each_time():
    people = crowd((1500, 1400, 60))
    tool = build_typing_tool(people, QUESTIONS[:1], NAMES)
    assert 2000 <= tool.trial.n <= 2010
    assert [one.size for one in tool.typing.segments] == [1500, 1400, 60]
    assert build_typing_tool(people[::-1], QUESTIONS[:1], NAMES) == tool


def test_the_stored_numbers_place_as_those_that_were_learnt():
    people = crowd()
    closed = {one.key: [person.closed.get(one.key) for person in people] for one in QUESTIONS}
    coded = code_answers(QUESTIONS, closed, len(people))
    labels = np.array([list(NAMES).index(person.segment) for person in people])
    learnt = learn(coded.rows, labels, np.arange(len(people)) % 5)
    typing = Typing(
        segments=[{"number": number, "name": name, "size": 1} for number, name in NAMES.items()],
        questions=coded.questions,
        traits=coded.traits,
        weights=learnt.weights.tolist(),
        biases=learnt.biases.tolist(),
        least=learnt.least,
        centres=learnt.centres.tolist(),
        spreads=learnt.spreads.tolist(),
        limit=learnt.limit,
    )
    chances, none = learnt.place(coded.rows)
    placed = [typing.place(person.closed) for person in people]
    assert np.allclose([one.chances for one in placed], chances)
    assert [one.segment is None for one in placed] == none.tolist()


def test_reliability_by_hand():
    said, right = np.array([0.9, 0.5, 0.6, 0.8, 0.7]), np.array([True, False, True, True, False])
    rows = reliability(said, right)
    assert [(row.said, row.right, row.n) for row in rows] == [
        (0.5, 0, 1), (0.6, 1, 1), (0.7, 0, 1), (0.8, 1, 1), (0.9, 1, 1),
    ]  # fmt: skip


ANYTHING = st.one_of(
    st.none(), st.text(max_size=5), st.floats(), st.lists(st.text(max_size=3), max_size=3), st.booleans(), st.integers()
)


@settings(max_examples=60, deadline=None)
@given(answers=st.dictionaries(st.sampled_from(["skill", "again", "when", "genres", "floor", "?"]), ANYTHING))
def test_whatever_is_answered_somebody_is_placed_or_not_and_nothing_breaks(answers):
    placed = Typing.model_validate_json(_typing()).place(answers)
    assert (placed.segment is None) == (placed.doubt is not None)
    assert math.isclose(sum(placed.chances), 1)


def _typing(stored={}):  # noqa: B006  # made once
    if not stored:
        stored["json"] = json.dumps(build_typing_tool(crowd(), QUESTIONS, NAMES).typing.model_dump(mode="json"))
    return stored["json"]
