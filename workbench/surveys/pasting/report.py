"""What a reader of a text says about its lines: what was left out, and what was taken in another way than written."""

from workbench.errors import Message
from workbench.records import Problem
from workbench.surveys.pasting.headlines import Line

LONGEST_LINE = 1_000


class Report:
    """Collects sentences by line, in the order of the reading."""

    def __init__(self) -> None:
        self.left_out: list[Problem] = []
        self.changed: list[Problem] = []

    def lose(self, line: Line, sentence: str, found: str | None = None, **values: object) -> None:
        """Something of a line is not in the form: all of it unless `found` says what."""
        self.left_out.append(_problem(line, sentence, found, values))

    def note(self, line: Line, sentence: str, found: str | None = None, **values: object) -> None:
        """A line is in the form, but not word for word or not as it is meant."""
        self.changed.append(_problem(line, sentence, found, values))


def _problem(line: Line, sentence: str, found: str | None, values: dict[str, object]) -> Problem:
    return Problem(row=line.number, expected=Message(sentence, values), found=line.text if found is None else found)
