"""A chart as part of a page: one small SVG that takes the page's text colour and links its rows to the evidence.

Text stays text. Nothing in it needs a style of its own (no `style` attribute, no script, nothing loaded), so it passes
a strict content security policy; the page may recolour it through the classes that `css` lists.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from analyzer.charts._lettering import clean
from analyzer.charts.style import INK, ON_DARK, ON_LIGHT, RAMP, ROLES, house_style
from analyzer.errors import UsageError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans', sans-serif"
_CLASSES = {
    **{colour.lower(): role for colour, role in ROLES.items()},
    **{colour.lower(): f"heat-{step}" for step, colour in enumerate(RAMP)},
    ON_LIGHT.lower(): "on-light",
    ON_DARK.lower(): "on-dark",
}
_NUMBER = re.compile(r"-?\d+\.\d+")
_PLACE = ("x", "y", "transform", "d", "href")  # what differs between shapes that are otherwise the same


def to_svg(
    ax: Axes, *, title: str, description: str, links: Mapping[str, str] | None = None, prefix: str = "chart"
) -> str:
    """The figure of these Axes as an inline SVG element.

    Parameters
    ----------
    ax : Axes
        As a chart returns it.
    title, description : str
        Name of the picture, and what it shows in a sentence, for readers who do not see it.
    links : mapping, optional
        Where a row leads: keys are items (framing, keyness, topics) or names (all other charts), values are addresses.
    prefix : str
        Starts every id; another one for each SVG of a page.

    Returns
    -------
    str
        An `<svg>` element as wide as its surroundings; the same for the same input.

    Raises
    ------
    UsageError
        When `prefix` is no valid id, or when an address is neither relative nor of http or https.
    """
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", prefix):
        raise UsageError(
            f"prefix: {prefix!r} cannot start an id.", fix="Use a letter, then letters, digits, '-' and '_'."
        )
    links = {key: _safe(address) for key, address in (links or {}).items()}
    figure = ax.get_figure(root=True)
    drawn = ET.fromstring(_render(figure, prefix))
    ids: dict[str, str] = {}
    marks = _definitions(drawn, prefix, ids)
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "chart",
            "viewBox": _short(drawn.get("viewBox", "")),
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
    if len(marks):
        root.append(marks)
    ET.SubElement(root, "g", {"aria-hidden": "true"}).extend(_gather(_shapes(drawn, ids)))
    root.extend(_rows(figure, links))
    return ET.tostring(root, encoding="unicode")


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


def _definitions(drawn: ET.Element, prefix: str, ids: dict[str, str]) -> ET.Element:
    """Shapes that are used by reference, each once; `ids` learns how they are called now."""
    definitions = ET.Element("defs")
    known: dict[str, str] = {}
    for group in drawn.iter():
        if _tag(group) != "defs":
            continue
        for shape in group:
            old = shape.get("id", "")
            if _tag(shape) == "path" and shape.get("d"):
                outline = _short(shape.get("d", ""))
                if outline not in known:
                    known[outline] = f"{prefix}-{len(definitions)}"
                    ET.SubElement(definitions, "path", {"id": known[outline], "d": outline})
                ids[old] = known[outline]
            elif _tag(shape) == "clipPath":
                ids[old] = f"{prefix}-{len(definitions)}"
                copy = ET.SubElement(definitions, "clipPath", {"id": ids[old]})
                copy.extend(ET.Element(_tag(child), _attributes(child, ids)) for child in shape)
    return definitions


def _shapes(element: ET.Element, ids: Mapping[str, str]) -> Iterator[ET.Element]:
    """The visible shapes in drawing order, out of the groups in which matplotlib packs them."""
    for child in element:
        tag = _tag(child)
        if tag in ("metadata", "defs", "style"):
            continue
        attributes = _attributes(child, ids)
        if tag == "g":
            inner = list(_shapes(child, ids))
            if attributes and inner:
                group = ET.Element("g", attributes)
                group.extend(inner)
                yield group
            else:
                yield from inner
        elif not (attributes.get("fill") == "none" and "stroke" not in attributes):
            shape = ET.Element(tag, attributes)
            shape.text = child.text if tag == "text" else None
            shape.extend(_shapes(child, ids))
            yield shape


def _attributes(element: ET.Element, ids: Mapping[str, str]) -> dict[str, str]:
    out: dict[str, str] = {}
    classes: list[str] = []
    for name, value in element.attrib.items():
        plain_name = name.rpartition("}")[2]
        if plain_name == "style":
            for key, setting in _settings(value):
                role = _CLASSES.get(setting.lower()) if key in ("fill", "stroke") else None
                classes += [f"{key}-{role}"] * bool(role)
                out[key] = "currentColor" if setting == INK and key in ("fill", "stroke") else setting
        elif plain_name == "href":
            out["href"] = "#" + ids.get(value[1:], value[1:])
        elif plain_name == "clip-path":
            old = value.removeprefix("url(#").removesuffix(")")
            out["clip-path"] = f"url(#{ids.get(old, old)})"
        elif plain_name == "transform":
            if not value.startswith("rotate(-0 "):
                out["transform"] = _short(value)
        elif plain_name not in ("id", "type"):
            out[plain_name] = _short(value)
    return out | ({"class": " ".join(classes)} if classes else {})


def _settings(style: str) -> Iterator[tuple[str, str]]:
    for part in style.split(";"):
        key, _, value = part.partition(":")
        if key.strip() and key.strip() != "font-family":
            yield key.strip(), value.strip()


def _gather(shapes: Iterable[ET.Element]) -> Iterator[ET.Element]:
    """Neighbours that look the same say so once: strokes become one path, texts and marks a group."""
    for (tag, look), run in groupby(shapes, key=_look):
        alike = list(run)
        if tag == "path" and dict(look).get("fill") == "none":
            yield ET.Element("path", {"d": "".join(shape.get("d", "") for shape in alike)} | dict(look))
        elif tag in ("text", "use") and len(alike) > 1:
            group = ET.Element("g", dict(look))
            for shape in alike:
                for name, _ in look:
                    del shape.attrib[name]
                group.append(shape)
            yield group
        else:
            yield from alike


def _look(shape: ET.Element) -> tuple[str, tuple[tuple[str, str], ...]]:
    return shape.tag, tuple((name, value) for name, value in shape.attrib.items() if name not in _PLACE)


def _rows(figure: Figure, links: Mapping[str, str]) -> Iterator[ET.Element]:
    """A see-through rectangle over each row, as wide as the picture, so that no gap of the row is dead."""
    from analyzer.charts._band import Band

    scale = 72.0 / figure.dpi
    across, down = (inches * 72.0 for inches in figure.get_size_inches())
    for band in figure.findobj(Band):
        box = band.get_window_extent()
        if band.key in links:
            row = ET.Element("a", {"class": "row", "href": links[band.key], "aria-label": band.says})
        else:
            row = ET.Element("g", {"class": "row"})
        ET.SubElement(row, "title").text = band.says
        place = {"x": 0.0, "y": down - box.y1 * scale, "width": across, "height": box.height * scale}
        ET.SubElement(row, "rect", {name: f"{at:.1f}" for name, at in place.items()} | {"fill": "transparent"})
        yield row


def _tag(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _short(text: str) -> str:
    """Numbers with two decimals and nothing between that need not be there."""
    rounded = _NUMBER.sub(lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), text)
    return re.sub(r" ?([MLQCzZ]) ?", r"\1", " ".join(rounded.split()))
