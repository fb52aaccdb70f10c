"""How many segments: every number that was tried, by four measures."""

from dataclasses import astuple
from functools import partial
from typing import Any

import altair as alt

from workbench.charts.grammar import ACCENT, FAINT, INK, drawn, layer, pointed_at, told
from workbench.charts.lettering import SMALL
from workbench.errors import N_, Message
from workbench.records.charts import Canvas, Chart, NumbersTried, Tried

# Name, colour, shape and dashes of each measure's line.
MEASURES = {
    "stability": (N_("稳定性"), ACCENT, "circle", [1, 0]),
    "prediction_strength": (N_("预测强度"), "#3f5b96", "square", [6, 3]),
    "agreement": (N_("两次重抽样的一致"), "#c0652f", "triangle-up", [2, 2]),
    "silhouette": (N_("轮廓系数"), "#7a4b9c", "diamond", [8, 3, 2, 3]),
}
FRAME = 260
HEADINGS = (
    N_("群数"),
    N_("稳定性（平均 Jaccard）"),
    N_("最弱一群"),
    N_("预测强度"),
    N_("两次重抽样的一致"),
    N_("轮廓系数"),
)


def draw_numbers(data: NumbersTried, canvas: Canvas) -> Chart:
    """Four measures for each number of segments, the chosen one marked."""
    return Chart(
        title=canvas.say(Message(N_("分几群合适"))),
        caption=canvas.say(data.reason),
        note=canvas.say(Message(N_("四条线都是越高越好，最高为 1；竖条标出选用的群数。"))),
        columns=told(canvas, *HEADINGS),
        rows=tuple(_measured(number) for number in data.tried),
        drawing=partial(_lines, data, canvas),
    )


def _lines(data: NumbersTried, canvas: Canvas) -> dict[str, Any]:
    names = told(canvas, *(name for name, *_ in MEASURES.values()))
    rows = [
        {"k": number.k, "value": round(getattr(number, measure), 3), "measure": name}
        for number in data.tried
        for measure, name in zip(MEASURES, names, strict=True)
    ]
    lowest = min(0.0, *(number.silhouette for number in data.tried), *(number.agreement for number in data.tried))
    x = alt.X("k:O", title=canvas.say(Message(N_("分几群"))), axis=alt.Axis(labelAngle=0, grid=False))
    lines = layer(rows).mark_line(strokeWidth=2).encode(
        x=x,
        y=alt.Y("value:Q", title=None, scale=alt.Scale(domain=[lowest, 1])),
        color=alt.Color("measure:N", **_told_apart(names, 1), legend=_legend(canvas)),
        strokeDash=alt.StrokeDash("measure:N", **_told_apart(names, 3), legend=None),
    )  # fmt: skip
    seen = pointed_at(canvas, k=N_("群数"), measure=N_("指标"), value=N_("数值"))
    dots = lines.mark_point(filled=True, size=64, opacity=1).encode(
        shape=alt.Shape("measure:N", **_told_apart(names, 2), legend=_legend(canvas)), tooltip=seen
    )
    dots.encoding.strokeDash = alt.Undefined
    chosen = layer({"k": one.k, "text": canvas.say(Message(N_("选用")))} for one in data.tried if one.k == data.chosen)
    band = chosen.mark_rule(color=FAINT, strokeWidth=20, opacity=0.35).encode(x=x)
    text = chosen.mark_text(color=INK, fontSize=SMALL, fontWeight="bold", baseline="bottom", dy=-4)
    return drawn([band, lines, dots, text.encode(x=x, y=alt.value(0), text="text:N")], canvas, FRAME)


def numbers_height(_data: NumbersTried, canvas: Canvas) -> float:
    """Of the frame with the axes and the legend around it, in a picture as wide as the others."""
    return {True: 336, False: 333}[canvas.narrow]


def _told_apart(names: tuple[str, ...], part: int) -> dict[str, Any]:
    """The scale of a channel: for each measure its colour (part 1), shape (2) or dashes (3)."""
    return {"scale": alt.Scale(domain=list(names), range=[measure[part] for measure in MEASURES.values()])}


def _legend(canvas: Canvas) -> alt.Legend:
    columns = 2 if canvas.narrow else len(MEASURES)
    return alt.Legend(title=None, orient="bottom", columns=columns, labelFontSize=SMALL, labelColor=INK, labelLimit=150)


def _measured(number: Tried) -> tuple[float, ...]:
    return (number.k, *(round(value, 2) for value in astuple(number)[1:]))
