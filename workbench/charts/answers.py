"""Answers to choose from as bars, each with what the share may really be; ranked ones by their mean place."""

from functools import partial
from typing import Any

from workbench.charts.grammar import ACCENT, LINE, SOFT, Layer, drawn, layer, place, plain, pointed_at, told, words
from workbench.charts.lettering import SMALL, clipped, text_width
from workbench.errors import N_, Message
from workbench.records.answer_charts import AnswerBar, AnswerBars, MeanPlace, MeanPlaces
from workbench.records.charts import Canvas, Chart
from workbench.records.sheets import Share

ROW = 44
MOST = 40  # bars; the table has all


def draw_answers(data: AnswerBars, canvas: Canvas) -> Chart:
    """For each answer how many people gave it, and a line from the low to the high end of what the share may be."""
    several = Message(N_("可以多选，各项占比加起来会超过百分之百。")) if data.several else Message("")
    note = Message(
        N_("占比以回答了这道题的 %(of)s 人为底；细线是 95%% 区间：人越少，线越长。%(several)s"),
        {"of": data.of, "several": several},
    )
    return Chart(
        title=data.title,
        caption=canvas.say(_most_given(data)),
        note=canvas.say(note),
        columns=told(canvas, N_("回答"), N_("人数"), N_("占比"), N_("区间低端"), N_("区间高端")),
        rows=tuple((bar.text, bar.people, *map(Share, (bar.people / data.of, *bar.interval))) for bar in data.bars),
        drawing=partial(_bars, data, canvas),
    )


def answers_height(data: AnswerBars, _canvas: Canvas) -> float:
    """Of a row for each answer."""
    return ROW * len(data.bars[:MOST])


def draw_places(data: MeanPlaces, canvas: Canvas) -> Chart:
    """For each option a dot at its mean place, the first place at the left."""
    best = data.places[0]
    values: dict[str, object] = {"text": best.text, "place": f"{best.place:.1f}", "first": best.first, "of": data.of}
    return Chart(
        title=data.title,
        caption=canvas.say(
            Message(N_("“%(text)s”排得最靠前：平均第 %(place)s 位，%(first)s/%(of)s 人排第一。"), values)
        ),
        note=canvas.say(Message(N_("圆点是排过这一项的人给的平均名次，越靠左越靠前；没有排进去的人不算。"))),
        columns=told(canvas, N_("选项"), N_("平均名次"), N_("排第一的人数"), N_("排过的人数")),
        rows=tuple((one.text, round(one.place, 2), one.first, one.people) for one in data.places),
        drawing=partial(_places, data, canvas),
    )


def places_height(data: MeanPlaces, _canvas: Canvas) -> float:
    """Of a row for each option."""
    return ROW * len(data.places[:MOST])


def _bars(data: AnswerBars, canvas: Canvas) -> dict[str, Any]:
    rows: list[dict[str, Any]] = []
    for number, bar in enumerate(data.bars[:MOST]):
        share, top = bar.people / data.of, number * ROW
        ends = {"low": bar.interval[0] * canvas.width, "high": bar.interval[1] * canvas.width}
        shown = {"answer": bar.text, "count": f"{bar.people}/{data.of}", "share": _between(bar, share)}
        edges = {"x": 0, "x2": max(share * canvas.width, 1), "y": top + 22, "y2": top + 33}
        rows.append({**edges, **ends, **shown, "under": top + 37})
    seen = pointed_at(canvas, answer=N_("回答"), count=N_("人数"), share=N_("占比"))
    tracks = layer([{**row, "x2": canvas.width} for row in rows]).mark_rect(cornerRadius=3, color=LINE, opacity=0.45)
    bars = layer(rows).mark_rect(cornerRadius=3, color=ACCENT)
    whiskers = layer(rows).mark_rule(color=SOFT, strokeWidth=2)
    layers = [
        tracks.encode(**place(x="x", x2="x2", y="y", y2="y2"), tooltip=seen),
        bars.encode(**place(x="x", x2="x2", y="y", y2="y2"), tooltip=seen),
        whiskers.encode(**place(x="low", x2="high", y="under"), tooltip=seen),
        *_lines([(row["answer"], f"{row['count']} · {row['share'].split(' ')[0]}") for row in rows], canvas),
    ]
    return drawn(layers, canvas, answers_height(data, canvas))


def _places(data: MeanPlaces, canvas: Canvas) -> dict[str, Any]:
    last = max(len(data.places), 2)
    rows = []
    for number, one in enumerate(data.places[:MOST]):
        x = 8 + (one.place - 1) / (last - 1) * (canvas.width - 16)
        shown = {"option": one.text, "place": f"{one.place:.2f}", "first": f"{one.first}/{data.of}"}
        rows.append({"x": x, "y": number * ROW + 30, "left": 0, "right": canvas.width, "fill": ACCENT, **shown})
    seen = pointed_at(canvas, option=N_("选项"), place=N_("平均名次"), first=N_("排第一的人数"))
    tracks = layer(rows).mark_rule(color=LINE, strokeWidth=2)
    dots = layer(rows).mark_point(filled=True, size=150, opacity=1)
    texts = [(one.text, canvas.say(_place_told(one))) for one in data.places[:MOST]]
    layers = [
        tracks.encode(**place(x="left", x2="right", y="y")),
        dots.encode(**place(x="x", y="y"), **plain(fill="fill"), tooltip=seen),
        *_lines(texts, canvas),
    ]
    return drawn(layers, canvas, places_height(data, canvas))


def _lines(texts: list[tuple[str, str]], canvas: Canvas) -> list[Layer]:
    """Above each bar what it is at the left and how much at the right."""
    names, counts = [], []
    for number, (name, count) in enumerate(texts):
        y = number * ROW + 13
        names.append({"x": 0, "y": y, "text": clipped(name, canvas.width - text_width(count, SMALL) - 16)})
        counts.append({"x": canvas.width, "y": y, "text": count})
    return [words(names), words(counts, size=SMALL, colour=SOFT, align="right")]


def _most_given(data: AnswerBars) -> Message:
    most = max(data.bars, key=lambda bar: bar.people)
    values: dict[str, object] = {"text": most.text, "people": most.people, "of": data.of}
    values |= {"low": Share(most.interval[0]), "high": Share(most.interval[1])}
    return Message(N_("“%(text)s”最多：%(people)s/%(of)s 人（95%% 区间 %(low)s 到 %(high)s）。"), values)


def _place_told(one: MeanPlace) -> Message:
    return Message(N_("平均第 %(place)s 位"), {"place": f"{one.place:.1f}"})


def _between(bar: AnswerBar, share: float) -> str:
    return f"{Share(share)} ({Share(bar.interval[0])}–{Share(bar.interval[1])})"
