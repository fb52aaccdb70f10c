"""What vendors print into a text about the way through it: jumps, dependencies, options that exclude the others.

These marks stand in brackets or at the end of a line. They are taken out of the lines before anything else is read, so
that no respondent sees them; what becomes of them is for `linking` and `choosing` to say.
"""

import re
from dataclasses import dataclass, field

from workbench.surveys.pasting.headlines import Line

_END = r"(?:[问答全]卷)?的?(?:末尾|结尾|最后|结束页?)|结束(?:作答|答题|[问答]卷|填写|调查|访问)?|提交(?:[问答]卷)?"
_TARGET = rf"(?:第\s*(?P<target>\d{{1,3}})\s*题|Q\s*(?P<code>\d{{1,3}})(?!\d)|(?:{_END}))"
_GO = r"(?:选择?此项|选中|若选)?[请则就直接继续]*(?:跳\s*(?:转|至|到|答)?|转)\s*(?:至|到)?\s*"
_ENDED = r"[请直接]*(?:结束|终止)(?:作答|答题|问卷|答卷|填写|调查|访问)"
_ARROW = r"(?:[→⇒]|[-—=]{1,3}>)\s*"
_JUMPS = (
    re.compile(rf"\s*[(（\[【]\s*(?:{_ARROW})?(?:{_GO}{_TARGET}|{_ENDED})[^()（）\[\]【】]{{0,20}}[)）\]】]"),
    re.compile(rf"(?:^|\s+|(?<=[，,；;。])|\s*{_ARROW}){_GO}{_TARGET}[^()（）\[\]【】?？]{{0,12}}$"),
)
_NEED = re.compile(r"(?:注\s*[:：]\s*)?(?:此题|本题|该题)?(?:设置了)?依赖于?\s*[(（]?\s*第\s*\d")
_TERM = re.compile(
    r"第\s*(?P<number>\d{1,3})\s*题\s*的?\s*(?P<not>(?:未|不|没有?)选(?:中|择)?)?(?:选中|选择|选)?\s*的?\s*"
    r"第?\s*(?P<options>\d{1,3}(?:\s*[;；,，、和或/]\s*第?\s*\d{1,3})*)\s*个?\s*(?:选项|项)"
)
_EXCLUSIVE = re.compile(r"\s*[(（\[【]\s*(?:互斥|排他|独占)(?:选?项)?\s*[)）\]】]")
_OPEN, _CLOSE = "([（【", ")]）】"


@dataclass(frozen=True)
class Jump:
    """From a line to a question by its number, or to the end; `mark` is what was written, with the line's number."""

    mark: Line
    target: int | None


@dataclass(frozen=True)
class Term:
    """Options of a question, both by their place from 1: one of them has to be chosen, or none."""

    number: int
    options: tuple[int, ...]
    chosen: bool


@dataclass(frozen=True)
class Need:
    """On what it depends whether a question is asked; no terms are what could not be read.

    The question is the one in whose lines the line `owner` stands.
    """

    mark: Line
    terms: tuple[Term, ...]
    joined: str
    owner: int


@dataclass
class Route:
    """The marks of a text; `exclusive` has those of options by the line."""

    jumps: list[Jump] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)
    exclusive: dict[int, Line] = field(default_factory=dict)


def take_route(lines: list[Line]) -> tuple[list[Line], Route]:
    """The lines without the marks, and the marks; a line that says nothing else is gone."""
    route = Route()
    kept: list[Line] = []
    for line in lines:
        is_first = not kept or not kept[-1].text
        text = _without_jump(line, _without_need(line, route, is_first=is_first), route)
        if found := _EXCLUSIVE.search(text):
            route.exclusive[line.number] = Line(line.number, found[0].strip())
            text = _cut(text, *found.span())
        if text or not line.text:
            kept.append(Line(line.number, text))
    return kept, route


def _without_jump(line: Line, text: str, route: Route) -> str:
    found = next((one for jump in _JUMPS if (one := jump.search(text))), None)
    if found is None:
        return text
    number = found["target"] or found["code"]
    route.jumps.append(Jump(Line(line.number, found[0].strip()), int(number) if number else None))
    return _cut(text, *found.span())


def _without_need(line: Line, route: Route, *, is_first: bool) -> str:
    """`is_first`: it begins a paragraph, and belongs to what follows unless it says more."""
    text = line.text
    found = _NEED.search(text)
    if found is None:
        return text
    start, end = _span(text, found.start())
    said = text[start:end]
    terms = tuple(
        Term(int(one["number"]), tuple(int(number) for number in re.findall(r"\d+", one["options"])), not one["not"])
        for one in _TERM.finditer(said)
    )
    is_whole = len(terms) == len(re.findall(r"第\s*\d+\s*题", said))
    between = _TERM.sub("", said)
    is_mixed = "或" in between and re.search("且|并", between) is not None
    joined = "or" if "或" in between else "and"
    rest = _cut(text, start, end)
    owner = line.number + 1 if is_first and not rest else line.number
    route.needs.append(Need(Line(line.number, said.strip()), terms if is_whole and not is_mixed else (), joined, owner))
    return rest


def _span(text: str, start: int) -> tuple[int, int]:
    """From a bracket right before `start` to the one that closes it; without one, to a mark or the end of the line."""
    before = text[:start].rstrip()
    if not before or before[-1] not in _OPEN:
        stop = re.compile(r"[\[【*＊]").search(text, start)
        return start, stop.start() if stop else len(text)
    depth = 1
    for place in range(start, len(text)):
        depth += (text[place] in _OPEN) - (text[place] in _CLOSE)
        if depth == 0:
            return len(before) - 1, place + 1
    return len(before) - 1, len(text)


def _cut(text: str, start: int, end: int) -> str:
    return " ".join(part for part in (text[:start].strip(), text[end:].strip()) if part)
