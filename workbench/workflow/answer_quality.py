"""How carefully the people of a form or table answered, from what is stored of them; nothing is kept of it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from threading import Lock
from typing import Any, TypeAlias

from sqlmodel import Session

from workbench.records import Topic
from workbench.records.facts import Kind
from workbench.records.quality import Answering, Quality
from workbench.storage.queries.answers import questions_of
from workbench.storage.queries.results import Respondent, fingerprint, respondents, values_of
from workbench.storage.tables import Participant, Question
from workbench.surveys.quality import judge, usual_seconds
from workbench.text.copies import near_copies
from workbench.text.sentences import says_nothing

_TIMED = re.compile(r"所用时间|(?:答题|作答|填写)时长|用时|耗时|duration|seconds", re.IGNORECASE)
_NONE_OF_THESE = re.compile(
    r"(?:以上)?(?:都|全都)?(?:没有|不是|无|不符合)(?:以上)?|none.*|not applicable", re.IGNORECASE
)
_CONTACT_LENGTH = 6  # letters and digits; a nickname is shorter, and two people may share it
_ON_A_SCALE = 3  # options, before a choice is taken for a row of a scale
_MOST_REMEMBERED = 8  # sources
_Scores: TypeAlias = dict[int, tuple[Quality, float | None]]
_remembered: dict[tuple[object, ...], _Scores] = {}
_remembering = Lock()


@dataclass(frozen=True)
class Judged:
    """Somebody with the score of their answers."""

    person: Respondent
    quality: Quality
    seconds: float | None


def judged(session: Session, source: str) -> list[Judged]:
    """Everybody of a source with the score, in the order in which they came; those who were left out as well.

    Scores of a source are remembered until anybody's answers change; words are not.
    """
    people, key = respondents(session, source), fingerprint(session, source)
    scores = _remembered.get(key)
    if scores is None:
        scores = _scores(session, source, people)
        with _remembering:
            while len(_remembered) >= _MOST_REMEMBERED:
                del _remembered[next(iter(_remembered))]
            _remembered[key] = scores
    return [Judged(person, *scores[person.id]) for person in people if person.id in scores]


def quality_of(session: Session, participant: Participant) -> Quality | None:
    """The score of one person; None of somebody who answered no form and stands in no table."""
    if not participant.source.startswith(("form:", "import:")):
        return None
    return next((one.quality for one in judged(session, participant.source) if one.person.id == participant.id), None)


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
