"""One line of text at a place of an Axes and so many points off it. Loads matplotlib, so it is imported only to draw.

A chart is mostly text. Its lines are never wrapped, cut off or read as formulas, and their height is that of the font,
so that a label finds its place without the layout that matplotlib makes for any text.
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, isfinite, radians, sin
from typing import Any

from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.transforms import ScaledTranslation, Transform

from analyzer.charts._lettering import width

_ASCENT, _DESCENT = 0.76, 0.24  # of DejaVu Sans, in font sizes
_LIFT = {"baseline": 0.0, "bottom": _DESCENT, "center": (_DESCENT - _ASCENT) / 2, "top": -_ASCENT}
_BACK = {"left": 0.0, "center": 0.5, "right": 1.0}


class Label(Text):
    """A line of text.

    Attributes
    ----------
    by : (float, float)
        How many points it stands off its place.
    """

    def __init__(
        self,
        text: str,
        at: tuple[float, float],
        by: tuple[float, float],
        *,
        transform: Transform,
        size: float,
        bold: bool,
        **look: Any,
    ) -> None:
        super().__init__(*at, text, fontproperties=_font(size, bold), parse_math=False, **look)
        self.by = by
        self.set_transform(transform)

    def set_clip_path(self, path: Any, transform: Transform | None = None) -> None:
        """Nothing: a label is never cut off."""

    def get_transform(self) -> Transform:
        """From the place to the canvas, the points off it included."""
        place = super().get_transform()
        figure = self.get_figure(root=True)
        if figure is None or self.by == (0.0, 0.0):
            return place
        return place + ScaledTranslation(self.by[0] / 72, self.by[1] / 72, figure.dpi_scale_trans)

    def draw(self, renderer: RendererBase) -> None:
        """Draw the line; a place that is no number has none."""
        if not self.get_visible() or not self.get_text():
            return
        x, y = self.start(
            renderer, width(self.get_text(), float(self.get_fontsize()), bold=self.get_fontweight() == "bold")
        )
        if not (isfinite(x) and isfinite(y)):
            return
        gc = renderer.new_gc()
        gc.set_foreground(to_rgba(self.get_color()), isRGBA=True)
        if (alpha := self.get_alpha()) is not None:
            gc.set_alpha(alpha)
        renderer.open_group("text", self.get_gid())
        renderer.draw_text(gc, x, y, self.get_text(), self.get_fontproperties(), self.get_rotation(), mtext=self)
        renderer.close_group("text")
        gc.restore()
        self.stale = False

    def start(self, renderer: RendererBase, length: float) -> tuple[float, float]:
        """Where a line of so many points begins on the canvas."""
        across, up = super().get_transform().transform(self.get_position())
        point, turned = float(renderer.points_to_pixels(1.0)), radians(self.get_rotation())  # type: ignore[arg-type]
        back = length * _BACK[self.get_horizontalalignment()]
        lift = float(self.get_fontsize()) * _LIFT[self.get_verticalalignment()]
        x = across + point * (self.by[0] - back * cos(turned) - lift * sin(turned))
        y = up + point * (self.by[1] - back * sin(turned) + lift * cos(turned))
        return x, renderer.get_canvas_width_height()[1] - y if renderer.flipy() else y


@lru_cache(maxsize=64)
def _font(size: float, bold: bool) -> FontProperties:
    return FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")
