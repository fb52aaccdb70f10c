"""A large study is judged by people drawn from it, and everybody is placed as those would be."""

import pickle

import numpy as np
import pytest

from tests.unit.analysis.samples import study
from workbench import analysis
from workbench.analysis import crowd, preparing
from workbench.analysis.ground import bootstrap
from workbench.analysis.stability import rand_index
from workbench.records.analysis import Plan
from workbench.workflow import voices
from workbench.workflow.segment_people import read_evidence, segment_people

PLAN = Plan(k=4, meaning=False)
PEOPLE, KINDS = study(900, purity=0.9)


@pytest.fixture
def large(monkeypatch):
    """Whoever asks, 300 people are many."""
    monkeypatch.setattr(voices, "LARGE", 300)
    monkeypatch.setattr(preparing, "LARGE", 300)
    monkeypatch.setattr(crowd, "_DRAWN", 250)


def likeness(found) -> float:
    return rand_index(np.array(KINDS), np.array([one.segment or 0 for one in found.people]), 5)


def test_everybody_is_grouped_nearly_as_well_as_if_all_were_looked_at(large, monkeypatch):
    monkeypatch.setattr(crowd, "_DRAWN", 700)
    drawn = segment_people(PEOPLE, PLAN)
    monkeypatch.undo()
    monkeypatch.setattr(preparing, "FEW", 900)  # a large study gets no second look
    assert likeness(drawn) > likeness(segment_people(PEOPLE, PLAN)) - 0.03


def test_the_number_of_segments_is_found_and_who_is_between_stays_out(large):
    found = segment_people(PEOPLE, PLAN.model_copy(update={"k": None}))
    assert found.k == 4
    assert likeness(found) > 0.6
    assert all(0 <= one.certainty <= 1 for one in found.people)
    assert all(one.certainty >= 0.5 for one in found.people if one.segment)


def test_prepared_people_can_be_pickled_and_divided_again(large):
    prepared = analysis.prepare(read_evidence(PEOPLE, PLAN), PLAN)
    kept = pickle.dumps(prepared)
    four, three = (analysis.divide(prepared, PLAN.model_copy(update={"k": k})) for k in (4, 3))
    assert (four.k, three.k) == (4, 3)
    assert pickle.dumps(prepared) == kept
    assert analysis.divide(pickle.loads(kept), PLAN) == four


def test_what_researchers_decided_holds_for_people_who_were_not_drawn(large):
    prepared = analysis.prepare(read_evidence(PEOPLE, PLAN), PLAN)
    outside = np.setdiff1d(np.arange(900), prepared.crowd.drawn)
    some = [prepared.evidence.people[person] for person in outside[:40]]
    plan = PLAN.model_copy(update={"together": (tuple(some[:20]), tuple(some[20:])), "apart": ((0, 1),)})
    found = analysis.divide(prepared, plan).assignments
    first, second = ({found[one] for one in part} for part in (some[:20], some[20:]))
    assert len(first) == len(second) == 1
    assert first != second


def test_quotes_of_whole_answers_are_sentences_word_for_word(large):
    said = {(person.id, one.source): one.text for person in PEOPLE for one in person.said}
    quotes = [quote for segment in segment_people(PEOPLE, PLAN).segments for quote in segment.quotes]
    assert len(quotes) == 24
    assert all(said[one.person, one.source][one.start : one.end] == one.text for one in quotes)


def test_everybody_stands_where_the_ground_puts_those_who_were_drawn(large):
    prepared = analysis.prepare(read_evidence(PEOPLE, PLAN), PLAN)
    ground, everybody = prepared.ground, prepared.crowd
    expected = ground.place(np.flatnonzero(ground.known), everybody.places.shape[1])
    assert everybody.places[everybody.drawn] == pytest.approx(expected, abs=1e-4)
    assert everybody.given[everybody.drawn] == pytest.approx(ground.given)


def test_who_stands_on_the_border_is_less_sure_than_who_stands_in_the_middle():
    line = np.linspace(-1, 1, 201)
    places, given = line[:, None].astype(np.float32), np.ones(201, dtype=np.float32)
    drawn = np.flatnonzero(bootstrap(np.ones(201, dtype=bool), 1, np.random.default_rng(0))[0])
    sure = np.minimum(1, 0.4 + np.abs(line[drawn]))
    groups, certain = crowd.Crowd(drawn, places, given).assign((line[drawn] > 0).astype(np.int64), sure, crowd.Bonds())
    assert ((line > 0.1) == (groups == 1))[np.abs(line) > 0.1].all()
    assert certain[100] < 0.55
    assert certain[45] > 0.9
