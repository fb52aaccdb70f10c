"""Counter-quotes speak like another segment; edge cases are the least certain people; all verbatim, one a person."""

import numpy as np
import pytest

from tests.unit.analysis.samples import KINDS, MOTIVES, PAINS, person, study
from workbench.analysis.edges import MOST, with_edges
from workbench.analysis.results import build_segment
from workbench.analysis.spaces import build_spaces
from workbench.records.analysis import Plan
from workbench.workflow.segment_people import read_evidence

OWN = [set(MOTIVES[kind] + PAINS[kind]) for kind in KINDS]


def edged(out=(), doubtful=()):
    """People of four kinds as their segments, those of `out` in none, `doubtful` hardly sure."""
    people, kinds = study(120, purity=0.8)
    evidence = read_evidence(people, Plan(meaning=False))
    placed = ~np.isin(np.arange(120), out)
    members = [placed & (np.array(kinds) == number) for number in range(4)]
    sure = np.where(np.isin(np.arange(120), [*out, *doubtful]), 0.4, 1.0)
    segments = [build_segment(evidence.people, number, inside, 0.9) for number, inside in enumerate(members, start=1)]
    return people, with_edges(segments, evidence, build_spaces(evidence, 0), members, sure)


@pytest.fixture(scope="module")
def mixed():
    return edged(out=(0, 4, 8, 12), doubtful=(1, 5, 9))


def test_a_counter_quote_is_of_another_segment_s_topic(mixed):
    _, segments = mixed
    quotes = [(place, quote) for place, one in enumerate(segments) for quote in one.counter_quotes]
    assert len(quotes) == 4 * MOST
    assert np.mean([quote.text in OWN[quote.other - 1] for _, quote in quotes]) >= 0.8
    assert not [quote.text for place, quote in quotes if quote.text in OWN[place]]


def test_counter_quotes_and_edge_cases_are_verbatim_and_one_a_person(mixed):
    people, segments = mixed
    said = {(someone.id, one.source): one.text for someone in people for one in someone.said}
    for one in segments:
        for quotes in (one.counter_quotes, one.edge_cases):
            assert len({quote.person for quote in quotes}) == len(quotes)
            assert all(said[quote.person, quote.source][quote.start : quote.end] == quote.text for quote in quotes)
        assert {quote.person for quote in one.counter_quotes} <= set(one.members)


def test_where_everybody_speaks_of_their_own_topic_some_were_searched_and_none_found():
    people = [person(number, MOTIVES[kind][0]) for number, kind in enumerate(KINDS * 6)]
    evidence = read_evidence(people, Plan(meaning=False))
    members = [np.arange(24) % 4 == number for number in range(4)]
    segments = [build_segment(evidence.people, number, inside, 0.9) for number, inside in enumerate(members, start=1)]
    found = with_edges(segments, evidence, build_spaces(evidence, 0), members, np.ones(24))
    assert [(one.counter_quotes, one.edge_cases) for one in found] == [((), ())] * 4


def test_at_the_edge_are_the_least_certain_members(mixed):
    _, segments = mixed
    cases = [case for case in segments[1].edge_cases if case.member]
    assert {case.person for case in cases} <= {"p00001", "p00005", "p00009"}
    assert len(cases) == MOST
    assert {case.certainty for case in cases} == {0.4}


def test_whoever_is_in_no_segment_stands_at_the_edge_of_the_nearest(mixed):
    _, segments = mixed
    strangers = [(one.number, case) for one in segments for case in one.edge_cases if not case.member]
    assert {case.person for _, case in strangers} <= {"p00000", "p00004", "p00008", "p00012"}
    assert len({case.person for _, case in strangers}) == len(strangers), "nobody stands at two edges"
    assert np.mean([number == 1 for number, _ in strangers]) >= 0.5
    assert all(case.other != number for number, case in strangers)


def test_one_segment_or_nothing_said_has_no_edges():
    evidence = read_evidence(study(12)[0], Plan(meaning=False))
    everybody = [np.full(12, True)]
    segments = (build_segment(evidence.people, 1, everybody[0], 0.9),)
    assert with_edges(segments, evidence, build_spaces(evidence, 0), everybody, np.ones(12)) == segments
