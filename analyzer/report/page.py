"""The page put together: sections through templates, and a policy that lets nothing else run or load."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from analyzer import __version__
from analyzer.charts.svg import css
from analyzer.comparison import Comparison
from analyzer.report.figure import Figure, figures_in
from analyzer.report.formats import clean, line
from analyzer.report.names import Names, make_names
from analyzer.report.overview import head
from analyzer.report.sections import CONTENTS, make_sections

_ON_CARD = 3


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Templates with every value escaped."""
    made = Environment(
        loader=PackageLoader("analyzer.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"clean": clean, "line": line}
    return made


class Page(NamedTuple):
    """The whole page, and the figures on it."""

    html: str
    figures: tuple[Figure, ...]


def make_page(comparison: Comparison) -> Page:
    """The whole page with its figures, so that nobody has to draw them again."""
    names = make_names(comparison)
    sections = make_sections(comparison, names)
    return Page(_render(comparison, names, sections), tuple(figures_in(tuple(sections.values()))))


def _render(comparison: Comparison, names: Names, sections: Mapping[str, Any]) -> str:
    style, script = f"{asset('style.css')}\n{css()}", asset("script.js")
    return (
        environment()
        .get_template("page.html.j2")
        .render(
            head=head(comparison),
            contents=CONTENTS,
            sections=sections,
            frames=names.frames,
            short=names.short,
            numbers={key: number for number, key in enumerate(names.frames)},
            kept=comparison.settings.keep_text,
            tables=sorted({*comparison.tables, "ledger"}),
            version=__version__,
            style=Markup(style),  # ours, not an article's
            script=Markup(script),
            policy=policy(style, script),
        )
    )


def asset(name: str) -> str:
    """A file of ours that becomes part of the page; neither comments nor indentation are sent along."""
    source = (files("analyzer.report") / "templates" / name).read_text("utf-8")
    return "\n".join(text for text in map(str.strip, source.splitlines()) if text and not text.startswith("// "))


def policy(style: str, script: str) -> str:
    """Nothing may load; only this style and this script may run, whatever a text holds."""
    allowed = f"style-src {_hash(style)}; script-src {_hash(script)}"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def render_small(comparison: Comparison) -> str:
    """The card: three findings and all warnings; the rest is on the page."""
    findings = [line(finding.text) for finding in comparison.findings]
    return (
        environment()
        .get_template("card.html.j2")
        .render(head=head(comparison), findings=findings[:_ON_CARD], more=len(findings[_ON_CARD:]))
    )
