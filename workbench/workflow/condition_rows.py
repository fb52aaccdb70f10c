"""A condition as rows of menus: a question, an operator that fits it, and options or a value.

Rows say less than conditions can. `read_rows` gives None for what they cannot say, which is then edited as text.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workbench.errors import N_, BadInput
from workbench.surveys import editing
from workbench.surveys.conditions import BETWEEN, Term, Terms, read_terms, write_terms
from workbench.workflow.asked_questions import asked_questions
from workbench.workflow.question_kinds import UNASKED, kind_of

Json = dict[str, Any]

_ANSWERED = {"notempty": N_("回答了"), "empty": N_("没有回答")}
_NUMBERS = {
    ">=": N_("不小于"),
    "<=": N_("不大于"),
    BETWEEN: N_("介于"),
    ">": N_("大于"),
    "<": N_("小于"),
    "=": N_("等于"),
    "!=": N_("不等于"),
}
OPERATORS: Mapping[str, Mapping[str, str]] = {
    "one": {"anyof": N_("选的是"), "noneof": N_("选的不是"), **_ANSWERED},
    "many": {"anyof": N_("选了任何一项"), "allof": N_("全都选了"), "noneof": N_("一项也没选"), **_ANSWERED},
    "number": {**_NUMBERS, **_ANSWERED},
    "scale": {**_NUMBERS, "anyof": N_("选的是"), "noneof": N_("选的不是"), **_ANSWERED},
    "date": {">=": N_("不早于"), "<=": N_("不晚于"), BETWEEN: N_("介于"), "=": N_("正好是"), **_ANSWERED},
    "text": {
        "contains": N_("包含"),
        "notcontains": N_("不包含"),
        "=": N_("等于"),
        "!=": N_("不等于"),
        **_ANSWERED,
    },
    "other": _ANSWERED,
}
LISTING = ("anyof", "allof", "noneof")
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
    def is_band(self) -> bool:
        """Whether its values are the two ends of a band."""
        return self.operator == BETWEEN

    @property
    def is_whole(self) -> bool:
        """Whether it says something, and from where to where if it speaks of a band."""
        said = [value for value in self.values if value.strip()]
        return self.operator in _ANSWERED or len(said) >= (2 if self.is_band else 1)


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
            chosen = asked.options or {} if sort in ("one", "many", "scale") else {}
            found[name] = Subject(name, asked.number, asked.title, sort, chosen)
    return found


def read_rows(text: str, known: Mapping[str, Subject]) -> Rows | None:
    """A condition as rows; none for an empty one, None for one that menus cannot say."""
    if not text.strip():
        return Rows()
    terms = read_terms(text)
    if terms is None:
        return None
    by_name = {name.lower(): subject for name, subject in known.items()}
    rows = [_row(term, by_name.get(term.name.lower())) for term in terms.terms]
    return Rows(terms.joined, tuple(row for row in rows if row)) if all(rows) else None


def write_rows(rows: Rows, known: Mapping[str, Subject], former: str = "") -> str:
    """The condition that the rows say; `former` as it stands if it says the same.

    Raises BadInput for a row that is not finished, or whose values its question cannot have.
    """
    said = [row for row in rows.rows if row.name]
    for number, row in enumerate(said, start=1):
        if not row.is_whole or row.name not in known:
            advice = N_("请给第 %(number)s 条选好题目，勾选选项或填上值，或者去掉它。")
            raise BadInput(N_("条件还没有写完。"), advice, number=number)
    before = read_rows(former, known)
    if before is not None and list(before.rows) == said and (len(said) < 2 or before.joined == rows.joined):
        return former
    terms = [_term(row, known[row.name], number) for number, row in enumerate(said, start=1)]
    return write_terms(Terms("or" if rows.joined == "or" else "and", tuple(terms))) if terms else ""


def fitting(row: Row, subject: Subject) -> Row:
    """The row with an operator and values that the question can have."""
    operators = OPERATORS[subject.sort]
    operator = row.operator if row.operator in operators else next(iter(operators))
    if operator in LISTING:
        return Row(subject.name, operator, tuple(value for value in row.values if value in subject.options))
    most = 0 if operator in _ANSWERED else 2 if operator == BETWEEN else 1
    return Row(subject.name, operator, row.values[:most])


def read_value(text: str, sort: str) -> str | None:
    """A number or a date as conditions write it; None for what is none. Full-width digits count.

    >>> read_value("０18.50", "number"), read_value("2026-1-31", "date"), read_value("18岁", "number")
    ('18.5', None, None)
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if sort != "date":
        found = re.fullmatch(r"(-?)([0-9]{1,15})(\.[0-9]{1,6})?", plain)
        return f"{found[1]}{int(found[2])}{(found[3] or '').rstrip('0').rstrip('.')}" if found else None
    try:
        return date.fromisoformat(plain).isoformat()
    except ValueError:
        return None


def in_order(low: str, high: str, sort: str) -> bool:
    """Whether a band from the one to the other holds anything; both were read."""
    order: Callable[[str], Any] = str if sort == "date" else float
    return bool(order(low) <= order(high))


def _sort(question: Json, options: Mapping[str, str] | None) -> str:
    kind = kind_of(question)
    if kind in ("number", "rating"):
        return "scale" if options else "number"
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
    if operator not in OPERATORS[subject.sort] or (operator in LISTING and not {*values} <= {*subject.options}):
        return None
    return Row(subject.name, operator, values)


def _term(row: Row, subject: Subject, number: int) -> Term:
    if subject.sort == "one" and len(row.values) == 1 and row.operator in ("anyof", "noneof"):
        return Term(row.name, "=" if row.operator == "anyof" else "!=", row.values)
    if row.operator in _ANSWERED:
        return Term(row.name, row.operator)
    if row.operator in LISTING or subject.sort not in ("number", "scale", "date"):
        return Term(row.name, row.operator, row.values)
    return Term(row.name, row.operator, _measures(row, subject.sort, number))


def _measures(row: Row, sort: str, number: int) -> tuple[str, ...]:
    """The numbers or dates of a row. Raises BadInput for what is none, and for a band in which nothing lies."""
    read = tuple(read_value(value, sort) for value in row.values)
    for value, typed in zip(read, row.values, strict=True):
        if value is None:
            wrong, advice = (
                (N_("第 %(number)s 条的“%(value)s”不是日期。"), N_("请写成 2026-11-21 这样。"))
                if sort == "date"
                else (N_("第 %(number)s 条的“%(value)s”不是数。"), N_("请只写数字，例如 18。"))
            )
            raise BadInput(wrong, advice, number=number, value=typed[:20])
    values = tuple(value for value in read if value is not None)
    if len(values) == 2 and not in_order(*values, sort):
        what = N_("第 %(number)s 条写反了：%(low)s 在 %(high)s 之后。")
        raise BadInput(what, N_("请把小的、早的写在前面。"), number=number, low=values[0], high=values[1])
    return values
