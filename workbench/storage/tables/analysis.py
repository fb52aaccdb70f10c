"""Words of a study, analysis runs and the segments that came out of them or were made by hand."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel

from workbench.storage.tables.base import json_dict, json_list, key, later, maybe_moment, moment, refers


class StudyWord(SQLModel, table=True):
    """A word of a study; `kind` says what it is there for.

    word: of its dictionary; stop: left out of counting; synonym: counted as another, `counts_as`; declined: a
    suggestion that nobody wants to see again.
    """

    __tablename__ = "study_words"
    __table_args__ = (UniqueConstraint("study_id", "kind", "text"),)
    id: int = key()
    study_id: int = refers("studies")
    kind: str
    text: str
    counts_as: str = later("", "")
    created_at: datetime = moment()


class Run(SQLModel, table=True):
    """An analysis run with its plan.

    `state`: queued, running, done, failed or cancelled; `lease_until` passes when the run's process died.
    `typing_tool` are the few questions that place a newcomer (workbench.records.typing_tool), once somebody asked.
    """

    __tablename__ = "runs"
    id: int = key()
    study_id: int = refers("studies")
    created_by: int | None = refers("users", gone="SET NULL", optional=True)
    plan: dict[str, Any] = json_dict()
    state: str = Field(default="queued", index=True)
    share: float = 0.0
    message: dict[str, Any] = json_dict()
    worker: str | None = None
    lease_until: datetime | None = maybe_moment()
    created_at: datetime = moment()
    started_at: datetime | None = maybe_moment()
    finished_at: datetime | None = maybe_moment()
    evidence_digest: str = ""
    result: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    typing_tool: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    versions: dict[str, Any] = json_dict()


class Segment(SQLModel, table=True):
    """A group of participants (人群), found by a run or put together by hand (研究者判断, no `run_id`)."""

    __tablename__ = "segments"
    id: int = key()
    study_id: int = refers("studies")
    run_id: int | None = refers("runs", optional=True)
    number: int
    name: str
    note: str = ""
    facts: dict[str, Any] = json_dict()
    created_at: datetime = moment()


class SegmentMember(SQLModel, table=True):
    """A participant in a segment."""

    __tablename__ = "segment_members"
    segment_id: int = Field(primary_key=True, foreign_key="segments.id", ondelete="CASCADE")
    participant_id: int = Field(primary_key=True, foreign_key="participants.id", ondelete="CASCADE", index=True)


class SegmentDecision(SQLModel, table=True):
    """What a researcher decided about segments of a run, and why; it binds the next run until it is undone.

    `kind`: merge, split, move or pin. `groups` are lists of participant ids that stay together, for a split two of them
    that stay apart, for a move or pin the people and the members (anchors) whom they join. `before` is what undoing
    needs: the segments changed with their members, and those made.
    """

    __tablename__ = "segment_decisions"
    id: int = key()
    study_id: int = refers("studies")
    run_id: int | None = refers("runs", gone="SET NULL", optional=True)
    user_id: int | None = refers("users", gone="SET NULL", optional=True)
    kind: str
    groups: list[list[int]] = json_list()
    before: dict[str, Any] = json_dict()
    reason: str
    created_at: datetime = moment()
    undone_at: datetime | None = maybe_moment()


class UtteranceVectors(SQLModel, table=True):
    """The meaning of an utterance's sentences, kept so that it is worked out once; it goes with the utterance.

    `digest` is of the text and the encoder: vectors of another text are of no use.
    """

    __tablename__ = "utterance_vectors"
    utterance_id: int = Field(primary_key=True, foreign_key="utterances.id", ondelete="CASCADE")
    digest: str
    data: bytes
