"""Where words stand: on a spiral without touching, or held by springs; the same words always at the same places."""

from collections.abc import Iterator, Sequence
from math import cos, pi, sin
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Box: TypeAlias = tuple[float, float, float, float]
Place: TypeAlias = tuple[float, float]
TURNS = 900
STEPS = 300
PUSHES = 200


def spiral(boxes: Sequence[tuple[float, float]], width: float, height: float) -> Iterator[Place | None]:
    """The centre of each box of (width, height), first come innermost; None for one that finds no room.

    >>> list(spiral([(40, 20), (400, 20)], 100, 100))
    [(50.0, 50.0), None]
    """
    taken: list[Box] = []
    for wide, tall in boxes:
        yield next(_free_places(wide, tall, width, height, taken), None)


def _free_places(wide: float, tall: float, width: float, height: float, taken: list[Box]) -> Iterator[Place]:
    for x, y in _places(width, height):
        box = (x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
        inside = box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height
        if inside and not any(_touch(box, other) for other in taken):
            taken.append(box)
            yield round(x, 1), round(y, 1)


def _places(width: float, height: float) -> Iterator[Place]:
    """An elliptic spiral that fills the frame."""
    for step in range(TURNS):
        angle = 2.4 * pi * (step / 10) ** 0.62
        radius = (step / TURNS) ** 0.62 / 2
        yield width / 2 + cos(angle) * radius * width, height / 2 + sin(angle) * radius * height


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def springs(
    nodes: int, edges: Sequence[tuple[int, int, float]], frame: tuple[float, float], apart: tuple[float, float]
) -> list[Place]:
    """Places of nodes that push each other away while edges of a weight from 0 to 1 pull, within a frame.

    Fruchterman and Reingold (1991), started from a circle in the nodes' order; then those that stand nearer than
    `apart` (across, along) move away from each other. All in pixels.
    """
    angles = 2 * np.pi * np.arange(nodes) / max(nodes, 1)
    places = np.column_stack((np.cos(angles), np.sin(angles)))
    pull = np.zeros((nodes, nodes))
    for one, other, weight in edges:
        pull[one, other] = pull[other, one] = weight
    ideal = 2 / max(nodes, 1) ** 0.5
    for step in range(STEPS):
        away = places[:, None, :] - places[None, :, :]
        distance = np.maximum(np.sqrt((away**2).sum(axis=2)), 1e-3)
        force = ideal**2 / distance**2 - pull * distance / ideal
        moved = (away * force[:, :, None]).sum(axis=1) - 0.6 * places  # towards the middle, or the unlinked drift off
        length = np.maximum(np.sqrt((moved**2).sum(axis=1, keepdims=True)), 1e-9)
        places = places + moved / length * np.minimum(length, 0.2 * (1 - step / STEPS))
    found = _parted(_in_frame(places, np.array(frame)), np.array(frame), np.array(apart))
    return [(round(float(x), 1), round(float(y), 1)) for x, y in found]


def _in_frame(places: NDArray[np.float64], frame: NDArray[np.float64]) -> NDArray[np.float64]:
    low, high = places.min(axis=0), places.max(axis=0)
    share = (places - low) / np.where(high > low, high - low, 1)
    share[:, high <= low] = 0.5
    return np.asarray(share * frame)


def _parted(places: NDArray[np.float64], frame: NDArray[np.float64], apart: NDArray[np.float64]) -> NDArray[np.float64]:
    """Nodes inside each other's ellipse pushed out of it, and never out of the frame."""
    for _ in range(PUSHES):
        away = (places[:, None, :] - places[None, :, :]) / apart
        distance = np.sqrt((away**2).sum(axis=2))
        np.fill_diagonal(distance, np.inf)
        push = np.maximum(1 - distance, 0) / np.maximum(distance, 1e-3)
        if not push.any():
            break
        places = np.clip(places + (away * push[:, :, None]).sum(axis=1) * apart * 0.3, 0, frame)
    return places
