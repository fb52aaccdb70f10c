"""What the columns of an answer table are taken for: proposed, corrected by the researcher, turned into answers.

Decisions alone: nothing here reads or writes a database.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from workbench.errors import N_, BadInput, Message
from workbench.intake import recast_table
from workbench.records import Problem, Record, Topic
from workbench.records.facts import ChoiceFacts, Kind, QuestionFacts
from workbench.records.tables import AnswerTable, Cell, Column, ColumnKind, Row
from workbench.workflow.evidence import Respondent, Value

SAME_TABLE = 0.6
LONGEST_TITLE = 1000


class Use(StrEnum):
    """What a column is for. PSEUDONYM names the participant, META is about the answering, IGNORE stays in the file."""

    ID = "id"
    PSEUDONYM = "pseudonym"
    SINGLE = "single"
    MULTIPLE = "multiple"
    RANKING = "ranking"
    SCALE = "scale"
    NUMBER = "number"
    OPEN = "open"
    TEXT = "text"
    META = "meta"
    IGNORE = "ignore"


class ConfirmedColumn(Record):
    """A column as the researcher wants it; `key` is the table's."""

    key: str
    title: str
    use: Use
    topic: Topic | None = None


_ABOUT_ANSWERING = {ColumnKind.TIME, ColumnKind.DURATION, ColumnKind.SOURCE, ColumnKind.META}
_TRACES = re.compile(r"来自ip|ip(?:地址)?|来源详情|用户标识|openid|unionid", re.IGNORECASE)
_NOT_ANSWERS = {Use.ID, Use.PSEUDONYM, Use.IGNORE}
_NUMBERS = {Use.SCALE, Use.NUMBER}
_CLOSED = {Use.SINGLE, Use.MULTIPLE, Use.RANKING}


def propose(table: AnswerTable, known: Sequence[ConfirmedColumn]) -> list[ConfirmedColumn]:
    """One proposal a column of the table: what was confirmed for its key before, else what the reading found."""
    confirmed = {column.key: column for column in known}
    return [confirmed.get(column.key) or _proposal(column) for column in table.columns]


def overlap(table: AnswerTable, known: Sequence[ConfirmedColumn]) -> float:
    """How far a table is the one known from before: shared questions over all questions of the larger one, 0 to 1.

    Columns about the answering do not count: any two exports of one survey service share them.
    """
    beside = {column.key for column in table.columns if column.kind in _ABOUT_ANSWERING | {ColumnKind.ID}}
    asked = {column.key for column in table.columns} - beside
    before = {column.key for column in known if column.use not in {Use.ID, Use.META}} - beside
    return len(asked & before) / max(len(asked), len(before), 1)


def asked(columns: Sequence[ConfirmedColumn]) -> list[str]:
    """Keys of the columns that become questions."""
    return [column.key for column in columns if column.use not in _NOT_ANSWERS]


def is_voiced(columns: Sequence[ConfirmedColumn]) -> bool:
    """Whether an open question speaks of motivation or pain points: what segments and quotes are made of."""
    return any(column.use is Use.OPEN and column.topic in (Topic.MOTIVATION, Topic.PAIN_POINT) for column in columns)


def check_columns(columns: Sequence[ConfirmedColumn]) -> None:
    """Raise BadInput unless there is a question, at most one id and one pseudonym, and every question has a title."""
    uses = [column.use for column in columns]
    for use, sentence in ((Use.ID, N_("选了两列作编号。")), (Use.PSEUDONYM, N_("选了两列作化名。"))):
        if uses.count(use) > 1:
            raise BadInput(sentence, N_("请只留一列，其余改成别的类型。"))
    if not any(use not in _NOT_ANSWERS | {Use.META} for use in uses):
        raise BadInput(N_("没有一列是答案。"), N_("请至少给一列选单选、多选、量表、数字、开放题或短文本。"))
    if not all(0 < len(column.title) <= LONGEST_TITLE for column in columns):
        raise BadInput(N_("有一列没有题目，或题目超过了 %(most)s 字。"), N_("请补上或缩短。"), most=LONGEST_TITLE)


def recast(table: AnswerTable, columns: Sequence[ConfirmedColumn]) -> AnswerTable:
    """The table with its cells in the form that the columns' uses ask for."""
    proposed = {column.key: column.kind for column in table.columns}
    kinds = {column.key: _kind_for(column.use, proposed[column.key]) for column in columns if column.key in proposed}
    return recast_table(table, kinds)


def facts_of(
    table: AnswerTable, columns: Sequence[ConfirmedColumn], choices: Mapping[str, Sequence[str]]
) -> list[QuestionFacts]:
    """The questions of a recast table; `choices` known by key from earlier files are kept, new ones follow."""
    offered = {column.key: column.choices for column in table.columns}
    facts = []
    for column in columns:
        if column.use in _NOT_ANSWERS:
            continue
        values = [*choices.get(column.key, ()), *offered.get(column.key, ())] if column.use in _CLOSED else []
        facts.append(
            QuestionFacts(
                key=column.key,
                title=column.title,
                kind=kind_of(column),
                topic=column.topic,
                choices=[ChoiceFacts(value=value, text=value) for value in dict.fromkeys(values)],
            )
        )
    return facts


def kind_of(column: ConfirmedColumn) -> Kind:
    """What is stored. A ranking is a list in its order; contact data are never utterances."""
    if column.use is Use.RANKING:
        return Kind.MULTIPLE
    if column.use is Use.OPEN and column.topic is Topic.CONTACT:
        return Kind.TEXT
    return Kind(column.use.value)


def respondents(table: AnswerTable, columns: Sequence[ConfirmedColumn]) -> tuple[list[Respondent], list[Problem]]:
    """Everybody in a recast table, and what could not be taken; of rows with the same id the first one counts."""
    id_key = next((column.key for column in columns if column.use is Use.ID), None)
    name_key = next((column.key for column in columns if column.use is Use.PSEUDONYM), None)
    answers = [column for column in columns if column.use not in _NOT_ANSWERS]
    again = {row.number for row in table.rows if row.cells.get(id_key or "", row.identity) != row.identity}
    found = [
        Respondent(row.identity, _values(row, answers), str(row.cells.get(name_key or "", "")))
        for row in table.rows
        if row.number not in again
    ]
    # The reading says of these rows that both were kept; here only the first one is.
    problems = [problem for problem in table.problems if problem.row not in again]
    problems += [
        Problem(row=row.number, expected=Message(N_("编号和前面的行重复，只导入前面那一行。")), found=row.identity)
        for row in table.rows
        if row.number in again
    ]
    return found, problems + _no_numbers(table, answers)


def merge(tables: Sequence[tuple[Sequence[Respondent], bool]]) -> dict[str, Respondent]:
    """Everybody in the files of an import, by key: who was there first stays, unless a later file may update.

    >>> first, later = Respondent("1", {"why": "玩"}), Respondent("1", {"why": "逃"})
    >>> [merge([([first], False), ([later], updates)])["1"].values["why"] for updates in (False, True)]
    ['玩', '逃']
    """
    merged: dict[str, Respondent] = {}
    for people, updates in tables:
        for one in people:
            if updates or one.key not in merged:
                merged[one.key] = one
    return merged


def _proposal(column: Column) -> ConfirmedColumn:
    uses = dict.fromkeys(_ABOUT_ANSWERING, Use.META) | {ColumnKind.EMPTY: Use.IGNORE}
    use = uses.get(column.kind) or Use(column.kind.value)
    if use is Use.META and _TRACES.fullmatch(column.title):  # leads to a person and tells a study nothing
        use = Use.IGNORE
    if use is Use.OPEN and column.topic in {Topic.CONTACT, Topic.SEGMENT}:
        use = Use.TEXT
    return ConfirmedColumn(key=column.key, title=column.title or column.key, use=use, topic=column.topic)


def _kind_for(use: Use, proposed: ColumnKind) -> ColumnKind:
    if use in {Use.PSEUDONYM, Use.TEXT}:
        return ColumnKind.META
    if use in {Use.META, Use.IGNORE}:
        return proposed if proposed in _ABOUT_ANSWERING | {ColumnKind.EMPTY} else ColumnKind.META
    return ColumnKind(use.value)


def _values(row: Row, answers: Sequence[ConfirmedColumn]) -> dict[str, Value]:
    cells = ((column, row.cells.get(column.key)) for column in answers)
    return {column.key: cell for column, cell in cells if cell is not None and _fits(cell, column.use)}


def _fits(cell: Cell, use: Use) -> bool:
    return isinstance(cell, float) or use not in _NUMBERS


def _no_numbers(table: AnswerTable, answers: Sequence[ConfirmedColumn]) -> list[Problem]:
    """One problem for each column of numbers in which some cells are none."""
    problems = []
    for column in answers:
        cells = [(row.number, row.cells[column.key]) for row in table.rows if column.key in row.cells]
        wrong = [(number, cell) for number, cell in cells if not _fits(cell, column.use)]
        if wrong:
            number, cell = wrong[0]
            sentence = Message(N_("这一列有 %(count)s 格不是数字，没有导入。"), {"count": len(wrong)})
            problems.append(Problem(row=number, column=column.title, expected=sentence, found=str(cell)[:60]))
    return problems
