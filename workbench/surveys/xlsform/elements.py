"""Questions and groups of an XLSForm as elements of a form, under SurveyJS's names."""

import re
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from workbench.errors import N_, InvalidForm
from workbench.surveys.choice_lines import MAX_CHOICES
from workbench.surveys.spoken import spoken
from workbench.surveys.xlsform.constraints import bounds, sum_told
from workbench.surveys.xlsform.report import Report
from workbench.surveys.xlsform.wording import said, words
from workbench.surveys.xlsform.xpath import Untranslatable, translate

Json = dict[str, Any]

MOST_STEPS = 20
MOST_RANKED = 20
_YES = ("yes", "true", "true()", "是")
_NO = ("", "no", "false", "false()", "否")
_REGEX = re.compile(r"regex\(\s*\.\s*,\s*(?:'([^']*)'|\"([^\"]*)\")\s*\)")
_COUNT = re.compile(r"count-selected\(\s*\.\s*\)\s*(<=|>=|<|>|=)\s*([0-9]{1,2})")
_HANDLED = frozenset(
    "type name label hint bind control parameters choices itemset list_name children default or_other".split()  # noqa: SIM905
)
# Written by the collecting device, or worked out; a form here neither has the one nor does the other.
_UNASKED = frozenset(
    {"calculate", "hidden", "start", "end", "today", "deviceid", "phonenumber", "username", "email", "audit"}
)
_NO_COUNTERPART = {
    True: N_("“%(kind)s”由设备或计算得出，没有带过来。"),
    False: N_("“%(kind)s”没有对应的题型，没有带过来。"),
}


@dataclass(frozen=True)
class Known:
    """What is known of the whole spreadsheet: names, questions whose answer is a list, the language it is in.

    `titles` are those of questions under their new names.
    """

    names: dict[str, str]
    lists: frozenset[str]
    language: str
    report: Report
    titles: dict[str, str]


def element(child: Json, known: Known) -> list[Json]:
    """A question or a group as none or one element; what is left out is reported."""
    name, kind = child["name"], child["type"]
    if kind in ("group", "repeat"):
        return _panel(child, known)
    if kind not in _BUILDERS and kind not in _FIXED:
        known.report.lose(name, _NO_COUNTERPART[kind in _UNASKED], _source_of(child, known), kind=kind)
        return []
    head: Json = {"type": "", "name": known.names[name], "title": said(child.get("label"), known.names, known.language)}
    if hint := said(child.get("hint"), known.names, known.language):
        head["description"] = hint
    question = head | (_BUILDERS[kind](child, known) if kind in _BUILDERS else deepcopy(_FIXED[kind]))
    if question["type"] != "expression":
        question |= _required(child, known) | _default(child, known) | _checked(child, question, known)
    question |= condition("visibleIf", child, "relevant", known)
    _tell_rest(child, known)
    return [question]


def _source_of(child: Json, known: Known) -> str:
    """What a question that is left out asks or computes."""
    return words(child.get("label"), known.language) or str(child.get("bind", {}).get("calculate", ""))


def condition(target: str, child: Json, source: str, known: Known) -> Json:
    """A condition of the spreadsheet under one of SurveyJS's names; nothing where none is, or it cannot be said."""
    text = str(child.get("bind", {}).get(source, ""))
    return {target: said_so} if text and (said_so := _translated(text, child, known)) else {}


def _translated(text: str, child: Json, known: Known) -> str:
    name = child["name"]
    try:
        return translate(text, itself=known.names[name], lists=known.lists, names=known.names)
    except Untranslatable as error:
        sentence = N_("条件里的“%(word)s”没有对应的写法，整个条件没有带过来：请在编辑器里补上。")
        known.report.lose(name, sentence, text, word=str(error.args[0]))
        return ""


def _panel(child: Json, known: Known) -> list[Json]:
    if child["type"] == "repeat":
        known.report.note(child["name"], N_("重复填写的一组题只问一次。"))
    elements = [one for inner in child["children"] for one in element(inner, known)]
    if not elements:
        return []
    panel: Json = {"type": "panel", "name": known.names[child["name"]]}
    if title := said(child.get("label"), known.names, known.language):
        panel["title"] = title
    _tell_rest(child, known)
    return [panel | condition("visibleIf", child, "relevant", known) | {"elements": elements}]


def _required(child: Json, known: Known) -> Json:
    text = str(child.get("bind", {}).get("required", "")).strip()
    if text.lower() in _NO:
        return {}
    if text.lower() in _YES:
        return {"isRequired": True}
    return condition("requiredIf", child, "required", known)


def _default(child: Json, known: Known) -> Json:
    text = str(child.get("default", "")).strip()
    if not text:
        return {}
    if (
        "${" in text
        or text.endswith(")")
        or child["type"] not in ("text", "select one", "select all that apply", "date")
    ):
        known.report.lose(child["name"], N_("默认值没有带过来。"), text)
        return {}
    return {"defaultValue": text.split() if child["type"] == "select all that apply" else text}


def _checked(child: Json, question: Json, known: Known) -> Json:
    """The constraint as a validator, or as limits of how many may be chosen."""
    bind = child.get("bind", {})
    text = str(bind.get("constraint", "")).strip()
    if not text:
        return {}
    message = said(bind.get("jr:constraintMsg"), known.names, known.language)
    told = {"text": message} if message else {}
    if found := _REGEX.fullmatch(text):
        pattern = found[1] or found[2]
        known.report.note(child["name"], N_("提交前会检查格式，要符合正则表达式“%(regex)s”。"), text, regex=pattern)
        return {"validators": [{"type": "regex", "regex": f"^(?:{pattern})$", **told}]}
    if (found := _COUNT.fullmatch(text)) and question["type"] == "checkbox":
        return _limits(found[1], int(found[2]))
    if limits := bounds(text, question):
        return limits | _told_before(child, question, message, known)
    expression = _translated(text, child, known)
    if not expression:
        return {}
    with suppress(InvalidForm):  # told where the draft is checked
        check = spoken(expression, known.titles, question["name"])
        known.report.note(child["name"], N_("提交前会检查：%(check)s。"), text, check=check)
    described = {} if "description" in question else sum_told(expression, message)
    validator = {"type": "expression", "expression": f"{{{question['name']}}} empty or ({expression})", **told}
    return {"validators": [validator], **described}


def _told_before(child: Json, question: Json, message: Any, known: Known) -> Json:
    """What was to be said of a number out of its limits stands below the question, if nothing else does."""
    if message and "description" in question:
        known.report.lose(child["name"], N_("填错时的提示没有带过来，改说“不能小于…”“不能大于…”。"), words(message))
    elif message:
        known.report.note(child["name"], N_("填错时的提示改成了补充说明，一开始就看得到。"), words(message))
        return {"description": message}
    return {}


def _limits(sign: str, number: int) -> Json:
    least = {">=": number, ">": number + 1, "=": number}.get(sign)
    most = {"<=": number, "<": number - 1, "=": number}.get(sign)
    limits = {"minSelectedChoices": least, "maxSelectedChoices": most}
    return {name: limit for name, limit in limits.items() if limit is not None}


def _text(child: Json, _known: Known) -> Json:
    is_long = "multiline" in str(child.get("control", {}).get("appearance", ""))
    return {"type": "comment" if is_long else "text"}


def _choice(kind: str) -> Callable[[Json, Known], Json]:
    def build(child: Json, known: Known) -> Json:
        name, listed = child["name"], child.get("choices", [])
        most = MOST_RANKED if kind == "ranking" else MAX_CHOICES
        for one in listed[most:]:
            known.report.lose(
                name, N_("太多了：这里最多 %(most)s 项。"), words(one.get("label"), known.language), most=most
            )
        choices = [
            {"value": one["name"], "text": said(one.get("label") or one["name"], known.names)} for one in listed[:most]
        ]
        if extra := sorted({key for one in listed for key in one} - {"name", "label"}):
            known.report.lose(name, N_("选项的“%(columns)s”没有带过来。"), columns="、".join(extra))
        appearance = str(child.get("control", {}).get("appearance", ""))
        is_list = kind == "radiogroup" and ("minimal" in appearance or "autocomplete" in appearance)
        shuffled = {"choicesOrder": "random"} if str(child.get("parameters", {}).get("randomize", "")) == "true" else {}
        other = {"showOtherItem": True} if child.get("or_other") else {}
        return {"type": "dropdown" if is_list else kind, "choices": choices, **shuffled, **other}

    return build


def _range(child: Json, known: Known) -> Json:
    try:
        low, high, step = (
            float(child["parameters"].get(key, fallback)) for key, fallback in (("start", 0), ("end", 10), ("step", 1))
        )
    except ValueError:
        low, high, step = 0.0, 10.0, 1.0
    if (
        low < 0
        or high > 100
        or step < 1
        or any(number % 1 for number in (low, high, step))
        or (high - low) / step >= MOST_STEPS
    ):
        known.report.note(child["name"], N_("量表最多 %(most)s 档，改成了填数字的题，范围不变。"), most=MOST_STEPS)
        return {"type": "text", "inputType": "number", "min": low, "max": high}
    return {"type": "rating", "rateMin": int(low), "rateMax": int(high), "rateStep": int(step)}


_FIXED: dict[str, Json] = {
    "integer": {"type": "text", "inputType": "number", "step": 1},
    "decimal": {"type": "text", "inputType": "number"},
    "date": {"type": "text", "inputType": "date"},
    "note": {"type": "expression"},
    "acknowledge": {"type": "checkbox", "choices": [{"value": "OK", "text": N_("确认")}]},
}
_BUILDERS: dict[str, Callable[[Json, Known], Json]] = {
    "text": _text,
    "select one": _choice("radiogroup"),
    "select all that apply": _choice("checkbox"),
    "rank": _choice("ranking"),
    "range": _range,
}


def _tell_rest(child: Json, known: Known) -> None:
    """Columns that a form has no place for."""
    bind, control = child.get("bind", {}), child.get("control", {})
    rest = {key: value for key, value in child.items() if key not in _HANDLED}
    rest |= {
        key: value
        for key, value in bind.items()
        if key not in ("required", "relevant", "constraint", "jr:constraintMsg")
    }
    rest |= {key: value for key, value in control.items() if key not in ("start", "end", "step", "bodyless")}
    if child["type"] in ("select one", "text") and control.get("appearance") in (
        "minimal",
        "multiline",
        "autocomplete",
    ):
        rest.pop("appearance", None)
    for key, value in rest.items():
        known.report.lose(child["name"], N_("“%(key)s”没有带过来。"), words(value), key=key)
