"""Transcripts as they come in: who said what, when, and on which line of the file."""

from enum import StrEnum

from workbench.records.base import Record
from workbench.records.evidence import Problem, SpeakerRole


class TranscriptFormat(StrEnum):
    """How a file marks its speakers."""

    NAME_TIME = "name_time"
    TIME_NAME = "time_name"
    NAME_PAREN_TIME = "name_paren_time"
    TIME_NAME_COLON = "time_name_colon"
    NAME_COLON = "name_colon"
    TIME_ONLY = "time_only"
    SRT = "srt"
    VTT = "vtt"
    PLAIN = "plain"


class Turn(Record):
    """What one speaker said at a stretch. Milliseconds count from the start of the recording; `line` from 1."""

    speaker: str
    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    line: int


class Speaker(Record):
    """One name in one file; `role` is a guess for the researcher to confirm."""

    name: str
    turns: int
    characters: int
    role: SpeakerRole


class Transcript(Record):
    """A conversation; turns without a known speaker have the name ''."""

    title: str
    format: TranscriptFormat
    encoding: str | None = None
    turns: list[Turn]
    speakers: list[Speaker]
    problems: list[Problem] = []
