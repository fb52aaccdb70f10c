"""Key words of all segments at once."""

from collections.abc import Collection

import numpy as np

from workbench.analysis.contrasts import count_presence, key_words
from workbench.analysis.evidence import Evidence
from workbench.records.analysis import Segmentation, Term


def with_terms(found: Segmentation, evidence: Evidence, most: int, leave_out: Collection[str] = ()) -> Segmentation:
    """The segments with the words that their members say more than the others, topic by topic, strongest first.

    `evidence` is that of all people of `found`; `leave_out` are words that say nothing by themselves.
    """
    numbers = np.array([person.segment or 0 for person in found.people], dtype=np.int64)
    terms: list[list[Term]] = [[] for _ in found.segments]
    for topic in evidence.topics() if terms else []:
        presence, spoke = evidence.words_on(topic)
        for segment, strongest in zip(found.segments, terms, strict=True):
            counts = count_presence(evidence.statements.vocabulary, presence, numbers[spoke] == segment.number)
            words = key_words(counts, most=most, leave_out=leave_out)
            strongest += [Term(topic=topic, **word.model_dump()) for word in words]
    segments = tuple(
        segment.model_copy(update={"terms": tuple(sorted(words, key=_strongest_first)[:most])})
        for segment, words in zip(found.segments, terms, strict=True)
    )
    return found.model_copy(update={"segments": segments})


def _strongest_first(term: Term) -> tuple[float, str, str]:
    return -round(term.g2, 9), term.text, term.topic
