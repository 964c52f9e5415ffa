"""Tables hold Python's own strings, whatever else is installed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd

import analyzer
from tests.helpers import articles


def test_half_a_character_goes_all_the_way(tmp_path: Path) -> None:
    """A lone surrogate in names and titles, which a broken export leaves: compared, saved and loaded all the same."""
    given = [replace(a, outlet=f"{a.outlet}\ud800", title=f"{a.title}\udc00 \ud800") for a in articles()]
    made = analyzer.compare(given[0], given[1:])
    made.save(tmp_path / "report")
    assert "Title 0" in analyzer.load(tmp_path / "report").to_html()


def test_no_table_holds_arrow_strings() -> None:
    """With pyarrow installed or without it, columns of text are of the same kind."""
    given = articles()
    made = analyzer.compare(given[0], given[1:])
    kinds = {str(getattr(t[c].array.dtype, "storage", "")) for t in made.tables.values() for c in t.columns}
    assert "pyarrow" not in kinds
    assert pd.get_option("mode.string_storage") == "auto"
