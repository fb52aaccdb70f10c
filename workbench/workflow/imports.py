"""Imports (导入答卷): an uploaded table waits as a preview until it is confirmed or thrown away.

The bytes of every file are kept and all answers follow from them: from the uses of the columns that the researcher
confirmed and from the order of the files. What was corrected by hand always wins.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from sqlmodel import Session

from workbench.errors import N_, BadInput, Conflict, NotFound
from workbench.intake import read_table
from workbench.records import Problem, Record
from workbench.records.tables import AnswerTable
from workbench.storage import Store, add
from workbench.storage.queries.imports import confirmed_files, earlier_imports, source_of
from workbench.storage.tables import AnswerImport, ImportedFile, Question, now
from workbench.surveys.cleaning import clean_line
from workbench.workflow.answer_changes import Change, Stored, change_answers, compare_answers, read_stored
from workbench.workflow.audit import record
from workbench.workflow.evidence import Respondent, add_respondents
from workbench.workflow.import_answers import people_of, retyped, rewrite, stored_columns, sync_columns
from workbench.workflow.import_columns import (
    SAME_TABLE,
    ConfirmedColumn,
    Use,
    asked,
    check_columns,
    is_voiced,
    overlap,
    propose,
    recast,
    respondents,
)
from workbench.workflow.secrets import hash_token
from workbench.workflow.studies import touch

LONGEST_NAME = 200
MOST_PROBLEMS = 500

Into = int | None | Literal["match"]


class Order(Record):
    """A preview as it was confirmed; `into` is the import that the file continues, None for a new one."""

    columns: list[ConfirmedColumn]
    into: int | None = None
    title: str = ""
    sheet: str | None = None
    update_changed: bool = False


@dataclass(frozen=True)
class Preview:
    """What a file would bring into the import `into` with these columns; nothing is stored yet.

    `changed` counts known people whose row says something else than what is stored. `is_voiced` says whether an open
    column speaks of motivation or pain points.
    """

    table: AnswerTable
    columns: list[ConfirmedColumn]
    into: int | None
    people: int
    known: int
    changed: int
    is_voiced: bool
    problems: list[Problem]


def file_name(given: str | None) -> str:
    """An uploaded file's own name without folders and invisible characters."""
    name = clean_line((given or "").replace("\\", "/").rpartition("/")[2])
    return name[-LONGEST_NAME:] or "未命名"


def upload_table(store: Store, user_id: int, study_id: int, name: str, data: bytes) -> int:
    """Keep a file's bytes for a preview and return its id. Raises UnreadableFile or TooLarge for what is no table."""
    table = read_table(data, name)
    with store.writing() as session:
        file = ImportedFile(study_id=study_id, name=name, digest=sha256(data).hexdigest(), data=data)
        file.rows_read = len(table.rows)
        file_id = add(session, file)
        record(session, user_id, "upload_table", f"file:{file_id}", study_id=study_id)
        return file_id


def discard_upload(store: Store, user_id: int, file_id: int) -> None:
    """Throw a preview away. Raises Conflict when it was confirmed in the meantime."""
    with store.writing() as session:
        file = session.get_one(ImportedFile, file_id)
        _refuse_confirmed(file)
        session.delete(file)
        record(session, user_id, "discard_upload", f"file:{file_id}", study_id=file.study_id)


def preview_import(
    store: Store, file_id: int, into: Into, sheet: str | None, columns: Sequence[ConfirmedColumn] = ()
) -> Preview:
    """A file as it would be imported; "match" finds the earlier import that asks the same questions.

    `columns` are what was chosen on the page already, by key; the rest is proposed.
    """
    with store.reading() as session:
        file = session.get_one(ImportedFile, file_id)
        table = read_table(file.data, file.name, sheet=sheet)
        imports = earlier_imports(session, file.study_id)
        target = _matching(table, imports) if into == "match" else _chosen(imports, into)
        proposed = propose(table, [*stored_columns(target), *columns])
        people, problems = respondents(recast(table, proposed), proposed)
        stored = read_stored(session, source_of(target.id)) if target else Stored({}, {}, {})
    changes = _changes(stored, people, asked(proposed))
    return Preview(
        table=table,
        columns=proposed,
        into=target.id if target else None,
        people=len(people),
        known=sum(one.key in stored.people for one in people),
        changed=len({change.participant_id for change in changes}),
        is_voiced=is_voiced(proposed),
        problems=problems,
    )


def confirm_import(store: Store, user_id: int, file_id: int, order: Order) -> int:
    """Import a preview, all or nothing, and return the import's id.

    New rows become participants; known people keep what is stored unless `update_changed`. Raises BadInput for columns
    that cannot be imported so, Conflict when the file is imported already, NotFound for an import of another study.
    """
    check_columns(order.columns)
    with store.reading() as session:
        file = session.get_one(ImportedFile, file_id)
        _refuse_confirmed(file)
        target = _chosen(earlier_imports(session, file.study_id), order.into)
        files = confirmed_files(session, target.id, with_bytes=True) if target else []
    if files:
        refuse_another_id(target, order.columns)
    table = recast(read_table(file.data, file.name, sheet=order.sheet), order.columns)
    people, problems = respondents(table, order.columns)
    changed = retyped(target, order.columns)
    before = people_of(files, order.columns) if changed else {}
    with store.writing() as session:
        file = session.get_one(ImportedFile, file_id)
        _refuse_confirmed(file)
        target = session.get_one(AnswerImport, order.into) if order.into else _new_import(session, file, order)
        questions = sync_columns(session, target, table, order.columns, before)
        rewrite(session, target, {key: questions[key] for key in questions if key in changed}, before)
        added, differing = _bring(session, target, questions, people, update_changed=order.update_changed)
        _close(file, order, target.id, problems)
        file.rows_read, file.rows_added, file.rows_changed = len(people), added, differing
        record(session, user_id, "confirm_import", f"file:{file_id}", study_id=file.study_id)
        touch(session, file.study_id)
        return target.id


def _bring(
    session: Session,
    target: AnswerImport,
    questions: Mapping[str, Question],
    people: Sequence[Respondent],
    *,
    update_changed: bool,
) -> tuple[int, int]:
    """Add who is new and, if asked to, update who says something else; how many there were of each."""
    source = source_of(target.id)
    stored = read_stored(session, source)
    changes = _changes(stored, people, list(questions))
    if update_changed:
        change_answers(session, stored, questions, changes)
    forgotten = set(target.forgotten)
    new = [one for one in people if one.key not in stored.people and hash_token(one.key) not in forgotten]
    add_respondents(session, target.study_id, source, questions, new)
    return len(new), len({change.participant_id for change in changes})


def _changes(stored: Stored, people: Sequence[Respondent], keys: Sequence[str]) -> list[Change]:
    wanted = {stored.people[one.key]: one.values for one in people if one.key in stored.people}
    return compare_answers(stored, wanted, keys)


def _new_import(session: Session, file: ImportedFile, order: Order) -> AnswerImport:
    title = clean_line(order.title)[:LONGEST_NAME] or file.name
    target = AnswerImport(study_id=file.study_id, title=title)
    add(session, target)
    return target


def _close(file: ImportedFile, order: Order, import_id: int, problems: Sequence[Problem]) -> None:
    file.import_id, file.sheet, file.confirmed_at = import_id, order.sheet, now()
    file.updates = order.update_changed
    file.problems = [problem.model_dump(mode="json") for problem in problems[:MOST_PROBLEMS]]


def _matching(table: AnswerTable, imports: Sequence[AnswerImport]) -> AnswerImport | None:
    scored = [(overlap(table, stored_columns(one)), one) for one in imports]
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best if score >= SAME_TABLE else None


def _chosen(imports: Sequence[AnswerImport], import_id: int | None) -> AnswerImport | None:
    found = next((one for one in imports if one.id == import_id), None)
    if import_id is not None and found is None:
        raise NotFound(N_("找不到要接着导入的那一份。"), N_("请重新选择，或当作新的一份导入。"))
    return found


def _refuse_confirmed(file: ImportedFile) -> None:
    if file.confirmed_at:
        raise Conflict(N_("这个文件已经导入过了。"), N_("它的结果在导入答卷的列表里。"))


def refuse_another_id(target: AnswerImport | None, columns: Sequence[ConfirmedColumn]) -> None:
    """Raise BadInput when people would be recognised by another column than before: nobody would be known any more."""
    ids = [[column.key for column in some if column.use is Use.ID] for some in (stored_columns(target), columns)]
    if ids[0] != ids[1]:
        raise BadInput(N_("编号列和上次不同，认不出已经导入的人。"), N_("请选回原来的编号列，或当作新的一份导入。"))
