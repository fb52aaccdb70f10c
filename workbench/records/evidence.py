"""Evidence: what people said or wrote, pieces of it, and what was found wrong on the way in."""

from enum import StrEnum

from workbench.errors import Message
from workbench.records.base import Record


class Topic(StrEnum):
    """What a question, a column or a marked turn speaks of."""

    MOTIVATION = "motivation"
    PAIN_POINT = "pain_point"
    BEHAVIOUR = "behaviour"
    CONTEXT = "context"
    SEGMENT = "segment"
    CONTACT = "contact"


class SpeakerRole(StrEnum):
    """Who speaks in an interview; only participants are quoted."""

    INTERVIEWER = "interviewer"
    PARTICIPANT = "participant"
    OTHER = "other"


class Problem(Record):
    """One thing that was found wrong in an input. `row` counts from 1 as the user's own program shows it."""

    row: int | None = None
    column: str | None = None
    expected: Message
    found: str = ""


class Quote(Record):
    """A piece of an utterance.

    `text` equals the utterance's text from `start` to `end` (code points, half-open), always.
    """

    utterance_id: int
    start: int
    end: int
    text: str
