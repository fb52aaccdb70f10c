"""The vocabulary as small validated records, one module a subject; no tables, no framework."""

from workbench.records.base import Record
from workbench.records.evidence import Problem, Quote, SpeakerRole, Topic

__all__ = ["Problem", "Quote", "Record", "SpeakerRole", "Topic"]
