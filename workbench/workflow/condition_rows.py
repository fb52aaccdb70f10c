"""A condition as rows of menus: a question, an operator that fits it, and options or a value.

Rows say less than conditions can. `read_rows` gives None for what they cannot say, which is then edited as text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench.errors import N_, BadInput
from workbench.surveys import editing
from workbench.surveys.conditions import Term, Terms, read_terms, write_terms
from workbench.workflow.asked_questions import asked_questions
from workbench.workflow.question_kinds import UNASKED, kind_of

Json = dict[str, Any]

_ANSWERED = {"notempty": N_("回答了"), "empty": N_("没有回答")}
OPERATORS: Mapping[str, Mapping[str, str]] = {
    "one": {"anyof": N_("选的是"), "noneof": N_("选的不是"), **_ANSWERED},
    "many": {"anyof": N_("选了任何一项"), "allof": N_("全都选了"), "noneof": N_("一项也没选"), **_ANSWERED},
    "number": {
        ">=": N_("不小于"),
        "<=": N_("不大于"),
        ">": N_("大于"),
        "<": N_("小于"),
        "=": N_("等于"),
        "!=": N_("不等于"),
        **_ANSWERED,
    },
    "date": {">=": N_("不早于"), "<=": N_("不晚于"), "=": N_("正好是"), **_ANSWERED},
    "text": {
        "contains": N_("包含"),
        "notcontains": N_("不包含"),
        "=": N_("等于"),
        "!=": N_("不等于"),
        **_ANSWERED,
    },
    "other": _ANSWERED,
}
_AS_LISTING = {"=": "anyof", "contains": "anyof", "!=": "noneof", "notcontains": "noneof"}


@dataclass(frozen=True)
class Subject:
    """A question of which a condition can speak; `options` are value → text where something is chosen."""

    name: str
    number: int
    title: str
    sort: str
    options: Mapping[str, str]


@dataclass(frozen=True)
class Row:
    """A part of a condition; one without a `name` was just added."""

    name: str = ""
    operator: str = ""
    values: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether it says something."""
        return self.operator in _ANSWERED or any(value.strip() for value in self.values)


@dataclass(frozen=True)
class Rows:
    """Parts of which all have to hold ("and") or one ("or")."""

    joined: str = "and"
    rows: tuple[Row, ...] = ()


def subjects(definition: Json) -> dict[str, Subject]:
    """The questions of a draft by name, in order, those in panels included."""
    elements = {one["name"]: one for one in editing.elements(definition) if one["type"] not in UNASKED}
    found = {}
    for name, asked in asked_questions(definition).items():
        if name in elements:
            sort = _sort(elements[name], asked.options)
            chosen = asked.options or {} if sort in ("one", "many") else {}
            found[name] = Subject(name, asked.number, asked.title, sort, chosen)
    return found


def read_rows(text: str, known: Mapping[str, Subject]) -> Rows | None:
    """A condition as rows; none for an empty one, None for one that menus cannot say."""
    if not text.strip():
        return Rows()
    terms = read_terms(text, exact=True)
    if terms is None:
        return None
    by_name = {name.lower(): subject for name, subject in known.items()}
    rows = [_row(term, by_name.get(term.name.lower())) for term in terms.terms]
    return Rows(terms.joined, tuple(row for row in rows if row)) if all(rows) else None


def write_rows(rows: Rows, known: Mapping[str, Subject], former: str = "") -> str:
    """The condition that the rows say; `former` as it stands if it says the same.

    Raises BadInput for a row that is not finished.
    """
    said = [row for row in rows.rows if row.name]
    for row in said:
        if not row.is_whole or row.name not in known:
            raise BadInput(
                N_("条件还没有写完。"),
                N_("请给第 %(number)s 条选好题目，勾选选项或填上值，或者去掉它。"),
                number=said.index(row) + 1,
            )
    before = read_rows(former, known)
    if before is not None and list(before.rows) == said and (len(said) < 2 or before.joined == rows.joined):
        return former
    terms = [_term(row, known[row.name]) for row in said]
    return write_terms(Terms("or" if rows.joined == "or" else "and", tuple(terms))) if terms else ""


def fitting(row: Row, subject: Subject) -> Row:
    """The row with an operator and values that the question can have."""
    operators = OPERATORS[subject.sort]
    operator = row.operator if row.operator in operators else next(iter(operators))
    kept = () if operator in _ANSWERED else row.values
    values = tuple(value for value in kept if not subject.options or value in subject.options)
    return Row(subject.name, operator, values)


def _sort(question: Json, options: Mapping[str, str] | None) -> str:
    kind = kind_of(question)
    if kind in ("number", "rating"):
        return "number"
    if kind == "date":
        return "date"
    if kind in ("text", "comment", "tel", "email"):
        return "text"
    if not options or kind == "matrix":
        return "other"
    return "many" if kind in ("checkbox", "ranking") or question.get("multiSelect") else "one"


def _row(term: Term, subject: Subject | None) -> Row | None:
    """The term as a row of its question; None where the question's menu has no such operator or value."""
    if subject is None:
        return None
    operator = _AS_LISTING.get(term.operator, term.operator) if subject.sort in ("one", "many") else term.operator
    by_value = {value.lower(): value for value in subject.options}
    values = tuple(by_value.get(value.lower(), value) for value in term.values)
    if operator not in OPERATORS[subject.sort] or (subject.options and not {*values} <= {*subject.options}):
        return None
    return Row(subject.name, operator, values)


def _term(row: Row, subject: Subject) -> Term:
    if subject.sort == "one" and len(row.values) == 1 and row.operator in ("anyof", "noneof"):
        return Term(row.name, "=" if row.operator == "anyof" else "!=", row.values)
    return Term(row.name, row.operator, () if row.operator in _ANSWERED else row.values)
