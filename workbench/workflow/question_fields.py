"""A question as a plain form has it: texts, ticks and lines instead of SurveyJS's properties and conditions.

`read_fields` and `question_changes` are each other's opposite. What a field says is checked where it has to become a
number; everything else is for publishing to judge, so that an unfinished question can be saved.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from workbench.errors import N_, BadInput
from workbench.records import Record
from workbench.records.form_texts import LocalText
from workbench.records.questions import YesNo
from workbench.surveys import editing

Json = dict[str, Any]

KINDS = {
    "radiogroup": N_("单选"),
    "checkbox": N_("多选"),
    "dropdown": N_("下拉"),
    "boolean": N_("是/否"),
    "text": N_("填空"),
    "number": N_("数字"),
    "date": N_("日期"),
    "tel": N_("电话"),
    "email": N_("邮箱"),
    "comment": N_("简答"),
    "rating": N_("量表"),
}
WITH_CHOICES = ("radiogroup", "checkbox", "dropdown")
CLOSED = (*WITH_CHOICES, "boolean")
WRITTEN = ("text", "comment")
LINES = ("text", "number", "date", "tel", "email")  # SurveyJS: type text, told apart by inputType

_TEXTS = {
    "title": "title",
    "description": "description",
    "otherText": "other_text",
    "minRateDescription": "low_text",
    "maxRateDescription": "high_text",
    "labelTrue": "yes",
    "labelFalse": "no",
    "visibleIf": "visible_if",
}
_NUMBERS = {"rateMin": "low", "rateMax": "high", "minSelectedChoices": "least", "maxSelectedChoices": "most"}
_OF_KIND = {
    "otherText": WITH_CHOICES,
    "minRateDescription": ("rating",),
    "maxRateDescription": ("rating",),
    "labelTrue": ("boolean",),
    "labelFalse": ("boolean",),
    "rateMin": ("rating",),
    "rateMax": ("rating",),
    "minSelectedChoices": ("checkbox",),
    "maxSelectedChoices": ("checkbox",),
}


class QuestionFields(Record):
    """What the editor shows of a question and gets back, as typed.

    `choices` are lines; `outs` the values that turn a respondent away, for `reason`. `least` and `most` limit how many
    options are chosen, `length` a written answer's characters.
    """

    kind: str = "radiogroup"
    title: str = ""
    description: str = ""
    required: bool = False
    choices: str = ""
    other: bool = False
    other_text: str = ""
    none: bool = False
    least: str = ""
    most: str = ""
    low: str = ""
    high: str = ""
    low_text: str = ""
    high_text: str = ""
    yes: str = ""
    no: str = ""
    length: str = ""
    topic: str = ""
    outs: tuple[str, ...] = ()
    reason: str = ""
    visible_if: str = ""


def kind_of(question: Json) -> str:
    """The question's kind in the editor's menu."""
    return str(question.get("inputType", "text")) if question["type"] == "text" else str(question["type"])


def shown(text: object) -> str:
    """A text of a definition as it is edited: that of the interface's first language."""
    return str(LocalText.model_validate(text)) if text else ""


def options(question: Json) -> list[tuple[str, str]]:
    """The closed answers of a question: the value and what is shown."""
    if question["type"] == "boolean":
        return [
            ("true", shown(question.get("labelTrue")) or "是"),
            ("false", shown(question.get("labelFalse")) or "否"),
        ]
    listed = [choice if isinstance(choice, dict) else {"value": choice} for choice in question.get("choices", ())]
    return [(str(choice["value"]), shown(choice.get("text")) or str(choice["value"])) for choice in listed]


def _default(field: str) -> object:
    return YesNo.model_fields[field].default


def read_fields(question: Json, rules: Json) -> QuestionFields:
    """A question of a draft, with what the rules say of it."""
    rule = own_rule(rules, question["name"])
    numbers = {field: str(question.get(name, "")) for name, field in _NUMBERS.items()}
    if question["type"] == "rating":
        numbers = {**numbers, "low": numbers["low"] or "1", "high": numbers["high"] or "5"}
    return QuestionFields(
        **{field: shown(question.get(name)) for name, field in _TEXTS.items()},
        **numbers,
        kind=kind_of(question),
        required=bool(question.get("isRequired")),
        choices=editing.choices_text(question.get("choices", ())),
        other=bool(question.get("showOtherItem")),
        none=bool(question.get("showNoneItem")),
        length=_length(question),
        topic=rules["roles"].get(question["name"], ""),
        outs=tuple(turned_away(rule)) if rule else (),
        reason=rule["reason"] if rule else "",
    )


def question_changes(question: Json, fields: QuestionFields) -> Json:
    """The properties that make `question` say what `fields` say. Raises BadInput for what has to be a number."""
    is_line = fields.kind in LINES
    changes: Json = {
        "type": "text" if is_line else fields.kind,
        "inputType": fields.kind if is_line and fields.kind != "text" else None,
        "isRequired": fields.required,
        **_texts(question, fields),
        **{name: _number(getattr(fields, field)) for name, field in _NUMBERS.items() if _fits(name, fields.kind)},
    }
    if fields.kind in WITH_CHOICES:
        changes |= {"showOtherItem": fields.other, "showNoneItem": fields.none}
        if fields.choices.strip() or "choices" in question:  # a question that just became closed has no lines yet
            changes["choices"] = editing.parse_choices(fields.choices, question.get("choices", ()))
    if fields.kind in WRITTEN:
        changes |= {"maxLength": _number(fields.length), "validators": _without_length(question)}
    return changes


def rule_of(question: Json, fields: QuestionFields, former: Json | None) -> Json | None:
    """The rule that turns away whoever chose one of `outs`; None when no option does."""
    texts = dict(options(question))
    outs = [value for value in texts if value in fields.outs]
    if not outs:
        return None
    items = ", ".join(outs if question["type"] == "boolean" else [_quoted(value) for value in outs])
    return {
        "id": former["id"] if former else f"out_{question['name']}"[:64],
        "if": f"{{{question['name']}}} anyof [{items}]",
        "reason": fields.reason.strip()[:500] or "、".join(texts[value] for value in outs)[:500],
    }


def own_rule(rules: Json, name: str) -> Json | None:
    """The rule that depends on this question alone and that the editor can show as marked options."""
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


_ONE = r"(?:'(?:\\['\"]|[^'\"])*'|true|false|-?[0-9]+)"
_VALUE = re.compile(_ONE)
_OWN_RULE = re.compile(
    rf"\{{(?P<name>[^{{}}]+)\}} *(?:=|==|contains|anyof) *(?P<values>{_ONE}|\[ *{_ONE}(?: *, *{_ONE})* *\])"
)


def _quoted(value: str) -> str:
    return "'" + re.sub(r"(['\"])", r"\\\1", value) + "'"


def _texts(question: Json, fields: QuestionFields) -> Json:
    """The texts as strings, in their language where the definition has several; None for those of other kinds."""
    return {
        name: said(question.get(name), getattr(fields, field)) if _fits(name, fields.kind) else None
        for name, field in _TEXTS.items()
    }


def said(former: object, text: str) -> object:
    """A text of a definition with its wording in the interface's first language replaced; the others are kept.

    >>> said({"default": "Age", "zh-cn": "年龄"}, "你的年龄"), said("年龄", " 你的年龄 ")
    ({'default': 'Age', 'zh-cn': '你的年龄'}, '你的年龄')
    """
    text = "\n".join(line.rstrip() for line in text.strip().splitlines())
    if not isinstance(former, Mapping) or not text:
        return text
    key = next((key for key in ("zh-cn", "zh") if key in former), "default")
    return {**former, key: text}


def _fits(name: str, kind: str) -> bool:
    return kind in _OF_KIND.get(name, (kind,))


def _number(text: str) -> int | None:
    if not text.strip():
        return None
    if not re.fullmatch(r"[0-9]{1,5}", text.strip()):
        raise BadInput(N_("“%(text)s”不是整数。"), N_("请只写数字，例如 5。"), text=text.strip()[:40])
    return int(text)


def _length(question: Json) -> str:
    limits = [question.get("maxLength"), *(one.get("maxLength") for one in _text_validators(question))]
    return next((str(limit) for limit in limits if limit and limit > 0), "")


def _text_validators(question: Json) -> Sequence[Json]:
    return [one for one in question.get("validators", ()) if one.get("type") == "text"]


def _without_length(question: Json) -> list[Json] | None:
    """The validators without a greatest length, which the editor keeps as the question's own property."""
    kept = [
        {name: value for name, value in one.items() if one.get("type") != "text" or name != "maxLength"}
        for one in question.get("validators", ())
    ]
    return [one for one in kept if one != {"type": "text"}] or None
