from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from analyzer.charts import CHARTS
from analyzer.charts.export import save_png, save_svg
from analyzer.errors import UsageError


def test_png(tables, tmp_path):
    """A PNG picture has the size that is asked for and tells no date and no program."""
    path = save_png(CHARTS["axis"](tables["axis"]), tmp_path / "axis.png", dpi=100)
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20], "big") == 720
    assert b"tEXt" not in data
    assert b"atplotlib" not in data


def test_svg(tables, tmp_path):
    """An SVG file is a document of its own, and tells no date and no program."""
    path = save_svg(CHARTS["axis"](tables["axis"]), str(tmp_path / "axis.svg"), title="Where", description="it stands")
    text = path.read_text("utf-8")
    assert text.startswith('<?xml version="1.0" encoding="utf-8"?>\n<svg')
    assert ET.fromstring(text)[0].text == "Where"
    assert "atplotlib" not in text
    assert "metadata" not in text


def test_no_figure(tables, tmp_path):
    """Axes that were taken out of their figure cannot be saved, and the error says what to do."""
    ax = CHARTS["axis"](tables["axis"])
    ax.remove()
    with pytest.raises(UsageError, match="Draw the chart again"):
        save_png(ax, tmp_path / "none.png")
