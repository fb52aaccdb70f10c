"""The characters of many texts as arrays: plain, shortened, with the pieces that a segmenter is given."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.text.folding import LONGEST_RUN, narrow
from workbench.text.segmenter import JOINABLE, LONGEST_PIECE

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int32]

_JOINS = re.compile(f"[{JOINABLE}]")


@dataclass(frozen=True)
class Characters:
    """The characters of some texts in half width, runs cut short.

    `text` tells whose each is, `dropped` how many like it were left out after it, `joins` whether it can be part of a
    word; `pieces` are the places where what the segmenter is given begins.
    """

    codes: npt.NDArray[np.uint32]
    text: Numbers
    dropped: Ints
    joins: Flags
    pieces: Ints


def characters_of(texts: Sequence[str]) -> Characters:
    """All characters of the texts, one text after the other."""
    owners = np.repeat(np.arange(len(texts), dtype=np.int32), np.fromiter(map(len, texts), np.int64, len(texts)))
    codes, joins = _plain(np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4"))
    repeats = ~(changes(codes) | changes(owners))
    dropping = repeats.copy()
    for step in range(1, LONGEST_RUN):
        dropping[step:] &= repeats[:-step]
    kept = np.flatnonzero(~dropping)
    dropped = np.diff(kept, append=len(codes)) - 1
    codes, joins, owners = codes[kept], joins[kept], owners[kept]
    return Characters(codes, owners, dropped, joins, _pieces(joins, owners))


def _pieces(joins: Flags, owners: Numbers) -> Ints:
    """Where pieces begin: at the first character that joins, and again where one would be too long."""
    edges = np.flatnonzero(changes(joins) | changes(owners))
    joined = joins[edges]
    starts, lengths = edges[joined], np.diff(edges, append=len(joins))[joined]
    parts = -(-lengths // LONGEST_PIECE)
    nth = np.arange(parts.sum()) - np.repeat(np.cumsum(parts) - parts, parts)
    return np.asarray(np.repeat(starts, parts) + nth * LONGEST_PIECE)


def _plain(codes: npt.NDArray[np.uint32]) -> tuple[npt.NDArray[np.uint32], Flags]:
    """The characters in half width, and which can be part of a word; each distinct one is looked up once."""
    occurring = np.flatnonzero(np.bincount(codes))
    plain = [narrow(chr(code)) for code in occurring]
    narrowed = np.zeros(occurring[-1] + 1 if len(occurring) else 0, dtype=np.uint32)
    joining = np.zeros(len(narrowed), dtype=bool)
    narrowed[occurring] = [ord(character) for character in plain]
    joining[occurring] = [_JOINS.match(character) is not None for character in plain]
    return narrowed[codes], joining[codes]


def changes(values: npt.NDArray[Any]) -> Flags:
    """Where a value differs from the one before; the first does."""
    differs = np.ones(len(values), dtype=bool)
    differs[1:] = values[1:] != values[:-1]
    return differs
