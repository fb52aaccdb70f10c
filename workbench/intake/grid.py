"""A table before anybody knows what its columns mean: rows of clean texts, numbered as the user's program does."""

from collections.abc import Iterable
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
    characters were first taken out of a cell, and of how many cells.
    """

    name: str
    encoding: str | None = None
    sheet: str | None = None
    sheets: list[str] = field(default_factory=list)
    merged: list[Merge] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    dirt: dict[int, tuple[int, int]] = field(default_factory=dict)
    _cells: int = 0
    # Closed answers repeat: one cleaned object for each keeps a hundred thousand rows small and quick.
    _known: dict[str, str] = field(default_factory=dict)

    def add(self, number: int, cells: Iterable[str]) -> None:
        """Clean one row and keep it unless it is blank. Raises TooLarge at the first limit that is passed."""
        known = self._known.get
        row = [known(text) or self._cell(number, column, text) if text else "" for column, text in enumerate(cells)]
        while row and not row[-1]:
            row.pop()
        if not row:
            return
        self._cells += len(row)
        self._check(number, row)
        self.rows.append(row)
        self.numbers.append(number)

    def _cell(self, number: int, column: int, text: str) -> str:
        cleaned, removed = clean(text)
        if removed:
            first, cells = self.dirt.get(column, (number, 0))
            self.dirt[column] = (first, cells + 1)
        elif len(text) <= _SHORT and len(self._known) < _MOST_KNOWN:
            self._known[text] = cleaned
        return cleaned

    def _check(self, number: int, row: list[str]) -> None:
        longest = max(map(len, row))
        within = len(row) <= LARGEST_COLUMNS and self._cells <= LARGEST_CELLS and longest <= LARGEST_CELL
        if within and len(self.rows) < LARGEST_ROWS:
            return
        limits = (
            (len(self.rows) + 1, LARGEST_ROWS, N_("“%(name)s”超过了 %(limit)s 行的上限。")),
            (len(row), LARGEST_COLUMNS, N_("“%(name)s”第 %(row)s 行超过了 %(limit)s 列的上限。")),
            (self._cells, LARGEST_CELLS, N_("“%(name)s”超过了 %(limit)s 个单元格的上限。")),
            (longest, LARGEST_CELL, N_("“%(name)s”第 %(row)s 行有一格超过了 %(limit)s 个字的上限。")),
        )
        for size, limit, sentence in limits:
            if size > limit:
                advice = N_("请只保留需要的行和列，或分成几个文件后再上传。")
                raise TooLarge(sentence, advice, name=self.name, limit=limit, row=number)
