"""The most telling answers of a large study, cut into sentences, as a small study from which quotes are chosen."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.sparse import csr_matrix

from workbench.analysis.evidence import TOPICS, Evidence, Flags, Floats, Ints, Statement, in_columns
from workbench.analysis.spaces import FittedSpaces, Spaces
from workbench.records.evidence import Topic

_TELLING = 30
_SHORTEST = 6


def close_up(
    evidence: Evidence, fitted: FittedSpaces, members: Sequence[Flags]
) -> tuple[Evidence, Spaces, list[Flags]]:
    """Of each segment the most telling answers on each topic, sentence by sentence, with who is a member.

    An answer tells most that has most of what the mean of the members' answers has and that of the others' has not.
    """
    chosen = [np.zeros(0, dtype=np.int64)]
    for topic in evidence.topics():
        chosen += _telling(evidence, fitted, topic, members)
    near = np.unique(np.concatenate(chosen))
    people, place = np.unique(evidence.owners()[near], return_inverse=True)
    rows, source = [], []
    for index, person in zip(near.tolist(), place.tolist(), strict=True):
        parts = list(_sentences(evidence, index, person))
        rows += parts
        source += [index] * len(parts)
    small = Evidence(
        [evidence.people[person] for person in people],
        in_columns(rows, evidence.statements.vocabulary),
        None if evidence.vectors is None else evidence.vectors[source],
        {},
    )
    return small, fitted.place(small), [inside[people] for inside in members]


def _telling(evidence: Evidence, fitted: FittedSpaces, topic: Topic, members: Sequence[Flags]) -> list[Ints]:
    said = evidence.of_topic(topic)
    owners = evidence.owners()[said]
    if fitted.words is not None:
        rows = fitted.words.weigh(evidence.statements.counts[said])
    else:
        rows = csr_matrix(evidence.vectors[said]) if evidence.vectors is not None else csr_matrix((len(said), 1))
    everything = _sum(rows, np.ones(len(said), dtype=bool))
    lengths = np.fromiter(map(len, evidence.statements.texts), np.int64, len(evidence.statements))[said]
    found = []
    for inside in members:
        here = inside[owners]
        mine = _sum(rows, here)
        direction = mine / max(here.sum(), 1) - (everything - mine) / max((~here).sum(), 1)
        among = np.flatnonzero(here & (lengths >= _SHORTEST))
        telling = np.asarray(rows[among] @ direction)
        found.append(said[among[np.argsort(-telling, kind="stable")[:_TELLING]]])
    return found


def _sum(rows: csr_matrix, here: Flags) -> Floats:
    return np.asarray(rows.T @ here.astype(np.float64))


def _sentences(evidence: Evidence, index: int, person: int) -> list[Statement]:
    """The sentences of an answer; the answer itself if nobody can read it."""
    said = evidence.statements
    if evidence.read is None:
        return [replace(said[index], person=person)]
    topic, source, start = TOPICS[said.topics[index]], said.sources[index], int(said.starts[index])
    return [
        Statement(person, topic, source, start + one.start, start + one.end, one.text, one.words)
        for one in evidence.read(said.texts[index])
    ]
