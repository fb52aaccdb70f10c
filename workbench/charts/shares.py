"""Rows that share their options, each as one bar of parts: a matrix, or groups of people beside each other."""

from functools import partial
from typing import Any

from workbench.charts.grammar import (
    PAPER,
    SOFT,
    drawn,
    hue,
    layer,
    legend,
    legend_height,
    place,
    plain,
    pointed_at,
    words,
)
from workbench.charts.lettering import SMALL, TINY, clipped, text_width
from workbench.errors import N_, Message
from workbench.records.answer_charts import SharedRow, SharedRows
from workbench.records.charts import Canvas, Chart, Group
from workbench.records.sheets import Part, Share

ROW = 48


def draw_shares(data: SharedRows, canvas: Canvas) -> Chart:
    """For each row the share of its people who gave each option."""
    several = Message(N_("可以多选，一条里的各段按被选的次数分。")) if data.several else Message("")
    note = Message(N_("每一条以这一行里回答了的人为底，占比横着加起来是 100%%。%(several)s"), {"several": several})
    return Chart(
        title=data.title,
        caption=canvas.say(data.told or _most_agreed(data)),
        note=canvas.say(note),
        columns=(canvas.say(data.heading), *data.options, canvas.say(Message(N_("人数")))),
        rows=tuple((row.text, *(_cell(count, row) for count in row.counts), row.of) for row in data.rows),
        drawing=partial(_parts, data, canvas),
    )


def shares_height(data: SharedRows, canvas: Canvas) -> float:
    """Of the legend and a row each."""
    return legend_height(_groups(data), canvas) + ROW * len(data.rows)


def _parts(data: SharedRows, canvas: Canvas) -> dict[str, Any]:
    top = legend_height(_groups(data), canvas)
    rows, names, sizes, shares = [], [], [], []
    for number, row in enumerate(data.rows):
        y, left, total = top + number * ROW, 0.0, sum(row.counts) or 1
        size = canvas.say(Message(N_("%(n)s 人"), {"n": row.of}))
        names.append({"x": 0, "y": y + 11, "text": clipped(row.text, canvas.width - text_width(size, SMALL) - 16)})
        sizes.append({"x": canvas.width, "y": y + 11, "text": size})
        for option, (text, count) in enumerate(zip(data.options, row.counts, strict=True), start=1):
            wide, share = canvas.width * count / total, str(Share(count / (row.of or 1)))
            shown = {"row": row.text, "option": text, "count": f"{count}/{row.of}", "share": share, "fill": hue(option)}
            if count:
                rows.append({"x": left, "x2": left + wide, "y": y + 22, "y2": y + 42, **shown})
            if wide > text_width(share, TINY) + 6:
                shares.append({"x": left + wide / 2, "y": y + 32.5, "text": share})
            left += wide
    seen = pointed_at(canvas, row=N_("行"), option=N_("选项"), count=N_("人数"), share=N_("占比"))
    parts = layer(rows).mark_rect(stroke=PAPER, strokeWidth=1)
    layers = [
        *legend(_groups(data), canvas),
        parts.encode(**place(x="x", x2="x2", y="y", y2="y2"), **plain(fill="fill"), tooltip=seen),
        words(shares, size=TINY, colour=PAPER, align="center"),
        words(names),
        words(sizes, size=SMALL, colour=SOFT, align="right"),
    ]
    return drawn(layers, canvas, shares_height(data, canvas))


def _groups(data: SharedRows) -> list[Group]:
    """The options as the grammar's legend takes them."""
    return [Group(number, text, 0) for number, text in enumerate(data.options, start=1)]


def _cell(count: int, row: SharedRow) -> int:
    return Part(count, f" ({Share(count / row.of)})") if row.of else 0


def _most_agreed(data: SharedRows) -> Message:
    """The cell in which most of a row's people agree."""
    cells = [
        (count / row.of, row, data.options[n]) for row in data.rows if row.of for n, count in enumerate(row.counts)
    ]
    share, row, option = max(cells, key=lambda cell: cell[0])
    values: dict[str, object] = {"row": row.text, "option": option, "share": Share(share), "of": row.of}
    return Message(N_("最一致的是“%(row)s”：%(of)s 人里 %(share)s 选“%(option)s”。"), values)
