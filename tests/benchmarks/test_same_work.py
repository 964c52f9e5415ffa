from __future__ import annotations

import re

import numpy as np
import pytest

from analyzer.shipped import shipped_texts
from benchmarks.checks import counts, frames, slow_matches, tone
from benchmarks.child import timed
from benchmarks.corpus import read_source
from benchmarks.job import Job, prepare
from benchmarks.ours import measures, text
from benchmarks.peers import frames as regexes
from benchmarks.peers import keyness, replicates, tokens
from benchmarks.peers import tone as vader
from benchmarks.peers.topics import relative_error
from benchmarks.programs.plain_script import analyse
from benchmarks.programs.shares import group_replicates
from benchmarks.sets import write_sets


@pytest.fixture(scope="module")
def job(tmp_path_factory):
    """Forty articles made of the shipped texts."""
    folder = tmp_path_factory.mktemp("sets")
    write_sets(read_source(shipped_texts()), folder, [40])
    made = Job(folder / "articles-40")
    prepare(made, "features-marked")
    return made


@pytest.mark.parametrize("check", [counts, tone, frames], ids=["counts", "tone", "frames"])
def test_the_fast_way_gives_what_the_slow_way_gives(job, check):
    """No count, no score and no hit is different, and there is something to compare."""
    facts = timed(check, job)["facts"]
    assert facts["different"] == 0
    assert facts["compared"] > 100


def test_a_check_sees_a_difference(job, monkeypatch):
    """A scorer that is off by a little is found out."""
    monkeypatch.setattr("analyzer.features.tone.vader", lambda given: np.full(len(given), 0.1))
    assert timed(tone, job)["facts"]["different"] > 100


def test_peers_count_the_same_words(job):
    """By its own rule CountVectorizer finds about as many words as we do: the work is the same."""
    ours, theirs = timed(text.tokens, job)["facts"], timed(tokens.count_vectorizer, job)["facts"]
    assert theirs["tokens"] == pytest.approx(ours["tokens"], rel=0.1)
    assert theirs["types"] == pytest.approx(ours["types"], rel=0.1)


def test_peers_find_the_same_frames(job):
    """Two ways of regular expressions and the token ids find about as many hits."""
    found = [timed(one, job)["facts"]["hits"] for one in (text.frames, regexes.a_regex_each, regexes.one_alternation)]
    assert found[0] > 100
    assert found == pytest.approx([found[0]] * 3, rel=0.1)


def test_peers_score_the_same_sentences(job):
    """vaderSentiment gives the same mean; NLTK's copy nearly so."""
    ours, original, copy = (timed(one, job)["facts"] for one in (text.tone, vader.original, vader.nltk))
    assert original == ours
    assert copy["sentences"] == ours["sentences"]
    assert copy["mean"] == pytest.approx(ours["mean"], abs=0.02)


def test_peers_compute_the_same_keyness(job):
    """Sums of z and of G2 agree, by three ways of computing them."""
    found = [timed(one, job)["facts"] for one in (measures.key_formulas, keyness.dense, keyness.loop)]
    assert found[0]["g2"] > 0
    for other in found[1:]:
        assert other == pytest.approx(found[0], rel=1e-6, abs=0.01)


def test_peers_draw_the_same_ranges(job, monkeypatch):
    """The ranges of a loop of pandas are as wide as those of weights times sums."""
    monkeypatch.setattr(replicates, "REPLICATES", 300)
    ours = timed(measures.replicates, job)["facts"]["width"]
    assert timed(replicates.pandas_loop, job)["facts"]["width"] == pytest.approx(ours, rel=0.2)
    assert timed(replicates.numpy_gather, job)["facts"]["width"] == pytest.approx(ours, rel=0.2)


def test_a_comparison_made_before_is_the_one_that_is_drawn(job, shipped, monkeypatch):
    """Tables, findings and settings come back from the file as they went in."""
    monkeypatch.setattr("analyzer.comparison.compare", lambda *paths, codebook: shipped)
    prepare(job, "comparison")
    again = job.comparison()
    assert repr(again.findings) == repr(shipped.findings)  # NaN is not equal to itself
    assert again.settings == shipped.settings
    assert list(again.tables) == list(shipped.tables)
    assert all(again.tables[name].equals(table) for name, table in shipped.tables.items())


def test_what_could_not_be_made_is_said(tmp_path):
    """A stage that stands on it is skipped with the reason."""
    assert timed(text.frames, Job(tmp_path)) == {
        "status": "skipped",
        "reason": "features-marked.pickle could not be made at this size",
    }


def test_replicates_are_shares():
    """In every replicate and group the frames sum to one; a group whose articles all have one frame has no width."""
    counts = np.array([[2.0, 0.0], [3.0, 0.0], [1.0, 1.0], [0.0, 4.0], [5.0, 2.0], [1.0, 0.0]])
    found = group_replicates(counts, np.array(list("aabbbb")), n=250, seed=1)
    assert found.shape == (250, 2, 2)
    sums = found.sum(axis=2)
    assert np.isclose(sums, 1).sum() + (sums == 0).sum() == sums.size  # 0: nobody of the group was drawn
    assert set(found[:, 0, 1]) == {0.0}
    assert found[:, 1, 0].std() > 0


def test_the_error_is_that_of_the_dense_product():
    """||X - WH||² / ||X||² without making the dense matrix."""
    from scipy import sparse

    rng = np.random.default_rng(0)
    matrix = rng.random((7, 5)) * (rng.random((7, 5)) > 0.5)
    rows, columns = rng.random((7, 2)), rng.random((2, 5))
    error = ((matrix - rows @ columns) ** 2).sum() / (matrix**2).sum()
    assert relative_error(sparse.csr_array(matrix), rows, columns) == pytest.approx(error, abs=1e-6)


def test_the_slow_definition_prefers_the_longest_then_the_leftmost():
    """Of ids 1 2 3, "2 3" wins over "1 2" only if it is longer; punctuation ends a phrase."""
    one_two, two_three, three = [{1}, {2}], [{2}, {3}], [{3}]
    assert slow_matches([1, 2, 3], [True, False, False], [one_two, two_three, three]) == [(0, 0), (2, 2)]
    assert slow_matches([1, 2, 3], [True, False, False], [one_two, [*two_three, {4}], three]) == [(0, 0), (2, 2)]
    assert slow_matches([1, 2, 3], [True, True, False], [one_two, two_three]) == [(1, 1)]


def test_patterns_become_expressions_of_whole_words():
    """A star stands for letters, a blank for any white space; parts of words are no hits."""
    found = re.compile(regexes.alternation(["arrest warrant*", "court"]))
    assert found.findall("court courts arrest\nwarrants, rearrest warrant") == ["court", "arrest\nwarrants"]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # what the plain script does not look at
def test_the_scripts_and_the_analyzer_make_the_same_kinds_of_things(job, tmp_path, monkeypatch):
    """Six pictures and a page from each."""
    import pandas as pd

    from analyzer.features import featurize
    from benchmarks.programs.same_work import draw, measure, write

    table = pd.read_json(job.folder / "articles.jsonl", lines=True)
    plain, ours = tmp_path / "plain", tmp_path / "ours"
    plain.mkdir()
    ours.mkdir()
    monkeypatch.setattr("benchmarks.programs.plain_script.REPLICATES", 5)
    monkeypatch.setattr("benchmarks.programs.plain_script.TOPICS", 3)
    analyse(table, job.frames(), plain)
    articles = job.articles()
    tables = measure(featurize(articles, job.codebook(), focal=articles[0].id, speech="marked"))
    draw(tables, ours)
    write(tables, ours)
    for folder in (plain, ours):
        assert len(list(folder.glob("*.png"))) == 6
        assert (folder / "report.html").stat().st_size > 2000
