"""Evidence in columns says what was said one by one."""

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfTransformer

from workbench.analysis.evidence import Evidence, Statement, in_columns
from workbench.analysis.spaces import build_spaces
from workbench.records.evidence import Topic

SAID = [
    (0, Topic.MOTIVATION, "剧情好，剧情长", ("剧情", "剧情", "长")),
    (0, Topic.PAIN_POINT, "掉线", ("掉线",)),
    (2, Topic.MOTIVATION, "就是喜欢", ()),
    (2, Topic.MOTIVATION, "剧情", ("剧情",)),
    (3, Topic.MOTIVATION, "卡顿，掉线", ("卡顿", "掉线")),
]
ROWS = [
    Statement(person, topic, "列", 3, 3 + len(text), text, tuple(sorted(words))) for person, topic, text, words in SAID
]


@pytest.fixture
def evidence():
    return Evidence(tuple("abcd"), tuple(ROWS), None, {"题": (1.0, None, "甲", ["乙"])})


def test_statements_come_back_as_they_were_given(evidence):
    assert list(evidence.statements) == ROWS
    assert evidence.topics() == [Topic.MOTIVATION, Topic.PAIN_POINT]
    assert evidence.of_topic(Topic.PAIN_POINT).tolist() == [1]


def test_some_of_the_people_keep_what_is_theirs(evidence):
    part = evidence.of_people(np.array([2, 3]))
    assert (list(part.people), part.closed) == (["c", "d"], {"题": ["甲", ["乙"]]})
    assert [(one.person, one.text) for one in part.statements] == [(0, "就是喜欢"), (0, "剧情"), (1, "卡顿，掉线")]
    assert part.statements.vocabulary == evidence.statements.vocabulary


def test_words_are_counted_once_a_person_among_those_who_spoke(evidence):
    presence, spoke = evidence.words_on(Topic.MOTIVATION)
    assert spoke.tolist() == [0, 2, 3]
    said = dict(zip(evidence.statements.vocabulary, presence.toarray().T.tolist(), strict=True))
    assert said == {"剧情": [1, 1, 0], "卡顿": [0, 0, 1], "掉线": [0, 0, 1], "长": [1, 0, 0]}


def test_other_words_than_the_vocabulary_s_are_passed_over():
    assert in_columns(ROWS, ["剧情", "长"])[4].words == ()


def test_weights_are_those_of_the_reference(evidence):
    words = build_spaces(evidence, 0).fitted.words
    counts = evidence.statements.counts[[0, 1, 3, 4]]
    reference = TfidfTransformer(sublinear_tf=True).fit(evidence.words_on(Topic.MOTIVATION)[0])
    reference.idf_ = words.rarity
    assert words.weigh(counts).toarray() == pytest.approx(reference.transform(counts.astype(float)).toarray())


def test_others_are_placed_where_they_would_stand_themselves(evidence):
    spaces = build_spaces(evidence, 0)
    part = evidence.of_people(np.array([2, 3]))
    assert spaces.fitted.place(part).words == pytest.approx(spaces.words[2:])
    assert spaces.fitted.small().place(part).words == pytest.approx(spaces.words[2:], abs=1e-5)
