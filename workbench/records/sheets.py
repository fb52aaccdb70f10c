"""Sheets as they leave: named, with headings and rows of cells."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

Cell = str | int | float | bool | date | datetime | None


class Sheet(NamedTuple):
    """A sheet of a workbook: its name, one heading a column, and rows of the same length."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]
