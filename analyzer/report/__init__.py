"""The report: one page that needs nothing else, and a small card for notebooks.

Both only show what a `Comparison` holds; nothing is computed here. What each section shows is plain data (`sections`),
how it looks is in ``templates/``.
"""

from __future__ import annotations

from analyzer.comparison import Comparison

__all__ = ["render_card", "render_html"]


def render_html(comparison: Comparison) -> str:
    """The report as a self-contained HTML page.

    It loads nothing, reads without a script, and shows text of articles as text whatever it holds. The same comparison
    gives the same bytes.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    str
        A whole HTML document.
    """
    from analyzer.report.page import make_page

    return make_page(comparison).html


def render_card(comparison: Comparison) -> str:
    """A short HTML fragment for notebooks: what was compared, findings, warnings; it needs no style of its own.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    str
        A ``<div>``.
    """
    from analyzer.report.page import render_small

    return render_small(comparison)
