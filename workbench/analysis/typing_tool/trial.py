"""How well people are placed who were not learnt from: nested cross-validation and what its outcomes add up to."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.evidence import Flags, Floats, Ints
from workbench.analysis.results import wilson
from workbench.analysis.typing_tool.choosing import choose_questions
from workbench.analysis.typing_tool.coding import Coded
from workbench.analysis.typing_tool.folds import FEW_PEOPLE, fold_count, spread_over_folds
from workbench.analysis.typing_tool.learning import Learnt, learn
from workbench.analysis.typing_tool.rules import grow_tree, plain
from workbench.records.typing_tool import ReliabilityRow, Trial

INNER_FOLDS = 5
BINS = 5


@dataclass(frozen=True)
class Made:
    """The questions chosen and what was learnt from their answers."""

    chosen: list[int]
    learnt: Learnt


def make(coded: Coded, labels: Ints, most: int, seed: int) -> Made:
    """Choose questions and learn from them; the folds inside hold out for both."""
    folds = spread_over_folds(labels, fold_count(labels, INNER_FOLDS), seed)
    chosen = choose_questions(coded, labels, folds, most)
    return Made(chosen, learn(coded.rows[:, coded.columns(chosen)], labels, folds))


def try_out(coded: Coded, labels: Ints, most: int, seed: int) -> Trial:
    """Everything is made anew without the people of each fold, then they are placed."""
    n, segments = len(labels), labels.max() + 1
    folds = spread_over_folds(labels, fold_count(labels, 5 if n > FEW_PEOPLE else 10), seed)
    chances, none, by_rules = np.zeros((n, segments)), np.zeros(n, dtype=bool), np.zeros(n, dtype=np.int64)
    for fold in np.unique(folds):
        train, held = folds != fold, folds == fold
        learners = Coded(coded.questions, coded.traits, coded.rows[train], coded.owners)
        made = make(learners, labels[train], most, seed + 1)
        chances[held], none[held] = made.learnt.place(coded.rows[held][:, coded.columns(made.chosen)])
        said = plain(coded, made.chosen)
        by_rules[held] = grow_tree(learners.rows[:, said], labels[train], seed).predict(coded.rows[held][:, said])
    return _summed(chances, none, labels, int((by_rules == labels).sum()))


def _summed(chances: Floats, none: Flags, labels: Ints, rules_right: int) -> Trial:
    n, segments = chances.shape
    best = chances.argmax(axis=1)
    right = int((best == labels).sum())
    rows = reliability(chances.max(axis=1), best == labels)
    counts = np.zeros((segments, segments + 1), dtype=int)
    np.add.at(counts, (labels, np.where(none, segments, best)), 1)
    return Trial(
        n=n,
        right=right,
        interval=wilson(right, n),
        guessed=int(np.bincount(labels).max()),
        counts=tuple(tuple(int(count) for count in row) for row in counts),
        brier=float(((chances - np.eye(segments)[labels]) ** 2).sum(axis=1).mean()),
        calibration_error=sum(abs(row.said * row.n - row.right) for row in rows) / n,
        reliability=tuple(rows),
        rules_right=rules_right,
    )


def reliability(said: Floats, right: Flags) -> Sequence[ReliabilityRow]:
    """People in five groups of about equal size by the chance of their likeliest segment; what chance, how many right.

    >>> reliability(np.array([0.5, 0.9]), np.array([False, True]))[-1].right
    1
    """
    order = np.argsort(said, kind="stable")
    return [
        ReliabilityRow(
            low=float(said[group].min()),
            high=float(said[group].max()),
            n=len(group),
            said=float(said[group].mean()),
            right=int(right[group].sum()),
        )
        for group in np.array_split(order, BINS)
        if len(group)
    ]
