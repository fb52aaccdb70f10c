"""How far something is, told on: for a part of the whole, and not too often."""

from time import monotonic

from workbench.errors import Message
from workbench.records.analysis import Progress

REPORT_EVERY = 0.25  # seconds


def part(tell: Progress, start: float, end: float) -> Progress:
    """`tell` for a part of the work, from one share of the whole to another."""
    return lambda share, message: tell(start + (end - start) * share, message)


def seldom(tell: Progress) -> Progress:
    """`tell`, at most every quarter of a second: it may write to the database each time."""
    last = float("-inf")

    def told(share: float, message: Message) -> None:
        nonlocal last
        if monotonic() - last >= REPORT_EVERY:
            tell(share, message)
            last = monotonic()

    return told
