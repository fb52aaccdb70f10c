"""What the validators of an answer ask for, in words."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask_babel import gettext as _

from workbench.web.studio.condition_form import sentence
from workbench.workflow.answer_checks import other_checks
from workbench.workflow.condition_rows import Subject
from workbench.workflow.question_kinds import shown

Json = dict[str, Any]


class Check(NamedTuple):
    """A validator without fields of its own: what it asks for in words, and as it is written where words fail."""

    key: str
    said: str
    written: str = ""


def checks_of(question: Json, known: Mapping[str, Subject]) -> list[Check]:
    """The validators of a question, and of its items, that no field stands for."""
    titles = {item["name"]: shown(item.get("title")) or item["name"] for item in question.get("items", ())}
    return [_check(key, one, known, titles) for key, one in other_checks(question).items()]


def _check(key: str, validator: Json, known: Mapping[str, Subject], titles: Mapping[str, str]) -> Check:
    said, written = _in_words(validator, known)
    part = titles.get(key.rpartition(":")[0])
    return Check(key, said if part is None else str(_("“%(part)s”：%(said)s", part=part, said=said)), written)


def _in_words(validator: Json, known: Mapping[str, Subject]) -> tuple[str, str]:
    """The sentence, and what it cannot say."""
    match validator["type"]:
        case "expression":
            condition = validator.get("expression", "")
            said = sentence(condition, known, _("才能往下填"))
            return (said, "") if said else (str(_("要满足条件")), condition)
        case "regex":
            return str(_("要符合格式")), validator.get("regex", "")
        case "numeric":
            words = (_("数字从 %(least)s 到 %(most)s"), _("数字不小于 %(least)s"), _("数字不大于 %(most)s"))
            return _range(words, validator.get("minValue"), validator.get("maxValue")), ""
        case "text":
            words = (_("写 %(least)s 到 %(most)s 个字"), _("至少写 %(least)s 个字"), _("最多写 %(most)s 个字"))
            return _range(words, _counted(validator.get("minLength")), _counted(validator.get("maxLength"))), ""
        case "answercount":
            words = (_("选 %(least)s 到 %(most)s 项"), _("至少选 %(least)s 项"), _("最多选 %(most)s 项"))
            return _range(words, _counted(validator.get("minCount")), _counted(validator.get("maxCount"))), ""
    return str(_("要是电子邮箱")), ""


def _range(words: tuple[str, str, str], least: float | None, most: float | None) -> str:
    """One of the words for both ends, the lower, the upper."""
    both, lower, upper = words
    chosen = both if least is not None and most is not None else lower if least is not None else upper
    return chosen % {"least": _plain(least), "most": _plain(most)}


def _plain(number: float | None) -> str:
    return "" if number is None else f"{number:.15g}"


def _counted(number: int | None) -> int | None:
    """None for what says no limit."""
    return number if number and number > 0 else None
