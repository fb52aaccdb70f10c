"""Which words the charts of a run, a segment and a study are drawn from; each is counted once a person."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from itertools import combinations

from sqlmodel import Session, col, select

from workbench.analysis.contrasts import count_people, key_words
from workbench.errors import N_, Message
from workbench.records.charts import ChartData, SaidWord, WordCloud, WordContrast, WordNetwork, WordPair
from workbench.records.text import Lexicon
from workbench.storage.queries.segments import members, taking_part
from workbench.storage.tables import Run, Segment
from workbench.text.wordlists import negations
from workbench.workflow.dictionaries import lexicon_of_run, lexicon_of_segment
from workbench.workflow.keywords import EVERYTHING, spoken

MOST_CONTRASTED = 12
MOST_IN_CLOUD = 60
MOST_IN_NETWORK = 18
MOST_PAIRS = 32
FEWEST = 2
NO_WORDS = N_("还没有说过的词：先收集答卷或导入访谈。")
Words = Mapping[Hashable, Collection[str]]


def charts_of_segment(session: Session, segment: Segment) -> dict[str, ChartData | Message]:
    """The words of a segment's people, by its own dictionary: those that set them apart, and those most said."""
    words = _words(session, segment.study_id, lexicon=lexicon_of_segment(session, segment))
    inside: set[Hashable] = {person.id for person in members(session, segment.id)}
    others = _people_beside(session, segment) - inside
    return {"contrast": _contrast(words, segment.name, inside, others), "cloud": _cloud(words, inside)}


def _contrast(
    words: Words, name: str, inside: Collection[Hashable], others: Collection[Hashable]
) -> ChartData | Message:
    here, there = ([words[person] for person in side if person in words] for side in (inside, others))
    found = key_words(count_people(here, there), most=MOST_CONTRASTED, leave_out=negations()) if here else []
    if not found:
        return Message(N_("没有这一群明显更常说的词。"))
    return WordContrast(name, tuple(found))


def cloud_of_run(session: Session, run: Run) -> ChartData | Message:
    """The words that most of the run's people said, by the run's dictionary."""
    return _cloud(_words(session, run.study_id, lexicon=lexicon_of_run(run)), _people(run))


def cloud_of_study(session: Session, study_id: int, topic: str = EVERYTHING) -> ChartData | Message:
    """The words that most people said, about a topic or about anything."""
    words = _words(session, study_id, topic)
    return _cloud(words, words)


def network_of_run(session: Session, run: Run) -> ChartData | Message:
    """The key words of the run's segments, or else those that most people said, and which the same people say."""
    people = _people(run)
    everything = _words(session, run.study_id, lexicon=lexicon_of_run(run))
    words = {person: said for person, said in everything.items() if person in people}
    counts = Counter(word for said in words.values() for word in said)
    chosen = [word for word in _key_words(session, run) or counts if counts[word] >= FEWEST and len(word) > 1]
    chosen = sorted(chosen, key=lambda word: (-counts[word], word))[:MOST_IN_NETWORK]
    together = Counter(pair for said in words.values() for pair in combinations(sorted(set(chosen) & set(said)), 2))
    pairs = sorted(together.items(), key=lambda found: (-found[1], found[0]))[:MOST_PAIRS]
    pairs = [(pair, people) for pair, people in pairs if people >= FEWEST]
    if not pairs:
        return Message(N_("没有两个词被两个以上的人一起说过。"))
    linked = {word for pair, _ in pairs for word in pair}
    return WordNetwork(
        words=tuple(SaidWord(word, counts[word]) for word in chosen if word in linked),
        pairs=tuple(WordPair(one, other, people) for (one, other), people in pairs),
        of=len(words),
    )


def _words(session: Session, study_id: int, topic: str = EVERYTHING, lexicon: Lexicon | None = None) -> Words:
    return spoken(session, study_id, lexicon).words.get(topic, {})


def _people(run: Run) -> set[Hashable]:
    return {point["participant_id"] for point in (run.result or {}).get("map", [])}


def _people_beside(session: Session, segment: Segment) -> set[Hashable]:
    run = session.get(Run, segment.run_id) if segment.run_id else None
    return _people(run) if run else set(session.exec(taking_part(segment.study_id)))


def _cloud(words: Words, people: Iterable[Hashable]) -> ChartData | Message:
    said = [words[person] for person in set(people) if person in words]
    counts = Counter(word for one in said for word in one if len(word) > 1)
    most = sorted(counts.items(), key=lambda found: (-found[1], found[0]))[:MOST_IN_CLOUD]
    if not most:
        return Message(NO_WORDS)
    return WordCloud(tuple(SaidWord(word, people) for word, people in most), len(said))


def _key_words(session: Session, run: Run) -> list[str]:
    facts = session.exec(select(Segment.facts).where(Segment.run_id == run.id).order_by(col(Segment.number)))
    return list(dict.fromkeys(term["text"] for one in facts for term in one.get("terms", [])))
