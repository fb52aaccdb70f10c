"""Bytes from outside to records, with every problem collected: answer tables and interview transcripts."""

from workbench.intake.choosing import read_columns
from workbench.intake.named_sheets import read_sheets
from workbench.intake.tables import read_table, recast_table
from workbench.intake.transcripts import read_transcript

__all__ = ["read_columns", "read_sheets", "read_table", "read_transcript", "recast_table"]
