"""What is shown of a segment: key words, closed answers, quotes; the same shape whether a run or a person made it.

`facts` is a mapping with `of` (people of the run or the study), `share`, `interval` and `stability` (None for a group
that a researcher chose: it is no sample of anything), `stability_word`, `terms` (text, topic, said, of), `profile`
(question, answer, count) and `quotes` (utterance_id, start, end, text, topic, participant_id, pseudonym). A segment
of a run has `counter_quotes` and `edge_cases` besides: quotes with the number of the `other` segment that is near, and
the `name` that was proposed for it; a group by hand has the `lexicon` that its words were read with.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlmodel import Session, String, cast, col, select

from workbench import text
from workbench.analysis.contrasts import count_people, key_words
from workbench.records import Topic
from workbench.records.analysis import Segmentation, SegmentQuote
from workbench.records.text import Lexicon
from workbench.storage.queries.segments import names_of, taking_part
from workbench.storage.tables import Answer, Question, Utterance
from workbench.text.wordlists import negations
from workbench.workflow.consents import asks_consent, named_by_forms

CLOSED_KINDS = ("single", "multiple", "scale")
MOST_ANSWERS = 12
MOST_QUOTES = 6
FEWEST = 2
TOPICS = ("motivation", "pain_point")
NAMED_AFTER = 3
_LOOKED_AT = 60
Cell = tuple[float, dict[str, Any]]


def automatic_name(number: int, terms: Iterable[str]) -> str:
    """What a segment is called until somebody names it: its strongest words, those of one character last."""
    strongest = sorted(dict.fromkeys(terms), key=lambda term: len(term) < 2)
    return " · ".join(strongest[:NAMED_AFTER]) or f"{number}"


def facts_of_run(session: Session, study_id: int, found: Segmentation) -> list[dict[str, Any]]:
    """The facts of each segment that a run found, in order; members are participant ids as text."""
    quotes = [quote for one in found.segments for quote in (*one.quotes, *one.counter_quotes, *one.edge_cases)]
    names = names_of(session, study_id, {int(quote.person) for quote in quotes})
    groups = [{int(member) for member in one.members} for one in found.segments]
    profiles = closed_profiles(session, study_id, groups)
    return [
        {
            "of": found.n,
            "share": one.share,
            "interval": one.interval,
            "stability": one.stability,
            "stability_word": one.stability_word,
            "terms": [term.model_dump(mode="json") for term in one.terms],
            "profile": profile,
            "quotes": [_quote_of_run(quote, names) for quote in one.quotes],
            "counter_quotes": [_quote_of_run(quote, names) for quote in one.counter_quotes],
            "edge_cases": [_quote_of_run(quote, names) for quote in one.edge_cases],
        }
        for one, profile in zip(found.segments, profiles, strict=True)
    ]


def _quote_of_run(quote: SegmentQuote, names: Mapping[int, str]) -> dict[str, Any]:
    person = int(quote.person)
    told = quote.model_dump(mode="json", exclude={"person", "source"})
    return {**told, "utterance_id": quote.source, "participant_id": person, "pseudonym": names[person]}


def facts_by_hand(session: Session, study_id: int, members: set[int], lexicon: Lexicon) -> dict[str, Any]:
    """The facts of a group that a researcher put together; nothing is claimed about anybody else."""
    names = names_of(session, study_id)
    everybody = members.union(session.exec(taking_part(study_id)))
    told = _told(session, study_id, everybody, lexicon)
    terms = [word for topic in TOPICS for word in _terms(told, topic, members)]
    quotes = _quotes(told, members, {term["text"] for term in terms}, lexicon)
    return {
        "of": len(everybody),
        "share": len(members) / len(everybody),
        "interval": None,
        "stability": None,
        "stability_word": "",
        "terms": terms,
        "profile": closed_profiles(session, study_id, [members])[0],
        "quotes": [{**quote, "pseudonym": names[quote["participant_id"]]} for quote in quotes],
    }


def closed_profiles(session: Session, study_id: int, groups: Sequence[set[int]]) -> list[list[dict[str, Any]]]:
    """For each group and closed question the answer that sets its members apart most, by difference of shares.

    How somebody can be reached is no choice of theirs, nor is the consent without which they would not take part.
    """
    query = select(Question).where(Question.study_id == study_id, col(Question.kind).in_(CLOSED_KINDS))
    asked = session.exec(query.where(col(Question.topic).is_distinct_from(Topic.CONTACT)))
    questions = {question.id: question for question in asked}
    counted = set(session.exec(taking_part(study_id))).union(*groups)
    chosen: dict[tuple[int, str], set[int]] = defaultdict(set)  # by the answer's JSON, which thousands share
    answers = select(Answer.question_id, cast(Answer.value, String), Answer.participant_id).order_by(col(Answer.id))
    asking = answers.where(col(Answer.question_id).in_(questions))
    for key, answer, person in session.connection().execute(asking).all():
        chosen[key, answer].add(person)
    given: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for (key, answer), people in chosen.items():
        value = json.loads(answer)
        for one in value if isinstance(value, list) else [value]:
            given[key][_shown(questions[key], one)] |= people & counted
    named = named_by_forms(session, study_id)
    consents = {key for key, by in given.items() if asks_consent(questions[key], list(map(len, by.values())), named)}
    told = {key: answers for key, answers in given.items() if key not in consents}
    return [
        [cell for _, cell in sorted(_cells(questions, told, members), key=lambda pair: -pair[0])][:MOST_ANSWERS]
        for members in groups
    ]


def _cells(
    questions: Mapping[int, Question], given: Mapping[int, Mapping[str, set[int]]], members: set[int]
) -> Iterator[Cell]:
    for key, answers in given.items():
        if cell := _most_different(questions[key].title, answers, members):
            yield cell


def _most_different(title: str, answers: Mapping[str, set[int]], members: set[int]) -> Cell | None:
    asked = set().union(*answers.values())
    here = asked & members
    ways = []
    for answer, people in answers.items():
        said = len(people & members)
        difference = said / len(here) - len(people) / len(asked) if here else 0.0
        if said >= FEWEST and difference > 0:
            count = {"said": said, "of": len(here)}
            ways.append((difference, {"question": title, "answer": answer, "count": count}))
    return max(ways, key=lambda way: way[0]) if ways else None


def _shown(question: Question, value: object) -> str:
    texts = {choice["value"]: choice["text"] for choice in question.choices}
    if question.kind == "scale" and isinstance(value, int | float):
        return f"{value:g} 分"
    return str(texts.get(str(value), value))


@dataclass(frozen=True)
class _Told:
    """An utterance about motivation or pain points, and its words."""

    id: int
    person: int
    topic: str
    text: str
    words: frozenset[str]


def _told(session: Session, study_id: int, people: set[int], lexicon: Lexicon) -> list[_Told]:
    """What these people said about motivation and pain points."""
    query = select(Utterance.id, Utterance.participant_id, Utterance.topic, Utterance.text).where(
        Utterance.study_id == study_id, Utterance.role == "participant", col(Utterance.topic).in_(TOPICS)
    )
    rows = [
        (key, person, topic or "", said)
        for key, person, topic, said in session.exec(query.order_by(col(Utterance.id)))
        if person is not None and person in people
    ]
    table = text.count_words([row[3] for row in rows], lexicon)
    words = [
        frozenset(table.vocabulary[word] for word in table.indices[start:end])
        for start, end in pairwise(table.indptr.tolist())
    ]
    return [_Told(*row, said) for row, said in zip(rows, words, strict=True)]


def _terms(told: list[_Told], topic: str, members: set[int]) -> list[dict[str, Any]]:
    words: dict[int, set[str]] = defaultdict(set)
    for one in told:
        if one.topic == topic:
            words[one.person] |= one.words
    group = [found for person, found in words.items() if person in members]
    rest = [found for person, found in words.items() if person not in members]
    return [
        {"text": word.text, "topic": topic, "said": word.said, "of": word.of}
        for word in key_words(count_people(group, rest), most=8, leave_out=negations())
    ]


def _quotes(told: list[_Told], members: set[int], terms: set[str], lexicon: Lexicon) -> Iterator[dict[str, Any]]:
    """The sentences with most key words, one a person, out of the utterances with most."""
    spoken = sorted((one for one in told if one.person in members), key=lambda one: (-len(terms & one.words), one.id))
    sentences = [(one, part) for one in spoken[:_LOOKED_AT] for part in text.read_sentences(one.text, lexicon)]
    quoted: set[int] = set()
    for one, part in sorted(sentences, key=lambda pair: (-len(terms & set(pair[1].words)), pair[0].id)):
        if one.person not in quoted and len(quoted) < MOST_QUOTES:
            quoted.add(one.person)
            place = {"utterance_id": one.id, "start": part.start, "end": part.end, "text": part.text}
            yield {**place, "topic": one.topic, "participant_id": one.person}
