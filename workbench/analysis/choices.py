"""Closed answers of two groups side by side: effect sizes for all, tests only of what did not form the groups."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from workbench.analysis.effects import (
    choice_p,
    cliffs_delta,
    corrected,
    cramers_v,
    difference_of_shares,
    hedges_g,
    scale_p,
)
from workbench.analysis.evidence import Flags, Floats
from workbench.analysis.profile import shown_answers
from workbench.records.analysis import ClosedValue
from workbench.records.contrasts import AnswerContrast, QuestionContrast, Shared

MOST = 0.6
_FEWEST = 2
Answers = Sequence[tuple[str, ...]]


def contrast_answers(
    closed: Mapping[str, Sequence[ClosedValue]],
    here: Flags,
    there: Flags,
    untested: Collection[str] = (),
    seed: int = 0,
) -> list[QuestionContrast]:
    """Each question that both sides answered, the largest difference first; a choice of several is one question each.

    `closed` holds one value a person (people), `here` and `there` tell who is on which side (people). The questions
    `untested`, which formed the groups or chose them, are described and not tested; neither is anything if somebody is
    on both sides. Numbers of more than ten kinds are described in four ranges.
    """
    overlap = bool((here & there).any())
    found = [
        contrast.model_copy(update={"p": None}) if overlap or question in untested else contrast
        for question, values in closed.items()
        for contrast in _contrasts(question, values, (here, there), seed)
    ]
    tested = [place for place, one in enumerate(found) if one.p is not None]
    for place, q in zip(tested, corrected([found[place].p or 0.0 for place in tested]), strict=True):
        found[place] = found[place].model_copy(update={"q": q})
    return sorted(found, key=lambda one: (-round(one.lead, 9), one.question))


def shared_answers(
    closed: Mapping[str, Sequence[ClosedValue]], groups: Sequence[Flags], most: float = MOST
) -> list[Shared]:
    """The answers that at least the share `most` of those who answered gave in every group, the commonest first."""
    found = []
    for question, values in closed.items():
        shown = shown_answers(values)
        sides = [_counted(shown, inside) for inside in groups]
        for answer in sorted({answer for given in shown for answer in given}):
            counts = tuple((said[answer], of) for said, of in sides)
            if _common(counts, most):
                found.append(Shared(text=answer, question=question, counts=counts))
    return _commonest_first(found)


def shared_words(groups: Sequence[Sequence[Collection[str]]], most: float = MOST) -> list[Shared]:
    """The words that at least the share `most` of the people of every group said; people are given as their words.

    >>> [word.text for word in shared_words([[{"续航", "屏幕"}, {"续航"}], [{"续航"}, {"续航", "信号"}]])]
    ['续航']
    """
    sides = [Counter(word for words in group for word in set(words)) for group in groups]
    sizes = [len(group) for group in groups]
    found = []
    for word in sorted(set.intersection(*map(set, sides))) if sides else []:
        counts = tuple((said[word], of) for said, of in zip(sides, sizes, strict=True))
        if _common(counts, most):
            found.append(Shared(text=word, counts=counts))
    return _commonest_first(found)


def _contrasts(
    question: str, values: Sequence[ClosedValue], sides: tuple[Flags, Flags], seed: int
) -> list[QuestionContrast]:
    shown = shown_answers(values)
    counts = [_counted(shown, inside) for inside in sides]
    if not all(of for _, of in counts):
        return []
    answers = sorted({answer for said, _ in counts for answer in said})
    described = sorted((_answer(one, counts) for one in answers), key=lambda one: (-one.difference, one.answer))
    if any(isinstance(value, list) for value in values):
        return [_ticked(question, one, seed) for one in described]
    if all(value is None or isinstance(value, float | int) for value in values):
        here, there = (_numbers(values, inside) for inside in sides)
        in_order = sorted(described, key=lambda one: float(one.answer.partition("–")[0]))
        return [_scale(question, in_order, here, there, seed)]
    return [_chosen(question, described, seed)]


def _counted(shown: Answers, inside: Flags) -> tuple[Counter[str], int]:
    """How many of a group gave each answer, and how many answered."""
    given = [answers for answers, member in zip(shown, inside, strict=True) if member]
    return Counter(answer for answers in given for answer in answers), sum(bool(answers) for answers in given)


def _answer(answer: str, counts: Sequence[tuple[Counter[str], int]]) -> AnswerContrast:
    (here, of), (there, of_elsewhere) = counts
    difference, interval = difference_of_shares(here[answer], of, there[answer], of_elsewhere)
    return AnswerContrast(
        answer=answer,
        said=here[answer],
        of=of,
        said_elsewhere=there[answer],
        of_elsewhere=of_elsewhere,
        difference=difference,
        interval=interval,
    )


def _ticked(question: str, one: AnswerContrast, seed: int) -> QuestionContrast:
    """One of several answers that may be ticked together: ticked or not."""
    here, there = (one.said, one.of - one.said), (one.said_elsewhere, one.of_elsewhere - one.said_elsewhere)
    return QuestionContrast(question=question, answers=(one,), v=cramers_v(here, there), p=choice_p(here, there, seed))


def _chosen(question: str, answers: Sequence[AnswerContrast], seed: int) -> QuestionContrast:
    here, there = [one.said for one in answers], [one.said_elsewhere for one in answers]
    return QuestionContrast(
        question=question, answers=tuple(answers), v=cramers_v(here, there), p=choice_p(here, there, seed)
    )


def _scale(
    question: str, answers: Sequence[AnswerContrast], here: Floats, there: Floats, seed: int
) -> QuestionContrast:
    g, interval = hedges_g(here, there) or (None, None)
    return QuestionContrast(
        question=question,
        answers=tuple(answers),
        g=g,
        interval=interval,
        delta=cliffs_delta(here, there),
        means=(float(here.mean()), float(there.mean())),
        p=scale_p(here, there, seed),
    )


def _numbers(values: Sequence[ClosedValue], inside: Flags) -> Floats:
    given = [value for value, member in zip(values, inside, strict=True) if member and isinstance(value, float | int)]
    return np.array(given, dtype=np.float64)


def _common(counts: Sequence[tuple[int, int]], most: float) -> bool:
    """Whether two people and the share `most` of every group said it."""
    return all(said >= _FEWEST and said >= most * of for said, of in counts)


def _commonest_first(found: Sequence[Shared]) -> list[Shared]:
    return sorted(found, key=lambda one: (-round(min(said / of for said, of in one.counts), 9), one.question, one.text))
