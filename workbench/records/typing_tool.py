"""A few questions that place a newcomer into a segment: what is asked, how answers weigh, how well it went.

A `Typing` is all that placing needs, in plain numbers: it stands in the rules of a published form as it is. A
`TypingTool` tells besides how it was made and how far it can be trusted. There are counts here and no words of anybody.
"""

import math
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from workbench.records.analysis import ClosedValue
from workbench.records.base import Record
from workbench.records.facts import ChoiceFacts, Kind

FURTHEST = 3.0  # spreads from the middle: beyond that a number counts as this far

# Limits keep sums finite, whatever somebody writes into a form by hand.
Figure: TypeAlias = Annotated[float, Field(ge=-1e9, le=1e9)]
Spread: TypeAlias = Annotated[float, Field(ge=1e-9, le=1e9)]


class AskedQuestion(Record):
    """A closed question of the tool; `key` is its name where the answers are."""

    key: str
    title: str
    kind: Kind
    choices: tuple[ChoiceFacts, ...] = ()


class Trait(Record):
    """One number made of an answer, about 0 on average and 1 far from it; 0 where there is no answer.

    `number` is how many spreads a number lies from the centre, `bend` the square of that less one: the middle of a
    scale against its ends. `choice` is whether `choice` was chosen, less the share who did, over its spread.
    """

    question: str
    part: Literal["number", "bend", "choice"]
    choice: str = ""
    centre: Figure
    spread: Spread

    def of(self, value: ClosedValue) -> float:
        """The number for an answer; what is no answer to this kind of question counts as none."""
        if value is None:
            return 0.0
        if self.part == "choice":
            return (float(self.choice in choices_of(value)) - self.centre) / self.spread
        if not isinstance(value, float | int) or not math.isfinite(value):
            return 0.0
        far = max(-FURTHEST, min(FURTHEST, (value - self.centre) / self.spread))
        return far if self.part == "number" else far * far - 1


class TypedSegment(Record):
    """A segment into which newcomers are placed: its number in the run, its name, and how many people are in it."""

    number: int
    name: Annotated[str, Field(min_length=1, max_length=60)]
    size: int


class Doubt(StrEnum):
    """Why somebody is in no segment: no answers, all segments about as likely, or answers unlike anybody's."""

    EMPTY = "empty"
    UNSURE = "unsure"
    FAR = "far"


class Placement(Record):
    """Where a newcomer belongs: the number of a segment or None (都不像) with the `doubt`, and the chance of each."""

    segment: int | None
    chances: tuple[float, ...]
    doubt: Doubt | None = None


class Typing(Record):
    """Multinomial logistic regression over traits, and when it declines to answer.

    `weights` (segments × traits) and `biases` (segments) are calibrated. `least` is the chance that the likeliest
    segment must have. `centres` (segments × traits) and `spreads` (traits) are those of the segments; who is further
    than `limit` from every centre (mean square of the differences in spreads) is like none.
    """

    segments: tuple[TypedSegment, ...] = Field(min_length=2, max_length=20)
    questions: tuple[AskedQuestion, ...] = Field(min_length=1, max_length=40)
    traits: tuple[Trait, ...] = Field(min_length=1, max_length=1000)
    weights: tuple[tuple[Figure, ...], ...]
    biases: tuple[Figure, ...]
    least: Figure
    centres: tuple[tuple[Figure, ...], ...]
    spreads: tuple[Spread, ...]
    limit: Figure

    @model_validator(mode="after")
    def _sizes_fit(self) -> Self:
        wide, high = len(self.traits), len(self.segments)
        rows = [*self.weights, *self.centres, self.spreads]
        if {len(row) for row in rows} != {wide} or {len(self.weights), len(self.centres), len(self.biases)} != {high}:
            raise ValueError("numbers for every segment and trait")
        if not {trait.question for trait in self.traits} <= {question.key for question in self.questions}:
            raise ValueError("traits of its questions")
        return self

    def place(self, answers: Mapping[str, ClosedValue]) -> Placement:
        """The segment for answers by question; a question left out speaks for no segment."""
        row = [trait.of(answers.get(trait.question)) for trait in self.traits]
        chances = softmax([bias + _dot(weights, row) for weights, bias in zip(self.weights, self.biases, strict=True)])
        best = max(range(len(chances)), key=chances.__getitem__)
        doubt = self._doubt(row, chances[best])
        if all(answers.get(question.key) in (None, "", []) for question in self.questions):
            doubt = Doubt.EMPTY
        return Placement(segment=None if doubt else self.segments[best].number, chances=chances, doubt=doubt)

    def name_of(self, segment: int | None) -> str | None:
        """The name of a segment by its number; None for none of them."""
        return next((one.name for one in self.segments if one.number == segment), None)

    def renamed(self, names: Mapping[str, str]) -> Self:
        """The same for answers under other names: those of the questions of a form."""
        return self.model_copy(
            update={
                "questions": tuple(one.model_copy(update={"key": names[one.key]}) for one in self.questions),
                "traits": tuple(one.model_copy(update={"question": names[one.question]}) for one in self.traits),
            }
        )

    def _doubt(self, row: Sequence[float], chance: float) -> Doubt | None:
        if min(_distance(row, centre, self.spreads) for centre in self.centres) > self.limit:
            return Doubt.FAR
        return Doubt.UNSURE if chance < self.least else None


class Condition(Record):
    """Part of a rule: an answer is `at_least` or `at_most` a number, or a choice was `chosen` or `left`."""

    question: str
    test: Literal["at_least", "at_most", "chosen", "left"]
    value: float | str


class TypingRule(Record):
    """If all conditions hold, most are of `segment`: `right` of the `of` people to whom it applies."""

    conditions: tuple[Condition, ...]
    segment: int
    right: int
    of: int


class ReliabilityRow(Record):
    """The `n` people whose likeliest segment had a chance from `low` to `high`: on average `said`, and `right` were."""

    low: float
    high: float
    n: int
    said: float
    right: int


class Trial(Record):
    """How well newcomers are placed, each person held out in turn (nested cross-validation).

    `right` of `n` are of the likeliest segment, with Wilson's 95 % `interval`; always guessing the largest segment
    would be right for `guessed`. `counts` (own segment × placed in, none last) is what the tool answers when it may say
    none of them. `brier` is Brier's (1950) score over all segments, `calibration_error` the expected one (Naeini et al.
    2015) over `reliability`. `rules_right` are those whom the short rules place rightly.
    """

    n: int
    right: int
    interval: tuple[float, float]
    guessed: int
    counts: tuple[tuple[int, ...], ...]
    brier: float
    calibration_error: float
    reliability: tuple[ReliabilityRow, ...]
    rules_right: int

    @property
    def none(self) -> int:
        """How many the tool would place into none of the segments."""
        return sum(row[-1] for row in self.counts)

    @property
    def beats_guessing(self) -> bool:
        """Whether the interval lies above what guessing the largest segment gives."""
        return self.interval[0] > self.guessed / self.n


class TypingTool(Record):
    """The tool of a run, its questions chosen out of so many `candidates`; `basis` tells who was in which segment."""

    version: Literal[1] = 1
    seed: int
    basis: str = ""
    candidates: int
    typing: Typing
    rules: tuple[TypingRule, ...]
    trial: Trial


def choices_of(value: ClosedValue) -> tuple[str, ...]:
    """What was chosen, as text: of several, of one, of numbers that stand for choices."""
    if value is None:
        return ()
    if isinstance(value, list):
        return tuple(value)
    return (f"{value:g}" if isinstance(value, float | int) else value,)


def softmax(scores: Sequence[float]) -> tuple[float, ...]:
    """Chances in proportion to the exponentials of scores.

    >>> [round(chance, 3) for chance in softmax([0.0, math.log(3)])]
    [0.25, 0.75]
    """
    parts = [math.exp(score - max(scores)) for score in scores]
    return tuple(part / sum(parts) for part in parts)


def _dot(weights: Sequence[float], row: Sequence[float]) -> float:
    return math.fsum(weight * value for weight, value in zip(weights, row, strict=True))


def _distance(row: Sequence[float], centre: Sequence[float], spreads: Sequence[float]) -> float:
    """The mean square of the differences, each in its spread."""
    apart = [((value - middle) / spread) ** 2 for value, middle, spread in zip(row, centre, spreads, strict=True)]
    return math.fsum(apart) / len(apart)
