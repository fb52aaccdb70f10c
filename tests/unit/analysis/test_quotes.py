"""Quotes are typical, unlike each other, one a person, verbatim."""

import numpy as np
import pytest

from tests.unit.analysis.samples import KINDS, MOTIVES, PAINS, study
from workbench.analysis.quotes import choose_quotes
from workbench.analysis.spaces import build_spaces
from workbench.records.analysis import Plan
from workbench.records.evidence import Topic
from workbench.workflow.segment_people import read_evidence


@pytest.fixture(scope="module")
def quoted():
    people, kinds = study(120, purity=0.8)
    evidence = read_evidence(people, Plan(meaning=False))
    members = [np.array(kinds) == number for number in range(4)]
    return people, choose_quotes(evidence, build_spaces(evidence, 0), members, 6)


def test_a_quote_is_what_the_person_said_between_its_places(quoted):
    people, quotes = quoted
    said = {(person.id, one.source): one.text for person in people for one in person.said}
    for quote in (quote for part in quotes for quote in part):
        assert said[quote.person, quote.source][quote.start : quote.end] == quote.text


def test_nobody_is_quoted_twice_in_a_segment(quoted):
    for part in quoted[1]:
        assert len({quote.person for quote in part}) == len(part) == 6


def test_motivation_and_pain_point_take_turns(quoted):
    for part in quoted[1]:
        assert [quote.topic for quote in part] == [Topic.MOTIVATION, Topic.PAIN_POINT] * 3


def test_quotes_are_of_the_segment_s_own_topic(quoted):
    own = [
        quote.text in MOTIVES[kind] + PAINS[kind] for kind, part in zip(KINDS, quoted[1], strict=True) for quote in part
    ]
    assert np.mean(own) >= 0.9


def test_the_same_sentence_is_not_quoted_again_while_there_are_others(quoted):
    for part in quoted[1]:
        assert len({quote.text for quote in part}) == 6
