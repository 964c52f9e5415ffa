from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from analyzer.charts import CHARTS
from analyzer.charts.style import DARK, FOCAL
from analyzer.charts.svg import css, to_svg
from analyzer.errors import UsageError

SPACE = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def ax(tables):
    return CHARTS["framing"](tables["framing"], labels={"law": "Law & <order>"})


def test_scales(ax):
    """The picture has a view box and the full width, and no size of its own."""
    root = ET.fromstring(to_svg(ax, title="t", description="d"))
    assert root.get("width") == "100%"
    assert root.get("height") is None
    assert [float(number) for number in root.get("viewBox").split()][:3] == [0, 0, 518.4]


def test_text_is_text(ax):
    """Words stay words, in a stack of fonts that every system has one of."""
    root = ET.fromstring(to_svg(ax, title="t", description="d"))
    words = [element.text for element in root.iter(f"{SPACE}text")]
    assert "Law & <order>" in words
    assert root.get("font-family").endswith("sans-serif")


def test_colours_can_change(ax):
    """Text takes the colour of the page; marks have classes that the rules of `css` speak of."""
    page = to_svg(ax, title="t", description="d")
    root = ET.fromstring(page)
    assert root.get("fill") == "currentColor"
    used = set(re.findall(r"(?:fill|stroke)-[a-z]+", " ".join(re.findall(r'class="([^"]*)"', page))))
    assert {"fill-focal", "stroke-focal", "fill-others", "stroke-others"} <= used
    assert all(f".chart .{name}{{" in css() for name in used)
    assert f"var(--chart-focal,{FOCAL})" in css()
    assert all(f"--chart-{role}" in css() for role in DARK)


def test_rows_lie_over_their_marks(ax):
    """The rectangle of a link covers the row's label and point, over the whole width."""
    root = ET.fromstring(to_svg(ax, title="t", description="d", links={"trade": "#evidence-trade"}))
    (link,) = root.findall(f"{SPACE}a")
    assert link.get("href") == "#evidence-trade"
    assert link.get("aria-label") == "trade: article 60 (50 to 70), others 30 (25 to 35)"
    rect = link.find(f"{SPACE}rect")
    top, height = float(rect.get("y")), float(rect.get("height"))
    label = next(element for element in root.iter(f"{SPACE}text") if element.text == "trade")
    assert top < float(label.get("y")) < top + height
    assert rect.get("fill") == "transparent"
    assert root[-1].tag in (f"{SPACE}a", f"{SPACE}g")


def test_rows_without_links(ax):
    """Rows without an address tell their numbers when pointed at; the picture is then an image."""
    root = ET.fromstring(to_svg(ax, title="t", description="d"))
    assert root.get("role") == "img"
    assert not root.findall(f"{SPACE}a")
    rows = [group for group in root.findall(f"{SPACE}g") if group.get("class") == "row"]
    assert len(rows) == 3
    assert all(row.find(f"{SPACE}title").text for row in rows)


def test_order_of_links(ax):
    """Links follow each other as the rows do, so the keyboard goes from the top down."""
    root = ET.fromstring(to_svg(ax, title="t", description="d", links=dict.fromkeys(("law", "trade", "past"), "#x")))
    tops = [float(link.find(f"{SPACE}rect").get("y")) for link in root.findall(f"{SPACE}a")]
    assert tops == sorted(tops)
    assert len(tops) == 3


def test_several_on_a_page(ax):
    """Ids begin with the prefix, so several pictures share a page; every reference finds its id."""
    ids = []
    for prefix in ("first", "second"):
        root = ET.fromstring(to_svg(ax, title="t", description="d", prefix=prefix))
        own = [element.get("id") for element in root.iter() if element.get("id")]
        assert all(name.startswith(f"{prefix}-") for name in own)
        uses = {element.get("href")[1:] for element in root.iter(f"{SPACE}use")}
        assert uses
        assert uses <= set(own)
        assert set(root.get("aria-labelledby").split()) <= set(own)
        ids += own
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("prefix", ["", "1st", "a b", 'x"onload="', "é"])
def test_bad_prefix(ax, prefix):
    """A prefix that cannot start an id is refused."""
    with pytest.raises(UsageError, match="prefix"):
        to_svg(ax, title="t", description="d", prefix=prefix)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " JavaScript:alert(1)", "java\nscript:alert(1)", "data:text/html,x"]
)
def test_bad_address(ax, address):
    """An address that runs something is refused."""
    with pytest.raises(UsageError, match="not allowed"):
        to_svg(ax, title="t", description="d", links={"law": address})


@pytest.mark.parametrize(
    "address", ["#evidence", "evidence/law.html#s1", "https://example.org/a?b=1&c=2", "http://example.org"]
)
def test_good_address(ax, address):
    """Addresses within the page, relative ones and those of the web are kept as they are."""
    root = ET.fromstring(to_svg(ax, title="t", description="d", links={"law": address}))
    assert root.find(f"{SPACE}a").get("href") == address


def test_names_are_escaped(ax):
    """Title and description may hold anything."""
    page = to_svg(ax, title="<b>&\x00", description="]]><script>x</script>")
    root = ET.fromstring(page)
    assert root.find(f"{SPACE}title").text == "<b>&\ufffd"
    assert "<script>" not in page


def test_strangers_axes():
    """Axes that no chart drew become an SVG as well, with their formulas, clips and dashes."""
    from matplotlib.figure import Figure

    own = Figure().add_subplot()
    own.plot([1, 2, 3], [1, 3, 2], "--", marker="o")
    own.set_xlim(1.5, 2.5)
    own.set_title(r"$\alpha$")
    own.legend(["x"])
    root = ET.fromstring(to_svg(own, title="t", description="d"))
    assert [element.get("id") for element in root.iter(f"{SPACE}clipPath")]
    assert any(element.get("stroke-dasharray") for element in root.iter())
