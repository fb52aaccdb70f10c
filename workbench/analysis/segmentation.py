"""Segments out of evidence: a pure function of the evidence and the plan."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.blocks import Block, build_blocks, build_spaces
from workbench.analysis.evidence import Evidence, Flags, Floats, Ints
from workbench.analysis.ground import Ground, Resamples, bootstrap, build_ground, halves
from workbench.analysis.number import ALONE, TOGETHER, choose_number, judge, judge_given, spread_left, stability_word
from workbench.analysis.profile import closed_counts
from workbench.analysis.quotes import choose_quotes
from workbench.analysis.stability import agreement, certainty, jaccard, prediction_strength, silhouette
from workbench.errors import N_, InvalidPlan, Message
from workbench.records.analysis import NumberTried, Placed, Plan, Progress, Segment, Segmentation, Verdict

_FEWEST_PEOPLE = 8
_PEOPLE_A_SEGMENT = 5
_FEW = 5000
_FEWEST_RESAMPLES = 20
_HALVES = 10
_BETWEEN = 0.5


@dataclass(frozen=True)
class _Division:
    """One division into groups: `groups` of all people, how `sure` each is, each group's `stability`."""

    tried: NumberTried
    groups: Ints
    sure: Floats
    stability: Floats


def segment(evidence: Evidence, plan: Plan, progress: Progress | None = None) -> Segmentation:
    """The segments of the people, with stability, closed answers and quotes; key words are added by who knows words.

    With `plan.k` everybody is in one of k segments (fewer where fewer people differ). Without it k is chosen, people
    without evidence or clearly between segments are in none, and the verdict may be `none`. The result follows from
    the arguments alone; the order of people must be that of their ids. `progress` is told the share done and may raise
    to cancel. Raises InvalidPlan when k cannot be had.
    """
    _check(plan, len(evidence.people))
    spaces = build_spaces(evidence, plan.seed)
    blocks = build_blocks(evidence, spaces, plan)
    ground = build_ground(blocks, len(evidence.people))
    rng = np.random.default_rng(plan.seed)
    numbers, reason = _numbers(ground, plan)
    if not numbers:
        return _no_segments(evidence, ground, reason)
    divisions = _divide(ground, numbers, plan, _Told(progress), rng)
    tried = [division.tried for division in divisions]
    chosen = next(d for d in divisions if d.tried is choose_number(tried))
    verdict, reason = judge_given(chosen.tried) if plan.k else _judge(chosen, ground, blocks, rng)
    if verdict is Verdict.NONE:
        return _no_segments(evidence, ground, reason, tried)
    placed = np.ones(len(evidence.people), dtype=bool) if plan.k else (chosen.sure >= _BETWEEN) & ground.known
    order = _order(chosen.groups, placed)
    members = [placed & (chosen.groups == group) for group in order]
    quotes = choose_quotes(evidence, spaces, members, plan.quotes)
    segments = [
        _segment(evidence, number, inside, float(chosen.stability[order[number - 1]])).model_copy(
            update={"quotes": tuple(quotes[number - 1])}
        )
        for number, inside in enumerate(members, start=1)
    ]
    return Segmentation(
        n=len(evidence.people),
        k=len(segments),
        verdict=verdict,
        reason=reason,
        segments=tuple(segments),
        people=_place(evidence, ground, members, chosen.sure),
        tried=tuple(tried),
    )


class _Told:
    """Tells `progress` the share of the steps that are done."""

    def __init__(self, progress: Progress | None) -> None:
        self.progress, self.done = progress, 0

    def step(self, of: int) -> None:
        """One of `of` steps is done."""
        self.done += 1
        if self.progress:
            values = {"done": self.done, "of": of}
            self.progress(self.done / of, Message(N_("正在反复重抽受访者来检验分群（%(done)s / %(of)s）"), values))


def _check(plan: Plan, people: int) -> None:
    if plan.k is not None and plan.k < 2:
        raise InvalidPlan(N_("至少要分成 2 个人群。"), N_("请把人群数改为 2 或更多，或让系统自动判断。"))
    if plan.k is not None and plan.k > people:
        raise InvalidPlan(
            N_("只有 %(people)s 位受访者，分不成 %(k)s 个人群。"),
            N_("请把人群数改小，或让系统自动判断。"),
            people=people,
            k=plan.k,
        )


def _numbers(ground: Ground, plan: Plan) -> tuple[list[int], Message]:
    """The numbers of segments to try; none with the reason why."""
    known = int(ground.known.sum())
    different = len(np.unique(ground.scaled[ground.known].round(9), axis=0)) if known else 0
    if not known:
        return [], Message(N_("没有可以用来分群的回答：所有人都没有写，或所有人的回答都一样。"))
    if different < 2:
        return [], Message(N_("所有人的回答都一样，分不出人群。"))
    if plan.k:
        return [min(plan.k, different)], Message("")
    if different < _FEWEST_PEOPLE:
        values = {"people": known, "fewest": _FEWEST_PEOPLE}
        return [], Message(
            N_("只有 %(people)s 位受访者有可用的回答，少于 %(fewest)s 位，看不出分群是否可靠。可以由研究者自己分群。"),
            values,
        )
    most = min(plan.most, max(2, known // _PEOPLE_A_SEGMENT), different - 1)
    return list(range(2, most + 1)), Message("")


def _divide(
    ground: Ground, numbers: Sequence[int], plan: Plan, told: _Told, rng: np.random.Generator
) -> list[_Division]:
    """The people divided into each number of groups, each division tried on resamples."""
    people = len(ground.scaled)
    times = plan.resamples if people <= _FEW else max(_FEWEST_RESAMPLES, plan.resamples * _FEW // people)
    bootstraps = Resamples(ground, bootstrap(people, times, rng), max(numbers))
    splits = Resamples(ground, halves(people, _HALVES, rng), max(numbers))
    steps = times + 2 * _HALVES + len(numbers)
    for resamples in (bootstraps, splits):
        for _ in resamples.inside:
            resamples.place()
            told.step(steps)
    divisions = []
    for k in numbers:
        divisions.append(_division(ground, bootstraps, splits, k, rng))
        told.step(steps)
    return divisions


def _division(ground: Ground, bootstraps: Resamples, splits: Resamples, k: int, rng: np.random.Generator) -> _Division:
    groups, places = ground.group(k, rng)
    regrouped, halved = bootstraps.group(k, rng), splits.group(k, rng)
    known = ground.known
    stability = jaccard(groups, regrouped, bootstraps.inside, k)
    sizes = np.bincount(groups[known], minlength=k)
    tried = NumberTried(
        k=k,
        stability=float((stability * sizes).sum() / sizes.sum()),
        weakest=float(stability[sizes > 0].min()),
        agreement=agreement(regrouped[:, known], k),
        prediction_strength=prediction_strength(halved, splits.inside, k),
        silhouette=silhouette(places[known], groups[known], 0),
    )
    return _Division(tried, groups, certainty(groups, regrouped, k), stability)


def _judge(
    division: _Division, ground: Ground, blocks: Sequence[Block], rng: np.random.Generator
) -> tuple[Verdict, Message]:
    k, known = division.tried.k, ground.known
    places = ground.place(np.flatnonzero(known), k)[known]
    spread = spread_left(places, division.groups[known], k, rng)
    return judge(division.tried, spread, ALONE if len({block.subject for block in blocks}) == 1 else TOGETHER)


def _order(groups: Ints, placed: Flags) -> list[int]:
    """Groups with somebody in them, the largest first; of equal ones the one with the first person."""
    found = np.unique(groups[placed])
    inside = {int(group): np.flatnonzero(placed & (groups == group)) for group in found}
    return sorted(inside, key=lambda group: (-len(inside[group]), int(inside[group][0])))


def _segment(evidence: Evidence, number: int, inside: Flags, stability: float) -> Segment:
    size, n = int(inside.sum()), len(evidence.people)
    return Segment(
        number=number,
        members=tuple(evidence.people[person] for person in np.flatnonzero(inside)),
        size=size,
        share=size / n,
        interval=wilson(size, n),
        stability=round(stability, 4),
        stability_word=stability_word(stability),
        profile=tuple(closed_counts(evidence, inside)),
    )


def wilson(size: int, n: int, z: float = 1.959964) -> tuple[float, float]:
    """Wilson's (1927) 95 % interval of a share.

    >>> [round(end, 3) for end in wilson(4, 12)]
    [0.138, 0.609]
    """
    share = size / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def _place(evidence: Evidence, ground: Ground, members: Sequence[Flags], sure: Floats) -> tuple[Placed, ...]:
    """Everybody with their segment and a point on the map: the first two axes, each turned so that its far end is right or up."""
    known = np.flatnonzero(ground.known)
    places = ground.place(known, 2) if len(known) else np.zeros((len(evidence.people), 2))
    places = places * np.where(places[np.abs(places).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    numbers = np.zeros(len(evidence.people), dtype=int)
    for number, inside in enumerate(members, start=1):
        numbers[inside] = number
    return tuple(
        Placed(
            id=person,
            segment=int(number) or None,
            certainty=round(float(certain), 4),
            x=round(float(x), 4),
            y=round(float(y), 4),
        )
        for person, number, certain, (x, y) in zip(evidence.people, numbers, sure, places, strict=True)
    )


def _no_segments(
    evidence: Evidence, ground: Ground, reason: Message, tried: Sequence[NumberTried] = ()
) -> Segmentation:
    return Segmentation(
        n=len(evidence.people),
        k=1,
        verdict=Verdict.NONE,
        reason=reason,
        people=_place(evidence, ground, [], np.zeros(len(evidence.people))),
        tried=tuple(tried),
    )
