"""The order in which options and rows show, told by a seed: the same seed gives the same order for ever.

Generator (mulberry32) and seeds are survey-core's: a SurveyJS page with the same `randomSeed` shows the same order.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from workbench.records.choices import Row

_R = TypeVar("_R", bound=Row)


def in_random_order(items: Sequence[_R], seed: int) -> tuple[_R, ...]:
    """The items shuffled (Fisher and Yates 1938, from the end); those with `randomize` false stay where they are.

    >>> [one.value for one in in_random_order([Row(value=value) for value in "甲乙丙丁"], 7)]
    ['丙', '乙', '丁', '甲']
    """
    places = [place for place, item in enumerate(items) if item.randomize]
    moved = [items[place] for place in places]
    draw = _generator(seed)
    for last in range(len(moved) - 1, 0, -1):
        other = int(draw() * (last + 1))
        moved[last], moved[other] = moved[other], moved[last]
    shown = list(items)
    for place, item in zip(places, moved, strict=True):
        shown[place] = item
    return tuple(shown)


def own_seed(seed: int, path: str) -> int:
    """A question's own seed, so that two with as many options are not shuffled alike.

    `path` is the type and name of everything from its page down to itself (`pagep1panelmoreradiogroupage`).
    """
    for unit in memoryview(path.encode("utf-16-le")).cast("H"):
        seed = ((seed << 5) - seed + unit) & 0xFFFFFFFF
    return seed


def _generator(seed: int) -> Callable[[], float]:
    """Numbers from 0 to below 1, in 32-bit arithmetic."""
    state = seed & 0xFFFFFFFF

    def draw() -> float:
        nonlocal state
        state = (state + 0x6D2B79F5) & 0xFFFFFFFF
        mixed = ((state ^ state >> 15) * (state | 1)) & 0xFFFFFFFF
        mixed ^= (mixed + (((mixed ^ mixed >> 7) * (mixed | 61)) & 0xFFFFFFFF)) & 0xFFFFFFFF
        return (mixed ^ mixed >> 14) / 0x100000000

    return draw
