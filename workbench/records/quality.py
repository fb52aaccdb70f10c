"""How carefully somebody answered: what is looked at, what was found, and the score with its reasons."""

from enum import StrEnum
from typing import NamedTuple

from workbench.errors import Message
from workbench.records.base import Record

FULL = 100
DOUBTFUL, POOR = 80, 50  # below the first an answer deserves a look, below the second it is hardly one


class Reason(StrEnum):
    """Why a score is lower than full."""

    TIME = "time"
    STRAIGHT = "straight"
    COPIED = "copied"
    PASTED = "pasted"
    EMPTY = "empty"
    MASHED = "mashed"
    CONTRADICTION = "contradiction"
    DUPLICATE = "duplicate"


class Answering(NamedTuple):
    """What is known of how one person answered.

    `seconds` is None where nobody took the time, `characters` are those of the questions that were answered. `scales`
    are the numbers or options given to questions of the same scale, block by block. `said` are the open answers,
    `empty` how many of them say nothing, `mashed` how many are no words at all; `copies` of them stand nearly the same
    at `alike` other people; `pasted` were pasted. `against` are the titles of questions whose answer contradicts
    itself. `again` other submissions have the same contact.
    """

    seconds: float | None = None
    characters: int = 0
    scales: tuple[tuple[str, ...], ...] = ()
    said: int = 0
    empty: int = 0
    mashed: int = 0
    copies: int = 0
    alike: int = 0
    pasted: int = 0
    against: tuple[str, ...] = ()
    again: int = 0


class Mark(Record):
    """A reason with the points that it costs and the sentence that says why."""

    reason: Reason
    points: int
    told: Message


class Quality(Record):
    """A score from 0 to 100 and what it is made of, the dearest first."""

    score: int = FULL
    marks: tuple[Mark, ...] = ()
