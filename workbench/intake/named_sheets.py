"""Several sheets of a workbook by their names, as rows of texts: for files whose sheets belong together."""

from collections.abc import Sequence

from workbench.errors import N_, UnreadableFile
from workbench.intake.findings import Findings
from workbench.intake.grid import Grid
from workbench.intake.signatures import OLE, ZIP, refuse_documents, refuse_other_kinds
from workbench.intake.workbook import read_workbook

Rows = list[tuple[int, list[str]]]


def read_sheets(data: bytes, name: str, wanted: Sequence[str]) -> dict[str, Rows]:
    """The rows of those wanted sheets that the workbook has, each with its number from 1; blank rows are left out.

    Names are compared without regard to capitals. Raises UnreadableFile and TooLarge as `read_table` does, under the
    same limits of memory and time.
    """
    advice = N_("请上传 .xlsx 格式的表。")
    refuse_other_kinds(data, name, advice)
    if not data.startswith((ZIP, OLE)):
        raise UnreadableFile(N_("“%(name)s”不是 Excel 表。"), advice, name=name)
    refuse_documents(data, name, advice)
    first = _read(data, name, None)
    titles = {title.strip().lower(): title for title in first.sheets}
    found: dict[str, Rows] = {}
    for sheet in wanted:
        if title := titles.get(sheet):
            grid = first if title == first.sheet else _read(data, name, title)
            found[sheet] = list(zip(grid.numbers, grid.rows, strict=True))
    return found


def _read(data: bytes, name: str, sheet: str | None) -> Grid:
    grid = Grid(name)
    read_workbook(data, sheet, grid, Findings())
    return grid
