"""Segments straight from a table of answers, without a database; the same report as a stored run has."""

import math
from collections.abc import Mapping
from time import perf_counter
from typing import Any

from workbench.errors import N_, InvalidPlan
from workbench.intake import read_columns
from workbench.records.analysis import ClosedValue, Plan, Progress, Segmentation, SegmentQuote, TableColumns
from workbench.records.tables import Cell
from workbench.records.text import Engine
from workbench.text.segmenter import default_engine
from workbench.workflow.segment_people import segment_people, versions_in_use
from workbench.workflow.voices import Voices, voices_in_columns


def segment_file(
    data: bytes, name: str, columns: TableColumns, plan: Plan, progress: Progress | None = None
) -> dict[str, Any]:
    """The report of the segments of a table's respondents, ready for JSON, from a file's bytes.

    Raises InvalidPlan for a column that the table does not have, or when no column says anything; UnreadableFile or
    TooLarge for what is no table.
    """
    start = perf_counter()
    voices = _voices(data, name, columns)
    engine = plan.engine if plan.engine is Engine.JIEBA else default_engine()
    plan = plan.model_copy(update={"columns": columns.model_dump(), "engine": engine})
    found = segment_people(voices, plan, progress)
    return {**report(found, plan.model_dump(mode="json")), "seconds": round(perf_counter() - start, 3)}


def report(found: Segmentation, plan: Mapping[str, Any]) -> dict[str, Any]:
    """A segmentation as other programs read it; segments count from 1, and `none` has nobody assigned."""
    return {
        "n": found.n,
        "k": found.k,
        "verdict": found.verdict.value,
        "reason": str(found.reason),
        "assignments": found.assignments,
        "segments": [
            {
                "segment": one.number,
                "size": one.size,
                "share": one.share,
                "interval": list(one.interval),
                "stability": one.stability,
                "terms": [term.model_dump(mode="json") for term in one.terms],
                "profile": [cell.model_dump(mode="json") for cell in one.profile],
                "quotes": [_quote(quote) for quote in one.quotes],
                "counter_quotes": [_quote(quote) for quote in one.counter_quotes],
                "edge_cases": [_quote(quote) for quote in one.edge_cases],
            }
            for one in found.segments
        ],
        "notes": [str(note) for note in found.notes],
        "plan": dict(plan),
        "versions": versions_in_use(),
    }


def _quote(quote: SegmentQuote) -> dict[str, Any]:
    """A quote by respondent and column; of a counter-quote or an edge case also what it shows."""
    told = quote.model_dump(mode="json", exclude={"person", "source", "topic"})
    return {"id": quote.person, "column": quote.source, **told}


def _voices(data: bytes, name: str, columns: TableColumns) -> Voices:
    """One person a row; a repeated id is told apart by its count (`7#2`), a missing one by what the row says."""
    if not columns.spoken and not columns.closed:
        raise InvalidPlan(
            N_("没有指定任何可以分析的列。"), N_("请用 --motivation、--pain、--text 或 --closed 指定列。")
        )
    read = read_columns(data, name, columns.id, [column for column, _ in columns.spoken], columns.closed)
    return voices_in_columns(
        read.identities,
        [(column, topic, read.texts[column]) for column, topic in columns.spoken],
        {question: [_closed(cell) for cell in cells] for question, cells in read.closed.items()},
    )


def _closed(cell: Cell) -> ClosedValue:
    """A number where it is one, whatever the column was taken for."""
    if not isinstance(cell, str):
        return cell
    try:
        number = float(cell)
    except ValueError:
        return cell
    return number if math.isfinite(number) else None
