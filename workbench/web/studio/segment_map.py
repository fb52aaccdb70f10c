"""The map of a run: where each person stands, in the units of the drawing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH = 480
MARGIN = 14
LOWEST, HIGHEST = 210, 390


@dataclass(frozen=True)
class Dot:
    """A person; `segment` is 0 for nobody's (未归类)."""

    participant_id: int
    name: str
    segment: int
    x: float
    y: float


@dataclass(frozen=True)
class SegmentMap:
    """Dots in a frame of `width` by `height`."""

    width: int
    height: int
    dots: list[Dot]


def draw_map(points: Sequence[Mapping[str, Any]], names: Mapping[int, str]) -> SegmentMap:
    """Points as large as the frame allows, one scale for both directions; who was deleted since is left out.

    >>> drawn = draw_map([{"participant_id": 1, "segment": 2, "x": 0, "y": 0},
    ...                   {"participant_id": 2, "segment": None, "x": 2, "y": 1}], {1: "小满", 2: "老周"})
    >>> drawn.height, [(dot.name, dot.segment, dot.x, dot.y) for dot in drawn.dots]
    (254, [('小满', 2, 14.0, 14.0), ('老周', 0, 466.0, 240.0)])
    """
    known = [point for point in points if point["participant_id"] in names]
    if not known:
        return SegmentMap(WIDTH, LOWEST, [])
    across, along = [point["x"] for point in known], [point["y"] for point in known]
    wide, tall = max(across) - min(across), max(along) - min(along)
    scale = min((WIDTH - 2 * MARGIN) / (wide or 1), (HIGHEST - 2 * MARGIN) / (tall or 1))
    height = max(round(tall * scale) + 2 * MARGIN, LOWEST)
    left, top = (WIDTH - wide * scale) / 2 - min(across) * scale, (height - tall * scale) / 2 - min(along) * scale
    dots = [
        Dot(
            participant_id=point["participant_id"],
            name=names[point["participant_id"]],
            segment=point["segment"] or 0,
            x=round(left + point["x"] * scale, 1),
            y=round(top + point["y"] * scale, 1),
        )
        for point in known
    ]
    return SegmentMap(WIDTH, height, dots)
