"""The verbs of the page of rules: options marked, rules and quota cells written, crossed from two questions, deleted.

They change the draft as every edit does: on the revision that its author saw, to be undone, in force once published.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

from workbench.errors import N_, BadInput, InvalidForm, Message
from workbench.records import Problem, Record
from workbench.storage import Store
from workbench.storage.tables import Form
from workbench.surveys import load_form
from workbench.surveys.conditions import Term, Terms, write_terms
from workbench.surveys.quotas import Axis, interlocked
from workbench.workflow.asked_questions import asked_questions
from workbench.workflow.form_editing import Author, changing

Json = dict[str, Any]
PARTS = ("screen_out", "score", "quotas")
MARKS = ("must", "may", "reject")
OPERATORS = {
    "anyof": N_("选了其中任何一项"),
    "allof": N_("每一项都选了"),
    "noneof": N_("一项都没选"),
    ">=": N_("不小于"),
    "<=": N_("不大于"),
    "=": N_("等于"),
    "!=": N_("不等于"),
    ">": N_("大于"),
    "<": N_("小于"),
    "notempty": N_("回答了"),
    "empty": N_("没有回答"),
}
_IDS = {"screen_out": "out", "score": "score", "quotas": "cell"}


class RuleFields(Record):
    """A rule as typed: `terms` make the condition unless `text` does; the rest is what its part asks for."""

    joined: str = "and"
    terms: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    text: str = ""
    reason: str = ""
    points: str = ""
    title: str = ""
    size: str = ""
    soft: bool = False
    of: str = "qualified"

    @property
    def condition(self) -> str:
        """The condition that was written or put together; empty if nothing was."""
        if self.text.strip():
            return self.text.strip()
        said = [_term(*term) for term in self.terms if term[2] or term[1] in ("empty", "notempty")]
        return write_terms(Terms("or" if self.joined == "or" else "and", tuple(said))) if said else ""


def mark_options(store: Store, author: Author, name: str, marks: Mapping[str, str]) -> None:
    """Say of each option of a question whether it must, may or must not be chosen. `may` is what holds unsaid."""
    with changing(store, author, "mark_options") as form:
        asked = asked_questions(form.definition).get(name)
        if asked is None or not asked.options:
            raise BadInput(N_("这道题没有选项，不能按选项筛人。"), N_("请改用“不合格的条件”。"))
        said = {value: marks.get(value, "may") for value in asked.options}
        kept = {value: mark for value, mark in said.items() if mark in ("must", "reject")}
        others = {one: given for one, given in form.rules.get("options", {}).items() if one != name}
        form.rules = {**form.rules, "options": {**others, **({name: kept} if kept else {})}}
        _refuse_problems(form, f"options.{name}")


def save_rule(store: Store, author: Author, part: str, rule_id: str, fields: RuleFields) -> None:
    """Add a rule, or replace the one of that id. Raises BadInput or InvalidForm with what cannot be saved."""
    with changing(store, author, f"save_{part}") as form:
        listed = list(form.rules.get(_known(part), ()))
        place = next((number for number, rule in enumerate(listed) if rule["id"] == rule_id), len(listed))
        kept_id = rule_id if place < len(listed) else _free_id(part, listed)
        rule = {"id": kept_id, "if": _condition(fields), **_own(part, fields)}
        form.rules = {**form.rules, part: [*listed[:place], rule, *listed[place + 1 :]]}
        _refuse_problems(form, f"{part}[{place}]")


def delete_rule(store: Store, author: Author, part: str, rule_id: str) -> None:
    """Without a rule or a quota cell."""
    with changing(store, author, f"delete_{_known(part)}") as form:
        form.rules = {**form.rules, part: [rule for rule in form.rules.get(part, ()) if rule["id"] != rule_id]}


def cross_cells(store: Store, author: Author, names: tuple[str, str], sizes: Sequence[str], of: str) -> int:
    """Cells for each pair of options of two questions that got a size; returns how many.

    `sizes` are as typed, for each option of the first question those of the second. A pair that has a cell already
    keeps it under its id, with the new size; without a size it is left alone.
    """
    with changing(store, author, "cross_cells") as form:
        asked = asked_questions(form.definition)
        axes = [Axis(name, asked[name].options or {}) for name in names if name in asked]
        if len(axes) < 2 or names[0] == names[1]:
            raise BadInput(N_("交叉要选两道不同的题。"), N_("请各选一道有选项的题。"))
        pairs = zip(product(axes[0].options, axes[1].options), sizes, strict=False)
        wanted = {pair: _size(text) for pair, text in pairs if text.strip() not in ("", "0")}
        made = interlocked((axes[0], axes[1]), wanted)
        if not made:
            raise BadInput(N_("还没有写名额。"), N_("请至少在一格里写一个数。"))
        listed = list(form.rules.get("quotas", ()))
        for cell in made:
            listed = _with_cell(listed, {**cell, **({"of": "interviewed"} if of == "interviewed" else {})})
        form.rules = {**form.rules, "quotas": listed}
        _refuse_problems(form, "quotas")
        return len(made)


def problems_of(form: Form) -> dict[str, list[Problem]]:
    """What is wrong with the rules of a draft by place: `options.q1`, `screen_out[0]`."""
    found: dict[str, list[Problem]] = {}
    try:
        load_form(form.definition, form.rules)
    except InvalidForm as error:
        for problem in error.problems:
            place = _PLACE.match(problem.column or "") if isinstance(problem, Problem) else None
            if place and isinstance(problem, Problem):
                found.setdefault(place[1], []).append(problem)
    return found


_PLACE = re.compile(r"rules\.json: ((?:screen_out|score|quotas)\[\d+\]|options\.[^.]+)")


def _term(name: str, operator: str, values: tuple[str, ...]) -> Term:
    return Term(name, operator, values if operator in ("anyof", "allof", "noneof") else values[:1])


def _refuse_problems(form: Form, place: str) -> None:
    """Raise InvalidForm for what is wrong at a place of the rules that was just written."""
    wrong = [one for where, problems in problems_of(form).items() if where.startswith(place) for one in problems]
    if wrong:
        first = wrong[0].expected
        told = first if isinstance(first, Message) else Message(str(first))
        raise InvalidForm(told.sentence, N_("请改好后再保存。"), problems=wrong, **told.values)


def _known(part: str) -> str:
    if part not in PARTS:
        raise BadInput(N_("没有这种规则。"), N_("请从页面上的三种里选一种。"))
    return part


def _condition(fields: RuleFields) -> str:
    if not fields.condition:
        raise BadInput(N_("还没有写条件。"), N_("请选一道题，再勾选它的选项。"))
    return fields.condition


def _own(part: str, fields: RuleFields) -> Json:
    """What a rule of this part says besides its condition."""
    if part == "quotas":
        soft: Json = {"soft": True} if fields.soft else {}
        of: Json = {"of": "interviewed"} if fields.of == "interviewed" else {}
        return {"title": _filled(fields.title, N_("名称")), "size": _size(fields.size), **soft, **of}
    reason = {"reason": _filled(fields.reason, N_("原因"))}
    return reason if part == "screen_out" else {"points": _points(fields.points), **reason}


def _filled(text: str, label: str) -> str:
    if not text.strip():
        raise BadInput(N_("“%(label)s”还空着。"), N_("它只给研究者看。"), label=Message(label))
    return text.strip()


def _size(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,5}", text.strip()):
        raise BadInput(N_("名额“%(text)s”不对。"), N_("请写 1 到 999999 的整数。"), text=text.strip()[:20])
    return int(text)


def _points(text: str) -> float:
    if not re.fullmatch(r"[+-]?[0-9]{1,3}(\.[0-9])?", text.strip()):
        raise BadInput(N_("分数“%(text)s”不对。"), N_("请写 -999 到 999 的数，例如 2 或 -1。"), text=text.strip()[:20])
    return float(text)


def _free_id(part: str, listed: Sequence[Json]) -> str:
    taken, number = {rule["id"] for rule in listed}, len(listed) + 1
    while f"{_IDS[part]}_{number}" in taken:
        number += 1
    return f"{_IDS[part]}_{number}"


def _with_cell(listed: list[Json], cell: Json) -> list[Json]:
    for number, known in enumerate(listed):
        if known["if"] == cell["if"]:
            return [*listed[:number], {**known, **cell, "title": known["title"]}, *listed[number + 1 :]]
    return [*listed, {"id": _free_id("quotas", listed), **cell}]
