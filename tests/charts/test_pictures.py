"""Pictures and labels: what a chart looks like as pixels, and how its text finds its place."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.image import imread

from analyzer.charts import CHARTS
from analyzer.charts._canvas import write
from analyzer.charts.export import png_bytes, svg_bytes
from analyzer.charts.svg import draw_svg, write_svg


def _ax():
    return Figure(figsize=(3, 1), dpi=100).add_axes((0, 0, 1, 1), frameon=False, xticks=[], yticks=[])


def _ink(ax, dpi=100):
    """Rows and columns of the pixels that are not white."""
    pixels = imread(BytesIO(png_bytes(ax, dpi=dpi)))
    return np.nonzero((pixels[..., :3] < 0.9).any(axis=2))


def test_a_picture_is_sound():
    """Size, resolution and checksums are those that the format asks for, and nothing tells a date or a program."""
    data = png_bytes(_ax(), dpi=200)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    kinds, at = [], 8
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        assert struct.unpack(">I", data[at + 8 + size : at + 12 + size]) == (zlib.crc32(kind + body),)
        kinds.append(kind)
        at += 12 + size
    assert kinds == [b"IHDR", b"pHYs", b"IDAT", b"IEND"]
    assert struct.unpack(">II", data[16:24]) == (600, 200)


@pytest.mark.parametrize(("ha", "edge"), [("left", min), ("right", max)])
def test_lines_end_where_they_should(ha, edge):
    """The ink of a label begins, or ends, within two pixels of the place that it hangs on, so columns are straight."""
    for text in ("Kettle Lake Register", "0", "Новости", "n = 1,234"):
        ax = _ax()
        write(ax, text, (0.5, 0.5), by=(20.0, 0.0), ha=ha)
        assert edge(_ink(ax, dpi=144)[1]) == pytest.approx(0.5 * 432 + 20 * 2, abs=3)


def test_a_label_stands_in_the_middle_of_its_place():
    """Centred, it has as much ink on either side; turned by a right angle, it is as tall as it was wide."""
    level, upright = _ax(), _ax()
    write(level, "HHHHHH", (0.5, 0.5), ha="center")
    write(upright, "HHHHHH", (0.5, 0.1), rotation=90.0)
    rows, columns = _ink(level)
    assert (min(columns) + max(columns)) / 2 == pytest.approx(150, abs=2)
    assert (min(rows) + max(rows)) / 2 == pytest.approx(48.5, abs=2)  # capitals reach over the middle of the line
    assert np.ptp(_ink(upright)[0]) == pytest.approx(np.ptp(columns), abs=2)


def test_a_label_knows_its_extent():
    """What matplotlib says of its extent is where the ink is: charts of users may lay out around it."""
    ax = _ax()
    write(ax, "HHHHHH", (0.5, 0.5), by=(-10.0, 4.0), ha="right")
    (label,) = ax.texts
    box = label.get_window_extent()
    assert box.x1 == pytest.approx(0.5 * 300 - 10 * 100 / 72, abs=1)
    assert max(_ink(ax)[1]) == pytest.approx(box.x1, abs=3)


def test_a_label_can_be_changed():
    """Hidden it leaves no ink; half see-through it is paler, as any text of matplotlib is."""
    ax = _ax()
    write(ax, "HHHHHH", (0.5, 0.5))
    ax.texts[0].set_alpha(0.2)
    assert imread(BytesIO(png_bytes(ax)))[..., :3].min() > 0.7
    ax.texts[0].set_visible(False)
    assert len(_ink(ax)[0]) == 0


def test_one_drawing_for_several_svg(tables):
    """A drawing is written with links for a page and without for a file; what is seen is the same."""
    drawing = draw_svg(CHARTS["framing"](tables["framing"]), prefix="one")
    page = write_svg(drawing, title="t", description="d", links={"law": "#x"})
    file = svg_bytes(drawing, title="t", description="d").decode()
    assert 'href="#x"' in page
    assert "<a " not in file
    both = (page, file)
    seen = [text.partition('<g aria-hidden="true">')[2].partition("<title>")[0].rpartition("<")[0] for text in both]
    assert seen[0] == seen[1] != ""
    assert write_svg(drawing, title="t", description="d", links={"law": "#x"}) == page
