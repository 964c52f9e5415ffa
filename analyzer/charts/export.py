"""Charts as files: the same table gives the same bytes, today and on another day."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyzer.charts._canvas import figure_of
from analyzer.charts.style import PAPER, house_style
from analyzer.charts.svg import Drawing, draw_svg, write_svg

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_BACKEND = "module://analyzer.charts._pixels"


def save_png(ax: Axes, path: str | Path, *, dpi: int = 180) -> Path:
    """Write the figure of these Axes as a PNG picture, without date or version of any program.

    Parameters
    ----------
    ax : Axes
    path : str or Path
    dpi : int
        Pixels an inch; charts are 7.2 inches wide.

    Returns
    -------
    Path
        Where it was written.
    """
    return draw_png(ax, path, dpi=dpi)()


def draw_png(ax: Axes, path: str | Path, *, dpi: int = 180) -> Callable[[], Path]:
    """Draw a PNG picture as `save_png` does; what is returned packs and writes it, beside other work if need be."""
    target, pack = Path(path), _drawn(ax, dpi)

    def write() -> Path:
        target.write_bytes(pack())
        return target

    return write


def png_bytes(ax: Axes, *, dpi: int = 110) -> bytes:
    """The figure of these Axes as a PNG picture."""
    return _drawn(ax, dpi)()


def _drawn(ax: Axes, dpi: int) -> Callable[[], bytes]:
    pack: Any = []  # matplotlib hands on to the canvas whatever it is asked to write to
    with house_style(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")  # drawn as a box; an SVG keeps the text
        figure_of(ax).savefig(pack, format="pixels", backend=_BACKEND, dpi=dpi, facecolor=PAPER)
    packed: Callable[[], bytes] = pack[0]
    return packed


def save_svg(ax: Axes, path: str | Path, *, title: str = "", description: str = "") -> Path:
    """Write the figure of these Axes as an SVG file of its own.

    Parameters
    ----------
    ax : Axes
    path : str or Path
    title, description : str
        What readers hear who do not see the picture.

    Returns
    -------
    Path
        Where it was written.
    """
    target = Path(path)
    target.write_bytes(svg_bytes(draw_svg(ax), title=title, description=description))
    return target


def svg_bytes(drawing: Drawing, *, title: str = "", description: str = "") -> bytes:
    """A drawing as the content of an SVG file."""
    text = write_svg(drawing, title=title, description=description)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()
