from __future__ import annotations

import random

import numpy as np
import pandas as pd
import pytest

import analyzer
from analyzer.article import Article
from analyzer.corpus import Corpus
from analyzer.errors import AnalyzerError, UsageError
from analyzer.measures import MEASURES, check_table


def corpus(keep=lambda a: True) -> Corpus:
    from analyzer.shipped import shipped_texts

    return analyzer.read(shipped_texts() / "coverage").filter(keep)


def focal() -> Article:
    from analyzer.shipped import shipped_texts

    return analyzer.read(shipped_texts() / "article.txt").articles[0]


@pytest.mark.parametrize("name", MEASURES)
def test_every_table_fits_its_schema(shipped, name):
    """On the shipped texts every measure's table has its columns, bounds, and a reason where a number is missing."""
    assert check_table(shipped.tables[name], MEASURES[name].schema) == []


@pytest.mark.parametrize("preferred", ["python", "pyarrow"])
def test_tables_do_not_depend_on_the_strings_that_pandas_prefers(preferred):
    """Strings are those of Python, whether or not those of Arrow are at hand and asked for; nothing stays changed."""
    if preferred == "pyarrow":
        pytest.importorskip("pyarrow")
    given = [Article(f"a{at}", "", f"The court issued a warrant. It rained {at} times.") for at in range(6)]
    with pd.option_context("mode.string_storage", preferred):
        tables = analyzer.compare(given[0], Corpus(tuple(given[1:]))).tables
        assert pd.get_option("mode.string_storage") == preferred
    kinds = {kind for table in tables.values() for kind in table.dtypes if isinstance(kind, pd.StringDtype)}
    assert {kind.storage for kind in kinds} == {"python"}


@pytest.mark.parametrize("name", [name for name in MEASURES if name != "shifts"])
def test_every_measure_has_every_level_and_voice(shipped, name):
    """Each measure speaks of the focal article, others, outlets, groups and articles, in the voices it is made for."""
    table = shipped.tables[name]
    assert set(table["voice"]) == set(MEASURES[name].voices)
    assert {"article", "outlet", "group"} <= set(table["level"])
    assert {"focal", "others"} & set(table["level"])


def test_word_shifts_are_those_of_the_article_and_of_groups(shipped):
    """The article's are there in every voice, those of groups in the voice of the findings: more would be too many."""
    table = shipped.shifts
    assert set(zip(table["level"], table["voice"], strict=True)) == {
        ("focal", "narrator"), ("focal", "quoted"), ("focal", "paraphrased"), ("focal", "all"),
        ("group", "narrator"),
    }  # fmt: skip
    own = shipped.contrasts.query("measure == 'framing' and voice == 'narrator' and level == 'focal'")
    contrast = own.set_index("item")["difference"]
    sums = table.query("level == 'focal' and voice == 'narrator' and measure == 'framing'").groupby("of")["value"].sum()
    np.testing.assert_allclose(sums, contrast[sums.index], atol=1e-8)  # rounded to ten decimals, row by row


def test_read_and_skipped_make_up_what_was_given(shipped):
    """The ledger has a row for each of the 31 files."""
    assert len(shipped.corpus.ledger) == 31
    assert len(shipped.corpus) + len(shipped.corpus.skipped) == 31


def test_every_number_leads_to_its_sentences(shipped):
    """Hits in the framing table are rows of the evidence, and evidence offsets give back its words."""
    texts = {a.id: (a.title, a.text) for a in shipped.corpus}
    evidence = shipped.evidence()
    for row in evidence.sample(200, random_state=1).to_dict("records"):
        title, text = texts[row["article"]]
        held = title if row["place"] == "title" else text
        assert held[row["start"] : row["end"]] == row["match"]
        assert row["match"] in row["sentence"]
    framing = shipped.framing.query("level == 'focal' and voice == 'all' and item == 'legal_scrutiny'").iloc[0]
    own = shipped.evidence("legal_scrutiny", article=shipped.focal)
    own = own[own["place"] != "title"]
    assert framing["hits"] == pytest.approx((1 - 0.5 * own["ambiguous"]).sum())


def test_order_of_the_coverage_changes_nothing(shipped):
    """Shuffled coverage gives the same tables, cell by cell."""
    articles = list(corpus().articles)
    random.Random(5).shuffle(articles)
    again = analyzer.compare(focal(), Corpus(tuple(articles)))
    for name, table in shipped.tables.items():
        pd.testing.assert_frame_equal(again.tables[name], table, check_exact=True, obj=name)


def test_a_duplicated_article_changes_nothing(shipped):
    """The same text given twice is one text: every number stays."""
    from dataclasses import replace

    twice = Corpus((*corpus().articles, replace(corpus().articles[3], id="zz-again")))
    again = analyzer.compare(focal(), twice)
    for name in MEASURES:
        pd.testing.assert_frame_equal(again.tables[name], shipped.tables[name], check_exact=True, obj=name)


def test_straight_and_curly_quotes_give_the_same_tables(shipped):
    """Typography is no content: with straight quotes instead of curly ones no number moves."""
    fold = str.maketrans("“”‘’", "\"\"''")
    from dataclasses import replace

    straight = Corpus(tuple(replace(a, text=a.text.translate(fold), title=a.title.translate(fold)) for a in corpus()))
    article = focal()
    again = analyzer.compare(replace(article, text=article.text.translate(fold)), straight)
    first = shipped.framing.query("voice == 'all'").reset_index(drop=True)
    second = again.framing.query("voice == 'all'").reset_index(drop=True)
    pd.testing.assert_frame_equal(first, second, check_exact=True)


def test_an_unrelated_article_changes_no_other_articles_framing_axis_or_tone(shipped):
    """Scores by dictionary belong to their own text."""
    more = Corpus(
        (*corpus().articles, Article("zzz", "Recipes", "Bake the bread slowly. Add salt. " * 9, outlet="Kitchen"))
    )
    again = analyzer.compare(focal(), more)
    for name in ("framing", "axis", "tone"):
        keys = ["name", "item", "voice"]
        first, second = (
            c.tables[name].query("level == 'article'").set_index(keys)[["value", "low", "high"]]
            for c in (shipped, again)
        )
        pd.testing.assert_frame_equal(second.loc[first.index], first, check_exact=True)


def test_the_same_seed_gives_the_same_numbers_and_another_moves_only_intervals(shipped):
    """Random numbers touch ends of resampled intervals, never a value."""
    other = analyzer.compare(seed=1)
    values = shipped.tone["value"].to_numpy(), other.tone["value"].to_numpy()
    np.testing.assert_array_equal(*values)
    assert not np.array_equal(shipped.tone["low"], other.tone["low"], equal_nan=True)


def test_too_little_text_refuses_topics_with_a_reason():
    """Four short articles have no topics, and the table says why."""
    texts = [Article(f"t{at}", "", f"The court spoke. Trade grew. Number {at}.") for at in range(4)]
    result = analyzer.compare(texts[0], Corpus(tuple(texts[1:])), language="")
    assert result.topics["value"].isna().all()
    assert result.topics["reason"].str.contains("150").all()


def test_one_sentence_against_one_article_is_a_description():
    """The smallest comparison runs, claims nothing and says so."""
    result = analyzer.compare(
        Article("a", "", "The court issued a warrant."), Article("b", "", "Trade grew."), language="", allow_small=True
    )
    assert {finding.strength for finding in result.findings} <= {"too little text", "unclear"}
    assert any("no range can be given" in warning for warning in result.warnings)


def test_a_codebook_without_axes_and_actors_works(tmp_path):
    """Axes and actors are optional."""
    book = tmp_path / "book.toml"
    book.write_text('name="b"\nversion="1"\n[frames.law]\nlabel="Law"\ndefinition="d"\npatterns=["court*"]\n', "utf-8")
    result = analyzer.compare(codebook=book)
    assert len(result.axis) == 0
    assert set(result.framing["item"]) == {"law"}


def test_settings_and_options_exclude_each_other():
    """Two sources of one setting would hide one of them."""
    with pytest.raises(UsageError, match="not both"):
        analyzer.compare(settings=analyzer.Settings(), seed=1)


def test_evidence_and_kwic_answer_questions(shipped):
    """Evidence can be narrowed, words can be looked up, unknown frames are refused with all choices."""
    assert len(shipped.evidence("energy_infrastructure", n=3)) == 3
    assert set(shipped.evidence(article=shipped.focal)["article"]) == {shipped.focal}
    assert shipped.kwic("arrest warrant*")["match"].str.lower().str.startswith("arrest warrant").all()
    with pytest.raises(AnalyzerError, match="legal_scrutiny"):
        shipped.evidence("law")


def test_a_comparison_shows_itself(shipped):
    """As text and as a card, with findings and warnings."""
    bundle = shipped._repr_mimebundle_()
    assert shipped.findings[0].text in bundle["text/plain"]
    assert "<" in bundle["text/html"]


def test_public_functions_run_with_their_required_arguments_alone(shipped):
    """Defaults are possible values: every measure and chart works without any option."""
    features = analyzer.featurize(list(shipped.corpus.articles), shipped.codebook, focal=shipped.focal)
    for measure in MEASURES.values():
        assert len(measure.function(features))
    for name in analyzer.CHARTS:
        assert getattr(shipped.plot, name)().get_figure() is not None
