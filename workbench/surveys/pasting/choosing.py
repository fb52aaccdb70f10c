"""Options of a question out of its lines, with the one that may be written in and the one that excludes the others."""

import re
from typing import Any

from workbench.errors import N_
from workbench.surveys.choice_lines import MAX_CHOICES, parse_choices
from workbench.surveys.editing import PLACEHOLDERS
from workbench.surveys.pasting.denials import denial_among
from workbench.surveys.pasting.headlines import Headline, Line
from workbench.surveys.pasting.report import Report
from workbench.surveys.pasting.tags import Kind
from workbench.surveys.pasting.wording import GAP, listed, plain

Json = dict[str, Any]

MOST_RANKED = 20
TYPES = {Kind.SINGLE: "radiogroup", Kind.DROPDOWN: "dropdown", Kind.MULTIPLE: "checkbox", Kind.RANKING: "ranking"}
_INVITES = re.compile(r"[(（\[【]\s*请?(?:注明|填写|说明|补充|写明|列出|输入)[^)）\]】]{0,60}[)）\]】]|〖[^〗]{0,60}〗")
_OTHER = re.compile(r"其[他它]")
_LIMIT = re.compile(r"(?P<which>最多|至多|最少|至少|限)(?:可?选择?)?\s*(?P<number>[0-9]{1,2})\s*[项个种]")
_AROUND_LIMITS = " 请选择，,、；;。*＊"
_BETWEEN = re.compile(r"选择?\s*(?P<least>[0-9]{1,2})\s*[-~～—至到]\s*(?P<most>[0-9]{1,2})\s*[项个种]")


def choose(headline: Headline, kind: Kind, body: list[Line], report: Report) -> Json:
    """Type and options of a closed question."""
    question: Json = {"type": TYPES[kind]}
    items = listed(body)
    if kind is not Kind.RANKING:
        items, other = _without_other(items, report)
        question |= other
    else:
        _tell_gaps(items, report)
    if kind is Kind.MULTIPLE:
        items, nothing = _without_denial(headline.title, items, report)
        question |= nothing | _limits(headline, len(items))
    question["choices"] = values_of(items, report, MOST_RANKED if kind is Kind.RANKING else MAX_CHOICES)
    if not question["choices"] or (kind is Kind.RANKING and len(question["choices"]) < 2):
        report.note(headline.line, N_("没有写选项，或者只有一个；先放了空的，请补上。"))
        question["choices"] += PLACEHOLDERS
    return question


def is_limit(words: str) -> bool:
    """Whether words say how many may be chosen and nothing else: respondents are told that anyhow."""
    return bool(words) and not _BETWEEN.sub("", _LIMIT.sub("", words)).strip(_AROUND_LIMITS)


def values_of(items: list[Line], report: Report, most: int = MAX_CHOICES) -> list[Json]:
    """Options with a value each, as the editor would give them; what is said twice or is too much is reported."""
    texts: dict[str, Line] = {}
    for item in items:
        text = plain(item, item.text, report)
        if text in texts:
            report.lose(item, N_("这一项和第 %(row)s 行一样，只留了一个。"), row=texts[text].number)
        elif len(texts) == most:
            report.lose(item, N_("太多了：这里最多 %(most)s 项。"), most=most)
        elif text:
            texts[text] = item
    return parse_choices("\n".join(texts)) if texts else []


def _is_writable(item: Line) -> bool:
    return bool(GAP.search(item.text) or _INVITES.search(item.text))


def _without_other(items: list[Line], report: Report) -> tuple[list[Line], Json]:
    """The options without the one that asks for words of one's own; a form has room for one such, at the end."""
    writable = [item for item in items if _is_writable(item)]
    if not writable:
        return items, {}
    other = next((item for item in reversed(writable) if _OTHER.match(item.text)), writable[-1])
    if other is not items[-1]:
        report.note(other, N_("可以自己写的选项移到了最后。"))
    kept = [item for item in items if item is not other]
    _tell_gaps(kept, report)
    text = plain(other, GAP.sub("", other.text).rstrip(" :：*＊"), report)
    return kept, {"showOtherItem": True} | ({"otherText": text} if text else {})


def _tell_gaps(items: list[Line], report: Report) -> None:
    for item in items:
        if _is_writable(item):
            report.lose(item, N_("这个选项后面的填空没有带过来：一道题只能有一个可以自己写的选项，排序题没有。"))


def _without_denial(title: str, items: list[Line], report: Report) -> tuple[list[Line], Json]:
    """The options without the one that denies the question, which takes the others back when it is chosen."""
    marked = next((item for item in items if item.number in report.exclusive), None)
    if marked is not None:
        del report.exclusive[marked.number]
    denial = marked or denial_among(title, items)
    if denial is None or not report.excludes(denial):
        return items, {}
    if denial is not items[-1]:
        report.note(denial, N_("排除其他选项的这一项移到了最后。"))
    text = plain(denial, denial.text, report)
    return [item for item in items if item is not denial], {"showNoneItem": True, "noneText": text}


def _limits(headline: Headline, count: int) -> Json:
    """How many of so many options may be chosen, where the words say so and it can be done; the words stay."""
    limits: Json = {}
    for found in _LIMIT.finditer(f"{headline.title} {headline.description}"):
        name = "minSelectedChoices" if found["which"] in ("最少", "至少") else "maxSelectedChoices"
        limits[name] = int(found["number"])
    if both := _BETWEEN.search(f"{headline.title} {headline.description}"):
        limits |= {"minSelectedChoices": int(both["least"]), "maxSelectedChoices": int(both["most"])}
    return limits if limits.get("minSelectedChoices", 0) <= min(count, limits.get("maxSelectedChoices", count)) else {}
