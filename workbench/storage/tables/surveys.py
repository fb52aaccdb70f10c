"""Screening questionnaires, their published versions and what came back."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel

from workbench.storage.tables.base import json_dict, key, maybe_moment, moment, refers


class Form(SQLModel, table=True):
    """A screening questionnaire (甄别问卷) as its author is editing it. `status`: draft, open or closed.

    `previous` holds definition and rules as they were before the last edit, for undoing it.
    """

    __tablename__ = "forms"
    id: int = key()
    study_id: int = refers("studies")
    title: str
    definition: dict[str, Any] = json_dict()
    rules: dict[str, Any] = json_dict()
    previous: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    revision: int = 1
    status: str = "draft"
    token: str = Field(unique=True)
    created_at: datetime = moment()
    updated_at: datetime = moment()


class FormVersion(SQLModel, table=True):
    """What was published: never changed, named by its hash."""

    __tablename__ = "form_versions"
    __table_args__ = (UniqueConstraint("form_id", "number"),)
    id: int = key()
    form_id: int = refers("forms")
    number: int
    digest: str
    definition: dict[str, Any] = json_dict()
    rules: dict[str, Any] = json_dict()
    published_at: datetime = moment()


class Submission(SQLModel, table=True):
    """One respondent's way through a form. `uuid` comes from the respondent's page and makes a retry harmless."""

    __tablename__ = "submissions"
    __table_args__ = (UniqueConstraint("form_id", "uuid"),)
    id: int = key()
    form_id: int = refers("forms")
    version_id: int = refers("form_versions")
    uuid: str
    token_hash: str = Field(unique=True)
    answers: dict[str, Any] = json_dict()
    page: int = 0
    last_digest: str = ""
    started_at: datetime = moment()
    saved_at: datetime = moment()
    completed_at: datetime | None = maybe_moment()
    qualified: bool | None = None
    verdict_rule: str | None = None
    participant_id: int | None = refers("participants", gone="SET NULL", optional=True)
