"""Corrections to what was imported: columns used differently, the last file taken back."""

from collections.abc import Collection, Sequence

from sqlmodel import Session, col, delete, select

from workbench.errors import N_, Conflict
from workbench.intake import read_table
from workbench.records.tables import AnswerTable
from workbench.storage import Store
from workbench.storage.queries.imports import confirmed_files, interviewed_of, source_of
from workbench.storage.tables import AnswerImport, ImportedFile, Participant, Question
from workbench.workflow import run_cache
from workbench.workflow.audit import record
from workbench.workflow.import_answers import people_of, retyped, rewrite, stored_columns, sync_columns
from workbench.workflow.import_columns import ConfirmedColumn, check_columns, propose, recast
from workbench.workflow.imports import refuse_another_id
from workbench.workflow.studies import touch


def columns_to_correct(
    store: Store, import_id: int, typed: Sequence[ConfirmedColumn] = ()
) -> tuple[AnswerTable, list[ConfirmedColumn]]:
    """The last file's table and its columns as they are used now, or as `typed`. Raises Conflict without a file."""
    with store.reading() as session:
        target = session.get_one(AnswerImport, import_id)
        files = confirmed_files(session, import_id, with_bytes=True)
    if not files:
        raise Conflict(N_("这份导入已经没有文件。"), N_("请重新上传答卷表。"))
    table = read_table(files[-1].data, files[-1].name, sheet=files[-1].sheet)
    return table, propose(table, [*stored_columns(target), *typed])


def correct_columns(store: Store, user_id: int, import_id: int, columns: Sequence[ConfirmedColumn]) -> None:
    """Use columns differently: answers and utterances are made anew from the stored files, corrections by hand stay."""
    check_columns(columns)
    with store.reading() as session:
        target = session.get_one(AnswerImport, import_id)
        files = confirmed_files(session, import_id, with_bytes=True)
    refuse_another_id(target, columns)
    table, _ = columns_to_correct(store, import_id)
    changed = retyped(target, columns)
    people = people_of(files, columns) if changed else {}
    with store.writing() as session:
        target = session.get_one(AnswerImport, import_id)
        questions = sync_columns(session, target, recast(table, columns), columns, people)
        rewrite(session, target, {key: questions[key] for key in questions if key in changed}, people)
        record(session, user_id, "correct_columns", f"import:{import_id}", study_id=target.study_id)
        touch(session, target.study_id)


def undo_import(store: Store, user_id: int, import_id: int) -> int:
    """Take the last file back: whom it added goes, what it updated is as before, the file waits as a preview again.

    Returns how many participants went. Raises Conflict when some of them were interviewed since.
    """
    with store.reading() as session:
        target = session.get_one(AnswerImport, import_id)
        files = confirmed_files(session, import_id, with_bytes=True)
    if not files:
        raise Conflict(N_("这份导入已经没有文件。"), N_("没有可以撤销的了。"))
    before, after = (people_of(some, stored_columns(target)) for some in (files[:-1], files))
    with store.writing() as session:
        last = session.get_one(ImportedFile, files[-1].id)
        gone = _take_back(session, target, after.keys() - before.keys())
        if last.updates:
            source = select(Question).where(Question.source == source_of(import_id))
            rewrite(session, target, {question.key: question for question in session.exec(source)}, before)
        if not before:
            session.exec(delete(Question).where(col(Question.source) == source_of(import_id)))
        last.confirmed_at, last.import_id, last.updates = None, None, False
        record(session, user_id, "undo_import", f"file:{last.id}", study_id=target.study_id)
        touch(session, target.study_id)
        return gone


def delete_import(store: Store, user_id: int, import_id: int) -> None:
    """Forget an import that has no files any more. Raises Conflict while it has."""
    with store.writing() as session:
        target = session.get_one(AnswerImport, import_id)
        if confirmed_files(session, import_id):
            raise Conflict(N_("这份导入还有文件。"), N_("请先逐个撤销它的文件。"))
        session.delete(target)
        record(session, user_id, "delete_import", f"import:{import_id}", study_id=target.study_id)


def _take_back(session: Session, target: AnswerImport, keys: Collection[str]) -> int:
    """Delete the participants that have these keys in the import."""
    people = select(Participant.source_key, Participant.id).where(Participant.source == source_of(target.id))
    ids = [participant_id for key, participant_id in session.exec(people) if key in keys]
    interviewed = interviewed_of(session, ids)
    if interviewed:
        raise Conflict(
            N_("其中 %(count)s 位已经有访谈：%(names)s。"),
            N_("请先把这些访谈改挂到别的受访者，或单独删除这些受访者，再撤销。"),
            count=len(interviewed),
            names="、".join(interviewed[:5]),
        )
    for start in range(0, len(ids), 500):
        session.exec(delete(Participant).where(col(Participant.id).in_(ids[start : start + 500])))
    run_cache.clear(session, target.study_id)
    return len(ids)
