"""Where a draft asks for a question: the conditions that stand in the way of deleting it."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from workbench.errors import N_, InvalidForm, Message
from workbench.records.form_texts import LocalText
from workbench.surveys.drafts import elements
from workbench.surveys.expressions import parse

Json = dict[str, Any]
_CONDITIONS = ("visibleIf", "enableIf", "requiredIf", "choicesVisibleIf", "choicesEnableIf")
_UNASKED = {"expression": N_("说明文字“%(title)s”"), "panel": N_("题组“%(title)s”")}  # they take no number
_RULES = {
    "screen_out": (N_("不合格的条件“%(name)s”"), "reason"),
    "score": (N_("加分项“%(name)s”"), "reason"),
    "quotas": (N_("配额格“%(name)s”"), "title"),
}


def refuse_used(definition: Json, rules: Json, gone: Collection[str]) -> None:
    """Raise InvalidForm if a condition that stays asks for one of the elements that go; it says where that stands."""
    called = dict(_called(definition))
    for where, condition in _conditions(definition, rules, gone):
        used = _asked(condition)
        for name in gone:
            if name in called and {name.lower(), f"{name}-comment".lower()} & used:
                what, advice = N_("%(question)s还用在条件里，不能删除。"), N_("请先改掉%(where)s里的条件。")
                raise InvalidForm(what, advice, question=called[name], where=where)


def _called(definition: Json) -> Iterator[tuple[str, Message]]:
    """How people speak of each element, by name."""
    number = 0
    for element in elements(definition):
        told = element.get("title") or element.get("description") or element["name"]
        title = str(LocalText.model_validate(told))
        if element["type"] in _UNASKED:
            yield element["name"], Message(_UNASKED[element["type"]], {"title": title[:40]})
        else:
            number += 1
            yield element["name"], Message(N_("第 %(number)s 题“%(title)s”"), {"number": number, "title": title})


def _conditions(definition: Json, rules: Json, gone: Collection[str]) -> Iterator[tuple[Message, str]]:
    """Each condition that stays, after where it stands."""
    for number, page in enumerate(definition["pages"], start=1):
        if page.get("name") not in gone and page.get("visibleIf"):
            yield Message(N_("第 %(number)s 页"), {"number": number}), page["visibleIf"]
    called = dict(_called(definition))
    for element in elements(definition):
        if element["name"] not in gone:
            own = [element[name] for name in _CONDITIONS if element.get(name)]
            own += [one["expression"] for one in element.get("validators", ()) if one.get("expression")]
            yield from ((called[element["name"]], condition) for condition in own)
    for part, (sentence, label) in _RULES.items():
        for rule in rules.get(part, ()):
            yield Message(sentence, {"name": rule[label]}), rule["if"]


def _asked(condition: str) -> set[str]:
    try:
        names = {name.lower() for name in parse(condition).names}
    except InvalidForm:  # a draft may hold a condition that cannot be read yet
        return set()
    return names | {re.split(r"[.\[]", name)[0] for name in names}
