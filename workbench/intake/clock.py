"""Times in transcripts: `00:23`, `00:12:34`, `00:00:12.345`, `00:12:01,500 --> 00:12:04,000`, in milliseconds."""

import re
from dataclasses import dataclass

_POINT = r"(?:\d{1,2}[:：])?\d{1,3}[:：][0-5]\d(?:[.,]\d{1,3})?"
SPAN = rf"(?P<start>{_POINT})(?:\s*(?:-->|[-–—~～至])\s*(?P<end>{_POINT}))?"
_FASTEST_CHARACTERS_A_SECOND = 15


@dataclass(frozen=True)
class Time:
    """Milliseconds since the start of the recording, `mm:ss` assumed where only two numbers are given (`parts`)."""

    milliseconds: int
    parts: int


def read_time(text: str) -> Time:
    """A time that matched `SPAN`.

    >>> read_time("1:02:03.5"), read_time("75:20")
    (Time(milliseconds=3723500, parts=3), Time(milliseconds=4520000, parts=2))
    """
    *whole, seconds = re.split("[:：]", text.replace(",", "."))
    minutes = int(whole[-1]) + (60 * int(whole[0]) if len(whole) > 1 else 0)
    return Time(minutes * 60_000 + round(float(seconds) * 1000), len(whole) + 1)


def are_hours(starts: list[Time], characters: int) -> bool:
    """Whether two-part times are hours and minutes: as minutes and seconds, nobody could have spoken so fast.

    `characters` were said between the first and the last start. People speak four to six a second.
    """
    if len(starts) < 2 or any(start.parts == 3 for start in starts):
        return False
    seconds = (starts[-1].milliseconds - starts[0].milliseconds) / 1000
    return 0 < seconds * _FASTEST_CHARACTERS_A_SECOND < characters
