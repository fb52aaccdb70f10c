"""Blanks that certainly ask for one number, so that nothing else need be accepted in them."""

import re

_YEARS = re.compile(
    r"几岁|多少(?:周)?岁|[_＿{}]\s*周?岁|(?:年龄|年纪|岁数).{0,6}[（(\[【]\s*(?:单位\s*[:：]?\s*)?周?岁\s*[)）\]】]"
    r"|周岁年龄|年龄.{0,4}周岁"
)
_DIGITS = re.compile(r"[（(\[【]\s*(?:请?(?:只|填|输入|写)+)?\s*(?:一个)?(?:阿拉伯)?(?:数字|整数)(?:即可)?\s*[)）\]】]")
_SEVERAL = re.compile(r"孩|宝宝|父|母|爸|妈|家人|各|分别|每个|段|范围|区间|之间|到几|几岁到|电话|手机|身份证|号码|编号")


def asks_number(*texts: str) -> bool:
    """Whether a title and what stands below it leave no other answer than one number.

    >>> asks_number("你几岁？"), asks_number("年龄（岁）"), asks_number("你的年龄"), asks_number("孩子几岁？")
    (True, True, False, False)
    """
    said = " ".join(texts)
    return bool(_YEARS.search(said) or _DIGITS.search(said)) and not _SEVERAL.search(said)
