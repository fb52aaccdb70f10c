"""Who moved between two runs, as bands from the earlier segments to the later."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeAlias

from workbench.charts.grammar import SOFT, Layer, drawn, hue, layer, name_of, place, plain, pointed_at, told, words
from workbench.charts.lettering import SMALL, stacked
from workbench.errors import N_, Message
from workbench.records.charts import Canvas, Chart, Flow, Group, Move

BLOCK, GAP, TOP, LINE = 14, 30, 26, 15
PEOPLE = 240  # pixels for everybody
SLICES = 24
Spans: TypeAlias = Mapping[int, tuple[float, float]]


def draw_flow(data: Flow, canvas: Canvas) -> Chart:
    """Segments of the earlier run on the left, of the later on the right; a band is as thick as its people are many."""
    before, after = ({group.number: name_of(group, canvas) for group in side} for side in (data.before, data.after))
    [changed] = told(canvas, N_("换了"))
    return Chart(
        title=canvas.say(Message(N_("两次分析之间谁动了"))),
        caption=canvas.say(_who_moved(data, before, after)),
        note=canvas.say(Message(N_("带子的粗细是人数，颜色是后来的人群；只在一次分析里出现的人不算。"))),
        columns=told(canvas, N_("上一次"), N_("这一次"), N_("人数"), N_("换群了吗")),
        rows=tuple(
            (before[move.before], after[move.after], move.people, "" if move.stayed else changed) for move in data.moves
        ),
        drawing=partial(_bands, data, canvas),
    )


def _bands(data: Flow, canvas: Canvas) -> dict[str, Any]:
    data = replace(data, before=_untangled(data))
    each = _each(data)
    left, right = (_spans(groups, each) for groups in (data.before, data.after))
    room = min(150.0, canvas.width * 0.27)
    edges = room + BLOCK, canvas.width - room - BLOCK
    points = [point for move, at in _ends(data, left, right, each) for point in _band(move, at, edges)]
    names = [{group.number: name_of(group, canvas) for group in side} for side in (data.before, data.after)]
    for point in points:
        point["way"] = f"{names[0][point['before']]} → {names[1][point['after']]}"
    seen = pointed_at(canvas, way=N_("从哪到哪"), count=N_("人数"))
    ribbon = layer(points).mark_area(opacity=0.45).encode(
        **place(x="x", y="y", y2="y2"), **plain(fill="fill"), detail=["before:N", "after:N"], tooltip=seen
    )  # fmt: skip
    earlier = ({**block, "fill": SOFT} for block in _blocks(data.before, left, room))
    blocks = [*earlier, *_blocks(data.after, right, edges[1])]
    heads = told(canvas, N_("上一次"), N_("这一次"))
    layers = [
        ribbon,
        layer(blocks).mark_rect().encode(**place(x="x", x2="x2", y="y", y2="y2"), **plain(fill="fill")),
        *_texts(data.before, left, (room - 8, room - 8), canvas, "right"),
        *_texts(data.after, right, (canvas.width - room + 8, room - 8), canvas, "left"),
        words([{"x": room - 8, "y": 8, "text": heads[0]}], size=SMALL, colour=SOFT, align="right"),
        words([{"x": canvas.width - room + 8, "y": 8, "text": heads[1]}], size=SMALL, colour=SOFT),
    ]
    return drawn(layers, canvas, flow_height(data, canvas))


def flow_height(data: Flow, _canvas: Canvas) -> float:
    """Of the taller side."""
    each, sides = _each(data), (_untangled(data), data.after)
    return max(bottom for side in sides for _, bottom in _spans(side, each).values()) + 24


def _each(data: Flow) -> float:
    """The pixels of a person."""
    return PEOPLE / sum(move.people for move in data.moves)


def _untangled(data: Flow) -> tuple[Group, ...]:
    """The earlier segments in the order of where most of their people went, so that few bands cross; 未归类 is last."""
    order = [group.number for group in data.after]

    def height(group: Group) -> float:
        moves = [move for move in data.moves if move.before == group.number]
        return sum(order.index(move.after) * move.people for move in moves) / sum(move.people for move in moves)

    return tuple(sorted(data.before, key=lambda group: (not group.number, height(group))))


def _spans(groups: Sequence[Group], each: float) -> dict[int, tuple[float, float]]:
    """Top and bottom of each group's block, one below the other, with room for names beside the thin ones."""
    spans, top = {}, float(TOP)
    for group in groups:
        spans[group.number] = (top, top + group.size * each)
        top += max(group.size * each, 2 * LINE) + GAP
    return spans


def _ends(data: Flow, left: Spans, right: Spans, each: float) -> Iterator[tuple[Move, tuple[float, float, float]]]:
    """Each move with its top on the left, its top on the right and its thickness; bands do not cross at their ends."""
    starts = _shared([(move, move.before) for move in sorted(data.moves, key=lambda m: right[m.after])], left, each)
    ends = _shared([(move, move.after) for move in sorted(data.moves, key=lambda m: left[m.before])], right, each)
    for move in data.moves:
        yield move, (starts[move], ends[move], move.people * each)


def _shared(moves: Sequence[tuple[Move, int]], spans: Spans, each: float) -> dict[Move, float]:
    """The top of each move within the block of its group, in the order given."""
    tops, found = {number: top for number, (top, _) in spans.items()}, {}
    for move, number in moves:
        found[move] = tops[number]
        tops[number] += move.people * each
    return found


def _band(move: Move, at: tuple[float, float, float], edges: tuple[float, float]) -> Iterator[dict[str, Any]]:
    start, end, thick = at
    for number in range(SLICES + 1):
        share = number / SLICES
        y = start + (end - start) * share * share * (3 - 2 * share)  # flat at both ends
        yield {
            "x": round(edges[0] + (edges[1] - edges[0]) * share, 1),
            "y": round(y, 1),
            "y2": round(y + thick, 1),
            "before": move.before,
            "after": move.after,
            "fill": hue(move.after),
            "count": move.people,
        }


def _blocks(groups: Sequence[Group], spans: Spans, x: float) -> Iterator[dict[str, Any]]:
    for group in groups:
        top, bottom = spans[group.number]
        yield {"x": x, "x2": x + BLOCK, "y": top, "y2": bottom, "fill": hue(group.number)}


def _texts(
    groups: Sequence[Group], spans: Spans, at: tuple[float, float], canvas: Canvas, align: str
) -> Iterator[Layer]:
    """Names in as many lines as they need, with the number of people below, beside the middle of each block."""
    x, room = at
    names, counts = [], []
    for group in groups:
        lines = stacked(name_of(group, canvas), room, SMALL, 3)
        first = sum(spans[group.number]) / 2 - len(lines) * LINE / 2
        names += [{"x": x, "y": first + number * LINE, "text": line} for number, line in enumerate(lines)]
        count = canvas.say(Message(N_("%(n)s 人"), {"n": group.size}))
        counts.append({"x": x, "y": first + len(lines) * LINE, "text": count})
    yield words(names, size=SMALL, align=align)
    yield words(counts, size=SMALL, colour=SOFT, align=align)


def _who_moved(data: Flow, before: Mapping[int, str], after: Mapping[int, str]) -> Message:
    """Who is still in the same segment, and the largest way to another."""
    away = [move for move in data.moves if not move.stayed]
    values: dict[str, object] = {
        "stayed": sum(move.people for move in data.moves if move.stayed),
        "total": sum(move.people for move in data.moves),
    }
    if not away:
        return Message(N_("%(stayed)s/%(total)s 人都在原来那一群，没有人换群。"), values)
    most = max(away, key=lambda move: move.people)
    values |= {"people": most.people, "one": before[most.before], "other": after[most.after]}
    return Message(
        N_("%(stayed)s/%(total)s 人还在原来那一群；换群的人里最多的一股从“%(one)s”到“%(other)s”：%(people)s 人。"),
        values,
    )
