"""What charts of answers are drawn from: one question at a time, or two crossed; people are counted, shares follow.

`title` is what was asked. Everybody who gave an answer stands in `of`; who gave none is in no chart.
"""

from dataclasses import dataclass

from workbench.errors import Message

Interval = tuple[float, float]


@dataclass(frozen=True)
class AnswerBar:
    """An answer, how many people gave it, and the 95 % interval of their share (Wilson 1927)."""

    text: str
    people: int
    interval: Interval


@dataclass(frozen=True)
class AnswerBars:
    """The answers to a choice; with `several` a person may stand in many bars."""

    title: str
    bars: tuple[AnswerBar, ...]
    of: int
    several: bool = False


@dataclass(frozen=True)
class NumberBar:
    """How many people gave a number from `low` to `high`, both included."""

    low: float
    high: float
    people: int

    @property
    def text(self) -> str:
        """The numbers as they are shown."""
        low, high = f"{self.low:.10g}", f"{self.high:.10g}"
        return low if low == high else f"{low}–{high}"


@dataclass(frozen=True)
class NumberBars:
    """The numbers given, with mean, median and standard deviation; `nps` where people said whether they recommend."""

    title: str
    bars: tuple[NumberBar, ...]
    of: int
    mean: float
    median: float
    deviation: float
    nps: int | None = None


@dataclass(frozen=True)
class MeanPlace:
    """At which place, counted from 1, those `people` who ranked an option put it on average; `first` at the top."""

    text: str
    place: float
    first: int
    people: int


@dataclass(frozen=True)
class MeanPlaces:
    """The options of a ranking, the best first."""

    title: str
    places: tuple[MeanPlace, ...]
    of: int


@dataclass(frozen=True)
class SharedRow:
    """How many people of a row gave each of the options; `of` is everybody in the row who answered."""

    text: str
    counts: tuple[int, ...]
    of: int


@dataclass(frozen=True)
class SharedRows:
    """Rows that share their options: a matrix, or groups of people beside each other. `told` says what to see."""

    title: str
    heading: Message
    options: tuple[str, ...]
    rows: tuple[SharedRow, ...]
    told: Message | None = None
    several: bool = False
