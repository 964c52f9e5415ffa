from __future__ import annotations

import json
import random
import re
from collections import Counter
from itertools import islice

import pytest

from analyzer.shipped import shipped_texts
from benchmarks.corpus import Growth, Piece, cut, make_source, read_source, resample, rewritten
from benchmarks.sets import write_sets

SYLLABLES = [consonant + vowel for consonant in "bdklmnrs" for vowel in "aeo"]


def word(number: int) -> str:
    """A word for each number, the same one for the same."""
    return "".join(SYLLABLES[number // 24**place % 24] for place in range(4))


@pytest.fixture(scope="module")
def source():
    """Sixty articles of four outlets, with few frequent words and many rare ones."""
    rng, articles = random.Random(1), []
    for at in range(60):
        words = [word(int(min(rng.paretovariate(0.6), 300_000))) for _ in range(1400)]
        lines = [" ".join(words[first : first + 50]).capitalize() + "." for first in range(0, 1400, 50)]
        articles.append(Piece(f"Outlet {at % 4}", "\n\n".join(lines)))
    return make_source(articles)


def test_the_same_source_and_seed_give_the_same_set(source):
    """Two sets are the same to the last letter, and another seed gives another one."""
    once, again = list(resample(source, 300)), list(resample(source, 300))
    assert once == again
    assert once != list(resample(source, 300, seed=1))


def test_a_smaller_set_is_the_beginning_of_a_larger_one(source):
    """What is measured at two sizes is the same text at first."""
    assert list(resample(source, 40)) == list(islice(resample(source, 300), 40))


def test_the_first_articles_are_real_text(source):
    """Generation 0 holds every paragraph of the source once, unchanged."""
    n = sum(len(cut(article, 490)) for article in source.articles)
    made = Counter(line for record in resample(source, n) for line in record["text"].split("\n\n"))
    assert made == Counter(line for article in source.articles for line in article.text.split("\n\n"))


def test_types_go_on_growing_when_the_source_runs_out(source):
    """After eight times the source there are new words in every doubling, at about the rate of the source."""
    whole = sum(len(cut(article, 490)) for article in source.articles)
    records = list(resample(source, 8 * whole))
    words, types = Growth(), []
    for number, record in enumerate(records, start=1):
        words.add(record["text"])
        if number in (whole, 2 * whole, 4 * whole, 8 * whole):
            types.append(len(words.types))
    assert types == sorted(set(types))
    assert types[1] / types[0] == pytest.approx(2**source.exponent, rel=0.1)


def test_no_article_is_a_copy_of_another(source):
    """Even of text that is used again, few runs of five words come back."""
    whole = sum(len(cut(article, 490)) for article in source.articles)
    records = list(resample(source, 3 * whole))

    def runs(texts):
        for text in texts:
            words = re.findall(r"\w+", text.lower())
            yield from zip(*(words[step:] for step in range(5)), strict=False)

    first = set(runs(record["text"] for record in records[:whole]))
    later = list(runs(record["text"] for record in records[whole:]))
    assert sum(run in first for run in later) / len(later) < 0.5


def test_a_word_that_changes_keeps_its_capitals():
    """The first letter, or all of them."""
    assert rewritten("Talks, TALKS and talks at 9.", {"talks": "rain"}) == "Rain, RAIN and rain at 9."


def test_articles_have_what_every_stage_needs(source):
    """Ids are unique, outlets have one group each, and there is more than one group."""
    records = list(resample(source, 200))
    assert len({record["id"] for record in records}) == 200
    groups = {record["outlet"]: record["group"] for record in records}
    assert all(groups[record["outlet"]] == record["group"] for record in records)
    assert len(set(groups.values())) > 1


def test_a_folder_of_text_files_is_a_source_too(tmp_path):
    """The shipped texts can be measured on, and the sets say what is in them."""
    rows = write_sets(read_source(shipped_texts()), tmp_path, [20, 200])
    assert [row["articles"] for row in rows] == [20, 200]
    assert rows[1]["types"] > rows[0]["types"]
    assert 0 < rows[1]["exponent"] < 1
    lines = (tmp_path / "articles-20" / "articles.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == 20
    assert json.loads((tmp_path / "articles-20" / "focal.jsonl").read_text("utf-8")) == json.loads(lines[0])
    assert (tmp_path / "articles-200" / "articles.jsonl").read_text("utf-8").splitlines()[:20] == lines


def test_a_folder_that_is_not_there_is_named(tmp_path):
    """The message says which one, and what to do."""
    with pytest.raises(FileNotFoundError, match=r"nowhere.*--data"):
        read_source(tmp_path / "nowhere")
