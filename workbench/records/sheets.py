"""Sheets as they leave: named, with headings and rows of cells."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple, Self


class Share(float):
    """A share from 0 to 1, to count with and to read as a percentage.

    >>> print(Share(0.125), Share(0.125) * 8)
    12% 1.0
    """

    number_format = "0%"

    def __str__(self) -> str:
        return f"{round(100 * self)}%"


class Part(int):
    """A count, to count with and to read with what it is a part of.

    >>> print(Part(3, "/12"), Part(3, " (25%)") + 1)
    3/12 4
    """

    of: str

    def __new__(cls, count: int, of: str) -> Self:
        """`of` is what is read behind the number."""
        part = super().__new__(cls, count)
        part.of = of
        return part

    @property
    def number_format(self) -> str:
        """What is behind the number, in the language of spreadsheets."""
        return f'0"{self.of}"'

    def __str__(self) -> str:
        return f"{int(self)}{self.of}"


Cell = str | int | float | bool | date | datetime | None


class Sheet(NamedTuple):
    """A sheet of a workbook: its name, one heading a column, and rows of the same length."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]
