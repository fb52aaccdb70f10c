"""Who may sign in, how, and what was changed by whom."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from workbench.storage.tables.base import key, maybe_moment, moment, refers


class User(SQLModel, table=True):
    """A researcher with an account."""

    __tablename__ = "users"
    id: int = key()
    email: str = Field(unique=True)
    name: str
    password_hash: str
    language: str = "zh"
    created_at: datetime = moment()


class SignIn(SQLModel, table=True):
    """A server-side session; only the hash of its token is kept."""

    __tablename__ = "sign_ins"
    id: int = key()
    user_id: int = refers("users")
    token_hash: str = Field(unique=True)
    created_at: datetime = moment()
    seen_at: datetime = moment()


class OneTimeLink(SQLModel, table=True):
    """A link that works once: to sign in, or to choose a new password."""

    __tablename__ = "one_time_links"
    id: int = key()
    user_id: int = refers("users")
    token_hash: str = Field(unique=True)
    purpose: str
    expires_at: datetime = moment()
    used_at: datetime | None = maybe_moment()


class FailedAttempt(SQLModel, table=True):
    """A sign-in that failed, by hashed address or account, for throttling."""

    __tablename__ = "failed_attempts"
    id: int = key()
    key_hash: str = Field(index=True)
    at: datetime = moment()


class AuditEntry(SQLModel, table=True):
    """One row for each change, without personal data."""

    __tablename__ = "audit_entries"
    id: int = key()
    at: datetime = moment()
    user_id: int | None = refers("users", gone="SET NULL", optional=True)
    study_id: int | None = Field(default=None, index=True)
    verb: str
    subject: str = ""
