"""The pictures of a poster as SVG written here from numbers alone: dots, bars, the line of moods, shapes, QR code.

All lengths are millimetres. Nothing that somebody wrote enters a drawing, the QR code's address aside, which becomes
squares.
"""

from collections.abc import Sequence
from itertools import pairwise

import segno
from markupsafe import Markup

from workbench.personas.colours import HUES, tint
from workbench.records.personas import Count, Hue, Look, Mood, Shape

_CHARCOAL = "#2b2f33"
_GREY = "#8a9096"
_QUIET_MODULES = 2

# In a square of 20 mm.
_SHAPES = {
    Shape.CIRCLE: "M10 .6a9.4 9.4 0 1 0 .01 0z",
    Shape.SQUARE: "M3.4 1.4h13.2q2 0 2 2v13.2q0 2-2 2H3.4q-2 0-2-2V3.4q0-2 2-2z",
    Shape.TRIANGLE: "M8.7 1.6q1.3-2 2.6 0l8.2 14q1.2 2.4-1.4 2.6H1.9q-2.6-.2-1.4-2.6z",
    Shape.DIAMOND: "M8.7.9q1.3-1.2 2.6 0l7.8 7.8q1.2 1.3 0 2.6l-7.8 7.8q-1.3 1.2-2.6 0L.9 11.3q-1.2-1.3 0-2.6z",
    Shape.HEXAGON: (
        "M9 .8q1-.6 2 0l7 4.1q1 .6 1 1.7v6.8q0 1.1-1 1.7l-7 4.1q-1 .6-2 0l-7-4.1q-1-.6-1-1.7V6.6q0-1.1 1-1.7z"
    ),
    Shape.SHIELD: "M3.5 1h13q2 0 2 2v7q0 6-7.2 9-1.3.5-2.6 0-7.2-3-7.2-9V3q0-2 2-2z",
    Shape.DROP: "M9.2.9q.8-.8 1.6 0 7 6.6 7 11.3a7.8 7.4 0 0 1-15.6 0Q2.2 7.5 9.2.9z",
    Shape.CROSS: (
        "M7 .8h6q1 0 1 1V6h4.2q1 0 1 1v6q0 1-1 1H14v4.2q0 1-1 1H7q-1 0-1-1V14H1.8q-1 0-1-1V7q0-1 1-1H6V1.8q0-1 1-1z"
    ),
}
# In a picture of 120 x 105 mm.
_BUST = (
    "M9 106c1.5-16 8-23 21-27 9-2.8 16-4.6 19.5-8.5 1.6-1.8 2-4.5 1.7-7.8-3-2.5-4.9-5.6-5.9-9.2-2.2.3-3.7-2-4-4.9"
    "-.2-2.3.7-3.9 2.5-3.6C43 31 49.5 21 61 21s18 10 17.2 24c1.8-.3 2.7 1.3 2.5 3.6-.3 2.9-1.8 5.2-4 4.9"
    "-1 3.6-2.9 6.7-5.9 9.2-.3 3.3.1 6 1.7 7.8 3.5 3.9 10.5 5.7 19.5 8.5 13 4 19.5 11 21 27z"
)
_COLLAR = "M49.5 70.5 61 84l11.5-13.5 3.8 2.4L61 93 45.7 72.9z"
# How far a hatch leans over its height, and the distance of its lines: bars differ without colour.
_HATCHES = ((1, 1.4), (-1, 1.4), (0, 1), (0.5, 1.1), (1, 2.4), (-1, 2.4), (0, 2), (-0.5, 1.1))


def _svg(width: float, height: float, *parts: str) -> Markup:
    return Markup(  # noqa: S704  # numbers and constants only
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"'
        f' width="{width:g}mm" height="{height:g}mm">{"".join(parts)}</svg>'
    )


def shape(look: Look, size: float, *, outline: bool = False) -> Markup:
    """The persona's shape in its hue; `outline` puts a white rim around it so that it stands on a picture."""
    rim = ' stroke="#fff" stroke-width="1.6"' if outline else ""
    scale = f"translate(1.2 1.2) scale({(size - 2.4) / 20:g})" if outline else f"scale({size / 20:g})"
    path = f'<path d="{_SHAPES[look.shape]}" fill="{HUES[look.hue]}"{rim} transform="{scale}"/>'
    return _svg(size, size, path)


def dots(count: Count, hue: Hue, size: float) -> Markup:
    """One circle a person, as many filled as said it."""
    step, radius = size * 1.24, size / 2 - 0.25
    circles = (
        f'<circle cx="{size / 2 + place * step:g}" cy="{size / 2:g}" r="{radius:g}"'
        f' fill="{HUES[hue] if place < count.said else "#fff"}" stroke="{HUES[hue]}" stroke-width=".4"/>'
        for place in range(count.of)
    )
    return _svg(dots_width(count, size), size, *circles)


def dots_width(count: Count, size: float) -> float:
    """How wide a row of dots is."""
    return round((count.of - 1) * size * 1.24 + size, 2)


def bar(count: Count, hue: Hue, width: float, height: float) -> Markup:
    """The share as a hatched part of a bar, with its 95 % interval as a thin line through the middle."""
    inner, filled = height - 0.4, max(0.0, (width - 0.4) * count.share)
    low, high = (0.2 + (width - 0.4) * end for end in count.interval)
    hatch = _hatch(filled, inner, *_HATCHES[list(Hue).index(hue)])
    return _svg(
        width,
        height,
        f'<rect x=".2" y=".2" width="{width - 0.4:g}" height="{inner:g}" fill="#fff" stroke="{_GREY}"'
        f' stroke-width=".25"/><rect x=".2" y=".2" width="{filled:g}" height="{inner:g}" fill="{tint(hue, 0.3)}"'
        f' stroke="{HUES[hue]}" stroke-width=".4"/><path d="{hatch}" stroke="{HUES[hue]}" stroke-width=".35"/>'
        f'<path d="M{low:g} {height / 2:g}H{high:g}M{low:g} {height * 0.25:g}v{height / 2:g}M{high:g} {height * 0.25:g}'
        f'v{height / 2:g}" stroke="{_CHARCOAL}" stroke-width=".5" fill="none"/>',
    )


def _hatch(width: float, height: float, lean: float, pitch: float) -> str:
    """Lines across a rectangle at (.2, .2), cut at its ends; they lean by `lean` heights and stand `pitch` apart."""
    across = lean * height
    path, foot = "", min(0.0, -across) + pitch / 2
    while foot < width + max(0.0, -across):
        ends = sorted(((0 - foot) / across, (width - foot) / across)) if across else (0.0, 1.0)
        begin, end = max(0.0, ends[0]), min(1.0, ends[1])
        path += f"M{0.2 + foot + begin * across:.2f} {0.2 + height * (1 - begin):.2f}"
        path += f"L{0.2 + foot + end * across:.2f} {0.2 + height * (1 - end):.2f}"
        foot += pitch
    return path


def moods(steps: Sequence[Mood], hue: Hue, width: float, height: float) -> Markup:
    """A calm curve through the moods of the steps, each in the middle of its column; above the dotted line is good."""
    column, middle, reach = width / len(steps), height / 2, height / 2 - 3
    points = [(column * (place + 0.5), middle - reach * mood) for place, mood in enumerate(steps)]
    curve = f"M{points[0][0]:g} {points[0][1]:g}" + "".join(
        f"C{(x0 + x1) / 2:g} {y0:g} {(x0 + x1) / 2:g} {y1:g} {x1:g} {y1:g}" for (x0, y0), (x1, y1) in pairwise(points)
    )
    marks = "".join(
        f'<circle cx="{x:g}" cy="{y:g}" r="2.1" fill="{HUES[hue] if mood else "#fff"}" stroke="{HUES[hue]}"'
        f' stroke-width=".8"/><path d="{_sign(x, y, mood)}" stroke="#fff" stroke-width=".7" stroke-linecap="round"/>'
        for (x, y), mood in zip(points, steps, strict=True)
    )
    return _svg(
        width,
        height,
        f'<path d="M0 {middle:g}H{width:g}" stroke="{_GREY}" stroke-width=".25" stroke-dasharray="1 1.2"/>'
        f'<path d="{curve}" fill="none" stroke="{HUES[hue]}" stroke-width="1"/>{marks}',
    )


def _sign(x: float, y: float, mood: Mood) -> str:
    """A plus, a minus or nothing inside the mark, so that it is read without looking for the line."""
    across = f"M{x - 1:g} {y:g}h2" if mood else ""
    return across + (f"M{x:g} {y - 1:g}v2" if mood is Mood.HIGH else "")


def qr_code(address: str, size: float) -> Markup:
    """`address` as a QR code with a quiet zone, `size` mm wide."""
    code = segno.make_qr(address, error="m")
    modules = code.symbol_size(border=_QUIET_MODULES)[0]
    path = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(code.matrix_iter(border=_QUIET_MODULES))
        for x, dark in enumerate(row)
        if dark
    )
    return _svg(size, size, f'<path transform="scale({size / modules:g})" d="{path}" fill="{_CHARCOAL}"/>')


def silhouette(look: Look, width: float, height: float) -> Markup:
    """What stands for a portrait until there is one: somebody in front of others, for a persona speaks for several.

    It shows neither sex nor age, of which it knows nothing.
    """
    place = f"scale({width / 120:g} {height / 105:g})"
    return _svg(
        width,
        height,
        f'<g transform="{place}"><rect width="120" height="105" fill="{tint(look.hue, 0.18)}"/>',
        _figure(_SHAPES[look.shape], tint(look.hue, 0.28), "translate(18 5) scale(4.3)"),
        _figure(_BUST, tint(look.hue, 0.38), "translate(-22 24) scale(.8)"),
        _figure(_BUST, tint(look.hue, 0.38), "translate(46 24) scale(.8)"),
        _figure(_BUST, tint(look.hue, 0.18), "translate(-1.5 6.2) scale(1.025 .985)"),
        _figure(_BUST, tint(look.hue, 0.66), "translate(0 6)"),
        _figure(_COLLAR, tint(look.hue, 0.48), "translate(0 6)"),
        "</g>",
    )


def _figure(path: str, colour: str, place: str) -> str:
    return f'<path d="{path}" fill="{colour}" transform="{place}"/>'
