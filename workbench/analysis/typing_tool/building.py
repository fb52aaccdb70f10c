"""The typing tool of a segmentation: a function of people, their answers, their segments and a seed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.evidence import Floats
from workbench.analysis.typing_tool.coding import Coded, code_answers
from workbench.analysis.typing_tool.rules import plain_rules
from workbench.analysis.typing_tool.trial import Made, make, try_out
from workbench.errors import N_, BadInput
from workbench.records.analysis import ClosedValue
from workbench.records.typing_tool import AskedQuestion, TypedSegment, Typing, TypingTool

MOST_QUESTIONS = 8
FEWEST_PEOPLE = 5
ENOUGH_PEOPLE = 2000
_DIGITS = 6


@dataclass(frozen=True)
class Placed:
    """Somebody whose segment (its number) is known, with the answers by question."""

    id: str
    segment: int
    closed: Mapping[str, ClosedValue]


def build_typing_tool(
    people: Sequence[Placed],
    questions: Sequence[AskedQuestion],
    names: Mapping[int, str],
    *,
    most: int = MOST_QUESTIONS,
    seed: int = 0,
) -> TypingTool:
    """At most `most` of the questions, and how their answers tell the segments (`names` by number) apart.

    The order of people does not matter. Of more than 2 000 people as many are drawn by seed. Raises BadInput for fewer
    than two segments, one of fewer than five people, and when no question was answered by enough people.
    """
    numbers = sorted(names)
    sizes = Counter(person.segment for person in people)
    _check(numbers, sizes, names)
    people = _drawn(sorted(people, key=lambda person: person.id), seed)
    labels = np.array([numbers.index(person.segment) for person in people])
    closed = {one.key: [person.closed.get(one.key) for person in people] for one in questions}
    coded = code_answers(questions, closed, len(people))
    if not coded.questions:
        raise BadInput(N_("没有一道选择题、量表或数字题够用。"), N_("要有一道题，六成以上的人回答过，而且答得不一样。"))
    made = make(coded, labels, most, seed)
    segments = tuple(TypedSegment(number=one, name=names[one], size=sizes[one]) for one in numbers)
    return TypingTool(
        seed=seed,
        candidates=len(coded.questions),
        typing=_typing(coded, made, segments),
        rules=tuple(
            rule.model_copy(update={"segment": numbers[rule.segment]})
            for rule in plain_rules(coded, made.chosen, labels, closed, seed)
        ),
        trial=try_out(coded, labels, most, seed),
    )


def _check(numbers: Sequence[int], sizes: Mapping[int, int], names: Mapping[int, str]) -> None:
    if len(numbers) < 2:
        raise BadInput(N_("只有一个人群，没有可分的。"), N_("请先分出两个以上的人群。"))
    for number in numbers:
        if sizes.get(number, 0) < FEWEST_PEOPLE:
            raise BadInput(
                N_("人群“%(name)s”只有 %(n)s 人，看不出怎么认出他们。"),
                N_("每个人群至少要有 %(least)s 人：可以补充受访者，或把它并入别的人群。"),
                name=names[number],
                n=sizes.get(number, 0),
                least=FEWEST_PEOPLE,
            )


def _drawn(people: Sequence[Placed], seed: int) -> Sequence[Placed]:
    """Everybody, or as many of each segment as its share of 2 000, and no fewer than fifty."""
    if len(people) <= ENOUGH_PEOPLE:
        return people
    shuffle, kept = np.random.default_rng(seed), []
    for segment in sorted({person.segment for person in people}):
        inside = [place for place, person in enumerate(people) if person.segment == segment]
        count = min(len(inside), max(50, round(ENOUGH_PEOPLE * len(inside) / len(people))))
        kept += list(shuffle.permutation(inside)[:count])
    return [people[place] for place in sorted(kept)]


def _typing(coded: Coded, made: Made, segments: tuple[TypedSegment, ...]) -> Typing:
    columns, learnt = coded.columns(made.chosen), made.learnt
    return Typing(
        segments=segments,
        questions=tuple(coded.questions[one] for one in made.chosen),
        traits=tuple(coded.traits[one] for one in columns),
        weights=_table(learnt.weights),
        biases=_row(learnt.biases),
        least=round(learnt.least, _DIGITS),
        centres=_table(learnt.centres),
        spreads=_row(learnt.spreads),
        limit=round(learnt.limit, _DIGITS),
    )


def _row(values: Floats) -> tuple[float, ...]:
    return tuple(round(float(value), _DIGITS) for value in values)


def _table(rows: Floats) -> tuple[tuple[float, ...], ...]:
    return tuple(_row(row) for row in rows)
