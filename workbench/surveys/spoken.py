"""A condition in words, for whoever cannot read conditions: `{a} >= 18` is “年龄” ≥ 18."""

from collections.abc import Mapping
from functools import reduce

from workbench.errors import N_, Message
from workbench.surveys.expressions.syntax import Apply, Call, Listing, Literal, Node, Variable, parse_tree

_WORDS = {
    "and": N_("%(left)s，并且 %(right)s"),
    "or": N_("%(left)s，或者 %(right)s"),
    "contains": N_("%(left)s 选了 %(right)s"),
    "notcontains": N_("%(left)s 没有选 %(right)s"),
    "anyof": N_("%(left)s 选了其中之一：%(right)s"),
    "allof": N_("%(left)s 都选了：%(right)s"),
    "noneof": N_("%(left)s 没有选 %(right)s"),
    "empty": N_("%(left)s 空着"),
    "notempty": N_("%(left)s 填了"),
    "!": N_("不是（%(left)s）"),
    ">=": "%(left)s ≥ %(right)s",
    "<=": "%(left)s ≤ %(right)s",
    "!=": "%(left)s ≠ %(right)s",
    "*": "%(left)s × %(right)s",
    "/": "%(left)s ÷ %(right)s",
}
_PLAIN = "%(left)s %(sign)s %(right)s"
_LIST = N_("%(left)s、%(right)s")


def spoken(condition: str, titles: Mapping[str, str], itself: str = "") -> Message:
    """What a condition asks for, questions by their titles; `itself` is the one at which it stands.

    Raises InvalidForm for a condition that cannot be read.

    >>> str(spoken("{age} >= 18 and {nick} notempty", {"age": "年龄", "nick": "称呼"}))
    '“年龄” ≥ 18，并且 “称呼” 填了'
    """
    return _said(parse_tree(condition), titles, itself)


def _said(node: Node, titles: Mapping[str, str], itself: str) -> Message:
    match node:
        case Variable(name):
            return Message(N_("这一题的回答")) if name == itself else _quoted(titles.get(name) or name)
        case Listing(items):
            return _listed([_said(one, titles, itself) for one in items])
        case Call("today", ()):
            return Message(N_("今天"))
        case Call(function, operands):
            given = _listed([_said(one, titles, itself) for one in operands])
            return Message("%(function)s(%(given)s)", {"function": function, "given": given})
        case Apply(operator, operands):
            parts = [_said(one, titles, itself) for one in operands]
            values = {"left": parts[0], "right": parts[-1], "sign": operator}
            return Message(_WORDS.get(operator, _PLAIN), values)
        case Literal(value):
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            return Message("%(value)s", {"value": f"{value:.15g}"}) if is_number else _quoted(str(value))


def _quoted(text: str) -> Message:
    return Message("“%(text)s”", {"text": text})


def _listed(parts: list[Message]) -> Message:
    return reduce(lambda left, right: Message(_LIST, {"left": left, "right": right}), parts or [Message("")])
