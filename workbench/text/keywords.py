"""Key words of a group: words that more of its people say than of the others."""

import math
from collections import Counter
from collections.abc import Collection, Sequence

from workbench.records.text import KeyWord
from workbench.text.wordlists import negations

_FEWEST = 2


def key_words(group: Sequence[Collection[str]], rest: Sequence[Collection[str]], *, most: int = 12) -> list[KeyWord]:
    """The words that set `group` apart from `rest`, strongest first; each person is given as the words they said.

    People are counted, not occurrences, so that one talkative person makes no key word. Strength is the log-likelihood
    ratio G² = 2 Σ O ln(O/E) over the four cells said or not × group or rest (Dunning 1993). A word needs two people
    of the group and a higher rate there than elsewhere; of words inside each other (信号, 没信号) the stronger stays.
    A negation that denies nothing says nothing.

    >>> [word.text for word in key_words([{"续航", "屏幕"}, {"续航"}], [{"屏幕"}, {"信号"}])]
    ['续航']
    """
    here, there = _people(group), _people(rest)
    found = []
    for word, said in here.items():
        elsewhere = there[word]
        more = said >= _FEWEST and said * len(rest) > elsewhere * len(group)
        if more and word not in negations():
            strength = log_likelihood(said, len(group), elsewhere, len(rest))
            found.append(
                KeyWord(
                    text=word,
                    said=said,
                    of=len(group),
                    said_elsewhere=elsewhere,
                    of_elsewhere=len(rest),
                    g2=strength,
                )
            )
    found.sort(key=lambda word: (-round(word.g2, 9), -word.said, word.text))
    return _apart(found, most)


def log_likelihood(said: int, of: int, said_elsewhere: int, of_elsewhere: int) -> float:
    """G² of a two by two table: `said` of `of` people here, `said_elsewhere` of `of_elsewhere` there.

    >>> round(log_likelihood(12, 20, 3, 40), 6)
    19.248994
    """
    rows = ((said, of - said), (said_elsewhere, of_elsewhere - said_elsewhere))
    total = of + of_elsewhere
    columns = (said + said_elsewhere, total - said - said_elsewhere)
    expected = [[sum(row) * column / total for column in columns] for row in rows]
    cells = ((o, e) for row, line in zip(rows, expected, strict=True) for o, e in zip(row, line, strict=True))
    return max(0.0, 2 * sum(o * math.log(o / e) for o, e in cells if o))


def _people(persons: Sequence[Collection[str]]) -> Counter[str]:
    return Counter(word for words in persons for word in set(words))


def _apart(words: Sequence[KeyWord], most: int) -> list[KeyWord]:
    kept: list[KeyWord] = []
    for word in words:
        if len(kept) == most:
            break
        if not any(word.text in other.text or other.text in word.text for other in kept):
            kept.append(word)
    return kept
