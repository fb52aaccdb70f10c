"""A question as it is written becomes a question of a form; what kind it is follows from its mark or from its lines."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from workbench.errors import N_
from workbench.surveys.pasting.choosing import choose
from workbench.surveys.pasting.headlines import Line
from workbench.surveys.pasting.layout import Block
from workbench.surveys.pasting.matrices import matrix
from workbench.surveys.pasting.report import Report
from workbench.surveys.pasting.tags import CHOOSING, MATRICES, REPLACED, Kind
from workbench.surveys.pasting.wording import GAP, plain
from workbench.surveys.pasting.writing import gap_count, scale, several, shares, slider, without_gap, words, yes_or_no

Json = dict[str, Any]
_MARK = re.compile(r"[\[【［](?P<tag>[^\[\]【】［］]{1,10}题)[\]】］]\s*$")


def element(block: Block, name: str, report: Report, *, required: bool) -> Json | None:
    """The question under a name; None when a form has no place for it, which is reported line by line."""
    headline, kind = block.headline, block.kind or _guess(block, report)
    for setting in headline.settings:
        report.lose(headline.line, N_("题目设置“%(setting)s”没有带过来。"), setting, setting=setting)
    if kind is Kind.REFUSED:
        for line in (headline.line, *block.body):
            report.lose(line, N_("“%(tag)s”没有对应的题型，没有带过来。"), tag=headline.tag)
        return None
    if sentence := REPLACED.get(headline.tag):
        report.note(headline.line, sentence)
    question = _BUILDERS[kind](_Written(block, kind, name, report))
    title = plain(headline.line, question.pop("title", without_gap(headline.title)), report)
    texts = [plain(headline.line, headline.description, report), question.pop("description", "")]
    described = "\n".join(text for text in texts if text)
    if not title:
        report.note(headline.line, N_("没有题干，请补上。"))
    head: Json = {"type": question.pop("type"), "name": name, "title": title}
    if described:
        head["description"] = described
    return head | _asked(head | question, required if headline.required is None else headline.required) | question


def _guess(block: Block, report: Report) -> Kind:
    """Lines below it are options; none mean an answer in words, or short ones where gaps are."""
    line, gaps = block.headline.line, gap_count(block.headline.title)
    if unknown := _MARK.search(block.headline.title):
        report.note(line, N_("不认得题型“%(tag)s”，它还留在题目里。"), tag=unknown["tag"])
    written = bool(block.body) and all(GAP.search(one.text) for one in block.body)
    if gaps > 1 or (written and len(block.body) > 1):
        report.note(line, N_("没有题型标记，按多项填空题读。"))
        return Kind.SEVERAL
    if gaps == 1 or written:
        report.note(line, N_("没有题型标记，按填空题读。"))
        return Kind.LINE
    if not block.body:
        report.note(line, N_("没有题型标记，也没有选项，按简答题读。"))
        return Kind.WORDS
    if "多选" in block.headline.title:
        report.note(line, N_("没有题型标记，题干里有“多选”，按多选题读。"))
        return Kind.MULTIPLE
    report.note(line, N_("没有题型标记，下面有选项，按单选题读。"))
    return Kind.SINGLE


def _asked(question: Json, required: bool) -> Json:
    """Marked as required, each row and part of it too."""
    if not required:
        return {}
    for part in question.get("items", ()):
        part["isRequired"] = True
    for inner in question.get("elements", ()):
        inner.update(_asked(inner, required))
    if question["type"] == "panel":
        return {}
    return {"isRequired": True, "eachRowRequired": True} if question["type"] == "matrix" else {"isRequired": True}


@dataclass(frozen=True)
class _Written:
    """A question as it is written, with what its kind was taken for and the name it gets."""

    block: Block
    kind: Kind
    name: str
    report: Report

    @property
    def body(self) -> list[Line]:
        return self.block.body


def _choice(one: _Written) -> Json:
    return choose(one.block.headline, one.kind, one.body, one.report)


def _matrix(one: _Written) -> Json:
    return matrix(one.block.headline, one.kind, one.body, one.report, one.name)


def _scale(one: _Written) -> Json:
    question = scale(one.body, one.report)
    if question is None:
        one.report.note(one.block.headline.line, N_("各档都有文字，改成了单选题，顺序不变。"))
        return choose(one.block.headline, Kind.SINGLE, one.body, one.report)
    return question


def _nps(one: _Written) -> Json:
    question = scale(one.body, one.report) if one.body else None
    return question or ({"type": "rating", "rateMin": 0, "rateMax": 10} | words(one.body, one.report))


def _yes_or_no(one: _Written) -> Json:
    question = yes_or_no(one.body, one.report)
    if question is None:
        one.report.note(one.block.headline.line, N_("判断题只能有两个回答，改成了单选题。"))
        return choose(one.block.headline, Kind.SINGLE, one.body, one.report)
    return question


def _line(one: _Written) -> Json:
    if gap_count(one.block.headline.title) > 1:
        return _several(one)
    return {"type": "text"} | words(one.body, one.report)


def _several(one: _Written) -> Json:
    return several(one.block.headline, one.body, one.report)


def _long(one: _Written) -> Json:
    return {"type": "comment"} | words(one.body, one.report)


def _date(one: _Written) -> Json:
    return {"type": "text", "inputType": "date"} | words(one.body, one.report)


def _slider(one: _Written) -> Json:
    return slider(one.body, one.report, one.block.headline)


def _shares(one: _Written) -> Json:
    return shares(one.block.headline, one.body, one.report, one.name)


_BUILDERS: dict[Kind, Callable[[_Written], Json]] = {
    **dict.fromkeys(CHOOSING, _choice),
    **dict.fromkeys(MATRICES, _matrix),
    Kind.SCALE: _scale,
    Kind.NPS: _nps,
    Kind.YES_NO: _yes_or_no,
    Kind.LINE: _line,
    Kind.WORDS: _long,
    Kind.DATE: _date,
    Kind.SLIDER: _slider,
    Kind.SEVERAL: _several,
    Kind.SHARES: _shares,
}
