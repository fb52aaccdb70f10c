"""The words of a condition: numbers, quoted texts, names in braces, bare words and signs."""

import re
from collections.abc import Iterator
from typing import NamedTuple, NoReturn

from workbench.errors import N_, InvalidForm

MAX_LENGTH = 2_000

_TOKEN = re.compile(
    r"""(?P<blank>[ \t\n\r]+)
      | (?P<number>0x[0-9]+|[0-9]+\.[0-9]+|[1-9][0-9]*|0)
      | (?P<text>'(?:\\['"]|[^'"])*+'|"(?:\\['"]|[^'"])*+")
      | (?P<name>\{[^{}]+\})
      | (?P<word>[A-Za-z_][A-Za-z0-9_]*)
      | (?P<sign>\|\||&&|<=|>=|==|!=|<>|=>|=<|\*=|[-=<>+*/%^!()\[\],])""",
    re.VERBOSE,
)
_FULL_WIDTH = str.maketrans("（）【】｛｝，＝＜＞＋－！‘’“”｜＆　", "()[]{},=<>+-!''''|& ")
# SurveyJS replaces these in the whole text, inside quotes as well; elsewhere they are operators.
REWRITTEN = re.compile(r"=>|=<|<>|equals")


class Token(NamedTuple):
    """A word of the text and where it starts."""

    kind: str
    text: str
    start: int


END = Token("end", "", -1)


def tokens(text: str) -> Iterator[Token]:
    """The tokens without the blanks between. Raises InvalidForm with the place of what belongs to none."""
    if len(text) > MAX_LENGTH:
        raise InvalidForm(N_("条件太长：最多 %(limit)s 个字符。"), N_("请把它拆成几条。"), limit=MAX_LENGTH)
    position = 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        if not found or not found.lastgroup:
            _refuse_character(text, position)
        token = Token(found.lastgroup, found[0], position)
        position = found.end()
        if token.kind in ("text", "name") and REWRITTEN.search(token.text):
            raise InvalidForm(
                N_("第 %(place)s 个字符起：引号和花括号里不能有 =>、=<、<> 或 equals。"),
                N_("SurveyJS 会改写它们，请换一种写法。"),
                place=token.start + 1,
            )
        if token.kind != "blank":
            yield token


def _refuse_character(text: str, position: int) -> NoReturn:
    mark = text[position]
    if mark.translate(_FULL_WIDTH) != mark:
        advice = N_("请改用半角符号 %(half)s。")
    elif mark in "'\"{":
        advice = N_("引号或花括号没有成对，或者文字里还有引号（写成 \\'）。")
    else:
        advice = N_("文字要放在引号里，题目名要放在花括号里。")
    raise InvalidForm(
        N_("第 %(place)s 个字符“%(mark)s”不能识别。"),
        advice,
        place=position + 1,
        mark=mark,
        half=mark.translate(_FULL_WIDTH),
    )
