"""Options such as `都没用过` that deny what a question asks: whoever chooses one chooses nothing else.

Every wording stands here. They are looked for at the end of questions with several answers, where such options stand; a
question for reasons has few, because `没有时间` is one of its answers.
"""

import re
from collections.abc import Sequence

from workbench.surveys.pasting.headlines import Line

MOST_BEHIND = 2  # options that may stand below one that denies
_ASIDE = re.compile(r"\s*[(（\[【].*$|[，,、；;。.！!：:].*$")
_REASONS = re.compile(r"为什么|为何|原因|理由|顾虑|障碍|困难|问题|不满|不足|缺点|痛点|吐槽|改进|建议")
_NOT = r"(?:没有?|不|未|无|非)"
_SURE = re.compile(
    rf"""
    (?:以上|上述|前面)(?:情况|选项|各项|几项|所有|这些)?(?:全都|都|均|全|皆|一[个项]都)?
        {_NOT}(?!错|止|仅|只|同|够).{{0,10}}
    | (?:没有?|不是|不属于|不符合|无|非)(?:以上|上述).{{0,10}}
    | (?:我|暂时|暂|目前|现在|完全|基本上?|几乎|还|尚|全|都|均|什么都|一[个款种项样]都){{0,4}}
        (?:没有|没|无)(?:过|任何.{{1,8}}|这些.{{0,6}})?
    | (?:都|均)?(?:不适用|不符合)
    | none(?:\ of\ (?:the\ above|these|them|the\ listed))? | never | not\ applicable | n/?a
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LIKELY = re.compile(
    rf"""
    .{{0,5}}(?:都|均|也)(?:还|从|从来|完全|根本)?{_NOT}(?!错|同|少|一样|一定|得不|能不|所谓|问题).{{0,10}}
    | 从来?(?:没有?|不|未).{{0,10}} | 不(?:方便|愿意?|参加|打算)(?!回答|透露|说).{{0,8}}
    | (?:没有?|未曾?|不曾|尚未|还没有?|从没).{{1,6}}过.{{0,6}}
    """,
    re.VERBOSE,
)
_ECHO = re.compile(rf"(?:我|平时|目前|暂时|完全|基本){{0,3}}{_NOT}(?P<what>.{{1,8}})")
_BEHIND = re.compile(
    r"其[他它].*|不(?:太)?(?:知道|清楚|了解|确定|记得|好说|一定).*|(?:记|说|分)不清.*|不(?:愿|便|想|方便)(?:意)?(?:回答|透露|说).*|拒答|保密"
)


def denial_among(title: str, items: Sequence[Line]) -> Line | None:
    """The option that denies a question under this title: the last one, or right above `其他` and `不知道`."""
    for item in list(reversed(items))[: MOST_BEHIND + 1]:
        if len(items) > 1 and denies(title, item.text):
            return item
        if not _BEHIND.fullmatch(item.text):
            return None
    return None


def denies(title: str, option: str) -> bool:
    """Whether an option takes all others back.

    >>> denies("用过哪些？", "都没用过"), denies("玩哪些游戏？", "不玩游戏"), denies("为什么不玩了？", "没有时间")
    (True, True, False)
    """
    text = _ASIDE.sub("", option)
    if _SURE.fullmatch(text):
        return True
    if _REASONS.search(title):
        return False
    echo = _ECHO.fullmatch(text)
    return bool(_LIKELY.fullmatch(text) or (echo and set(echo["what"]) <= set(title)))
