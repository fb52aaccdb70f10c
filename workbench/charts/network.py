"""Which words the same people say, as a net."""

from functools import partial
from typing import Any

from workbench.charts.grammar import ACCENT, PAPER, drawn, layer, place, plain, pointed_at, told, words
from workbench.charts.layout import springs
from workbench.charts.lettering import SMALL, text_width
from workbench.errors import N_, Message
from workbench.records.charts import Canvas, Chart, WordNetwork

RADIUS = {True: (5.0, 12.0), False: (8.0, 18.0)}
HEIGHT = {True: 400, False: 420}
EDGE = {True: 30, False: 46}  # at the left and right, for half a word
APART = {True: (50.0, 44.0), False: (70.0, 60.0)}
THREAD = "#a9c3be"


def draw_network(data: WordNetwork, canvas: Canvas) -> Chart:
    """Words as dots by their people; the thicker a line, the more people said both."""
    pair = max(data.pairs, key=lambda pair: pair.people)
    values: dict[str, object] = {"one": pair.one, "other": pair.other, "people": pair.people, "of": data.of}
    return Chart(
        title=canvas.say(Message(N_("常被一起说到的词"))),
        caption=canvas.say(Message(N_("“%(one)s”和“%(other)s”最常由同一个人说到：%(people)s/%(of)s 人。"), values)),
        note=canvas.say(
            Message(N_("圆的大小是说过这个词的人数，线的粗细是两个词都说过的人数；位置没有含义，单个字的词不画。"))
        ),
        columns=told(canvas, N_("词"), N_("另一个词"), N_("两个词都说的人"), N_("总人数")),
        rows=tuple((pair.one, pair.other, pair.people, data.of) for pair in data.pairs),
        drawing=partial(_net, data, canvas),
    )


def _net(data: WordNetwork, canvas: Canvas) -> dict[str, Any]:
    places = _places(data, canvas)
    thickest = max(pair.people for pair in data.pairs)
    threads = []
    for pair in data.pairs:
        (x, y), (x2, y2) = places[pair.one], places[pair.other]
        seen = {"pair": f"{pair.one} – {pair.other}", "count": f"{pair.people}/{data.of}"}
        threads.append({"x": x, "y": y, "x2": x2, "y2": y2, "strokeWidth": 1 + 5 * pair.people / thickest, **seen})
    smallest, largest = RADIUS[canvas.narrow]
    most = max(word.said for word in data.words)
    dots, names = [], []
    for word in data.words:
        (x, y), radius = places[word.text], smallest + (largest - smallest) * (word.said / most) ** 0.5
        dots.append({"x": x, "y": y, "size": radius**2 * 3.14, "word": word.text, "count": f"{word.said}/{data.of}"})
        half = text_width(word.text, SMALL) / 2
        names.append({"x": min(max(x, half), canvas.width - half), "y": y + radius + 10, "text": word.text})
    lines = layer(threads).mark_rule(color=THREAD).encode(
        **place(x="x", x2="x2", y="y", y2="y2"),
        **plain(strokeWidth="strokeWidth"),
        tooltip=pointed_at(canvas, pair=N_("一起说的词"), count=N_("两个词都说的人")),
    )  # fmt: skip
    circles = layer(dots).mark_point(filled=True, fill=ACCENT, stroke=PAPER, strokeWidth=1.5, opacity=1).encode(
        **place(x="x", y="y"),
        **plain(size="size"),
        tooltip=pointed_at(canvas, word=N_("词"), count=N_("说过的人")),
    )  # fmt: skip
    halo = words(names, size=SMALL, align="center", stroke=PAPER, strokeWidth=3)
    return drawn([lines, circles, halo, words(names, size=SMALL, align="center")], canvas, network_height(data, canvas))


def network_height(_data: WordNetwork, canvas: Canvas) -> float:
    """The same for all words."""
    return HEIGHT[canvas.narrow]


def _places(data: WordNetwork, canvas: Canvas) -> dict[str, tuple[float, float]]:
    numbers = {word.text: number for number, word in enumerate(data.words)}
    thickest = max(pair.people for pair in data.pairs)
    edges = [(numbers[pair.one], numbers[pair.other], pair.people / thickest) for pair in data.pairs]
    edge, narrow = EDGE[canvas.narrow], canvas.narrow
    found = springs(len(numbers), edges, (canvas.width - 2 * edge, HEIGHT[narrow] - 64), APART[narrow])
    return {text: (x + edge, y + 22) for text, (x, y) in zip(numbers, found, strict=True)}
