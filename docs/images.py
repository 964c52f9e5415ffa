"""The pictures of the README, made from the shipped texts: ``python docs/images.py`` (the page needs a Chromium)."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import analyzer
from analyzer.charts.export import save_png

IMAGES = Path(__file__).parent / "images"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SIZE = (1200, 1410)  # pixels: the head of the page and its findings


def charts(cmp: analyzer.Comparison) -> None:
    """Framing and axis, as `cmp.plot` draws them."""
    save_png(cmp.plot.framing(), IMAGES / "framing.png", dpi=130)
    save_png(cmp.plot.axis(), IMAGES / "axis.png", dpi=130)


def report(cmp: analyzer.Comparison) -> None:
    """The first screen of the report."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        sys.exit(f"images/report.png is left as it was: none of {', '.join(BROWSERS)} is installed.")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "report.html")
        cmp.to_html(page)
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        size = f"--window-size={SIZE[0]},{SIZE[1]}"
        target = f"--screenshot={IMAGES / 'report.png'}"
        subprocess.run([browser, *options, size, target, page.as_uri()], check=True, capture_output=True)


if __name__ == "__main__":
    IMAGES.mkdir(exist_ok=True)
    comparison = analyzer.compare()
    charts(comparison)
    report(comparison)
