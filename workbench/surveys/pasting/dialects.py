"""Whose text it is: signs that only 问卷星 or only 腾讯问卷 writes, counted."""

import re
from collections.abc import Sequence

from workbench.errors import N_, Message
from workbench.records.imported_forms import Dialect
from workbench.surveys.pasting.headlines import Headline, Line, read_headline
from workbench.surveys.pasting.tags import OF_TENCENT, OF_WJX

_REQUIRED_MARK = re.compile(r"[\[【［](?:必答|选答)[\]】］]")
_OPTIONAL_MARK = re.compile(r"[（(](?:选填|必填)[)）]")
_FIELD = re.compile(r"[^:：]{1,40}[:：]\s*[_＿]{2,}")
_ROWS = re.compile(r"[行列][:：]")

# Questions that say nothing about it must be answered in 问卷星, and need not in 腾讯问卷.
REQUIRED_BY_DEFAULT = {Dialect.WJX: True, Dialect.TENCENT: False}


def detect(lines: Sequence[Line]) -> tuple[Dialect, Message]:
    """The dialect with the more signs, and the first of them; 问卷星 where there are none."""
    signs = [sign for line in lines if line.text for sign in _signs(line, read_headline(line))]
    of_tencent = [sign for sign in signs if sign[0] is Dialect.TENCENT]
    is_tencent = len(of_tencent) * 2 > len(signs)
    if not signs:
        return Dialect.WJX, Message(N_("没有看到任何一家特有的写法，按问卷星读。"))
    _, line, mark = of_tencent[0] if is_tencent else next(sign for sign in signs if sign[0] is Dialect.WJX)
    sentence = (
        N_("第 %(row)s 行的“%(mark)s”是腾讯问卷的写法。")
        if is_tencent
        else N_("第 %(row)s 行的“%(mark)s”是问卷星的写法。")
    )
    return (Dialect.TENCENT if is_tencent else Dialect.WJX), Message(sentence, {"row": line.number, "mark": mark})


def required_by_default(lines: Sequence[Line], dialect: Dialect) -> bool:
    """What questions are that say nothing about it; where some bear a star, those that bear none are optional."""
    headlines = [read_headline(line) for line in lines if line.text]
    return REQUIRED_BY_DEFAULT[dialect] and not any(one.starred and (one.sure or one.number) for one in headlines)


def _signs(line: Line, headline: Headline) -> list[tuple[Dialect, Line, str]]:
    found = []
    for pattern, dialect in (
        (_REQUIRED_MARK, Dialect.TENCENT),
        (_FIELD, Dialect.TENCENT),
        (_OPTIONAL_MARK, Dialect.WJX),
        (_ROWS, Dialect.WJX),
    ):
        if mark := pattern.search(line.text):
            found.append((dialect, line, mark[0][:40]))
    if headline.tag in OF_TENCENT:
        found.append((Dialect.TENCENT, line, f"[{headline.tag}]"))
    elif headline.tag in OF_WJX:
        found.append((Dialect.WJX, line, f"[{headline.tag}]"))
    elif headline.sure and headline.number is not None:
        found.append((Dialect.WJX, line, f"{headline.number}. … [{headline.tag}]"))
    return found
