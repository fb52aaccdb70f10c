"""Whose text it is: signs that only 问卷星 or only 腾讯问卷 writes, counted; habits decide where these are even.

Both number their questions or leave it, so that a number says nothing.
"""

import re
from collections.abc import Sequence

from workbench.errors import N_, Message
from workbench.records.imported_forms import Dialect
from workbench.surveys.pasting.headlines import Headline, Line, read_headline
from workbench.surveys.pasting.tags import OF_TENCENT, OF_WJX

_REQUIRED_MARK = re.compile(r"[\[【［](?:必答|选答)[\]】］]")
_OPTIONAL_MARK = re.compile(r"[（(](?:选填|必填)[)）]")
_LETTERED = re.compile(r"[A-ZＡ-Ｚ]\s*[.．、]")
_BEHIND_TAG = re.compile(r"[\]】]\s*\([^()]+\)$")
_FIELD = re.compile(r"[^:：]{1,40}[:：]\s*[_＿]{2,}")
_ROWS = re.compile(r"[行列][:：]")

Sign = tuple[Dialect, Line, str]

# Questions that say nothing about it must be answered in 问卷星, and need not in 腾讯问卷.
REQUIRED_BY_DEFAULT = {Dialect.WJX: True, Dialect.TENCENT: False}


def detect(lines: Sequence[Line]) -> tuple[Dialect, Message]:
    """The dialect with the more signs, else with the more habits, and the first of them; 问卷星 where both are even."""
    read = [(line, read_headline(line)) for line in lines if line.text]
    signs = [sign for line, headline in read for sign in _signs(line, headline)]
    habits = [habit for line, headline in read for habit in _habits(line, headline)]
    for found in (signs, habits):
        of_tencent = [sign for sign in found if sign[0] is Dialect.TENCENT]
        of_wjx = [sign for sign in found if sign[0] is Dialect.WJX]
        if len(of_tencent) > len(of_wjx):
            return Dialect.TENCENT, _because(N_("第 %(row)s 行的“%(mark)s”是腾讯问卷的写法。"), of_tencent[0])
        if len(of_wjx) > len(of_tencent):
            return Dialect.WJX, _because(N_("第 %(row)s 行的“%(mark)s”是问卷星的写法。"), of_wjx[0])
    if signs:
        return Dialect.WJX, Message(N_("两家的写法都有，分不出是哪一家的，按问卷星读。"))
    return Dialect.WJX, Message(N_("没有看到任何一家特有的写法，按问卷星读。"))


def required_by_default(lines: Sequence[Line], dialect: Dialect) -> bool:
    """What questions are that say nothing about it: optional where others say that they must be answered.

    `[选答]` comes with `[必答]` in 腾讯问卷, where a question without either is optional.
    """
    read = [(line, read_headline(line)) for line in lines if line.text]
    marked = any(
        (headline.required or _REQUIRED_MARK.search(line.text)) and (headline.sure or headline.number is not None)
        for line, headline in read
    )
    return REQUIRED_BY_DEFAULT[dialect] and not marked


def _because(sentence: str, sign: Sign) -> Message:
    _, line, mark = sign
    return Message(sentence, {"row": line.number, "mark": mark})


def _signs(line: Line, headline: Headline) -> list[Sign]:
    """What only one of the two writes."""
    found = _matching(line, ((_REQUIRED_MARK, Dialect.TENCENT), (_OPTIONAL_MARK, Dialect.WJX), (_ROWS, Dialect.WJX)))
    if headline.tag in OF_TENCENT:
        found.append((Dialect.TENCENT, line, f"[{headline.tag}]"))
    elif headline.tag in OF_WJX:
        found.append((Dialect.WJX, line, f"[{headline.tag}]"))
    return found


def _habits(line: Line, headline: Headline) -> list[Sign]:
    """What one of the two writes more often than the other."""
    found = _matching(line, ((_FIELD, Dialect.TENCENT),))
    if headline.sure:
        found += _matching(line, ((_BEHIND_TAG, Dialect.TENCENT),))
    if headline.sure and headline.number is None:
        found.append((Dialect.TENCENT, line, f"… [{headline.tag}]"))
    elif _LETTERED.match(line.text):
        found.append((Dialect.WJX, line, line.text[:40]))
    return found


def _matching(line: Line, patterns: Sequence[tuple[re.Pattern[str], Dialect]]) -> list[Sign]:
    return [(dialect, line, mark[0][:40]) for pattern, dialect in patterns if (mark := pattern.search(line.text))]
