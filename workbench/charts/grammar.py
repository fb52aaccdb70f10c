"""What all charts share: ink, the colours and shapes of segments, and a plane in pixels.

Charts place their marks themselves, in pixels from the top left, so that Chinese labels are never cut and a phone gets
a drawing of its own; Vega-Lite draws, scales the page and shows what is under the pointer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import altair as alt
from altair.utils.schemapi import debug_mode

from workbench.charts.lettering import HEADING, SMALL, TEXT, clipped, text_width
from workbench.errors import N_, Message
from workbench.records.charts import Canvas, Group

Row: TypeAlias = Mapping[str, Any]
Layer: TypeAlias = alt.Chart

INK, SOFT, FAINT, LINE, PAPER = "#22262b", "#5a626b", "#b9b5ab", "#e3dfd6", "#ffffff"
ACCENT, PAIN = "#17645b", "#a0461e"
FONT = "Noto Sans SC, PingFang SC, HarmonyOS Sans SC, Microsoft YaHei, sans-serif"
LINE_HEIGHT = 20
PADDING = 8  # around a drawing

# Dark enough on white, in an order in which neighbours differ for every kind of eye; each has a shape besides.
HUES = ("#3f5b96", "#c0652f", "#2f7d5b", "#a8456b", "#85700f", "#1d7f94", "#7a4b9c", "#5a626b")
SHAPES = (
    "circle",
    "square",
    "M0-1.05L1.05 .8-1.05 .8Z",
    "diamond",
    "cross",
    "M0 1.05L1.05-.8-1.05-.8Z",
    "M-.8-.3L-.3-.8 0-.5 .3-.8 .8-.3 .5 0 .8 .3 .3 .8 0 .5-.3 .8-.8 .3-.5 0Z",
    "M-.95 0L-.48-.82 .48-.82 .95 0 .48 .82-.48 .82Z",
)
UNASSIGNED = N_("未归类")


CONFIG = {
    "font": FONT,
    "aria": False,  # the page names the drawing, and its table says it all
    "view": {"stroke": None},
    "title": {"anchor": "start", "fontSize": HEADING, "color": INK, "subtitleFontSize": TEXT, "subtitleColor": SOFT},
    "axis": {
        **dict.fromkeys(("gridColor", "domainColor", "tickColor"), LINE),
        **dict.fromkeys(("labelColor", "titleColor"), SOFT),
        **dict.fromkeys(("labelFontSize", "titleFontSize"), SMALL),
        "titleFontWeight": "normal",
    },
}


def hue(number: int) -> str:
    """The colour of a segment; 未归类 is grey."""
    return HUES[(number - 1) % len(HUES)] if number else FAINT


def mark_of(number: int) -> dict[str, str]:
    """Colour and shape of a segment's dots; those of 未归类 are hollow."""
    if not number:
        return {"fill": PAPER, "stroke": SOFT, "shape": "circle"}
    return {"fill": hue(number), "stroke": PAPER, "shape": SHAPES[(number - 1) % len(SHAPES)]}


def name_of(group: Group, canvas: Canvas) -> str:
    """What a chart calls a segment."""
    return group.name if group.number else canvas.say(Message(UNASSIGNED))


def told(canvas: Canvas, *sentences: str) -> tuple[str, ...]:
    """Marked sentences in the reader's language: a table's headings."""
    return tuple(canvas.say(Message(sentence)) for sentence in sentences)


def layer(rows: Iterable[Row]) -> Layer:
    """The rows that one kind of mark is drawn from."""
    with debug_mode(False):  # or Altair validates each cell of each row
        return alt.Chart(alt.InlineData(values=[dict(row) for row in rows]))


def place(**channels: str) -> dict[str, Any]:
    """Positions in pixels from the fields named: `place(x="left", x2="right", y="top")`."""
    kinds = {"x": alt.X, "y": alt.Y}
    return {
        name: kinds[name](f"{field}:Q", scale=None, axis=None) if name in kinds else getattr(alt, name.upper())(field)
        for name, field in channels.items()
    }


def plain(**channels: str) -> dict[str, Any]:
    """Fields that hold colours, shapes and sizes as they are."""
    kinds = {
        "fill": alt.Fill,
        "stroke": alt.Stroke,
        "color": alt.Color,
        "shape": alt.Shape,
        "size": alt.Size,
        "opacity": alt.Opacity,
        "strokeWidth": alt.StrokeWidth,
    }
    quantities = ("size", "opacity", "strokeWidth")
    return {
        name: kinds[name](f"{field}:{'Q' if name in quantities else 'N'}", scale=None, legend=None)
        for name, field in channels.items()
    }


def pointed_at(canvas: Canvas, **fields: str) -> list[alt.Tooltip]:
    """What is shown under the pointer: fields with their headings (marked sentences)."""
    return [alt.Tooltip(f"{field}:N", title=canvas.say(Message(heading))) for field, heading in fields.items()]


def words(rows: Iterable[Row], *, size: float = TEXT, colour: str = INK, **style: Any) -> Layer:
    """Texts at `x` and `y`, from the field `text`."""
    style = {"align": "left", "baseline": "middle", **style}
    marks: Layer = layer(rows).mark_text(fontSize=size, color=colour, **style)
    return marks.encode(text="text:N", **place(x="x", y="y"))


def legend(groups: Sequence[Group], canvas: Canvas) -> list[Layer]:
    """The segments with their marks, in as many lines as they need."""
    marks = []
    for group, name, left, line in _in_lines(groups, canvas):
        y = line * LINE_HEIGHT + LINE_HEIGHT / 2
        marks.append({"x": left + 8, "y": y, "text_x": left + 20, "text": name, **mark_of(group.number)})
    names = words([{**mark, "x": mark["text_x"]} for mark in marks], size=SMALL)
    return [dotted(layer(marks), size=80), names]


def legend_height(groups: Sequence[Group], canvas: Canvas) -> int:
    """How much room the legend takes."""
    return (max(line for *_, line in _in_lines(groups, canvas)) + 1) * LINE_HEIGHT + 12


def _in_lines(groups: Sequence[Group], canvas: Canvas) -> Iterator[tuple[Group, str, float, int]]:
    """Each group with its name as far as there is room, where that begins and on which line."""
    left, line = 0.0, 0
    for group in groups:
        name = clipped(name_of(group, canvas), canvas.width - 24, SMALL)
        taken = 20 + text_width(name, SMALL) + 18
        if left and left + taken - 18 > canvas.width:
            left, line = 0.0, line + 1
        yield group, name, left, line
        left += taken


def dotted(rows: Layer, *, size: float, **style: Any) -> Layer:
    """Dots at `x` and `y` in the segments' colours and shapes."""
    style = {"opacity": 1, "strokeWidth": 1.2, **style}
    marks: Layer = rows.mark_point(filled=True, size=size, **style)
    return marks.encode(**place(x="x", y="y"), **plain(fill="fill", stroke="stroke", shape="shape"))


def drawn(layers: Sequence[Layer], canvas: Canvas, height: float) -> dict[str, Any]:
    """The layers as Vega-Lite, a drawing of the canvas's width."""
    chart = alt.layer(*layers).properties(width=canvas.width, height=round(height), background=PAPER, padding=PADDING)
    spec: dict[str, Any] = chart.to_dict(
        validate=False
    )  # the tests validate every chart; here it would double the time
    return {**spec, "config": CONFIG}
