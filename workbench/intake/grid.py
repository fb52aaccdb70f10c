"""A table before anybody knows what its columns mean: rows of clean texts, numbered as the user's program does."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from workbench.errors import N_, TooLarge
from workbench.intake.cleaning import clean

LARGEST_ROWS = 200_000
LARGEST_COLUMNS = 2_000
LARGEST_CELLS = 3_000_000
LARGEST_CELL = 1_000_000
_SHORT = 24
_MOST_KNOWN = 100_000

Merge = tuple[int, int, int, int]


@dataclass
class Grid:
    """Rows without the blank ones; `numbers[i]` is the row number of `rows[i]`, which has no empty cells at its end.

    `merged` are (top, left, bottom, right), rows as numbers and columns from 0. `dirt` says for a column where
    characters were first taken out of a cell, and of how many cells. Rows and cells may be `room` times the usual.
    """

    name: str
    room: int = 1
    encoding: str | None = None
    sheet: str | None = None
    sheets: list[str] = field(default_factory=list)
    merged: list[Merge] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    dirt: dict[int, tuple[int, int]] = field(default_factory=dict)
    _cells: int = 0
    # Closed answers repeat: one object for each keeps a hundred thousand rows small.
    _known: dict[str, str] = field(default_factory=dict)

    def add(self, number: int, cells: Sequence[str]) -> None:
        """Clean one row and keep it unless it is blank. Raises TooLarge at the first limit that is passed."""
        joined = "".join(cells)
        if joined.isprintable():  # then no cell has anything to take out; quicker to see than to search for
            known = self._known.setdefault if len(self._known) < _MOST_KNOWN else self._known.get
            row = [known(text, text) if len(text) <= _SHORT else text for text in map(str.strip, cells)]
        else:
            row = [self._cell(number, column, text) for column, text in enumerate(cells)]
        while row and not row[-1]:
            row.pop()
        if not row:
            return
        self._cells += len(row)
        if len(joined) > LARGEST_CELL or len(row) > LARGEST_COLUMNS or self._is_full():
            self._check(number, row)
        self.rows.append(row)
        self.numbers.append(number)

    def _cell(self, number: int, column: int, text: str) -> str:
        cleaned, removed = clean(text)
        if removed:
            first, cells = self.dirt.get(column, (number, 0))
            self.dirt[column] = (first, cells + 1)
        return cleaned

    def _is_full(self) -> bool:
        return self._cells > self.room * LARGEST_CELLS or len(self.rows) >= self.room * LARGEST_ROWS

    def _check(self, number: int, row: list[str]) -> None:
        longest = max(map(len, row))
        most_rows, most_cells = self.room * LARGEST_ROWS, self.room * LARGEST_CELLS
        limits = (
            (len(self.rows) + 1, most_rows, N_("“%(name)s”超过了 %(limit)s 行的上限。")),
            (len(row), LARGEST_COLUMNS, N_("“%(name)s”第 %(row)s 行超过了 %(limit)s 列的上限。")),
            (self._cells, most_cells, N_("“%(name)s”超过了 %(limit)s 个单元格的上限。")),
            (longest, LARGEST_CELL, N_("“%(name)s”第 %(row)s 行有一格超过了 %(limit)s 个字的上限。")),
        )
        for size, limit, sentence in limits:
            if size > limit:
                advice = N_("请只保留需要的行和列，或分成几个文件后再上传。")
                raise TooLarge(sentence, advice, name=self.name, limit=limit, row=number)
