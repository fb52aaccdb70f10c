"""How carefully the people of a form or table answered, from what is stored of them; nothing is kept of it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from threading import Lock
from typing import Any, NamedTuple, TypeAlias

from sqlmodel import Session

from workbench.records import Topic
from workbench.records.facts import Kind
from workbench.records.quality import Answering, Quality
from workbench.storage.queries.answers import questions_of
from workbench.storage.queries.results import Respondent, count_people, fingerprint, footing, respondents, values_of
from workbench.storage.tables import Participant, Question
from workbench.surveys.quality import judge, usual_seconds
from workbench.text.copies import near_copies
from workbench.text.mashing import is_mashed
from workbench.text.sentences import says_nothing

_TIMED = re.compile(r"所用时间|(?:答题|作答|填写)时长|用时|耗时|duration|seconds", re.IGNORECASE)
_NONE_OF_THESE = re.compile(
    r"(?:以上)?(?:都|全都)?(?:没有|不是|无|不符合)(?:以上)?|none.*|not applicable", re.IGNORECASE
)
_CONTACT_LENGTH = 6  # letters and digits; a nickname is shorter, and two people may share it
_ON_A_SCALE = 3  # options, before a choice is taken for a row of a scale
_MOST_REMEMBERED = 8  # sources
AT_ONCE = 500  # people of a source, whom the page of one of them compares itself
_Scores: TypeAlias = dict[int, tuple[Quality, float | None]]
_remembered: dict[tuple[object, ...], _Scores] = {}
_remembering = Lock()


@dataclass(frozen=True)
class Judged:
    """Somebody with the score of their answers."""

    person: Respondent
    quality: Quality
    seconds: float | None


class Scored(NamedTuple):
    """The score of one person, as it was beside the answers of so many `people`."""

    quality: Quality
    people: int


def judged(session: Session, source: str) -> list[Judged]:
    """Everybody of a source with the score, in the order in which they came; those who were left out as well.

    Scores of a source are remembered until anybody's answers change; words are not.
    """
    people, key = respondents(session, source), fingerprint(session, source)
    scores = _remembered.get(key)
    if scores is None:
        scores = _scores(session, source, people)
        with _remembering:
            _forget(key[:2])
            _remembered[key] = scores
    return [Judged(person, *scores[person.id]) for person in people if person.id in scores]


def is_scored(participant: Participant) -> bool:
    """Whether somebody answered a form or stands in a table."""
    return participant.source.startswith(("form:", "import:"))


def quality_of(session: Session, participant: Participant) -> Scored | None:
    """The score of one person, compared with everybody now: seconds, where these are thousands."""
    everybody = judged(session, participant.source) if is_scored(participant) else []
    found = (one.quality for one in everybody if one.person.id == participant.id)
    return next((Scored(quality, len(everybody)) for quality in found), None)


def quality_at_hand(session: Session, participant: Participant) -> Scored | None:
    """The same at no cost: of few people, or as this process worked it out last, though others may have come since.

    None where it has to be worked out, and after each correction and each change to the questions.
    """
    if not is_scored(participant) or count_people(session, participant.source) <= AT_ONCE:
        return quality_of(session, participant)
    same = footing(session, participant.source)
    with _remembering:
        known = next((scores for key, scores in _remembered.items() if key[: len(same)] == same), {})
    return Scored(known[participant.id][0], len(known)) if participant.id in known else None


def _forget(source: tuple[object, ...]) -> None:
    """Make room for a source (its database and its name), whose older scores go first."""
    older = [key for key in _remembered if key[:2] == source]
    for key in older or list(_remembered)[: max(0, len(_remembered) - _MOST_REMEMBERED + 1)]:
        del _remembered[key]


def _scores(session: Session, source: str, people: Sequence[Respondent]) -> _Scores:
    told = _Told(session, source, people)
    answering = [told.answering(person) for person in people]
    usual = usual_seconds(answering)
    return {person.id: (judge(one, usual), one.seconds) for person, one in zip(people, answering, strict=True)}


class _Told:
    """Everything that the people of a source answered, read once."""

    def __init__(self, session: Session, source: str, people: Sequence[Respondent]) -> None:
        self.people = people
        self._questions = {question.id: question for question in questions_of(session, source)}
        self._values = values_of(session, list(self._questions))

    def answering(self, person: Respondent) -> Answering:
        """What is known of how one person answered."""
        said = [answer for question in self._open if isinstance(answer := self._values[question].get(person.id), str)]
        copies = self._copies.get(person.id, [])
        return Answering(
            seconds=self._seconds(person),
            characters=self._characters[person.id],
            scales=tuple(self._scales(person.id)),
            said=len(said),
            empty=sum(map(says_nothing, said)),
            mashed=sum(is_mashed(text) and not says_nothing(text) for text in said),
            copies=len(copies),
            alike=max(copies, default=0),
            pasted=len(person.pasted or ()),
            against=tuple(self._against(person.id)),
            again=self._contacts[self._contact(person)] - 1 if self._contact(person) else 0,
        )

    def _seconds(self, person: Respondent) -> float | None:
        stored = (self._values[question].get(person.id) for question in self._timed)
        measured = next((float(one) for one in stored if isinstance(one, int | float)), None)
        return person.seconds if person.seconds is not None else measured

    @cached_property
    def _open(self) -> list[int]:
        return [key for key, one in self._questions.items() if one.kind == Kind.OPEN]

    @cached_property
    def _timed(self) -> list[int]:
        found = self._questions.items()
        return [key for key, one in found if one.kind == Kind.META and _TIMED.search(one.title)]

    @cached_property
    def _characters(self) -> Counter[int]:
        """How much each person had to read to give the answers they gave."""
        found: Counter[int] = Counter()
        for key, question in self._questions.items():
            if question.kind != Kind.META:
                length = len(question.title) + sum(len(choice["text"]) for choice in question.choices)
                for person in self._values[key]:
                    found[person] += length
        return found

    @cached_property
    def _blocks(self) -> list[list[int]]:
        """Questions in a row with one scale: numbers, or the same options."""
        blocks = groupby(self._questions.values(), key=_scale)
        return [[one.id for one in block] for scale, block in blocks if scale is not None]

    def _scales(self, person: int) -> Iterator[tuple[str, ...]]:
        for block in self._blocks:
            if given := tuple(str(self._values[key][person]) for key in block if person in self._values[key]):
                yield given

    @cached_property
    def _copies(self) -> dict[int, list[int]]:
        """By person, for each open answer that others gave nearly the same, how many these are."""
        found: dict[int, list[int]] = defaultdict(list)
        for key in self._open:
            given = [(person, answer) for person, answer in self._values[key].items() if isinstance(answer, str)]
            for group in near_copies([answer for _, answer in given]):
                for place in group:
                    found[given[place][0]].append(len(group) - 1)
        return found

    @cached_property
    def _exclusive(self) -> Mapping[int, frozenset[str]]:
        """The options of each multiple choice that say that none of the others holds."""
        several = [question for question in self._questions.values() if question.kind == Kind.MULTIPLE]
        found = {question.id: _none_of_these(question) for question in several}
        return {key: values for key, values in found.items() if values}

    def _against(self, person: int) -> Iterator[str]:
        for key, none in self._exclusive.items():
            chosen = self._values[key].get(person)
            if isinstance(chosen, list) and len(chosen) > 1 and none.intersection(map(str, chosen)):
                yield self._questions[key].title

    @cached_property
    def _contacts(self) -> Counter[str]:
        return Counter(contact for person in self.people if (contact := self._contact(person)))

    def _contact(self, person: Respondent) -> str:
        """What a second answer of the same person is known by; empty where there is nothing."""
        if person.contact:
            return person.contact
        given: list[Any] = [self._values[key].get(person.id) for key in self._reached_by]
        letters = ["".join(filter(str.isalnum, one)).lower() for one in given if isinstance(one, str)]
        return next((one for one in letters if len(one) >= _CONTACT_LENGTH), "")

    @cached_property
    def _reached_by(self) -> Sequence[int]:
        found = self._questions.items()
        return [key for key, one in found if one.topic == Topic.CONTACT and one.kind == Kind.TEXT]


def _scale(question: Question) -> tuple[str, ...] | None:
    """What tells the rows of one scale; None for a question that is none."""
    if question.kind == Kind.SCALE:
        return ()
    if question.kind == Kind.SINGLE and len(question.choices) >= _ON_A_SCALE:
        return tuple(str(choice["value"]) for choice in question.choices)
    return None


def _none_of_these(question: Question) -> frozenset[str]:
    alone = (choice for choice in question.choices if _NONE_OF_THESE.fullmatch(choice["text"].strip()))
    return frozenset(str(choice["value"]) for choice in alone)
