"""People as rows of numbers, one block for each kind of evidence: words, meaning, closed answers.

A block is centred over those who gave this evidence. Who gave none has a row of zeros, the mean: a missing answer
speaks for no segment and is not an answer "nothing". Blocks are fitted on some people and can then be read of others.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from workbench.analysis.evidence import Evidence, Flags, Floats
from workbench.analysis.spaces import Spaces, unit
from workbench.records.analysis import CLOSED, ClosedValue, Plan
from workbench.records.evidence import Topic

WEIGHTS = {Topic.MOTIVATION: 1.0, Topic.PAIN_POINT: 1.0, Topic.BEHAVIOUR: 0.5, Topic.CONTEXT: 0.5, CLOSED: 0.5}
_MOST_CHOICES = 30


@dataclass(frozen=True)
class Block:
    """`rows` (people, columns) about a `subject`; `given` (people) tells who gave it, `weight` how much it counts."""

    subject: str
    rows: Floats
    given: Flags
    weight: float


@dataclass(frozen=True)
class SpokenBlock:
    """What people said on a topic, in the space of this number; `mean` is that of those who did."""

    subject: Topic
    space: int
    mean: Floats
    weight: float

    def read(self, evidence: Evidence, spaces: Spaces) -> Block:
        """The mean direction of each person's statements, centred."""
        rows = _directions(evidence, spaces, self.subject, self.space)
        given = np.asarray(rows.any(axis=1))
        return Block(self.subject, np.where(given[:, None], rows - self.mean, 0.0), given, self.weight)


@dataclass(frozen=True)
class Question:
    """A closed question in numbers: a column, or one for each of the common `choices`, divided by `scales`.

    All its columns together have variance 1 or less.
    """

    choices: Mapping[str, int] | None
    scales: Floats
    mean: Floats

    def read(self, values: Sequence[ClosedValue], answered: Flags) -> Floats:
        """The rows of any people, zeros where there is no answer."""
        rows = _columns(values, self.choices) / self.scales - self.mean
        rows[~answered] = 0.0
        return np.asarray(rows)


@dataclass(frozen=True)
class ClosedBlock:
    """All closed answers together: numbers standardized, choices as indicators divided by the root of their share."""

    questions: Mapping[str, Question]
    weight: float
    subject: str = CLOSED

    def read(self, evidence: Evidence, _spaces: Spaces) -> Block:
        """The answers of any people to these questions, side by side."""
        n = len(evidence.people)
        columns, given = [np.zeros((n, 0))], np.zeros(n, dtype=bool)
        for name, question in self.questions.items():
            answered = _answered(evidence.closed[name])
            given |= answered
            columns.append(question.read(evidence.closed[name], answered))
        return Block(self.subject, np.hstack(columns), given, self.weight)


FittedBlock = SpokenBlock | ClosedBlock


def fit_blocks(evidence: Evidence, spaces: Spaces, plan: Plan) -> list[FittedBlock]:
    """The blocks that form the segments; those of weight 0 and those that say the same of everybody are left out."""
    fitted: list[FittedBlock] = []
    for topic in evidence.topics():
        for space in range(len(spaces.all())):
            rows = _directions(evidence, spaces, topic, space)
            rows = rows[rows.any(axis=1)]
            mean = rows.mean(axis=0) if len(rows) else np.zeros(rows.shape[1])
            fitted.append(SpokenBlock(topic, space, mean, plan.weights.get(topic, WEIGHTS.get(topic, 0.0))))
    asked = {name: values for name, values in evidence.closed.items() if _answered(values).any()}
    questions = {name: _fit_question(values, _answered(values)) for name, values in asked.items()}
    fitted.append(ClosedBlock(questions, plan.weights.get(CLOSED, WEIGHTS[CLOSED])))
    return [one for one in fitted if one.weight > 0 and _tells(one.read(evidence, spaces))]


def read_blocks(fitted: Sequence[FittedBlock], evidence: Evidence, spaces: Spaces) -> list[Block]:
    """The rows of any people in blocks that were fitted, on them or on others."""
    return [block.read(evidence, spaces) for block in fitted]


def _tells(block: Block) -> bool:
    return bool(np.abs(block.rows).max(initial=0.0) > 1e-9)


def _directions(evidence: Evidence, spaces: Spaces, topic: Topic, space: int) -> Floats:
    """The mean direction of what each person said on a topic, shape (people, d); zeros where nothing was."""
    said = evidence.of_topic(topic)
    vectors = spaces.all()[space][said]
    owners = (np.ones(len(said), dtype=vectors.dtype), (evidence.owners()[said], np.arange(len(said))))
    return unit(np.asarray(csr_matrix(owners, shape=(len(evidence.people), len(said))) @ vectors))


def _answered(values: Sequence[ClosedValue]) -> Flags:
    return np.array([value is not None for value in values], dtype=bool)


def _fit_question(values: Sequence[ClosedValue], answered: Flags) -> Question:
    choices, scales = None, np.ones(1)
    if not all(value is None or isinstance(value, float | int) for value in values):
        counts = Counter(choice for value in values for choice in _choices(value))
        common = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST_CHOICES]
        choices = {choice: column for column, (choice, _) in enumerate(common)}
        scales = np.sqrt(np.array([count for _, count in common]) / answered.sum())
    rows = _columns(values, choices)[answered] / scales
    mean = rows.mean(axis=0)
    spread = np.sqrt(((rows - mean) ** 2).sum(axis=1).mean())
    return Question(
        choices, scales * (spread if spread > 1e-9 else np.inf), mean / spread if spread > 1e-9 else mean * 0
    )


def _columns(values: Sequence[ClosedValue], choices: Mapping[str, int] | None) -> Floats:
    if choices is None:
        numbers = [value if isinstance(value, float | int) else 0.0 for value in values]
        return np.array(numbers, dtype=np.float64)[:, None]
    columns = np.zeros((len(values), len(choices)))
    for row, value in enumerate(values):
        for choice in _choices(value):
            if choice in choices:
                columns[row, choices[choice]] = 1.0
    return columns


def _choices(value: ClosedValue) -> frozenset[str]:
    if isinstance(value, list):
        return frozenset(value)
    return frozenset() if value is None else frozenset([f"{value:g}" if isinstance(value, float | int) else value])
