"""From the files of an import to its stored questions and answers, whenever columns or files change."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlmodel import Session, col, delete, select

from workbench.intake import read_table
from workbench.records.tables import AnswerTable, ColumnKind
from workbench.storage.queries.imports import source_of
from workbench.storage.tables import AnswerImport, ImportedFile, Question
from workbench.workflow.answer_changes import change_answers, compare_answers, read_stored
from workbench.workflow.evidence import Respondent, sync_questions
from workbench.workflow.import_columns import ConfirmedColumn, Use, facts_of, kind_of, merge, recast, respondents


def stored_columns(target: AnswerImport | None) -> list[ConfirmedColumn]:
    """The columns that were confirmed for an import, none for a new one."""
    return [ConfirmedColumn.model_validate(column) for column in target.columns] if target else []


def retyped(target: AnswerImport | None, columns: Iterable[ConfirmedColumn]) -> set[str]:
    """Keys of columns that are used differently from now on."""
    before = {column.key: column for column in stored_columns(target)}
    return {
        column.key
        for column in columns
        if column.key in before
        and (column.use, _stored_as(column)) != (before[column.key].use, _stored_as(before[column.key]))
    }


def people_of(files: Sequence[ImportedFile], columns: Sequence[ConfirmedColumn]) -> dict[str, Respondent]:
    """Everybody in the files of an import, in their order, as `columns` read them."""
    tables = ((recast(read_table(file.data, file.name, sheet=file.sheet), columns), file.updates) for file in files)
    return merge([(respondents(table, columns)[0], updates) for table, updates in tables])


def sync_columns(
    session: Session,
    target: AnswerImport,
    table: AnswerTable,
    columns: Sequence[ConfirmedColumn],
    people: Mapping[str, Respondent],
) -> dict[str, Question]:
    """Store what the columns are used for and return the questions by key; ignored ones go with their answers.

    `people` are those of the earlier files; the choices of columns that are used differently now are taken from them.
    """
    source, changed = source_of(target.id), retyped(target, columns)
    ignored = [column.key for column in columns if column.use in {Use.IGNORE, Use.ID, Use.PSEUDONYM}]
    for start in range(0, len(ignored), 500):
        gone = col(Question.key).in_(ignored[start : start + 500])
        session.exec(delete(Question).where(col(Question.source) == source, gone))
    choices = {
        question.key: [choice["value"] for choice in question.choices]
        for question in session.exec(select(Question).where(Question.source == source))
        if question.key not in changed
    }
    questions = sync_questions(
        session, target.study_id, source, facts_of(table, columns, choices | _said(changed, people))
    )
    _remember(target, table, columns)
    return questions


def rewrite(
    session: Session, target: AnswerImport, questions: Mapping[str, Question], people: Mapping[str, Respondent]
) -> None:
    """Bring the stored answers to `questions` in line with `people`; nobody is added, corrections by hand stay."""
    stored = read_stored(session, source_of(target.id))
    wanted = {stored.people[one.key]: one.values for one in people.values() if one.key in stored.people}
    change_answers(session, stored, questions, compare_answers(stored, wanted, list(questions)))


def _stored_as(column: ConfirmedColumn) -> str:
    return "" if column.use in {Use.IGNORE, Use.ID, Use.PSEUDONYM} else kind_of(column)


def _said(keys: Collection[str], people: Mapping[str, Respondent]) -> dict[str, list[str]]:
    """What was answered to some questions, each choice once."""
    said: dict[str, dict[str, None]] = {key: {} for key in keys}
    for one in people.values():
        for key in keys:
            value = one.values.get(key)
            said[key].update(
                dict.fromkeys(value if isinstance(value, list) else [str(value)] if value is not None else [])
            )
    return {key: list(values) for key, values in said.items()}


def _remember(target: AnswerImport, table: AnswerTable, columns: Sequence[ConfirmedColumn]) -> None:
    """Keep the columns for the next file; one that was ignored because it is empty today is proposed anew then."""
    empty = {column.key for column in table.columns if column.kind is ColumnKind.EMPTY}
    kept = [column for column in columns if not (column.use is Use.IGNORE and column.key in empty)]
    keys = {column.key for column in columns}
    kept += [column for column in stored_columns(target) if column.key not in keys]
    target.columns = [column.model_dump(mode="json") for column in kept]
