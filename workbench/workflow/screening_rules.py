"""The verbs of the page of rules: options marked, rules and quota cells written, crossed from questions, deleted.

They change the draft as every edit does: on the revision that its author saw, to be undone, in force once published.
"""

import re
from collections.abc import Collection, Hashable, Mapping, Sequence
from itertools import product
from typing import Any

from sqlmodel import select

from workbench.errors import N_, BadInput, InvalidForm, Message
from workbench.records import Problem, Record
from workbench.storage import Store
from workbench.storage.tables import Form, FormVersion
from workbench.surveys import load_form
from workbench.workflow.asked_questions import asked_questions
from workbench.workflow.condition_rows import Subject, read_rows, subjects
from workbench.workflow.form_editing import Author, changing
from workbench.workflow.option_marks import marks_of, with_marks
from workbench.workflow.quota_groups import AxisFields, cell_of, groups_of, refuse_too_many

Json = dict[str, Any]
PARTS = ("screen_out", "score", "quotas")
_IDS = {"screen_out": "out", "score": "score", "quotas": "cell"}


class RuleFields(Record):
    """A rule as typed: its condition, and what its part asks for."""

    condition: str = ""
    reason: str = ""
    points: str = ""
    title: str = ""
    size: str = ""
    soft: bool = False
    of: str = "qualified"


def mark_options(store: Store, author: Author, name: str, marks: Mapping[str, str]) -> None:
    """Say of options of a question whether they must, may or must not be chosen; the others stay as they are."""
    with changing(store, author, "mark_options") as form:
        asked = asked_questions(form.definition).get(name)
        if asked is None or not asked.options:
            raise BadInput(N_("这道题没有选项，不能按选项筛人。"), N_("请改用“不合格的条件”。"))
        form.rules = with_marks(form.rules, asked, {**marks_of(form.rules, name), **marks})
        _refuse_problems(form, f"options.{name}")


def save_rule(store: Store, author: Author, part: str, rule_id: str, fields: RuleFields) -> None:
    """Add a rule, or replace the one of that id. Raises BadInput or InvalidForm with what cannot be saved."""
    given = _published_ids(store, author.form_id, _known(part))
    with changing(store, author, f"save_{part}") as form:
        listed = list(form.rules.get(part, ()))
        place = next((number for number, rule in enumerate(listed) if rule["id"] == rule_id), len(listed))
        kept_id = rule_id if place < len(listed) else _free_id(part, listed, given)
        rule = {"id": kept_id, "if": _condition(fields), **_own(part, fields)}
        form.rules = {**form.rules, part: [*listed[:place], rule, *listed[place + 1 :]]}
        _refuse_problems(form, f"{part}[{place}]")


def delete_rule(store: Store, author: Author, part: str, rule_id: str) -> None:
    """Without a rule or a quota cell."""
    with changing(store, author, f"delete_{_known(part)}") as form:
        form.rules = {**form.rules, part: [rule for rule in form.rules.get(part, ()) if rule["id"] != rule_id]}


def cross_cells(
    store: Store, author: Author, axes: Sequence[AxisFields], sizes: Mapping[str, str], of: str = "qualified"
) -> int:
    """Cells for the groups of a question, or for each pair of groups of two, that got a size; returns how many.

    `sizes` are as typed, by the condition of the cell. A condition that has a cell already keeps it under its id, with
    the new size; without a size it is left alone.
    """
    given = _published_ids(store, author.form_id, "quotas")
    with changing(store, author, "cross_cells") as form:
        known = subjects(form.definition)
        if not axes or any(axis.name not in known for axis in axes) or len({axis.name for axis in axes}) < len(axes):
            raise BadInput(N_("交叉要选两道不同的题。"), N_("只按一道题列的，列选“不交叉”。"))
        groups = [groups_of(known[axis.name], axis) for axis in axes]
        refuse_too_many(groups)
        wanted: Json = {"of": "interviewed"} if of == "interviewed" else {}
        typed = [(cell, sizes.get(cell["if"], "").strip()) for cell in map(cell_of, product(*groups))]
        made = [{**cell, "size": _size(text), **wanted} for cell, text in typed if text not in ("", "0")]
        if not made:
            raise BadInput(N_("还没有写名额。"), N_("请至少在一格里写一个数。"))
        form.rules = {**form.rules, "quotas": _with_cells(form.rules.get("quotas", ()), made, known, given)}
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


def _refuse_problems(form: Form, place: str) -> None:
    """Raise InvalidForm for what is wrong at a place of the rules, or in a list there, that was just written."""
    found = problems_of(form).items()
    wrong = [one for where, problems in found if where == place or where.startswith(f"{place}[") for one in problems]
    if wrong:
        first = wrong[0].expected
        told = first if isinstance(first, Message) else Message(str(first))
        raise InvalidForm(told.sentence, N_("请改好后再保存。"), problems=wrong, **told.values)


def _known(part: str) -> str:
    if part not in PARTS:
        raise BadInput(N_("没有这种规则。"), N_("请从页面上的三种里选一种。"))
    return part


def _condition(fields: RuleFields) -> str:
    if not fields.condition.strip():
        raise BadInput(N_("还没有写条件。"), N_("请选一道题，再勾选它的选项或填上值。"))
    return fields.condition.strip()


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


def _published_ids(store: Store, form_id: int, part: str) -> set[str]:
    """The ids that a part's rules have in published versions: what became of somebody is told by them for ever."""
    with store.reading() as session:
        versions = session.exec(select(FormVersion.rules).where(FormVersion.form_id == form_id)).all()
    return {rule["id"] for rules in versions for rule in rules.get(part, ())}


def _free_id(part: str, listed: Sequence[Json], given: Collection[str]) -> str:
    """An id that no rule of the draft has and none that was published ever had."""
    ids = {*given, *(rule["id"] for rule in listed)}
    numbers = [int(found[1]) for one in ids if (found := re.fullmatch(rf"{_IDS[part]}_([0-9]{{1,18}})", one))]
    return f"{_IDS[part]}_{max(numbers, default=0) + 1}"


def _with_cells(
    listed: Sequence[Json], made: Sequence[Json], known: Mapping[str, Subject], given: Collection[str]
) -> list[Json]:
    """The cells, those made just now in the place of what counts the same people."""
    cells = list(listed)
    places = {_people(cell["if"], known): place for place, cell in enumerate(cells)}
    for cell in made:
        place = places.get(_people(cell["if"], known))
        if place is None:
            cells.append({"id": _free_id("quotas", cells, given), **cell})
        else:
            kept = {name: said for name, said in cells[place].items() if name != "of"}
            cells[place] = {**kept, **cell, "title": kept["title"], "if": kept["if"]}
    return cells


def _people(condition: str, known: Mapping[str, Subject]) -> Hashable:
    """Of whom a condition speaks: alike for two that say the same in another order or by another operator."""
    said = read_rows(condition, known)
    if said is None or (said.joined == "or" and len(said.rows) > 1):
        return condition
    return frozenset(
        (row.name, row.operator, row.values)
        if row.is_band
        else (row.name, "anyof" if row.operator == "=" else row.operator, frozenset(row.values))
        for row in said.rows
    )
