"""The table of attributions: its columns, its offsets into the text as given, and the actors of a codebook."""

from __future__ import annotations

import analyzer
from analyzer.features.quoting import attributions

COLUMNS = [
    "attribution",
    "source_start",
    "source_end",
    "cue_start",
    "cue_end",
    "content_start",
    "content_end",
    "kind",
    "verb_tier",
    "speaker",
    "rule",
    "confidence",
]


def test_columns_and_types() -> None:
    """The columns stand in their order, with and without rows, and spans that are missing are NA."""
    none, some = attributions(""), attributions('"We have seen to it that nobody is hurt."')
    assert list(none.columns) == list(some.columns) == COLUMNS
    assert none.dtypes.equals(some.dtypes)
    assert str(none["source_start"].dtype) == "Int64"
    assert some[["source_start", "cue_end"]].isna().all(axis=None)
    assert (len(none), len(some)) == (0, 1)


def test_tables_share_nothing() -> None:
    """What is done to the columns of one table leaves the next one as it was."""
    attributions("").columns.name = "mine"
    assert attributions("").columns.name is None


def test_it_is_a_public_name() -> None:
    """`analyzer.attributions` is this function."""
    assert analyzer.attributions is attributions


def test_offsets_lead_into_the_text_as_given() -> None:
    """Soft hyphens, dashes without spaces and decomposed letters shift nothing."""
    text = "The mini\u00adster—Ana\u0301 Bold—left. Ana\u0301 Bold said that the li\u00adne “was safe”—at last."
    [row] = attributions(text).itertuples()
    assert text[row.source_start : row.source_end] == "Ana\u0301 Bold"
    assert text[row.cue_start : row.cue_end] == "said"
    assert text[row.content_start : row.content_end].startswith("that the li\u00adne “was safe”")


def test_parts_of_one_content_share_an_id() -> None:
    """Two stretches of one quotation are two rows of one attribution, which agree in everything else."""
    text = '"We will build it," she said. "It will be cheap." He denied it.'
    table = attributions(text)
    assert table["attribution"].tolist() == [0, 0, 1]
    first, second, _ = table.drop(columns=["content_start", "content_end"]).to_dict("records")
    assert first == second


def test_aliases_of_a_codebook() -> None:
    """A speaker who goes by an alias of an actor gets the label of that actor; without a codebook nobody does."""
    text = "Putin said that the visit was useful. The Kremlin denied the rest."
    assert attributions(text, codebook=analyzer.load_codebook())["speaker"].tolist() == ["Vladimir Putin", "Kremlin"]
    assert attributions(text)["speaker"].tolist() == ["Putin", "Kremlin"]


def test_with_a_codebook_a_speaker_has_a_category() -> None:
    """The column is there with a codebook alone; both parts of one content have the same category."""
    book = analyzer.load_codebook()
    text = '"We will build it," Dmitry Peskov, the Kremlin spokesman, said. "It will be cheap." A baker said it was so.'
    table = attributions(text, codebook=book)
    assert table["category"].tolist() == ["russia_official", "russia_official", "other"]
    assert list(attributions("", codebook=book).columns) == [*COLUMNS, "category"]
