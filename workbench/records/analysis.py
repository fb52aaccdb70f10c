"""Analysis: the plan, what is known of each person, and the segments that were found."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

from pydantic import Field

from workbench.errors import Message
from workbench.records.base import Record
from workbench.records.evidence import Topic
from workbench.records.text import Engine

ClosedValue: TypeAlias = str | float | list[str] | None
Progress: TypeAlias = Callable[[float, Message], None]

CLOSED = "closed"


class Plan(Record):
    """Every choice of an analysis; the same evidence, plan and versions give the same result.

    `k` is the number of segments, or None to look for it among 2 to `most`. `weights` say how much a block counts
    in forming the segments: a topic's name or `closed`; 0 leaves it out, and it still describes them. `together`
    are groups of people (by id) whom researchers decided to keep in one segment, `apart` pairs of such groups (by
    index) that may not be in the same. `columns` names the table's columns by role and is kept for the reader. In a
    study of more than 3 000 people there are fewer `resamples`.
    """

    k: int | None = None
    most: int = Field(default=8, ge=2, le=20)
    seed: int = Field(default=0, ge=0)
    meaning: bool = True
    resamples: int = Field(default=100, ge=10, le=1000)
    weights: dict[str, float] = {}
    engine: Engine = Engine.RJIEBA
    words: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, str], ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[int, int], ...] = ()
    quotes: int = Field(default=6, ge=0, le=50)
    terms: int = Field(default=12, ge=0, le=100)
    columns: dict[str, Any] = {}


class TableColumns(Record):
    """Which columns of a table say what; in a file by header, title or key."""

    id: str
    motivation: list[str] = []
    pain: list[str] = []
    text: list[str] = []
    closed: list[str] = []

    @property
    def spoken(self) -> list[tuple[str, Topic]]:
        """The columns of what people said or wrote, each with what it speaks of."""
        told = ((Topic.MOTIVATION, self.motivation), (Topic.PAIN_POINT, self.pain), (Topic.CONTEXT, self.text))
        return [(name, topic) for topic, names in told for name in names]


@dataclass(frozen=True, slots=True)
class Said:
    """Something a person said or wrote: which utterance or column, what it speaks of, verbatim."""

    source: int | str
    topic: Topic
    text: str


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever is to be grouped. `closed` are answers by question: a number, a choice, or a list of choices."""

    id: str
    said: tuple[Said, ...] = ()
    closed: Mapping[str, ClosedValue] = field(default_factory=dict)


class Verdict(StrEnum):
    """How far the segments can be trusted; `none` is an answer (现有数据分不出稳定人群)."""

    STABLE = "stable"
    PATTERN = "pattern"
    NONE = "none"


class Term(Record):
    """A key word of a segment, said by `said` of the `of` members who spoke on the topic; others beside it."""

    text: str
    topic: Topic
    said: int
    of: int
    said_elsewhere: int
    of_elsewhere: int
    g2: float
    log_odds: float = 0.0
    z: float = 0.0
    class_tfidf: float = 0.0


class ClosedCount(Record):
    """An answer to a closed question: given by `said` of the `of` members who answered, and of everybody."""

    question: str
    answer: str
    said: int
    of: int
    said_in_all: int
    of_all: int


class SegmentQuote(Record):
    """A quote of a member: `text` equals what was said in `source` from `start` to `end` (code points, half-open)."""

    person: str
    source: int | str
    topic: Topic
    start: int
    end: int
    text: str


class CounterQuote(SegmentQuote):
    """What a member says that is nearer to what the segment number `other` says than to their own (反例)."""

    other: int


class EdgeCase(SegmentQuote):
    """Somebody at the edge of a segment, with the words that show it: a `member`, or 未归类 and nearest to it.

    `certainty` is the share of resamples that agree with where the person is, `other` the number of the next segment.
    """

    certainty: float
    member: bool
    other: int | None = None


class Segment(Record):
    """A statistical group of people (人群).

    `share` is of everybody, with its Wilson 95 % `interval`. `stability` is the mean Jaccard similarity of the segment
    to its nearest in groupings of resamples (Hennig 2007), `stability_word` says it plainly. Where there are no
    `counter_quotes` they were searched and none found.
    """

    number: int
    members: tuple[str, ...]
    size: int
    share: float
    interval: tuple[float, float]
    stability: float
    stability_word: str
    terms: tuple[Term, ...] = ()
    profile: tuple[ClosedCount, ...] = ()
    quotes: tuple[SegmentQuote, ...] = ()
    counter_quotes: tuple[CounterQuote, ...] = ()
    edge_cases: tuple[EdgeCase, ...] = ()


class Placed(NamedTuple):
    """Where a person is: their segment or None (未归类), how surely (share of resamples), and a point on the map."""

    id: str
    segment: int | None
    certainty: float
    x: float
    y: float


class NumberTried(Record):
    """How well `k` segments hold.

    `stability` is the mean Jaccard over all segments and `weakest` the least of one segment; `agreement` the adjusted
    Rand index between groupings of two resamples (0 is chance); `prediction_strength` is Tibshirani and Walther's
    (2005).
    """

    k: int
    stability: float
    weakest: float
    agreement: float
    prediction_strength: float
    silhouette: float


class Segmentation(Record):
    """The segments of a study; `people` stand in the order of their ids. The verdict `none` comes without segments."""

    n: int
    k: int
    verdict: Verdict
    reason: Message
    segments: tuple[Segment, ...] = ()
    people: tuple[Placed, ...] = ()
    tried: tuple[NumberTried, ...] = ()
    notes: tuple[Message, ...] = ()

    @property
    def assignments(self) -> dict[str, int | None]:
        """The number of each person's segment, by id."""
        return {person.id: person.segment for person in self.people}
