"""Which chart is drawn from which data."""

from collections.abc import Callable, Mapping
from typing import Any

from workbench.charts.crossings import draw_crossings
from workbench.charts.flow import draw_flow
from workbench.charts.network import draw_network
from workbench.charts.numbers_tried import draw_numbers
from workbench.charts.people import draw_dots, draw_map
from workbench.charts.stability import draw_stability
from workbench.charts.tree import draw_tree
from workbench.charts.words import draw_cloud, draw_contrast
from workbench.records import charts as data

_WAYS: Mapping[type, Callable[[Any, data.Canvas], data.Chart]] = {
    data.PeopleMap: draw_map,
    data.PeopleDots: draw_dots,
    data.Crossings: draw_crossings,
    data.WordContrast: draw_contrast,
    data.WordCloud: draw_cloud,
    data.WordNetwork: draw_network,
    data.StabilityBars: draw_stability,
    data.Flow: draw_flow,
    data.NumbersTried: draw_numbers,
    data.Tree: draw_tree,
}


def draw(given: data.ChartData, canvas: data.Canvas) -> data.Chart:
    """The chart for these data, in the canvas's width and language; the data hold at least one thing to show."""
    return _WAYS[type(given)](given, canvas)
