"""A second look at groups: whoever is in one teaches what its people say, and all are placed again by what they said.

Places tell people by the mean of what they said, and one foreign sentence of two moves that mean half-way to another
group. Here each piece (a statement, or all that somebody ticked) is judged on its own by a multinomial logistic
regression of the group on what was said; what the pieces say for each group adds up, as views that are independent
given the group do. Judges learn from the groups they change until nobody moves: discriminative clustering with a
regularized classifier (Krause, Perona and Gomes 2010).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from workbench.analysis.axes import axes
from workbench.analysis.blocks import Block
from workbench.analysis.evidence import Evidence, Flags, Floats, Ints, Singles
from workbench.analysis.spaces import Spaces

_MOST_COLUMNS = 60
_ROUNDS = 5
_FIRST_STEPS = 6
_RIDGE = 10.0
# Judges of few pieces need a weaker ridge, or they believe in no group but the largest.
_PIECES_A_RIDGE = 40.0
# A ridge makes judges timid; what a piece says is taken twice.
_SHARPNESS = 2.0
# Whatever a piece says, a chance of so much is left to be wrong.
_DOUBT = 0.03


@dataclass(frozen=True)
class View:
    """What is known on one subject: `rows` (pieces, columns), whose each is, and how much the subject counts."""

    rows: Floats
    owners: Ints
    weight: float


def build_views(evidence: Evidence, spaces: Spaces, blocks: Sequence[Block]) -> tuple[View, ...]:
    """A view for each subject of the blocks, on its leading directions: statements in all spaces, or closed answers."""
    topics = {str(topic): topic for topic in evidence.topics()}
    views = []
    for block in {block.subject: block for block in blocks}.values():
        if block.subject in topics:
            said = evidence.of_topic(topics[block.subject])
            rows, owners = np.hstack([space[said] for space in spaces.all()]), evidence.owners()[said]
        else:
            owners = np.flatnonzero(block.given)
            rows = block.rows[owners]
        most = min(_MOST_COLUMNS, *rows.shape)
        views.append(View(axes(rows, np.arange(len(rows)), most), owners, block.weight))
    return tuple(views)


def look_again(views: Sequence[View], groups: Ints, inside: Flags, held: Flags) -> Ints:
    """Groups of all people after a second look at each division, shape (divisions, people).

    `groups` has that shape, too. Of each division those `inside` (divisions, people) teach; people `held` stay where
    they are. A group may lose its last member and is not filled again.
    """
    if not views:
        return groups
    start = np.eye(int(groups.max()) + 1, dtype=np.float32)[groups.T]
    teaching = inside.T[..., None].astype(np.float32)
    judges = [_Judge(view, start.shape) for view in views]
    chances = start
    for _ in range(_ROUNDS):
        told = np.log(np.maximum(_shares(chances, teaching), 1e-12))
        for judge in judges:
            told = told + judge.hear(chances, teaching)
        now = _chances(told)
        now[held] = start[held]
        settled = np.array_equal(now.argmax(axis=2), chances.argmax(axis=2))
        chances = now
        if settled:
            break
    return np.asarray(chances.argmax(axis=2).T)


class _Judge:
    """Logistic regressions on one view, one for each division, learnt a little further at each hearing."""

    def __init__(self, view: View, shape: tuple[int, ...]) -> None:
        people, self.divisions, self.groups = shape
        pieces = len(view.rows)
        self.owners, self.weight = view.owners, _SHARPNESS * view.weight
        self.rows = np.hstack([view.rows, np.ones((pieces, 1))]).astype(np.float32)
        ridge = np.full((self.rows.shape[1], 1), min(_RIDGE, pieces / _PIECES_A_RIDGE), dtype=np.float32)
        ridge[-1] = 0.0
        self.ridge, self.step = ridge, 1 / (0.5 * (self.rows**2).sum(axis=0)[:, None] + ridge)
        self.learnt = np.zeros((len(ridge), self.divisions * self.groups), dtype=np.float32)
        ones = np.ones(pieces, dtype=np.float32)
        self.gather = csr_matrix((ones, (view.owners, np.arange(pieces))), shape=(people, pieces))
        self.steps = _FIRST_STEPS

    def hear(self, chances: Singles, teaching: Singles) -> Singles:
        """Learn from the chances (people, divisions, groups); how much what each person said speaks for each group."""
        target, counted = chances[self.owners], teaching[self.owners]
        for _ in range(self.steps):
            self._learn(target, counted)
        self.steps = 1
        ratio = np.log((self._judged() + _DOUBT) / (_shares(target, counted) + _DOUBT))
        return np.asarray(self.gather @ (self.weight * ratio).reshape(len(self.rows), -1)).reshape(chances.shape)

    def _learn(self, target: Singles, counted: Singles) -> None:
        """One step up under a fixed bound on the curvature (Böhning 1992), diagonal because columns are orthogonal.

        Leaving people out only flattens the curve, so that one bound serves all divisions.
        """
        missed = ((target - self._judged()) * counted).reshape(len(self.rows), -1)
        self.learnt += self.step * (self.rows.T @ missed - self.ridge * self.learnt)

    def _judged(self) -> Singles:
        return _chances((self.rows @ self.learnt).reshape(-1, self.divisions, self.groups))


def _chances(told: Singles) -> Singles:
    """Chances of the groups (last axis) from their logarithms, up to a constant."""
    chances = np.exp(told - told.max(axis=-1, keepdims=True))
    return np.asarray(chances / chances.sum(axis=-1, keepdims=True))


def _shares(chances: Singles, counted: Singles) -> Singles:
    """The share of each group among those who count, shape (divisions, groups)."""
    return np.asarray((chances * counted).sum(axis=0) / np.maximum(counted.sum(axis=0), 1e-9))
