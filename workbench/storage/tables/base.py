"""What the tables share: identity, moments in UTC, JSON columns."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, TypeDecorator
from sqlmodel import Field


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; SQLite forgets the zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Refuse moments without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Put UTC back."""
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


def key() -> Any:
    """The primary key of a table."""
    return Field(default=None, primary_key=True)


def moment(**options: Any) -> Any:
    """A moment, this one by default."""
    return Field(default_factory=now, sa_type=Moment, **options)


def maybe_moment() -> Any:
    """A moment that may not have come yet."""
    return Field(default=None, sa_type=Moment)


def later(default: Any, before: str) -> Any:
    """A column that came with a later version; rows from before it hold `before`, as SQL writes it."""
    return Field(default=default, sa_column_kwargs={"server_default": before})


def json_list(before: str | None = None) -> Any:
    """A list kept as JSON; of rows from before the column, `before`."""
    return Field(default_factory=list, sa_type=JSON, sa_column_kwargs={"server_default": before} if before else {})


def json_dict(before: str | None = None) -> Any:
    """A mapping kept as JSON; of rows from before the column, `before`."""
    return Field(default_factory=dict, sa_type=JSON, sa_column_kwargs={"server_default": before} if before else {})


def refers(target: str, *, gone: str = "CASCADE", optional: bool = False) -> Any:
    """A reference to another table's id; the row goes with its target unless `gone` says SET NULL."""
    default: dict[str, Any] = {"default": None} if optional else {}
    return Field(**default, sa_column_args=[ForeignKey(f"{target}.id", ondelete=gone)], index=True)
