"""Where everything stands on a poster, in millimetres from the page's upper left corner; sizes in points.

A3 landscape has twelve columns of 27.17 mm with gutters of 6 mm inside margins of 14 mm: four for who it is, eight for
why. A4 portrait stacks the same order and leaves out the scene and the two small quotes. The places are fixed, so that
four posters side by side share their baselines.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from workbench.personas.typesetting import POINT, Face, Slot


class Format(StrEnum):
    """The two sizes of a poster."""

    A3 = "a3"
    A4 = "a4"


class Sheet(NamedTuple):
    """A page with its margin (mm), the diameter of a people-dot (mm) and its places by name."""

    width: float
    height: float
    margin: float
    dot: float
    slots: Mapping[str, Slot]


def _rows(name: str, first: Slot, *, step: float, across: float = 0, count: int = 3) -> dict[str, Slot]:
    """`name_1`, `name_2` …: the first slot again, `step` mm below or `across` mm beside the one before."""
    return {
        f"{name}_{place + 1}": first._replace(left=first.left + place * across, top=first.top + place * step)
        for place in range(count)
    }


_A3_RIGHT = 146.67
_A3_HALF = 126.67
_A3_PAINS = _A3_RIGHT + _A3_HALF + 6

_A3: dict[str, Slot] = {
    "panel": Slot(14, 14, 126.67, 249),
    "portrait": Slot(17.33, 17.33, 120, 105),
    "badge": Slot(113.33, 101.33, 20, 20, Face.BOLD, (25,), 20 / (25 * POINT)),
    "title": Slot(18.5, 126.5, 118, 48, Face.BOLD, (60, 54, 48, 42, 36), 1.1),
    "tagline": Slot(18.5, 0, 118, 23.5, Face.SANS, (24, 22, 20, 18), 1.35),
    "size": Slot(18.5, 203.5, 118, 8.6, Face.BOLD, (16, 15, 14, 13), 1.5),
    "size_note": Slot(18.5, 212.1, 118, 6.6, Face.SANS, (12, 11, 10), 1.5),
    "behaviours_heading": Slot(18.5, 222, 118, 9.5, Face.BOLD, (20,), 1.3),
    **_rows("behaviours", Slot(25, 232.6, 111.5, 8.6, Face.SANS, (16, 15)), step=8.9),
    "hero": Slot(_A3_RIGHT, 15, 259.33, 30.2, Face.SERIF, (30, 27, 24, 22, 20), 1.42),
    "hero_by": Slot(0, 0, 259.33, 7.5, Face.SANS, (14,), 1.5),
    "motivations_heading": Slot(_A3_RIGHT, 62, 58, 9.5, Face.BOLD, (20,), 1.3),
    **_rows("motivations", Slot(_A3_RIGHT, 74, _A3_HALF, 8.6, Face.SANS, (16, 15)), step=19.6),
    "pain_points_heading": Slot(_A3_PAINS, 62, 58, 9.5, Face.BOLD, (20,), 1.3),
    **_rows("pain_points", Slot(_A3_PAINS, 74, _A3_HALF, 8.6, Face.SANS, (16, 15)), step=19.6),
    "legend": Slot(0, 64.6, 66.67, 5.7, Face.SANS, (10.5, 9), 1.5),
    "scene_heading": Slot(_A3_RIGHT, 138, 259.33, 9.5, Face.BOLD, (20,), 1.3),
    "scene_line": Slot(_A3_RIGHT, 148, 259.33, 19),
    "scene_steps": Slot(_A3_RIGHT, 169, 259.33, 15, Face.SANS, (15,), 1.4),
    **_rows("quotes", Slot(_A3_RIGHT, 193, 124, 17.2, Face.SERIF, (16, 15), 1.4), step=0, across=132.67, count=2),
    "quotes_by": Slot(0, 0, 124, 7, Face.SANS, (13,), 1.5),
    "band": Slot(_A3_RIGHT, 226, 259.33, 37),
    "opportunities_heading": Slot(152.67, 230, 240, 9.5, Face.BOLD, (20,), 1.3),
    **_rows("opportunities", Slot(161, 242, 73, 17.2, Face.SANS, (16, 15)), step=0, across=83.5),
    "footer": Slot(14, 272.4, 372, 5, Face.SANS, (9, 8.5, 8), 1.5),
    "qr": Slot(390, 266.8, 16, 16),
}

_A4_HALF = 90
_A4_PAINS = 12 + _A4_HALF + 6

_A4: dict[str, Slot] = {
    "panel": Slot(12, 12, 186, 94),
    "portrait": Slot(15.5, 15.5, 74.4, 65.1),
    "badge": Slot(74, 64.7, 13.5, 13.5, Face.BOLD, (17,), 13.5 / (17 * POINT)),
    "title": Slot(95, 14.5, 100, 31.3, Face.BOLD, (40, 36, 32, 28, 24), 1.1),
    "tagline": Slot(95, 0, 100, 15.5, Face.SANS, (16, 15, 14, 13), 1.35),
    "size": Slot(95, 69, 100, 6, Face.BOLD, (11, 10.5), 1.5),
    "size_note": Slot(95, 75, 100, 5.6, Face.SANS, (10.5, 10, 9, 8), 1.5),
    "behaviours_heading": Slot(15.5, 83, 179, 7, Face.BOLD, (14,), 1.3),
    **_rows("behaviours", Slot(20, 91.5, 55, 11.2, Face.SANS, (11, 10.5), 1.4), step=0, across=61),
    "hero": Slot(17, 116, 178, 20.2, Face.SERIF, (20, 18, 16, 14), 1.42),
    "hero_by": Slot(0, 0, 178, 6, Face.SANS, (10.5,), 1.5),
    "motivations_heading": Slot(12, 152, 40, 7, Face.BOLD, (14,), 1.3),
    **_rows("motivations", Slot(12, 162, _A4_HALF, 7, Face.SANS, (13, 12, 11, 10.5)), step=19),
    "pain_points_heading": Slot(_A4_PAINS, 152, 40, 7, Face.BOLD, (14,), 1.3),
    **_rows("pain_points", Slot(_A4_PAINS, 162, _A4_HALF, 7, Face.SANS, (13, 12, 11, 10.5)), step=19),
    "legend": Slot(0, 153.4, 48, 4.6, Face.SANS, (8.5, 8), 1.5),
    "band": Slot(12, 225, 186, 35),
    "opportunities_heading": Slot(16, 228.5, 178, 7, Face.BOLD, (14,), 1.3),
    **_rows("opportunities", Slot(21.5, 239, 51, 19.2, Face.SANS, (12, 11, 10.5)), step=0, across=60),
    "footer": Slot(12, 270.6, 166, 8.6, Face.SANS, (8,), 1.5),
    "qr": Slot(182, 267, 16, 16),
}

SHEETS = {Format.A3: Sheet(420, 297, 14, 4.2, _A3), Format.A4: Sheet(210, 297, 12, 3.2, _A4)}
