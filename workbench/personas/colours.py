"""The eight hues of the personas and their tints. As text they have a contrast of 4.5 : 1 or more on white and tint."""

from workbench.records.personas import Hue

HUES = {
    Hue.INDIGO: "#3f5b96",
    Hue.BRICK: "#9a4a38",
    Hue.PINE: "#2f6b4a",
    Hue.OCHRE: "#85590f",
    Hue.MAUVE: "#7a4b80",
    Hue.TEAL: "#1d6b74",
    Hue.WINE: "#93415c",
    Hue.OLIVE: "#5d6524",
}
TINT = 0.12


def tint(hue: Hue, strength: float = TINT) -> str:
    """The hue mixed into white; `strength` from 0 (white) to 1 (the hue itself).

    >>> tint(Hue.INDIGO)
    '#e8ebf2'
    """
    colour = HUES[hue]
    channels = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - channel) * strength):02x}" for channel in channels)
