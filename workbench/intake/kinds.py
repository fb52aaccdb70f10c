"""What a column holds, guessed from its answers, and its answers in the form of that kind."""

import re
from collections import Counter
from collections.abc import Iterable

from workbench.records.tables import Cell, ColumnKind

_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,9})(?:\.\d+)?")
_DATE = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ T]\d{1,2}:\d{2}.*)?|\d{1,2}-[A-Z][a-z]{2}-\d{4}(?: .*)?")
_SENTENCE = re.compile(r"[，。！？；、…,!?;]")
_SCALE_TITLE = re.compile(
    r"满意|程度|评分|打分|星级|重要|同意|符合|推荐.*可能|可能.*推荐|NPS|\d\s*[-~～至到]\s*\d+\s*分", re.IGNORECASE
)
_DURATION = re.compile(
    r"(?=\d)(?:(?P<hours>\d+)\s*(?:小?时|:|h)\s*)??(?:(?P<minutes>\d+)\s*(?:分钟?|:|m)\s*)?(?:(?P<seconds>\d+(?:\.\d+)?)\s*(?:秒|s)?)?",
    re.IGNORECASE,
)
_CODE_KINDS = {ColumnKind.SINGLE, ColumnKind.ID}
NUMBER_KINDS = {ColumnKind.SCALE, ColumnKind.NUMBER, ColumnKind.DURATION}


def guess_kind(title: str, answers: Iterable[str], coded: bool = False) -> ColumnKind:
    """Kind of a question's column. `answers` are those given, at least one; `coded`: choices are written as numbers.

    Closed answers are few and come again; open ones are sentences or differ from person to person. A town or a school
    has many values too, but short ones without punctuation.
    """
    counts = Counter(answers)
    if _nearly_all(counts, _NUMBER):
        return _kind_of_numbers(title, {float(answer) for answer in counts if _NUMBER.fullmatch(answer)}, coded)
    if _nearly_all(counts, _DATE):
        return ColumnKind.TIME
    return ColumnKind.SINGLE if _are_few(counts) or _are_names(counts) else ColumnKind.OPEN


def _nearly_all(counts: Counter[str], pattern: re.Pattern[str]) -> bool:
    return sum(count for answer, count in counts.items() if pattern.fullmatch(answer)) >= 0.95 * counts.total()


def _kind_of_numbers(title: str, values: set[float], coded: bool) -> ColumnKind:
    whole = all(value.is_integer() for value in values)
    if _SCALE_TITLE.search(title) and max(values) - min(values) <= 10:
        return ColumnKind.SCALE
    if whole and coded and min(values) >= 1 and max(values) <= 50:
        return ColumnKind.SINGLE
    if whole and len(values) <= 2 and max(map(abs, values)) <= 10:
        return ColumnKind.SINGLE
    return ColumnKind.SCALE if whole and min(values) >= -5 and max(values) <= 10 else ColumnKind.NUMBER


def _are_few(counts: Counter[str]) -> bool:
    """Whether the answers look like the options of a question: short, at most fifty, each chosen several times."""
    if max(map(len, counts)) > 40 or len(counts) > 50:
        return False
    times = counts.total() / len(counts)
    if counts.total() < 20:
        return times >= 2 and max(map(len, counts)) <= 15
    return times >= (3 if len(counts) <= 12 else 8)


def _are_names(counts: Counter[str]) -> bool:
    """Whether the answers look like names of places and the like: short, no sentences, most given more than once."""
    total = counts.total()
    lengths = sorted(len(answer) for answer in counts.elements())
    sentences = sum(count for answer, count in counts.items() if _SENTENCE.search(answer))
    again = sum(count for count in counts.values() if count > 1)
    return total >= 20 and lengths[int(0.9 * total)] <= 20 and sentences <= 0.05 * total and again >= 0.6 * total


def as_cells(texts: list[str], kind: ColumnKind) -> list[Cell]:
    """Answers in the form of a kind that is not a list; a number that cannot be read stays the text that it was."""
    if kind is ColumnKind.DURATION:
        return [seconds_of(text) if text else None for text in texts]
    if kind in NUMBER_KINDS:
        return [float(text) if _NUMBER.fullmatch(text) else text or None for text in texts]
    if kind in _CODE_KINDS:
        return [_as_code(text) for text in texts]
    return [text or None for text in texts]


def _as_code(text: str) -> str | None:
    # Other programs turn a column of codes with gaps into 1.0, 2.0; the code is still 1.
    if text.endswith(".0") and _NUMBER.fullmatch(text):
        return text.removesuffix(".0")
    return text or None


def as_text(cell: Cell) -> str:
    """A cell as the text that `as_cells` would read again."""
    if isinstance(cell, list):
        return "┋".join(cell)
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return cell or ""


def seconds_of(text: str) -> float | str:
    """A time span in seconds: `123秒`, `2分3秒`, `00:02:03`, `11`; the text itself if it is none of these."""
    match = _DURATION.fullmatch(text.strip())
    if not match:
        return text
    return float(match["hours"] or 0) * 3600 + float(match["minutes"] or 0) * 60 + float(match["seconds"] or 0)
