from __future__ import annotations

from analyzer.report.grid import Cell, grid


def test_a_long_table_is_cut_and_says_so():
    """200 rows are shown, the rest is named with the file that holds it."""
    made = grid("Rows", ["name"], [[str(at)] for at in range(501)], file="data/x.csv")
    assert len(made.rows) == 200
    assert made.left_off == "The first 200 rows of 501 are shown; all are in data/x.csv."


def test_a_short_table_is_whole():
    """Nothing is said where nothing is left out."""
    made = grid("Rows", ["name", "n"], [["a\x00b", Cell("1")]], numeric=["n"])
    assert made.left_off == ""
    assert made.rows == ((Cell("a\ufffdb"), Cell("1")),)
    assert made.numeric == (False, True)
