from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.article import Article
from analyzer.corpus import Corpus
from analyzer.errors import StrictError, TooFewError, UnreadableError, UsageError
from analyzer.gather import gather
from analyzer.settings import Settings

TEXTS = {f"c{at}.txt": f"Report number {at}. The court spoke." for at in range(4)}


def write(folder: Path, texts: dict[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def folder(tmp_path):
    write(tmp_path / "coverage", TEXTS)
    (tmp_path / "mine.txt").write_text("My own article. It is short.", "utf-8")
    return tmp_path


def test_focal_comes_first_and_the_others_by_id(folder):
    """The corpus is the focal article and then the others in the order of their ids."""
    focal, corpus = gather(folder / "mine.txt", folder / "coverage", settings=Settings(language=""))
    assert [a.id for a in corpus] == [focal.id, "c0", "c1", "c2", "c3"]


def test_the_focal_article_is_not_compared_with_itself(folder):
    """If the coverage holds the focal article too, it is set aside with a reason and stays in the ledger."""
    write(folder / "coverage", {"copy.txt": "My own article. It is short."})
    _, corpus = gather(folder / "mine.txt", folder / "coverage", settings=Settings(language=""))
    assert len(corpus) == 5
    assert [row.reason for row in corpus.skipped] == ["is the article under study"]
    assert len(corpus.ledger) == 6


def test_other_languages_are_set_aside_with_a_reason(folder):
    """A French article is no evidence on English word lists."""
    french = (
        "Le président est arrivé mardi dans la capitale, où il a rencontré son homologue pour parler de la coopération."
    )
    write(folder / "coverage", {"fr.txt": french * 2})
    _, corpus = gather(folder / "mine.txt", folder / "coverage", settings=Settings())
    assert [row.reason for row in corpus.skipped] == ["language is 'fr', compared is 'en' (--language)"]
    _, everything = gather(folder / "mine.txt", folder / "coverage", settings=Settings(language=""))
    assert len(everything) == 6


def test_dates_outside_the_window_are_set_aside(folder):
    """--since and --until leave out what was published before or after, and keep what has no date."""
    write(
        folder / "coverage",
        {
            "old.txt": "---\ndate: 2020-01-01\n---\n\nOld news. It rained.",
            "new.txt": "---\ndate: 2030-01-01\n---\n\nNews. Rain.",
        },
    )
    settings = Settings(language="", since="2024-01-01", until="2025-01-01")
    _, corpus = gather(folder / "mine.txt", folder / "coverage", settings=settings)
    assert sorted(row.reason for row in corpus.skipped) == [
        "published 2020-01-01, before 2024-01-01 (--since)",
        "published 2030-01-01, after 2025-01-01 (--until)",
    ]


def test_too_few_others_end_the_run_unless_allowed(folder):
    """Two others are too few; --allow-small compares with them all the same."""
    few = [folder / "coverage" / "c0.txt", folder / "coverage" / "c1.txt"]
    with pytest.raises(TooFewError, match="2 other articles"):
        gather(folder / "mine.txt", few, settings=Settings(language=""))
    _, corpus = gather(folder / "mine.txt", few, settings=Settings(language="", allow_small=True))
    assert len(corpus) == 3


def test_no_other_at_all_is_always_too_few(folder):
    """With --allow-small there must still be one other article."""
    with pytest.raises(TooFewError, match="no other article"):
        gather(folder / "mine.txt", folder / "mine.txt", settings=Settings(language="", allow_small=True))


def test_strict_makes_anything_skipped_an_error(folder):
    """--strict names the first thing that was skipped."""
    write(folder / "coverage", {"empty.txt": ""})
    with pytest.raises(StrictError, match=r"empty\.txt"):
        gather(folder / "mine.txt", folder / "coverage", settings=Settings(language="", strict=True))


def test_two_focal_articles_are_refused(folder):
    """A folder is no article under study."""
    with pytest.raises(UsageError, match="must be one"):
        gather(folder / "coverage", folder / "coverage", settings=Settings(language=""))


def test_an_empty_focal_article_is_unreadable(folder):
    """An empty file ends the run with what to do."""
    write(folder, {"empty.txt": " \n"})
    with pytest.raises(UnreadableError, match="no words"):
        gather(folder / "empty.txt", folder / "coverage", settings=Settings(language=""))


def test_ids_stay_distinct_when_the_focal_id_is_taken():
    """An other article with the focal article's id gets another one."""
    focal = Article("a", "", "Mine alone.")
    others = Corpus(tuple(Article(name, "", f"Text {name}.") for name in ("a", "b", "c")))
    _, corpus = gather(focal, others, settings=Settings(language=""))
    assert [a.id for a in corpus] == ["a", "a-2", "b", "c"]


def test_one_of_both_inputs_is_not_enough():
    """An article without coverage is a wrong call."""
    with pytest.raises(UsageError, match="other coverage"):
        gather("mine.txt", None, settings=Settings())


def test_what_is_set_aside_of_objects_is_in_the_ledger_too():
    """Articles that were made in Python and are set aside get a row with the reason."""
    others = Corpus(tuple(Article(name, "", f"Text {name[0]} about rain.") for name in ("a", "b", "c", "c2")))
    _, corpus = gather(Article("f", "", "Mine alone."), others, settings=Settings(language=""))
    assert sorted((row.item, row.status) for row in corpus.ledger) == [
        ("a", "read"),
        ("b", "read"),
        ("c", "read"),
        ("c2", "skipped"),
        ("f", "read"),
    ]


def test_identical_texts_count_once_unless_asked(folder):
    """A text printed twice, with other spacing and quotes, is one text; the ledger says so."""
    write(folder / "coverage", {"again.txt": "Report number 0.  The court SPOKE."})
    _, corpus = gather(folder / "mine.txt", folder / "coverage", settings=Settings(language=""))
    assert [(row.item, row.reason) for row in corpus.skipped] == [
        ("c0", "has the same words as 'again' and counts once (--keep-copies)")
    ]
    _, everything = gather(folder / "mine.txt", folder / "coverage", settings=Settings(language="", keep_copies=True))
    assert len(everything) == 6
