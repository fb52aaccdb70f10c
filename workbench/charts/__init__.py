"""Data to charts: one grammar for the page and for paper, each chart with a table twin; the only door to Altair."""

from workbench.charts.drawing import draw, picture_size
from workbench.charts.rendering import to_png, to_svg, to_vega

__all__ = ["draw", "picture_size", "to_png", "to_svg", "to_vega"]
