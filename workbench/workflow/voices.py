"""What everybody said and ticked, in columns, and read into the evidence that the analysis works on."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, compress
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from workbench import analysis, text
from workbench.analysis.crowd import LARGE
from workbench.analysis.evidence import Statement, Statements, in_columns
from workbench.errors import N_, InvalidPlan, Message
from workbench.records.analysis import ClosedValue, Person, Plan, Progress
from workbench.records.evidence import Topic
from workbench.records.text import Lexicon

Encode: TypeAlias = Callable[[Sequence[Statement], Callable[[float], None]], npt.NDArray[np.float32]]
Spoken: TypeAlias = tuple[str, Topic, Sequence[str]]
WORDS = 0.3
_TOPICS = tuple(Topic)


@dataclass(frozen=True)
class Voices:
    """People in the order of their ids, all that they said, person by person, and one closed answer each a question.

    `persons` and `topics` are indices (into `people`, into the list of topics); nothing said is empty.
    """

    people: Sequence[str]
    persons: npt.NDArray[np.int64]
    topics: npt.NDArray[np.int64]
    sources: Sequence[int | str]
    texts: Sequence[str]
    closed: Mapping[str, Sequence[ClosedValue]]


def voices_of(people: Sequence[Person]) -> Voices:
    """The voices of people one by one, in any order. Raises InvalidPlan when two have the same id."""
    people = sorted(people, key=lambda person: person.id)
    said = [(place, one) for place, person in enumerate(people) for one in person.said if one.text]
    questions = sorted({question for person in people for question in person.closed})
    return Voices(
        _all_different([person.id for person in people]),
        np.array([place for place, _ in said], dtype=np.int64),
        np.array([_TOPICS.index(one.topic) for _, one in said], dtype=np.int64),
        [one.source for _, one in said],
        [one.text for _, one in said],
        {question: [_given(person.closed.get(question)) for person in people] for question in questions},
    )


def voices_in_columns(
    ids: Sequence[str], spoken: Sequence[Spoken], closed: Mapping[str, Sequence[ClosedValue]]
) -> Voices:
    """The voices of a table: `spoken` are columns (name, topic, a text a row), `closed` columns of answers."""
    order = sorted(range(len(ids)), key=ids.__getitem__)
    texts = list(chain.from_iterable(zip(*([column[row] for row in order] for _, _, column in spoken), strict=True)))
    said = np.array(list(map(bool, texts)), dtype=bool)
    sources = [name for name, _, _ in spoken] * len(ids)
    topics = np.array([_TOPICS.index(topic) for _, topic, _ in spoken], dtype=np.int64)
    return Voices(
        _all_different([ids[row] for row in order]),
        np.repeat(np.arange(len(ids)), len(spoken))[said],
        np.tile(topics, len(ids))[said],
        list(compress(sources, said)),
        list(compress(texts, said)),
        {question: [_given(values[row]) for row in order] for question, values in sorted(closed.items())},
    )


def read_evidence(voices: Voices, plan: Plan, encode: Encode, tell: Progress) -> analysis.Evidence:
    """What was said with its words and, if the plan wants it, meaning: sentences, or whole answers in a large study."""
    lexicon = Lexicon(words=plan.words, stops=plan.stops, synonyms=plan.synonyms, engine=plan.engine)
    if len(voices.people) > LARGE:
        return _whole_answers(voices, lexicon, plan, tell)
    statements = in_columns(_sentences(voices, lexicon, tell))
    evidence = analysis.Evidence(voices.people, statements, None, voices.closed)
    if not plan.meaning:
        return evidence
    vectors = encode(list(statements), lambda share: tell(WORDS + (1 - WORDS) * share, Message(_UNDERSTANDING)))
    return replace(evidence, vectors=vectors)


_READING = N_("读原话")
_UNDERSTANDING = N_("比较句子的意思")


def _sentences(voices: Voices, lexicon: Lexicon, tell: Progress) -> list[Statement]:
    statements = []
    rows = zip(voices.persons.tolist(), voices.topics.tolist(), voices.sources, voices.texts, strict=True)
    for place, (person, topic, source, said) in enumerate(rows):
        if place % 100 == 0:
            tell(WORDS * place / len(voices.texts), Message(_READING))
        for one in text.read_sentences(said, lexicon):
            statements.append(Statement(person, _TOPICS[topic], source, one.start, one.end, one.text, one.words))
    return statements


def _whole_answers(voices: Voices, lexicon: Lexicon, plan: Plan, tell: Progress) -> analysis.Evidence:
    """Each answer as one statement; those that say nothing are left out."""
    words = text.count_words(voices.texts, lexicon, lambda share: tell(WORDS * share, Message(_READING)))
    counts = csr_matrix((words.counts, words.indices, words.indptr), shape=(words.texts, len(words.vocabulary)))
    vectors, told = None, np.diff(words.indptr) > 0
    if plan.meaning:
        vectors = text.encode_many(
            voices.texts,
            words,
            plan.seed,
            progress=lambda share: tell(WORDS + (1 - WORDS) * share, Message(_UNDERSTANDING)),
        )
        told |= np.abs(vectors).max(axis=1) > 0
        vectors = vectors[told]
    kept = np.flatnonzero(told)
    answers = Statements(
        voices.persons,
        voices.topics,
        voices.sources,
        np.zeros(len(voices.texts), dtype=np.int64),
        voices.texts,
        words.vocabulary,
        counts,
    )
    read = partial(text.read_sentences, lexicon=lexicon)
    return analysis.Evidence(voices.people, answers.take(kept), vectors, voices.closed, read)


def _all_different(ids: list[str]) -> list[str]:
    if len(set(ids)) < len(ids):
        raise InvalidPlan(N_("有两个人的编号相同。"), N_("请先去掉重复的编号。"))
    return ids


def _given(value: ClosedValue) -> ClosedValue:
    """The answer, or None where there is none: an empty text or list, no finite number."""
    if isinstance(value, float | int):
        return float(value) if math.isfinite(value) else None
    return value or None
