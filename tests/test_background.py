from __future__ import annotations

import pytest

from analyzer.article import Article
from analyzer.background import read_background
from analyzer.comparison import compare
from analyzer.errors import UnreadableError


def written(tmp_path, text, name="background.csv"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("term,count\ncourt,3\ngas,1\n", {"court": 0.75, "gas": 0.25}),
        ("term\tfrequency\ncourt\t.002\ngas\t1e-4\n", {"court": 0.002, "gas": 0.0001}),
        ("rank;count;term\n1;3;Court\n2;1;gas\n", {"court": 0.75, "gas": 0.25}),
        ("court,30\ngas,10\n", {"court": 0.75, "gas": 0.25}),
        ("court,0.5\ngas,0.25\n", {"court": 0.5, "gas": 0.25}),
        ('\ufeffTerm,Count\n\n"arrest  warrant",1\ngas,3\n', {"arrest warrant": 0.25, "gas": 0.75}),
    ],
)
def test_counts_are_normalised_and_frequencies_kept(tmp_path, text, expected):
    """With or without a header, in any order of columns, with the separators that tables have."""
    assert read_background(written(tmp_path, text)) == pytest.approx(expected)


def test_lines_of_one_term_are_added_up_whatever_their_case(tmp_path):
    """A list that tells Court from court speaks of one term here."""
    assert read_background(written(tmp_path, "Court,1\ncourt,2\ngas,1\n")) == pytest.approx(
        {"court": 0.75, "gas": 0.25}
    )


def test_a_term_that_never_occurs_is_as_good_as_missing(tmp_path):
    """A count of 0 is no frequency that a prior could be made of."""
    assert read_background(written(tmp_path, "term,count\ncourt,2\ngas,0\n")) == {"court": 1.0}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("term,count\ncourt,3\ngas,many\n", "line 3: 'many' is not a number"),
        ("term,count\ncourt,-3\n", "line 2: '-3' is not a number of 0 or more"),
        ("term,count\ncourt,nan\n", "line 2: 'nan' is not"),
        ("term,frequency\ncourt,12\n", "line 2: the frequency 12 is above 1"),
        ("term,count\ncourt\n", "line 2: 1 cell"),
        ("term,count\n,4\n", "line 2: no term"),
        ("word,count\ncourt,4\n", "the columns are word, count"),
        ("", "no term with a number above 0"),
        ("term,count\n", "no term with a number above 0"),
        (b"caf\xe9,4\n", "not UTF-8"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path, text, said):
    """A wrong line is named by its number, with what stands there."""
    with pytest.raises(UnreadableError, match=r"background\.csv") as caught:
        read_background(written(tmp_path, text))
    assert said in str(caught.value)


def test_many_wrong_lines_are_counted(tmp_path):
    """Three are spelled out, the rest is a number."""
    with pytest.raises(UnreadableError, match=r"line 2: .*line 4: .* and 2 more"):
        read_background(written(tmp_path, "term,count\n" + "court,x\n" * 5))


def test_a_background_reaches_the_log_odds_of_a_comparison(tmp_path):
    """The setting changes z and its p-values of the table, and leaves counts and values alone."""
    texts = [f"The {'court' if at else 'comet'} met. The band played on for guests.\n\n" * 6 for at in range(4)]
    given = [Article(f"a{at}", "", text) for at, text in enumerate(texts)]
    path = written(tmp_path, "comet,5\nband,400\nguests,300\n")
    plain, known = (
        compare(given[0], given[1:], keep_copies=True, **options).keyness.query("voice == 'all' and item == 'comet'")
        for options in ({}, {"background": str(path)})
    )
    assert known["z"].tolist() != plain["z"].tolist()
    assert known["value"].tolist() == plain["value"].tolist()
    assert known["count"].tolist() == plain["count"].tolist()
    with pytest.raises(UnreadableError, match="cannot be read"):
        compare(given[0], given[1:], keep_copies=True, background=str(tmp_path / "none.csv"))


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    """Not a trace of Python, but the name of the file."""
    with pytest.raises(UnreadableError, match=r"nowhere\.csv: cannot be read"):
        read_background(tmp_path / "nowhere.csv")
