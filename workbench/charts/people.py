"""Charts of people: where they stand, and one dot for each."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations
from math import ceil, dist
from typing import Any

from workbench.charts.grammar import (
    SOFT,
    dotted,
    drawn,
    layer,
    legend,
    legend_height,
    mark_of,
    name_of,
    pointed_at,
    told,
    words,
)
from workbench.charts.lettering import SMALL, TEXT, clipped, text_width
from workbench.errors import N_, Message
from workbench.records.charts import Canvas, Chart, Group, PeopleDots, PeopleMap, PlacedPerson

TALLEST = {True: 360, False: 440}
LOWEST = 160
EDGE = 12
HEAD = 22
MOST_DOTS = 600
DOTS_WHEN_MANY = 300
SMALLEST_CELL, LARGEST_CELL = 14, 22


def draw_map(data: PeopleMap, canvas: Canvas) -> Chart:
    """Each person a dot, near those who speak alike."""
    names = {group.number: name_of(group, canvas) for group in data.groups}
    return Chart(
        title=canvas.say(Message(N_("受访者的远近"))),
        caption=canvas.say(_nearest_groups(data)),
        note=" ".join(canvas.say(sentence) for sentence in _how_the_map_is_made(data)),
        columns=told(canvas, N_("受访者"), N_("人群"), N_("原话")),
        rows=tuple((one.name, names.get(one.segment, ""), one.words) for one in data.people),
        links=tuple(canvas.person(one.id) for one in data.people),
        drawing=partial(_map, data, canvas),
    )


def _map(data: PeopleMap, canvas: Canvas) -> dict[str, Any]:
    top = legend_height(data.groups, canvas)
    places = _framed(data.people, canvas)[0]
    names = {group.number: name_of(group, canvas) for group in data.groups}
    rows = [
        {
            "x": x,
            "y": y + top,
            "name": one.name,
            "group": names.get(one.segment, ""),
            "words": one.words,
            "link": canvas.person(one.id),
            **mark_of(one.segment),
        }
        for one, (x, y) in zip(data.people, places, strict=True)
    ]
    seen = pointed_at(canvas, name=N_("受访者"), group=N_("人群"), words=N_("原话"))
    size, edge = _dot_size(len(rows))
    dots = dotted(layer(rows), size=size, strokeWidth=edge, cursor="pointer").encode(tooltip=seen)
    return drawn([*legend(data.groups, canvas), dots], canvas, map_height(data, canvas))


def map_height(data: PeopleMap, canvas: Canvas) -> float:
    """Of the legend and the frame below it."""
    return legend_height(data.groups, canvas) + _framed(data.people, canvas)[1]


def _framed(people: Sequence[PlacedPerson], canvas: Canvas) -> tuple[list[tuple[float, float]], float]:
    """Places as large as the frame allows, one scale for both directions, and the frame's height."""
    left, top = min(one.x for one in people), min(one.y for one in people)
    wide, tall = max(one.x for one in people) - left, max(one.y for one in people) - top
    room = canvas.width - 2 * EDGE, TALLEST[canvas.narrow] - 2 * EDGE
    scale = min(room[0] / wide if wide else 1e6, room[1] / tall if tall else 1e6) if wide or tall else 0.0
    height = max(tall * scale + 2 * EDGE, LOWEST)
    beside, above = (canvas.width - wide * scale) / 2, (height - tall * scale) / 2
    places = [(round(beside + (one.x - left) * scale, 1), round(above + (one.y - top) * scale, 1)) for one in people]
    return places, height


def _dot_size(people: int) -> tuple[int, float]:
    """How large a dot is and how wide its edge: small ones would be all edge."""
    sizes = ((80, (130, 1.2)), (250, (80, 1.2)), (700, (42, 0.8)))
    return next((size for most, size in sizes if people <= most), (24, 0.5))


def _nearest_groups(data: PeopleMap) -> Message:
    centres = {}
    for group in data.groups:
        own = [(one.x, one.y) for one in data.people if one.segment == group.number]
        if group.number and own:
            centres[group.number] = tuple(sum(axis) / len(own) for axis in zip(*own, strict=True))
    names = {group.number: group.name for group in data.groups}
    if not centres:
        return Message(N_("这些人没有分群：图上只看谁和谁说得像。"))
    if len(centres) == 1:
        return Message(N_("只有“%(name)s”一群。"), {"name": names[next(iter(centres))]})
    one, other = min(combinations(centres, 2), key=lambda pair: dist(centres[pair[0]], centres[pair[1]]))
    values: dict[str, object] = {"one": names[one], "other": names[other]}
    return Message(N_("图上挨得最近的两群是“%(one)s”和“%(other)s”：他们说的话最像。"), values)


def _how_the_map_is_made(data: PeopleMap) -> Iterator[Message]:
    yield Message(N_("每个点是一位受访者，说得越像离得越近；指着点看原话，点开看这个人。"))
    if len(data.people) < data.of:
        values: dict[str, object] = {"shown": len(data.people), "of": data.of}
        yield Message(N_("人太多，只画了按人群比例抽出的 %(shown)s/%(of)s 人。"), values)


def draw_dots(data: PeopleDots, canvas: Canvas) -> Chart:
    """One dot a person, or a round number of people where there are many, by segment."""
    total = sum(group.size for group in data.groups)
    each = _people_a_dot(total)
    several = Message(N_("每个点是 %(each)s 个人，零头也画一个点。"), {"each": each})
    return Chart(
        title=canvas.say(Message(N_("每一群有多少人"))),
        caption=canvas.say(_largest(data.groups, total)),
        note=canvas.say(several if each > 1 else Message(N_("每个点是一个人。"))),
        columns=told(canvas, N_("人群"), N_("人数"), N_("总人数")),
        rows=tuple((name_of(group, canvas), group.size, total) for group in data.groups),
        drawing=partial(_dots, data, canvas),
    )


def _dots(data: PeopleDots, canvas: Canvas) -> dict[str, Any]:
    total = sum(group.size for group in data.groups)
    each, cell = _people_a_dot(total), _cell(data, canvas)
    in_a_row = canvas.width // cell
    names, counts, rows, top = [], [], [], 0
    for group in data.groups:
        count = canvas.say(Message(N_("%(said)s/%(total)s 人"), {"said": group.size, "total": total}))
        name = clipped(name_of(group, canvas), canvas.width - text_width(count, SMALL) - 16)
        names.append({"x": 0, "y": top + 8, "text": name})
        counts.append({"x": text_width(name) + 10, "y": top + 8, "text": count})
        dots = ceil(group.size / each)
        shown = {"name": name_of(group, canvas), "count": f"{group.size}/{total}", **mark_of(group.number)}
        rows += [
            {"x": (dot % in_a_row + 0.5) * cell, "y": top + HEAD + (dot // in_a_row + 0.5) * cell, **shown}
            for dot in range(dots)
        ]
        top += _block(dots, cell, canvas)
    seen = pointed_at(canvas, name=N_("人群"), count=N_("人数"))
    texts = [words(names, size=TEXT, fontWeight="bold"), words(counts, size=SMALL, colour=SOFT)]
    return drawn([*texts, dotted(layer(rows), size=(cell - 4) ** 2 * 0.75).encode(tooltip=seen)], canvas, top)


def dots_height(data: PeopleDots, canvas: Canvas) -> float:
    """Of all blocks of dots, one below the other."""
    each, cell = _people_a_dot(sum(group.size for group in data.groups)), _cell(data, canvas)
    return sum(_block(ceil(group.size / each), cell, canvas) for group in data.groups)


def _block(dots: int, cell: int, canvas: Canvas) -> int:
    """The height of a group's heading and dots, and the gap below."""
    return HEAD + ceil(dots / (canvas.width // cell)) * cell + 12


def _cell(data: PeopleDots, canvas: Canvas) -> int:
    """The side of a dot's square."""
    each = _people_a_dot(sum(group.size for group in data.groups))
    longest = ceil(max(group.size for group in data.groups) / each)
    return min(max(canvas.width // longest, SMALLEST_CELL), LARGEST_CELL)


def _people_a_dot(total: int) -> int:
    """1 for up to 600 people, then the round number that leaves at most 300 dots.

    >>> _people_a_dot(39), _people_a_dot(2000), _people_a_dot(100_000)
    (1, 10, 500)
    """
    if total <= MOST_DOTS:
        return 1
    steps = (int(digit * 10**power) for power in range(12) for digit in (1, 2, 5))
    return next(step for step in steps if step * DOTS_WHEN_MANY >= total)


def _largest(groups: Sequence[Group], total: int) -> Message:
    found = max((group for group in groups if group.number), key=lambda group: group.size)
    nobody = next((group.size for group in groups if not group.number), 0)
    values: dict[str, object] = {"name": found.name, "size": found.size, "total": total}
    if nobody:
        values["nobody"] = nobody
        return Message(N_("最大的一群是“%(name)s”：%(size)s/%(total)s 人；未归类 %(nobody)s 人。"), values)
    return Message(N_("最大的一群是“%(name)s”：%(size)s/%(total)s 人。"), values)
