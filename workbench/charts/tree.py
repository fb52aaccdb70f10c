"""A tree of who is joined with whom first (a dendrogram), its tips on the left and its root on the right."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from workbench.charts.grammar import SOFT, Layer, dotted, drawn, layer, mark_of, place, pointed_at, told, words
from workbench.charts.lettering import SMALL, clipped, text_width
from workbench.errors import N_, Message
from workbench.records.charts import Canvas, Chart, Tree

ROW = 20


def draw_tree(data: Tree, canvas: Canvas) -> Chart:
    """Branches meet the later, the farther apart their people are."""
    join = data.joins[0]
    values: dict[str, object] = {"one": data.leaves[join.one].name, "other": data.leaves[join.other].name}
    return Chart(
        title=canvas.say(Message(N_("谁先并到一起"))),
        caption=canvas.say(Message(N_("“%(one)s”和“%(other)s”最先并到一起：图上离得最近。"), values)),
        note=canvas.say(data.made_of),
        columns=told(canvas, N_("第几步"), N_("并到一起的"), N_("一共几个"), N_("距离")),
        rows=tuple(_steps(data)),
        drawing=partial(_tree, data, canvas),
    )


def _tree(data: Tree, canvas: Canvas) -> dict[str, Any]:
    order = _order(data)
    longest = max(text_width(leaf.name, SMALL) for leaf in data.leaves)
    left = min(longest + 30, canvas.width * 0.45)
    tips = []
    for number, leaf in enumerate(data.leaves[number] for number in order):
        name = clipped(leaf.name, left - 26, SMALL)
        tips.append({"x": left - 8, "y": (number + 0.5) * ROW, "text": name, **mark_of(leaf.segment)})
    names = words([{**tip, "x": left - 18} for tip in tips], size=SMALL, align="right")
    layers = [*_branches(data, order, left, canvas), names, dotted(layer(tips), size=70)]
    return drawn(layers, canvas, tree_height(data, canvas))


def tree_height(data: Tree, _canvas: Canvas) -> float:
    """Of a row for each tip."""
    return len(data.leaves) * ROW + 8


def _branches(data: Tree, order: list[int], left: float, canvas: Canvas) -> Iterator[Layer]:
    farthest = max(join.distance for join in data.joins) or 1.0
    at = {leaf: (left, (number + 0.5) * ROW) for number, leaf in enumerate(order)}
    across, down = [], []
    for number, join in enumerate(data.joins):
        x = round(left + (canvas.width - left - 6) * join.distance / farthest, 1)
        ends, shown = [at[join.one], at[join.other]], {"distance": f"{join.distance:.2f}"}
        across += [{"x": end[0], "x2": x, "y": end[1], **shown} for end in ends]
        down.append({"x": x, "y": ends[0][1], "y2": ends[1][1], **shown})
        at[len(data.leaves) + number] = (x, (ends[0][1] + ends[1][1]) / 2)
    seen = pointed_at(canvas, distance=N_("距离"))
    yield layer(across).mark_rule(color=SOFT, strokeWidth=1.5).encode(**place(x="x", x2="x2", y="y"), tooltip=seen)
    yield layer(down).mark_rule(color=SOFT, strokeWidth=1.5).encode(**place(x="x", y="y", y2="y2"), tooltip=seen)


def _order(data: Tree) -> list[int]:
    """The leaves so that no branches cross."""
    below: dict[int, list[int]] = {leaf: [leaf] for leaf in range(len(data.leaves))}
    for number, join in enumerate(data.joins):
        below[len(data.leaves) + number] = below[join.one] + below[join.other]
    return below[len(data.leaves) + len(data.joins) - 1]


def _steps(data: Tree) -> Iterator[tuple[int, str, int, float]]:
    names = [leaf.name for leaf in data.leaves]
    sizes = [1] * len(names)
    for number, join in enumerate(data.joins, start=1):
        names.append(f"({number})")
        sizes.append(sizes[join.one] + sizes[join.other])
        yield number, f"{names[join.one]} + {names[join.other]}", sizes[-1], round(join.distance, 3)
