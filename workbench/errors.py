"""What can go wrong for a user; each error is a sentence that says what happened and one that says what to do.

    WorkbenchError
    ├── NotFound            it is not there, or not yours to see
    ├── NotAllowed          you may not do this (signed out, throttled, a link that was used up)
    ├── Conflict            somebody or something was faster: closed, changed, already done
    ├── BadInput            what you sent cannot be taken
    │   ├── UnreadableFile  not a file of this kind, or damaged
    │   ├── TooLarge        over a limit, which the sentence names
    │   ├── InvalidForm     a questionnaire that cannot be published
    │   └── InvalidPlan     an analysis that cannot be run as asked
    └── RenderingFailed     a document could not be made

Sentences are written in Chinese, the interface's first language, and are the keys of the English catalogue: a `Message`
keeps the sentence and its values apart so that the page can translate it. Nothing here knows about HTTP.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


def N_(sentence: str) -> str:
    """Mark a sentence for the catalogue without translating it here."""
    return sentence


@dataclass(frozen=True)
class Message:
    """A sentence with named places, `Message("第 %(row)s 行是空的", {"row": 3})`; `str()` gives the Chinese."""

    sentence: str
    values: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.sentence % self.values if self.values else self.sentence


Tell = Callable[[Message], str]  # says a message in somebody's language; `str` in Chinese


class WorkbenchError(Exception):
    """Base of the family. `what` happened, `advice` to act on, `problems` one by one where there are several."""

    def __init__(self, what: str, advice: str = "", *, problems: Sequence[object] = (), **values: object) -> None:
        self.what = Message(what, values)
        self.advice = Message(advice, values)
        self.problems = list(problems)
        super().__init__(str(self))

    def __str__(self) -> str:
        return " ".join(part for part in (str(self.what), str(self.advice)) if part)


class NotFound(WorkbenchError):
    """It is not there, or not yours to see; the two are not told apart."""


class NotAllowed(WorkbenchError):
    """The person may not do this now."""


class Conflict(WorkbenchError):
    """The thing changed, closed or was done before."""


class BadInput(WorkbenchError):
    """What was sent cannot be taken."""


class UnreadableFile(BadInput):
    """Not a file of this kind, or damaged."""


class TooLarge(BadInput):
    """Over a limit; the sentence names it."""


class InvalidForm(BadInput):
    """A questionnaire that cannot be published; `problems` names the places."""


class InvalidPlan(BadInput):
    """An analysis that cannot be run as asked."""


class RenderingFailed(WorkbenchError):
    """A document could not be made."""
