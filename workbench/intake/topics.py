"""What a question asks about, guessed from the words of its title; the researcher corrects it."""

import re

from workbench.records import Topic

_WORDS = (
    (
        Topic.CONTACT,
        r"(?:手机|微信|QQ|电话)(?:号码?|[:：]|$)|联系(?!时间|时段)|邮箱|电子邮件|姓名|称呼|昵称|收件|住址",
        r"e-?mail|phone|wechat|contact|nickname",
    ),
    (
        Topic.PAIN_POINT,
        r"痛点|不满|不爽|卸载|弃[坑游用]|放弃|流失|[烦困]|问题是|什么问题|遇到.*问题|槽点|吐槽|讨厌|难受|不喜欢|不好|不足|缺点"
        r"|改进|改善|抱怨|糟糕|失望|麻烦|卡顿|担心|顾虑",
        r"pains?|pain points?|frustrat\w*|dislikes?|problems?",
    ),
    (
        Topic.MOTIVATION,
        r"动机|为什么|为何|原因|吸引|喜欢|为了什么|目的|期待|想要|希望|看重|看中|乐趣|好处|理由",
        r"motiv\w*|why|reasons?|attract\w*",
    ),
    (
        Topic.CONTEXT,
        r"场景|情景|情境|什么时候|什么情况|在哪|地点|场合|跟谁|和谁",
        r"scenes?|scenario|context|where|when",
    ),
    (
        Topic.BEHAVIOUR,
        r"怎么用|如何使用|怎样|经常|多久|频率|频次|习惯|每天|每周|每月|几次|时长|多长时间|玩过|用过|使用|方式|花费|付费|充值",
        r"frequency|usage|how often|habits?|session",
    ),
    (
        Topic.SEGMENT,
        r"年龄|性别|城市|职业|学校|学历|专业|年级|收入|省份|地区|所在地|行业|婚|岗位|身份|机型|设备",
        r"gender|sex|age|city|occupation|job|school|income|education|device",
    ),
)
_PATTERNS = tuple(
    (topic, re.compile(f"{chinese}|(?<![a-z])(?:{english})(?![a-z])", re.IGNORECASE))
    for topic, chinese, english in _WORDS
)


def guess_topic(title: str) -> Topic | None:
    """The first topic one of whose words occurs in the title; complaints come before reasons ("为什么卸载").

    >>> guess_topic("您最近一次为什么卸载一款手游？").value
    'pain_point'
    """
    spaced = title.replace("_", " ")
    return next((topic for topic, pattern in _PATTERNS if pattern.search(spaced)), None)
