"""From a grid to proposed columns: titles and keys, options joined, kinds and topics guessed, answers in their form."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

from workbench.errors import N_
from workbench.intake.findings import Findings
from workbench.intake.grid import Grid
from workbench.intake.header import Header
from workbench.intake.identities import are_ids
from workbench.intake.kinds import NUMBER_KINDS, as_cells, as_text, guess_kind
from workbench.intake.layouts import bare_title, meta_kind
from workbench.intake.options import Answer, Series, blank_missing, join_options, own_texts_apart, split_joined
from workbench.intake.topics import guess_topic
from workbench.records.tables import Cell, Column, ColumnKind, Layout

_LONGEST_KEY = 120
_SAMPLES = 3
_LONGEST_SAMPLE = 80
_MOST_CHOICES = 200
_LOOKED_AT_FOR_ID = 3
_FEWEST_FOR_ID = 5
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_CLOSED = {ColumnKind.SINGLE, ColumnKind.MULTIPLE, ColumnKind.RANKING, ColumnKind.SCALE}
_QUESTIONS = _CLOSED | {ColumnKind.NUMBER, ColumnKind.OPEN}


@dataclass(frozen=True)
class Answers:
    """A proposed column with its cells, one for each row."""

    column: Column
    cells: list[Cell]


def propose_columns(
    grid: Grid, header: Header, layout: Layout, findings: Findings, places: Collection[int] | None = None
) -> list[Answers]:
    """Every column of the file in exactly one proposed column; own texts beside options get one more.

    With `places` (from 0) the columns there alone.
    """
    coded = layout is Layout.WJX_NUMBER
    rows = grid.rows[header.answers_from :]
    series = []
    for position, title in enumerate(header.titles, start=1):
        if places is not None and position - 1 not in places:
            continue
        answers = [row[position - 1] if position <= len(row) else "" for row in rows]
        kind = meta_kind(bare_title(title))
        series.append(Series(title, [position], list(answers) if kind else blank_missing(answers, coded), kind))
    questions = [part for joined in join_options(series) for part in _split(joined, layout)]
    _choose_id(questions)
    numbers = grid.numbers[header.answers_from :]
    keys = unique_keys([part.header for part in questions])
    return [
        _proposed(part, key, _kind(part, questions, coded), numbers, findings)
        for part, key in zip(questions, keys, strict=True)
    ]


def unique_keys(headers: list[str]) -> list[str]:
    """Keys out of titles alone: numbers of questions may change between exports, a repeated title gets its count.

    >>> unique_keys(["1、年龄", "2、其他", "3、其他[填空题]"])
    ['年龄', '其他', '其他 (2)']
    """
    seen: dict[str, int] = {}
    keys = []
    for title in map(bare_title, headers):
        short = title if len(title) <= _LONGEST_KEY else title[:_LONGEST_KEY] + sha256(title.encode()).hexdigest()[:8]
        seen[short] = seen.get(short, 0) + 1
        keys.append(short if seen[short] == 1 else f"{short} ({seen[short]})")
    return keys


def summarize(column: Column, cells: list[Cell], choices: list[str] | None = None) -> Column:
    """The column with choices, share answered and samples as its cells have them."""
    given = [tuple(cell) if isinstance(cell, list) else cell for cell in cells if cell is not None]
    different: list[Cell] = [list(cell) if isinstance(cell, tuple) else cell for cell in dict.fromkeys(given)]
    texts = list(map(as_text, different[:_SAMPLES]))
    samples = [text if len(text) <= _LONGEST_SAMPLE else text[:_LONGEST_SAMPLE] + "…" for text in texts]
    offered = choices or (_choices(different) if column.kind in _CLOSED else [])
    answered = len(given) / len(cells) if cells else 0.0
    return column.model_copy(update={"choices": offered[:_MOST_CHOICES], "samples": samples, "answered": answered})


def _choices(different: list[Cell]) -> list[str]:
    """Each choice once, in the order of first appearance; numbers by size."""
    said = [choice for cell in different for choice in (cell if isinstance(cell, list) else [as_text(cell)])]
    choices = list(dict.fromkeys(said))
    return sorted(choices, key=float) if all(re.fullmatch(r"-?\d+(\.\d+)?", choice) for choice in choices) else choices


def _cells(answers: list[Answer], kind: ColumnKind) -> list[Cell]:
    """Answers in the form of their kind; lists have theirs already."""
    if any(isinstance(answer, list) for answer in answers):
        return [answer or None for answer in answers]
    return as_cells([str(answer) for answer in answers], kind)


def _split(series: Series, layout: Layout) -> list[Series]:
    """The series with its joined choices split and, unless choices are numbers, its own texts as a second series."""
    own = own_texts_apart(series) if layout is not Layout.WJX_NUMBER and series.kind is None else None
    if series.kind is None:
        split_joined(series)
    return [series] if own is None else [series, own]


def _choose_id(series: list[Series]) -> None:
    """Leave at most one id: the first column so named whose values differ, or an unnamed one that looks like a code."""
    named = [part for part in series if part.kind is ColumnKind.ID]
    chosen = next((part for part in named if are_ids([str(answer) for answer in part.answers])), None)
    if chosen is None:
        chosen = next(filter(_looks_like_code, series[:_LOOKED_AT_FOR_ID]), None)
    for part in named:
        part.kind = ColumnKind.META if chosen else None
    if chosen:
        chosen.kind = ColumnKind.ID


def _looks_like_code(part: Series) -> bool:
    texts = [answer for answer in part.answers if isinstance(answer, str) and _CODE.fullmatch(answer)]
    unique = len(part.answers) == len(texts) == len(set(texts)) >= _FEWEST_FOR_ID
    return unique and part.kind is None and guess_topic(bare_title(part.header)) is None


def _kind(part: Series, questions: list[Series], coded: bool) -> ColumnKind:
    """A series' kind; a row of a matrix that has too few answers to tell is judged by the whole matrix."""
    if not any(part.answers):
        return ColumnKind.EMPTY
    if part.kind:
        return part.kind
    title = bare_title(part.header)
    alone = guess_kind(title, _texts(part), coded)
    if part.group is None or alone is not ColumnKind.OPEN:
        return alone
    matrix = [other for other in questions if other.group == part.group and other.kind is None]
    return guess_kind(title, [text for other in matrix for text in _texts(other)], coded)


def _texts(part: Series) -> list[str]:
    return [str(answer) for answer in part.answers if answer]


def _proposed(part: Series, key: str, kind: ColumnKind, numbers: list[int], findings: Findings) -> Answers:
    title = bare_title(part.header)
    cells = _cells(part.answers, kind)
    if kind in NUMBER_KINDS:
        for number, cell in zip(numbers, cells, strict=True):
            if isinstance(cell, str):
                findings.add(N_("这一列多是数字，这一格不是，已按文字保留。"), row=number, column=title, found=cell)
    column = Column(
        key=key,
        title=title,
        header=part.header,
        kind=kind,
        topic=guess_topic(title) if kind in _QUESTIONS else None,
        group=part.group,
        positions=part.positions,
    )
    return Answers(summarize(column, cells, part.choices), cells)
