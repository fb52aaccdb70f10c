"""Answers as files: a row a person, options in one column or one each, with or without who somebody is; a codebook."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from workbench.errors import N_, Message, Tell, TooLarge
from workbench.export import table_to_csv, table_to_xlsx
from workbench.records.facts import Kind
from workbench.records.sheets import Cell, Sheet
from workbench.storage import Store
from workbench.storage.queries.answers import AnswerRow, Wanted, rows
from workbench.storage.tables import Question
from workbench.workflow.answers import KINDS, STATES, TOPICS, ZONE, answer_items, listed_values
from workbench.workflow.asked import Asked, asked_in, questions_in
from workbench.workflow.call_list import note_contacts
from workbench.workflow.exclusions import GIVEN_REASONS
from workbench.workflow.recruiting_columns import FIXED, recruiting_columns

JOINED_BY, RANKED_BY = "┋", "→"
MOST_COLUMNS = 16_384  # of an xlsx


@dataclass(frozen=True)
class Layout:
    """How answers leave: several options in `one` column, in one `each` or `both`; who and what is in which file."""

    several: Literal["one", "each", "both"] = "one"
    personal: bool = False
    excluded: bool = False
    screened_out: bool = True
    kind: Literal["xlsx", "csv"] = "xlsx"


@dataclass(frozen=True)
class LeftOut:
    """How many people and questions of the table wanted are not in the file."""

    excluded: int = 0
    screened_out: int = 0
    personal: int = 0


@dataclass(frozen=True)
class Export:
    """What leaves: the questions, everybody's rows, and what is left out."""

    questions: Sequence[Question]
    rows: Sequence[AnswerRow]
    left_out: LeftOut
    asked: Asked = field(default_factory=Asked)


@dataclass(frozen=True)
class _Column:
    """A column of the file: its heading and what of an answer stands in it."""

    heading: str
    question: int
    cell: Callable[[Any], Cell]


def read_export(store: Store, wanted: Wanted, layout: Layout) -> Export:
    """What a file of these rows would hold."""
    with store.reading() as session:
        questions, asked = questions_in(session, wanted.source), asked_in(session, wanted.source)
        everybody = list(rows(session, wanted))
    counted = [one for one in everybody if layout.excluded or one.participant.excluded_at is None]
    kept = [one for one in counted if layout.screened_out or one.participant.state != "screened_out"]
    shown = [one for one in questions if layout.personal or not asked.is_private(one)]
    left_out = LeftOut(len(everybody) - len(counted), len(counted) - len(kept), len(questions) - len(shown))
    return Export(shown, kept, left_out, asked)


def export_answers(store: Store, user_id: int, wanted: Wanted, layout: Layout, tell: Tell = str) -> bytes:
    """The rows wanted as a file; an xlsx has a codebook and says who is left out. `tell` translates headings.

    That contacts left is written down. Raises TooLarge for more columns than a sheet holds.
    """
    export = read_export(store, wanted, layout)
    with store.reading() as session:
        beside = recruiting_columns(session, wanted.source, tell, notes=layout.personal)
    columns = [column for question in export.questions for column in _columns(export, question, layout)]
    fixed = (*FIXED, N_("排除的理由")) if layout.excluded else FIXED
    headings = [*(tell(Message(one)) for one in fixed), *beside.headings, *(column.heading for column in columns)]
    lines = [
        [*_fixed(row, layout, tell), *beside.of(row.participant.id), *_answers(row, columns)] for row in export.rows
    ]
    if layout.kind == "xlsx" and len(headings) > MOST_COLUMNS:
        raise TooLarge(
            N_("一共有 %(n)s 列，超过了 Excel 的 %(most)s 列上限。"),
            N_("请改用 csv 导出，或把多选放在一列里。"),
            n=len(headings),
            most=MOST_COLUMNS,
        )
    if layout.personal and export.rows:
        note_contacts(store, user_id, export.rows[0].participant.study_id, wanted.source, left=True)
    if layout.kind == "csv":
        return table_to_csv(headings, lines)
    sheet = Sheet(tell(Message(N_("答卷"))), headings, lines)
    return table_to_xlsx([sheet, _codebook(export, tell), _about(export, tell)])


def _columns(export: Export, question: Question, layout: Layout) -> Iterator[_Column]:
    ranked = question.key in export.asked.rankings
    parted = question.kind == Kind.MULTIPLE and (bool(question.choices) or ranked)
    if layout.several != "each" or not parted:
        yield _Column(question.title, question.id, lambda value: _joined(question, value, ranked=ranked))
    if layout.several != "one" and parted:
        for value, text in _options(export, question).items():
            yield _Column(f"{question.title} · {text}", question.id, _choice(value, ranked=ranked))


def _options(export: Export, question: Question) -> dict[str, str]:
    """What was offered by value, and what somebody chose that is offered no more."""
    offered = {str(choice["value"]): str(choice["text"]) for choice in question.choices}
    given = (value for row in export.rows for value in listed_values(row.values.get(question.id)))
    return offered | {value: value for value in given if value not in offered}


def _choice(option: str, *, ranked: bool) -> Callable[[Any], Cell]:
    """1 where an option was chosen, its place where it was ranked; 0 where it was not, nothing where nothing was."""

    def cell(value: Any) -> Cell:
        chosen = listed_values(value)
        if not chosen:
            return None
        if option not in chosen:
            return None if ranked else 0
        return chosen.index(option) + 1 if ranked else 1

    return cell


def _joined(question: Question, value: Any, *, ranked: bool) -> Cell:
    if isinstance(value, int | float) and not isinstance(value, bool) and not question.choices:
        return value
    return (RANKED_BY if ranked else JOINED_BY).join(answer_items(question, value)) or None


def _fixed(row: AnswerRow, layout: Layout, tell: Tell) -> list[Cell]:
    person, at = row.participant, row.at.astimezone(ZONE).replace(microsecond=0)
    reason = tell(Message(person.excluded_for)) if person.excluded_for in GIVEN_REASONS else person.excluded_for
    fixed: list[Cell] = [person.pseudonym, tell(Message(STATES.get(person.state, person.state))), at]
    return [*fixed, reason or None] if layout.excluded else fixed


def _answers(row: AnswerRow, columns: Sequence[_Column]) -> list[Cell]:
    return [column.cell(row.values.get(column.question)) for column in columns]


def _codebook(export: Export, tell: Tell) -> Sheet:
    """A line a question: what was asked, under which key, the options as value=text, how many people answered."""
    headings = (N_("题号"), N_("题目"), N_("代号"), N_("题型"), N_("内容"), N_("选项（值=文字）"), N_("回答人数"))
    lines: list[list[Cell]] = []
    for question in export.questions:
        ranked = question.key in export.asked.rankings
        kind = N_("排序") if ranked else KINDS.get(Kind(question.kind), "")
        options = "\n".join(f"{choice['value']}={choice['text']}" for choice in question.choices)
        answered = sum(row.values.get(question.id) not in (None, "", []) for row in export.rows)
        words = [tell(Message(word)) for word in (kind, TOPICS.get(question.topic or "", ""))]
        asked = (_number(export.asked, question, tell), question.title, question.key)
        lines.append([*asked, *words, options or None, answered])
    return Sheet(tell(Message(N_("编码表"))), [tell(Message(heading)) for heading in headings], lines)


def _number(asked: Asked, question: Question, tell: Tell) -> Cell:
    """A whole question's number to sort by; nothing for what is asked no more."""
    number = asked.numbers.get(question.key)
    return number and (tell(number.told) if number.part or number.other else number.question)


def _about(export: Export, tell: Tell) -> Sheet:
    """Who and what is in the file, and what is not."""
    counts = (
        (N_("导出的人数"), len(export.rows)),
        (N_("没有导出：已排除的人"), export.left_out.excluded),
        (N_("没有导出：不合格的人"), export.left_out.screened_out),
        (N_("没有导出：问姓名或联系方式的题"), export.left_out.personal),
    )
    lines: list[list[Cell]] = [[tell(Message(sentence)), count] for sentence, count in counts]
    return Sheet(tell(Message(N_("说明"))), [tell(Message(N_("项目"))), tell(Message(N_("数")))], lines)
