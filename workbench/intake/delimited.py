"""csv and tsv text to a grid: the delimiter is found, a quotation mark that never closes is survived."""

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from itertools import chain, islice
from secrets import token_hex

from workbench.errors import N_, TooLarge
from workbench.intake.findings import Findings
from workbench.intake.grid import LARGEST_CELL, Grid

_DELIMITERS = ",\t;|"
_NONE = "\x1f"
_LOOKED_AT = 200
_LONGEST_LINE = 4 * LARGEST_CELL


def read_delimited(text: str, grid: Grid, findings: Findings) -> None:
    """Add every record of `text` to `grid`, numbered as a spreadsheet program does: blank ones count."""
    csv.field_size_limit(LARGEST_CELL)
    first_lines = list(islice(_lines(text, grid.name), _LOOKED_AT))
    delimiter = find_delimiter(first_lines, tabs_first=grid.name.lower().endswith(".tsv"))
    width = 0
    for number, cells in enumerate(_records(text, delimiter, grid.name, findings), start=1):
        width = width or len(cells)
        if len(cells) < width and any(cells):
            findings.add(
                N_("这一行只有 %(count)s 格，比第一行少，缺的按没有回答处理。"), {"count": len(cells)}, row=number
            )
        grid.add(number, cells)


def find_delimiter(lines: list[str], tabs_first: bool = False) -> str:
    """The character that splits most records into the same number of cells; one that never occurs for a single column.

    Commas inside sentences do not count: the first or the second record must have the usual number of cells as well.
    """
    best, found = (0.0, 0, False), _NONE
    for delimiter in _DELIMITERS:
        widths = list(_widths(lines, delimiter))
        usual, times = Counter(widths).most_common(1)[0] if widths else (1, 0)
        if usual == 1 or usual not in widths[:2] or times < (0.5 if widths[0] == usual else 0.8) * len(widths):
            continue
        if (score := (round(times / len(widths), 1), usual, tabs_first and delimiter == "\t")) > best:
            best, found = score, delimiter
    return found


def _widths(lines: list[str], delimiter: str) -> Iterator[int]:
    try:
        yield from (len(record) for record in csv.reader(lines, delimiter=delimiter) if record)
    except csv.Error:
        return


def _lines(text: str, name: str) -> Iterator[str]:
    """The lines of a text one by one, with their ends. Raises TooLarge when one is no line of a table."""
    if max(map(len, StringIO(text, newline="")), default=0) > _LONGEST_LINE:
        raise TooLarge(
            N_("“%(name)s”里有一行超过了 %(limit)s 个字。"),
            N_("请检查它是不是答卷表，或分成几个文件后再上传。"),
            name=name,
            limit=_LONGEST_LINE,
        )
    return iter(StringIO(text, newline=""))


def _records(text: str, delimiter: str, name: str, findings: Findings) -> Iterator[list[str]]:
    """All records; from one that swallowed the rest of the file because of a lone quotation mark, line by line."""
    # A last line that no file has: if it does not come back as a record of its own, a quotation was left open.
    end = token_hex()
    reader = csv.reader(chain(_lines(text, name), [end]), delimiter=delimiter)
    number = begins = 0
    with suppress(csv.Error):
        for record in reader:
            if record == [end]:
                return
            if record and record[-1].endswith(end):
                break
            number, begins = number + 1, reader.line_num
            yield record
    rest = islice(_lines(text, name), begins, None)
    first = next(rest, "")
    sentence = N_("有一个引号没有配对：从这一行起，每行文字按一行数据读取。")
    findings.add(sentence, row=number + 1, found=first.rstrip("\r\n"))
    yield from (line.rstrip("\r\n").split(delimiter) for line in chain([first], rest))
