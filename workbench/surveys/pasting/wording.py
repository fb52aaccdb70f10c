"""Words of a line as a form may hold them: no braces, which would be references, and no longer than it takes."""

import re

from workbench.errors import N_
from workbench.surveys.cleaning import half_width
from workbench.surveys.pasting.headlines import Line
from workbench.surveys.pasting.report import LONGEST_LINE, Report

# A place to write in: `{_}` or three low lines and more.
GAP = re.compile(r"\{_*\}|_{2,}|＿+")
_WIDE = str.maketrans("{}", "｛｝")
_BULLET = re.compile(r"[-*•·●◆▪➢]\s+|[□○◯☐❏]\s*")
_CELLS = re.compile(r"(?:\s+[□○◯☐❏])+$")
_BOX = re.compile(r"[□○◯☐❏]")
_LETTER = re.compile(r"[(（]?(?P<mark>[A-ZＡ-Ｚ])(?:\s*[.．、:：)）]\s*|\s+)(?=\S)")
_DIGIT = re.compile(r"[(（]?(?P<mark>\d{1,2})\s*(?:[.．、)）](?!\d)|[:：])\s*(?=\S)")
_CIRCLED = re.compile(r"(?P<mark>[①-⑳])\s*(?=\S)")
_RANGE = re.compile(
    r"(?P<low>\d{1,4})\s*(?:分|级)?\s*(?:[~～〜\-—–至到…]+|\.{2,})\s*(?P<high>\d{1,4})\s*(?:分|级|星|%)?(?P<rest>.*)"
)
_RANGES_END = re.compile(r"[~～〜]|——|\s-\s|[,，、/|]")


def plain(line: Line, text: str, report: Report, *, most: int = LONGEST_LINE) -> str:
    """`text` of a line for the form."""
    words = GAP.sub("____", text).strip()
    if words.translate(_WIDE) != words:
        report.note(line, N_("花括号在问卷里表示引用答案，已换成全角的｛｝。"))
    if len(words) > most:
        report.lose(line, N_("太长，只带来前 %(most)s 字。"), words[most:], most=most)
    return words.translate(_WIDE)[:most]


def listed(lines: list[Line]) -> list[Line]:
    """Items of a list, one a line, without their bullets, boxes, or `A.`, `1.`, `①` where these are in order."""
    items = [Line(line.number, part) for line in lines for part in _side_by_side(line.text)]
    items = [
        Line(item.number, _BULLET.sub("", item.text, count=1) if _BULLET.match(item.text) else item.text)
        for item in items
    ]
    for mark, first in ((_LETTER, "A"), (_DIGIT, 1), (_CIRCLED, "①")):
        found = [mark.match(item.text) for item in items]
        if _in_order([one["mark"] for one in found if one], first):
            return [
                Line(item.number, item.text[one.end() :] if one else item.text)
                for item, one in zip(items, found, strict=True)
            ]
    return items


def read_range(text: str) -> tuple[int, int, str] | None:
    """`1~5`, `0-10 分（完全不会～一定会）`: the two ends and what else is said.

    >>> read_range("1～5分(很差~很好)"), read_range("18-25 岁"), read_range("5~1")
    ((1, 5, '(很差~很好)'), (18, 25, '岁'), None)
    """
    found = _RANGE.fullmatch(text)
    if found is None or int(found["low"]) >= int(found["high"]):
        return None
    return int(found["low"]), int(found["high"]), found["rest"].strip()


def two_ends(text: str) -> tuple[str, str] | None:
    """What the two ends of a scale mean, from `(很差~很好)`."""
    ends = [part.strip() for part in _RANGES_END.split(text.strip("()（）[]【】 ")) if part.strip()]
    return (ends[0], ends[1]) if len(ends) == 2 else None


def _side_by_side(text: str) -> list[str]:
    """Options that share a line: `□ 是 □ 否`, `A. 是  B. 否`."""
    text = _CELLS.sub("", text)
    if text[:1] in "□○◯☐❏" and len(_BOX.findall(text)) > 1:
        return [part.strip() for part in _BOX.split(text) if part.strip()]
    parts = re.split(r"\s+(?=[A-Z][.．、])", text)
    if len(parts) > 1 and _in_order([part[0] for part in parts], "A"):
        return parts
    return [text]


def _in_order(marks: list[str], first: str | int) -> bool:
    """Whether marks count up by one from the first, and there are two of them or more."""
    if len(marks) < 2:
        return False
    marks = [half_width(mark) for mark in marks] if isinstance(first, int) or first == "A" else marks
    if isinstance(first, int):
        return [int(mark) for mark in marks] == list(range(first, first + len(marks)))
    return [ord(mark) - ord(first) for mark in marks] == list(range(len(marks)))
