from datetime import date

import numpy as np
import pandas as pd

from analyzer.readers import read_corpus


def test_a_frame_is_read_row_by_row() -> None:
    """Columns are known by the names of a CSV file; missing values of every kind are empty."""
    frame = pd.DataFrame(
        {
            "headline": ["Rain", None, pd.NA],
            "body": ["It rained.", "It shone.", np.nan],
            "source": ["Harbour Courier", np.nan, "X"],
            "published": [pd.Timestamp("2024-09-03"), pd.NaT, pd.Timestamp("2024-09-04")],
            7: [1, 2, 3],
        }
    )
    corpus = read_corpus(frame)
    assert [(a.id, a.title, a.outlet, a.published) for a in corpus] == [
        ("row1", "Rain", "Harbour Courier", "2024-09-03"),
        ("row2", "", "", ""),
    ]
    assert corpus.articles[0].extra == (("7", "1"),)
    assert corpus.skipped[0].origin == "DataFrame, row 3"


def test_dates_and_times_keep_what_was_given() -> None:
    """A zone and a time stay, a midnight without a zone is a day."""
    values = [
        date(2024, 9, 3),
        pd.Timestamp("2024-09-03 10:15"),
        pd.Timestamp("2024-09-03 00:00", tz="UTC"),
        "3 Sept 2024",
    ]
    frame = pd.DataFrame({"text": ["They met."] * 4, "date": pd.Series(values, dtype=object)})
    expected = ["2024-09-03", "2024-09-03T10:15:00", "2024-09-03T00:00:00+00:00", "2024-09-03"]
    assert [article.published for article in read_corpus(frame)] == expected


def test_columns_can_be_chosen() -> None:
    """The option works as for a file, and the lack of a text is one row of the ledger."""
    frame = pd.DataFrame({"Volltext": ["Es regnete."]})
    assert len(read_corpus(frame, columns={"text": "Volltext"})) == 1
    (row,) = read_corpus(frame).ledger
    assert "'Volltext'" in row.reason


def test_a_corpus_survives_the_way_through_a_frame() -> None:
    """`to_frame` and reading it again give the same articles."""
    frame = pd.DataFrame({"text": ["It rained.", "It shone."], "outlet": ["X", "Y"], "title": ["Rain", "Sun"]})
    first = read_corpus(frame)
    again = read_corpus(first.to_frame())
    fields = [(a.id, a.title, a.text, a.outlet, a.published) for a in first]
    assert [(a.id, a.title, a.text, a.outlet, a.published) for a in again] == fields


def test_odd_frames_do_no_harm() -> None:
    """Empty frames, several columns of one name, many levels of columns and lists in cells are read or on record."""
    assert read_corpus(pd.DataFrame({"text": []})).ledger[0].reason == "no rows"
    twice = pd.DataFrame([["a b", "c", "d"]], columns=["text", "text", "note"])
    assert read_corpus(twice).articles[0].extra == (("text", "c"),)
    levels = pd.DataFrame([["a b"]], columns=pd.MultiIndex.from_tuples([("text", "x")]))
    assert len(read_corpus(levels).skipped) == 1
    lists = pd.DataFrame({"text": ["a b"], "tags": [["x", "y"]]})
    assert read_corpus(lists).articles[0].extra == (("tags", "['x', 'y']"),)
