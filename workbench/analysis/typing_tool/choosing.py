"""Which questions to ask: one after the other, each time the one that says most besides those before it.

Ridge regression (Hoerl and Kennard 1970) of the segments on the traits, learnt from the other folds, judges every
candidate by Brier's (1950) score on the fold held out. It takes a thousandth of a second, so that every one can be
tried at every step, and its chances are sound for choices as well as for numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.evidence import Flags, Floats, Ints
from workbench.analysis.typing_tool.coding import Coded

MOST_TRIED = 30
WORTH = 0.01
_RIDGE = 0.1


@dataclass(frozen=True)
class _Fold:
    """Products of the traits of those learnt from, with one another and with the segments; the rows held out.

    `rows` are centred as those learnt from; `missing` (people, segments) is what their shares leave to be explained.
    """

    among: Floats
    towards: Floats
    rows: Floats
    missing: Floats

    def losses(self, columns: Ints) -> Floats:
        """The score of each person held out."""
        weights = np.linalg.solve(self.among[np.ix_(columns, columns)], self.towards[columns])
        return np.asarray(((self.missing - self.rows[:, columns] @ weights) ** 2).sum(axis=1))


def choose_questions(coded: Coded, labels: Ints, folds: Ints, most: int) -> list[int]:
    """Indices of at most `most` questions, the one that says most first; at least one.

    `labels` (people) are segments from 0, `folds` (people) the fold in which each is held out. A question that does not
    lower the score by 1 % is not worth the time it takes to answer.
    """
    segments = np.eye(labels.max() + 1)[labels]
    parts = [_products(coded.rows, segments, folds == fold) for fold in np.unique(folds)]
    chosen: list[int] = []
    candidates, loss = list(range(len(coded.questions))), np.inf
    while candidates and len(chosen) < most:
        losses = {one: _loss(parts, coded.columns([*chosen, one])) for one in candidates}
        ranked = sorted(candidates, key=lambda one: (round(losses[one], 9), one))
        if losses[ranked[0]] > (1 - WORTH) * loss:
            break
        chosen.append(ranked[0])
        loss = losses[ranked[0]]
        candidates = [one for one in ranked if one not in chosen][:MOST_TRIED]
    return chosen


def _loss(parts: Sequence[_Fold], columns: Ints) -> float:
    """The mean score over everybody, each in the fold that holds them out."""
    return float(np.concatenate([part.losses(columns) for part in parts]).mean())


def _products(rows: Floats, segments: Floats, held: Flags) -> _Fold:
    known, shares = rows[~held] - rows[~held].mean(axis=0), segments[~held].mean(axis=0)
    return _Fold(
        among=known.T @ known / len(known) + _RIDGE * np.eye(rows.shape[1]),
        towards=known.T @ (segments[~held] - shares) / len(known),
        rows=rows[held] - rows[~held].mean(axis=0),
        missing=segments[held] - shares,
    )
