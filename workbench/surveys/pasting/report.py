"""What a reader of a text says about its lines: what was left out, and what was taken in another way than written."""

from collections.abc import Container

from workbench.errors import Message
from workbench.records import Problem
from workbench.records.imported_forms import Denial
from workbench.surveys.pasting.headlines import Line

LONGEST_LINE = 1_000


class Report:
    """Collects sentences by line, in the order of the reading.

    `ordinary` has the keys of options that are not to be taken for denials, whatever they say; `exclusive` the marks
    of options that are denials, whatever they say, by the line.
    """

    def __init__(self, ordinary: Container[str] = ()) -> None:
        self.ordinary = ordinary
        self.left_out: list[Problem] = []
        self.changed: list[Problem] = []
        self.denials: list[Denial] = []
        self.exclusive: dict[int, Line] = {}

    def lose(self, line: Line, sentence: str, found: str | None = None, **values: object) -> None:
        """Something of a line is not in the form: all of it unless `found` says what."""
        self.left_out.append(_problem(line, sentence, found, values))

    def note(self, line: Line, sentence: str, found: str | None = None, **values: object) -> None:
        """A line is in the form, but not word for word or not as it is meant."""
        self.changed.append(_problem(line, sentence, found, values))

    def excludes(self, item: Line) -> bool:
        """Whether an option that says so takes the others back; it is listed either way."""
        denial = Denial(row=item.number, text=item.text)
        denial = denial.model_copy(update={"excludes": denial.key not in self.ordinary})
        self.denials.append(denial)
        return denial.excludes


def _problem(line: Line, sentence: str, found: str | None, values: dict[str, object]) -> Problem:
    return Problem(row=line.number, expected=Message(sentence, values), found=line.text if found is None else found)
