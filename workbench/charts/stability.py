"""How far segments hold: a bar for each."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from workbench.charts.grammar import SOFT, Layer, drawn, hue, layer, place, plain, pointed_at, told, words
from workbench.charts.lettering import SMALL, TINY, clipped, text_width
from workbench.errors import N_, Message
from workbench.records.charts import Canvas, Chart, StabilityBar, StabilityBars

# From where a segment is a pattern and from where it is stable (Hennig 2007), with the paper behind each.
PATTERN, STABLE = 0.6, 0.75
BANDS = (
    (0.0, PATTERN, N_("不可靠"), "#f6efe9"),
    (PATTERN, STABLE, N_("有倾向"), "#f3f1e9"),
    (STABLE, 1.0, N_("稳定"), "#e7f1ef"),
)
ROW, TOP = 46, 24


def draw_stability(data: StabilityBars, canvas: Canvas) -> Chart:
    """How often each segment comes back when the people are drawn anew."""
    return Chart(
        title=canvas.say(Message(N_("每一群稳不稳"))),
        caption=canvas.say(_how_stable(data)),
        note=canvas.say(Message(N_("反复重抽受访者再分群，看同一群能不能再出现：横条越长，重合越多。"))),
        columns=told(canvas, N_("人群"), N_("稳不稳"), N_("平均重合（Jaccard）")),
        rows=tuple((bar.group.name, canvas.say(Message(bar.word)), round(bar.stability, 2)) for bar in data.bars),
        drawing=partial(_bars, data, canvas),
    )


def _bars(data: StabilityBars, canvas: Canvas) -> dict[str, Any]:
    height = stability_height(data, canvas)
    rows, names, plain_words = [], [], []
    for number, bar in enumerate(data.bars):
        top, word = TOP + number * ROW, canvas.say(Message(bar.word))
        shown = {"name": bar.group.name, "word": word, "value": f"{bar.stability:.2f}", "fill": hue(bar.group.number)}
        rows.append({"x": 0, "x2": max(bar.stability * canvas.width, 2), "y": top + 26, "y2": top + 38, **shown})
        room = canvas.width - text_width(word, SMALL) - 24
        names.append({"x": 6, "y": top + 15, "text": clipped(bar.group.name, room)})
        plain_words.append({"x": canvas.width - 6, "y": top + 15, "text": word})
    seen = pointed_at(canvas, name=N_("人群"), word=N_("稳不稳"), value=N_("平均重合（Jaccard）"))
    bars = layer(rows).mark_rect(cornerRadius=3)
    layers = [
        *_bands(canvas, height),
        bars.encode(**place(x="x", x2="x2", y="y", y2="y2"), **plain(fill="fill"), tooltip=seen),
        words(names, fontWeight="bold"),
        words(plain_words, size=SMALL, colour=SOFT, align="right"),
    ]
    return drawn(layers, canvas, height)


def stability_height(data: StabilityBars, _canvas: Canvas) -> float:
    """Of a row for each segment."""
    return TOP + len(data.bars) * ROW


def _bands(canvas: Canvas, height: float) -> Iterator[Layer]:
    bands = [(low * canvas.width, high * canvas.width, word, fill) for low, high, word, fill in BANDS]
    rows = [{"x": left, "x2": right, "y": 0, "y2": height, "fill": fill} for left, right, _, fill in bands]
    yield layer(rows).mark_rect().encode(**place(x="x", x2="x2", y="y", y2="y2"), **plain(fill="fill"))
    names = [
        {"x": (left + right) / 2, "y": 11, "text": clipped(canvas.say(Message(word)), right - left, TINY)}
        for left, right, word, _ in bands
    ]
    yield words(names, size=TINY, colour=SOFT, align="center")


def _how_stable(data: StabilityBars) -> Message:
    def strength(bar: StabilityBar) -> float:
        return bar.stability

    weakest, strongest = min(data.bars, key=strength), max(data.bars, key=strength)
    values: dict[str, object] = {"strongest": strongest.group.name, "weakest": weakest.group.name}
    if weakest.stability < PATTERN:
        return Message(N_("“%(weakest)s”不牢靠，起草画像前请先看原话；最稳的是“%(strongest)s”。"), values)
    if weakest.stability < STABLE:
        return Message(N_("最稳的是“%(strongest)s”；“%(weakest)s”只是有这种倾向。"), values)
    return Message(N_("每一群都站得住；最稳的是“%(strongest)s”。"), values)
