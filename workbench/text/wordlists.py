"""The shipped lists of words, read once."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from workbench.text.folding import fold


def _lines(name: str) -> list[list[str]]:
    text = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8")
    return [fold(line).split() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def words_of(name: str) -> frozenset[str]:
    """All words of the list `name`."""
    return frozenset(word for line in _lines(name) for word in line)


@cache
def negations() -> Mapping[str, str]:
    """Each negation with the word that it is counted as."""
    return {word: line[0] for line in _lines("negations") for word in line}
