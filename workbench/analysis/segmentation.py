"""Segments out of evidence: a pure function of the evidence and the plan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.blocks import Block, Spaces, build_blocks, build_spaces
from workbench.analysis.consensus import consensus
from workbench.analysis.evidence import Evidence, Floats, Ints
from workbench.analysis.ground import Ground, Resamples, bootstrap, build_ground, halves
from workbench.analysis.number import ALONE, FEWEST_PEOPLE, TOGETHER, choose_number, judge, judge_given, spread_left
from workbench.analysis.quotes import choose_quotes
from workbench.analysis.results import build_segment, in_order, place_people
from workbench.analysis.stability import agreement, certainty, jaccard, prediction_strength, silhouette
from workbench.errors import N_, InvalidPlan, Message
from workbench.records.analysis import NumberTried, Plan, Progress, Segmentation, Verdict

_PEOPLE_A_SEGMENT = 5
_FEW = 100
_MANY = 5000
_FEWEST_RESAMPLES = 20
_HALVES = 10
_BETWEEN = 0.5


@dataclass(frozen=True)
class _Division:
    """People divided: `groups` of all people, how `sure` each is, the `stability` of each group."""

    tried: NumberTried
    groups: Ints
    sure: Floats
    stability: Floats


def segment(evidence: Evidence, plan: Plan, progress: Progress | None = None) -> Segmentation:
    """The segments of the people, with stability, closed answers and quotes.

    With `plan.k` everybody is in one of k segments (fewer where fewer people differ). Without it k is chosen, people
    without evidence or clearly between segments are in none, and the verdict may be `none`. The result follows from
    the arguments alone; people must be in the order of their ids. `progress` is told the share done and may raise to
    cancel. Raises InvalidPlan when k cannot be had.
    """
    _check(plan, len(evidence.people))
    spaces = build_spaces(evidence, plan.seed)
    blocks = build_blocks(evidence, spaces, plan)
    ground = build_ground(blocks, len(evidence.people))
    notes = tuple(_notes(evidence, spaces, ground))
    numbers, reason = _numbers(ground, plan)
    if not numbers:
        return _without_segments(evidence, ground, reason).model_copy(update={"notes": notes})
    rng = np.random.default_rng(plan.seed)
    divisions = list(_divide(ground, numbers, plan, progress, rng))
    tried = tuple(division.tried for division in divisions)
    chosen = divisions[tried.index(choose_number(tried))]
    verdict, reason = (
        judge_given(chosen.tried, int(ground.known.sum())) if plan.k else _judge(chosen, ground, blocks, rng)
    )
    found = _without_segments(evidence, ground, reason)
    if verdict is not Verdict.NONE:
        placed = ground.known & (chosen.sure >= _BETWEEN) if plan.k is None else np.full(len(ground.given), True)
        order = in_order(chosen.groups, placed)
        members = [placed & (chosen.groups == group) for group in order]
        quotes = choose_quotes(evidence, spaces, members, plan.quotes)
        parts = zip(members, chosen.stability[order], quotes, strict=True)
        segments = tuple(build_segment(evidence, number, *part) for number, part in enumerate(parts, start=1))
        people = place_people(evidence, ground, members, chosen.sure)
        found = found.model_copy(
            update={"k": len(segments), "verdict": verdict, "segments": segments, "people": people}
        )
    return found.model_copy(update={"tried": tried, "notes": notes})


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


def _notes(evidence: Evidence, spaces: Spaces, ground: Ground) -> Iterator[Message]:
    """What a reader should know about the evidence."""
    silent = int((~ground.known).sum())
    if 0 < silent < len(evidence.people):
        yield Message(N_("%(count)s 位受访者没有可用来分群的回答。"), {"count": silent})
    if evidence.statements and evidence.vectors is None:
        yield Message(N_("这次只比较了用词，没有比较句子的意思。"))
    if evidence.statements and spaces.words is None:
        yield Message(N_("去掉停用词和数字后没有剩下任何词，用词没有参与分群。"))


def _numbers(ground: Ground, plan: Plan) -> tuple[list[int], Message]:
    """The numbers of segments to try; none with the reason why."""
    known = int(ground.known.sum())
    different = len(np.unique(ground.scaled[ground.known].round(9), axis=0))
    if different < 2:
        return [], Message(N_("没有能把受访者分开的回答：都没有写，或者都一样。现有数据分不出稳定人群。"))
    if plan.k:
        return [min(plan.k, different)], Message("")
    if known < FEWEST_PEOPLE:
        sentence = N_(
            "只有 %(people)s 位受访者有可用的回答，少于 %(fewest)s 位，无法检验分群：现有数据分不出稳定人群。"
        )
        return [], Message(sentence, {"people": known, "fewest": FEWEST_PEOPLE})
    most = min(plan.most, max(2, known // _PEOPLE_A_SEGMENT), different)
    return list(range(2, most + 1)), Message("")


def _divide(
    ground: Ground, numbers: Sequence[int], plan: Plan, progress: Progress | None, rng: np.random.Generator
) -> Iterator[_Division]:
    """The people divided into each number of groups, each division tried on the same resamples."""
    people = len(ground.given)
    times = plan.resamples if people <= _MANY else max(_FEWEST_RESAMPLES, plan.resamples * _MANY // people)
    bootstraps = Resamples(ground, bootstrap(ground.known, times, rng), max(numbers))
    splits = Resamples(ground, halves(ground.known, _HALVES, rng), max(numbers))
    steps = times + 2 * _HALVES + len(numbers)
    done = 0
    for part, of in ((bootstraps, times), (splits, 2 * _HALVES)):
        for _ in range(of):
            part.place_next()
            done += 1
            _tell(progress, done, steps)
    for k in numbers:
        yield _division(ground, bootstraps, splits, k, rng)
        done += 1
        _tell(progress, done, steps)


def _tell(progress: Progress | None, done: int, steps: int) -> None:
    if progress:
        sentence = N_("反复重抽受访者，检验分群是否站得住（%(done)s / %(steps)s）")
        progress(done / steps, Message(sentence, {"done": done, "steps": steps}))


def _division(ground: Ground, bootstraps: Resamples, splits: Resamples, k: int, rng: np.random.Generator) -> _Division:
    groups, places = ground.group(k, rng)
    regrouped, halved = bootstraps.group(k, rng), splits.group(k, rng)
    known = ground.known
    if known.sum() <= _FEW:
        groups = consensus(regrouped, ground.given, k, rng)
    stability = jaccard(groups, regrouped, bootstraps.inside, k)
    sizes = np.bincount(groups[known], minlength=k)
    tried = NumberTried(
        k=k,
        stability=round(float((stability * sizes).sum() / sizes.sum()), 4),
        weakest=round(float(stability[sizes > 0].min()), 4),
        agreement=round(agreement(regrouped[:, known], k), 4),
        prediction_strength=round(prediction_strength(halved, splits.inside, k), 4),
        silhouette=round(silhouette(places[known], groups[known]), 4),
    )
    return _Division(tried, groups, certainty(groups, regrouped, known, k), stability)


def _judge(
    division: _Division, ground: Ground, blocks: Sequence[Block], rng: np.random.Generator
) -> tuple[Verdict, Message]:
    k, known = division.tried.k, ground.known
    places = ground.place(np.flatnonzero(known), k)[known]
    spread = spread_left(places, division.groups[known], k, rng)
    return judge(division.tried, spread, ALONE if len({block.subject for block in blocks}) == 1 else TOGETHER)


def _without_segments(evidence: Evidence, ground: Ground, reason: Message) -> Segmentation:
    return Segmentation(
        n=len(evidence.people),
        k=1,
        verdict=Verdict.NONE,
        reason=reason,
        people=place_people(evidence, ground),
    )
