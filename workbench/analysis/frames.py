"""The analysis for notebooks: a DataFrame in, DataFrames out.

How text is read and understood is handed in, as `workbench.text` offers it: the analysis itself knows no language.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from numbers import Number
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from workbench.analysis.evidence import Evidence, Statement, in_columns
from workbench.analysis.segmentation import segment
from workbench.analysis.terms import with_terms
from workbench.errors import N_, InvalidPlan
from workbench.records.analysis import ClosedValue, Plan, Segmentation, TableColumns
from workbench.records.text import Lexicon, Sentence

if TYPE_CHECKING:
    from pandas import DataFrame

Read = Callable[[str, Lexicon], Sequence[Sentence]]
Encode = Callable[[Sequence[str]], npt.NDArray[np.float32]]


class Frames(NamedTuple):
    """A segmentation as tables: a row a person, a segment, a key word, a closed answer, a quote."""

    people: "DataFrame"
    segments: "DataFrame"
    terms: "DataFrame"
    profile: "DataFrame"
    quotes: "DataFrame"


def segment_frame(
    frame: "DataFrame", columns: TableColumns, plan: Plan, read: Read, encode: Encode | None = None
) -> Segmentation:
    """The segments of the people of a frame, a row a person.

    `read` parts a text into sentences with their words, `encode` gives what sentences mean, shape (sentences, d);
    without it words alone are compared. Raises InvalidPlan for a column that is not there, for ids that are missing or
    not unique, and for a number of segments that cannot be had.
    """
    ids, rows = _in_order(frame, columns)
    lexicon = Lexicon(words=plan.words, stops=plan.stops, synonyms=plan.synonyms, engine=plan.engine)
    statements = in_columns(_statements(rows, columns, lambda text: read(text, lexicon)))
    vectors = encode(statements.texts) if encode and plan.meaning else None
    closed = {name: [_given(value) for value in rows[name]] for name in columns.closed}
    evidence = Evidence(ids, statements, vectors, closed)
    return with_terms(segment(evidence, plan), evidence, plan.terms)


def as_frames(found: Segmentation) -> Frames:
    """The tables of a segmentation."""
    # Half a second to import, and whoever segments in the terminal has no frame.
    from pandas import DataFrame

    def table(records: list[dict[str, Any]], first: str) -> "DataFrame":
        return DataFrame(records, columns=None if records else [first])

    told = ("number", "size", "share", "stability", "stability_word")
    segments = found.segments
    return Frames(
        table([one._asdict() for one in found.people], "id"),
        table([{name: getattr(one, name) for name in told} for one in segments], "number"),
        table([{"segment": one.number, **term.model_dump()} for one in segments for term in one.terms], "segment"),
        table([{"segment": one.number, **count.model_dump()} for one in segments for count in one.profile], "segment"),
        table([{"segment": one.number, **quote.model_dump()} for one in segments for quote in one.quotes], "segment"),
    )


def _in_order(frame: "DataFrame", columns: TableColumns) -> tuple[list[str], dict[str, list[Any]]]:
    """The ids in order and, in that order, every column that is asked for."""
    named = [columns.id, *columns.motivation, *columns.pain, *columns.text, *columns.closed]
    for name in named:
        if name not in frame.columns:
            raise InvalidPlan(
                N_("表里没有“%(name)s”这一列。"),
                N_("有这些列：%(names)s。"),
                name=name,
                names="、".join(map(str, frame.columns[:40])),
            )
    ids = [_text(value) for value in frame[columns.id].tolist()]
    if not all(ids):
        raise InvalidPlan(N_("有的行没有编号。"), N_("请给每一行一个编号，例如 df.assign(id=range(len(df)))。"))
    if len(set(ids)) < len(ids):
        raise InvalidPlan(N_("有两个人的编号相同。"), N_("请先去掉重复的编号。"))
    order = sorted(range(len(ids)), key=ids.__getitem__)
    cells = {name: frame[name].tolist() for name in named}
    return [ids[row] for row in order], {name: [values[row] for row in order] for name, values in cells.items()}


def _statements(
    rows: dict[str, list[Any]], columns: TableColumns, read: Callable[[str], Sequence[Sentence]]
) -> Iterator[Statement]:
    for person in range(len(rows[columns.id])):
        for name, topic in columns.spoken:
            for one in read(_text(rows[name][person])):
                yield Statement(person, topic, name, one.start, one.end, one.text, one.words)


def _text(value: object) -> str:
    """What a cell says; None, NaN and NaT say nothing."""
    return "" if value is None or str(value) in ("nan", "NaT", "<NA>") else str(value)


def _given(value: Any) -> ClosedValue:
    if isinstance(value, list | tuple | set):
        return [str(one) for one in value] or None
    if isinstance(value, Number) and not isinstance(value, bool):
        number = float(value)  # type: ignore[arg-type]
        return number if math.isfinite(number) else None
    return _text(value) or None
