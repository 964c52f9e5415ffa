"""Colours and sizes of the charts, and the one way to use them without touching anybody's settings.

Blue stands for the coverage an article is compared with and vermilion for the article (Okabe and Ito 2008): the pair
stays apart in every common kind of colour blindness. Colour never speaks alone; a shape or a printed word goes with it.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

OTHERS = "#0072B2"
FOCAL = "#D55E00"
INK = "#000000"
MUTED = "#5C5C5C"
GRID = "#DCDCDC"
PAPER = "#FFFFFF"
# One hue from almost white to dark; each step is dark enough, or light enough, for the numbers printed on it.
RAMP = ("#F1F7FB", "#D9EAF4", "#BFDCEC", "#A1CBE2", "#7DB6D6", "#5BA3CC", "#1A75A9", "#00639C", "#004A78")
ON_LIGHT, ON_DARK = "#101010", "#FEFEFE"

# What a colour means, as it is called in the classes of an SVG. INK has no name: it is the colour of the text around.
ROLES = {OTHERS: "others", FOCAL: "focal", MUTED: "muted", GRID: "grid", PAPER: "paper"}
DARK = {"others": "#56B4E9", "focal": "#FF8A3D", "muted": "#B4B4B4", "grid": "#3C3C3C", "paper": "#121212"}

WIDTH = 518.4  # points, as every length below
TITLE, TEXT, SMALL = 11.0, 9.0, 8.0
LABEL_ROOM = 176.0
MAX_ROWS = 40
MOST_TICKS = 120  # in a row; more would be a smear
_NOT_STYLE = ("backend", "backend_fallback", "interactive", "toolbar", "timezone", "date.epoch")


def house_style() -> AbstractContextManager[None]:
    """Matplotlib's own defaults for the length of a `with` block, whatever the user has set; nothing is left behind.

    Charts are drawn and saved in it, so the same table gives the same bytes on a machine with other settings.
    """
    import matplotlib

    defaults = {key: value for key, value in matplotlib.rcParamsDefault.items() if key not in _NOT_STYLE}
    return matplotlib.rc_context(defaults | {"svg.fonttype": "none", "text.usetex": False, "text.hinting": "none"})
