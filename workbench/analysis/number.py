"""How many segments there are, and whether there are any."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from workbench.analysis.evidence import Floats, Ints
from workbench.analysis.kmeans import group
from workbench.errors import N_, Message
from workbench.records.analysis import NumberTried, Verdict

# Hennig (2007): a group of a mean Jaccard of .85 is highly stable, .75 stable, .6 a pattern, .5 and less dissolved.
STABILITY_WORDS = (
    (0.85, N_("非常稳定")),
    (0.75, N_("稳定")),
    (0.60, N_("有这种倾向")),
    (0.50, N_("不可靠")),
    (0.00, N_("已散开")),
)
FEWEST_PEOPLE = 8
_HOLDS = 0.55
_AGREES = 0.85
_APART = 0.7
_CLOUDS = 20
_STARTS = 4


class Bar(NamedTuple):
    """What groups must reach to be more than chance.

    `agreement` is the adjusted Rand index of two resamples; data without groups seldom gave more than .21 for 24
    people, .17 for 60 and .15 for 300, and chance can give more: one study of 60 reached .27. `spread` is how much of a
    shapeless cloud's distance within groups may be left, when both are cut by k-means. One subject alone comes closer
    to both by itself.
    """

    agreement: float
    spread: float


TOGETHER = Bar(agreement=0.22, spread=0.97)
ALONE = Bar(agreement=0.45, spread=0.85)


def stability_word(stability: float) -> str:
    """The plain word for a mean Jaccard similarity."""
    return next(word for least, word in STABILITY_WORDS if stability >= least)


def choose_number(tried: Sequence[NumberTried]) -> NumberTried:
    """The largest number whose groups all hold, agree and lie apart nearly as well as the best do, or else the best.

    A coarser division of the same groups is about as reproducible; what argues for more groups is that each holds
    (Jaccard .55, midway between dissolved and a pattern), that resamples agree on them (.85 of the best adjusted Rand
    index) and that they do not merely cut one group up (.7 of the best silhouette).
    """
    best = max(tried, key=lambda number: number.agreement)
    apart = max(number.silhouette for number in tried)
    good = [
        number
        for number in tried
        if number.weakest >= _HOLDS
        and number.agreement >= _AGREES * best.agreement
        and number.silhouette >= _APART * apart
    ]
    return max(good, key=lambda number: number.k, default=best)


def spread_left(places: Floats, groups: Ints, k: int, rng: np.random.Generator) -> float:
    """Distance within groups, as a share of what is left in Gaussian clouds of the same extent cut by the same method.

    The cluster index of Liu et al. (2008); clearly below 1 there are groups, about 1 there is a cloud.
    """
    clouds = rng.normal(size=(_CLOUDS, *places.shape)) * places.std(axis=0)
    cut = group(clouds, np.ones(clouds.shape[:2]), k, _STARTS, rng)
    expected = np.mean([_within(cloud, parts, k) for cloud, parts in zip(clouds, cut, strict=True)])
    return float(_within(places, groups, k) / max(float(expected), 1e-9))


def judge(number: NumberTried, spread: float, bar: Bar) -> tuple[Verdict, Message]:
    """The verdict on a division and the reason in one plain sentence."""
    values: dict[str, object] = {"k": number.k, "stability": round(100 * number.stability)}
    values |= {"agreement": f"{number.agreement:.2f}"}
    if number.agreement < bar.agreement:
        sentence = N_(
            "换一批受访者重新分群，前后两次几乎对不上（一致程度 %(agreement)s，完全一致为 1）：现有数据分不出稳定人群。"
        )
        return Verdict.NONE, Message(sentence, values)
    if spread > bar.spread:
        sentence = N_("人与人之间是连续过渡，没有比一团散点更明显的间隔：现有数据分不出稳定人群。")
        return Verdict.NONE, Message(sentence, values)
    if number.stability >= 0.75 and number.weakest >= 0.6:
        sentence = N_(
            "分成 %(k)s 群最站得住：反复重抽受访者再分群，每一群平均有 %(stability)s%% 的重合，没有一群散开。"
        )
        return Verdict.STABLE, Message(sentence, values)
    sentence = N_(
        "分成 %(k)s 群能看出规律，但边界不牢：反复重抽受访者再分群，平均重合 %(stability)s%%。请结合原话判断。"
    )
    return Verdict.PATTERN, Message(sentence, values)


def judge_given(number: NumberTried, people: int) -> tuple[Verdict, Message]:
    """The verdict on a number of segments that was asked for: never `none`, and the reason says how it is."""
    values: dict[str, object] = {"k": number.k, "stability": round(100 * number.stability), "people": people}
    if people < FEWEST_PEOPLE:
        sentence = N_("按指定分成 %(k)s 群；只有 %(people)s 位受访者有可用的回答，无法检验分群是否站得住。")
        return Verdict.PATTERN, Message(sentence, values)
    if number.stability >= 0.75 and number.weakest >= 0.6:
        sentence = N_("按指定分成 %(k)s 群，每一群都站得住：反复重抽受访者再分群，平均重合 %(stability)s%%。")
        return Verdict.STABLE, Message(sentence, values)
    sentence = N_("按指定分成 %(k)s 群，但并不都牢靠：反复重抽受访者再分群，平均重合 %(stability)s%%。请结合原话判断。")
    return Verdict.PATTERN, Message(sentence, values)


def _within(places: Floats, groups: Ints, k: int) -> float:
    """The share of the squared distances to the mean that is left within groups."""
    centred = places - places.mean(axis=0)
    total = float((centred**2).sum())
    between = sum(float((centred[groups == g].sum(axis=0) ** 2).sum()) / max((groups == g).sum(), 1) for g in range(k))
    return 1.0 - between / total if total > 0 else 1.0
