"""Bytes from outside to records, with every problem collected: answer tables and interview transcripts."""

from workbench.intake.tables import read_table, recast_table
from workbench.intake.transcripts import read_transcript

__all__ = ["read_table", "read_transcript", "recast_table"]
