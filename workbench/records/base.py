"""The base of all records: validated, frozen, no unknown fields."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A small validated value; it has no table and knows no framework."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=False)
