"""People, what they answered, what they said."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel

from workbench.storage.tables.base import json_dict, json_list, key, later, maybe_moment, moment, refers


class Question(SQLModel, table=True):
    """A question that participants answered, from a form or from a column of an imported table.

    `source` is `form:<id>` or `import:<id>`; `key` is the question's name there. `kind` (workbench.records.facts.Kind)
    and `topic` (workbench.records.Topic) are what the researcher confirmed: an open answer becomes an utterance.
    """

    __tablename__ = "questions"
    __table_args__ = (UniqueConstraint("source", "key"),)
    id: int = key()
    study_id: int = refers("studies")
    source: str = Field(index=True)
    key: str
    title: str
    kind: str
    topic: str | None = None
    choices: list[dict[str, Any]] = json_list()
    position: int = 0


class Participant(SQLModel, table=True):
    """Somebody who answered or was interviewed; a candidate (候选人) until interviewed.

    `state`: screened_out, waiting (the quota is full), qualified, invited, interviewed or dropped. `source` and
    `source_key` say who this is in a form or table. Who was `excluded_at` some time for a reason of the researcher's is
    in no run and no result.
    """

    __tablename__ = "participants"
    __table_args__ = (UniqueConstraint("study_id", "source", "source_key"), UniqueConstraint("study_id", "pseudonym"))
    id: int = key()
    study_id: int = refers("studies")
    source: str = "hand"
    source_key: str
    pseudonym: str
    state: str = "qualified"
    attributes: dict[str, str] = json_dict()
    note: str = ""
    consent_recording: bool | None = None
    excluded_at: datetime | None = maybe_moment()
    excluded_for: str = later("", "")
    created_at: datetime = moment()


class Answer(SQLModel, table=True):
    """A participant's answer to a question; `original` is kept when a researcher corrects it."""

    __tablename__ = "answers"
    __table_args__ = (UniqueConstraint("participant_id", "question_id"),)
    id: int = key()
    participant_id: int = refers("participants")
    question_id: int = refers("questions")
    value: Any = Field(default=None, sa_type=JSON)
    original: Any = Field(default=None, sa_type=JSON)


class Utterance(SQLModel, table=True):
    """What one person said or wrote: an open answer (`question_id`) or a turn of an interview (`interview_id`)."""

    __tablename__ = "utterances"
    id: int = key()
    study_id: int = refers("studies")
    participant_id: int | None = refers("participants", optional=True)
    question_id: int | None = refers("questions", optional=True)
    interview_id: int | None = refers("interviews", optional=True)
    position: int = 0
    speaker: str = ""
    role: str = "participant"
    topic: str | None = None
    text: str
    original_text: str | None = None
    start_ms: int | None = None


class Interview(SQLModel, table=True):
    """An interview, a phone call, an observation or a desk note with a participant.

    `status`: planned, unconfirmed (a transcript whose speakers wait for a look), done or no_show. `source_text` keeps
    what was pasted.
    """

    __tablename__ = "interviews"
    id: int = key()
    study_id: int = refers("studies")
    participant_id: int | None = refers("participants", optional=True)
    kind: str = "interview"
    title: str
    status: str = "planned"
    planned_at: datetime | None = maybe_moment()
    held_at: datetime | None = maybe_moment()
    meeting_link: str = ""
    host: str = ""
    recorder: str = ""
    source_name: str = ""
    source_text: str = ""
    speakers: list[dict[str, Any]] = json_list()
    created_at: datetime = moment()


class AnswerImport(SQLModel, table=True):
    """A table of answers that is imported again and again: the confirmed columns outlive each file.

    `forgotten` are hashes of the source keys of participants who were deleted and must not come back with a new file.
    """

    __tablename__ = "answer_imports"
    id: int = key()
    study_id: int = refers("studies")
    title: str
    columns: list[dict[str, Any]] = json_list()
    forgotten: list[str] = json_list()
    created_at: datetime = moment()


class ImportedFile(SQLModel, table=True):
    """One uploaded file, its bytes as they came. Until `confirmed_at` it is only a preview.

    `rows_changed` counts known people whose rows say something else than before; `updates` tells whether these won.
    """

    __tablename__ = "imported_files"
    id: int = key()
    study_id: int = refers("studies")
    import_id: int | None = refers("answer_imports", optional=True)
    name: str
    digest: str
    data: bytes
    sheet: str | None = None
    rows_read: int = 0
    rows_added: int = 0
    rows_changed: int = 0
    updates: bool = False
    problems: list[dict[str, Any]] = json_list()
    created_at: datetime = moment()
    confirmed_at: datetime | None = maybe_moment()
