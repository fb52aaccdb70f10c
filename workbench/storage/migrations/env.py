"""Alembic's entry: the connection comes from `workbench.storage.schema`, never from a file."""

from alembic import context
from sqlmodel import SQLModel

from workbench.storage import tables  # noqa: F401  # fills the metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
