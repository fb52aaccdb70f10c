"""Screening questionnaires, their published versions and what came back."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel

from workbench.storage.tables.base import json_dict, json_list, key, later, maybe_moment, moment, refers


class Form(SQLModel, table=True):
    """A screening questionnaire (甄别问卷) as its author is editing it. `status`: draft, open or closed.

    `previous` holds the last steps of its editing, for undoing them and doing them again. `one_answer` says by what a
    second answer of the same person is known: nothing (empty), the browser or the contact. `share` has title and
    description of the card that a messenger shows, `picture` its square PNG.
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
    opens_at: datetime | None = maybe_moment()
    closes_at: datetime | None = maybe_moment()
    password_hash: str = later("", "")
    one_answer: str = later("", "")
    share: dict[str, Any] = json_dict("{}")
    picture: bytes | None = None
    created_at: datetime = moment()
    updated_at: datetime = moment()


class FormTemplate(SQLModel, table=True):
    """A questionnaire that the team keeps to begin others with."""

    __tablename__ = "form_templates"
    id: int = key()
    title: str
    definition: dict[str, Any] = json_dict()
    rules: dict[str, Any] = json_dict()
    user_id: int | None = refers("users", gone="SET NULL", optional=True)
    created_at: datetime = moment()


class Channel(SQLModel, table=True):
    """A way to respondents (渠道) with a link of its own; the form's own token is the link without a channel, 0."""

    __tablename__ = "channels"
    __table_args__ = (UniqueConstraint("form_id", "name"),)
    id: int = key()
    form_id: int = refers("forms")
    name: str
    token: str = Field(unique=True)
    closed_at: datetime | None = maybe_moment()
    created_at: datetime = moment()


class PersonalLink(SQLModel, table=True):
    """A link that one person may use once; its token is derived from the server's secret and `number`, not stored.

    `label` is what the researcher knows the person by, and personal data.
    """

    __tablename__ = "personal_links"
    id: int = key()
    form_id: int = refers("forms")
    channel: int = 0
    number: str
    token_hash: str = Field(unique=True)
    label: str = ""
    submission_id: int | None = refers("submissions", gone="SET NULL", optional=True)
    revoked_at: datetime | None = maybe_moment()
    created_at: datetime = moment()


class FormOpening(SQLModel, table=True):
    """How often a form was opened through a channel on a day; `channel` is its id, 0 for the form's own link."""

    __tablename__ = "form_openings"
    form_id: int = Field(primary_key=True, foreign_key="forms.id", ondelete="CASCADE")
    channel: int = Field(default=0, primary_key=True)
    day: str = Field(primary_key=True)
    times: int = 0


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
    """One respondent's way through a form. `uuid` comes from the respondent's page and makes a retry harmless.

    `channel` is the id of the channel it came through, 0 for the form's own link; channels are closed, never deleted.
    `seed` orders what is shown in random order, `shown` (question → values) tells the order. `trail` lists what was
    posted: (page, seconds since the start); `pasted` the questions whose words were pasted. `contact_hash` knows a
    second answer by the contact. `score` is the candidate's, `score_parts` explain it.
    """

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
    channel: int = later(0, "0")
    seed: int = later(0, "0")
    shown: dict[str, Any] = json_dict("{}")
    trail: list[Any] = json_list("[]")
    pasted: list[Any] = json_list("[]")
    contact_hash: str = Field(default="", index=True, sa_column_kwargs={"server_default": ""})
    score: float | None = None
    score_parts: list[Any] = json_list("[]")


class QuotaPlace(SQLModel, table=True):
    """That a participant counts in a quota cell (配额格); their own state says whether they take a place there."""

    __tablename__ = "quota_places"
    __table_args__ = (UniqueConstraint("form_id", "cell", "participant_id"),)
    id: int = key()
    form_id: int = refers("forms")
    cell: str
    participant_id: int = refers("participants")
    created_at: datetime = moment()
