"""Two runs side by side: which segments are the same people, who moved from where to where, and why."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from typing import TypeAlias

from sqlmodel import Session, select

from workbench.errors import N_, Message
from workbench.storage.queries.segments import members_of_run, names_of
from workbench.storage.tables import Run, Segment
from workbench.workflow.hand_on import match

IN_BETWEEN = 0.75
Way: TypeAlias = tuple[int | None, int | None]
LAST = 10**6  # 未归类 stands after all numbers
CERTAINTY_WORDS = ((0.9, N_("很确定")), (IN_BETWEEN, N_("比较确定")), (0.0, N_("介于两群之间")))
SETTINGS = {
    "seed": N_("随机种子变了。"),
    "meaning": N_("是否比较句子的意思变了。"),
    "weights": N_("各类回答的轻重变了。"),
    "engine": N_("分词引擎变了。"),
    "words": N_("词典变了。"),
    "stops": N_("停用词变了。"),
    "synonyms": N_("同义词变了。"),
    "resamples": N_("重抽的次数变了。"),
}


@dataclass(frozen=True)
class Flow:
    """How many people went from a segment of the earlier run to one of the later; None is 未归类.

    `stayed`: it is the same segment, or none in both, so that nobody moved.
    """

    source: int | None
    source_name: str
    target: int | None
    target_name: str
    people: int
    stayed: bool


@dataclass(frozen=True)
class Matched:
    """A segment of the earlier run, the one it became (or None), and how many people are in both.

    `merged`: it is not the same people, but more than half of them are in `after` among others.
    """

    before: Segment
    after: Segment | None
    merged: bool
    before_size: int
    after_size: int
    both: int


@dataclass(frozen=True)
class Mover:
    """Somebody who is in another segment than before, and the plainest reason there is."""

    participant_id: int
    name: str
    source_name: str
    target_name: str
    reason: Message


@dataclass(frozen=True)
class Comparison:
    """What became of the segments; `new` ones match none before.

    `people` are in both runs; those of them who are not `movers` are in the same segment still, or in none. `rand` is
    the adjusted Rand index of their segments. `changes` say what is different between the runs; there is none when the
    same was run again.
    """

    matched: list[Matched]
    new: list[Segment]
    flows: list[Flow]
    movers: list[Mover]
    changes: list[Message]
    people: int
    rand: float


@dataclass(frozen=True)
class _Side:
    """A run as it is shown: its segments, everybody's segment (None: 未归类), and what was stored of each person."""

    run: Run
    segments: dict[int, Segment]
    members: dict[int, set[int]]
    places: dict[int, int | None]
    certainty: dict[int, float]
    by_machine: dict[int, int | None]
    bound: dict[str, frozenset[str]]

    def name(self, segment_id: int | None) -> str:
        """The segment's name; nothing for none."""
        return self.segments[segment_id].name if segment_id is not None else ""

    def number(self, segment_id: int | None) -> int | None:
        """The segment's number."""
        return self.segments[segment_id].number if segment_id is not None else None

    def by_hand(self, person: int) -> bool:
        """Whether a researcher put the person elsewhere than the machine did."""
        return self.by_machine[person] != self.number(self.places[person])

    def bound_with(self, person: int) -> frozenset[str]:
        """With whom the plan kept the person together."""
        return self.bound.get(str(person), frozenset())

    def digest(self, person: int) -> str:
        """The fingerprint of what the person had said and ticked; nothing in a run that kept none."""
        return str((self.run.result or {}).get("digests", {}).get(str(person), ""))


def compare_runs(session: Session, before: Run, after: Run) -> Comparison:
    """The later run beside the earlier one, as both are shown; both must have ended."""
    one, other = _side(session, before), _side(session, after)
    names = names_of(session, before.study_id)
    both = sorted(one.places.keys() & other.places.keys() & names.keys())
    same = match(one.members, other.members)
    matched = [_matched(one, other, segment, same.get(segment.id)) for segment in one.segments.values()]
    known = {pair.after.id for pair in matched if pair.after}
    pairs = {(None, None), *same.items()}
    moved = [person for person in both if (one.places[person], other.places[person]) not in pairs]
    return Comparison(
        matched=matched,
        new=[segment for key, segment in other.segments.items() if key not in known],
        flows=_flows(one, other, both, pairs),
        movers=[
            Mover(
                participant_id=person,
                name=names[person],
                source_name=one.name(one.places[person]),
                target_name=other.name(other.places[person]),
                reason=_reason(one, other, person),
            )
            for person in moved
        ],
        changes=list(_changes(one, other)),
        people=len(both),
        rand=adjusted_rand([(one.places[person], other.places[person]) for person in both]),
    )


def certainty_word(certainty: float) -> str:
    """The plain word for the share of resamples in which a person falls into their segment."""
    return next(word for least, word in CERTAINTY_WORDS if certainty >= least)


def adjusted_rand(pairs: Sequence[tuple[object, object]]) -> float:
    """Adjusted Rand index (Hubert and Arabie 1985) of two groupings: 1 the same, 0 as alike as by chance.

    >>> round(adjusted_rand([("a", 1), ("a", 1), ("a", 2), ("b", 2), ("b", 2)]), 3)
    0.167
    """
    together = sum(comb(count, 2) for count in Counter(pairs).values())
    sides = (Counter(one for one, _ in pairs), Counter(other for _, other in pairs))
    first, second = (sum(comb(count, 2) for count in side.values()) for side in sides)
    expected = first * second / max(comb(len(pairs), 2), 1)
    best = (first + second) / 2
    return 1.0 if best == expected else (together - expected) / (best - expected)


def _side(session: Session, run: Run) -> _Side:
    segments = {segment.id: segment for segment in session.exec(select(Segment).where(Segment.run_id == run.id))}
    members = members_of_run(session, run.id)
    points = (run.result or {}).get("map", [])
    inside = {person: segment for segment, people in members.items() for person in people}
    return _Side(
        run=run,
        segments={key: segments[key] for key in members},
        members=members,
        places={point["participant_id"]: inside.get(point["participant_id"]) for point in points},
        certainty={point["participant_id"]: point.get("certainty", 1.0) for point in points},
        by_machine={point["participant_id"]: point["segment"] for point in points},
        bound={person: bloc for bloc in map(frozenset, run.plan.get("together", [])) for person in bloc},
    )


def _matched(one: _Side, other: _Side, segment: Segment, same: int | None) -> Matched:
    before = one.members[segment.id]
    after = _most_of(before, other.members) if same is None else same
    now = other.members[after] if after is not None else set()
    return Matched(
        before=segment,
        after=other.segments[after] if after is not None else None,
        merged=same is None and after is not None,
        before_size=len(before),
        after_size=len(now),
        both=len(before & now),
    )


def _most_of(people: set[int], groups: Mapping[int, set[int]]) -> int | None:
    """The group in which more than half of these people are, if there is one."""
    return next((key for key, others in groups.items() if 2 * len(people & others) > len(people)), None)


def _flows(one: _Side, other: _Side, people: Iterable[int], same: Collection[Way]) -> list[Flow]:
    counted = Counter((one.places[person], other.places[person]) for person in people)
    flows = [
        Flow(one.number(way[0]), one.name(way[0]), other.number(way[1]), other.name(way[1]), count, way in same)
        for way, count in counted.items()
    ]
    return sorted(flows, key=lambda flow: (flow.source or LAST, flow.target or LAST))


def _changes(one: _Side, other: _Side) -> Iterator[Message]:
    """What is different between the runs: people, their words, decisions, settings."""
    before, after = one.run.plan, other.run.plan
    if len(one.segments) != len(other.segments):
        yield Message(
            N_("从 %(before)s 群变为 %(after)s 群。"), {"before": len(one.segments), "after": len(other.segments)}
        )
    counts = (
        (len(other.places.keys() - one.places.keys()), N_("新来 %(n)s 人。")),
        (len(one.places.keys() - other.places.keys()), N_("少了 %(n)s 人。")),
        (len(_spoke_anew(one, other)), N_("%(n)s 人的原话或选择有新增或改动。")),
    )
    yield from (Message(sentence, {"n": count}) for count, sentence in counts if count)
    if any(before.get(part, []) != after.get(part, []) for part in ("together", "apart")):
        yield Message(N_("两次遵守的研究者判断不同。"))
    yield from (Message(told) for name, told in SETTINGS.items() if before.get(name) != after.get(name))
    if one.run.versions != other.run.versions:
        yield Message(N_("软件的版本变了。"))


def _spoke_anew(one: _Side, other: _Side) -> set[int]:
    """Who is in both and whose words or answers differ."""
    both = one.places.keys() & other.places.keys()
    return {person for person in both if one.digest(person) != other.digest(person)}


def _reason(one: _Side, other: _Side, person: int) -> Message:
    """Why somebody is elsewhere: the first reason that is true, the most certain first."""
    sure = min(one.certainty[person], other.certainty[person])
    reasons = (
        (one.by_hand(person) or other.by_hand(person), N_("研究者调整过人群。")),
        (one.bound_with(person) != other.bound_with(person), N_("研究者判断这个人应和那些人在一起。")),
        (one.digest(person) != other.digest(person), N_("这个人说了新的话，或改了原话、选择。")),
        (len(one.segments) != len(other.segments), N_("自己没有变，只是群数变了。")),
        (sure < IN_BETWEEN, N_("介于两群之间：反复重抽 100 次，约 %(times)s 次落在同一群。")),
        (one.run.evidence_digest != other.run.evidence_digest, N_("自己没有变；别人的话变了，群的边界跟着移动。")),
    )
    told = next((sentence for holds, sentence in reasons if holds), N_("自己没有变；分析的设置变了。"))
    return Message(told, {"times": round(100 * sure)} if "%" in told else {})
