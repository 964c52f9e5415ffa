"""Exports of databases: every article comes back with what was said of it, and the counts of the export are checked."""

from pathlib import Path

import pytest

from analyzer.corpus import Corpus
from analyzer.readers import read_corpus
from analyzer.readers.exports.factiva_text import factiva, is_factiva
from analyzer.readers.exports.nexis_uni import is_nexis_uni, nexis_uni
from analyzer.readers.exports.parts import length_note
from analyzer.readers.formats import format_of, reader_of, stem_of
from analyzer.readers.reading import File, Options, Reading
from tests.readers.making import exports
from tests.readers.making.exports import N_WORDS, STORIES, Story

FILE = File(b"", "export.docx", "export")
DATES = ["2024-09-03", "2024-09-04", "2024-09-05"]


def read(content: str | bytes, name: str = "export.txt") -> Corpus:
    """What the reader makes of a file whose format is told by its content; without the process that it works in."""
    data = content.encode() if isinstance(content, str) else content
    kind, _ = format_of(name, data, given=True)
    found = list(reader_of(kind)(File(data, name, stem_of(name)), Options()))
    return Corpus(tuple(r.article for r in found if r.article), tuple(r.row for r in found))


def nexis(lines: list[str]) -> list[Reading]:
    return list(nexis_uni(lines, FILE, Options()))


def assert_same(corpus: Corpus, stories: tuple[Story, ...] = STORIES, *, dates: bool = True) -> None:
    """Title, outlet, author and text of every story, in their order."""
    assert [article.title for article in corpus] == [story.title for story in stories]
    assert [article.outlet for article in corpus] == [story.outlet for story in stories]
    assert [article.text for article in corpus] == [story.text for story in stories]
    assert [article.author for article in corpus][:2] == [story.author for story in stories][:2]
    if dates:
        assert [article.published[:10] for article in corpus] == [f"2024-09-0{k + 1}" for k in range(len(stories))]


def notes(corpus: Corpus) -> list[str]:
    return [note for row in corpus.ledger if row.status == "read" for note in row.notes]


def test_nexis_uni_keeps_the_first_article_and_leaves_the_cover() -> None:
    """Behind a cover page, every article is read whole, with what its labels say."""
    *found, row = nexis(exports.nexis_lines())
    articles = [reading.article for reading in found]
    assert [(a.title, a.outlet, a.text) for a in articles if a] == [(s.title, s.outlet, s.text) for s in STORIES]
    assert [a.published for a in articles if a] == DATES
    assert [a.author for a in articles if a] == ["Ann Writer", "Bo Reporter", ""]
    told = dict(articles[0].extra) if articles[0] else {}
    assert told["section"] == "NEWS; Pg. 3"
    assert (told["dateline"], told["graphic"], told["load-date"]) == ("BAYTOWN", "A boat.", "September 6, 2024")
    assert row.row.notes == ("3 announced", "3 read, 0 skipped")


def test_nexis_uni_without_a_list_on_the_cover_finds_the_first_title() -> None:
    """The last date above the labels is that of the article; the cover has one of its own."""
    lines = [line for line in exports.nexis_lines() if not line.startswith(("1. ", "2. ", "3. "))]
    assert [r.article.title for r in nexis(lines) if r.article] == [story.title for story in STORIES]


def test_nexis_uni_says_what_is_missing() -> None:
    """Articles that the cover announces and the file does not hold are rows that were skipped."""
    found = nexis(exports.nexis_lines(announced=5))
    assert [r.row.status for r in found] == ["read"] * 3 + ["skipped"] * 2 + ["opened"]
    assert found[-1].row.notes[-1] == "2 missing"


def test_nexis_uni_that_breaks_off_keeps_the_last_article() -> None:
    """An article without its last line is read, and it is said."""
    lines = exports.nexis_lines()
    cut = lines[: len(lines) - lines[::-1].index("End of Document") - 1]
    (*_, last, _) = nexis(cut)
    assert last.article is not None
    assert "the export ends before the end of this article" in last.row.notes


def test_nexis_uni_with_line_breaks_in_a_paragraph_is_read() -> None:
    """A word processor may hold several lines in one paragraph, and a byline the highlight."""
    byline = "Byline:\u00a0Ann Writer Highlight: A town waits."
    lines = ["Rain\nHarbour Courier\nMay 3, 2024", f"Length:\u00a02 words\n{byline}", "Body", "It rained."]
    first = nexis([*lines, "Load-Date: May 4, 2024\nEnd of Document"])[0]
    assert first.article is not None
    assert (first.article.title, first.article.author, first.article.text) == ("Rain", "Ann Writer", "It rained.")
    assert ("highlight", "A town waits.") in first.article.extra


def test_nexis_uni_without_a_date_is_read() -> None:
    """The line of the outlet is not taken for a title, and the missing date is a note."""
    lines = [line for line in exports.nexis_lines(cover=False) if not line.startswith("September")]
    first = nexis(lines)[0]
    assert first.article is not None
    assert (first.article.title, first.article.outlet, first.article.published) == (*STORIES[0][:2], "")
    assert "no date found in the export" in first.row.notes


def test_nexis_uni_is_told_from_other_documents() -> None:
    """A document that speaks of its end is no export."""
    assert is_nexis_uni(exports.nexis_lines())
    assert not is_nexis_uni(["Minutes", "They met.", "End of document"])


def test_nexis_uni_as_plain_text_is_known_by_its_content() -> None:
    """Saved as plain text under any name, it is read as an export."""
    assert_same(read("\n".join(exports.nexis_lines()), "notes.md"), dates=False)


def test_a_length_that_differs_is_a_note() -> None:
    """The number of words that an export states is compared with the words that were read, within 15 %."""
    assert length_note("1,000 words", "", "word " * 860) == ""
    assert length_note("1,000 words", "", "word " * 840) == "the export says 1000 words, the text has 840"
    assert length_note("Länge: 10 Wörter", "One two", "word " * 8) == ""
    assert length_note("520 字", "", "x") == ""
    assert length_note("words", "", "") == ""


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_lexisnexis_comes_back_whole(language: str) -> None:
    """In each language of the interface every article is found, the first included, and its lines are joined."""
    corpus = read(exports.lexisnexis(language))
    assert [article.title for article in corpus] == [story.title for story in STORIES]
    assert [article.outlet for article in corpus] == [story.outlet for story in STORIES]
    assert [article.text for article in corpus] == [story.text for story in STORIES]
    assert [article.published for article in corpus] == ["2024-09-01", "2024-09-02", "2024-09-03"]
    assert [article.language for article in corpus] == [language] * 3
    assert corpus.articles[0].author == "Ann Writer"
    assert dict(corpus.articles[0].extra)["edition"] == "Edition 1; Final"
    assert corpus.ledger[-1].notes == ("3 announced", "3 read, 0 skipped")
    assert not [note for note in notes(corpus) if "words" in note]


def test_lexisnexis_without_its_first_mark_keeps_the_first_article() -> None:
    """An article above the first mark is known by its labels, and a mere cover is none."""
    text = exports.lexisnexis().replace("1 of 3 DOCUMENTS", "", 1)
    assert len(read(text)) == 3


OLD = """
                               1 of 1 DOCUMENT

                  Copyright 1999 The Makers Company
                         The Harbour Times

              September 3, 1999, Friday, Late Edition - Final

SECTION: Section A; Page 1; Column 1; Foreign Desk

LENGTH: 10 words

HEADLINE: Boats, and a Wall,
Come to the Harbour

BYLINE:  By ANN WRITER

DATELINE: BAYTOWN, Sept. 2

BODY:
   The wall was finished on Thursday, and
boats came in.

GRAPHIC: Photo: A boat (pg. A1); Chart: "SECTION" of a wall

LOAD-DATE: September 3, 1999
"""


def test_lexisnexis_of_the_nineties_is_read() -> None:
    """The headline has a label, the text one too, and the rights stand above the outlet."""
    (article,) = read(OLD)
    assert (article.title, article.author) == ("Boats, and a Wall, Come to the Harbour", "ANN WRITER")
    assert (article.outlet, article.published) == ("The Harbour Times", "1999-09-03")
    assert article.text == "The wall was finished on Thursday, and boats came in."
    assert ("dateline", "BAYTOWN, Sept. 2") in article.extra


def test_lexisnexis_counts_what_was_announced() -> None:
    """What "n of N" promises is in the ledger, also where two exports were joined."""
    short = read(exports.lexisnexis(announced=4))
    assert (len(short), len(short.skipped), short.n_given) == (3, 1, 4)
    double = read(exports.lexisnexis() + exports.lexisnexis())
    assert (len(double), double.ledger[-1].notes[0]) == (6, "6 announced")


def test_lexisnexis_without_text_is_rejected_with_its_block() -> None:
    """An article without words is skipped, and what stood there is kept."""
    from analyzer.readers.exports.lexisnexis import read_lexisnexis

    empty = (
        "   1 of 1 DOCUMENTS\n\n  Harbour Courier\n\n  May 3, 2024\n\nRain\n\nLENGTH: 0 words\n\nLANGUAGE: ENGLISH\n"
    )
    reading, _ = read_lexisnexis(File(empty.encode(), "a.txt", "a"), Options())
    assert reading.row.reason == "no words in the text"
    assert "LENGTH: 0 words" in reading.rejected


@pytest.mark.parametrize("language", ["en", "de", "fr"])
@pytest.mark.parametrize("coded", [True, False], ids=["codes", "display"])
def test_factiva_pages_come_back_whole(language: str, coded: bool) -> None:
    """Saved pages with the codes of the indexing and without them, whatever language they are marked with."""
    pytest.importorskip("lxml")
    corpus = read(exports.factiva_html(language, coded=coded), "page.htm")
    assert [article.text for article in corpus] == [story.text for story in STORIES]
    assert [article.title for article in corpus] == [story.title for story in STORIES]
    assert [article.outlet for article in corpus] == [story.outlet for story in STORIES]
    assert [article.published for article in corpus] == ["2024-09-01", "2024-09-02", "2024-09-03"]
    assert [article.author for article in corpus][:2] == ["Ann Writer", "Bo Reporter"]
    assert {article.language for article in corpus} == {language}
    assert corpus.articles[0].id == "HARCO000020240901ek93000" + "11"


def test_a_factiva_page_without_articles_is_refused_with_what_to_do() -> None:
    """A changed layout is never read as one long text."""
    pytest.importorskip("lxml")
    from analyzer.errors import UnreadableError
    from analyzer.readers.exports.factiva_html import read_factiva_html

    with pytest.raises(UnreadableError, match=r"Full Article/Report plus Indexing"):
        list(read_factiva_html(File(b"<html><body><p>Nothing.", "a.html", "a"), Options()))


def test_factiva_lines_come_back_whole() -> None:
    """RTF or text with a code in each line; what stands behind the last article is none."""
    lines = exports.factiva_lines()
    assert is_factiva(lines)
    assert_same(read("\n".join(lines)), dates=False)
    assert len([r for r in factiva(lines, FILE, Options()) if r.article]) == 3


def test_factiva_codes_in_a_column_of_their_own_are_understood() -> None:
    """A table that became text has the value behind the code."""
    lines = [
        "HD\tRain",
        "SN\tHarbour Courier",
        "PD\t3 September 2024",
        "TD\tIt rained.",
        "and rained.",
        "AN\tDocument X1",
    ]
    reading, _ = factiva(lines, FILE, Options())
    assert reading.article is not None
    assert (reading.article.title, reading.article.text) == ("Rain", "It rained.\n\nand rained.")


def test_factiva_xml_comes_back_whole() -> None:
    """Headline, lead and tail paragraphs, date and source of every article."""
    pytest.importorskip("lxml")
    corpus = read(exports.factiva_xml(), "export.xml")
    assert_same(corpus, dates=False)
    assert [article.published for article in corpus] == ["2024-09-01", "2024-09-02", "2024-09-03"]
    assert not [note for note in notes(corpus) if "words" in note]


def test_xml_of_a_corpus_is_read_by_its_attributes() -> None:
    """Articles with attributes and paragraphs, as research corpora give them."""
    pytest.importorskip("lxml")
    text = (
        '<?xml version="1.0"?><articles><article id="0000001" published-at="2017-09-10" title="Rain">'
        '<p>It <a href="x">rained</a>.</p><p>Twice.</p></article>'
        '<article id="0000002" title="Sun"><p/></article></articles>'
    )
    corpus = read(text, "articles.xml")
    (article,) = corpus
    assert (article.id, article.title, article.published) == ("0000001", "Rain", "2017-09-10")
    assert article.text == "It rained.\n\nTwice."
    assert (len(corpus.skipped), corpus.skipped[0].item) == (1, "0000002")


def test_broken_xml_loses_only_what_is_broken() -> None:
    """What stands before the break is read, and the break is a skipped row with its line."""
    pytest.importorskip("lxml")
    text = exports.factiva_xml()
    corpus = read(text[: text.index("</article>", text.index("Ministers")) - 400], "export.xml")
    assert corpus.articles[0].text == STORIES[0].text
    assert any("broken XML in line" in note for row in corpus.skipped for note in row.notes)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_proquest_comes_back_whole(language: str) -> None:
    """Names of fields are understood in four languages, and the imprint is no article."""
    corpus = read(exports.proquest(language))
    assert_same(corpus, dates=False)
    assert [article.published for article in corpus] == ["2024-09-01", "2024-09-02", "2024-09-03"]
    assert [article.id for article in corpus] == ["1001", "1002", "1003"]
    assert [article.language for article in corpus] == [language] * 3
    assert corpus.ledger[-1].notes == ("3 read, 0 skipped",)


def test_numbered_proquest_articles_are_counted() -> None:
    """Where the export numbers its articles, what is missing is known."""
    pages = exports.proquest().split("_" * 60)
    text = "".join(f"Document {k} of 5\n{page}" for k, page in enumerate(pages[1:4], start=1))
    corpus = read(text)
    assert_same(corpus, dates=False)
    assert corpus.ledger[-1].notes == ("5 announced", "3 read, 2 skipped", "2 missing")


def test_a_name_in_the_middle_of_a_proquest_text_is_text() -> None:
    """Only a name behind a blank line ends the text."""
    text = f"{'_' * 60}\n\nTitle: Rain\n\nFull text: It rained.\nLocation: the square.\n\nSubject: Rain\n{'_' * 60}\n"
    (article,) = read(text)
    assert article.text == "It rained.\nLocation: the square."


def test_a_proquest_record_without_full_text_is_its_abstract() -> None:
    """An abstract stands in for the text, and it is marked."""
    text = f"{'_' * 60}\n\nTitle: Rain\n\nAbstract: It rained.\n\nPublication title: Harbour Courier\n"
    corpus = read(text)
    assert ("incomplete", "abstract only") in corpus.articles[0].extra
    assert "no full text in the export; the abstract was read" in corpus.ledger[0].notes


def test_ris_gives_abstracts_and_says_so() -> None:
    """Every record is read, the last without an end too, and each is marked as incomplete."""
    corpus = read(exports.ris(), "export.ris")
    assert [article.title for article in corpus] == [story.title for story in STORIES]
    assert [article.published for article in corpus] == ["2024-09-01", "2024-09-02", "2024-09-03"]
    assert [article.outlet for article in corpus] == [story.outlet for story in STORIES]
    assert all(("incomplete", "abstract only") in article.extra for article in corpus)
    assert ("keywords", "harbour; boats") in corpus.articles[0].extra
    assert corpus.articles[0].url == "https://example.org/1"


def test_a_ris_record_without_an_abstract_is_skipped() -> None:
    """A title alone is no text."""
    corpus = read("TY  - NEWS\nTI  - Rain\nER  - \n", "a.ris")
    assert [row.reason for row in corpus.skipped] == ["no words in the text"]


def test_europresse_comes_back_whole() -> None:
    """Outlet without its issue, the date in the header, and the paragraphs; a wrong declared encoding does no harm."""
    pytest.importorskip("lxml")
    corpus = read(exports.europresse(), "page.html")
    assert_same(corpus, dates=False)
    assert [article.published for article in corpus] == ["2024-09-01", "2024-09-02", "2024-09-03"]
    assert corpus.articles[0].id == "news·20240901·HC·106701"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_of_an_export_is_found(encoding: str) -> None:
    """Exports come in the encoding of whichever system wrote them."""
    corpus = read(exports.lexisnexis("de").replace("harbour", "Häfen").encode(encoding))
    assert len(corpus) == 3
    assert "Häfen" in corpus.articles[0].text


@pytest.mark.parametrize(
    "text",
    ["They read one of 10 documents.", "Body\n\nThey met.", "AN\nHD\n", "____\nFull text: none", "TY - x", "Length: 3"],
)
def test_texts_that_resemble_exports_are_texts(text: str) -> None:
    """Single words of an export do not make one."""
    assert format_of("a.txt", text.encode(), given=True)[0] == "txt"


def test_right_to_left_text_and_soft_hyphens_are_kept() -> None:
    """Nothing is done to the characters of a text."""
    story = Story(
        "نص عربي قصير", "صحيفة", "September 3, 2024", "", "فتح الميناء أبوابه يوم الاثنين بعد سنوات\u00ad من العمل " * 3
    )
    first = nexis(exports.nexis_lines((story,)))[0]
    assert first.article is not None
    assert (first.article.text, first.article.language) == (story.text.rstrip(), "ar")


def test_the_counts_of_words_agree_in_every_export() -> None:
    """The makers state true lengths, so no reader may complain."""
    assert len(N_WORDS) == 3
    for content in (exports.lexisnexis(), "\n".join(exports.factiva_lines()), "\n".join(exports.nexis_lines())):
        assert not [note for note in notes(read(content)) if "words" in note]


@pytest.mark.parametrize("suffix", ["docx", "rtf"])
def test_an_export_in_a_word_processor_is_the_same(suffix: str, tmp_path: Path) -> None:
    """Nexis Uni and Factiva as Word or RTF: the articles of the text, each with its fields, and what was announced."""
    for lines in (exports.nexis_lines(announced=4), exports.factiva_lines()):
        path = tmp_path / f"export.{suffix}"
        if suffix == "docx":
            document = pytest.importorskip("docx").Document()
            for line in lines:
                document.add_paragraph(line)
            document.save(path)
        else:
            path.write_text(r"{\rtf1\ansi " + "\\par\n".join(map(rtf, lines)) + "}", "ascii")
        plain, found = read("\n".join(lines)), read_corpus(path)
        assert len(found) == len(plain) == len(exports.STORIES)
        for one, other in zip(found, plain, strict=True):
            assert (one.title, one.text, one.outlet, one.published) == (
                other.title,
                other.text,
                other.outlet,
                other.published,
            )
        assert found.ledger[-1].notes == plain.ledger[-1].notes


def rtf(line: str) -> str:
    """A line as word processors write it."""
    return "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in line.replace("\t", "\\tab "))
