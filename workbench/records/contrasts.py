"""What sets two groups of people apart in closed answers, and what most people of every group share."""

from workbench.records.base import Record

Interval = tuple[float, float]


class AnswerContrast(Record):
    """An answer given by `said` of the `of` people here who answered, and by others; the difference of both shares.

    `interval` is the 95 % interval of the difference (Newcombe 1998).
    """

    answer: str
    said: int
    of: int
    said_elsewhere: int
    of_elsewhere: int
    difference: float
    interval: Interval


class QuestionContrast(Record):
    """A closed question in two groups, the answers of a choice by difference, those of a scale in their order.

    `v` is Cramér's V of a choice; `g` (with its 95 % `interval`) Hedges's g, `delta` Cliff's δ and `means` the mean on
    either side of a scale. `p` is of a test, `q` corrected for all tests together (Benjamini and Hochberg 1995); None
    where nothing may be tested.
    """

    question: str
    answers: tuple[AnswerContrast, ...]
    v: float | None = None
    g: float | None = None
    interval: Interval | None = None
    delta: float | None = None
    means: tuple[float, float] | None = None
    p: float | None = None
    q: float | None = None

    @property
    def leading(self) -> AnswerContrast:
        """The answer that differs most."""
        return max(self.answers, key=lambda one: abs(one.difference))

    @property
    def lead(self) -> float:
        """The largest difference of shares; of a scale Cliff's δ, which is the same where there are but two values."""
        if self.delta is not None:
            return abs(self.delta)
        return abs(self.leading.difference)


class Shared(Record):
    """Something that most people of every group said or ticked; `counts` are (said, of), a group each."""

    text: str
    question: str = ""
    counts: tuple[tuple[int, int], ...]
