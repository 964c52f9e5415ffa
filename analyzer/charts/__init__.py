"""Charts: a table in, Axes out. They compute nothing but where things go, save nothing and change no setting.

One file a chart; its name is the key in `CHARTS`. `svg.to_svg` makes a chart part of a page, `export` makes it a file.
Matplotlib is loaded when the first chart is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from analyzer.charts import (
    axis,
    contrasts,
    framing,
    framing_by_speaker,
    keyness,
    nearest,
    outlets,
    sensitivity,
    shifts,
    similarity,
    sourcing,
    tone,
    topics,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CHARTS: Mapping[str, Callable[..., Axes]] = MappingProxyType(
    {
        "axis": axis.axis,
        "framing": framing.framing,
        "contrasts": contrasts.contrasts,
        "outlets": outlets.outlets,
        "tone": tone.tone,
        "keyness": keyness.keyness,
        "topics": topics.topics,
        "similarity": similarity.similarity,
        "nearest": nearest.nearest,
        "shifts": shifts.shifts,
        "sensitivity": sensitivity.sensitivity,
        "sourcing": sourcing.sourcing,
        "framing_by_speaker": framing_by_speaker.framing_by_speaker,
    }
)

__all__ = ["CHARTS"]
