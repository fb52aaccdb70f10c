"""Which chart is drawn from which data, and how large it will be."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from workbench.charts.answers import answers_height, draw_answers, draw_places, places_height
from workbench.charts.crossings import crossings_height, draw_crossings
from workbench.charts.flow import draw_flow, flow_height
from workbench.charts.grammar import PADDING
from workbench.charts.histogram import draw_histogram, histogram_height
from workbench.charts.network import draw_network, network_height
from workbench.charts.numbers_tried import draw_numbers, numbers_height
from workbench.charts.people import dots_height, draw_dots, draw_map, map_height
from workbench.charts.shares import draw_shares, shares_height
from workbench.charts.stability import draw_stability, stability_height
from workbench.charts.tree import draw_tree, tree_height
from workbench.charts.words import cloud_height, contrast_height, draw_cloud, draw_contrast
from workbench.records import answer_charts as answers
from workbench.records import charts as data


class _Way(NamedTuple):
    draw: Callable[[Any, data.Canvas], data.Chart]
    height: Callable[[Any, data.Canvas], float]


_WAYS: Mapping[type, _Way] = {
    data.PeopleMap: _Way(draw_map, map_height),
    data.PeopleDots: _Way(draw_dots, dots_height),
    data.Crossings: _Way(draw_crossings, crossings_height),
    data.WordContrast: _Way(draw_contrast, contrast_height),
    data.WordCloud: _Way(draw_cloud, cloud_height),
    data.WordNetwork: _Way(draw_network, network_height),
    data.StabilityBars: _Way(draw_stability, stability_height),
    data.Flow: _Way(draw_flow, flow_height),
    data.NumbersTried: _Way(draw_numbers, numbers_height),
    data.Tree: _Way(draw_tree, tree_height),
    answers.AnswerBars: _Way(draw_answers, answers_height),
    answers.NumberBars: _Way(draw_histogram, histogram_height),
    answers.MeanPlaces: _Way(draw_places, places_height),
    answers.SharedRows: _Way(draw_shares, shares_height),
}


def draw(given: data.ChartData, canvas: data.Canvas) -> data.Chart:
    """The chart for these data, in the canvas's width and language; the data hold at least one thing to show."""
    return _WAYS[type(given)].draw(given, canvas)


def picture_size(given: data.ChartData, canvas: data.Canvas) -> tuple[int, int]:
    """Width and height in pixels of the picture, known before it is drawn, so that a page keeps its place free."""
    height = _WAYS[type(given)].height(given, canvas)
    return canvas.width + 2 * PADDING, round(height) + 2 * PADDING
