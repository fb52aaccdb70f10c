"""Which row names the columns, or none; what the names are."""

import re
from collections import Counter
from dataclasses import dataclass

from workbench.errors import N_
from workbench.intake.findings import Findings
from workbench.intake.grid import Grid

_LOOKED_AT = 200
_LONGEST_TITLE = 2_000
_TITLE_LIKE = re.compile(
    r"^(?:[Qq]?\d{1,3}\s*[、.．:：]\s*\S|第\s*\d+\s*题|[Qq]\d+(?:_\w+)?$)|[?？*]$|[\[【(（][^\[【(（]{1,5}题[\]】)）]$"
    r"|^(?:序号|编号|答[题卷]序号|姓名|性别|年龄|城市|职业|来源(?:详情)?|来自IP|所用时间|答题时长|.{0,6}时间|总分)(?:\(自动\))?$"
    r"|^[A-Za-z]\w*$",
)
_DATA_LIKE = re.compile(r"^[-+]?\d+(?:\.\d+)?%?$|^\d{4}[-/年]\d{1,2}[-/月]\d{1,2}|^1[3-9]\d{9}$|^\S+@\S+\.\w+$")
_SENTENCE = re.compile(r"[，。！；…]")


@dataclass(frozen=True)
class Header:
    """Titles for every column of the grid (one that has no name is '') and the index of the first row of answers."""

    titles: list[str]
    row_number: int | None
    answers_from: int


def find_header(grid: Grid, findings: Findings) -> Header:
    """The first row, or two where cells are merged, unless it reads like an answer. Banners above are noted."""
    first = _after_banner(grid, findings)
    width = max(map(len, grid.rows))
    top = _padded(grid.rows[first], width)
    below = [_padded(row, width) for row in grid.rows[first + 1 : first + 1 + _LOOKED_AT]]
    if not looks_like_titles(top, below):
        findings.add(N_("没有找到表头：各列暂名“第1列”“第2列”……，第一行已作为数据保留。"), row=grid.numbers[first])
        return Header([f"第{position}列" for position in range(1, width + 1)], None, first)
    number = grid.numbers[first]
    titles = _spread(top, number, grid)
    answers_from = first + 1
    if below and _has_parts(number, below[0], grid):
        titles = [_under(title, part) for title, part in zip(titles, below[0], strict=True)]
        answers_from = first + 2
    header = Header(_named(titles, number, findings), number, answers_from)
    _note_shape(grid, header, len(grid.rows[first]), findings)
    return header


def _has_parts(number: int, below: list[str], grid: Grid) -> bool:
    """Whether a title of the header row spans several columns, each with a title of its own in the row below."""
    spans = any(top == number == bottom and left < right for top, left, bottom, right in grid.merged)
    return spans and max(map(len, below)) <= _LONGEST_TITLE


def _note_shape(grid: Grid, header: Header, width: int, findings: Findings) -> None:
    """Note rows that are longer than the header row and cells that are merged among the answers."""
    numbers, rows = grid.numbers[header.answers_from :], grid.rows[header.answers_from :]
    for number, row in zip(numbers, rows, strict=True):
        if len(row) > width:
            extra = {"extra": len(row) - width}
            findings.add(N_("这一行比表头多 %(extra)s 格，多出的放在后面的列里。"), extra, row=number)
    for top, *_ in grid.merged:
        if numbers and top >= numbers[0]:
            findings.add(N_("这里有合并的单元格：内容只算在第一格，其余按没有回答处理。"), row=top)


def _named(titles: list[str], row_number: int, findings: Findings) -> list[str]:
    """Titles with 第N列 for the empty ones; those and the repeated ones are noted."""
    named = [title or f"第{position}列" for position, title in enumerate(titles, start=1)]
    for title in [name for title, name in zip(titles, named, strict=True) if not title]:
        findings.add(N_("这一列没有列名，暂用位置作列名。"), row=row_number, column=title)
    for title, count in Counter(titles).items():
        if title and count > 1:
            findings.add(N_("有 %(count)s 列同名，后面的列加了序号。"), {"count": count}, row=row_number, column=title)
    return named


def looks_like_titles(row: list[str], below: list[list[str]]) -> bool:
    """Whether `row` names columns: it has title words, or neither numbers nor sentences nor what its columns repeat."""
    filled = [cell for cell in row if cell]
    if max(map(len, filled)) > _LONGEST_TITLE:
        return False
    if 2 * sum(bool(_TITLE_LIKE.search(cell)) for cell in filled) > len(filled):
        return not _belongs_to_columns(row, below)
    if any(_DATA_LIKE.match(cell) for cell in filled) or 2 * len(filled) < len(row):
        return False
    sentences = sum(bool(_SENTENCE.search(cell)) for cell in filled)
    return 3 * sentences < len(filled) and not _belongs_to_columns(row, below)


def _belongs_to_columns(row: list[str], below: list[list[str]]) -> bool:
    """Whether a fifth of the cells occur again under themselves, as answers do and titles do not."""
    again = sum(any(other[column] == cell for other in below) for column, cell in enumerate(row) if cell)
    return bool(below) and 5 * again > len([cell for cell in row if cell])


def _after_banner(grid: Grid, findings: Findings) -> int:
    """Index of the first row that is not a lone title above a wider table."""
    first = 0
    while first < min(3, len(grid.rows) - 2):
        widths = [sum(map(bool, row)) for row in grid.rows[first : first + 20]]
        if widths[0] > 1 or sorted(widths)[len(widths) // 2] < 3:
            break
        text = next(filter(None, grid.rows[first]))
        findings.add(N_("表头上方的这一行只有一格，当作表名略过。"), row=grid.numbers[first], found=text)
        first += 1
    return first


def _spread(titles: list[str], number: int, grid: Grid) -> list[str]:
    """Titles with the text of a merged cell in every column that it covers."""
    spread = list(titles)
    for top, left, bottom, right in grid.merged:
        if top <= number <= bottom and left < len(spread):
            spread[left : right + 1] = [spread[left]] * len(spread[left : right + 1])
    return spread


def _under(title: str, part: str) -> str:
    return f"{title}({part})" if title and part and title != part else title or part


def _padded(row: list[str], width: int) -> list[str]:
    return row + [""] * (width - len(row))
