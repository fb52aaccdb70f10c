"""Some columns of a table, as many rows as a terminal is given: what analysis needs and nothing else.

Columns that were not asked for are not looked at, and texts are not guessed to be anything else.
"""

from collections.abc import Sequence

from workbench.errors import N_, InvalidPlan
from workbench.intake.columns import propose_columns, unique_keys
from workbench.intake.findings import Findings
from workbench.intake.grid import Grid
from workbench.intake.header import Header, find_header
from workbench.intake.identities import content_hash, identify
from workbench.intake.kinds import as_cells, as_text
from workbench.intake.layouts import bare_title, detect_layout
from workbench.intake.options import blank_missing
from workbench.intake.tables import LOOKED_AT, read_grid
from workbench.records.tables import Cell, ChosenColumns, ColumnKind, Layout

# A person's own file on their own machine: nobody else waits for it.
ROOM = 20
_NAMED = 40


def read_columns(data: bytes, name: str, identity: str, texts: Sequence[str], closed: Sequence[str]) -> ChosenColumns:
    """Columns of csv, tsv, xls or xlsx bytes, asked for by header, title or key; repeated ids are told apart (`7#2`).

    Raises InvalidPlan for a column that the table does not have, UnreadableFile and TooLarge as `read_table` does.
    """
    findings = Findings()
    grid = read_grid(data, name, None, findings, room=ROOM)
    table = _Table(grid, find_header(grid, findings))
    spoken = {one: table.texts(one) for one in texts}
    return ChosenColumns(table.identities(identity, findings), spoken, table.closed(closed))


class _Table:
    """A grid with its header, column by column."""

    def __init__(self, grid: Grid, header: Header) -> None:
        self._grid, self._header = grid, header
        self._rows = grid.rows[header.answers_from :]
        self._layout = detect_layout(header.titles, self._rows[:LOOKED_AT])
        self._names = [
            {title, bare_title(title), key}
            for title, key in zip(header.titles, unique_keys(header.titles), strict=True)
        ]

    def texts(self, name: str) -> list[str]:
        """What a column says, '' where it says nothing; of a question joined from columns, all that was said."""
        place = self._place(name)
        if place is None:
            return [as_text(cell) for cell in self._proposed([name], None)[name]]
        missing = blank_missing(self._column(place), self._layout is Layout.WJX_NUMBER)
        return [str(text) for text in missing]

    def closed(self, names: Sequence[str]) -> dict[str, list[Cell]]:
        """The answers of closed questions in the form of their kinds."""
        places = [self._place(name) for name in names]
        known = [place for place in places if place is not None]
        return self._proposed(names, known if len(known) == len(places) else None) if names else {}

    def identities(self, name: str, findings: Findings) -> list[str]:
        """Who each row is; one without an id is known by all that it says."""
        place = self._place(name)
        cells = self._proposed([name], None)[name] if place is None else as_cells(self._column(place), ColumnKind.ID)
        ids = [as_text(cell) for cell in cells]
        keys = unique_keys(self._header.titles)
        contents = [one or content_hash(keys, row) for one, row in zip(ids, self._rows, strict=True)]
        return identify(contents, ids, self._grid.numbers[self._header.answers_from :], findings)

    def _column(self, place: int) -> list[str]:
        return [row[place] if place < len(row) else "" for row in self._rows]

    def _place(self, name: str) -> int | None:
        return next((place for place, names in enumerate(self._names) if name in names), None)

    def _proposed(self, names: Sequence[str], places: Sequence[int] | None) -> dict[str, list[Cell]]:
        """The cells of questions, put together from the columns at these places or from all."""
        proposed = propose_columns(self._grid, self._header, self._layout, Findings(), places)
        found = {}
        for name in names:
            part = next(
                (one for one in proposed if name in (one.column.header, one.column.title, one.column.key)), None
            )
            if part is None:
                raise InvalidPlan(
                    N_("表里没有“%(name)s”这一列。"),
                    N_("有这些列：%(names)s。"),
                    name=name,
                    names="、".join(map(bare_title, self._header.titles[:_NAMED])),
                )
            found[name] = part.cells
        return found
