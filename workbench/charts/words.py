"""Charts of words, each counted once a person: a group beside the others, and the words that most people said."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from workbench.charts.grammar import (
    ACCENT,
    LINE,
    PAPER,
    SOFT,
    Layer,
    drawn,
    layer,
    place,
    plain,
    pointed_at,
    told,
    words,
)
from workbench.charts.layout import spiral
from workbench.charts.lettering import SMALL, TINY, clipped, text_width
from workbench.errors import N_, Message
from workbench.records.charts import Canvas, Chart, WordCloud, WordContrast
from workbench.records.sheets import Part
from workbench.records.text import KeyWord

ROW, TOP = 26, 30
BESIDE = {True: (88, 84), False: (150, 150)}  # room for words at the left, for counts at the right
HERE: dict[str, Any] = {"fill": ACCENT, "stroke": PAPER, "size": 110, "opacity": 1}
ELSEWHERE: dict[str, Any] = {"fill": PAPER, "stroke": SOFT, "size": 90, "opacity": 1, "strokeWidth": 2}
SMALLEST = 13
CLOUD = {True: (260, 30), False: (300, 40)}  # height, largest letters


def draw_contrast(data: WordContrast, canvas: Canvas) -> Chart:
    """For each word the share of the group that said it and the share of the others, joined by a line."""
    return Chart(
        title=canvas.say(Message(N_("这一群更常说的词"))),
        caption=canvas.say(_what_sets_apart(data)),
        note=canvas.say(
            Message(N_("数的是人，说多少次都只算一次，所有原话都算；右边是这一群和其他人里说过这个词的人数。"))
        ),
        columns=told(canvas, N_("词"), N_("这一群"), N_("其他人")),
        rows=tuple((word.text, *_parts(word)) for word in data.words),
        drawing=partial(_contrast, data, canvas),
    )


def _contrast(data: WordContrast, canvas: Canvas) -> dict[str, Any]:
    left, right = BESIDE[canvas.narrow]
    room = canvas.width - left - right
    rows = []
    for number, word in enumerate(data.words):
        here, others = map(str, _parts(word))
        ends = left + room * word.said / word.of, left + room * word.said_elsewhere / max(word.of_elsewhere, 1)
        y = TOP + (number + 0.5) * ROW
        rows.append({"x": ends[0], "x2": ends[1], "y": y, "word": word.text, "here": here, "others": others})
    seen = pointed_at(canvas, word=N_("词"), here=N_("这一群"), others=N_("其他人"))
    names = [{"x": left - 12, "y": row["y"], "text": clipped(str(row["word"]), left - 14)} for row in rows]
    counts = [
        {"x": canvas.width - right + 14, "y": row["y"], "text": f"{row['here']} · {row['others']}"} for row in rows
    ]
    bottom = TOP + len(rows) * ROW
    layers = [
        *_share_axis(canvas, left, room, bottom),
        layer(rows).mark_rule(strokeWidth=3, color=ACCENT, opacity=0.3).encode(**place(x="x", x2="x2", y="y")),
        layer(rows).mark_point(**ELSEWHERE).encode(**place(x="x2", y="y"), tooltip=seen),
        layer(rows).mark_point(**HERE).encode(**place(x="x", y="y"), tooltip=seen),
        words(names, align="right"),
        words(counts, size=SMALL, colour=SOFT),
        *_two_marks(canvas, left),
    ]
    return drawn(layers, canvas, contrast_height(data, canvas))


def contrast_height(data: WordContrast, _canvas: Canvas) -> float:
    """Of a row for each word, and the axis below."""
    return TOP + len(data.words) * ROW + 24


def _parts(word: KeyWord) -> tuple[Part, Part]:
    return Part(word.said, f"/{word.of}"), Part(word.said_elsewhere, f"/{word.of_elsewhere}")


def _share_axis(canvas: Canvas, left: float, room: float, bottom: float) -> Iterator[Layer]:
    marks = (0, 50, 100) if canvas.narrow else (0, 25, 50, 75, 100)
    places = {at: left + room * at / 100 for at in marks}
    lines = layer({"x": x, "y": TOP, "y2": bottom} for x in places.values())
    yield lines.mark_rule(color=LINE).encode(**place(x="x", y="y", y2="y2"))
    texts = [{"x": x, "y": bottom + 12, "text": f"{at}%"} for at, x in places.items()]
    yield words(texts, size=TINY, colour=SOFT, align="center")


def _two_marks(canvas: Canvas, left: float) -> Iterator[Layer]:
    here, others = told(canvas, N_("这一群"), N_("其他人"))
    second = left + 18 + text_width(here, SMALL) + 24
    yield layer([{"x": left + 6, "y": 12}]).mark_point(**HERE).encode(**place(x="x", y="y"))
    yield layer([{"x": second, "y": 12}]).mark_point(**ELSEWHERE).encode(**place(x="x", y="y"))
    yield words([{"x": left + 18, "y": 12, "text": here}, {"x": second + 12, "y": 12, "text": others}], size=SMALL)


def _what_sets_apart(data: WordContrast) -> Message:
    word = data.words[0]
    values: dict[str, object] = {"group": data.group, "word": word.text, "said": word.said, "of": word.of}
    if not word.of_elsewhere:
        return Message(N_("“%(group)s”里 %(said)s/%(of)s 人说过“%(word)s”；没有其他人可比。"), values)
    values |= {"elsewhere": word.said_elsewhere, "others": word.of_elsewhere}
    return Message(
        N_("“%(word)s”最能区分“%(group)s”：这群里 %(said)s/%(of)s 人说过，其他人里 %(elsewhere)s/%(others)s 人。"),
        values,
    )


def draw_cloud(data: WordCloud, canvas: Canvas) -> Chart:
    """The words that most people said; the more people, the larger the letters."""
    first = data.words[0]
    values: dict[str, object] = {"word": first.text, "said": first.said, "of": data.of}
    return Chart(
        title=canvas.say(Message(N_("大家说的词"))),
        caption=canvas.say(Message(N_("说过“%(word)s”的人最多：%(said)s/%(of)s 人。"), values)),
        note=canvas.say(Message(N_("字的大小是说过这个词的人数，位置没有含义；单个字的词不画。"))),
        columns=told(canvas, N_("词"), N_("说过的人"), N_("总人数")),
        rows=tuple((word.text, word.said, data.of) for word in data.words),
        drawing=partial(_cloud, data, canvas),
    )


def _cloud(data: WordCloud, canvas: Canvas) -> dict[str, Any]:
    height, largest = CLOUD[canvas.narrow]
    shares = [word.said / data.words[0].said for word in data.words]
    sizes = [round(SMALLEST + (largest - SMALLEST) * share**0.8, 1) for share in shares]
    boxes = [(text_width(word.text, size) + 8, size * 1.25) for word, size in zip(data.words, sizes, strict=True)]
    rows = []
    for word, share, size, at in zip(data.words, shares, sizes, spiral(boxes, canvas.width, height), strict=True):
        if at:
            shown = {"text": word.text, "size": size, "color": _ink(share), "count": f"{word.said}/{data.of}"}
            rows.append({"x": at[0], "y": at[1], **shown})
    cloud = layer(rows).mark_text(baseline="middle", fontWeight="bold").encode(
        **place(x="x", y="y"),
        **plain(size="size", color="color"),
        text="text:N",
        tooltip=pointed_at(canvas, text=N_("词"), count=N_("说过的人")),
    )  # fmt: skip
    return drawn([cloud], canvas, height)


def cloud_height(_data: WordCloud, canvas: Canvas) -> float:
    """The same for all words."""
    return CLOUD[canvas.narrow][0]


def _ink(share: float) -> str:
    return next(colour for least, colour in ((0.66, ACCENT), (0.33, "#3d7a72"), (0.0, SOFT)) if share >= least)
