from __future__ import annotations

import re
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path
from statistics import mean

import pytest
from hypothesis import given, settings

import analyzer
from analyzer.errors import MissingPartError, UnreadableError
from analyzer.readers.extras import needed
from analyzer.readers.reading import File, Options, Reading
from tests.fuzzing.mutations import SEEDS, damaged
from tests.readers.making.pages import GERMAN, HARBOUR, PAGES, RUSSIAN, body, linked, newspaper, paragraphs

pytest.importorskip("trafilatura", reason="the extra formats is not installed")

from analyzer.readers.documents.html import read_html


def reading(html: str | bytes, **options: object) -> Reading:
    """What becomes of one page."""
    data = html if isinstance(html, bytes) else html.encode()
    (found,) = read_html(File(data, "page.html", "page"), Options(**options))  # type: ignore[arg-type]
    return found


def page(inside: str, head: str = "", lang: str = "en") -> Reading:
    """An article with this text, on a page with this head."""
    return reading(
        f"<!doctype html><html lang='{lang}'><head>{head}</head><body><article>{inside}</article></body></html>"
    )


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, as the public benchmark of article extraction counts them."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_who_wrote_what_and_when(name: str) -> None:
    """Headline, date, author, outlet, address and language are those that the page carries."""
    wanted, found = PAGES[name](), reading(PAGES[name]().data).article
    assert found is not None
    assert found.title == wanted.title
    assert found.published == wanted.date
    assert (found.author, found.outlet, found.url) == (wanted.author, wanted.outlet, wanted.url)
    assert found.language == wanted.language


def test_the_main_text_is_found() -> None:
    """Shingles of four words: mean precision and recall over all shapes of pages give an F1 of .95 and more."""
    precision, recall = [], []
    for make in PAGES.values():
        wanted, article = make(), reading(make().data).article
        expected, found = shingles(wanted.text), shingles(article.text if article else "")
        shared = (expected & found).total()
        precision.append(shared / found.total())
        recall.append(shared / expected.total())
    p, r = mean(precision), mean(recall)
    assert 2 * p * r / (p + r) >= 0.97
    assert min(precision) > 0.85
    assert min(recall) > 0.85


def test_what_stands_around_the_article_is_left_out() -> None:
    """Menus, banners, captions, boxes with links, comments and the foot of the page are not the article."""
    found = " ".join(reading(make().data).article.text for make in PAGES.values())  # type: ignore[union-attr]
    for words in ("cookies", "Photograph", "herring", "Anna B. wrote", "Terms of use", "gulls", "Facebook", "Sport"):
        assert words not in found, words


def test_a_paragraph_is_a_line() -> None:
    """Paragraphs are parted by a blank line, whatever line breaks their source has."""
    found = page(
        "<p>The council of the\n town voted\n late.</p><p>It was a long evening for everybody who came.</p>"
    ).article
    assert found is not None
    assert found.text == "The council of the town voted late.\n\nIt was a long evening for everybody who came."


def test_soft_hyphens_go_and_joiners_stay() -> None:
    """A soft hyphen is a hint for the layout; the zero-width non-joiner of Persian is part of a word."""
    found = page(f"<p>Har&shy;bour می\u200cشود. {HARBOUR[0]}</p>").article
    assert found is not None
    assert found.text.startswith("Harbour می\u200cشود.")


def test_the_headline_is_not_repeated_in_the_text() -> None:
    """The title is a field; the text begins below it."""
    found = page(f"<h1>Harbour opens</h1>{paragraphs(HARBOUR)}", "<title>Harbour opens</title>").article
    assert found is not None
    assert (found.title, found.text) == ("Harbour opens", body(HARBOUR))


def test_a_cut_headline_is_taken_whole() -> None:
    """Where the data for machines ends in dots, the reader sees the headline whole."""
    data = linked(**{"@type": "NewsArticle", "headline": "Harbour opens to small …"})
    found = page(f"<h1>Harbour opens to small boats</h1>{paragraphs(HARBOUR)}", data).article
    assert found is not None
    assert found.title == "Harbour opens to small boats"


@pytest.mark.parametrize(
    "tab", ["Harbour opens | The Courier", "The Courier: Harbour opens", "Harbour opens - courier.example"]
)
def test_the_outlet_is_no_part_of_the_headline(tab: str) -> None:
    """Tabs of browsers show the outlet behind or before the headline."""
    head = f"<title>{tab}</title><meta property='og:site_name' content='The Courier'>"
    if "example" in tab:
        head = f"<title>{tab}</title><link rel='canonical' href='https://www.courier.example/a'>"
    found = page(paragraphs(HARBOUR), head).article
    assert found is not None
    assert found.title == "Harbour opens"


def test_the_article_of_the_page_is_chosen_among_others() -> None:
    """A page may describe several articles; its own is the one with its address."""
    others = linked(**{"@type": "NewsArticle", "headline": "Another", "url": "https://a.example/2"})
    own = linked(**{"@type": "Article", "headline": "Own", "mainEntityOfPage": "https://www.a.example/1/"})
    found = page(paragraphs(HARBOUR), f"{others}{own}<link rel='canonical' href='https://a.example/1'>").article
    assert found is not None
    assert found.title == "Own"


def test_broken_data_for_machines_costs_nothing_else() -> None:
    """JSON that cannot be parsed is passed over, and the tags count."""
    head = '<script type="application/ld+json">{"headline": </script><meta property="og:title" content="Harbour">'
    found = page(paragraphs(HARBOUR), head).article
    assert found is not None
    assert found.title == "Harbour"


def test_the_last_change_is_a_date_of_last_resort() -> None:
    """Where no date of publication is given, the change counts, with a note."""
    found = page(paragraphs(HARBOUR), "<meta property='article:modified_time' content='2024-09-09T10:00:00Z'>")
    assert found.article is not None
    assert found.article.published == "2024-09-09T10:00:00+00:00"
    assert "date taken from the last change, no other is given" in found.row.notes


def test_a_date_in_a_comment_is_not_the_articles() -> None:
    """Without a date of its own an article has none."""
    found = reading(
        f"<html lang=en><body><article><h1>Vote</h1>{paragraphs(HARBOUR)}</article>"
        "<div class='comments'><time datetime='2024-10-10'>10 October</time><p>Well said.</p></div></body></html>"
    )
    assert found.article is not None
    assert found.article.published == ""


def test_articles_for_subscribers_are_marked() -> None:
    """The page says so itself, or its last line calls for a subscription, which is not left in the text."""
    data = linked(**{"@type": "NewsArticle", "headline": "Vote", "isAccessibleForFree": "False"})
    locked = page(paragraphs(HARBOUR), data)
    assert locked.article is not None
    assert dict(locked.article.extra)["incomplete"] == "the page says that it is for subscribers; its text may be cut"
    calls = page(paragraphs([*HARBOUR[:3], "Subscribe to continue reading this article and many others."]))
    assert calls.article is not None
    assert calls.article.text == body(HARBOUR[:3])
    assert "Subscribe to continue" in dict(calls.article.extra)["incomplete"]
    assert any(note.startswith("not the whole article") for note in calls.row.notes)


def test_the_text_for_machines_is_taken_where_the_page_shows_less() -> None:
    """Some pages show one paragraph and hold the whole text in their data."""
    data = linked(
        **{"@type": "NewsArticle", "headline": "Vote", "isAccessibleForFree": False}, articleBody="\n\n".join(HARBOUR)
    )
    found = page(paragraphs(HARBOUR[:1]), data)
    assert found.article is not None
    assert found.article.text == body(HARBOUR)
    assert "text taken from the page's data for machines (articleBody)" in found.row.notes


def test_a_page_without_a_main_text_is_read_with_a_note() -> None:
    """What little there is, is taken, and the note says how."""
    found = reading("<html><body><div>One line only.</div></body></html>")
    assert found.article is not None
    assert "One line only." in found.article.text


def test_a_page_without_words_is_skipped() -> None:
    """A page that a script would have filled holds nothing."""
    with pytest.raises(UnreadableError, match="without words"):
        reading("<html><body><div id='root'></div><script>render('all the words')</script></body></html>")


@pytest.mark.parametrize(
    ("label", "codec", "used"),
    [
        ("windows-1251", "cp1251", "cp1251"),
        ("iso-8859-1", "cp1252", "cp1252"),
        ("gb2312", "gb18030", "gb18030"),
        ("iso-8859-1", "utf-8", "utf-8"),
        ("utf-8", "cp1252", "cp1252"),
        ("x-unheard-of", "utf-8", "utf-8"),
        ("utf-16", "utf-8", "utf-8"),
    ],
)
def test_a_declared_encoding_is_believed_where_the_bytes_fit(label: str, codec: str, used: str) -> None:
    """UTF-8 without an error is UTF-8; what does not fit is found out."""
    foreign = {"cp1251": " ".join(RUSSIAN), "gb18030": "市议会投票决定开放旧港口"}
    words = foreign.get(codec, f"„Bürger“ für den Hafen. {' '.join(GERMAN)}")
    html = f"<html><head><meta charset='{label}'></head><body><p>{words}</p></body></html>"
    found = reading(html.encode(codec)).article
    assert found is not None
    assert found.encoding == used
    assert words in found.text


def test_the_language_of_a_template_is_not_believed() -> None:
    """Pages in every language are declared as English, because their template is."""
    found = page(paragraphs(GERMAN), lang="en-US")
    assert found.article is not None
    assert found.article.language == "de"
    assert "declared as English, and is not; language detected: de" in found.row.notes


def test_metadata_of_the_user_goes_first() -> None:
    """What metadata.csv says is not overruled by the page."""
    file = File(newspaper().data, "p.html", "p", known={"outlet": "Mine", "date": "2001-02-03"})
    (found,) = read_html(file, Options())
    assert found.article is not None
    assert (found.article.outlet, found.article.published) == ("Mine", "2001-02-03")


def test_a_missing_package_is_named_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says what is needed for what, and how to get it."""
    monkeypatch.setitem(sys.modules, "lxml.html", None)
    with pytest.raises(MissingPartError) as caught:
        needed("lxml.html", what="HTML pages")
    assert "HTML pages" in caught.value.what
    assert 'pip install "media-coverage-analyzer[formats]"' in caught.value.fix


def test_nothing_that_a_page_refers_to_is_loaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No entity, no document type, no picture and no frame leads to a file or to the network."""
    import socket

    def refuse(*_: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words")
    found = reading(
        f'<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY x SYSTEM "file://{secret}">]><html><head>'
        f'<link rel=stylesheet href="http://127.0.0.1:9/a.css"></head><body><iframe src="file://{secret}"></iframe>'
        f"<p>&x; {HARBOUR[0]}</p></body></html>"
    ).article
    assert found is not None
    assert "hidden words" not in found.text


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<html><p " + " ".join(f"a{n}" for n in range(6_000)) + ">x</p>", "attributes"),
        ("<html>" + "<br>" * 400_001, "tags"),
        ("<html><p>" + "x" * 8_000_001, "characters"),
        ("<html>" + "\x00" * 50, "binary"),
    ],
)
def test_pages_that_are_made_to_cost_time_are_refused(html: str, reason: str) -> None:
    """Limits are told with the reason."""
    with pytest.raises(UnreadableError, match=reason):
        reading(html)


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li"])
def test_a_page_may_be_nested_deeply(tag: str) -> None:
    """Neither the parser nor the walk through the tree falls."""
    with suppress(UnreadableError):  # the parser gives up some way down
        assert reading("<html><body>words above" + f"<{tag}>" * 20_000 + "words").article


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_a_damaged_page_never_breaks_its_reader(where: tuple[int, int]) -> None:
    """Read + skipped = given: one row, or one reason."""
    make = list(PAGES.values())[where[0] % len(PAGES)]
    try:
        found = reading(damaged(make().data, *where))
    except UnreadableError:
        return
    assert (found.row.status == "read") == (found.article is not None)


def test_a_folder_of_pages_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    """Pages are told by their content, whatever they are called."""
    for name, make in PAGES.items():
        (tmp_path / f"{name}.{'html' if len(name) % 2 else 'txt'}").write_bytes(make().data)
    corpus = analyzer.read(tmp_path)
    assert len(corpus) == corpus.n_given == len(PAGES)
