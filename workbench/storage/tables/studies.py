"""A research study and its brief."""

from datetime import date, datetime

from sqlmodel import SQLModel

from workbench.storage.tables.base import json_list, key, maybe_moment, moment, refers


class Study(SQLModel, table=True):
    """A study (研究项目) with its brief (研究需求)."""

    __tablename__ = "studies"
    id: int = key()
    owner_id: int = refers("users")
    title: str
    product: str = ""
    decision: str = ""
    questions: list[str] = json_list()
    hypotheses: list[str] = json_list()
    audience: str = ""
    deadline: date | None = None
    archived_at: datetime | None = maybe_moment()
    created_at: datetime = moment()
    updated_at: datetime = moment()
