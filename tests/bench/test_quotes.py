"""Proposed quotes on studies with known topics: verbatim, of the own topic, better than the nearest to the centroid."""

import csv
from collections import Counter

import numpy as np
import pytest

from tests.bench.test_planted import SENTENCES, YARDSTICKS, planted
from workbench import analysis
from workbench.analysis.preparing import Prepared
from workbench.analysis.quotes import verbatim
from workbench.records.analysis import Person, Plan, Said, Segment, SegmentQuote
from workbench.records.evidence import Topic
from workbench.workflow.segment_people import prepare_people

ROLES = {"动机": Topic.MOTIVATION, "痛点": Topic.PAIN_POINT}
pytestmark = pytest.mark.skipif(not (YARDSTICKS.is_dir() and SENTENCES.exists()), reason="the yardsticks are not here")


def rows(path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def asked(row) -> Person:
    said = tuple(Said(column, topic, row[column]) for column, topic in ROLES.items())
    return Person(row["id"], said, {name: float(row[name]) for name in row if name not in (*ROLES, "id")})


def nearest(prepared: Prepared, segment: Segment, most: int) -> list[SegmentQuote]:
    """The naive choice: sentences whose vectors are nearest to the mean of all the segment's, one a person."""
    evidence, members = prepared.evidence, set(segment.members)
    own = np.flatnonzero([evidence.people[person] in members for person in evidence.owners()])
    vectors = evidence.vectors[own] / np.linalg.norm(evidence.vectors[own], axis=1, keepdims=True)
    by_person: dict[int, int] = {}
    for row in np.argsort(-(vectors @ vectors.mean(axis=0))):
        by_person.setdefault(int(evidence.owners()[own[row]]), int(own[row]))
    return [verbatim(evidence, index) for index in list(by_person.values())[:most]]


def topic_of(quote: SegmentQuote, answer: str, truth) -> str | None:
    """What the quoted sentence is about; None where an answer's sentences cannot be told apart."""
    topics = truth[f"{quote.source} topics said"].split("|")
    if len(set(topics)) == 1:
        return topics[0]
    return topics[answer[: quote.start].count("。")] if answer.count("。") == len(topics) - 1 else None


def own_topics(quotes, segment: Segment, answers, truth) -> list[bool]:
    kind = Counter(truth[one]["segment"] for one in segment.members).most_common(1)[0][0]
    typical = next(row for row in truth.values() if row["segment"] == kind)
    told = [(quote, topic_of(quote, answers[quote.person][quote.source], truth[quote.person])) for quote in quotes]
    return [topic == typical[f"{quote.source} topic"] for quote, topic in told if topic]


@pytest.mark.parametrize(("size", "segments"), [(60, 3), (200, 4)])
def test_quotes_are_verbatim_and_of_the_segment_s_own_topic(tmp_path, record_property, size, segments):
    ours, naive, against = [], [], []
    for seed in range(100, 110):
        path, _ = planted(tmp_path, size, segments, seed)
        answers, truth = rows(path), rows(path.with_name(f"t{seed}.csv"))
        plan = Plan(k=segments)
        prepared = prepare_people([asked(row) for row in answers.values()], plan)
        for one in analysis.divide(prepared, plan).segments:
            for quote in (*one.quotes, *one.counter_quotes, *one.edge_cases):
                assert answers[quote.person][quote.source][quote.start : quote.end] == quote.text
            ours += own_topics(one.quotes, one, answers, truth)
            naive += own_topics(nearest(prepared, one, plan.quotes), one, answers, truth)
            against += own_topics(one.counter_quotes, one, answers, truth)
    shares = [sum(found) / len(found) for found in (ours, naive, against)]
    record_property(
        f"own topic, {size} people", f"quotes {shares[0]:.3f}, nearest {shares[1]:.3f}, counter {shares[2]:.3f}"
    )
    assert shares[0] >= 0.85
    assert shares[1] < shares[0]
    assert shares[2] <= 0.3
