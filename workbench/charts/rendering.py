"""Charts as pictures and as Vega for the page; the same drawing everywhere, in the workbench's own fonts.

The engine is a JavaScript runtime inside the process, started by the first chart (0.6 s). Nothing is ever fetched.
"""

import json
from functools import cache
from typing import Any

from workbench.charts.lettering import HEADING, TEXT, wrapped
from workbench.records.charts import Chart
from workbench.settings import FONTS

VEGA_LITE = "6.4"
SHARPNESS = 2.0  # pixels of a picture for one of the drawing: print and dense screens


def to_svg(chart: Chart, *, titled: bool = False) -> str:
    """The chart as SVG; `titled` puts title and caption above it, for a picture that leaves its page."""
    svg: str = _engine().vegalite_to_svg(_spec(chart, titled), vl_version=VEGA_LITE, allowed_base_urls=[])
    return svg


def to_png(chart: Chart, *, titled: bool = True) -> bytes:
    """The chart as PNG, twice as dense as it is wide."""
    spec = _spec(chart, titled)
    png: bytes = _engine().vegalite_to_png(spec, vl_version=VEGA_LITE, scale=SHARPNESS, allowed_base_urls=[])
    return png


def to_vega(chart: Chart) -> str:
    """The chart compiled to Vega, as JSON for the page's own interpreter."""
    return json.dumps(_engine().vegalite_to_vega(chart.drawing(), vl_version=VEGA_LITE), ensure_ascii=False)


def _spec(chart: Chart, titled: bool) -> dict[str, Any]:
    spec = chart.drawing()
    if titled:
        room = spec["width"]
        title, caption = wrapped(chart.title, room, HEADING), wrapped(chart.caption, room, TEXT)
        spec["title"] = {"text": title, "subtitle": caption, "offset": 16, "subtitlePadding": 6}
    return spec


@cache
def _engine() -> Any:
    import vl_convert  # starts threads: not before a server has forked

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert
