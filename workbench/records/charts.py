"""Charts: what each is drawn from, where it is drawn, and what comes out; people are counted everywhere."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from workbench.errors import Message
from workbench.records.answer_charts import AnswerBars, MeanPlaces, NumberBars, SharedRows
from workbench.records.sheets import Cell
from workbench.records.text import KeyWord

WIDE, NARROW = 720, 340


@dataclass(frozen=True)
class Canvas:
    """Where a chart is drawn: its width in pixels, the reader's language, and the address of a person's page."""

    width: int = WIDE
    say: Callable[[Message], str] = str
    person: Callable[[int], str] = lambda _person: ""

    @property
    def narrow(self) -> bool:
        """Whether it is a phone's width."""
        return self.width < (WIDE + NARROW) / 2


@dataclass(frozen=True)
class Chart:
    """A chart: one sentence that says what to see, its table twin, and its `drawing` as Vega-Lite, made when asked for.

    `note` says how it is made. `links` are the addresses of the rows' first cells, one a row, or none at all.
    """

    title: str
    caption: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    drawing: Callable[[], dict[str, Any]]
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """A segment in a chart; number 0 is nobody's (未归类) and has no name."""

    number: int
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class PlacedPerson:
    """A person on the map and something they said."""

    id: int
    name: str
    segment: int
    x: float
    y: float
    words: str


@dataclass(frozen=True)
class PeopleMap:
    """Where people stand; `of` are all of them when these are a sample."""

    people: tuple[PlacedPerson, ...]
    groups: tuple[Group, ...]
    of: int


@dataclass(frozen=True)
class PeopleDots:
    """One dot a person, by segment; 未归类 is the group with number 0."""

    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Crossing:
    """How many people have both a motivation and a pain point."""

    motivation: str
    pain: str
    people: int
    crowded: bool = False


@dataclass(frozen=True)
class Crossings:
    """Motivation × pain point, of `of` people who spoke about both; `crowded` cells hold clearly more than chance."""

    cells: tuple[Crossing, ...]
    of: int


@dataclass(frozen=True)
class SaidWord:
    """A word and how many people said it."""

    text: str
    said: int


@dataclass(frozen=True)
class WordContrast:
    """The words that set a group apart from the others, the most telling first."""

    group: str
    words: tuple[KeyWord, ...]


@dataclass(frozen=True)
class WordCloud:
    """The words that most of `of` people said, most said first."""

    words: tuple[SaidWord, ...]
    of: int


@dataclass(frozen=True)
class WordPair:
    """Two words that the same people said."""

    one: str
    other: str
    people: int


@dataclass(frozen=True)
class WordNetwork:
    """Which words the same people say, of `of` people."""

    words: tuple[SaidWord, ...]
    pairs: tuple[WordPair, ...]
    of: int


@dataclass(frozen=True)
class StabilityBar:
    """How stable a segment is, from 0 to 1 (mean Jaccard), and the plain word for it."""

    group: Group
    stability: float
    word: str


@dataclass(frozen=True)
class StabilityBars:
    """The segments of a run."""

    bars: tuple[StabilityBar, ...]


@dataclass(frozen=True)
class Move:
    """How many people went from one segment of an earlier run to one of a later; 0 is 未归类.

    `stayed`: both are the same people's segment, or none.
    """

    before: int
    after: int
    people: int
    stayed: bool = False


@dataclass(frozen=True)
class Flow:
    """Two runs and who went where; people who are in one of them alone are left out."""

    before: tuple[Group, ...]
    after: tuple[Group, ...]
    moves: tuple[Move, ...]


@dataclass(frozen=True)
class Tried:
    """How well `k` segments hold, by the measures of `records.analysis.NumberTried`."""

    k: int
    stability: float
    weakest: float
    prediction_strength: float
    agreement: float
    silhouette: float


@dataclass(frozen=True)
class NumbersTried:
    """The numbers of segments that were tried, the one that was chosen, and the reason."""

    tried: tuple[Tried, ...]
    chosen: int
    reason: Message


@dataclass(frozen=True)
class Join:
    """Two branches become one at a distance; leaves count from 0, the n-th join makes branch number leaves + n."""

    one: int
    other: int
    distance: float


@dataclass(frozen=True)
class Leaf:
    """A person or a whole segment at the tips of a tree."""

    name: str
    segment: int


@dataclass(frozen=True)
class Tree:
    """Which people, or segments, are joined first; `made_of` says from what."""

    leaves: tuple[Leaf, ...]
    joins: tuple[Join, ...]
    made_of: Message


ChartData: TypeAlias = (
    PeopleMap
    | PeopleDots
    | Crossings
    | WordContrast
    | WordCloud
    | WordNetwork
    | StabilityBars
    | Flow
    | NumbersTried
    | Tree
    | AnswerBars
    | NumberBars
    | MeanPlaces
    | SharedRows
)
