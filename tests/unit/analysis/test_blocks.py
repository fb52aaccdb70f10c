"""Evidence as rows: centred, missing answers are no zeros, no block is louder than its weight."""

import numpy as np
import pytest

from workbench.analysis.axes import axes, factors
from workbench.analysis.blocks import Block, fit_blocks, read_blocks
from workbench.analysis.evidence import Evidence, Statement
from workbench.analysis.ground import build_ground
from workbench.analysis.spaces import build_spaces
from workbench.records.analysis import Plan
from workbench.records.evidence import Topic

TOPICS = (Topic.MOTIVATION, Topic.PAIN_POINT)


def evidence(said, **closed) -> Evidence:
    """`said` has for each person the words on motivation and pain point, or None."""
    statements = tuple(
        Statement(person, topic, topic, 0, 2, " ".join(words), tuple(words))
        for person, answers in enumerate(said)
        for topic, words in zip(TOPICS, answers, strict=True)
        if words
    )
    people = tuple(f"p{number}" for number in range(len(said)))
    return Evidence(people, statements, None, {name: tuple(values) for name, values in closed.items()})


def blocks_of(known: Evidence, **plan) -> list[Block]:
    spaces = build_spaces(known, 0)
    return read_blocks(fit_blocks(known, spaces, Plan(**plan)), known, spaces)


def test_a_missing_answer_is_the_mean_and_not_a_zero():
    [block] = blocks_of(evidence([(None, None)] * 5, years=[1.0, 5.0, None, 1.0, 5.0]))
    assert block.rows[:, 0] == pytest.approx([-1, 1, 0, -1, 1])
    assert block.given.tolist() == [True, True, False, True, True]


def test_questions_of_any_kind_count_alike():
    values = {"n": [1.0, 900.0] * 4, "c": ["甲", "乙"] * 4, "m": [["甲"], ["乙", "丙"]] * 4}
    for name, column in values.items():
        [block] = blocks_of(evidence([(None, None)] * 8, **{name: column}))
        assert (block.rows**2).sum(axis=1).mean() == pytest.approx(1)


def test_what_all_have_in_common_forms_no_block():
    assert blocks_of(evidence([(["好玩"], None)] * 6, same=[3.0] * 6, one=["甲"] * 6)) == []


def test_a_weight_of_zero_leaves_a_block_out():
    known = evidence([(["好玩"], ["掉线"]), (["剧情"], ["卡顿"])] * 4, years=[1.0, 2.0] * 4)
    assert {block.subject for block in blocks_of(known)} == {*TOPICS, "closed"}
    assert {block.subject for block in blocks_of(known, weights={"closed": 0, "motivation": 0})} == {"pain_point"}


def test_the_strongest_direction_of_a_block_has_its_weight():
    rng = np.random.default_rng(0)
    given = np.ones(40, dtype=bool)
    blocks = [Block(subject, rng.normal(size=(40, 6)) * 9, given, 2.0) for subject in ("a", "b")]
    scaled = factors(blocks, 40)
    assert np.linalg.svd(scaled[:, :6], compute_uv=False)[0] == pytest.approx(np.sqrt(2))


def test_the_first_axis_is_what_two_subjects_share():
    rng = np.random.default_rng(1)
    shared, given = np.repeat([-1.0, 1.0], 200), np.ones(400, dtype=bool)
    louder = [rng.normal(size=(400, 20)) * 1.2 for _ in range(2)]
    blocks = [Block(name, np.column_stack([rows, shared]), given, 1.0) for name, rows in zip("ab", louder, strict=True)]
    first = axes(factors(blocks, 400), np.arange(400), 1)[:, 0]
    assert abs(np.corrcoef(first, shared)[0, 1]) > 0.8


def test_who_gave_one_of_two_blocks_stands_as_far_out():
    rows, half = np.array([[1.0], [-1.0], [1.0], [-1.0]]), np.array([True, True, True, False])
    blocks = [Block("a", rows, np.ones(4, dtype=bool), 1.0), Block("b", rows * half[:, None], half, 1.0)]
    ground = build_ground(blocks, 4)
    places = ground.place(np.arange(3), 1)[:, 0]
    assert ground.given.tolist() == [1, 1, 1, 0.5]
    assert abs(places[3]) > 0.6 * abs(places[1])
    assert np.sign(places[3]) == np.sign(places[1])
