"""Numbers as bars, from the smallest to the largest."""

from functools import partial
from typing import Any

from workbench.charts.grammar import ACCENT, LINE, SOFT, drawn, layer, place, pointed_at, told, words
from workbench.charts.lettering import SMALL, TINY, text_width
from workbench.errors import N_, Message
from workbench.records.answer_charts import NumberBars
from workbench.records.charts import Canvas, Chart
from workbench.records.sheets import Share

HEIGHT, TOP, BOTTOM = 220, 24, 24


def draw_histogram(data: NumberBars, canvas: Canvas) -> Chart:
    """How many people gave each number, or a number within each step."""
    spread: dict[str, object] = {"median": f"{data.median:.10g}", "deviation": f"{data.deviation:.2f}", "of": data.of}
    return Chart(
        title=data.title,
        caption=canvas.say(_on_average(data)),
        note=canvas.say(Message(N_("%(of)s 人回答；一半的人不超过中位数 %(median)s，标准差 %(deviation)s。"), spread)),
        columns=told(canvas, N_("数值"), N_("人数"), N_("占比")),
        rows=tuple((bar.text, bar.people, Share(bar.people / data.of)) for bar in data.bars),
        drawing=partial(_bars, data, canvas),
    )


def histogram_height(_data: NumberBars, _canvas: Canvas) -> float:
    """Always the same."""
    return HEIGHT


def _bars(data: NumberBars, canvas: Canvas) -> dict[str, Any]:
    wide, most = canvas.width / len(data.bars), max(bar.people for bar in data.bars)
    rows, numbers, counts = [], [], []
    ground = HEIGHT - BOTTOM
    shown_each = 1 + int(max(text_width(bar.text, TINY) for bar in data.bars) // max(wide - 4, 1))
    for number, bar in enumerate(data.bars):
        left, tall = number * wide, (ground - TOP) * bar.people / most
        shown = {"number": bar.text, "count": f"{bar.people}/{data.of}", "share": str(Share(bar.people / data.of))}
        gap = min(3.0, wide / 6)
        rows.append({"x": left + gap, "x2": left + wide - gap, "y": ground - tall, "y2": ground, **shown})
        if number % shown_each == 0:
            numbers.append({"x": left + wide / 2, "y": ground + 13, "text": bar.text})
        if bar.people and wide >= text_width(str(bar.people), SMALL):
            counts.append({"x": left + wide / 2, "y": ground - tall - 9, "text": str(bar.people)})
    seen = pointed_at(canvas, number=N_("数值"), count=N_("人数"), share=N_("占比"))
    bars = layer(rows).mark_rect(cornerRadius=2, color=ACCENT)
    line = layer([{"x": 0, "x2": canvas.width, "y": ground}]).mark_rule(color=LINE)
    layers = [
        line.encode(**place(x="x", x2="x2", y="y")),
        bars.encode(**place(x="x", x2="x2", y="y", y2="y2"), tooltip=seen),
        words(counts, size=SMALL, colour=SOFT, align="center"),
        words(numbers, size=TINY, colour=SOFT, align="center"),
    ]
    return drawn(layers, canvas, HEIGHT)


def _on_average(data: NumberBars) -> Message:
    values: dict[str, object] = {"mean": f"{data.mean:.1f}", "of": data.of, "nps": data.nps}
    if data.nps is None:
        return Message(N_("平均 %(mean)s（%(of)s 人）。"), values)
    return Message(N_("平均 %(mean)s（%(of)s 人）；净推荐值（NPS）%(nps)s：9–10 分的占比减去 0–6 分的占比。"), values)
