"""A question with what the researcher confirmed about it, wherever its answers come from."""

from enum import StrEnum

from workbench.records.base import Record
from workbench.records.evidence import Topic


class Kind(StrEnum):
    """What an answer to a question looks like in storage.

    SINGLE is a string, MULTIPLE a list of strings, SCALE and NUMBER a number, DATE an ISO date, OPEN a text that counts
    as an utterance, TEXT a short text that does not (a name, a city), META something about the answering itself.
    """

    SINGLE = "single"
    MULTIPLE = "multiple"
    SCALE = "scale"
    NUMBER = "number"
    DATE = "date"
    OPEN = "open"
    TEXT = "text"
    META = "meta"


class ChoiceFacts(Record):
    """One of the given answers: what is stored and what is shown."""

    value: str
    text: str


class QuestionFacts(Record):
    """A question: `key` is its name in its source, `topic` what it speaks of."""

    key: str
    title: str
    kind: Kind
    topic: Topic | None = None
    choices: list[ChoiceFacts] = []
