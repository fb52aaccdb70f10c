"""Words that set a group of people apart from others: people are counted, not occurrences."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from workbench.analysis.evidence import Flags, Floats, Ints
from workbench.records.text import KeyWord

FEWEST = 2


@dataclass(frozen=True)
class WordCounts:
    """`said` of the `of` people of a group and `said_elsewhere` of the `of_elsewhere` others said each of `words`."""

    words: Sequence[str]
    said: Ints
    of: int
    said_elsewhere: Ints
    of_elsewhere: int

    def turned(self) -> "WordCounts":
        """The same, seen from the others."""
        return WordCounts(self.words, self.said_elsewhere, self.of_elsewhere, self.said, self.of)


def count_people(group: Iterable[Collection[str]], rest: Iterable[Collection[str]]) -> WordCounts:
    """The counts of two groups of people, each given as the words they said."""
    sides = [[set(words) for words in side] for side in (group, rest)]
    counts = [Counter(word for said in side for word in said) for side in sides]
    words = sorted(set().union(*counts))
    here, there = (np.array([count[word] for word in words], dtype=np.int64) for count in counts)
    return WordCounts(words, here, len(sides[0]), there, len(sides[1]))


def count_presence(words: Sequence[str], presence: csr_matrix, inside: Flags) -> WordCounts:
    """The counts of the people `inside` (people) beside all others.

    `presence` (people, words) holds 1 where somebody said a word and nothing elsewhere.
    """
    everybody = _columns(presence, np.ones(presence.shape[0], dtype=bool))
    said = _columns(presence, inside)
    of = int(inside.sum())
    return WordCounts(words, said, of, everybody - said, presence.shape[0] - of)


def _columns(presence: csr_matrix, inside: Flags) -> Ints:
    return np.asarray(np.rint(presence.T @ inside.astype(np.float64)), dtype=np.int64)


def key_words(counts: WordCounts, *, most: int = 12, leave_out: Collection[str] = ()) -> list[KeyWord]:
    """The words that set the group apart, strongest by G² first, with log-odds and class-based TF-IDF beside it.

    A word needs two people of the group and a higher rate there than elsewhere, so that one talkative person makes no
    key word; of words inside each other (信号, 没信号) the stronger stays. `leave_out` are words that say nothing.

    >>> [word.text for word in key_words(count_people([{"续航", "屏幕"}, {"续航"}], [{"屏幕"}, {"信号"}]))]
    ['续航']
    """
    here, there = counts.said, counts.said_elsewhere
    more = (here >= FEWEST) & (here * counts.of_elsewhere > there * counts.of)
    if not more.any():
        return []
    g2 = log_likelihood(here, counts.of, there, counts.of_elsewhere)
    odds, z = log_odds(here, there, informative_prior(here, there, counts.of + counts.of_elsewhere))
    typical = class_tfidf(np.stack([here, there]))[0]
    order = sorted(np.flatnonzero(more).tolist(), key=lambda i: (-round(float(g2[i]), 9), -here[i], counts.words[i]))
    return [
        KeyWord(
            text=counts.words[i],
            said=int(here[i]),
            of=counts.of,
            said_elsewhere=int(there[i]),
            of_elsewhere=counts.of_elsewhere,
            g2=float(g2[i]),
            log_odds=float(odds[i]),
            z=float(z[i]),
            class_tfidf=float(typical[i]),
        )
        for i in _apart(counts.words, order, most, leave_out)
    ]


def _apart(words: Sequence[str], order: Sequence[int], most: int, leave_out: Collection[str]) -> list[int]:
    kept: list[int] = []
    for place in order:
        if len(kept) == most:
            break
        word = words[place]
        inside_each_other = any(word in words[other] or words[other] in word for other in kept)
        if word not in leave_out and not inside_each_other:
            kept.append(place)
    return kept


def log_likelihood(said: npt.ArrayLike, of: int, said_elsewhere: npt.ArrayLike, of_elsewhere: int) -> Floats:
    """G² = 2 Σ O ln(O/E) over the cells said or not × group or others (Dunning 1993), for each word; never negative.

    >>> round(float(log_likelihood(12, 20, 3, 40)), 6)
    19.248994
    """
    here, there = np.asarray(said, dtype=np.float64), np.asarray(said_elsewhere, dtype=np.float64)
    total = of + of_elsewhere
    strength = np.zeros(np.broadcast(here, there).shape)
    for observed, size, column in (
        (here, of, here + there),
        (of - here, of, total - here - there),
        (there, of_elsewhere, here + there),
        (of_elsewhere - there, of_elsewhere, total - here - there),
    ):
        expected = size * column / max(total, 1)
        some = observed > 0
        strength += np.where(some, observed * np.log(np.where(some, observed, 1) / np.where(some, expected, 1)), 0.0)
    return np.maximum(2 * strength, 0.0)


def informative_prior(said: npt.ArrayLike, said_elsewhere: npt.ArrayLike, people: int) -> Floats:
    """What one person of both groups together is expected to say: the share of `people` who said each word."""
    both = np.asarray(said, dtype=np.float64) + np.asarray(said_elsewhere, dtype=np.float64)
    return np.asarray(both / max(people, 1))


def log_odds(said: npt.ArrayLike, said_elsewhere: npt.ArrayLike, prior: npt.ArrayLike) -> tuple[Floats, Floats]:
    """The log-odds ratio of each word under an informative Dirichlet prior, and its z (Monroe, Colaresi, Quinn 2008).

    δ = ln((y + α) / (n + α₀ − y − α)) here minus the same elsewhere, with y the counts (words), n their sum, α the
    prior (words) and α₀ its sum; z = δ / √(1/(y + α) + 1/(y' + α)). Both are 0 where a word was never said and is
    expected of nobody, or where there is no other word.

    >>> [round(float(value[0]), 6) for value in log_odds([12, 8], [3, 37], [0.25, 0.75])]
    [2.788803, 4.469528]
    """
    alpha = np.asarray(prior, dtype=np.float64)
    delta, variance = np.zeros(alpha.shape), np.zeros(alpha.shape)
    usable = np.full(alpha.shape, True)
    for sign, counted in ((1.0, said), (-1.0, said_elsewhere)):
        count = np.asarray(counted, dtype=np.float64) + alpha
        others = count.sum() - count
        usable &= (count > 0) & (others > 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            delta += sign * np.log(count / others)
            variance += 1 / count
    delta, spread = np.where(usable, delta, 0.0), np.sqrt(np.where(usable, variance, 1.0))
    return delta, delta / spread


def class_tfidf(counts: npt.ArrayLike) -> Floats:
    """Class-based TF-IDF, tf · ln(1 + A/f) (Grootendorst 2022), shape as `counts` (classes, words).

    tf counts a word in its class, f in all classes, A is the mean count of all words in a class.

    >>> class_tfidf([[12, 8], [3, 37]]).round(6).tolist()
    [[13.183347, 4.086605], [3.295837, 18.900548]]
    """
    tf = np.asarray(counts, dtype=np.float64)
    f = tf.sum(axis=0)
    average = tf.sum() / max(len(tf), 1)
    return np.asarray(tf * np.log1p(average / np.where(f > 0, f, 1.0)))
