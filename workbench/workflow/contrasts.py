"""Two groups of people side by side: the words, answers and quotes of each, and what both share."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from sqlmodel import Session

from workbench import text
from workbench.analysis.choices import contrast_answers, shared_answers, shared_words
from workbench.analysis.contrasts import count_people, key_words
from workbench.errors import N_, Message
from workbench.records import Topic
from workbench.records.analysis import CLOSED, Plan
from workbench.records.contrasts import QuestionContrast, Shared
from workbench.records.text import KeyWord, Lexicon
from workbench.storage.queries.texts import Said, Wanted, said
from workbench.storage.tables import Question, Run, Segment
from workbench.text.wordlists import negations
from workbench.workflow.dictionaries import lexicon_of_segment
from workbench.workflow.groups import Group, StudyGroups
from workbench.workflow.keywords import EVERYTHING, Spoken, spoken
from workbench.workflow.readings import words_in
from workbench.workflow.words import study_lexicon

TOPICS = (Topic.MOTIVATION, Topic.PAIN_POINT)
MOST_WORDS = 12
MOST_QUOTES = 4
MOST_SHARED = 20
_FORMED = N_("参与了分群，不做检验")
_CHOSEN = N_("就是这道题分出了两组，不做检验")
_BY_HAND = N_("研究者挑的人，不做检验")
_OVERLAP = N_("有人同时在两组里，不做检验")


class Voice(NamedTuple):
    """A sentence of a member with a key `word`, verbatim: `text` stands in the utterance from `start` to `end`."""

    utterance_id: int
    start: int
    end: int
    text: str
    topic: str | None
    participant_id: int
    pseudonym: str
    word: str


@dataclass(frozen=True)
class Side:
    """A group: `words` are its key words by topic, `spoke` how many of its people said something."""

    group: Group
    spoke: int
    words: Mapping[str, Sequence[KeyWord]]
    quotes: Sequence[Voice]


class ComparedQuestion(NamedTuple):
    """A closed question of both groups; `untested` says why it is only described."""

    title: str
    contrast: QuestionContrast
    untested: Message | None


@dataclass(frozen=True)
class Comparison:
    """Two groups, those who are in `both`, how their closed answers differ, what all share."""

    sides: tuple[Side, Side]
    both: int
    questions: Sequence[ComparedQuestion]
    words_of_all: Sequence[Shared]
    answers_of_all: Sequence[Shared]


def compare_groups(
    groups: StudyGroups, left: Group, right: Group, all_of: Sequence[Group] = (), lexicon: Lexicon | None = None
) -> Comparison:
    """The two groups side by side; what all share is that of `all_of`, or of these two.

    Words are read with the study's lexicon unless another is given.
    """
    lexicon = lexicon or study_lexicon(groups.session, groups.study_id)
    found = spoken(groups.session, groups.study_id, lexicon)
    talk = _Talk(found, said(groups.session, Wanted(groups.study_id)), lexicon)
    members = [group.members for group in all_of or (left, right)]
    return Comparison(
        sides=(_side(talk, left, right), _side(talk, right, left)),
        both=len(left.members & right.members),
        questions=_questions(groups, left, right),
        words_of_all=_shared_words(found, members),
        answers_of_all=_shared_answers(groups, members),
    )


def compare_segment(groups: StudyGroups, segment: Segment) -> Comparison:
    """A segment beside everybody else who takes part, by its own dictionary.

    What all share is that of all segments of its run.
    """
    key = f"segment:{segment.id}"
    own = groups.find(key) or Group(key, Message(""), Message(""), frozenset())
    of_run = [group for group in groups.all.values() if segment.run_id and group.run_id == segment.run_id]
    rest = groups.find("rest", own)
    lexicon = lexicon_of_segment(groups.session, segment)
    return compare_groups(groups, own, rest or own, of_run if len(of_run) > 1 else (), lexicon)


def untested_questions(session: Session, questions: Mapping[int, Question], sides: Sequence[Group]) -> dict[int, str]:
    """The questions that may not be tested for a difference between groups which they formed or chose, and why."""
    filters = [one for group in sides for one in group.filters]
    if any(one.by_hand for one in filters):
        return dict.fromkeys(questions, _BY_HAND)
    found: dict[int, str] = {}
    for group in filters:
        run = session.get(Run, group.run_id) if group.run_id else None
        if run is not None and Plan.model_validate(run.plan).weights.get(CLOSED, 1.0) > 0:
            found |= {key: _FORMED for key, one in questions.items() if one.topic == Topic.BEHAVIOUR}
        titles = {str(group.heading)} if group.question_id is None else {questions[group.question_id].title}
        found |= {key: _CHOSEN for key, one in questions.items() if one.title in titles}
    return found


@dataclass(frozen=True)
class _Talk:
    """What the people of a study said: their words by topic, the utterances, and the lexicon to read them with."""

    found: Spoken
    utterances: Sequence[Said]
    lexicon: Lexicon


def _side(talk: _Talk, group: Group, other: Group) -> Side:
    words = dict(_key_words(talk.found, group.members, other.members))
    everything = talk.found.words.get(EVERYTHING, {})
    return Side(
        group=group,
        spoke=sum(person in group.members for person in everything),
        words=words,
        quotes=list(_quotes(talk, group.members, {topic: {word.text for word in words[topic]} for topic in words})),
    )


def _key_words(found: Spoken, here: Collection[int], there: Collection[int]) -> Iterator[tuple[str, Sequence[KeyWord]]]:
    """What this side says more, about motivation, about pain points and, where nobody spoke of these, in all."""
    topics = [str(topic) for topic in TOPICS if found.words.get(topic)] or [EVERYTHING]
    for topic in topics:
        people = found.words.get(topic, {}).items()
        sides = [[words for person, words in people if person in members] for members in (here, there)]
        yield topic, key_words(count_people(*sides), most=MOST_WORDS, leave_out=set(negations()))


def _quotes(talk: _Talk, members: Collection[int], strongest: Mapping[str, Collection[str]]) -> Iterator[Voice]:
    """The sentences with most of the side's key words about what they speak of, one a person; each has at least one."""
    spoken_of = [
        (one, set(strongest.get(one.topic or EVERYTHING, strongest.get(EVERYTHING, ()))))
        for one in talk.utterances
        if one.person in members and one.topic != Topic.CONTACT
    ]
    told = [(one, words, len(words_in(one.text, talk.lexicon) & words)) for one, words in spoken_of]
    quoted: set[int] = set()
    for one, words, count in sorted(told, key=lambda each: (-each[2], each[0].id)):
        if not count or len(quoted) == MOST_QUOTES:
            return
        if one.participant_id is None or one.participant_id in quoted:
            continue
        quoted.add(one.participant_id)
        best = max(text.read_sentences(one.text, talk.lexicon), key=lambda each: len(words & set(each.words)))
        place = (best.start, best.end, best.text)
        first = next(word for word in best.words if word in words)
        yield Voice(one.id, *place, one.topic, one.participant_id, one.name, first)


def _questions(groups: StudyGroups, left: Group, right: Group) -> list[ComparedQuestion]:
    people = sorted(left.members | right.members)
    here, there = (np.array([one in group.members for one in people], dtype=bool) for group in (left, right))
    untested = untested_questions(groups.session, groups.questions, (left, right))
    closed = {str(key): [groups.closed[key].get(one) for one in people] for key in groups.questions}
    overlap = Message(_OVERLAP) if left.members & right.members else None
    return [
        ComparedQuestion(
            groups.questions[int(one.question)].title,
            one,
            Message(untested[int(one.question)]) if int(one.question) in untested else overlap,
        )
        for one in contrast_answers(closed, here, there, set(map(str, untested)))
    ]


def _shared_words(found: Spoken, groups: Sequence[Collection[int]]) -> list[Shared]:
    people = found.words.get(EVERYTHING, {}).items()
    sides = [[words for person, words in people if person in members] for members in groups]
    return shared_words(sides)[:MOST_SHARED]


def _shared_answers(groups: StudyGroups, sides: Sequence[Collection[int]]) -> list[Shared]:
    people = sorted(set().union(*sides))
    inside = [np.array([one in members for one in people], dtype=bool) for members in sides]
    closed = {str(key): [groups.closed[key].get(one) for one in people] for key in groups.questions}
    return [
        one.model_copy(update={"question": groups.questions[int(one.question)].title})
        for one in shared_answers(closed, inside)[:MOST_SHARED]
    ]
