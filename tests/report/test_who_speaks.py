from __future__ import annotations

import re
from dataclasses import replace

import pytest

from analyzer import Codebook, load_codebook
from analyzer.names import category_labels
from analyzer.report import render_html
from analyzer.report.names import make_names
from analyzer.report.speaking import on_narrator, on_speakers, rows_of
from analyzer.report.who_speaks import who_speaks
from tests.helpers import LAW
from tests.report.pages import Page, articles, compare

SPOKEN = " ".join(
    f"Anna Bold, a spokeswoman for the Kremlin, said that there was no duty of kind {at}. It rained on day {at}."
    for at in range(6)
)


@pytest.fixture(scope="module")
def many():
    """An article that gives one official words six times."""
    given = articles()
    book = load_codebook().model_dump() | {
        "speakers": {"russian": {"label": "Russian officials", "patterns": ["kremlin"]}}
    }
    return compare([replace(given[0], text=f"{SPOKEN}\n\n{LAW}"), *given[1:]], codebook=Codebook.model_validate(book))


def says(comparison):
    return on_speakers(comparison, make_names(comparison))


def test_little_text_is_said_first(shipped):
    """Two attributions are too few, and no number comes before that; the article's own n stands with each number."""
    told = says(shipped)
    assert told[0].startswith("Too little text to compare: others are given words in 2 attributions of this article")
    assert "Strength: too little text." in " ".join(told)


def test_numbers_come_with_range_n_and_strength(many):
    """Who gets most words, with its range, what it rests on, the other coverage and the word of strength."""
    [row] = [row for row in rows_of(many.tables["sourcing"], "focal") if row["item"] == "russian"]
    told = next(text for text in says(many) if text.startswith("The largest part"))
    assert row["value"] == 1.0
    here = r"goes to Russian officials: 100 of 100 \(range \d+ to 100, n = 6 attributions\)"
    there = r"against 0 of 100 \(.*mean of \d articles?\) in the other coverage"
    assert re.match(rf"The largest part of them here {here}, {there}\. Strength: [a-z ]+\.$", told)
    assert not says(many)[0].startswith("Too little")


def test_the_share_of_unknown_speakers_is_always_said(shipped, many):
    """Whatever else can be said, how much nobody is known to say is."""
    silent = compare([replace(articles()[0], text=f"{LAW} Nothing else happened here."), *articles()[1:]])
    for comparison in (shipped, many, silent):
        assert says(comparison)[-1].startswith("Of these words, those with an unknown speaker: ")
    assert says(silent)[0] == "Nobody but the narrator was found to speak in this article."


def test_the_first_voice_is_counted_in_articles(many):
    """So many of so many other articles, not a share without its n."""
    told = next(text for text in says(many) if text.startswith("The first voice"))
    assert re.match(r"The first voice here is of Russian officials; so it is in 0 of \d other articles? in which", told)


def test_narrator_and_others_are_counted_not_picked(many, shipped):
    """How many ranges leave out zero of how many; without a range the reason of the table."""
    assert re.match(r"In \d+ of \d+ differences between the narrator", on_narrator(many))
    assert on_narrator(shipped).startswith("The narrator of this article cannot be set against")
    assert "fewer than 5 sentences" in on_narrator(shipped)


def test_every_speaker_of_the_article_has_a_row_that_leads_to_the_place(many):
    """As many rows as the table of speakers; the first cell leads to where the speaker first speaks."""
    own = many.tables["speakers"].query("article == @many.focal")
    page = render_html(many)
    names = make_names(many)
    made = who_speaks(many, names, ())
    assert [row[0].text for row in made.speakers.rows] == own["speaker"].tolist()
    assert own["speaker"].iloc[0] == "Anna Bold"
    assert [row[3].text for row in made.speakers.rows] == [str(n) for n in own["n_words"]]
    assert 'href="#said-1"' in page
    assert 'id="said-1"' in page


def test_the_section_says_what_it_does_not_say(shipped):
    """Rules miss speakers, words are not weight, and no verdict is passed."""
    page = render_html(shipped)
    section = page[page.index('<section id="speaks"') : page.index('<section id="beside"')]
    read = Page(f"{section}")
    assert "What they miss counts as the narrator" in read.text
    assert "biased" not in read.text
    assert read.count("svg") == 3


def test_categories_have_their_labels(shipped):
    """Those of the codebook, and words for who fits none and who is not known."""
    labels = category_labels(shipped)
    assert labels["russia_official"] == "Russian officials"
    assert (labels["other"], labels["unknown"], labels["narrator"]) == (
        "Other speakers",
        "Speaker not known",
        "Narrator",
    )


def test_where_nobody_was_looked_for_that_is_said(shipped):
    """With units cut at quotation marks alone no speaker is spoken of, and the reason stands first."""
    marked = replace(shipped, settings=shipped.settings.model_copy(update={"speech": "marked"}))
    first, *rest = says(marked)
    assert "quotation marks alone" in first
    assert len(rest) == 1
    assert not any("unknown" in text for text in rest)
