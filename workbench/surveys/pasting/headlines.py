"""A line that begins a question: its number, its words, and what the brackets at its end say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from workbench.surveys.pasting.tags import (
    KINDS,
    LONGEST_TAG,
    OPTIONAL,
    REQUIRED,
    SETTINGS,
    SWITCH,
    Kind,
    kind_of,
)

MOST_GROUPS = 8
_NUMBER = re.compile(
    r"(?P<star>[*＊])?\s*(?:(?P<open>[(（])\s*)?(?:第\s*)?Q?(?P<number>\d{1,3})\s*"
    r"(?(open)[)）](?!\d)|(?:题\s*[.．、:：]?|[.．、:：)）](?!\d)))\s*"
)
_STAR = re.compile(r"[*＊]\s*(?=\S)")
_STAR_AFTER = re.compile(r"(?<=[\]】)）］?？:：])\s*[*＊](?=\s|$)")
_SECTION = re.compile(r"第\s*[一二三四五六七八九十0-9]{1,3}\s*(?:部分|模块|章|节)")
_OPEN, _CLOSE = "[【(（［", "]】)）］"
_LAST = re.compile(rf"(?P<left>[{re.escape(_OPEN)}])(?P<inside>[^{re.escape(_OPEN + _CLOSE)}]*)[{re.escape(_CLOSE)}]$")
_ANYWHERE = re.compile(rf"[\[【［]\s*(?P<inside>[^{re.escape(_OPEN + _CLOSE)}]{{1,12}})\s*[\]】］]")
_PARTED = re.compile(r"\s*[,，、;；]\s*|\s+")
_PAGE = re.compile(r"[=＝—\-]{2,}\s*(?:分页|分页栏|分页符)\s*[=＝—\-]{2,}|[\[【［](?:分页|分页栏|分页符)[\]】］]")


@dataclass(frozen=True)
class Line:
    """A line of the text, counted from 1, clean of what cannot be seen."""

    number: int
    text: str


@dataclass(frozen=True)
class Headline:
    """The first line of a question.

    `tag` is the kind's mark as it is written; one in round brackets may as well be an option's, so it is not `sure`.
    `required` is None where nothing is said; a star says it as printed questionnaires do. `settings` are marks that a
    form has no place for. `bracketed`: the number stands in brackets, as those of options do.
    """

    line: Line
    title: str
    number: int | None = None
    tag: str = ""
    sure: bool = False
    required: bool | None = None
    description: str = ""
    settings: tuple[str, ...] = ()
    starred: bool = False
    bracketed: bool = False

    @property
    def kind(self) -> Kind | None:
        """What the mark says; None for one that nobody knows."""
        return kind_of(self.tag)


@dataclass(frozen=True)
class _Group:
    """A pair of brackets at the end of a line, from the right."""

    inside: str
    square: bool
    before: str

    @property
    def is_kind(self) -> bool:
        return self.inside.upper() in KINDS or (self.square and kind_of(self.inside) is not None)

    @property
    def is_unknown_kind(self) -> bool:
        """Whether it is written as a kind's mark is, of a kind that there is not."""
        return self.square and 1 < len(self.inside) <= LONGEST_TAG and self.inside.endswith("题")

    @property
    def is_sure(self) -> bool:
        return self.is_kind and (self.square or self.inside.endswith("题"))

    @property
    def is_setting(self) -> bool:
        return self.square and (self.inside.startswith(SETTINGS) or SWITCH.fullmatch(self.inside) is not None)


def is_page_break(text: str) -> bool:
    """Whether a line separates pages: `=== 分页 ===`."""
    return _PAGE.fullmatch(text) is not None


def read_headline(line: Line) -> Headline:
    """What a line says if it begins a question; whether it does is for `layout` to say.

    >>> read_headline(Line(1, "3. 常用哪些？[多选题]（选填）"))
    Headline(line=Line(number=1, text='3. 常用哪些？[多选题]（选填）'), title='常用哪些？', number=3, tag='多选题', sure=True, required=False, description='', settings=(), starred=False, bracketed=False)
    """  # noqa: E501
    numbered = _NUMBER.match(line.text)
    rest = line.text[numbered.end() :] if numbered else line.text
    unstarred = _STAR_AFTER.sub("", rest)
    headline = _marked(Headline(line, unstarred, int(numbered["number"]) if numbered else None))
    if numbered and numbered["open"]:
        headline = replace(headline, bracketed=True)
    leading = bool(numbered["star"]) if numbered else _STAR.match(headline.title) is not None
    if not leading and unstarred == rest:
        return headline
    title = headline.title if numbered else _STAR.sub("", headline.title, count=1)
    return replace(headline, title=title, starred=True, required=headline.required is not False)


def is_section(text: str) -> bool:
    """Whether a line heads a part of the questionnaire: `第二部分 基本信息`."""
    return _SECTION.match(text) is not None


def _marked(headline: Headline) -> Headline:
    """With what the brackets say. Those right of a mark that say nothing known are the question's description."""
    groups = list(islice(_groups(headline.title), MOST_GROUPS))
    kind = (
        next((one for one in groups if one.is_sure), None)
        or next((one for one in groups if one.is_kind), None)
        or next((one for one in groups if one.is_unknown_kind), None)
    )
    marks = [one for one in groups if one is kind or one.inside in REQUIRED | OPTIONAL or one.is_setting]
    if not marks:
        return _marked_within(headline)
    taken = groups[: groups.index(marks[-1]) + 1]
    if kind is not None:
        headline = replace(headline, tag=kind.inside, sure=kind.is_sure)
    for group in reversed(taken):
        headline = headline if group is kind else _said(headline, group)
    return replace(headline, title=taken[-1].before.strip())


def _groups(text: str) -> Iterator[_Group]:
    text = text.rstrip()
    while found := _LAST.search(text):
        text, square = text[: found.start()].rstrip(), found["left"] in "[【［"
        parts = _PARTED.split(found["inside"].strip())
        whole = not any(part.upper() in KINDS for part in parts)
        for part in [found["inside"].strip()] if whole else reversed(parts):
            yield _Group(part, square, text)


def _said(headline: Headline, group: _Group) -> Headline:
    if group.inside in REQUIRED | OPTIONAL:
        return replace(headline, required=group.inside in REQUIRED)
    if group.is_setting:
        return replace(headline, settings=(*headline.settings, group.inside))
    words = " ".join(part for part in (headline.description, group.inside) if part)
    return replace(headline, description=words)


def _marked_within(headline: Headline) -> Headline:
    """`【单选题】你的性别`: a mark before the words, or with a description after it that has brackets of its own."""
    for found in _ANYWHERE.finditer(headline.title):
        if found["inside"].upper() in KINDS:
            before, after = headline.title[: found.start()].strip(), headline.title[found.end() :].strip()
            title, description = (before, after) if before else (after, "")
            return replace(headline, title=title, description=description, tag=found["inside"], sure=True)
    return headline
