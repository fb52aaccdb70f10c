"""What is shown of a segment: key words, closed answers, quotes; the same shape whether a run or a person made it.

`facts` is a mapping with `of` (people of the run or the study), `share`, `interval` and `stability` (None for a group
that a researcher chose: it is no sample of anything), `stability_word`, `terms` (text, topic, said, of), `profile`
(question, answer, count) and `quotes` (utterance_id, start, end, text, topic, participant_id, pseudonym).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlmodel import Session, col, select

from workbench import text
from workbench.records import Topic
from workbench.records.analysis import Segment as FoundSegment
from workbench.records.text import Sentence
from workbench.storage.queries.segments import names_of, taking_part
from workbench.storage.tables import Answer, Question, Utterance
from workbench.workflow.words import study_lexicon

CLOSED_KINDS = ("single", "multiple", "scale")
MOST_ANSWERS = 12
MOST_QUOTES = 6
FEWEST = 2
TOPICS = ("motivation", "pain_point")
NAMED_AFTER = 3
Cell = tuple[float, dict[str, Any]]


def automatic_name(number: int, terms: Iterable[str]) -> str:
    """What a segment is called until somebody names it: its strongest words, those of one character last."""
    strongest = sorted(dict.fromkeys(terms), key=lambda term: len(term) < 2)
    return " · ".join(strongest[:NAMED_AFTER]) or f"{number}"


def facts_of_run(session: Session, study_id: int, found: FoundSegment, of: int) -> dict[str, Any]:
    """The facts of a segment that a run found; members are participant ids as text."""
    names = names_of(session, study_id)
    quotes = [
        {**quote.model_dump(mode="json", include={"start", "end", "text", "topic"}), "utterance_id": quote.source}
        | {"participant_id": int(quote.person), "pseudonym": names[int(quote.person)]}
        for quote in found.quotes
    ]
    return {
        "of": of,
        "share": found.share,
        "interval": found.interval,
        "stability": found.stability,
        "stability_word": found.stability_word,
        "terms": [term.model_dump(mode="json") for term in found.terms],
        "profile": closed_profile(session, study_id, {int(member) for member in found.members}),
        "quotes": quotes,
    }


def facts_by_hand(session: Session, study_id: int, members: set[int]) -> dict[str, Any]:
    """The facts of a group that a researcher put together; nothing is claimed about anybody else."""
    said = _sentences(session, study_id, members)
    everybody = members.union(session.exec(taking_part(study_id)))
    terms = [word for topic in TOPICS for word in _terms(said, topic, members)]
    return {
        "of": len(everybody),
        "share": len(members) / len(everybody),
        "interval": None,
        "stability": None,
        "stability_word": "",
        "terms": terms,
        "profile": closed_profile(session, study_id, members),
        "quotes": list(_quotes(said, members, {term["text"] for term in terms}, names_of(session, study_id))),
    }


def closed_profile(session: Session, study_id: int, members: set[int]) -> list[dict[str, Any]]:
    """For each closed question the answer that sets the members apart most, by difference of shares.

    How somebody can be reached is no choice of theirs.
    """
    query = (
        select(Answer, Question)
        .join(Question, col(Question.id) == Answer.question_id)
        .where(Question.study_id == study_id, col(Question.kind).in_(CLOSED_KINDS))
        .where(col(Question.topic).is_distinct_from(Topic.CONTACT))
        .where(col(Answer.participant_id).in_(members) | col(Answer.participant_id).in_(taking_part(study_id)))
    )
    given: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    questions: dict[int, Question] = {}
    for answer, question in session.exec(query):
        questions[question.id] = question
        for value in answer.value if isinstance(answer.value, list) else [answer.value]:
            given[question.id][_shown(question, value)].add(answer.participant_id)
    cells = [
        cell for key, answers in given.items() if (cell := _most_different(questions[key].title, answers, members))
    ]
    return [cell for _, cell in sorted(cells, key=lambda pair: -pair[0])][:MOST_ANSWERS]


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


Said = tuple[Utterance, int, str, list[Sentence]]


def _sentences(session: Session, study_id: int, members: set[int]) -> list[Said]:
    """What members and all who take part said about motivation and pain points, cut into sentences."""
    lexicon = study_lexicon(session, study_id)
    speaks = col(Utterance.participant_id).in_(members) | col(Utterance.participant_id).in_(taking_part(study_id))
    query = select(Utterance).where(
        Utterance.study_id == study_id, Utterance.role == "participant", col(Utterance.topic).in_(TOPICS), speaks
    )
    return [
        (one, one.participant_id, one.topic, text.read_sentences(one.text, lexicon))
        for one in session.exec(query.order_by(col(Utterance.id)))
        if one.participant_id is not None and one.topic is not None
    ]


def _terms(said: list[Said], topic: str, members: set[int]) -> list[dict[str, Any]]:
    words: dict[int, set[str]] = defaultdict(set)
    for _, person, about, sentences in said:
        if about == topic:
            words[person].update(word for sentence in sentences for word in sentence.words)
    group = [found for person, found in words.items() if person in members]
    rest = [found for person, found in words.items() if person not in members]
    return [
        {"text": word.text, "topic": topic, "said": word.said, "of": word.of}
        for word in text.key_words(group, rest, most=8)
    ]


def _quotes(said: list[Said], members: set[int], terms: set[str], names: Mapping[int, str]) -> Iterator[dict[str, Any]]:
    """The sentences with most key words, one a person."""
    ranked = sorted(
        ((-len(terms & set(sentence.words)), one.id, one, person, topic, sentence)
         for one, person, topic, sentences in said if person in members for sentence in sentences),
        key=lambda entry: entry[:2],
    )  # fmt: skip
    quoted: set[int] = set()
    for _, _, one, person, topic, sentence in ranked:
        if person not in quoted and len(quoted) < MOST_QUOTES:
            quoted.add(person)
            place = {"utterance_id": one.id, "start": sentence.start, "end": sentence.end, "text": sentence.text}
            yield {**place, "topic": topic, "participant_id": person, "pseudonym": names[person]}
