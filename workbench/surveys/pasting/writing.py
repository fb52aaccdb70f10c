"""Questions answered in words or numbers: scales, sliders, several short texts, shares of a hundred, yes or no."""

import re
from typing import Any

from workbench.errors import N_
from workbench.surveys.pasting.headlines import Headline, Line
from workbench.surveys.pasting.report import Report
from workbench.surveys.pasting.steps import MOST_STEPS, Steps, read_steps
from workbench.surveys.pasting.wording import GAP, listed, plain, read_range, two_ends

Json = dict[str, Any]

_NO = re.compile(r"[错否不没未无×]")
MOST_ITEMS = 20
_HAN = re.compile("[\u4e00-\u9fff]")
# Told to respondents in the language of the question.
_SUM = {True: N_("各项加起来要等于 100。"), False: "The numbers must add up to 100."}
_EDGE = " ，,；;、。：:（(）)"


def scale(body: list[Line], report: Report) -> Json | None:
    """A rating from `1~5`, or from steps that count up; None for steps that have words of their own."""
    if body and (steps := read_steps(body)):
        return _rating(body, steps, report)
    ranges = [line for line in body if read_range(line.text)]
    if len(ranges) != 1:
        return None if body else {"type": "rating", "rateMin": 1, "rateMax": 5}
    ranged = ranges[0]
    low, high, rest = read_range(ranged.text) or (1, 5, "")
    if high - low >= MOST_STEPS:
        report.note(ranged, N_("量表最多 %(most)s 档，改成了填数字的题，范围不变。"), most=MOST_STEPS)
        return {"type": "text", "inputType": "number", "min": low, "max": high} | _said(body, ranged, rest, report)
    ends = two_ends(rest)
    others = [line for line in body if line is not ranged]
    if ends is None and not rest and len(others) == 1:
        named = read_steps(others)
        ends = (named.low_text, named.high_text) if named else two_ends(others[0].text)
        others = [] if ends else others
    question: Json = {"type": "rating", "rateMin": low, "rateMax": high}
    if ends is None:
        return question | _said(body, ranged, rest, report)
    low_text, high_text = (plain(ranged, end, report) for end in ends)
    described = _said([ranged, *others], ranged, "", report)
    return question | {"minRateDescription": low_text, "maxRateDescription": high_text} | described


def _rating(body: list[Line], steps: Steps, report: Report) -> Json:
    ends = {
        "minRateDescription": plain(body[0], steps.low_text, report),
        "maxRateDescription": plain(body[-1], steps.high_text, report),
    }
    question: Json = {"type": "rating", "rateMin": steps.low, "rateMax": steps.high}
    return question | {name: text for name, text in ends.items() if text}


def slider(body: list[Line], report: Report, headline: Headline) -> Json:
    """A number between two ends: there is no slider."""
    report.note(headline.line, N_("滑动条改成了填数字的题，范围不变。"))
    ranged = next((line for line in body if read_range(line.text)), None)
    if ranged is None:
        return {"type": "text", "inputType": "number", "min": 0, "max": 100} | words(body, report)
    low, high, rest = read_range(ranged.text) or (0, 100, "")
    return {"type": "text", "inputType": "number", "min": low, "max": high} | _said(body, ranged, rest, report)


def yes_or_no(body: list[Line], report: Report) -> Json | None:
    """Two answers, the affirmative one first; None for another number of them."""
    items = listed(body)
    if not items:
        return {"type": "boolean", "labelTrue": N_("对"), "labelFalse": N_("错")}
    if len(items) != 2:
        return None
    if _NO.match(items[0].text) and not _NO.match(items[1].text):
        items.reverse()
        report.note(items[0], N_("肯定的回答放到了前面。"))
    yes, no = (plain(item, item.text, report) for item in items)
    return {"type": "boolean", "labelTrue": yes, "labelFalse": no}


def several(headline: Headline, body: list[Line], report: Report) -> Json:
    """Short texts from the gaps of the words or from lines such as `姓名：____`; `title` is what stays of the words."""
    title, labels = _gaps_of(headline.title)
    lines = [Line(headline.line.number, label) for label in labels]
    lines += [Line(line.number, GAP.sub("", line.text).rstrip(_EDGE)) for line in listed(body)]
    return {"type": "multipletext", "title": title, "items": _items(lines, headline, report)}


def shares(headline: Headline, body: list[Line], report: Report, name: str) -> Json:
    """Numbers that make a hundred together."""
    items = _items([Line(line.number, GAP.sub("", line.text).rstrip(_EDGE)) for line in listed(body)], headline, report)
    total = " + ".join(f"{{{name}.{item['name']}}}" for item in items)
    for item in items:
        item |= {"inputType": "number", "validators": [{"type": "numeric", "minValue": 0, "maxValue": 100}]}
    told = _SUM[_HAN.search(headline.title + "".join(item["title"] for item in items)) is not None]
    check = {"type": "expression", "expression": f"{{{name}}} empty or {total} = 100", "text": told}
    report.note(headline.line, N_("各项加起来不等于 100 就不能提交，题目下面写明了。"))
    return {"type": "multipletext", "items": items, "validators": [check], "description": told}


def words(body: list[Line], report: Report) -> Json:
    """Lines below a question that is answered in words are its description; a gap alone says nothing."""
    texts = [plain(line, line.text, report) for line in body if GAP.sub("", line.text).strip()]
    return {"description": "\n".join(texts)} if texts else {}


def gap_count(text: str) -> int:
    """How many places to write in a text has."""
    return len(GAP.findall(text))


def without_gap(title: str) -> str:
    """`姓名：____` without the place to write in, which stands below the words."""
    return (
        GAP.sub("", title).rstrip(" ：:")
        if gap_count(title) == 1 and title.rstrip(" 。.").endswith(("}", "_", "＿"))
        else title
    )


def _said(body: list[Line], ranged: Line, rest: str, report: Report) -> Json:
    """What else stands beside and below a range."""
    lines = [Line(ranged.number, rest)] * bool(rest.strip(_EDGE)) + [line for line in body if line is not ranged]
    return words(lines, report)


def _gaps_of(title: str) -> tuple[str, list[str]]:
    """`联系方式：姓名{_}，电话{_}` as `联系方式` with `姓名` and `电话`; gaps amid a sentence are counted."""
    parts = GAP.split(title)
    if len(parts) == 1:
        return title, []
    head, colon, first = parts[0].rpartition("：" if "：" in parts[0] else ":")
    labels = [part.strip(_EDGE) for part in [first if colon else parts[0], *parts[1:-1]]]
    if all(labels) and not parts[-1].strip(_EDGE):
        return head.strip() or "、".join(labels), labels
    return title, [N_("第 %(number)s 空") % {"number": number} for number in range(1, len(parts))]


def _items(lines: list[Line], headline: Headline, report: Report) -> list[Json]:
    for line in lines[MOST_ITEMS:]:
        report.lose(line, N_("太多了：这里最多 %(most)s 项。"), most=MOST_ITEMS)
    texts = [text for line in lines[:MOST_ITEMS] if (text := plain(line, line.text, report))]
    if not texts:
        report.note(headline.line, N_("没有写要填的各项，先放了一项，请补上。"))
        texts = [N_("第 1 项")]
    return [{"name": f"item{number}", "title": text} for number, text in enumerate(texts, 1)]
