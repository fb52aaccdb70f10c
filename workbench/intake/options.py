"""Columns of a file to answers of a question: option columns joined, joined cells split, own texts set apart.

A multiple choice comes in three shapes: one cell with its choices side by side (问卷星 by text), a column of 0 and 1
for each option (by number), a column for each option that repeats its text where it was chosen (腾讯问卷).
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from workbench.intake.layouts import bare_title
from workbench.records.tables import ColumnKind

Answer = str | list[str]

_MISSING = {"", "(空)", "（空）", "(跳过)", "（跳过）"}
_CODED_MISSING = re.compile(r"-\d")
_QUESTION_NUMBER = re.compile(r"^(?:第(\d{1,3})题|[Qq]?(\d{1,3})\s*[、.．:：_])")
_OWN_TEXT = re.compile(r"(?<=[^┋→])〖([^〖〗]*)〗(?=[┋→]|$)")
_LONGEST_OPTION = 30
SEPARATORS = "┋→;；|、,，"
_CHOSEN = {"1", "是", "√", "✓", "TRUE", "选中"}


@dataclass
class Series:
    """One question while it is put together: `answers[i]` belongs to row i of the table, '' means not answered."""

    header: str
    positions: list[int]
    answers: list[Answer]
    kind: ColumnKind | None = None
    choices: list[str] = field(default_factory=list)
    group: str | None = None


def blank_missing(answers: list[str], coded: bool) -> list[Answer]:
    """Answers with '' for what was skipped; with `coded`, so are the negative numbers of exports by number."""
    return ["" if text in _MISSING or (coded and _CODED_MISSING.fullmatch(text)) else text for text in answers]


def join_options(columns: list[Series]) -> Iterator[Series]:
    """Neighbours that are options of one question become one multiple choice or ranking; the rest stays as it is."""
    for number, run in groupby(columns, key=lambda column: _question_number(column.header)):
        members = list(run)
        if number is None or len(members) == 1:
            yield from members
        else:
            yield from _joined(members)


def _question_number(header: str) -> str | None:
    match = _QUESTION_NUMBER.match(header)
    return (match[1] or match[2]) if match else None


def _joined(members: list[Series]) -> Iterator[Series]:
    """The members that only say chosen or not as one series, then those that say more (own texts, matrix rows)."""
    stem, options = split_headers([member.header for member in members])
    for member in members:
        member.group = stem
    if _are_ranks(members):
        yield _ranking(stem, members, options)
        return
    marks = {index for index, member in enumerate(members) if _only_marks(member, options[index])}
    chosen = [(members[index], options[index]) for index in sorted(marks)]
    if len(chosen) > 1 and any(map(_is_chosen, (answer for member, _ in chosen for answer in member.answers))):
        yield _multiple(stem, chosen)
        yield from (member for index, member in enumerate(members) if index not in marks)
    else:
        yield from members


def _is_chosen(answer: Answer) -> bool:
    return answer not in ("", "0")


def _only_marks(member: Series, option: str) -> bool:
    """Whether an option's column says nothing but chosen (1, a tick, the option's own text) or not (0, nothing)."""
    return set(map(str, member.answers)) <= {"", "0", option, option.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ.、 "), *_CHOSEN}


def _multiple(stem: str, chosen: list[tuple[Series, str]]) -> Series:
    options = [option for _, option in chosen]
    answers: list[Answer] = [
        [option for option, answer in zip(options, row, strict=True) if _is_chosen(answer)] or ""
        for row in zip(*(member.answers for member, _ in chosen), strict=True)
    ]
    positions = [position for member, _ in chosen for position in member.positions]
    return Series(stem, positions, answers, ColumnKind.MULTIPLE, options)


def _are_ranks(members: list[Series]) -> bool:
    """Whether every row's numbers are 1, 2, 3 … in some order, each once, and some row has at least two."""
    longest = 0
    for row in zip(*(member.answers for member in members), strict=True):
        ranks = sorted(int(answer) for answer in row if isinstance(answer, str) and answer.isdecimal())
        if len(ranks) != sum(map(bool, row)) or ranks != list(range(1, len(ranks) + 1)):
            return False
        longest = max(longest, len(ranks))
    return longest > 1


def _ranking(stem: str, members: list[Series], options: list[str]) -> Series:
    answers: list[Answer] = []
    for row in zip(*(member.answers for member in members), strict=True):
        ranked = sorted((int(str(answer)), option) for answer, option in zip(row, options, strict=True) if answer)
        answers.append([option for _, option in ranked] or "")
    positions = [position for member in members for position in member.positions]
    return Series(stem, positions, answers, ColumnKind.RANKING, options)


def split_headers(headers: list[str]) -> tuple[str, list[str]]:
    """The question that headers share and what each adds in brackets or after a colon.

    >>> split_headers(["第8题(财经)", "第8题(ACG文化(动漫、游戏等))"])
    ('第8题', ['财经', 'ACG文化(动漫、游戏等)'])
    >>> split_headers(["2.用过哪些？:A.微信", "2.用过哪些？:A.QQ"])
    ('2.用过哪些？', ['A.微信', 'A.QQ'])
    """
    opened = [_opening_bracket(header) for header in headers]
    if all(opened) and len({header[:at] for header, at in zip(headers, opened, strict=True)}) == 1:
        return headers[0][: opened[0]].strip(), [
            header[at + 1 : -1] for header, at in zip(headers, opened, strict=True)
        ]
    shared = _shared_start(headers)
    cut = max((shared.rfind(separator) for separator in ":：_-—"), default=-1)
    if cut < 0:
        return headers[0], headers
    return headers[0][:cut].strip(), [header[cut + 1 :].strip() for header in headers]


def _opening_bracket(header: str) -> int:
    """Where the bracket opens that the last character closes; 0 if none does."""
    depth = 0
    for at in range(len(header) - 1, 0, -1):
        depth += (header[at] in ")）") - (header[at] in "(（")
        if depth == 0:
            return at if header[at] in "(（" else 0
    return 0


def _shared_start(headers: list[str]) -> str:
    first, last = min(headers), max(headers)
    length = next(
        (at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last))
    )
    return first[:length]


def own_texts_apart(series: Series) -> Series | None:
    """Take `〖…〗`, what respondents wrote beside an option, out of the cells; those texts as a series, if any.

    A column in which such brackets stand anywhere but behind a short option holds sentences and is left alone.
    """
    if not any("〖" in answer for answer in series.answers):
        return None
    options: list[Answer] = [_OWN_TEXT.sub("", str(answer)) for answer in series.answers]
    for answer, option in zip(series.answers, options, strict=True):
        if answer != option and ("〖" in option or max(map(len, re.split("[┋→]", str(option)))) > _LONGEST_OPTION):
            return None
    texts: list[Answer] = ["；".join(filter(None, _OWN_TEXT.findall(str(answer)))) for answer in series.answers]
    series.answers = options
    if not any(texts):
        return None
    return Series(f"{bare_title(series.header)}〖自填〗", series.positions, texts, ColumnKind.OPEN, group=series.group)


def split_joined(series: Series) -> None:
    """Turn cells such as `运动┋阅读` into lists where a separator is found; the series becomes a multiple choice."""
    if separator := find_separator(Counter(str(answer) for answer in series.answers if answer)):
        series.answers = [split_cell(str(answer), separator) if answer else "" for answer in series.answers]
        series.kind = ColumnKind.RANKING if separator == "→" else ColumnKind.MULTIPLE
        series.choices = list(dict.fromkeys(choice for answer in series.answers for choice in answer))


def split_cell(text: str, separator: str) -> list[str]:
    """The choices in one cell, in their order, without empty ones."""
    return [part for part in map(str.strip, text.split(separator)) if part]


def find_separator(answers: Counter[str]) -> str | None:
    """The character between choices in counted answers, or None for single choices and sentences.

    ┋ is used for nothing else. Any other must be in a tenth of the answers and lead to fewer, short parts that come
    again and again but never twice in one answer: commas in sentences and in `3,000-5,000 元` do none of this.
    """
    if any("┋" in answer for answer in answers):
        return "┋"
    return next((separator for separator in SEPARATORS[1:] if _separates(separator, answers)), None)


def _separates(separator: str, answers: Counter[str]) -> bool:
    joined = sum(count for answer, count in answers.items() if separator in answer)
    if joined < max(2, answers.total() / 10):
        return False
    parts: Counter[str] = Counter()
    for answer, count in answers.items():
        split = split_cell(answer, separator)
        if len(set(split)) < len(split):
            return False
        parts.update(dict.fromkeys(split, count))
    repeated = sum(count for count in parts.values() if count > 1)
    return (
        0 < len(parts) <= min(40, len(answers))
        and max(map(len, parts)) <= _LONGEST_OPTION
        and repeated >= 0.95 * parts.total()
    )
