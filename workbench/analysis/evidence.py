"""What the analysis works on: people, their statements with words and meaning, their closed answers."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.records.analysis import ClosedValue
from workbench.records.evidence import Topic

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence somebody said: `person` is an index into the people; `text` is `source` from `start` to `end`."""

    person: int
    topic: Topic
    source: int | str
    start: int
    end: int
    text: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """People in the order of their ids, what each said and ticked.

    `vectors` are the meanings of the statements, shape (len(statements), d), or None without an encoder. `closed` holds
    for each question one value a person, None where there is no answer.
    """

    people: tuple[str, ...]
    statements: tuple[Statement, ...]
    vectors: npt.NDArray[np.float32] | None
    closed: Mapping[str, tuple[ClosedValue, ...]]

    def topics(self) -> list[Topic]:
        """The topics that somebody spoke of."""
        spoken = {statement.topic for statement in self.statements}
        return [topic for topic in Topic if topic in spoken]

    def of_topic(self, topic: Topic) -> Ints:
        """Indices of the statements on a topic."""
        return np.array([i for i, statement in enumerate(self.statements) if statement.topic is topic], dtype=np.int64)

    def owners(self) -> Ints:
        """The person of each statement."""
        return np.array([statement.person for statement in self.statements], dtype=np.int64)
