"""PDF files, written with reportlab."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pytest

Placed = tuple[float, float, str]


def pdf(pages: Sequence[Sequence[Placed | str]], *, size: float = 11, font: str = "Helvetica", password: str = "",
        **told: str) -> bytes:  # fmt: skip
    """Pages of lines: each at its place (from the left, from the bottom), or below the one before it."""
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer, encrypt=password or None, invariant=1)
    page.setTitle(told.get("title", ""))
    page.setAuthor(told.get("author", ""))
    for lines in pages:
        page.setFont(_font(font), size)
        down = 780.0
        for line in lines:
            left, down, text = (50.0, down - 14, line) if isinstance(line, str) else line
            page.drawString(left, down, text)
        page.showPage()
    page.save()
    return buffer.getvalue()


def _font(name: str) -> str:
    """A font that comes with reportlab or, for other scripts than Latin, with matplotlib."""
    if name == "DejaVuSans":
        import matplotlib
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

        path = Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSans.ttf"
        pdfmetrics.registerFont(TTFont(name, str(path)))
    return name


def scan(n_pages: int = 2) -> bytes:
    """Pages that are pictures."""
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer, invariant=1)
    for _ in range(n_pages):
        page.rect(50, 50, 400, 700, fill=1)
        page.showPage()
    page.save()
    return buffer.getvalue()
