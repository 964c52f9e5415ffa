from __future__ import annotations

import numpy as np
import pytest

from analyzer.article import Article
from analyzer.inference.intervals import z_interval
from analyzer.measures import axis as module
from analyzer.measures._levels import BY
from analyzer.measures._schema import check_table
from tests.helpers import features, value

axis, position = module.axis, module.position


@pytest.mark.parametrize(
    ("positive", "negative", "theta", "se"),
    [(12, 4, 1.021651, 0.549747), (0, 7, -2.708050, 1.460593), (0, 0, 0.0, 2.0)],
)
def test_positions_of_known_counts(positive, negative, theta, se):
    """The log ratio with one half added, and its standard error, are those of Lowe et al. (2011)."""
    found = position(np.array(float(positive)), np.array(float(negative)))
    assert [float(x) for x in found] == pytest.approx([theta, se], abs=1e-5)


@pytest.mark.parametrize(("counts", "ends"), [((12, 4), (-0.055834, 2.099136)), ((30, 10), (0.365065, 1.767638))])
def test_intervals_of_known_counts(counts, ends):
    """Three times the evidence at the same ratio narrows the interval."""
    theta, se = position(np.array(float(counts[0])), np.array(float(counts[1])))
    assert z_interval(float(theta), float(se)) == pytest.approx(ends, abs=1e-5)


def test_contrast_of_known_counts():
    """Two articles at (12, 4) and (3, 9) lie 2.43 standard errors apart."""
    (a, se_a), (b, se_b) = (position(np.array(x), np.array(y)) for x, y in ((12.0, 4.0), (3.0, 9.0)))
    assert float((a - b) / np.hypot(se_a, se_b)) == pytest.approx(2.426392, abs=1e-5)


def test_bounded_twin_is_the_hyperbolic_tangent():
    """(W - E) / (W + E + 1) equals tanh(theta / 2) at smoothing one half."""
    theta, _ = position(np.array(12.0), np.array(4.0))
    assert float(np.tanh(theta / 2)) == pytest.approx((12 - 4) / (12 + 4 + 1))


def test_no_word_of_either_pole_is_no_evidence():
    """An article about the weather has no position, rather than one in the middle."""
    given = [Article("x", "", "It rained all day."), Article("y", "", "The court spoke.")]
    row = axis(features(given, "x")).iloc[0]
    assert np.isnan(row["value"])
    assert row["reason"].startswith("no evidence")


def test_hits_of_one_sentence_widen_the_standard_error():
    """Four hits in one sentence say less than four hits in four sentences."""
    one = [Article("x", "", "Court, judge, tribunal, warrant."), Article("y", "", "No.")]
    four = [Article("x", "", "A court. A judge. A tribunal. A warrant."), Article("y", "", "No.")]
    narrow, wide = (axis(features(given, "x")).iloc[0] for given in (four, one))
    assert narrow["value"] == wide["value"]
    assert wide["se"] == pytest.approx(2 * narrow["se"])


def test_sentences_are_counted_on_the_side_that_outweighs():
    """A sentence with as many words of both poles counts for neither."""
    given = [Article("x", "", "A court and trade. A judge. Coal, copper and a court."), Article("y", "", "No.")]
    row = axis(features(given, "x")).iloc[0]
    assert (row["positive_sentences"], row["negative_sentences"]) == (1, 1)


def test_ambiguous_hits_count_half_by_default():
    """ "Gas" alone gives the negative pole half a hit."""
    given = [Article("x", "", "Gas."), Article("y", "", "No.")]
    table = features(given, "x")
    assert axis(table).iloc[0]["negative"] == 0.5
    assert axis(table, ambiguous_weight=0.0).iloc[0]["negative"] == 0


def test_smoothing_pulls_towards_zero():
    """The more is added to both poles, the nearer a small count lies to zero."""
    values = [abs(value(axis(features(), smoothing=s), level="focal")) for s in (0.1, 0.5, 1.0, 5.0)]
    assert values == sorted(values, reverse=True)
    assert values[-1] > 0


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("voice", ["all", "narrator", "quoted"])
def test_every_table_fits_its_schema(by, voice):
    """Columns, bounds and reasons are as the schema says, for every level and voice."""
    assert check_table(axis(features(), by=by, voice=voice), module.SCHEMA) == []
