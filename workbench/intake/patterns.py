"""Which lines of a transcript open a turn: the file's dominant pattern, with care for sentences that look alike."""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.intake.clock import SPAN, Time, read_time
from workbench.intake.speakers import is_known, is_like_person, is_like_sentence, is_no_name, tidy_name
from workbench.records.transcripts import TranscriptFormat

_NAME = r"(?P<name>[^\s:：，。！？；、…,!?()（）\[\]【】\"“”<>][^:：，。！？；、…!?()（）\[\]【】\"“”<>\t]{0,29}?)"
# A gap has a limit, or a line of a million spaces would be tried from each of them.
_GAP, _SPACE = r"\s{0,8}", r"[ \t\u3000]{1,8}"
_OPEN, _CLOSE, _TEXT = r"[\[(（【]", r"[\])）】]", r"(?P<text>.*)"
# In the order of preference where two patterns fit equally many lines.
_TIMED = {
    TranscriptFormat.TIME_NAME_COLON: rf"{_OPEN}?{SPAN}{_CLOSE}?{_GAP}{_NAME}{_GAP}[:：]{_TEXT}",
    TranscriptFormat.NAME_PAREN_TIME: rf"{_NAME}{_GAP}{_OPEN}{SPAN}{_CLOSE}{_GAP}(?:[:：]{_TEXT})?",
    TranscriptFormat.NAME_TIME: rf"{_NAME}{_SPACE}{SPAN}(?:{_GAP}[:：]{_TEXT})?",
    TranscriptFormat.TIME_NAME: rf"{_OPEN}?{SPAN}{_CLOSE}?{_SPACE}{_NAME}",
    TranscriptFormat.TIME_ONLY: rf"(?P<name>){_OPEN}?{SPAN}{_CLOSE}?(?:(?<=[\])）】]){_TEXT})?",
}
_PATTERNS = {kind: re.compile(pattern) for kind, pattern in _TIMED.items()}
_NAME_COLON = re.compile(rf"{_NAME}{_GAP}[:：](?!//){_TEXT}")
_PRONOUNS = {"我", "他", "她"}
_SHORT_NAME = 8
_HABIT = 0.9


@dataclass(frozen=True)
class Header:
    """The line `index` (from 0) that opens a turn; `text` is what follows on the same line."""

    index: int
    name: str
    text: str
    start: Time | None = None
    end: Time | None = None


def find_headers(lines: Sequence[str]) -> tuple[TranscriptFormat, list[Header]]:
    """The pattern that most lines follow and the lines that open a turn in it; PLAIN and none for a text without.

    A quarter of real speakers speak only once: a name need not repeat, but then it must fit in every other way.
    """
    accepted = {kind: _accept_timed(kind, _matches(pattern, lines), lines) for kind, pattern in _PATTERNS.items()}
    best = max(accepted, key=lambda kind: len(accepted[kind]))
    if accepted[best]:
        return best, accepted[best]
    spoken = _accept_colons(_matches(_NAME_COLON, lines), sum(map(bool, lines)))
    return (TranscriptFormat.NAME_COLON, spoken) if spoken else (TranscriptFormat.PLAIN, [])


def accept_names(texts: Sequence[str]) -> list[Header]:
    """Of texts that may each begin with `name：`, those that do."""
    return _accept_colons(_matches(_NAME_COLON, texts), len(texts))


def lookalikes(kind: TranscriptFormat, headers: list[Header], lines: Sequence[str]) -> list[Header]:
    """Lines that have the form of a header and were taken for speech all the same."""
    opened = {header.index for header in headers}
    pattern = _PATTERNS.get(kind)
    return [header for header in _matches(pattern, lines) if header.index not in opened] if pattern else []


def _matches(pattern: re.Pattern[str], lines: Sequence[str]) -> list[Header]:
    found = []
    for index, line in enumerate(lines):
        match = pattern.fullmatch(line)
        if match is None:
            continue
        part = match.groupdict()
        start, end = part.get("start"), part.get("end")
        name = tidy_name(part["name"])
        if name or not part["name"]:
            times = (read_time(start) if start else None, read_time(end) if end else None)
            found.append(Header(index, name, (part.get("text") or "").strip(), *times))
    return found


def _accept_timed(kind: TranscriptFormat, headers: list[Header], lines: Sequence[str]) -> list[Header]:
    if kind is TranscriptFormat.TIME_ONLY:
        return headers if len(headers) > 1 and _in_order(headers) else []
    counts = Counter(header.name for header in headers)
    named = [header for header in headers if not is_no_name(header.name)]
    trusted = [
        header for header in named if is_known(header.name) or counts[header.name] > 1 + is_like_sentence(header.name)
    ]
    if not trusted:
        trusted = [header for header in named if _may_stand_alone(kind, header, lines)]
    return sorted(trusted + _fitting(named, trusted, lines), key=lambda header: header.index)


def _may_stand_alone(kind: TranscriptFormat, header: Header, lines: Sequence[str]) -> bool:
    """Whether a line is a header where no name repeats: a short name that is no speech, after a blank line or first."""
    if kind is TranscriptFormat.TIME_NAME and not is_like_person(header.name):
        return False
    short = len(header.name) <= _SHORT_NAME and not is_like_sentence(header.name)
    return short and (bool(header.text) or _after_blank(header, lines))


def _fitting(named: list[Header], trusted: list[Header], lines: Sequence[str]) -> list[Header]:
    """Of names that occur once, those that stand where a header may: after a blank line if others do, and in time."""
    if not trusted:
        return []
    habit = sum(_after_blank(header, lines) for header in trusted) >= _HABIT * len(trusted)
    indexes = [header.index for header in trusted]
    known = set(indexes)
    fitting = []
    for header in named:
        if header.index in known or is_like_sentence(header.name) or (habit and not _after_blank(header, lines)):
            continue
        at = bisect(indexes, header.index)
        around = [*trusted[max(0, at - 1) : at], header, *trusted[at : at + 1]]
        if is_like_person(header.name) or _in_order(around):
            fitting.append(header)
    return fitting


def _after_blank(header: Header, lines: Sequence[str]) -> bool:
    return header.index == 0 or not lines[header.index - 1]


def _in_order(headers: list[Header]) -> bool:
    starts = [header.start.milliseconds for header in headers if header.start]
    return starts == sorted(starts)


def _accept_colons(headers: list[Header], line_count: int) -> list[Header]:
    """Names before a colon: words for speakers, names that repeat through the file, and persons who speak once."""
    counts = Counter(header.name for header in headers)
    named = [header for header in headers if is_known(header.name) or not is_no_name(header.name)]
    names = {header.name for header in named if _may_be_speaker(header.name, counts[header.name])}
    told = [header for header in named if header.name in names]
    if any(map(is_known, names)) or (len(names) > 1 and len(told) >= 0.3 * line_count):
        return told
    return []


def _may_be_speaker(name: str, times: int) -> bool:
    if is_known(name) or is_like_person(name):
        return True
    return times > 1 and len(name) <= _SHORT_NAME and (name in _PRONOUNS or not is_like_sentence(name))
