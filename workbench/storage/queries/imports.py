"""Reads about imported tables: their files, the people they brought, previews that wait."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import defer
from sqlmodel import Session, col, func, select

from workbench.storage.tables import AnswerImport, ImportedFile, Interview, Participant


@dataclass(frozen=True)
class ListedImport:
    """A line of the list; `files` were confirmed, `people` are still there."""

    imported: AnswerImport
    files: int
    people: int


def source_of(import_id: int) -> str:
    """How an import is named as a source of participants and questions."""
    return f"import:{import_id}"


def list_imports(session: Session, study_id: int) -> list[ListedImport]:
    """The study's imports, the newest first."""
    imports = earlier_imports(session, study_id)
    counted = select(ImportedFile.import_id, func.count()).where(col(ImportedFile.confirmed_at).is_not(None))
    files = dict(session.exec(counted.group_by(col(ImportedFile.import_id))).all())
    people = select(Participant.source, func.count()).where(Participant.study_id == study_id)
    counts = dict(session.exec(people.group_by(Participant.source)).all())
    return [ListedImport(one, files.get(one.id, 0), counts.get(source_of(one.id), 0)) for one in imports]


def earlier_imports(session: Session, study_id: int) -> list[AnswerImport]:
    """The imports that an upload may continue, the newest first."""
    query = select(AnswerImport).where(AnswerImport.study_id == study_id)
    return list(session.exec(query.order_by(col(AnswerImport.id).desc())))


def waiting_files(session: Session, study_id: int) -> list[ImportedFile]:
    """Previews that nobody has confirmed yet, without their bytes."""
    query = select(ImportedFile).where(ImportedFile.study_id == study_id, col(ImportedFile.confirmed_at).is_(None))
    return list(session.exec(query.options(defer(ImportedFile.data)).order_by(col(ImportedFile.id).desc())))  # type: ignore[arg-type]


def confirmed_files(session: Session, import_id: int, *, with_bytes: bool = False) -> list[ImportedFile]:
    """The files of an import in the order in which they were confirmed."""
    query = select(ImportedFile).where(ImportedFile.import_id == import_id, col(ImportedFile.confirmed_at).is_not(None))
    if not with_bytes:
        query = query.options(defer(ImportedFile.data))  # type: ignore[arg-type]
    return list(session.exec(query.order_by(col(ImportedFile.confirmed_at), col(ImportedFile.id))))


def same_file(session: Session, file: ImportedFile) -> ImportedFile | None:
    """A confirmed file of the study with the same bytes as `file`, if there is one."""
    query = select(ImportedFile).where(
        ImportedFile.study_id == file.study_id,
        ImportedFile.digest == file.digest,
        col(ImportedFile.confirmed_at).is_not(None),
    )
    return session.exec(query.options(defer(ImportedFile.data))).first()  # type: ignore[arg-type]


def interviewed_of(session: Session, participant_ids: Sequence[int]) -> list[str]:
    """Pseudonyms of those among the participants who have interviews."""
    query = select(Participant.pseudonym, Participant.id).join(
        Interview, col(Interview.participant_id) == Participant.id
    )
    wanted = set(participant_ids)
    return sorted({name for name, participant_id in session.exec(query) if participant_id in wanted})
