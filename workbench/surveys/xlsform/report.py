"""What a reader of a spreadsheet says about its rows."""

from collections.abc import Mapping

from workbench.errors import Message
from workbench.records import Problem


class Report:
    """Collects sentences by the row of the sheet `survey` on which a question stands."""

    def __init__(self, rows: Mapping[str, int]) -> None:
        self.rows = rows
        self.left_out: list[Problem] = []
        self.changed: list[Problem] = []

    def lose(self, name: str, sentence: str, found: object = "", /, **values: object) -> None:
        """Something of a question is not in the form."""
        self.left_out.append(self._problem(name, sentence, found, values))

    def note(self, name: str, sentence: str, found: object = "", /, **values: object) -> None:
        """Something is in the form in another way."""
        self.changed.append(self._problem(name, sentence, found, values))

    def _problem(self, name: str, sentence: str, found: object, values: dict[str, object]) -> Problem:
        row = self.rows.get(name)
        return Problem(row=row, column=name, expected=Message(sentence, values), found=str(found))
