"""A chart as part of a page: one small SVG that takes the page's text colour and links its rows to the evidence.

Text stays text. Nothing in it needs a style of its own (no `style` attribute, no script, nothing loaded), so it passes
a strict content security policy; the page may recolour it through the classes that `css` lists.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from analyzer.charts._canvas import figure_of
from analyzer.charts._lettering import clean
from analyzer.charts._shrink import definitions, gather, shapes, short
from analyzer.charts.style import ROLES, house_style
from analyzer.errors import UsageError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans', sans-serif"


class Place(NamedTuple):
    """Where a row lies, what it says, and what a link goes by."""

    key: str
    says: str
    y: str
    height: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart drawn, to be written as SVG with other links and words as often as needed.

    Attributes
    ----------
    prefix : str
        Starts every id.
    box : str
        The view box.
    marks, ink : tuple of Element
        Shapes that are used by reference, and what is seen.
    rows : tuple of Place
    """

    prefix: str
    box: str
    marks: tuple[ET.Element, ...]
    ink: tuple[ET.Element, ...]
    rows: tuple[Place, ...]


def draw_svg(ax: Axes, *, prefix: str = "chart") -> Drawing:
    """The figure of these Axes, drawn once.

    Parameters
    ----------
    ax : Axes
        As a chart returns it.
    prefix : str
        Starts every id; another one for each SVG of a page.

    Raises
    ------
    UsageError
        When `prefix` is no valid id.
    """
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", prefix):
        raise UsageError(
            f"prefix: {prefix!r} cannot start an id.", fix="Use a letter, then letters, digits, '-' and '_'."
        )
    figure = figure_of(ax)
    drawn = ET.fromstring(_render(figure, prefix))
    ids: dict[str, str] = {}
    marks = tuple(definitions(drawn, prefix, ids))
    return Drawing(prefix, short(drawn.get("viewBox", "")), marks, tuple(gather(shapes(drawn, ids))), _places(figure))


def write_svg(drawing: Drawing, *, title: str, description: str, links: Mapping[str, str] | None = None) -> str:
    """A drawing as an inline SVG element.

    Parameters
    ----------
    drawing : Drawing
    title, description : str
        Name of the picture, and what it shows in a sentence, for readers who do not see it.
    links : mapping, optional
        Where a row leads: keys are items (framing, keyness, topics) or names (all other charts), values are addresses.

    Returns
    -------
    str
        An `<svg>` element as wide as its surroundings; the same for the same input.

    Raises
    ------
    UsageError
        When an address is neither relative nor of http or https.
    """
    links = {key: _safe(address) for key, address in (links or {}).items()}
    prefix = drawing.prefix
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "chart",
            "viewBox": drawing.box,
            "width": "100%",
            "role": "group" if links else "img",
            "aria-labelledby": f"{prefix}-title {prefix}-desc",
            "font-family": FONTS,
            "fill": "currentColor",
            "stroke-linejoin": "round",
        },
    )
    ET.SubElement(root, "title", {"id": f"{prefix}-title"}).text = clean(title, longest=1000)
    ET.SubElement(root, "desc", {"id": f"{prefix}-desc"}).text = clean(description, longest=4000)
    if drawing.marks:
        ET.SubElement(root, "defs").extend(drawing.marks)
    ET.SubElement(root, "g", {"aria-hidden": "true"}).extend(drawing.ink)
    root.extend(_row(place, links.get(place.key)) for place in drawing.rows)
    return ET.tostring(root, encoding="unicode").replace(" />", "/>")


def to_svg(
    ax: Axes, *, title: str, description: str, links: Mapping[str, str] | None = None, prefix: str = "chart"
) -> str:
    """The figure of these Axes as an inline SVG element: `draw_svg` and `write_svg` in one."""
    return write_svg(draw_svg(ax, prefix=prefix), title=title, description=description, links=links)


def css() -> str:
    """Rules by which a page recolours its charts: set `--chart-others` and the like (`style.DARK` for dark mode)."""
    rules = [
        f".chart .{paint}-{role}{{{paint}:var(--chart-{role},{colour})}}"
        for colour, role in ROLES.items()
        for paint in ("fill", "stroke")
    ]
    rows = [
        ".chart .row rect{fill:transparent}",
        ".chart .row:hover rect{fill:currentColor;fill-opacity:.06}",
        ".chart a.row:focus-visible{outline:none}",
        ".chart a.row:focus-visible rect{stroke:currentColor;stroke-width:1.5}",
    ]
    return "\n".join([*rules, *rows])


def _safe(address: str) -> str:
    if urlsplit(address).scheme not in ("", "http", "https"):
        raise UsageError(
            f"links: the address {clean(address)!r} is not allowed.",
            fix="Use an address within the page (#evidence), a relative one, http: or https:.",
        )
    return clean(address, longest=2000)


def _render(figure: Figure, prefix: str) -> bytes:
    import matplotlib

    buffer = BytesIO()
    with house_style(), matplotlib.rc_context({"svg.hashsalt": prefix}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")  # the reader's screen has its own fonts
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None})
    return buffer.getvalue()


def _places(figure: Figure) -> tuple[Place, ...]:
    from analyzer.charts._band import Band

    scale = 72.0 / figure.dpi
    down = figure.get_size_inches()[1] * 72.0
    bands = [band for ax in figure.axes for band in ax.patches if isinstance(band, Band)]
    boxes = [(band, band.get_window_extent()) for band in bands]
    return tuple(
        Place(band.key, band.says, f"{down - box.y1 * scale:.1f}", f"{box.height * scale:.1f}") for band, box in boxes
    )


def _row(place: Place, address: str | None) -> ET.Element:
    """A see-through rectangle over a row, as wide as the picture, so that no gap of the row is dead."""
    if address is None:
        row = ET.Element("g", {"class": "row"})
    else:
        row = ET.Element("a", {"class": "row", "href": address, "aria-label": place.says})
    ET.SubElement(row, "title").text = place.says
    size = {"y": place.y, "height": place.height}
    ET.SubElement(row, "rect", {"width": "100%", "fill": "transparent"} | size)
    return row
