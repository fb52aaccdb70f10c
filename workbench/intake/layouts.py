"""How the survey services write their exports, and which of their columns are not questions."""

import re

from workbench.records.tables import ColumnKind, Layout

_WJX = re.compile(r"^(?:提交答卷时间|所用时间|来源|来源详情|来自IP|总分)$")
_WJX_QUESTION = re.compile(r"^(?:\d{1,3}\s*[、:：.．]|第\d{1,3}题[(（])")
_TENCENT = re.compile(
    r"^(?:开始答题时间|结束答题时间|答题时长|地理位置(?:国家和地区|省|市)|用户类型|用户标识|昵称|自定义字段)$"
)
_NUMBERING = re.compile(r"^(?:[Qq]?\d{1,3}\s*[、.．:：]\s*|第\d{1,3}题[、.．:：]\s*|[*＊]\s*)")
_TYPE_TAG = re.compile(r"\s*(?:[\[【(（][^\[\]【】()（）]{1,5}题[\]】)）]|[*＊]|\((?:自动|必填|选填)\))\s*$")

_META = (
    (
        ColumnKind.ID,
        re.compile(r"^(?:答[题卷]|问卷|受访者|用户|样本)?(?:序号|编号)$|^(?:\w+[_ ]?)?id$|^index$|^uuid$", re.I),
    ),
    (
        ColumnKind.TIME,
        re.compile(
            r"^(?:提交|提交答卷|开始|开始答题|结束|结束答题|填写|作答|创建|更新)?时间$|^\w*(?:submitted|started|created|ended)_?at$|^timestamp$",
            re.I,
        ),
    ),
    (ColumnKind.DURATION, re.compile(r"^(?:所用时间|答题时长|作答时长|填写时长|用时|耗时|duration|seconds)$", re.I)),
    (ColumnKind.SOURCE, re.compile(r"^(?:来源|来源详情|渠道|填写渠道|referrer|source)$", re.I)),
    (
        ColumnKind.META,
        re.compile(
            r"^(?:来自ip|ip(?:地址)?|总分|用户类型|用户标识|昵称|自定义字段|语言|ua|浏览器|操作系统|填写设备|openid|unionid"
            r"|地理位置.{1,5}|.*清洗数据.*|中奖时间|中奖金额|审核状态)$",
            re.I,
        ),
    ),
)


def detect_layout(titles: list[str], first_rows: list[list[str]]) -> Layout:
    """问卷星 has its own meta columns and numbered questions; 腾讯问卷 others; whatever is left is plain.

    A 问卷星 export by number has no words for closed questions: option columns hold 0 and 1, single choices a number.
    """
    if sum(bool(_TENCENT.match(title)) for title in titles) >= 3:
        return Layout.TENCENT
    numbered = [index for index, title in enumerate(titles) if _WJX_QUESTION.match(title)]
    if sum(bool(_WJX.match(title)) for title in titles) < 2 or not numbered:
        return Layout.PLAIN
    cells = [row[index] for row in first_rows for index in numbered if index < len(row) and row[index]]
    numbers = sum(bool(re.fullmatch(r"-?\d{1,3}", cell)) for cell in cells)
    return Layout.WJX_NUMBER if 2 * numbers > len(cells) else Layout.WJX_TEXT


def meta_kind(title: str) -> ColumnKind | None:
    """The kind of a column that no respondent filled in, by its name alone; None for questions."""
    for kind, pattern in _META:
        if pattern.match(title):
            return kind
    return None


def bare_title(header: str) -> str:
    """A question without its number, its type in brackets and the mark of a required one.

    >>> bare_title("3、您为什么打开这款游戏？[填空题]*")
    '您为什么打开这款游戏？'
    """
    title = " ".join(header.split())
    while (shorter := _TYPE_TAG.sub("", _NUMBERING.sub("", title))) not in (title, ""):
        title = shorter
    return title
