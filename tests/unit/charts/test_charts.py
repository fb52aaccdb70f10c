"""Every chart: one grammar, a sentence of what its data say, a table of the same data, a drawing in its frame."""

import json
import re
from dataclasses import replace

import altair
import pytest

from tests.unit.charts import material
from tests.unit.charts.material import ALL, CROSSINGS, FLOW, GROUPS, MAP, PEOPLE, STABILITY
from workbench import charts
from workbench.errors import Message
from workbench.records.charts import NARROW, WIDE, Canvas, Group, Move, PeopleDots, PlacedPerson, SaidWord, WordCloud

CAPTIONS = {
    "map": "图上挨得最近的两群是“操作 · 首领 · 延迟”和“朋友 · 组队 · 聊天”：他们说的话最像。",
    "dots": "最大的一群是“放松 · 任务 · 每日”：13/39 人；未归类 3 人。",
    "crossings": "“想组队”与“匹配太久”同时出现得最多：9/14 人。",
    "contrast": "“放松”最能区分“放松的人”：这群里 11/13 人说过，其他人里 0/26 人。",
    "cloud": "说过“放松”的人最多：20/39 人。",
    "network": "“放松”和“看云”最常由同一个人说到：8/39 人。",
    "stability": "“朋友 · 组队 · 聊天”不牢靠，起草画像前请先看原话；最稳的是“放松 · 任务 · 每日”。",
    "flow": "34/39 人还在原来那一群；换群的人里最多的一股从“每日 · 任务”到“未归类”：2 人。",
    "numbers": "分成 3 群最站得住。",
    "tree": "“小满”和“老周”最先并到一起：图上离得最近。",
}
HOSTILE = '"><script>alert(1)</script>${7*7}%(x)s'
each = pytest.mark.parametrize("name", ALL)
widths = pytest.mark.parametrize("width", [WIDE, NARROW])


@each
def test_the_caption_says_what_the_data_say(name):
    assert charts.draw(ALL[name], Canvas()).caption == CAPTIONS[name]


@each
def test_the_table_has_a_row_for_everything_that_is_drawn(name):
    chart = charts.draw(ALL[name], Canvas())
    assert chart.rows
    assert {len(row) for row in chart.rows} == {len(chart.columns)}
    assert len(chart.links) in (0, len(chart.rows))


@each
@widths
def test_a_drawing_is_valid_vega_lite_of_its_width_and_always_the_same(name, width):
    spec = charts.draw(ALL[name], Canvas(width=width)).drawing()
    altair.LayerChart.from_dict(spec)
    assert spec["width"] == width
    assert spec == charts.draw(ALL[name], Canvas(width=width)).drawing()


@each
@widths
def test_nothing_is_drawn_outside_the_frame(name, width):
    svg = charts.to_svg(charts.draw(ALL[name], Canvas(width=width)))
    across = float(re.search(r'viewBox="0 0 ([\d.]+)', svg)[1])
    # Labels that stick out widen a picture; axes of the one chart that has them stand beside its frame.
    assert across <= width + (60 if name == "numbers" else 24), across


@each
@widths
def test_the_size_of_a_picture_is_known_before_it_is_drawn(name, width):
    canvas = Canvas(width=width)
    drawn = re.search(r'width="([\d.]+)" height="([\d.]+)"', charts.to_svg(charts.draw(ALL[name], canvas)))
    wide, tall = charts.picture_size(ALL[name], canvas)
    assert tall / wide == pytest.approx(float(drawn[2]) / float(drawn[1]), rel=0.02)


def test_the_caption_of_a_flow_counts_who_its_table_says_stayed():
    chart = charts.draw(FLOW, Canvas())
    assert sum(row[2] for row in chart.rows if row[3] == "") == 34
    assert sum(row[2] for row in chart.rows) == 39


@each
def test_a_chart_fetches_nothing_and_uses_our_fonts(name):
    vega = charts.to_vega(charts.draw(ALL[name], Canvas()))
    assert '"url"' not in vega
    assert "Noto Sans SC" in vega
    assert "style=" not in charts.to_svg(charts.draw(ALL[name], Canvas()))


def test_a_picture_that_leaves_its_page_has_title_and_caption_in_it():
    chart = charts.draw(MAP, Canvas())
    assert chart.title not in charts.to_svg(chart)
    assert chart.title in charts.to_svg(chart, titled=True)
    assert charts.to_png(chart).startswith(b"\x89PNG")


def test_what_people_wrote_is_text_and_never_markup_or_an_expression():
    one = PlacedPerson(1, HOSTILE, 1, 0.0, 0.0, HOSTILE)
    chart = charts.draw(replace(MAP, people=(one, *PEOPLE), groups=(Group(1, HOSTILE, 14), *GROUPS[1:])), Canvas())
    svg = charts.to_svg(chart, titled=True)
    assert "<script" not in svg
    assert "${7*7}" in svg
    rows = [row for part in json.loads(charts.to_vega(chart))["data"] for row in part.get("values", [])]
    assert HOSTILE in {row.get("words") for row in rows}


def test_sentences_are_in_the_language_of_the_reader():
    english = {"未归类": "Unassigned", "受访者的远近": "Who speaks alike"}

    def say(message: Message) -> str:
        return english.get(message.sentence, "x")

    chart = charts.draw(MAP, Canvas(say=say, person=lambda person: f"/p/{person}"))
    assert chart.title == "Who speaks alike"
    assert chart.rows[-1][1] == "Unassigned"
    assert chart.links[0] == "/p/1"
    assert "Unassigned" in charts.to_svg(chart)


def test_segments_differ_in_shape_as_well_as_in_colour():
    dots = [row for rows in charts.draw(MAP, Canvas()).drawing()["datasets"].values() for row in rows if "link" in row]
    assert len({dot["shape"] for dot in dots if dot["group"] != "未归类"}) == 3
    assert len({dot["fill"] for dot in dots}) == 4


@pytest.mark.parametrize(("people", "dots", "note"), [(600, 600, "一个人"), (10_000, 200, "50 个人")])
def test_many_people_share_a_dot(people, dots, note):
    chart = charts.draw(PeopleDots((Group(1, "全部", people),)), Canvas())
    rows = max(chart.drawing()["datasets"].values(), key=len)
    assert len(rows) == dots
    assert note in chart.note


def test_a_sample_says_that_it_is_one():
    assert "39/10000 人" in charts.draw(replace(MAP, of=10_000), Canvas()).note
    assert "抽出" not in charts.draw(MAP, Canvas()).note


def test_one_person_and_people_at_one_place_can_be_drawn():
    for people in (PEOPLE[:1], tuple(replace(one, x=0.0, y=0.0) for one in PEOPLE)):
        assert charts.to_svg(charts.draw(replace(MAP, people=people, groups=GROUPS[:1]), Canvas()))
    assert "没有分群" in charts.draw(replace(MAP, groups=GROUPS[3:]), Canvas()).caption


def test_who_stays_is_counted_even_when_nobody_moves():
    still = replace(FLOW, before=FLOW.before[:1], after=GROUPS[:1], moves=(Move(1, 1, 14, stayed=True),))
    assert charts.draw(still, Canvas()).caption == "14/14 人都在原来那一群，没有人换群。"


def test_stable_segments_are_not_doubted():
    steady = replace(STABILITY, bars=STABILITY.bars[:2])
    assert charts.draw(steady, Canvas()).caption == "每一群都站得住；最稳的是“放松 · 任务 · 每日”。"


def test_long_names_are_broken_or_cut_and_stay_inside():
    cells = tuple(replace(cell, pain=cell.pain + "超级无敌长的名字" * 6) for cell in CROSSINGS.cells)
    svg = charts.to_svg(charts.draw(replace(CROSSINGS, cells=cells), Canvas(width=NARROW)))
    assert float(re.search(r'viewBox="0 0 ([\d.]+)', svg)[1]) <= NARROW + 24


def test_a_cloud_places_no_word_on_another():
    many = WordCloud(tuple(SaidWord(f"词语{place}", 60 - place) for place in range(60)), 60)
    rows = max(charts.draw(many, Canvas()).drawing()["datasets"].values(), key=len)
    assert len(rows) > 30
    boxes = [(row["x"], row["y"], row["size"] * len(row["text"]) * 0.75, row["size"]) for row in rows]
    for place, (x, y, wide, tall) in enumerate(boxes):
        for other in boxes[:place]:
            assert abs(x - other[0]) * 2 >= wide + other[2] - 1 or abs(y - other[1]) * 2 >= tall + other[3] - 1


def test_the_words_of_a_network_stand_apart_and_the_same_every_time():
    first, second = (charts.draw(material.NETWORK, Canvas(width=NARROW)).drawing() for _ in range(2))
    assert first == second
    dots = [row for rows in first["datasets"].values() for row in rows if "word" in row]
    assert len({(round(dot["x"] / 20), round(dot["y"] / 20)) for dot in dots}) == len(dots)
