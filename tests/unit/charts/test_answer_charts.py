"""Charts of answers: captions that say what the data say, tables of the same data, drawings within their frame."""

import re

import altair
import pytest

from workbench import charts
from workbench.errors import Message
from workbench.records.answer_charts import (
    AnswerBar,
    AnswerBars,
    MeanPlace,
    MeanPlaces,
    NumberBar,
    NumberBars,
    SharedRow,
    SharedRows,
)
from workbench.records.charts import NARROW, WIDE, Canvas

HOSTILE = '"><script>alert(1)</script>${7*7}%(x)s {{7}}'
LONG = "一个特别特别长的选项，长到手机上一行怎么也放不下，需要截断才行，后面还有一大段补充说明"
BARS = AnswerBars(
    "用什么玩",
    (AnswerBar("安卓手机", 12, (0.39, 0.78)), AnswerBar(LONG, 8, (0.22, 0.61)), AnswerBar(HOSTILE, 0, (0, 0.16))),
    20,
)
SCALE = NumberBars("推荐吗", tuple(NumberBar(n, n, n) for n in range(11)), 55, 7, 7, 2.4, nps=3)
HOURS = NumberBars("玩几小时", tuple(NumberBar(n * 10, n * 10 + 9, 12 - n) for n in range(12)), 78, 30, 25, 20)
PLACES = MeanPlaces(
    "最担心", (MeanPlace("价格", 1.4, 12, 20), MeanPlace(LONG, 2.2, 5, 20), MeanPlace(HOSTILE, 2.4, 3, 9)), 20
)
ROWS = SharedRows(
    "下面的说法",
    Message("行"),
    ("不同意", "一般", "同意", HOSTILE),
    (SharedRow("画面好", (1, 2, 17, 0), 20), SharedRow(LONG, (5, 5, 10, 0), 20), SharedRow("没人答", (0, 0, 0, 0), 0)),
)
ALL = {"bars": BARS, "scale": SCALE, "hours": HOURS, "places": PLACES, "rows": ROWS}
CAPTIONS = {
    "bars": "“安卓手机”最多：12/20 人（95% 区间 39% 到 78%）。",
    "scale": "平均 7.0（55 人）；净推荐值（NPS）3：9–10 分的占比减去 0–6 分的占比。",
    "hours": "平均 30.0（78 人）。",
    "places": "“价格”排得最靠前：平均第 1.4 位，12/20 人排第一。",
    "rows": "最一致的是“画面好”：20 人里 85% 选“同意”。",
}
each = pytest.mark.parametrize("name", ALL)
widths = pytest.mark.parametrize("width", [WIDE, NARROW])


@each
def test_the_caption_says_what_the_data_say(name):
    chart = charts.draw(ALL[name], Canvas())
    assert chart.caption == CAPTIONS[name]
    assert "%%" not in chart.note + chart.caption


@each
def test_the_table_has_a_row_for_everything_that_is_drawn(name):
    chart = charts.draw(ALL[name], Canvas())
    assert {len(row) for row in chart.rows} == {len(chart.columns)}


@each
@widths
def test_a_drawing_is_valid_vega_lite_of_the_size_that_was_promised(name, width):
    spec = charts.draw(ALL[name], Canvas(width=width)).drawing()
    altair.LayerChart.from_dict(spec)
    assert (spec["width"], spec["height"]) == tuple(
        side - 16 for side in charts.picture_size(ALL[name], Canvas(width=width))
    )


@each
@widths
def test_nothing_is_drawn_outside_the_frame_and_nothing_is_script(name, width):
    svg = charts.to_svg(charts.draw(ALL[name], Canvas(width=width)))
    assert float(re.search(r'viewBox="0 0 ([\d.]+)', svg)[1]) <= width + 24
    assert "<script" not in svg


def test_a_hundred_options_stay_a_picture():
    many = AnswerBars("城市", tuple(AnswerBar(f"城市 {n}", 1, (0, 0.05)) for n in range(100)), 100)
    assert charts.picture_size(many, Canvas())[1] < 2_000
    assert len(charts.draw(many, Canvas()).rows) == 100
