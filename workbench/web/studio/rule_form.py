"""A rule as it is read and written on the page: its condition as a sentence where menus can say it, and as menus."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from workbench.records import Problem
from workbench.storage.tables import Form
from workbench.web.studio.condition_form import (
    Clause,
    ConditionForm,
    changed_condition,
    clauses,
    posted_condition,
    stored_condition,
)
from workbench.workflow.condition_rows import Subject, read_rows, subjects
from workbench.workflow.screening_rules import PARTS, RuleFields
from workbench.workflow.typed import without_controls

CONDITION = "if"
TEXTS = ("reason", "points", "title", "size", "of")


@dataclass
class RuleLine:
    """A rule of the draft; `said` is its condition for reading, empty when only the condition itself says it."""

    id: str
    rule: dict[str, Any]
    joined: str
    said: list[Clause]
    problems: list[Problem]


@dataclass
class RuleForm:
    """The rule that is being written: `rule_id` is empty for a new one; `problem` says why it was not saved."""

    part: str
    rule_id: str
    fields: RuleFields
    condition: ConditionForm
    problem: str = ""

    @property
    def finished(self) -> RuleFields:
        """The fields with the condition as it is stored. Raises BadInput for a row that is not finished."""
        condition = self.condition.condition(self.condition.text)
        return self.fields.model_copy(update={"condition": condition})


def rule_lines(form: Form, problems: Mapping[str, list[Problem]]) -> dict[str, list[RuleLine]]:
    """The rules of a draft, part by part."""
    known = subjects(form.definition)
    return {
        part: [
            _line(rule, known, problems.get(f"{part}[{number}]", []))
            for number, rule in enumerate(form.rules.get(part, ()))
        ]
        for part in PARTS
    }


def blank_form(form: Form, query: MultiDict[str, str]) -> RuleForm | None:
    """The form that an address asks for: `new` a part, or `edit` a part and its `rule`."""
    part = query.get("new") or query.get("edit", "")
    if part not in PARTS:
        return None
    if rule := _rule(form, part, query.get("rule", "")):
        return RuleForm(part, rule["id"], _stored(rule), _condition(form, rule["if"]))
    return RuleForm(part, "", RuleFields(), changed_condition(_condition(form, ""), "add"))


def typed_form(form: Form, posted: MultiDict[str, str]) -> RuleForm:
    """The form as it was posted, one of the buttons of its condition pressed perhaps."""
    part, rule_id = posted.get("part", ""), without_controls(posted.get("rule", ""))
    rule = _rule(form, part, rule_id)
    typed = posted_condition(_condition(form, rule["if"] if rule else ""), posted)
    condition = changed_condition(typed, posted.get("step", "").partition(":")[2])
    texts = {name: without_controls(posted.get(name, "")) for name in TEXTS}
    return RuleForm(part, rule_id, RuleFields(**texts, soft="soft" in posted), condition)


def _line(rule: dict[str, Any], known: Mapping[str, Subject], problems: list[Problem]) -> RuleLine:
    rows = read_rows(rule["if"], known)
    return RuleLine(rule["id"], rule, rows.joined if rows else "", clauses(rows, known) if rows else [], problems)


def _rule(form: Form, part: str, rule_id: str) -> dict[str, Any] | None:
    return next((one for one in form.rules.get(part, ()) if part in PARTS and one["id"] == rule_id), None)


def _condition(form: Form, text: str) -> ConditionForm:
    known = subjects(form.definition)
    return stored_condition(CONDITION, text, known, known)


def _stored(rule: dict[str, Any]) -> RuleFields:
    return RuleFields(
        reason=rule.get("reason", ""),
        points=f"{rule['points']:g}" if "points" in rule else "",
        title=rule.get("title", ""),
        size=str(rule.get("size", "")),
        soft=bool(rule.get("soft")),
        of=rule.get("of", "qualified"),
    )
