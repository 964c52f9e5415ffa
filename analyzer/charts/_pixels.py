"""Charts as pictures: what matplotlib loads as a backend of its own name, so it is imported only where one is made.

Matplotlib sets letter by letter. Here a line of text is set at once, and once for all charts: most of what a chart is
made of are lines, and the same ones stand in many.
"""

# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from functools import lru_cache, partial
from math import ceil, cos, radians, sin
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg, get_hinting_flag
from matplotlib.font_manager import findfont, get_font

from analyzer.charts._label import Label

if TYPE_CHECKING:
    from matplotlib.backend_bases import GraphicsContextBase
    from matplotlib.font_manager import FontProperties

_EFFORT = 3  # of the compression: more takes longer and saves a few in a hundred


class _Line(NamedTuple):
    """A line of text as pixels: its length, what lies left of, above and below them, and the pixels."""

    length: float
    left: float
    up: float
    below: float
    ink: Any


class _Pixels(RendererAgg):
    def draw_text(
        self, gc: GraphicsContextBase, x: float, y: float, s: str, prop: FontProperties, angle: float,
        ismath: Any = False, mtext: Any = None,
    ) -> None:  # fmt: skip
        """Draw a line of text that begins at this place, measured from the upper left corner."""
        if ismath:
            super().draw_text(gc, x, y, s, prop, angle, ismath=ismath, mtext=mtext)
            return
        line = _set(s, findfont(prop), prop.get_size_in_points(), self.dpi)
        if isinstance(mtext, Label):
            x, y = mtext.start(self, line.length)
        turned = radians(angle)
        at = round(x + line.left + line.below * sin(turned)), round(y + line.up + line.below * cos(turned)) + 1
        self._renderer.draw_text_image(line.ink, *at, angle, gc)


@lru_cache(maxsize=2048)
def _set(text: str, file: str, size: float, dpi: float) -> _Line:
    font = get_font(file)
    font.clear()
    font.set_size(size, dpi)
    font.set_text(text, flags=get_hinting_flag())
    font.draw_glyphs_to_bitmap()
    left, up = font.get_bitmap_offset()
    length = font.get_width_height()[0] / 64 * 72 / dpi
    return _Line(length, left / 64, up / 64, ceil(font.get_descent() / 64), font.get_image().copy())


class FigureCanvas(FigureCanvasAgg):
    """What `Figure.savefig` finds under the name of this module."""

    def get_renderer(self) -> RendererAgg:
        """Pixels for the figure in its present size."""
        return _Pixels(*self.get_width_height(physical=True), self.figure.dpi)

    def print_pixels(self, pack: list[Callable[[], bytes]], **_: Any) -> None:
        """Draw the figure, and add to the list what makes a PNG of it: no transparency, date or version of a program.

        The drawing needs matplotlib, which is for one thread alone; the packing needs nothing but the pixels.
        """
        self.draw()
        pack.append(partial(_png, np.array(self.buffer_rgba()), self.figure.dpi))


def _png(pixels: np.ndarray[Any, Any], dpi: float) -> bytes:
    """Rows as they are: to guess each from the one above takes longer than to compress it, and saves nothing here."""
    height, width, _ = pixels.shape
    rows = np.zeros((height, 1 + 3 * width), np.uint8)  # each begins with a 0: no guess
    for colour in range(3):  # and no transparency
        rows[:, 1 + colour :: 3] = pixels[..., colour]
    metre = round(dpi / 0.0254)
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"pHYs", struct.pack(">IIB", metre, metre, 1)),
        (b"IDAT", zlib.compress(rows.data, _EFFORT)),
        (b"IEND", b""),
    )
    parts = [
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
