"""srt and vtt files: cues with times, put together into turns where the speaker is known."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from workbench.intake.clock import SPAN, read_time
from workbench.intake.patterns import Header, accept_names
from workbench.intake.speakers import tidy_name
from workbench.records.transcripts import TranscriptFormat, Turn

_TIMING = re.compile(rf"{SPAN}(?:\s+[^\s:]+:\S+)*")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,60})?\s([^<>]{1,60})>")
_TAG = re.compile(r"</?(?:v|c|i|b|u|lang|ruby|rt|font)(?:[.\s][^<>]{0,200})?>|<\d[\d:.]{0,20}>", re.IGNORECASE)
_NO_SPEECH = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)\b")


@dataclass
class Cue:
    """One subtitle; `line` counts from 1. Without times it is text that stands before the first one."""

    line: int
    start_ms: int | None = None
    end_ms: int | None = None
    lines: list[str] = field(default_factory=list)


def subtitle_format(lines: Sequence[str]) -> TranscriptFormat | None:
    """SRT or VTT if the lines are subtitles, else None."""
    if lines and lines[0].startswith("WEBVTT"):
        return TranscriptFormat.VTT
    first = [line for line in lines[:400] if line]
    return TranscriptFormat.SRT if 6 * sum(map(bool, map(_timing, first))) >= len(first) > 1 else None


def read_turns(lines: Sequence[str]) -> list[Turn]:
    """The cues as turns; neighbours of one named speaker become one turn."""
    cues = [cue for cue in read_cues(lines) if cue.lines]
    spoken = ["\n".join(cue.lines) for cue in cues]
    named = {header.index: header for header in accept_names([_plain(text).partition("\n")[0] for text in spoken])}
    turns: list[Turn] = []
    for index, (cue, marked) in enumerate(zip(cues, spoken, strict=True)):
        speaker, text = _speaker_and_text(marked, named.get(index))
        turn = Turn(speaker=speaker, text=text, start_ms=cue.start_ms, end_ms=cue.end_ms, line=cue.line)
        if turns and speaker and turns[-1].speaker == speaker:
            turn = turns[-1].model_copy(update={"text": f"{turns.pop().text}\n{text}", "end_ms": cue.end_ms})
        turns.append(turn)
    return [turn for turn in turns if turn.text]


def _speaker_and_text(marked: str, header: Header | None) -> tuple[str, str]:
    """Who speaks in a cue, by its voice tag or by a name before a colon, and what."""
    text = _plain(marked)
    if voice := _VOICE.search(marked):
        return tidy_name(html.unescape(voice[1])), text
    if header is None:
        return "", text
    return header.name, "\n".join(filter(None, [header.text, text.partition("\n")[2]]))


def _plain(marked: str) -> str:
    return html.unescape(_TAG.sub("", _VOICE.sub("", marked))).strip()


def read_cues(lines: Sequence[str]) -> list[Cue]:
    """Every cue. Left out: its number, in vtt also its name (alone between a blank line and a timing), and comments."""
    names = lines[0].startswith("WEBVTT")
    cues = [Cue(1)]
    skipping = False
    for index, line in enumerate(lines):
        skipping = bool(line) and (skipping or _NO_SPEECH.match(line) is not None)
        if timing := _timing(line):
            start, end = read_time(timing["start"]), read_time(timing["end"])
            cues.append(Cue(index + 1, start.milliseconds, end.milliseconds))
        elif line and not skipping and not _is_label(lines, index, names):
            cues[-1].lines.append(line)
    return cues


def _timing(line: str) -> re.Match[str] | None:
    match = _TIMING.fullmatch(line) if "-->" in line else None
    return match if match and match["end"] else None


def _is_label(lines: Sequence[str], index: int, names: bool) -> bool:
    followed = index + 1 < len(lines) and _timing(lines[index + 1]) is not None
    return followed and (lines[index].isdigit() or (names and not lines[index - 1]))
