"""A question as it is written becomes a question of a form; what kind it is follows from its mark or from its lines."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from workbench.errors import N_
from workbench.surveys.pasting.choosing import choose, is_limit
from workbench.surveys.pasting.headlines import Headline, Line
from workbench.surveys.pasting.layout import Block
from workbench.surveys.pasting.leftovers import tell_mark, without_settings
from workbench.surveys.pasting.matrices import matrix
from workbench.surveys.pasting.numbers import asks_number
from workbench.surveys.pasting.report import Report
from workbench.surveys.pasting.steps import read_steps
from workbench.surveys.pasting.tags import CHOOSING, KINDS, MATRICES, REPLACED, Kind
from workbench.surveys.pasting.wording import GAP, plain
from workbench.surveys.pasting.writing import gap_count, scale, several, shares, slider, without_gap, words, yes_or_no

Json = dict[str, Any]


def element(block: Block, name: str, report: Report, *, required: bool) -> Json | None:
    """The question under a name; None when a form has no place for it, which is reported line by line."""
    block.body = without_settings(block.body, report)
    headline, kind = block.headline, block.kind or _guess(block, report)
    tell_mark(headline.line, headline.title, report)
    for setting in headline.settings:
        report.lose(headline.line, N_("题目设置“%(setting)s”没有带过来。"), setting, setting=setting)
    if kind is Kind.REFUSED:
        for line in (headline.line, *block.body):
            report.lose(line, N_("“%(tag)s”没有对应的题型，没有带过来。"), tag=headline.tag)
        return None
    if sentence := REPLACED.get(headline.tag):
        report.note(headline.line, sentence, tag=headline.tag)
    elif headline.kind and headline.tag.upper() not in KINDS:
        report.note(headline.line, N_("没有“%(tag)s”这种题型，照它的后半读。"), tag=headline.tag)
    question = _BUILDERS[kind](_Written(block, kind, name, report))
    title = plain(headline.line, question.pop("title", without_gap(headline.title)), report)
    texts = [_beside(headline, question, report), question.pop("description", "")]
    described = "\n".join(text for text in texts if text)
    if not title:
        report.note(headline.line, N_("没有题干，请补上。"))
    head: Json = {"type": question.pop("type"), "name": name, "title": title}
    if described:
        head["description"] = described
    return head | _asked(head | question, required if headline.required is None else headline.required) | question


def _beside(headline: Headline, question: Json, report: Report) -> str:
    """What stands beside the mark, unless the question has taken it up as its limits."""
    if question.keys() & {"minSelectedChoices", "maxSelectedChoices"} and is_limit(headline.description):
        report.note(headline.line, N_("读成了最少、最多选几项。"), headline.description)
        return ""
    return plain(headline.line, headline.description, report)


def _guess(block: Block, report: Report) -> Kind:
    """Lines below it are options; none mean an answer in words, or short ones where gaps are."""
    line, gaps = block.headline.line, gap_count(block.headline.title)
    if block.headline.tag:
        report.note(line, N_("不认得题型“%(tag)s”，按题目和选项的样子读。"), tag=block.headline.tag)
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
    if (steps := read_steps(block.body)) and steps.low_text and steps.high_text:
        report.note(line, N_("没有题型标记，选项是一串数字，按量表题读。"))
        return Kind.SCALE
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
    return scale(one.body, one.report) or _single(one, N_("各档都有文字，改成了单选题，顺序不变。"))


def _nps(one: _Written) -> Json:
    question = scale(one.body, one.report) if one.body else None
    return question or ({"type": "rating", "rateMin": 0, "rateMax": 10} | words(one.body, one.report))


def _yes_or_no(one: _Written) -> Json:
    return yes_or_no(one.body, one.report) or _single(one, N_("判断题只能有两个回答，改成了单选题。"))


def _single(one: _Written, why: str) -> Json:
    """A single choice, where the lines are more than a question of its own kind can hold."""
    one.report.note(one.block.headline.line, why)
    return choose(one.block.headline, Kind.SINGLE, one.body, one.report)


def _line(one: _Written) -> Json:
    if gap_count(one.block.headline.title) > 1:
        return _several(one)
    question = {"type": "text"} | words(one.body, one.report)
    if not asks_number(one.block.headline.title, one.block.headline.description):
        return question
    one.report.note(one.block.headline.line, N_("问的是一个数，改成了只能填数字的题。"))
    return question | {"inputType": "number"}


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
