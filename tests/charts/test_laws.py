"""What holds for every chart."""

from __future__ import annotations

import math
import subprocess
import sys
import xml.etree.ElementTree as ET

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analyzer.charts import CHARTS
from analyzer.charts.export import save_png, save_svg
from analyzer.charts.svg import to_svg
from analyzer.errors import UsageError
from analyzer.strings import plain_strings
from tests.charts.conftest import make_way

VOICE = {
    "keyness": "all",
    "topics": "all",
    "similarity": "all",
    "nearest": "all",
    "sourcing": "attributed",
    "framing_by_speaker": "attributed",
}
HOSTILE = [
    "$\\alpha$ \\frac{1}{0}$", "<script>alert(1)</script>&amp;", "evil\u202egnp.exe", "a\x00b\x1bc\ud800", "W" * 3000,
    "Новости Улан-Батора", "新华社乌兰巴托分社", "وكالة أنباء", "z" + "\u0301" * 500, "", "   ",
    "]]>", "line\nbreak\u2028",
    "=cmd|' /C calc'!A0", "\U0001f600 Daily", "$", "_x", "%s {}",
]  # fmt: skip
ONE_SIDED = ("keyness", "shifts", "contrasts")  # charts of differences: one row an item
each_chart = pytest.mark.parametrize("chart", CHARTS)


def _voice(chart):
    return VOICE.get(chart, "narrator")


@pd.option_context("mode.string_storage", "python")  # Arrow refuses half a character, a table may hold one
def _wide(chart, names, row):
    """A table with a row for each name, whatever the chart takes for its rows."""
    voice = _voice(chart)
    rows = []
    if chart == "sensitivity":
        return pd.DataFrame([make_way("law", f"{name}=x", 0.9 - at / len(names)) for at, name in enumerate(names)])
    for at, name in enumerate(names):
        value = 0.9 - 0.8 * at / len(names)
        ends = (value - 0.05, value + 0.05)
        if chart == "framing_by_speaker":
            rows.append(row("focal", "a0", "law", value, *ends, voice=voice, category=name))
        elif chart in ("framing", "topics", "sourcing", *ONE_SIDED):
            value, ends = (-value if chart in ONE_SIDED and at % 2 else value), ()
            rows.append(row("focal", "a0", name, value, *ends, voice=voice, terms=name))
            if chart not in ONE_SIDED:
                rows.append(row("others", "others", name, 0.3, 0.2, 0.4, voice=voice, terms=name))
        elif chart in ("similarity", "nearest"):
            rows.append(row("article", name, "a0", value, *ends, voice=voice))
        else:
            rows.append(row("outlet", name, "law", value, *ends, voice=voice, zero_share=0.5))
    if chart in ("similarity", "nearest"):
        rows.append(row("others", "others", "a0", 0.5, voice=voice))
    return pd.DataFrame(rows)


def _of_another_kind(chart, table):
    """Rows that the chart has no place for."""
    if chart == "sensitivity":
        return table.assign(kind="outlet")
    return table[table["voice"] == _voice(chart)].assign(voice="reporting")


def _words(ax):
    return " ".join(text.get_text() for text in (*ax.texts, ax.title))


@each_chart
def test_returns_axes(chart, tables):
    """A chart is one Axes in a figure of its own, as wide as all others, with a title that matplotlib knows."""
    ax = CHARTS[chart](tables[chart])
    assert isinstance(ax, Axes)
    assert isinstance(ax.figure, Figure)
    assert ax.figure.axes == [ax]
    assert ax.figure.get_size_inches()[0] == pytest.approx(7.2)
    assert ax.get_title()


@each_chart
def test_draws_into_axes(chart, tables):
    """Given an Axes, a chart draws there and makes no figure."""
    figure = Figure()
    ax = figure.add_subplot()
    size = tuple(figure.get_size_inches())
    assert CHARTS[chart](tables[chart], ax=ax) is ax
    assert figure.axes == [ax]
    assert tuple(figure.get_size_inches()) == size


@each_chart
def test_title(chart, tables):
    """The caller's title is printed as it is, dollar signs and all."""
    ax = CHARTS[chart](tables[chart], title="Costs $5 or $6 more")
    assert ax.get_title() == "Costs $5 or $6 more"
    assert not ax.title.get_parse_math()


@each_chart
def test_never_judges(chart, tables):
    """No chart calls anything biased, true or false."""
    words = _words(CHARTS[chart](tables[chart])).lower()
    assert not any(word in words for word in ("bias", "true", "false", "objective"))


@each_chart
def test_leaves_table_alone(chart, tables):
    """A chart changes nothing in its table."""
    before = tables[chart].copy(deep=True)
    CHARTS[chart](tables[chart])
    pd.testing.assert_frame_equal(tables[chart], before)


@each_chart
def test_leaves_settings_alone(chart, tables, tmp_path):
    """Drawing and saving change no setting of matplotlib, and open nothing in pyplot."""
    with mpl.rc_context({"font.size": 31.0, "axes.facecolor": "red", "svg.fonttype": "path"}):
        before = dict(mpl.rcParams)
        ax = CHARTS[chart](tables[chart])
        save_png(ax, tmp_path / "a.png")
        save_svg(ax, tmp_path / "a.svg")
        assert dict(mpl.rcParams) == before
    pyplot = sys.modules.get("matplotlib.pyplot")
    assert pyplot is None or not pyplot.get_fignums()


@each_chart
def test_same_bytes(chart, tables, tmp_path):
    """The same table gives the same bytes, whatever the settings of the user."""
    for name, settings in (("a", {}), ("b", {"font.size": 31.0, "axes.grid": True, "lines.linewidth": 9.0})):
        with mpl.rc_context(settings):
            ax = CHARTS[chart](tables[chart])
            save_png(ax, tmp_path / f"{name}.png")
            save_svg(ax, tmp_path / f"{name}.svg", title="t", description="d")
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


@each_chart
@pytest.mark.parametrize("kind", ["nothing", "no rows", "another voice"])
def test_empty(chart, kind, tables):
    """Without rows to draw a chart says so, and draws nothing."""
    table = {
        "nothing": pd.DataFrame(),
        "no rows": tables[chart].iloc[:0],
        "another voice": _of_another_kind(chart, tables[chart]),
    }[kind]
    ax = CHARTS[chart](table)
    assert "Nothing to show" in _words(ax)
    assert not ax.lines
    assert not ax.collections
    ET.fromstring(to_svg(ax, title="t", description="d"))


@each_chart
def test_all_missing(chart, tables):
    """Where no row has a value, the reason that the table gives is printed."""
    table = tables[chart].assign(value=math.nan, low=math.nan, high=math.nan, reason="too few sentences")
    assert "too few sentences" in _words(CHARTS[chart](table))


@each_chart
def test_infinite_values(chart, tables):
    """A value that is not a finite number counts as missing."""
    table = tables[chart].assign(value=math.inf, reason="not a number")
    assert "not a number" in _words(CHARTS[chart](table))


@each_chart
def test_missing_column(chart, tables):
    """A table that lacks a common column is refused by name, not by a KeyError."""
    needed = "same_sign" if chart == "sensitivity" else "n_units"
    with pytest.raises(UsageError, match=needed):
        CHARTS[chart](tables[chart].drop(columns=needed))


@each_chart
def test_unknown_voice(chart, tables):
    """A voice (or measure) that does not exist is refused, and every one that does is named."""
    option = {"tone": {"voices": ("loud",)}, "sensitivity": {"measure": "loud"}}.get(chart, {"voice": "loud"})
    spoken = "attributed, quoted, paraphrased"
    named = {"sensitivity": "framing", "sourcing": spoken, "framing_by_speaker": spoken}
    with pytest.raises(UsageError, match=named.get(chart, r"narrator, quoted, paraphrased, all")):
        CHARTS[chart](tables[chart], **option)


@each_chart
def test_one_row(chart, row, tmp_path):
    """One row is enough."""
    ax = CHARTS[chart](_wide(chart, ["lonely"], row))
    assert "lonely" in _words(ax)
    save_png(ax, tmp_path / "one.png", dpi=50)


@each_chart
def test_hundred_rows(chart, row):
    """Of a hundred rows the page holds some forty, and says how many are left out."""
    ax = CHARTS[chart](_wide(chart, [f"row {at:03d}" for at in range(100)], row))
    shown = {text.get_text() for text in ax.texts if text.get_text().startswith("row ")}
    assert 25 <= len(shown) <= 42
    if chart != "keyness":  # has its fixed number of terms, which the caption tells
        assert f"… {100 - len(shown)} more in the table" in _words(ax)
    assert ax.figure.get_size_inches()[1] < 16
    assert len(to_svg(ax, title="t", description="d")) < 40_000


@each_chart
@plain_strings
def test_hostile_names(chart, row, tmp_path):
    """Names of strangers are text: no formula, no tag, no control character, and no exception."""
    ax = CHARTS[chart](_wide(chart, HOSTILE, row))
    save_png(ax, tmp_path / "hostile.png", dpi=50)
    for text in (*ax.texts, ax.title):
        assert not text.get_parse_math()
        assert not set(text.get_text()) & set("\x00\x1b\u202e\u2028\ud800")
        assert len(text.get_text()) < 200
    links = dict.fromkeys(HOSTILE, "#evidence")
    page = to_svg(ax, title=HOSTILE[1], description=HOSTILE[3], links=links)
    assert "<script" not in page
    assert all(element.tag.rpartition("}")[2] != "script" for element in ET.fromstring(page).iter())
    assert "新华社" in page or chart == "outlets"
    page.encode("utf-8")


@each_chart
def test_svg(chart, tables):
    """An SVG is well formed, small, has a name and a description, and links each row that has an address."""
    table = tables[chart]
    keys = {*table["item"], *table.get("name", ()), *table.get("category", ()), "scope=key", "ambiguous=one"}
    ax = CHARTS[chart](table)
    page = to_svg(ax, title="The title", description="What it shows", links={key: f"#to-{key}" for key in keys})
    root = ET.fromstring(page)
    space = "{http://www.w3.org/2000/svg}"
    assert len(page) < 40_000
    assert (root.find(f"{space}title").text, root.find(f"{space}desc").text) == ("The title", "What it shows")
    assert root.get("role") == "group"
    rows = root.findall(f"{space}a")
    assert rows
    for link in rows:
        assert link.get("href").startswith("#to-")
        assert link.get("aria-label")
        (rect,) = link.findall(f"{space}rect")
        assert rect.get("width") == "100%"
        assert float(rect.get("height")) > 8
    assert not any("style" in element.attrib for element in root.iter())


@each_chart
def test_only_house_colours(chart, tables):
    """Every colour of an SVG has a class by which a page can change it, but for the colour of the text around."""
    root = ET.fromstring(to_svg(CHARTS[chart](tables[chart]), title="t", description="d"))
    for element in root.iter():
        for paint in ("fill", "stroke"):
            if element.get(paint, "none") not in ("none", "currentColor", "transparent"):
                assert f"{paint}-" in element.get("class", ""), element.attrib


@each_chart
def test_words_stay_on_the_sheet(chart, tables):
    """Nothing that is written leaves the sheet, and no two words lie upon each other."""
    ax = CHARTS[chart](tables[chart])
    figure = ax.figure
    figure.draw_without_rendering()
    sheet = figure.bbox
    boxes = [
        (text.get_text(), text.get_window_extent())
        for text in (*ax.texts, ax.title, *ax.get_xticklabels())
        if text.get_text() and not text.get_rotation()
    ]
    for words, box in boxes:
        assert box.x0 >= sheet.x0 - 1, words
        assert box.x1 <= sheet.x1 + 1, words
        assert box.y0 >= sheet.y0 - 1, words
        assert box.y1 <= sheet.y1 + 1, words
    for at, (words, box) in enumerate(boxes):
        inner = box.shrunk(0.8, 0.6).translated(0.1 * box.width, 0.2 * box.height)
        for other_words, other in boxes[at + 1 :]:
            assert not inner.overlaps(other.shrunk(0.8, 0.6).translated(0.1 * other.width, 0.2 * other.height)), (
                words,
                other_words,
            )


def test_names():
    """Every chart goes by the name of its function."""
    assert {name: chart.__name__ for name, chart in CHARTS.items()} == {name: name for name in CHARTS}
    assert list(CHARTS)[:8] == ["axis", "framing", "contrasts", "outlets", "tone", "keyness", "topics", "similarity"]


def test_import_is_cheap():
    """Importing the charts loads neither matplotlib nor pandas nor numpy."""
    code = "import sys, analyzer.charts, analyzer.charts.svg, analyzer.charts.export; print(sorted(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = run.stdout
    assert "'analyzer.charts.svg'" in loaded
    assert not any(f"'{package}'" in loaded for package in ("matplotlib", "pandas", "numpy"))


def test_no_pyplot():
    """Drawing every chart never loads pyplot, whose figures stay open until somebody closes them."""
    code = (
        "import sys, pandas as pd; from analyzer.charts import CHARTS\n"
        "for chart in CHARTS.values(): chart(pd.DataFrame())\n"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
