from __future__ import annotations

import base64
import hashlib
import html
import re
from dataclasses import replace

import pytest

import analyzer
from analyzer import Codebook, load_codebook
from analyzer.article import Article
from analyzer.corpus import Corpus, LedgerRow
from analyzer.inference.claims import STRENGTHS
from analyzer.report import render_card, render_html
from analyzer.report.page import asset, environment
from analyzer.report.sections import CONTENTS
from tests.helpers import LAW
from tests.report.pages import Page, articles, compare

LOADING = {"src", "srcset", "poster", "data", "background", "action", "formaction", "ping", "manifest"}


@pytest.fixture(scope="module")
def page(shipped):
    """The page of the shipped texts, as HTML."""
    return render_html(shipped)


@pytest.fixture(scope="module")
def small():
    """The comparison of eight short articles."""
    return compare()


def check(text: str) -> Page:
    """What holds of every page, whatever it is made of."""
    read = Page(text)
    ids = read.all("id")
    assert len(ids) == len(set(ids))
    for href in read.all("href"):
        if href.startswith("#"):
            assert href[1:] in ids, f"{href} leads nowhere"
        else:
            assert re.match(r"https?://|data/[a-z_]+\.csv$", href), href
    for name in ("aria-labelledby", "aria-describedby"):
        assert {label for value in read.all(name) for label in value.split()} <= set(ids)
    names = {name for _, attrs in read.tags for name in attrs}
    assert not names & LOADING
    assert not {name for name in names if name.startswith("on") or name == "style"}
    assert read.count("script") == read.count("style") == 1
    assert not {"img", "iframe", "object", "embed", "link", "base", "form"} & {tag for tag, _ in read.tags}
    return read


def test_the_page_is_well_formed_and_every_link_has_its_target(page):
    """Tags close in their order, ids are unique, links lead to a place on the page or into the output folder."""
    read = check(page)
    assert ("html", {"lang": "en"}) in read.tags
    assert page.startswith("<!doctype html>")


def test_sections_come_in_the_order_answer_evidence_method(page):
    """Sections stand in the order of the list of contents, which links to every one of them."""
    assert re.findall(r'<section id="(\w+)"', page) == [name for name, _ in CONTENTS]
    assert page.index("Before you trust a number") < page.index('id="findings"')


def test_every_finding_and_warning_is_printed_word_for_word(page, shipped):
    """A reader finds each sentence of the findings and each warning as they are."""
    read = Page(page)
    for text in [*(finding.text for finding in shipped.findings), *shipped.warnings]:
        assert text in read.text
    for word in {finding.strength for finding in shipped.findings if finding.item}:
        assert STRENGTHS[word] in read.text


def test_findings_lead_to_their_evidence(page, shipped):
    """Each frame that a finding names has a link to its sentences, and these stand there."""
    for finding in shipped.findings:
        if finding.measure == "framing" and finding.item and finding.level == "focal":
            assert f'href="#evidence-{finding.item}"' in page
            own = shipped.evidence(finding.item, article=shipped.focal)
            start = page.index(f'<section class="frame" id="evidence-{finding.item}"')
            shown = Page(page[start : page.index("</section>", start)] + "</section>")
            assert " ".join(own["sentence"].iloc[0].split()) in shown.text


def test_findings_on_groups_lead_to_all_their_differences(page, shipped):
    """Every difference of groups that was looked at stands in one table, with both p-values."""
    assert any(finding.level == "group" for finding in shipped.findings)
    assert 'href="#groups"' in page
    start = page.index('<h3 id="groups"')
    shown = Page(page[start : page.index("</section>", start)])
    for name in sorted({article.group for article in shipped.corpus} - {""}):
        assert f"{name} (group)" in shown.text


def test_the_head_says_who_is_compared_with_whom(page):
    """Title, outlet, day, and the other coverage in numbers."""
    read = Page(page)
    assert "Compared with 30 articles from 25 outlets in 5 groups, 1 Sep – 26 Oct 2024." in read.text
    assert "3 Sep 2024, 459 words" in read.text


def test_the_same_comparison_gives_the_same_bytes(page, shipped):
    """Nothing on the page depends on the day, the machine or the run."""
    assert render_html(shipped) == page


def test_the_page_is_small(page):
    """At most 1 MB for 31 articles; the script stays under 6 KB."""
    assert len(page.encode()) < 1_000_000
    assert len(asset("script.js").encode()) < 6_000


def test_the_policy_lets_only_our_style_and_script_run(page):
    """The hashes in the policy are those of what stands between the tags; everything else is forbidden."""
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1])
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        inner = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not re.search(r"url\(\s*['\"]?(?!#)", page)
    assert "@import" not in page


def test_the_page_reads_without_its_script(page):
    """Nothing is hidden but what the script makes work; every table, chart and sentence is in the HTML."""
    without = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    read = Page(without)
    hidden = [tag for tag, attrs in read.tags if "hidden" in attrs]
    assert set(hidden) <= {"input", "p"}
    assert read.count("svg") >= 7
    assert read.count("button") == 0


def test_every_chart_has_a_name_a_sentence_a_caption_and_its_numbers(page):
    """No chart stands alone."""
    figures = re.findall(r"<figure.*?</figure>", page, re.DOTALL)
    assert len(figures) >= 7
    for figure in figures:
        read = Page(figure)
        assert read.count("svg") == read.count("desc") == read.count("figcaption") == 1
        assert read.count("table") >= 1
        assert re.search(r"<desc[^>]*>[^<]{20,}</desc>", figure)


def part(page: str, section: str) -> str:
    """One section of a page, as HTML."""
    start = page.index(f'<section id="{section}"')
    return page[start : page.find("<section id=", start + 1)]


def test_marks_are_named_and_not_by_colour_alone(page, shipped):
    """Every hit of the article is a mark with the abbreviation of its frame and the pattern in words."""
    section = part(page, "article")
    own = shipped.evidence(article=shipped.focal)
    assert section.count("<mark") == len(own)
    assert section.count('<b class="tag">') == len(own) + len(shipped.codebook.frames)
    assert "Legal scrutiny: pattern arrest warrant*" in section


def test_the_text_of_the_article_is_whole(page, shipped):
    """Without its labels the marked text is the text as it was read."""
    section = page[page.index('<div class="reading"') : page.index('<section id="evidence"')]
    bare = re.sub(r'<b class="tag[^>]*>.*?</b>', "", section)
    read = "".join("".join(HTMLText(bare).words).split())
    assert "".join((shipped.article.title + shipped.article.text).split()) in read


SPOKEN = f"""“It is late for us all to go home now.”

{LAW}

Anna Bold, a spokeswoman for the Kremlin, said that there was no duty to arrest him. It rained. “Nobody asked us to,”
Bold said.

Tsend Bat, a student, said: “The court has spoken. Nobody listened to the court.”"""


@pytest.fixture(scope="module")
def spoken():
    """An article in which two are known to speak, and somebody is not."""
    given = articles()
    return compare([replace(given[0], text=SPOKEN), *given[1:]], codebook=with_speakers())


def with_speakers() -> Codebook:
    """The shipped codebook with one category of speakers."""
    kinds = {"russian": {"label": "Russian official", "patterns": ["kremlin"]}}
    return Codebook.model_validate(load_codebook().model_dump() | {"speakers": kinds})


def test_the_marked_article_says_who_speaks(spoken):
    """Each stretch bears its voice and its speaker in words; the first one of a speaker the category as well."""
    section = part(render_html(spoken), "article")
    stretches = re.findall(r'<span class="(quoted|paraphrased)" title="([^"]+)"', section)
    assert stretches == [
        ("quoted", "quoted: speaker not known"),
        ("paraphrased", "paraphrased: Anna Bold (Russian official)"),
        ("quoted", "quoted: Anna Bold (Russian official)"),
        ("quoted", "quoted: Tsend Bat"),
        ("quoted", "quoted: Tsend Bat"),
    ]
    reading = section[section.index('<div class="reading"') :]
    labels = re.findall(r'<b class="tag says">(.*?)&nbsp;</b>', reading)
    assert labels == ["? speaker not known", "1 Anna Bold (Russian official)", "1", "2 Tsend Bat"]


def test_the_legend_of_speakers_leads_to_their_words_and_back(spoken):
    """Speakers stand in order of appearance with their words; who is not known comes last."""
    section = part(render_html(spoken), "article")
    entries = re.findall(r'<li id="(speaker-\d)"><a href="#(said-\d)">.*?<bdi>(.*?)</bdi></a>: (.*?)</li>', section)
    assert entries == [
        ("speaker-1", "said-1", "Anna Bold (Russian official)", "4 words quoted and 8 words paraphrased"),
        ("speaker-2", "said-2", "Tsend Bat", "9 words quoted"),
        ("speaker-0", "said-0", "speaker not known", "10 words quoted"),
    ]
    for legend, place, _, _ in entries:
        assert re.search(rf'<a class="by" href="#{legend}" id="{place}"', section)


def test_speakers_can_be_switched_off_without_a_script(spoken):
    """One box takes labels and underlines away; style alone does it, so it works where no script runs."""
    page = render_html(spoken)
    section = part(page, "article")
    assert section.count('<input type="checkbox" checked id="by-speaker">') == 1
    off = "#article:has(#by-speaker:not(:checked))"
    assert f"{off} :is(.quoted, .paraphrased) {{ text-decoration: none; }}" in page
    assert f"{off} :is(.by, .speakers) {{ display: none; }}" in page


def test_evidence_says_whose_words_a_sentence_holds(spoken):
    """A sentence of the evidence names its speaker with the category, or the narrator."""
    read = Page(part(render_html(spoken), "evidence"))
    assert "Anna Bold (Russian official), paraphrased" in read.text
    assert "Tsend Bat, quoted" in read.text
    assert "narrator" in read.text


class HTMLText(Page):
    """A part of a page, whose tags need not close."""

    def handle_endtag(self, tag: str) -> None:
        """Close the tag if it is open."""
        if self.open and tag in self.open:
            self.open.remove(tag)


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7919 * 7907 }}{% include 'head.html.j2' %}",
    "\u202eevil\u2066\u200f",
    "nul\x00bell\x07esc\x1b",
    "</title></style></script><h1>",
    "A" * 5000,
    "=cmd|' /C calc'!A0",
    "]]> <!-- --!> &lt;b&gt; &#x3c;",
)


@pytest.mark.parametrize("nasty", HOSTILE)
def test_text_of_strangers_stays_text(nasty):
    """Whatever titles, texts, outlets, groups, names and dates hold, it is shown and does nothing."""
    given = [
        replace(a, title=f"{nasty} {a.title}", text=f"{nasty} {a.text}\n\n{nasty}", outlet=nasty, group=nasty)
        for a in articles(author=nasty)
    ]
    made = compare(given)
    first = replace(given[0], published=nasty[:40], language=nasty[:40])
    text = render_html(replace(made, corpus=Corpus((first, *made.corpus.articles[1:]), made.corpus.ledger)))
    read = check(text)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200e\u200f]", text)
    assert str(7919 * 7907) not in read.text
    assert len(text.encode()) < 1_000_000
    text.encode("utf-8")
    check(f"<html>{render_card(made)}<script></script><style></style></html>")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "file:///etc", "x"])
def test_only_addresses_of_the_web_are_links(url):
    """An address of any other kind is left out."""
    assert url not in Page(render_html(compare(articles(url=url)))).all("href")


def test_an_address_of_the_web_is_a_link_that_tells_nothing():
    """A headline leads to where it was published, and the browser does not say where the reader came from."""
    read = check(render_html(compare(articles(url="https://example.org/story?a=1&b=2"))))
    links = [attrs for tag, attrs in read.tags if tag == "a" and (attrs.get("href") or "").startswith("http")]
    assert len(links) == 9
    assert all(attrs["rel"] == "noopener noreferrer" for attrs in links)


def test_a_page_without_groups_outlets_dates_and_titles():
    """What is not known is left out, not written as empty."""
    bare = [replace(a, outlet="", group="", published="", title="") for a in articles()]
    read = check(render_html(compare(bare)))
    assert "Compared with 7 articles." in read.text
    assert "No outlet is named in the other coverage" in read.text


def test_a_codebook_without_axes_and_actors():
    """The page says that there is no axis and shows everything else."""
    book = load_codebook()
    plain = Codebook.model_validate(book.model_dump() | {"axes": {}, "actors": {}})
    assert "The codebook has no axis" in check(render_html(compare(codebook=plain))).text


def test_frames_of_any_name_have_places_of_their_own():
    """Keys and labels of frames come from strangers as well."""
    book = load_codebook()
    first, second = list(book.frames.values())[:2]
    odd = {"law & order": first, 'x" onclick="y': second.model_copy(update={"label": "<b>Legal</b>"})}
    own = Codebook.model_validate(book.model_dump() | {"frames": odd, "axes": {}})
    text = render_html(compare(codebook=own))
    check(text)
    assert "&lt;b&gt;Legal" in text


def test_one_other_article_is_enough_for_a_page():
    """Without ranges everything is a description, and the page says why."""
    read = check(render_html(compare(articles()[:2])))
    assert "Compared with 1 article from 1 outlet in 1 group, 2 Sep 2024." in read.text
    assert "too little text" in read.text


def test_texts_without_a_word_of_the_codebook():
    """Nothing found is said, not drawn."""
    dull = [replace(a, text="The weather was mild. A band played. People sat down.") for a in articles()]
    dull = [replace(a, text=a.text + f" Number {at} came.") for at, a in enumerate(dull)]
    read = check(render_html(compare(dull)))
    assert "0 marks" in read.text
    assert "no evidence: no word of either pole" in read.text


def test_refused_topics_give_their_reason(small):
    """With little text there are no topics, and the page says how much is needed."""
    assert "No topics here: topics need" in check(render_html(small)).text


def test_a_page_without_text_holds_no_sentence_of_any_article():
    """When text is not to be kept, the page says so and shows counts alone."""
    read = check(render_html(compare(keep_text=False)))
    assert "was not kept in this report" in read.text
    for sentence in ("The court issued", "signed a trade deal", "court is a joke"):
        assert sentence not in read.text


def test_what_was_skipped_is_listed_with_its_reason(small):
    """Read and skipped add up to what was given; an archive that they stood in is no further thing, and is listed."""
    rows = (
        *(LedgerRow(a.id, a.id, "read", notes=("date guessed",)) for a in small.corpus),
        LedgerRow("scan.pdf", "scan.pdf", "skipped", "found no text"),
        LedgerRow("coverage.zip", "coverage", "opened", notes=("8 read, 1 skipped",)),
    )
    read = check(render_html(replace(small, corpus=Corpus(small.corpus.articles, rows))))
    assert "9 things given = 8 read + 1 skipped." in read.text
    for word in ("found no text", "date guessed", "coverage.zip", "8 read, 1 skipped"):
        assert word in read.text


def test_the_card_reads_without_a_style(shipped):
    """What was compared, three findings, how many more there are, and the warnings."""
    read = Page(render_card(shipped))
    assert read.text.startswith(shipped.article.title)
    for finding in shipped.findings[:3]:
        assert finding.text in read.text
    assert all(warning in read.text for warning in shipped.warnings)
    assert not {"style", "script", "class"} & ({tag for tag, _ in read.tags} | {n for _, a in read.tags for n in a})


def test_templates_escape_and_fail_on_what_is_missing():
    """No template marks text as safe, and a name that is not given is an error."""
    made = environment()
    assert made.autoescape is True
    for name in made.list_templates():
        source = made.loader.get_source(made, name)[0]
        assert "|safe" not in source.replace(" ", "")
        assert "autoescape" not in source
        if name.endswith(".j2"):
            made.get_template(name)


@pytest.mark.slow
def test_five_hundred_articles_fit_on_a_page():
    """Tables stop at 200 rows and say so; the page stays under 2 MB."""
    base = articles()
    given = [base[0]] + [
        Article(
            f"b{at}", f"Story {at}", f"{base[1 + at % 7].text} Visitor number {at} came.", outlet=f"Outlet {at % 40}",
            group=f"Group {at % 6}", published=f"2024-09-{1 + at % 28:02d}",
        )
        for at in range(500)
    ]  # fmt: skip
    text = render_html(compare(given, evidence=0, topic_units=1_000_000))
    read = check(text)
    assert len(text.encode()) < 2_000_000
    assert "The first 200 rows of 501 are shown" in read.text


def test_every_axis_has_its_chart_and_findings_lead_there():
    """A codebook with two axes has two charts, and each finding leads to its own."""
    book = load_codebook()
    first = next(iter(book.axes.values()))
    second = first.model_copy(update={"label": "Second axis"})
    own = Codebook.model_validate(book.model_dump() | {"axes": {"one": first, "b & c": second}})
    text = render_html(compare(codebook=own))
    check(text)
    assert text.count('href="#axis-one"') == text.count('href="#axis-b.20..26..20.c"') == 1


def test_near_sentences_stand_beside_the_article(shipped, page):
    """Each pair shows the sentences that the table of nearest sentences names, with their cosine."""
    row = shipped.tables["nearest"].sort_values("cosine").iloc[-1]
    other = next(a for a in shipped.corpus if a.id == row["other"])
    section = Page(page[page.index('<section id="beside"') : page.index('<section id="words"')])
    for text in (shipped.article.text[row["start"] : row["end"]], other.text[row["other_start"] : row["other_end"]]):
        assert " ".join(text.split())[:300] in section.text
    assert f"cosine {row['cosine']:.2f}" in section.text


def test_a_comparison_read_from_its_file_gives_the_same_page(shipped, page, tmp_path):
    """Nothing that the page shows is lost in ``results.json``."""
    shipped.to_json(tmp_path / "results.json")
    assert render_html(analyzer.load(tmp_path / "results.json")) == page


def test_the_chance_level_of_similarity_is_said(shipped, page):
    """The section gives what any two articles have, what this one has, and how many lie as far away, as counts."""
    rows = shipped.similarity.query("level == 'others' and voice == 'all'")
    row, said = rows.iloc[0], " ".join(Page(page).text.split())
    assert f"any two of these have a cosine of {row['chance']:.2f} on average" in said
    n = len(shipped.corpus.articles)
    assert f"of all {n} articles taken in turn, {round(row['p'] * n)} lie as far from the chance level" in said
    assert f"Chance level: any two of these articles have {row['chance']:.2f} on average." in said
