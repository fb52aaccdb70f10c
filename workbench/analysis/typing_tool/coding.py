"""Closed answers as numbers: which questions can be asked, and the traits of their answers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.evidence import Floats, Ints
from workbench.records.analysis import ClosedValue
from workbench.records.facts import Kind
from workbench.records.typing_tool import AskedQuestion, Trait, choices_of

ENOUGH = 0.6
MOST_CHOICES = 12
FEWEST = 3
_THINNEST = 1e-9


@dataclass(frozen=True)
class Coded:
    """Answers as numbers.

    `rows` (people, traits) are learnt from the answers alone, never from segments; `owners` (traits) tells the question
    of each, as an index into `questions`.
    """

    questions: tuple[AskedQuestion, ...]
    traits: tuple[Trait, ...]
    rows: Floats
    owners: Ints

    def columns(self, chosen: Sequence[int]) -> Ints:
        """The traits of the chosen questions, in their order."""
        return np.flatnonzero(np.isin(self.owners, chosen))


def code_answers(questions: Sequence[AskedQuestion], closed: Mapping[str, Sequence[ClosedValue]], n: int) -> Coded:
    """The questions that at least 60 % of the `n` people answered, and not all the same, with their traits."""
    kept: list[AskedQuestion] = []
    traits: list[Trait] = []
    owners: list[int] = []
    for question in questions:
        given = [value for value in closed.get(question.key, ()) if value is not None]
        found = _traits(question, given) if len(given) >= ENOUGH * n else []
        if found:
            owners += [len(kept)] * len(found)
            kept.append(question)
            traits += found
    rows = [[trait.of(value) for value in closed[trait.question]] for trait in traits]
    matrix = np.array(rows, dtype=float).reshape(len(traits), n).T
    return Coded(tuple(kept), tuple(traits), matrix, np.array(owners, dtype=np.int64))


def _traits(question: AskedQuestion, given: Sequence[ClosedValue]) -> list[Trait]:
    if question.kind in (Kind.SCALE, Kind.NUMBER):
        return _number(question.key, [float(value) for value in given if isinstance(value, float | int)])
    return _choices(question.key, given)


def _number(key: str, values: Sequence[float]) -> list[Trait]:
    """A number and its bend; the spread is that of the middle 98 %, so that one millionaire does not hide others."""
    if len(set(values)) < 2:
        return []
    inner = np.clip(values, *np.quantile(values, [0.01, 0.99]))
    centre, spread = float(np.mean(inner)), float(np.std(inner))
    if spread < _THINNEST:
        return []
    number = Trait(question=key, part="number", centre=_short(centre), spread=_short(spread))
    return [number, number.model_copy(update={"part": "bend"})] if len(set(values)) > 2 else [number]


def _choices(key: str, given: Sequence[ClosedValue]) -> list[Trait]:
    """The choices that at least three people made and three did not, at most twelve."""
    counts = Counter(choice for value in given for choice in set(choices_of(value)))
    common = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_CHOICES]
    shares = {choice: count / len(given) for choice, count in common if FEWEST <= count <= len(given) - FEWEST}
    return [
        Trait(
            question=key, part="choice", choice=choice, centre=_short(share), spread=_short((share - share**2) ** 0.5)
        )
        for choice, share in shares.items()
    ]


def _short(value: float) -> float:
    """Few digits, for they are stored; never 0 for a spread."""
    return float(f"{value:.6g}")
