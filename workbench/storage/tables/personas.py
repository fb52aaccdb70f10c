"""Persona documents, their published versions, portraits."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from workbench.storage.tables.base import json_dict, key, maybe_moment, moment, refers


class Portrait(SQLModel, table=True):
    """A re-encoded picture."""

    __tablename__ = "portraits"
    id: int = key()
    study_id: int = refers("studies")
    jpeg: bytes
    digest: str


class Persona(SQLModel, table=True):
    """A persona (画像) as it is being written; `document` is a workbench.records.PersonaDocument."""

    __tablename__ = "personas"
    id: int = key()
    study_id: int = refers("studies")
    segment_id: int | None = refers("segments", gone="SET NULL", optional=True)
    portrait_id: int | None = refers("portraits", gone="SET NULL", optional=True)
    number: int
    title: str
    document: dict[str, Any] = json_dict()
    revision: int = 1
    created_at: datetime = moment()
    updated_at: datetime = moment()


class PersonaVersion(SQLModel, table=True):
    """A published persona, named by its hash: never changed, unless somebody takes their words back.

    `withdrawn_at` says when words were taken out of it (需复核).
    """

    __tablename__ = "persona_versions"
    __table_args__ = (UniqueConstraint("persona_id", "number"),)
    id: int = key()
    persona_id: int = refers("personas")
    portrait_id: int | None = refers("portraits", gone="SET NULL", optional=True)
    number: int
    document: dict[str, Any] = json_dict()
    digest: str
    published_by: int | None = refers("users", gone="SET NULL", optional=True)
    published_at: datetime = moment()
    withdrawn_at: datetime | None = maybe_moment()
