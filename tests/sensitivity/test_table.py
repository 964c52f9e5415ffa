from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import analyzer
from analyzer import Article, Codebook, Settings, featurize, load_codebook
from analyzer.features.shingles import overlaps
from analyzer.inference.attach import with_intervals
from analyzer.inference.contrasts import contrasts
from analyzer.inference.sides import sides
from analyzer.measures import MEASURES, axis, framing, tone
from analyzer.measures._schema import make_table
from analyzer.measures._statistic import mean_rows
from analyzer.sensitivity import robustness, sensitivity
from analyzer.sensitivity.readings import rematched
from analyzer.sensitivity.table import COLUMNS
from tests.helpers import articles, features


@pytest.fixture(autouse=True)
def strings_of_comparisons() -> Iterator[None]:
    """Parts that are called here by themselves make the strings that they make within a comparison."""
    with pd.option_context("mode.string_storage", "python"):
        yield


HEADLINE = ("framing", "axis", "tone")
RUN = {
    "framing": {"scope": "dictionary", "ambiguous": "two", "voice": "narrator", "place": "body", "copies": "in"},
    "axis": {
        "scope": "dictionary", "ambiguous": "0.5", "smoothing": "0.5", "voice": "narrator", "place": "body",
        "copies": "in",
    },
    "tone": {"lexicon": "masked", "voice": "narrator", "place": "body", "copies": "in"},
}  # fmt: skip
ENDS = ["value", "low", "high"]


def ways(table, measure, **options):
    """The rows of one combination, by item."""
    choice = ", ".join(f"{name}={option}" for name, option in (RUN[measure] | options).items())
    rows = table[(table["measure"] == measure) & (table["kind"] == "choice") & (table["choice"] == choice)]
    assert len(rows), choice
    return rows.set_index("item")[ENDS]


def printed(comparison, measure, voice="narrator"):
    """The same from the table of contrasts."""
    table = comparison.contrasts
    own = (table["measure"] == measure) & (table["voice"] == voice) & (table["level"] == "focal")
    rows = table[own].set_index("item")
    return rows[["difference", "low", "high"]].set_axis(ENDS, axis=1)


def direct(given, settings, measure, voice="narrator"):
    """The same of a run on these articles, the first being the focal one, by the functions that make the contrasts."""
    made = featurize(given, load_codebook(), focal=given[0].id, scope=settings.scope)
    on_axis = {"ambiguous_weight": settings.ambiguous_weight, "smoothing": settings.axis_smoothing}
    options = {"voice": voice} | (on_axis if measure == "axis" else {})
    module = {"framing": framing, "axis": axis, "tone": tone}[measure]
    statistic, plain = module.statistic(made, **options), MEASURES[measure].function(made, **options)
    table = with_intervals(plain, statistic, made.articles, "focal", module.SCHEMA, settings)
    rows = contrasts(measure, voice, sides(made.articles)[0], statistic, table, settings).rows.set_index("item")
    return rows[["difference", "low", "high"]].set_axis(ENDS, axis=1)


def same(one, other):
    assert list(one.columns) == list(other.columns)
    assert one.to_numpy(float) == pytest.approx(other.loc[one.index].to_numpy(float), rel=0, abs=2e-10, nan_ok=True)


@pytest.fixture(scope="module")
def table(shipped):
    """All ways of the shipped texts."""
    return shipped.sensitivity


@pytest.mark.parametrize("measure", HEADLINE)
def test_the_default_rows_are_the_contrasts(shipped, table, measure):
    """Difference and range of the run are those that the page prints."""
    own = table[(table["measure"] == measure) & table["default"]].set_index("item")[ENDS]
    pd.testing.assert_frame_equal(own, printed(shipped, measure), check_exact=True, check_names=False)
    same(ways(table, measure), own)


@pytest.mark.parametrize("measure", HEADLINE)
def test_another_voice_is_the_contrast_in_that_voice(shipped, table, measure):
    """voice=all gives what the contrasts of all voices give."""
    same(ways(table, measure, voice="all"), printed(shipped, measure, "all"))


@pytest.mark.parametrize("voice", ["narrator", "all"])
def test_other_settings_give_what_a_run_with_them_gives(shipped, table, voice):
    """Scope, weight and smoothing together; and such a run, asked for these settings, gives these numbers."""
    given, settings = list(shipped.corpus.articles), Settings(scope="key", ambiguous_weight=1.0, axis_smoothing=0.1)
    same(ways(table, "framing", scope="key", voice=voice), direct(given, settings, "framing", voice))
    options = {"scope": "key", "ambiguous": "1", "smoothing": "0.1", "voice": voice}
    same(ways(table, "axis", **options), direct(given, settings, "axis", voice))


def test_a_run_with_other_settings_holds_the_same_ways(shipped, table):
    """Its own settings come first; what was the default is one of the others."""
    settings = Settings(scope="key", ambiguous_weight=1.0, axis_smoothing=0.1)
    given = featurize(shipped.corpus.articles, shipped.codebook, focal=shipped.focal, scope="key")
    other = sensitivity(given, settings)
    run = other.query("measure == 'axis' and default").set_index("item")
    assert run["choice"].iloc[0].startswith("scope=key, ambiguous=1, smoothing=0.1, voice=narrator")
    same(run[ENDS], ways(table, "axis", scope="key", ambiguous="1", smoothing="0.1"))
    same(ways(other, "axis"), ways(table, "axis"))


def test_copies_out_is_a_run_without_the_shorter_of_the_pair(shipped, table):
    """The pair that shares its text is found; without its shorter article all numbers are those of copies=out."""
    given = featurize(shipped.corpus.articles, shipped.codebook, focal=shipped.focal)
    (pair,) = overlaps(given)[["a", "b"]].to_numpy().tolist()
    shorter = min(pair, key=lambda row: given.articles["n_words"][row])
    rest = [a for at, a in enumerate(shipped.corpus.articles) if at != shorter]
    for measure in HEADLINE:
        same(ways(table, measure, copies="out"), direct(rest, shipped.settings, measure))


def test_an_outlet_or_article_left_out_is_a_run_without_it(shipped, table):
    """Values and ranges are those of a comparison that never saw it."""
    every = shipped.corpus.articles
    assert every[0].id == shipped.focal
    for kind, name in (("outlet", every[3].outlet), ("article", every[5].id)):
        rest = [a for a in every if (a.outlet if kind == "outlet" else a.id) != name]
        for measure in HEADLINE:
            rows = table[(table["measure"] == measure) & (table["kind"] == kind) & (table["choice"] == name)]
            same(rows.set_index("item")[ENDS], direct(rest, shipped.settings, measure))
            assert (rows["n_articles"] < len(rest)).all()


def brute(given, needed, voice, titles):
    """Share of sentences with each frame, focal less others, sentence by sentence in plain Python."""
    units, hits = given.units, given.hits
    found: dict[tuple[int, int], dict[str, tuple[bool, set[int]]]] = {}
    for at, unit in enumerate(units.itertuples()):
        if (titles or unit.place != "title") and voice in ("all", unit.voice):
            own = found.setdefault((unit.article, unit.sentence), {})
            for hit in hits[hits["unit"] == at].itertuples():
                clear, doubtful = own.get(hit.frame, (False, set()))
                own[hit.frame] = (clear or not hit.ambiguous, doubtful | ({hit.pattern} if hit.ambiguous else set()))
    result = {}
    for frame in given.codebook.frames:
        shares = []
        for article in range(len(given.articles)):
            rows = [carried for (owner, _), carried in found.items() if owner == article]
            has = [f[0] or len(f[1]) >= needed for f in (carried.get(frame, (False, set())) for carried in rows)]
            shares.append(np.mean(has) if has else np.nan)
        result[frame] = shares[0] - np.nanmean(shares[1:])
    return result


@pytest.mark.parametrize(("rule", "needed"), [("two", 2), ("one", 1), ("none", 10**6)])
@pytest.mark.parametrize(("place", "titles"), [("body", False), ("with title", True)])
def test_sentences_counted_one_by_one_give_the_same(shipped, table, rule, needed, place, titles):
    """The rules for ambiguous patterns and titles, against a count in plain Python."""
    given = analyzer.featurize(shipped.corpus.articles, shipped.codebook, focal=shipped.focal)
    for voice in ("narrator", "all"):
        rows = ways(table, "framing", ambiguous=rule, place=place, voice=voice)["value"]
        assert rows.to_dict() == pytest.approx(brute(given, needed, voice, titles), abs=1e-9)


def test_lexicons_are_means_of_their_scores(shipped, table):
    """whole: all words scored; signs: share of units at .05 or above less share at -.05 or below."""
    given = analyzer.featurize(shipped.corpus.articles, shipped.codebook, focal=shipped.focal)
    units = given.units[(given.units["place"] != "title") & (given.units["voice"] == "narrator")]
    sides = (units["tone_masked"] >= 0.05).astype(float) - (units["tone_masked"] <= -0.05)
    for lexicon, scores in (("whole", units["tone"]), ("signs", sides)):
        means = scores.groupby(units["article"]).mean()
        expected = means[0] - means.drop(0).mean()
        assert ways(table, "tone", lexicon=lexicon)["value"].tolist() == pytest.approx([expected], abs=1e-9)


def test_hits_matched_anew_are_those_of_features_made_so(shipped):
    """Unit, pattern and frame of every hit are the same, both ways."""
    book = shipped.codebook
    made = {
        scope: featurize(shipped.corpus.articles, book, focal=shipped.focal, scope=scope)
        for scope in ("key", "dictionary")
    }
    columns = ["unit", "frame", "pattern", "ambiguous"]
    assert len(made["key"].hits) > len(made["dictionary"].hits)
    for scope, other in (("key", "dictionary"), ("dictionary", "key")):
        found = rematched(made[other], scope).hits[columns].sort_values(columns[:3]).reset_index(drop=True)
        expected = made[scope].hits[columns].sort_values(columns[:3]).reset_index(drop=True)
        pd.testing.assert_frame_equal(found, expected, check_dtype=False, check_categorical=False)


BOOK = Codebook.model_validate(
    {
        "name": "b",
        "version": "1",
        "frames": {"law": {"label": "Law", "definition": "d", "patterns": ["court"], "ambiguous": ["order", "case"]}},
    }
)


def small(*texts, titles=()):
    titles = dict(enumerate(titles))
    given = [Article(f"a{at}", titles.get(at, ""), text, outlet=f"O{at % 2}") for at, text in enumerate(texts)]
    return sensitivity(featurize(given, BOOK, focal="a0"), Settings())


def test_a_case_worked_by_hand():
    """One of two sentences has one ambiguous pattern: only with one being enough the difference is 1/2 - 1/4."""
    made = small("An order came. It rained.", "It rained.", "The court sat. It rained.")
    own = made[made["measure"] == "framing"].set_index("choice")["value"]
    assert own.to_dict() == pytest.approx(
        {
            "ambiguous=two": -0.25, "ambiguous=none": -0.25, "ambiguous=one": 0.25, "O0": 0.0, "O1": -0.5,
            "a1": -0.5, "a2": 0.0,
        }
    )  # fmt: skip
    signs = made[made["measure"] == "framing"].set_index("choice")["same_sign"]
    assert signs.to_dict() == {
        "ambiguous=two": True, "ambiguous=none": True, "ambiguous=one": False, "O0": False, "O1": True, "a1": True,
        "a2": False,
    }  # fmt: skip


def test_choices_that_change_nothing_are_not_offered():
    """Without quotations, titles, copies, rival frames and an axis, ambiguity and the lexicon are all there is."""
    made = small("An order came.", "It rained.", "The court sat.")
    assert set(made["measure"]) == {"framing", "tone"}
    assert made.query("kind == 'choice'")["choice"].tolist() == [
        "ambiguous=two", "ambiguous=none", "ambiguous=one", "lexicon=masked", "lexicon=whole", "lexicon=signs",
    ]  # fmt: skip
    titled = small("It rained.", "It rained.", "The court sat.", titles=("Court order",))
    choices = titled.query("measure == 'framing' and kind == 'choice'").set_index("choice")["value"]
    assert choices["ambiguous=two, place=with title"] == pytest.approx(0.0)  # 1/2 less the mean of 0 and 1
    assert choices["ambiguous=two, place=body"] == pytest.approx(-0.5)


def test_what_is_missing_has_a_reason():
    """No word in the narrator's voice, and nothing left when the only other article goes."""
    made = small('"The court sat in an old house by the sea."', "It rained.")
    own = made.query("measure == 'framing'").set_index(["kind", "choice"])
    assert np.isnan(own.loc[("choice", "ambiguous=two, voice=narrator"), "value"])
    assert own.loc[("choice", "ambiguous=two, voice=narrator"), "reason"] == "no sentence in this voice"
    assert own.loc[("choice", "ambiguous=two, voice=all"), "value"] == pytest.approx(1.0)
    assert np.isnan(own.loc[("article", "a1"), "value"])
    assert not own["same_sign"].any()
    assert (made.loc[made["low"].isna(), "reason"] != "").all()


def test_one_less_than_the_minimum_says_so():
    """Eight articles have a range for a minimum of seven others; with one less there is none, for that reason."""
    made = sensitivity(features(), Settings(min_group=7, min_sentences=2)).query("measure == 'framing'")
    default, less = made[made["default"]], made[made["kind"] == "article"]
    assert default["low"].notna().all()
    assert set(less["reason"]) == {"fewer than 7 articles"}


def test_the_order_of_input_changes_nothing(shipped):
    """The same articles in another order give the same table, row by row."""
    given = list(shipped.corpus.articles)
    made = [
        sensitivity(featurize(order, shipped.codebook, focal=shipped.focal), shipped.settings).round(10)
        for order in (given, given[::-1])
    ]
    pd.testing.assert_frame_equal(*made)


def test_doubling_every_other_article_changes_no_difference():
    """The mean of the others is the same; with copies left out it is that of the single ones."""
    given = articles()
    twice = [*given, *(replace(a, id=f"{a.id}-again") for a in given[1:])]
    one, two = (sensitivity(features(each), Settings()) for each in (given, twice))
    keys = ["measure", "item", "choice"]
    first, second = (t[t["default"]].set_index(["measure", "item"])["value"] for t in (one, two))
    pd.testing.assert_series_equal(first, second, check_exact=False, atol=1e-12)
    assert two["choice"].str.contains("copies=out").any()
    assert not two.duplicated([*keys, "kind"]).any()


def test_the_focal_article_is_never_left_out():
    """Not as a copy of a longer article, not as an outlet's, not as an article."""
    given = articles()
    long = replace(given[1], id="long", text=given[0].text * 3)
    made = sensitivity(features([*given, long]), Settings())
    out = made[made["choice"].str.contains("copies=out") & (made["measure"] == "framing")]
    assert out["value"].notna().all()
    assert "a0" not in set(made.loc[made["kind"] == "article", "choice"])


def test_articles_without_outlet_are_in_none():
    """No row has an empty name."""
    given = [replace(a, outlet="") for a in articles()]
    made = sensitivity(features(given), Settings())
    assert not (made["kind"] == "outlet").any()
    assert (made["choice"] != "").all()
    assert (robustness(made)["outlets"] == 0).all()


@pytest.mark.parametrize("voice", ["all", "quoted"])
def test_the_voice_of_the_settings_comes_first(voice):
    """Whatever the voice of the run, its row is the default and equals the difference of the measure in that voice."""
    given = features()
    made = sensitivity(given, Settings(voice=voice)).query("measure == 'framing' and default").set_index("item")
    rows = make_table(mean_rows(framing.statistic(given, voice=voice), given.articles, "focal", voice), framing.SCHEMA)
    sides = rows.pivot_table(index="item", columns="level", values="value", dropna=False)
    expected = (sides["focal"] - sides["others"]) if "focal" in sides else sides["others"] * np.nan
    np.testing.assert_allclose(made["value"], expected.loc[made.index], atol=1e-12)


def test_the_table_has_its_columns_and_the_same_bytes_twice(shipped, table):
    """Columns as documented; a default for every difference; a second run gives the same."""
    assert list(table.columns) == list(COLUMNS)
    assert table.groupby(["measure", "item"])["default"].sum().eq(1).all()
    given = featurize(shipped.corpus.articles, load_codebook(), focal=shipped.focal)
    again = [sensitivity(given, shipped.settings) for _ in range(2)]
    assert again[0].to_csv() == again[1].to_csv()


def test_how_many_are_held_at_a_time_changes_nothing(monkeypatch):
    """One left-out article after the other gives what all together give."""
    from analyzer.sensitivity import table as module

    given = features()
    together = sensitivity(given, Settings())
    monkeypatch.setattr(module, "_ROOM", 1)
    pd.testing.assert_frame_equal(sensitivity(given, Settings()), together)
