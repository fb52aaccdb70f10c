"""Motivation × pain point: who has both."""

from functools import partial
from typing import Any

from workbench.charts.grammar import INK, PAPER, SOFT, Layer, drawn, layer, place, plain, pointed_at, told, words
from workbench.charts.lettering import SMALL, TINY, stacked
from workbench.errors import N_, Message
from workbench.records.charts import Canvas, Chart, Crossings

LOWEST, HIGHEST = (243, 241, 236), (23, 100, 91)  # the tint of an empty and of the fullest cell
DARK = 0.8  # from this share of the largest count on numbers are white
LEFT = {True: 76, False: 160}
ROW, LINE = 54, 16
MOST_LINES = {True: 6, False: 4}


def draw_crossings(data: Crossings, canvas: Canvas) -> Chart:
    """A table of cells, darker where more people have both."""
    cell = max(data.cells, key=lambda cell: cell.people)
    values: dict[str, object] = {"motivation": cell.motivation, "pain": cell.pain, "people": cell.people, "of": data.of}
    most = Message(N_("“%(motivation)s”与“%(pain)s”同时出现得最多：%(people)s/%(of)s 人。"), values)
    return Chart(
        title=canvas.say(Message(N_("动机 × 痛点"))),
        caption=canvas.say(most),
        note=canvas.say(
            Message(N_("格子里是两样都有的人数，颜色越深人越多；描边的格子明显比碰巧多，可以考虑做成画像。"))
        ),
        columns=told(canvas, N_("动机"), N_("痛点"), N_("人数"), N_("总人数")),
        rows=tuple((cell.motivation, cell.pain, cell.people, data.of) for cell in data.cells),
        drawing=partial(_table, data, canvas),
    )


def _table(data: Crossings, canvas: Canvas) -> dict[str, Any]:
    motivations = list(dict.fromkeys(cell.motivation for cell in data.cells))
    pains = list(dict.fromkeys(cell.pain for cell in data.cells))
    left = LEFT[canvas.narrow]
    heads = _heads(data, canvas)
    wide, top = (canvas.width - left) / len(heads), _top(heads)
    most = max(cell.people for cell in data.cells) or 1
    rows = []
    for cell in data.cells:
        x, y = left + pains.index(cell.pain) * wide, top + motivations.index(cell.motivation) * ROW
        share = cell.people / most
        shown = {"motivation": cell.motivation, "pain": cell.pain, "count": f"{cell.people}/{data.of}"}
        ink = {"fill": _tint(share), "color": PAPER if share >= DARK else INK, "text": str(cell.people or "")}
        ink["stroke"] = INK if cell.crowded else ink["fill"]
        edges = {"x": x + 1.5, "x2": x + wide - 1.5, "y": y + 1.5, "y2": y + ROW - 1.5}
        rows.append({**edges, "middle": x + wide / 2, "line": y + ROW / 2, **ink, **shown})
    seen = pointed_at(canvas, motivation=N_("动机"), pain=N_("痛点"), count=N_("人数"))
    cells = layer(rows).mark_rect(cornerRadius=4, strokeWidth=2)
    numbers = layer(rows).mark_text(fontSize=14, fontWeight="bold", baseline="middle")
    layers = [
        cells.encode(**place(x="x", x2="x2", y="y", y2="y2"), **plain(fill="fill", stroke="stroke"), tooltip=seen),
        numbers.encode(**place(x="middle", y="line"), **plain(color="color"), text="text:N", tooltip=seen),
        _row_heads(motivations, left, top),
        _column_heads(heads, left, top, wide),
        _corner(left, top, canvas),
    ]
    return drawn(layers, canvas, crossings_height(data, canvas))


def crossings_height(data: Crossings, canvas: Canvas) -> float:
    """Of the column heads and a row for each motivation."""
    return _top(_heads(data, canvas)) + len({cell.motivation for cell in data.cells}) * ROW


def _heads(data: Crossings, canvas: Canvas) -> list[list[str]]:
    """The lines of each pain point's name above its column."""
    pains = list(dict.fromkeys(cell.pain for cell in data.cells))
    wide = (canvas.width - LEFT[canvas.narrow]) / len(pains)
    return [stacked(name, wide - 6, SMALL, MOST_LINES[canvas.narrow]) for name in pains]


def _top(heads: list[list[str]]) -> int:
    return max(2, *(len(lines) for lines in heads)) * LINE + 12


def _row_heads(names: list[str], left: float, top: float) -> Layer:
    rows = []
    for number, name in enumerate(names):
        lines = stacked(name, left - 12, SMALL, 3)
        first = top + (number + 0.5) * ROW - (len(lines) - 1) * LINE / 2
        rows += [{"x": left - 10, "y": first + line * LINE, "text": text} for line, text in enumerate(lines)]
    return words(rows, size=SMALL, align="right")


def _column_heads(heads: list[list[str]], left: float, top: float, wide: float) -> Layer:
    rows = []
    for number, lines in enumerate(heads):
        first = top - 12 - (len(lines) - 1) * LINE
        middle = left + (number + 0.5) * wide
        rows += [{"x": middle, "y": first + line * LINE, "text": text} for line, text in enumerate(lines)]
    return words(rows, size=SMALL, align="center")


def _corner(left: float, top: float, canvas: Canvas) -> Layer:
    across, down = told(canvas, N_("痛点 →"), N_("动机 ↓"))
    rows = [{"x": left - 10, "y": top - 12 - LINE, "text": across}, {"x": left - 10, "y": top - 12, "text": down}]
    return words(rows, size=TINY, colour=SOFT, align="right")


def _tint(share: float) -> str:
    mixed = (round(low + (high - low) * share) for low, high in zip(LOWEST, HIGHEST, strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)
