"""Learning to place people by the traits of the chosen questions, and when to say that somebody is like none."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax
from sklearn.linear_model import LogisticRegression

from workbench.analysis.evidence import Flags, Floats, Ints

STRENGTHS = (0.01, 0.1, 1.0)
BELOW = 5
FAR_SHARE = 0.99
_STEPS = np.arange(0.05, 0.51, 0.05)  # who is more likely of a segment than not is placed into it


@dataclass(frozen=True)
class Learnt:
    """As `workbench.records.typing_tool.Typing`, in arrays."""

    weights: Floats
    biases: Floats
    least: float
    centres: Floats
    spreads: Floats
    limit: float

    def place(self, rows: Floats) -> tuple[Floats, Flags]:
        """Chances (people, segments), and whether each person is in none of the segments."""
        chances = np.exp(log_softmax(rows @ self.weights.T + self.biases, axis=1))
        far = distances(rows, self.centres, self.spreads) > self.limit
        return chances, far | (chances.max(axis=1) < self.least)


def learn(rows: Floats, labels: Ints, folds: Ints) -> Learnt:
    """Multinomial logistic regression; `folds` hold people out to choose its penalty, calibrate it and set its limits.

    Its scores are divided by one temperature that makes the chances fit (Guo et al. 2017).
    """
    scores = {strength: np.zeros((len(labels), labels.max() + 1)) for strength in STRENGTHS}
    apart = np.zeros(len(labels))
    for train, held in _parts(folds):
        for strength in STRENGTHS:
            weights, biases = _fit(rows[train], labels[train], strength)
            scores[strength][held] = rows[held] @ weights.T + biases
        apart[held] = distances(rows[held], *_middles(rows[train], labels[train]))
    best = min(STRENGTHS, key=lambda strength: (round(_loss(scores[strength], labels), 9), strength))
    temperature = _temperature(scores[best], labels)
    weights, biases = _fit(rows, labels, best)
    centres, spreads = _middles(rows, labels)
    return Learnt(
        weights=weights / temperature,
        biases=biases / temperature,
        least=_least(np.exp(log_softmax(scores[best] / temperature, axis=1)), labels),
        centres=centres,
        spreads=spreads,
        limit=float(np.quantile(apart, FAR_SHARE, method="higher")),
    )


def distances(rows: Floats, centres: Floats, spreads: Floats) -> Floats:
    """How far each person is from the nearest centre: the mean square of the differences, each in its spread."""
    apart = [(((rows - centre) / spreads) ** 2).mean(axis=1) for centre in centres]
    return np.asarray(np.min(apart, axis=0))


def _parts(folds: Ints) -> Iterator[tuple[Flags, Flags]]:
    for fold in np.unique(folds):
        yield folds != fold, folds == fold


def _fit(rows: Floats, labels: Ints, strength: float) -> tuple[Floats, Floats]:
    """Weights (segments, traits) and biases (segments); of two segments the first has none."""
    model = LogisticRegression(C=strength, max_iter=1000, tol=1e-5).fit(rows, labels)
    weights, biases = np.asarray(model.coef_), np.asarray(model.intercept_)
    if len(weights) == 1:
        return np.vstack([np.zeros_like(weights), weights]), np.array([0.0, biases[0]])
    return weights, biases


def _middles(rows: Floats, labels: Ints) -> tuple[Floats, Floats]:
    """The mean of each segment, and the spread of people about theirs."""
    centres = np.array([rows[labels == label].mean(axis=0) for label in range(labels.max() + 1)])
    return centres, np.sqrt(((rows - centres[labels]) ** 2).mean(axis=0) + 0.05)


def _loss(scores: Floats, labels: Ints) -> float:
    return -float(log_softmax(scores, axis=1)[np.arange(len(labels)), labels].mean())


def _temperature(scores: Floats, labels: Ints) -> float:
    """What to divide scores by so that the log loss is least."""
    found = minimize_scalar(lambda power: _loss(scores / np.exp(power), labels), bounds=(-1.5, 1.5), method="bounded")
    return float(np.exp(found.x))


def _least(chances: Floats, labels: Ints) -> float:
    """The chance below which the likeliest segment is right no more often than guessing the largest one would be."""
    best, right = chances.max(axis=1), chances.argmax(axis=1) == labels
    guess = np.bincount(labels).max() / len(labels)
    useless = [step for step in _STEPS if (best < step).sum() >= BELOW and right[best < step].mean() <= guess]
    return float(max(useless, default=0.0))
