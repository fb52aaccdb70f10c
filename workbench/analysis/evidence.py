"""What the analysis works on: people, their statements with words and meaning, their closed answers, all in columns."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from workbench.records.analysis import ClosedValue
from workbench.records.evidence import Topic
from workbench.records.text import Sentence

Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
Reals = npt.NDArray[np.floating]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

TOPICS = tuple(Topic)


@dataclass(frozen=True, slots=True)
class Statement:
    """Something somebody said: `person` is an index into the people; `text` is `source` from `start` to `end`."""

    person: int
    topic: Topic
    source: int | str
    start: int
    end: int
    text: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Statements:
    """Many statements in columns, a row a statement, those of one person side by side and people in order.

    `topics` are indices into TOPICS, `counts` (statements, vocabulary) tells how often each says each word.
    """

    persons: Ints
    topics: Ints
    sources: Sequence[int | str]
    starts: Ints
    texts: Sequence[str]
    vocabulary: tuple[str, ...]
    counts: csr_matrix

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, index: int) -> Statement:
        row = self.counts[index]
        words = tuple(self.vocabulary[word] for word in np.repeat(row.indices, row.data))
        start, text = int(self.starts[index]), self.texts[index]
        topic = TOPICS[self.topics[index]]
        return Statement(int(self.persons[index]), topic, self.sources[index], start, start + len(text), text, words)

    def __iter__(self) -> Iterator[Statement]:
        return (self[index] for index in range(len(self)))

    def take(self, chosen: Ints) -> "Statements":
        """Those at these indices."""
        return Statements(
            self.persons[chosen],
            self.topics[chosen],
            [self.sources[index] for index in chosen.tolist()],
            self.starts[chosen],
            [self.texts[index] for index in chosen.tolist()],
            self.vocabulary,
            self.counts[chosen],
        )


def in_columns(statements: Iterable[Statement], vocabulary: Sequence[str] | None = None) -> Statements:
    """Statements that are given one by one; other words than those of the vocabulary, if there is one, are passed over.

    Without a vocabulary it is all words that occur, sorted.
    """
    rows = list(statements)
    counted = [Counter(row.words) for row in rows]
    if vocabulary is None:
        vocabulary = sorted({word for words in counted for word in words})
    place = {word: number for number, word in enumerate(vocabulary)}
    entries = [sorted((place[word], count) for word, count in words.items() if word in place) for words in counted]
    flat = np.array([entry for row in entries for entry in row], dtype=np.int32).reshape(-1, 2)
    ends = np.cumsum([0, *map(len, entries)])
    return Statements(
        np.array([row.person for row in rows], dtype=np.int64),
        np.array([TOPICS.index(row.topic) for row in rows], dtype=np.int64),
        [row.source for row in rows],
        np.array([row.start for row in rows], dtype=np.int64),
        [row.text for row in rows],
        tuple(vocabulary),
        csr_matrix((flat[:, 1], flat[:, 0], ends), shape=(len(rows), len(vocabulary))),
    )


@dataclass(frozen=True)
class Evidence:
    """People in the order of their ids, what each said and ticked.

    `statements` may be given one by one. `vectors` are their meanings, shape (len(statements), d), or None without an
    encoder. `closed` holds for each question one value a person, None where there is no answer. Where statements are
    whole answers, `read` parts one into sentences.
    """

    people: Sequence[str]
    statements: Statements
    vectors: npt.NDArray[np.float32] | None
    closed: Mapping[str, Sequence[ClosedValue]]
    read: Callable[[str], Sequence[Sentence]] | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.statements, Statements):
            object.__setattr__(self, "statements", in_columns(self.statements))

    def topics(self) -> list[Topic]:
        """The topics that somebody spoke of."""
        return [TOPICS[number] for number in np.unique(self.statements.topics)]

    def of_topic(self, topic: Topic) -> Ints:
        """Indices of the statements on a topic."""
        return np.flatnonzero(self.statements.topics == TOPICS.index(topic))

    def owners(self) -> Ints:
        """The person of each statement."""
        return self.statements.persons

    def of_people(self, chosen: Ints) -> "Evidence":
        """The same of some people alone; `chosen` are rising indices."""
        place = np.full(len(self.people), -1, dtype=np.int64)
        place[chosen] = np.arange(len(chosen))
        said = np.flatnonzero(place[self.statements.persons] >= 0)
        part = self.statements.take(said)
        return Evidence(
            [self.people[person] for person in chosen.tolist()],
            Statements(place[part.persons], *list(vars(part).values())[1:]),
            None if self.vectors is None else self.vectors[said],
            {question: [values[person] for person in chosen.tolist()] for question, values in self.closed.items()},
            self.read,
        )

    def words_on(self, topic: Topic) -> tuple[csr_matrix, Ints]:
        """Who said which word on a topic, 1 or nothing, shape (those who spoke, vocabulary), and who they are."""
        said = self.of_topic(topic)
        spoke, rows = np.unique(self.statements.persons[said], return_inverse=True)
        by_person = csr_matrix((np.ones(len(said)), (rows, np.arange(len(said)))), shape=(len(spoke), len(said)))
        presence = csr_matrix(by_person @ self.statements.counts[said])
        presence.data = np.ones(len(presence.data))
        return presence, spoke
