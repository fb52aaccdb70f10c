"""A rule as it is read and written on the page: a sentence where its condition allows, menus for a new one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from werkzeug.datastructures import MultiDict

from workbench.records import Problem
from workbench.storage.tables import Form
from workbench.workflow.asked_questions import Asked, Spoken, asked_questions, operators_of, spoken, terms_of
from workbench.workflow.screening_rules import PARTS, RuleFields
from workbench.workflow.typed import without_controls

TEXTS = ("text", "reason", "points", "title", "size", "of", "joined")


@dataclass
class RuleLine:
    """A rule of the draft; `said` is its condition as a sentence, None when only the condition itself says it."""

    id: str
    rule: dict[str, Any]
    said: Spoken | None
    problems: list[Problem]


@dataclass
class Row:
    """A question of the condition that is being put together, with the operators that fit it."""

    asked: Asked
    operators: tuple[str, ...]
    operator: str = ""
    values: tuple[str, ...] = ()


@dataclass
class RuleForm:
    """The rule that is being written: `rule_id` is empty for a new one."""

    part: str
    rule_id: str
    fields: RuleFields
    rows: list[Row] = field(default_factory=list)


def rule_lines(
    form: Form, asked: Mapping[str, Asked], problems: Mapping[str, list[Problem]]
) -> dict[str, list[RuleLine]]:
    """The rules of a draft, part by part."""
    return {
        part: [
            RuleLine(rule["id"], rule, spoken(asked, rule["if"]), problems.get(f"{part}[{number}]", []))
            for number, rule in enumerate(form.rules.get(part, ()))
        ]
        for part in PARTS
    }


def blank_form(form: Form, query: MultiDict[str, str]) -> RuleForm | None:
    """The form that an address asks for: `new` a part, or `edit` a part and its `rule`, with a row for each `q`."""
    part = query.get("new") or query.get("edit", "")
    if part not in PARTS:
        return None
    asked = asked_questions(form.definition)
    rule = next((one for one in form.rules.get(part, ()) if one["id"] == query.get("rule")), None)
    joined, terms = terms_of(asked, rule["if"]) if rule else ("and", {})
    rows = [_row(asked[name], operator, values) for name, (operator, values) in terms.items()]
    rows += [_row(asked[name]) for name in dict.fromkeys(query.getlist("q")) if name in asked and name not in terms]
    fields = _stored(rule, joined, "" if terms else rule["if"]) if rule else RuleFields()
    return RuleForm(part, rule["id"] if rule else "", fields, rows)


def typed_form(form: Form, posted: MultiDict[str, str]) -> RuleForm:
    """The form as it was posted."""
    asked, rows = asked_questions(form.definition), []
    for number, name in enumerate(posted.getlist("q")):
        if name in asked:
            values = tuple(without_controls([one for one in posted.getlist(f"value:{number}") if one.strip()]))
            rows.append(_row(asked[name], posted.get(f"operator:{number}", ""), values))
    texts = {name: without_controls(posted.get(name, "")) for name in TEXTS}
    terms = tuple((row.asked.name, row.operator, row.values) for row in rows)
    fields = RuleFields(**texts, terms=terms, soft="soft" in posted)
    return RuleForm(posted.get("part", ""), without_controls(posted.get("rule", "")), fields, rows)


def _stored(rule: dict[str, Any], joined: str, text: str) -> RuleFields:
    return RuleFields(
        joined=joined,
        text=text,
        reason=rule.get("reason", ""),
        points=f"{rule['points']:g}" if "points" in rule else "",
        title=rule.get("title", ""),
        size=str(rule.get("size", "")),
        soft=bool(rule.get("soft")),
        of=rule.get("of", "qualified"),
    )


def _row(asked: Asked, operator: str = "", values: tuple[str, ...] = ()) -> Row:
    fitting = operators_of(asked)
    return Row(asked, fitting, operator if operator in fitting else fitting[0], values)
