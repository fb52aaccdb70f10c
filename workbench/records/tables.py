"""Answer tables as they come in: columns with a proposal each, rows with an identity that survives the next export."""

from dataclasses import dataclass
from enum import StrEnum

from workbench.records.base import Record
from workbench.records.evidence import Problem, Topic

Cell = str | float | list[str] | None


class Layout(StrEnum):
    """Whose export a table is; it decides how cells are written."""

    WJX_TEXT = "wjx_text"
    WJX_NUMBER = "wjx_number"
    TENCENT = "tencent"
    PLAIN = "plain"


class ColumnKind(StrEnum):
    """What a column holds. MULTIPLE and RANKING cells are lists; SCALE, NUMBER and DURATION (seconds) are numbers."""

    ID = "id"
    TIME = "time"
    DURATION = "duration"
    SOURCE = "source"
    META = "meta"
    SINGLE = "single"
    MULTIPLE = "multiple"
    RANKING = "ranking"
    SCALE = "scale"
    NUMBER = "number"
    OPEN = "open"
    EMPTY = "empty"


class Column(Record):
    """One question or one fact about the answering.

    `key` follows from the title alone, so the same survey's next export has the same keys. `header` is what the file
    says, `positions` which of its columns (from 1) were joined here, `group` the question that a matrix row belongs to.
    `answered` is a share of the rows, 0 to 1. Kind and topic are proposals.
    """

    key: str
    title: str
    header: str
    kind: ColumnKind
    topic: Topic | None = None
    choices: list[str] = []
    answered: float = 0.0
    samples: list[str] = []
    group: str | None = None
    positions: list[int] = []


@dataclass(frozen=True, slots=True)
class Row:
    """One respondent's line; a plain dataclass, because there may be a hundred thousand.

    `number` counts from 1 as the user's own program shows it. `identity` is the id column's value, or else `content` (a
    hash of what the row says) with the count of its occurrence. `cells` leaves out what was not answered.
    """

    number: int
    identity: str
    content: str
    cells: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class ChosenColumns:
    """A few columns of a table by the names they were asked for, one cell a row, and who each row is.

    `texts` are verbatim but for dirt, `closed` in the form of their kind.
    """

    identities: list[str]
    texts: dict[str, list[str]]
    closed: dict[str, list[Cell]]


class AnswerTable(Record):
    """A whole table with everything that was found wrong in it; nothing in `problems` stopped the reading."""

    name: str
    layout: Layout
    encoding: str | None = None
    sheet: str | None = None
    sheets: list[str] = []
    header_row: int | None = None
    columns: list[Column]
    rows: list[Row]
    problems: list[Problem] = []

    def column(self, key: str) -> Column:
        """The column with this key; KeyError if there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)
