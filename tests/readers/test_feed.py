from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

import analyzer
from analyzer.errors import UnreadableError
from analyzer.readers.formats import format_of
from analyzer.readers.reading import File, Options, Reading
from tests.fuzzing.mutations import SEEDS, damaged
from tests.readers.making.pages import FRENCH, HARBOUR, RIVER, RUSSIAN, body, paragraphs

pytest.importorskip("lxml", reason="the extra formats is not installed")

from analyzer.readers.containers.feed import read_feed

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Harbour Courier &amp; Co</title><language>en-us</language>
<link>https://c.example</link><image><title>The logo</title><url>https://c.example/l.png</url></image>
<item><title>Old harbour&nbsp;opens</title><link>https://c.example/1</link>
<pubDate>Tue, 03 Sep 2024 19:15:00 GMT</pubDate>
<dc:creator><![CDATA[Ada Writer]]></dc:creator><media:title>A boat</media:title><description><![CDATA[<p>Short.</p>]]>
</description><content:encoded><![CDATA[{paragraphs(HARBOUR)}<figure><figcaption>A boat</figcaption></figure>]]>
</content:encoded></item>
<item><title>River</title><guid>https://c.example/2</guid><description>{RIVER[0]} Read more</description>
<author>ben@c.example (Ben Reporter)</author></item>
<item><title>Nothing to read here</title></item>
<item><description>{body(RIVER * 2)}</description></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Le Courrier</title><link href="https://c.example"/>
<entry><title type="html">Le &lt;b&gt;vieux&lt;/b&gt; port</title><link rel="edit" href="https://c.example/edit"/>
<link href="https://c.example/1"/><id>tag:1</id><author><name>Zoé Plume</name></author>
<updated>2024-09-05T10:00:00Z</updated><published>2024-09-04T10:00:00Z</published><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml">{paragraphs(FRENCH)}</div></content></entry></feed>"""
RDF = f"""<?xml version="1.0" encoding="windows-1251"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Вестник</title></channel>
<item rdf:about="x"><title>Гавань</title><link>https://v.example/1</link><dc:date>2024-09-03</dc:date>
<description>{" ".join(RUSSIAN)}</description></item></rdf:RDF>""".encode("cp1251")


def readings(data: str | bytes) -> list[Reading]:
    given = data if isinstance(data, bytes) else data.encode()
    return list(read_feed(File(given, "feed.xml", "feed"), Options()))


def test_an_item_is_an_article() -> None:
    """Title, link, date, author and the full text; the outlet is the title of the feed."""
    article = readings(RSS)[0].article
    assert article is not None
    assert (article.title, article.outlet, article.author) == (
        "Old harbour opens",
        "Harbour Courier & Co",
        "Ada Writer",
    )
    assert (article.published, article.language) == ("2024-09-03T19:15:00+00:00", "en")
    assert article.url == "https://c.example/1"
    assert article.text == body(HARBOUR)
    assert article.extra == ()


def test_a_summary_is_marked_as_incomplete() -> None:
    """Where a feed holds no full text, what it holds is read and marked."""
    found = readings(RSS)[1]
    assert found.article is not None
    assert found.article.extra == (("incomplete", "the feed holds a summary only"),)
    assert found.article.author == "Ben Reporter"
    assert found.article.url == "https://c.example/2"
    assert "not the whole article: the feed holds a summary only" in found.row.notes


def test_a_long_description_is_the_article() -> None:
    """Many feeds have their full text there."""
    article = readings(RSS)[3].article
    assert article is not None
    assert article.extra == ()


def test_read_and_skipped_are_the_items() -> None:
    """An item without words is skipped, kept as it stood, and counted."""
    found = readings(RSS)
    assert [reading.row.status for reading in found] == ["read", "read", "skipped", "read", "opened"]
    assert found[-1].row.notes == ("3 read, 1 skipped",)
    assert "Nothing to read here" in found[2].rejected


def test_atom_is_read() -> None:
    """XHTML within, the link to the page and not to its editor, the day of publication and not of the change."""
    article = readings(ATOM)[0].article
    assert article is not None
    assert (article.title, article.author, article.outlet) == ("Le vieux port", "Zoé Plume", "Le Courrier")
    assert (article.published, article.url, article.language) == (
        "2024-09-04T10:00:00+00:00",
        "https://c.example/1",
        "fr",
    )
    assert article.text == body(FRENCH)


def test_rss_1_is_read_in_its_own_encoding() -> None:
    """Items stand beside the channel there; the encoding is the declared one."""
    article = readings(RDF)[0].article
    assert article is not None
    assert (article.title, article.outlet, article.published) == ("Гавань", "Вестник", "2024-09-03")
    assert article.encoding == "cp1251"


@pytest.mark.parametrize("data", [RSS.encode(), ATOM.encode(), RDF])
def test_a_feed_is_told_by_its_content(data: bytes) -> None:
    """Whatever it is called; other XML is none."""
    assert format_of("download.xml", data, given=False)[0] == "feed"
    with pytest.raises(UnreadableError):
        format_of("a.xml", b"<?xml version='1.0'?><catalogue><item/></catalogue>", given=False)


def test_entities_of_its_own_are_refused() -> None:
    """A billion laughs and files of the machine are not let in."""
    bomb = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + RSS.partition("?>")[2]
    with pytest.raises(UnreadableError, match="entities"):
        readings(bomb)


@pytest.mark.parametrize("data", ["<rss><channel></channel></rss>", "<rss", "", "\x00\x00<rss>"])
def test_what_is_no_feed_is_refused(data: str) -> None:
    """With the reason."""
    with pytest.raises(UnreadableError):
        readings(data)


def test_a_feed_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    """What stands before the break is not lost."""
    assert readings(RSS[: RSS.index("<item><title>River")])[0].article is not None


@settings(max_examples=100, deadline=None)
@given(SEEDS)
def test_a_damaged_feed_never_breaks_its_reader(where: tuple[int, int]) -> None:
    """Read + skipped = given, as the last row says."""
    try:
        found = readings(damaged((RSS.encode(), ATOM.encode(), RDF)[where[0] % 3], *where))
    except UnreadableError:
        return
    counts = [sum(reading.row.status == status for reading in found) for status in ("read", "skipped")]
    assert found[-1].row.notes[0] == f"{counts[0]} read, {counts[1]} skipped"


def test_a_feed_is_read_by_the_worker(tmp_path: Path) -> None:
    """From the file to the corpus."""
    (tmp_path / "latest.rss").write_text(RSS, "utf-8")
    corpus = analyzer.read(tmp_path)
    assert [article.id for article in corpus] == ["latest-item1", "latest-item2", "latest-item4"]
    assert json.dumps([row.reason for row in corpus.skipped]) == '["no words in the text"]'
