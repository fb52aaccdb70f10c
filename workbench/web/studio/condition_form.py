"""A condition in the editor: a sentence to read, rows of menus to write it, or its text for those who can read that."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import reduce

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from workbench.errors import N_, BadInput, Message
from workbench.web.pages import tell
from workbench.workflow.condition_rows import LISTING, OPERATORS, Row, Rows, Subject, fitting, read_rows, write_rows
from workbench.workflow.typed import without_controls


@dataclass(frozen=True)
class Line:
    """A row with what its menus offer."""

    row: Row
    subject: Subject | None
    operators: dict[str, str]


@dataclass(frozen=True)
class Clause:
    """A row for reading: what is asked of which question, and the `values` with the sentence that joins two of them."""

    subject: Subject
    words: str
    values: tuple[str, ...]
    joiner: str

    def said(self, frame: str = "%s") -> str:
        """The values as one text, each framed; empty where there are none."""
        framed = [frame % value for value in self.values]
        return reduce(lambda left, right: tell(Message(self.joiner, {"left": left, "right": right})), framed or [""])


@dataclass(frozen=True)
class ConditionForm:
    """A condition that is being written under the field name `field`; as `text` where `lines` cannot say it."""

    field: str
    text: str
    joined: str
    lines: tuple[Line, ...]
    offered: dict[str, Subject]
    as_text: bool = False

    @property
    def simple(self) -> bool:
        """Whether menus can say what the text says."""
        return read_rows(self.text, self.offered) is not None

    def condition(self, former: str) -> str:
        """What to store. Raises BadInput for a row that is not finished."""
        if self.as_text:
            return self.text.strip()
        return write_rows(Rows(self.joined, tuple(line.row for line in self.lines)), self.offered, former)


def stored_condition(field: str, text: str, known: Mapping[str, Subject], offered: Iterable[str]) -> ConditionForm:
    """A condition as it stands. The menu offers the questions called `offered`, and those that it speaks of already."""
    read = read_rows(text, known)
    names = {*offered, *(row.name for row in read.rows)} if read else {*offered}
    menu = {name: subject for name, subject in known.items() if name in names}
    if read is None:
        return ConditionForm(field, text, "and", (), menu, as_text=True)
    return ConditionForm(field, text, read.joined, _lines(read.rows, menu), menu)


def posted_condition(stored: ConditionForm, posted: MultiDict[str, str]) -> ConditionForm:
    """The condition as it was typed; the stored one where the page did not show it."""
    field = stored.field
    if f"{field}:way" not in posted:
        return stored
    text = without_controls(posted.get(f"{field}:text", ""))
    if posted[f"{field}:way"] == "text":
        return replace(stored, text=text, as_text=True)
    rows = []
    operators = posted.getlist(f"{field}:operator")
    for number, name in enumerate(posted.getlist(f"{field}:question")):
        operator = operators[number] if number < len(operators) else ""
        values = without_controls(posted.getlist(f"{field}:value:{number}"))
        kept = [one for one in values if one.strip()] if operator in LISTING else values
        rows.append(Row(name, operator, tuple(kept)))
    joined = "or" if posted.get(f"{field}:joined") == "or" else "and"
    return replace(stored, joined=joined, lines=_lines(rows, stored.offered), as_text=False)


def changed_condition(typed: ConditionForm, step: str) -> ConditionForm:
    """The typed condition after one of its buttons: `add`, `drop:1`, `text`, `menus`; others change nothing."""
    rows = [line.row for line in typed.lines]
    verb, _colon, place = step.partition(":")
    if verb == "add":
        return replace(typed, lines=_lines([*rows, Row()], typed.offered))
    if verb == "drop" and place.isdecimal():
        return replace(typed, lines=_lines([row for at, row in enumerate(rows) if at != int(place)], typed.offered))
    if verb == "text":
        return replace(typed, text=_written(typed), as_text=True)
    if verb == "menus" and (read := read_rows(typed.text, typed.offered)) is not None:
        return replace(typed, joined=read.joined, lines=_lines(read.rows, typed.offered), as_text=False)
    return typed


def sentence(text: str, known: Mapping[str, Subject], then: str) -> str:
    """A condition as a sentence that ends with `then`; empty for one that menus cannot say."""
    read = read_rows(text, known)
    if read is None or not read.rows:
        return ""
    joiner = _("，或 ") if read.joined == "or" else _("，且 ")
    parts = joiner.join(map(_spoken, clauses(read, known)))
    return str(_("当 %(parts)s 时%(then)s", parts=parts, then=then))


def clauses(rows: Rows, known: Mapping[str, Subject]) -> list[Clause]:
    """The rows of a condition for reading."""
    return [_clause(row, known[row.name]) for row in rows.rows]


def _clause(row: Row, subject: Subject) -> Clause:
    words = tell(Message(OPERATORS[subject.sort][row.operator]))
    if subject.sort == "many" and len(row.values) == 1:
        words = _("没有选") if row.operator == "noneof" else _("选了")
    values = tuple(subject.options.get(value, value) for value in row.values)
    joiner = N_("%(left)s 和 %(right)s") if row.is_band else N_("%(left)s或%(right)s")
    return Clause(subject, words, values, N_("%(left)s、%(right)s") if row.operator == "allof" else joiner)


def _spoken(one: Clause) -> str:
    values = one.said("“%s”")
    return str(
        _("第 %(number)s 题%(operator)s%(values)s", number=one.subject.number, operator=one.words, values=values)
    )


def _lines(rows: Iterable[Row], offered: Mapping[str, Subject]) -> tuple[Line, ...]:
    return tuple(_line(row, offered.get(row.name)) for row in rows)


def _line(row: Row, subject: Subject | None) -> Line:
    if subject is None:
        return Line(Row(), None, {})
    words = {name: tell(Message(word)) for name, word in OPERATORS[subject.sort].items()}
    return Line(fitting(row, subject), subject, words)


def _written(typed: ConditionForm) -> str:
    """As much of the rows as is finished."""
    whole = tuple(line.row for line in typed.lines if line.row.name and line.row.is_whole)
    try:
        return write_rows(Rows(typed.joined, whole), typed.offered, typed.text)
    except BadInput:
        return typed.text
