"""Marks in square brackets at the end of an option or a title that no reading has used up.

Settings that a vendor prints there are taken out; of others, which may be the author's own words, the report tells.
"""

import re

from workbench.errors import N_
from workbench.surveys.pasting.headlines import Line
from workbench.surveys.pasting.report import Report
from workbench.surveys.pasting.tags import SETTINGS, SWITCH

_LAST = re.compile(r"\s*[\[【［]\s*(?P<inside>[^\[\]【】［］]{1,12}?)\s*[\]】］]$")
_INVITES = re.compile(r"请|注明|填写|说明|补充|写明|列出|输入")


def without_settings(lines: list[Line], report: Report) -> list[Line]:
    """Options without the settings behind them, each of which is reported; a line of nothing else is left out."""
    kept = []
    for line in lines:
        text = line.text
        while (found := _LAST.search(text)) and _is_setting(found["inside"]):
            report.lose(line, N_("选项设置“%(setting)s”没有带过来。"), found["inside"], setting=found["inside"])
            text = text[: found.start()]
        if text:
            tell_mark(Line(line.number, text), text, report)
            kept.append(Line(line.number, text))
    return kept


def tell_mark(line: Line, text: str, report: Report) -> None:
    """Report what stands in square brackets at the end of a text, unless it asks for words of one's own."""
    found = _LAST.search(text)
    if found and found.start() and not _INVITES.search(found["inside"]):
        report.note(line, N_("“%(mark)s”留在了文字里，受访者会看到；如果是平台的标记，请删掉。"), mark=found[0].strip())


def _is_setting(inside: str) -> bool:
    return inside.startswith(SETTINGS) or SWITCH.fullmatch(inside) is not None
