"""Segments out of evidence: a pure function of the evidence and the plan."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

import numpy as np

from workbench.analysis.bonds import bond_notes, build_bonds
from workbench.analysis.closeup import close_up
from workbench.analysis.consensus import consensus
from workbench.analysis.edges import with_edges
from workbench.analysis.evidence import Evidence, Flags, Floats, Ints
from workbench.analysis.ground import FEW, Ground, Resamples
from workbench.analysis.number import ALONE, FEWEST_PEOPLE, TOGETHER, choose_number, judge, judge_given, spread_left
from workbench.analysis.preparing import Prepared, most_segments, place_resamples, prepare, silent
from workbench.analysis.profile import profiles
from workbench.analysis.quotes import choose_quotes
from workbench.analysis.results import build_segment, in_order, place_people
from workbench.analysis.stability import agreement, certainty, jaccard, prediction_strength, silhouette
from workbench.errors import N_, InvalidPlan, Message
from workbench.records.analysis import NumberTried, Plan, Progress, Segmentation, SegmentQuote, Verdict

_BETWEEN = 0.5
_CLOUD = 2000  # people are enough to tell groups from a cloud
PREPARED = 0.5


@dataclass(frozen=True)
class _Division:
    """People divided: `groups` of all people, how `sure` each is, the `stability` of each group.

    `cut` are the groups that k-means made of all people at once, `regrouped` (resamples, people) those that the
    resamples saw.
    """

    tried: NumberTried
    groups: Ints
    sure: Floats
    stability: Floats
    cut: Ints
    regrouped: Ints


def segment(evidence: Evidence, plan: Plan, progress: Progress | None = None) -> Segmentation:
    """The segments of the people, with stability, closed answers and quotes: `prepare`, then `divide`.

    The result follows from the arguments alone; people must be in the order of their ids. `progress` is told the share
    done and may raise to cancel. Raises InvalidPlan when `plan.k` cannot be had.
    """
    tell = progress or silent
    check_number(plan, len(evidence.people))
    prepared = prepare(evidence, plan, lambda share, message: tell(PREPARED * share, message))
    return divide(prepared, plan, lambda share, message: tell(PREPARED + (1 - PREPARED) * share, message))


def divide(prepared: Prepared, plan: Plan, progress: Progress | None = None) -> Segmentation:
    """The segments of prepared people.

    With `plan.k` everybody is in one of k segments (fewer where fewer people differ). Without it k is chosen, people
    without evidence or clearly between segments are in none, and the verdict may be `none`. Raises InvalidPlan when k
    cannot be had.
    """
    prepared = _bonded(prepared, plan)
    evidence, ground, tell = prepared.evidence, prepared.ground, progress or silent
    check_number(plan, len(evidence.people))
    notes = tuple(_notes(prepared))
    numbers, reason = _numbers(prepared, plan)
    if not numbers:
        return _without_segments(prepared, reason).model_copy(update={"notes": notes})
    rng = deepcopy(prepared.rng)  # it belongs to `prepared`, which may be divided again
    divisions = list({division.tried.k: division for division in _divide(prepared, numbers, tell, rng)}.values())
    tried = tuple(division.tried for division in divisions)
    if plan.k:
        chosen, (verdict, reason) = divisions[0], judge_given(tried[0], int(prepared.known.sum()))
    else:
        chosen, (verdict, reason) = _choose(divisions, prepared, rng)
    if verdict is Verdict.NONE:
        found = _without_segments(prepared, reason)
    else:
        found = _with_segments(prepared, _second_look(prepared, chosen), plan).model_copy(
            update={"verdict": verdict, "reason": reason}
        )
    notes += tuple(bond_notes(ground.bonds, plan, found))
    return found.model_copy(update={"tried": tried, "notes": notes})


def _bonded(prepared: Prepared, plan: Plan) -> Prepared:
    """The same with the bonds of the plan, which hold in every resample."""
    bonds = build_bonds(plan, prepared.drawn.people)
    ground = replace(prepared.ground, bonds=bonds)
    return replace(
        prepared, ground=ground, bootstraps=prepared.bootstraps.on(ground), splits=prepared.splits.on(ground)
    )


def _with_segments(prepared: Prepared, chosen: _Division, plan: Plan) -> Segmentation:
    """The segments of a division and everybody's place in them; the verdict is still to come."""
    evidence, (groups, sure, bound) = prepared.evidence, _everybody(prepared, chosen, plan)
    placed = prepared.known & (sure >= _BETWEEN) if plan.k is None else np.full(len(groups), True)
    placed = placed | bound
    order = in_order(groups, placed)
    members = [placed & (groups == group) for group in order]
    built = (
        build_segment(evidence.people, number, inside, stability)
        for number, (inside, stability) in enumerate(zip(members, chosen.stability[order], strict=True), start=1)
    )
    told = zip(built, profiles(evidence.closed, members), _quotes(prepared, members, plan), strict=True)
    segments = tuple(
        one.model_copy(update={"profile": tuple(profile), "quotes": tuple(quotes)}) for one, profile, quotes in told
    )
    near = slice(None) if prepared.crowd is None else prepared.crowd.drawn
    segments = with_edges(segments, prepared.drawn, prepared.spaces, [inside[near] for inside in members], sure[near])
    people = place_people(prepared, members, sure)
    found = Segmentation(n=len(people), k=len(segments), verdict=Verdict.PATTERN, reason=Message(""))
    return found.model_copy(update={"segments": segments, "people": people})


def _everybody(prepared: Prepared, chosen: _Division, plan: Plan) -> tuple[Ints, Floats, Flags]:
    """The group of everybody, how sure it is, and who was bound to others by researchers."""
    if prepared.crowd is None:
        return chosen.groups, chosen.sure, prepared.ground.bonds.bound(len(chosen.groups))
    bonds = build_bonds(plan, prepared.evidence.people)
    groups, sure = prepared.crowd.assign(chosen.groups, chosen.sure, bonds)
    return groups, sure, bonds.bound(len(groups))


def _quotes(prepared: Prepared, members: Sequence[Flags], plan: Plan) -> list[list[SegmentQuote]]:
    """Quotes of each segment; in a large study from the most telling answers."""
    if prepared.crowd is None:
        return choose_quotes(prepared.evidence, prepared.spaces, members, plan.quotes)
    return choose_quotes(*close_up(prepared.evidence, prepared.spaces.fitted, members), plan.quotes)


def check_number(plan: Plan, people: int) -> None:
    """Raise InvalidPlan when so many people cannot be in `plan.k` segments."""
    if plan.k is not None and plan.k < 2:
        raise InvalidPlan(N_("至少要分成 2 个人群。"), N_("请把人群数改为 2 或更多，或让系统自动判断。"))
    if plan.k is not None and plan.k > people:
        raise InvalidPlan(
            N_("只有 %(people)s 位受访者，分不成 %(k)s 个人群。"),
            N_("请把人群数改小，或让系统自动判断。"),
            people=people,
            k=plan.k,
        )


def _notes(prepared: Prepared) -> Iterator[Message]:
    """What a reader should know about the evidence."""
    evidence, spaces = prepared.evidence, prepared.spaces
    speechless = int((~prepared.known).sum())
    if 0 < speechless < len(evidence.people):
        yield Message(N_("%(count)s 位受访者没有可用来分群的回答。"), {"count": speechless})
    if evidence.statements and evidence.vectors is None:
        yield Message(N_("这次只比较了用词，没有比较句子的意思。"))
    if evidence.statements and spaces.words is None:
        yield Message(N_("去掉停用词和数字后没有剩下任何词，用词没有参与分群。"))


def _numbers(prepared: Prepared, plan: Plan) -> tuple[list[int], Message]:
    """The numbers of segments to try; none with the reason why."""
    known, different = int(prepared.known.sum()), prepared.different
    if different < 2:
        return [], Message(N_("没有能把受访者分开的回答：都没有写，或者都一样。现有数据分不出稳定人群。"))
    if plan.k:
        return [min(plan.k, different)], Message("")
    if known < FEWEST_PEOPLE:
        sentence = N_(
            "只有 %(people)s 位受访者有可用的回答，少于 %(fewest)s 位，无法检验分群：现有数据分不出稳定人群。"
        )
        return [], Message(sentence, {"people": known, "fewest": FEWEST_PEOPLE})
    return list(range(2, most_segments(known, different, plan) + 1)), Message("")


def _divide(
    prepared: Prepared, numbers: Sequence[int], progress: Progress, rng: np.random.Generator
) -> Iterator[_Division]:
    """The people divided into each number of groups, each division tried on the same resamples."""
    bootstraps, splits = prepared.bootstraps, prepared.splits
    if max(numbers) > bootstraps.most:
        bootstraps, splits = (Resamples(prepared.ground, part.inside, max(numbers)) for part in (bootstraps, splits))
        place_resamples((bootstraps, splits), silent)
    for done, k in enumerate(numbers, start=1):
        yield _division(prepared.ground, bootstraps, splits, k, rng)
        progress(done / len(numbers), Message(N_("比较分成 %(k)s 群的结果"), {"k": k}))


def _division(ground: Ground, bootstraps: Resamples, splits: Resamples, k: int, rng: np.random.Generator) -> _Division:
    cut, places = ground.group(k, rng)
    regrouped, halved = bootstraps.group(k, rng), splits.group(k, rng)
    known = ground.known
    groups = consensus(regrouped, ground, k, rng) if known.sum() <= FEW else cut
    found = max(k, int(groups.max()) + 1)  # blocs that stay apart may have divided a group
    most = max(found, int(regrouped.max()) + 1, int(halved.max()) + 1)
    stability = jaccard(groups, regrouped, bootstraps.inside, most)
    sizes = np.bincount(groups[known], minlength=most)
    tried = NumberTried(
        k=found,
        stability=round(float((stability * sizes).sum() / sizes.sum()), 4),
        weakest=round(float(stability[sizes > 0].min()), 4),
        agreement=round(agreement(regrouped[:, known], most), 4),
        prediction_strength=round(prediction_strength(halved, splits.inside, most), 4),
        silhouette=round(silhouette(places[known], groups[known]), 4),
    )
    return _Division(tried, groups, certainty(groups, regrouped, known, most), stability, cut, regrouped)


def _second_look(prepared: Prepared, division: _Division) -> _Division:
    """The same number of groups after a second look at them, which the groups of every resample get, too.

    What was tried stays as it was: a second look sharpens any groups, and must not speak for there being some.
    """
    ground, inside = prepared.ground, prepared.bootstraps.inside
    groups = ground.look_again(division.groups[None], ground.known[None])[0]
    if len(np.unique(groups)) < len(np.unique(division.groups)):
        return division
    regrouped = ground.look_again(division.regrouped, inside)
    most = int(max(groups.max(), regrouped.max())) + 1
    sure, stability = certainty(groups, regrouped, ground.known, most), jaccard(groups, regrouped, inside, most)
    return replace(division, groups=groups, sure=sure, stability=stability, regrouped=regrouped)


def _choose(
    divisions: Sequence[_Division], prepared: Prepared, rng: np.random.Generator
) -> tuple[_Division, tuple[Verdict, Message]]:
    """The best number of groups that are more than chance, with its verdict; where none is, that of the best of all."""
    left = {division.tried.k: division for division in divisions}
    judged = []
    while left:
        chosen = left.pop(choose_number([division.tried for division in left.values()]).k)
        judged.append((chosen, _judge(chosen, prepared, rng)))
        if judged[-1][1][0] is not Verdict.NONE:
            return judged[-1]
    return judged[0]


def _judge(division: _Division, prepared: Prepared, rng: np.random.Generator) -> tuple[Verdict, Message]:
    k, ground = int(division.cut.max()) + 1, prepared.ground
    known = np.flatnonzero(ground.known)
    places = ground.place(known, k)
    asked = known[:: 1 + len(known) // _CLOUD]
    spread = spread_left(places[asked], division.cut[asked], k, rng)
    return judge(division.tried, spread, ALONE if prepared.subjects == 1 else TOGETHER)


def _without_segments(prepared: Prepared, reason: Message) -> Segmentation:
    people = place_people(prepared)
    return Segmentation(n=len(people), k=1, verdict=Verdict.NONE, reason=reason).model_copy(update={"people": people})
