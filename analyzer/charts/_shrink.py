"""What matplotlib writes as SVG, made small: flat, without styles of its own, with the classes of the house.

Neighbours that look the same say so once, coordinates have one decimal, black becomes the colour of the text around.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from xml.etree import ElementTree as ET

from analyzer.charts.style import INK, ON_DARK, ON_LIGHT, RAMP, ROLES

_CLASSES = {
    **{colour.lower(): role for colour, role in ROLES.items()},
    **{colour.lower(): f"heat-{step}" for step, colour in enumerate(RAMP)},
    ON_LIGHT.lower(): "on-light",
    ON_DARK.lower(): "on-dark",
}
_NUMBER = re.compile(r"-?\d+\.\d+")
_COMMAND = re.compile(r"([MLQCZz])([^MLQCZz]*)")
_PLACE = ("x", "y", "transform", "d", "href")  # what differs between shapes that are otherwise the same


def definitions(drawn: ET.Element, prefix: str, ids: dict[str, str]) -> ET.Element:
    """Shapes that are used by reference, each once; `ids` learns how they are called now."""
    found = ET.Element("defs")
    known: dict[str, str] = {}
    for group in drawn.iter():
        if _tag(group) != "defs":
            continue
        for shape in group:
            old = shape.get("id", "")
            if _tag(shape) == "path" and shape.get("d"):
                outline = _outline(shape.get("d", ""), digits=2)  # small, so every hair counts
                if outline not in known:
                    known[outline] = f"{prefix}-{len(found)}"
                    ET.SubElement(found, "path", {"id": known[outline], "d": outline})
                ids[old] = known[outline]
            elif _tag(shape) == "clipPath":
                ids[old] = f"{prefix}-{len(found)}"
                copy = ET.SubElement(found, "clipPath", {"id": ids[old]})
                copy.extend(ET.Element(_tag(child), _attributes(child, ids)) for child in shape)
    return found


def shapes(element: ET.Element, ids: Mapping[str, str]) -> Iterator[ET.Element]:
    """The visible shapes in drawing order, out of the groups in which matplotlib packs them."""
    for child in element:
        tag = _tag(child)
        if tag in ("metadata", "defs", "style"):
            continue
        attributes = _attributes(child, ids)
        if tag == "g":
            inner = list(shapes(child, ids))
            if attributes and inner:
                group = ET.Element("g", attributes)
                group.extend(inner)
                yield group
            else:
                yield from inner
        elif not (attributes.get("fill") == "none" and "stroke" not in attributes):
            shape = ET.Element(tag, attributes)
            shape.text = child.text if tag == "text" else None
            shape.extend(shapes(child, ids))
            yield shape


def _attributes(element: ET.Element, ids: Mapping[str, str]) -> dict[str, str]:
    out: dict[str, str] = {}
    classes: list[str] = []
    for full_name, value in element.attrib.items():
        name = full_name.rpartition("}")[2]
        if name == "style":
            for key, setting in _settings(value):
                role = _CLASSES.get(setting.lower()) if key in ("fill", "stroke") else None
                classes += [f"{key}-{role}"] * bool(role)
                out[key] = "currentColor" if setting == INK and key in ("fill", "stroke") else setting
        elif name == "href":
            out["href"] = "#" + ids.get(value[1:], value[1:])
        elif name == "clip-path":
            old = value.removeprefix("url(#").removesuffix(")")
            out["clip-path"] = f"url(#{ids.get(old, old)})"
        elif name == "transform":
            if not value.startswith("rotate(-0 "):
                out["transform"] = short(value)
        elif name == "d":
            out["d"] = _outline(value)
        elif name not in ("id", "type"):
            out[name] = short(value)
    return out | ({"class": " ".join(classes)} if classes else {})


def _settings(style: str) -> Iterator[tuple[str, str]]:
    for part in style.split(";"):
        key, _, value = part.partition(":")
        if key.strip() and key.strip() != "font-family":
            yield key.strip(), value.strip()


def gather(found: Iterable[ET.Element]) -> Iterator[ET.Element]:
    """Neighbours that look the same say so once: strokes become one path, texts and marks a group."""
    for (tag, look), run in groupby(found, key=_look):
        alike = list(run)
        if tag == "path" and dict(look).get("fill") == "none":
            yield ET.Element("path", {"d": "".join(shape.get("d", "") for shape in alike)} | dict(look))
        elif tag in ("text", "use") and len(alike) > 1:
            for shape in alike:
                for name, _ in look:
                    del shape.attrib[name]
            group = ET.Element("g", dict(look))
            group.extend(_lines(alike) if tag == "text" else alike)
            yield group
        else:
            yield from alike


def _lines(texts: Iterable[ET.Element]) -> Iterator[ET.Element]:
    """Texts on one line share their height: a heat table has hundreds of them."""
    for height, run in groupby(texts, key=lambda text: "" if "transform" in text.attrib else text.get("y", "")):
        alike = list(run)
        if not height or len(alike) < 3:
            yield from alike
            continue
        line = ET.Element("g", {"transform": f"translate(0 {height})"})
        for text in alike:
            del text.attrib["y"]
            line.append(text)
        yield line


def _look(shape: ET.Element) -> tuple[str, tuple[tuple[str, str], ...]]:
    return shape.tag, tuple((name, value) for name, value in shape.attrib.items() if name not in _PLACE)


def _tag(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def short(text: str, *, digits: int = 1) -> str:
    """Numbers with few decimals; a tenth of a point is less than a pixel."""
    return _NUMBER.sub(lambda found: f"{float(found[0]):.{digits}f}".rstrip("0").rstrip(".") or "0", text)


def _outline(path: str, *, digits: int = 1) -> str:
    """A path with level and upright lines written as such, which is half as long for bars and cells."""
    out: list[str] = []
    last = ("", "")
    for command, numbers in _COMMAND.findall(short(path, digits=digits)):
        ends = numbers.split()
        here = (ends[-2], ends[-1]) if len(ends) > 1 else last
        if command == "L" and here[1] == last[1]:
            out.append(f"H{here[0]}")
        elif command == "L" and here[0] == last[0]:
            out.append(f"V{here[1]}")
        else:
            out.append(command + " ".join(ends))
        last = here
    return "".join(out)
