"""The rule that depends on one question alone and that the editor shows as marked options: written, found, read."""

import re
from collections.abc import Sequence
from typing import Any

Json = dict[str, Any]

_ONE = r"(?:'(?:\\['\"]|[^'\"])*'|true|false|-?[0-9]+)"
_VALUE = re.compile(_ONE)
_OWN_RULE = re.compile(
    rf"\{{(?P<name>[^{{}}]+)\}} *(?:=|==|contains|anyof) *(?P<values>{_ONE}|\[ *{_ONE}(?: *, *{_ONE})* *\])"
)


def own_rule(rules: Json, name: str) -> Json | None:
    """The rule of a question that turns away whoever chose one of some options; None when there is none."""
    for rule in rules["screen_out"]:
        asked = _OWN_RULE.fullmatch(rule["if"].strip())
        if asked and asked["name"] == name:
            return rule  # type: ignore[no-any-return]  # a draft is JSON
    return None


def turned_away(rule: Json) -> list[str]:
    r"""The values that an own rule names.

    >>> turned_away({"if": r"{q1} anyof ['never', 'it\'s', true]"}), turned_away({"if": "{q1} = 'no'"})
    (['never', "it's", 'true'], ['no'])
    """
    asked = _OWN_RULE.fullmatch(rule["if"].strip())
    values = _VALUE.findall(asked["values"]) if asked else []
    return [re.sub(r"\\(['\"])", r"\1", value[1:-1]) if value.startswith("'") else value for value in values]


def rule_of(
    question: Json, options: Sequence[tuple[str, str]], outs: Sequence[str], reason: str, former: Json | None
) -> Json | None:
    """The rule that turns away whoever chose one of `outs`; None when no option of the question does."""
    texts = dict(options)
    known = [value for value in texts if value in outs]
    if not known:
        return None
    items = ", ".join(known if question["type"] == "boolean" else [_quoted(value) for value in known])
    return {
        "id": former["id"] if former else f"out_{question['name']}"[:64],
        "if": f"{{{question['name']}}} anyof [{items}]",
        "reason": reason.strip()[:500] or "、".join(texts[value] for value in known)[:500],
    }


def with_rule(rules: Json, former: Json | None, rule: Json | None) -> Json:
    """The rules with one in the place of a former one, or without it."""
    kept = [rule if former and one["id"] == former["id"] else one for one in rules["screen_out"]]
    if former is None:
        kept.append(rule)
    return {**rules, "screen_out": [one for one in kept if one is not None]}


def _quoted(value: str) -> str:
    return "'" + re.sub(r"(['\"])", r"\\\1", value) + "'"
