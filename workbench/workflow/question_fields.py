"""A question as a plain form has it: texts, ticks and lines instead of SurveyJS's properties and conditions.

`read_fields` and `question_changes` are each other's opposite. What a field says is checked where it has to become a
number; everything else is for publishing to judge, so that an unfinished question can be saved.
"""

import re
from typing import Any

from workbench.errors import N_, BadInput
from workbench.records import Record
from workbench.workflow.answer_checks import (
    field_check,
    length_of,
    messages_of,
    survive,
    with_checks,
    with_item_checks,
)
from workbench.workflow.option_marks import marks_of
from workbench.workflow.question_kinds import (
    CLOSED,
    KINDS,
    LINES,
    LISTED,
    UNASKED,
    WITH_CHOICES,
    WRITTEN,
    kind_of,
    said,
    shown,
)
from workbench.workflow.question_lists import (
    entries,
    fixed_count,
    has_order,
    inputs_of,
    is_random,
    lines_of,
    order_changes,
    with_inputs,
)

Json = dict[str, Any]

SEVERAL = {
    "matrix": ("cellType", "checkbox"),
    "imagepicker": ("multiSelect", True),
    "ranking": ("selectToRankEnabled", True),
}
WITH_DEFAULT = (*CLOSED, *LINES, "comment", "rating")
_TEXTS = {
    "title": "title",
    "description": "description",
    "otherText": "other_text",
    "minRateDescription": "low_text",
    "maxRateDescription": "high_text",
    "labelTrue": "yes",
    "labelFalse": "no",
    "placeholder": "placeholder",
    "visibleIf": "visible_if",
    "requiredIf": "required_if",
    "requiredErrorText": "required_text",
    "minErrorText": "smallest_text",
    "maxErrorText": "greatest_text",
    "stepErrorText": "whole_text",
}
_NUMBERS = {"rateMin": "low", "rateMax": "high", "minSelectedChoices": "least", "maxSelectedChoices": "most"}
_BOUNDS = {"min": "smallest", "max": "greatest"}
_LISTS = {"choices": LISTED, "rows": ("matrix",), "columns": ("matrix",), "items": ("multipletext",)}
_OF_KIND = {
    "otherText": WITH_CHOICES,
    "minRateDescription": ("rating",),
    "maxRateDescription": ("rating",),
    "labelTrue": ("boolean",),
    "labelFalse": ("boolean",),
    "placeholder": (*LINES, "comment", "dropdown"),
    "requiredErrorText": tuple(kind for kind in KINDS if kind not in UNASKED),
    "minErrorText": ("number", "date"),
    "maxErrorText": ("number", "date"),
    "stepErrorText": ("number",),
    "rateMin": ("rating",),
    "rateMax": ("rating",),
    "minSelectedChoices": ("checkbox", "ranking"),
    "maxSelectedChoices": ("checkbox", "ranking"),
}


class QuestionFields(Record):
    """What the editor shows of a question and gets back, as typed.

    `choices`, `rows`, `columns` and `items` are lines; `inputs` what each item asks for, by its name. `least` and
    `most` limit how many options are chosen, `smallest` and `greatest` a number or a date, `shortest` and `length` the
    characters of what is written; a number may have to be `whole`, a text to fit the `pattern`. What does not fit is
    answered with the `…_text` of each; `checks` are the messages of all other validators by key, and one that is not
    there is taken away. `several` lets more than one be chosen, of a ranking only some be put in order; the order is
    `random` but for the last `fixed`. `default` are the values that stand there from the start, `marks` those that must
    or must not be chosen.
    """

    kind: str = "radiogroup"
    title: str = ""
    description: str = ""
    required: bool = False
    choices: str = ""
    rows: str = ""
    columns: str = ""
    items: str = ""
    inputs: dict[str, str] = {}
    several: bool = False
    each_row: bool = False
    random: bool = False
    fixed: str = ""
    other: bool = False
    other_text: str = ""
    none: bool = False
    least: str = ""
    most: str = ""
    low: str = ""
    high: str = ""
    low_text: str = ""
    high_text: str = ""
    smallest: str = ""
    greatest: str = ""
    yes: str = ""
    no: str = ""
    required_text: str = ""
    smallest_text: str = ""
    greatest_text: str = ""
    whole: bool = False
    whole_text: str = ""
    shortest: str = ""
    length: str = ""
    length_text: str = ""
    pattern: str = ""
    pattern_text: str = ""
    checks: dict[str, str] = {}
    placeholder: str = ""
    default: tuple[str, ...] = ()
    topic: str = ""
    marks: dict[str, str] = {}
    visible_if: str = ""
    required_if: str = ""


def read_fields(question: Json, rules: Json) -> QuestionFields:
    """A question of a draft, with what the rules say of it."""
    kind = kind_of(question)
    pattern, lengths = field_check(question, "pattern"), field_check(question, "length")
    numbers = {field: str(question.get(name, "")) for name, field in {**_NUMBERS, **_BOUNDS}.items()}
    if kind == "rating":
        numbers = {**numbers, "low": numbers["low"] or "1", "high": numbers["high"] or "5"}
    several, when = SEVERAL.get(kind, ("", None))
    return QuestionFields(
        **{field: shown(question.get(name)) for name, field in _TEXTS.items()},
        **numbers,
        **{name: lines_of(question, name) for name, kinds in _LISTS.items() if kind in kinds},
        kind=kind,
        required=bool(question.get("isRequired")),
        several=several in question and question[several] == when,
        each_row=bool(question.get("eachRowRequired")),
        random=is_random(question),
        fixed=str(fixed_count(question) or "") if is_random(question) else "",
        other=bool(question.get("showOtherItem")),
        none=bool(question.get("showNoneItem")),
        whole=kind == "number" and question.get("step") == 1,
        shortest=str(lengths.get("minLength") or ""),
        length=length_of(question),
        length_text=shown(lengths.get("text")),
        pattern=pattern.get("regex", ""),
        pattern_text=shown(pattern.get("text")),
        checks=messages_of(question),
        inputs=inputs_of(question),
        default=_default(question) if kind in WITH_DEFAULT else (),
        topic=rules["roles"].get(question["name"], ""),
        marks=marks_of(rules, question["name"]),
    )


def question_changes(question: Json, fields: QuestionFields) -> Json:
    """The properties that make `question` say what `fields` say. Raises BadInput for what has to be a number."""
    kind, is_line = fields.kind, fields.kind in LINES
    changes: Json = {
        "type": "text" if is_line else kind,
        "inputType": kind if is_line and kind != "text" else None,
        **({} if kind in UNASKED else {"isRequired": fields.required}),
        **_texts(question, fields),
        **{name: _number(getattr(fields, field)) for name, field in _NUMBERS.items() if _fits(name, kind)},
        **_lists(question, fields),
    }
    changes |= {**_switches(question, fields), **_checks(question, fields)}
    if "items" in changes:
        changes["items"] = with_item_checks(with_inputs(changes["items"], fields.inputs), fields.checks)
    if has_order(kind):
        changes |= order_changes(question, changes, random=fields.random, fixed=_number(fields.fixed) or 0)
    if kind in WITH_DEFAULT:
        changes["defaultValue"] = _default_value({**question, **changes}, fields)
    return changes


def _switches(question: Json, fields: QuestionFields) -> Json:
    """What only some kinds have: limits of a line, more than one choice, special options, a greatest length."""
    kind = fields.kind
    changes: Json = {}
    if kind in ("number", "date"):
        changes |= {name: _bound(kind, getattr(fields, field)) for name, field in _BOUNDS.items()}
    elif kind in LINES:
        changes |= dict.fromkeys(_BOUNDS)
    if kind in LINES and (kind != "number" or fields.whole != (question.get("step") == 1)):
        changes["step"] = 1 if kind == "number" and fields.whole else None
    if kind in SEVERAL:
        several, when = SEVERAL[kind]
        changes[several] = when if fields.several else None
    if kind == "matrix":
        changes["eachRowRequired"] = fields.each_row
    if kind in WITH_CHOICES:
        changes |= {"showOtherItem": fields.other, "showNoneItem": fields.none}
    return changes


def _checks(question: Json, fields: QuestionFields) -> Json:
    """The validators, and the greatest length: a property of its own where the author has no words for it."""
    if fields.kind in UNASKED:
        return {}
    kept = question if survive(question, fields.kind) else {**question, "validators": []}
    if fields.kind not in WRITTEN:
        return {"validators": with_checks(kept, {}, fields.checks)}
    least, most = _number(fields.shortest), _number(fields.length)
    told = said(field_check(kept, "length").get("text"), fields.length_text) or None
    wanted: Json = {}
    if least or (most and told):
        wanted["length"] = {"type": "text", "minLength": least, "maxLength": most if told else None, "text": told}
    if pattern := fields.pattern.strip():
        told_pattern = said(field_check(kept, "pattern").get("text"), fields.pattern_text) or None
        wanted["pattern"] = {"type": "regex", "regex": pattern, "text": told_pattern}
    return {"maxLength": None if told else most, "validators": with_checks(kept, wanted, fields.checks)}


def _texts(question: Json, fields: QuestionFields) -> Json:
    """The texts as strings, in their language where the definition has several; None for those of other kinds."""
    return {
        name: said(question.get(name), getattr(fields, field)) if _fits(name, fields.kind) else None
        for name, field in _TEXTS.items()
    }


def _fits(name: str, kind: str) -> bool:
    return kind in _OF_KIND.get(name, (kind,))


def _number(text: str) -> int | None:
    if not text.strip():
        return None
    if not re.fullmatch(r"[0-9]{1,5}", text.strip()):
        raise BadInput(N_("“%(text)s”不是整数。"), N_("请只写数字，例如 5。"), text=text.strip()[:40])
    return int(text)


def _bound(kind: str, text: str) -> float | str | None:
    """A limit of a number or a date."""
    text = text.strip()
    if not text or kind == "date":
        return text or None
    if not re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,6})?", text):
        raise BadInput(N_("“%(text)s”不是数字。"), N_("请只写数字，例如 18 或 2.5。"), text=text[:40])
    return float(text) if "." in text else int(text)


def _lists(question: Json, fields: QuestionFields) -> Json:
    """The lists that a kind has; one that it just came to have has no lines yet."""
    return {
        name: entries(question, name, lines)
        for name, kinds in _LISTS.items()
        if fields.kind in kinds and ((lines := getattr(fields, name)).strip() or isinstance(question.get(name), list))
    }


def _default(question: Json) -> tuple[str, ...]:
    value = question.get("defaultValue")
    listed = value if isinstance(value, list) else [] if value is None else [value]
    return tuple(str(one).lower() if isinstance(one, bool) else str(one) for one in listed)


def _default_value(question: Json, fields: QuestionFields) -> Any:
    """What stands there from the start, as an answer of the question is stored."""
    chosen = [one for one in fields.default if one.strip()]
    if not chosen or fields.kind != kind_of(question):
        return None
    if fields.kind == "boolean":
        return {"true": True, "false": False}.get(chosen[0])
    if fields.kind in ("number", "rating"):
        return _bound("number", chosen[0])
    if fields.kind not in WITH_CHOICES:
        return chosen[0]
    values = [one["value"] if isinstance(one, dict) else one for one in question.get("choices", ())]
    kept = [value for value in values if str(value) in chosen]
    return kept or None if fields.kind == "checkbox" else next(iter(kept), None)
