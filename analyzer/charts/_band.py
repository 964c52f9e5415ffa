"""The invisible band over a row. Loads matplotlib, so it is imported only where a chart is drawn."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle


class Band(Rectangle):
    """Over a row, from one side of the Axes to the other.

    Attributes
    ----------
    key : str
        What a link to the evidence goes by.
    says : str
        The row as a sentence.
    """

    def __init__(self, ax: Axes, y: float, *, key: str, says: str) -> None:
        super().__init__((0, y - 0.5), 1, 1, transform=ax.get_yaxis_transform(), facecolor="none", edgecolor="none")
        self.key, self.says = key, says
        self.set_clip_on(False)
