import io
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.corpus import Corpus
from analyzer.errors import UnreadableError
from analyzer.readers import read_corpus
from analyzer.readers.folder import natural_key, shown


def write(folder: Path, **contents: str) -> Path:
    """Files by their names, with "__" for a folder and the last "_" for the dot."""
    for name, content in contents.items():
        path = folder / ".".join(name.replace("__", "/").rsplit("_", 1))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def reasons(corpus: Corpus) -> dict[str, str]:
    return {row.origin.rpartition("/")[2]: row.reason for row in corpus.skipped}


def test_folders_are_groups_and_the_order_is_natural(tmp_path: Path) -> None:
    """Files come in natural order, and the folder below the one given is the group."""
    write(tmp_path, a10_txt="One.", a2_txt="Two.", state__b_txt="Three.", state__coast__c_txt="Four.")
    corpus = read_corpus(tmp_path)
    expected = [("a2", ""), ("a10", ""), ("b", "state"), ("c", "state/coast")]
    assert [(article.id, article.group) for article in corpus] == expected


def test_metadata_goes_before_the_header_and_the_header_before_the_guess(tmp_path: Path) -> None:
    """For each field the surest word counts."""
    write(
        tmp_path,
        a_txt="---\noutlet: Header\nauthor: Header\n---\nThe title\n\nOne.",
        metadata_csv="file;outlet;date;Region\na.txt;Table;3.9.2024;coast\n",
    )
    corpus = read_corpus(tmp_path)
    (article,) = corpus
    assert (article.outlet, article.author, article.title) == ("Table", "Header", "The title")
    assert (article.published, article.extra) == ("2024-09-03", (("Region", "coast"),))
    assert len(corpus.ledger) == 1


def test_files_and_rows_of_metadata_that_do_not_meet_are_on_record(tmp_path: Path) -> None:
    """A file without a row is read with a note; a row without a file, or without sense, is skipped with a reason."""
    write(tmp_path, a_txt="One.", sub__b_txt="Two.", sub__c_txt="Three.")
    table = "file,outlet\nsub\\b.txt,B\nmissing.txt,M\n../outside.txt,O\n,N\nsub/b.txt,twice\nx.txt,too,many\n"
    write(tmp_path, metadata_csv=table)
    corpus = read_corpus(tmp_path)
    assert [(a.id, a.outlet) for a in corpus] == [("a", "a"), ("b", "B"), ("c", "c")]
    notes = {row.item: row.notes for row in corpus.ledger}
    assert notes["a"][0] == notes["c"][0] == "not named in metadata.csv"
    assert "not named in metadata.csv" not in notes["b"]
    skipped = reasons(corpus)
    assert skipped["missing.txt"] == skipped["outside.txt"] == "named in metadata.csv, but there is no such file"
    assert "no file named" in skipped["metadata.csv, row 4"]
    assert "second row" in skipped["metadata.csv, row 5"]
    assert "3 cells" in skipped["metadata.csv, row 6"]


def test_the_nearest_metadata_counts(tmp_path: Path) -> None:
    """A table in a subfolder goes before the one above it; what it leaves out, the upper one may name."""
    write(tmp_path, sub__a_txt="One.", sub__b_txt="Two.", sub__metadata_csv="file,outlet\na.txt,Near\n")
    write(tmp_path, metadata_csv="file,outlet\nsub/a.txt,Far\nsub/b.txt,Far\n")
    assert [article.outlet for article in read_corpus(tmp_path)] == ["Near", "Far"]
    assert read_corpus(tmp_path).skipped == ()


def test_metadata_counts_for_files_given_by_name(tmp_path: Path) -> None:
    """The same file is the same article however it is named; the table itself is then a thing given."""
    write(tmp_path, a_txt="One.", b_txt="Two.", metadata_csv="file,outlet\na.txt,A\n")
    corpus = read_corpus(str(tmp_path / "*"))
    assert [article.outlet for article in corpus] == ["A", "b"]
    assert "describes the files beside it" in reasons(corpus)["metadata.csv"]
    assert read_corpus(tmp_path / "a.txt").articles[0].outlet == "A"


def test_metadata_without_a_file_column_is_a_table(tmp_path: Path) -> None:
    """A metadata.csv that describes no files is read as any table."""
    write(tmp_path, metadata_csv="title,text\nRain,It rained.\n", a_txt="One.")
    assert len(read_corpus(tmp_path)) == 2


def test_metadata_without_rows_is_on_record(tmp_path: Path) -> None:
    """A table that describes nothing is not passed over."""
    write(tmp_path, metadata_csv="file,outlet\n")
    assert reasons(read_corpus(tmp_path)) == {"metadata.csv": "no rows below the header"}


def test_metadata_fills_the_gaps_of_a_table(tmp_path: Path) -> None:
    """What is known of a CSV file holds for the rows that do not say otherwise."""
    write(tmp_path, rows_csv="text,outlet\nOne.,X\nTwo.,\n", metadata_csv="file,outlet,group\nrows.csv,Y,coast\n")
    assert [(a.outlet, a.group) for a in read_corpus(tmp_path)] == [("X", "coast"), ("Y", "coast")]


def test_what_is_no_article_is_on_record(tmp_path: Path) -> None:
    """Hidden files, documentation, other formats and files of the system are skipped, each with a reason."""
    write(tmp_path, a_txt="One.", README_md="Read me.", readmission_txt="Two.", LICENSE_txt="Do.", style_css="p {}")
    write(tmp_path, _hidden="x", _git__config="y")
    (tmp_path / "Thumbs.db").write_bytes(b"\xd0\xcf")
    corpus = read_corpus(tmp_path)
    assert [article.id for article in corpus] == ["a", "readmission"]
    skipped = reasons(corpus)
    assert skipped[".hidden"] == skipped[".git"] == "hidden"
    assert "documentation" in skipped["README.md"]
    assert "documentation" in skipped["LICENSE.txt"]
    assert ".css is not a format" in skipped["style.css"]
    assert "operating system" in skipped["Thumbs.db"]


def test_a_file_given_by_name_is_read_whatever_its_ending(tmp_path: Path) -> None:
    """Who names a file wants it: an unknown ending and a hidden file are read as plain text."""
    write(tmp_path, a_article="One.", _b="Two.")
    corpus = read_corpus([tmp_path / "a.article", tmp_path / ".b"])
    assert sorted(article.text for article in corpus) == ["One.", "Two."]
    assert any(".article is not known" in note for row in corpus.ledger for note in row.notes)


def test_links_are_followed_only_within_the_folder(tmp_path: Path) -> None:
    """A link out, a loop and a broken link are skipped; of a file and a link to it, the file is read."""
    inside, outside = tmp_path / "in", tmp_path / "out"
    write(inside, b_txt="One.")
    write(outside, secret_txt="Two.")
    links: dict[str, str | Path] = {
        "a.txt": "b.txt",
        "loop": "loop",
        "away.txt": outside / "secret.txt",
        "dir": outside,
        "self": ".",
        "no": "x",
    }
    for name, target in links.items():
        (inside / name).symlink_to(target)
    corpus = read_corpus(inside)
    assert [article.id for article in corpus] == ["b"]
    assert reasons(corpus) == {
        "a.txt": "given twice",
        "loop": "a link that leads nowhere",
        "no": "a link that leads nowhere",
        "away.txt": "a link that leads out of the folder",
        "dir": "a link that leads out of the folder",
        "self": "a link to a folder that is read itself",
    }


def test_a_metadata_link_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    """What a link outside the folder says about its files does not count."""
    inside, outside = tmp_path / "in", tmp_path / "out"
    write(inside, a_txt="One.")
    write(outside, metadata_csv="file,outlet\na.txt,Elsewhere\n")
    (inside / "metadata.csv").symlink_to(outside / "metadata.csv")
    assert read_corpus(inside).articles[0].outlet == "a"


def test_given_twice_is_read_once(tmp_path: Path) -> None:
    """A file that is given again, by any path, is skipped the second time."""
    write(tmp_path, a_txt="One.", metadata_csv="file,outlet\na.txt,A\n")
    corpus = read_corpus(
        [tmp_path, tmp_path / "a.txt", str(tmp_path / "*.txt"), f"{tmp_path}/../{tmp_path.name}/a.txt"]
    )
    assert [article.outlet for article in corpus] == ["A"]
    assert [row.reason for row in corpus.skipped] == ["given twice"] * 3


def test_the_order_of_giving_does_not_matter(tmp_path: Path) -> None:
    """Paths in another order give the same corpus."""
    write(tmp_path, a_txt="One.", b_txt="Two.", c_txt="Three.")
    paths = sorted(tmp_path.iterdir())
    assert read_corpus(paths) == read_corpus(paths[::-1])


def test_ids_are_told_apart_by_folder_then_by_number(tmp_path: Path) -> None:
    """Files of one name get their folder in front, and where that does not help a number behind."""
    write(
        tmp_path, state__x_txt="One.", west__x_txt="Two.", a_txt="Three.", a_md="Four.", b_txt="---\nid: a\n---\nFive."
    )
    assert [article.id for article in read_corpus(tmp_path)] == ["a", "a-2", "a-3", "state-x", "west-x"]
    named = [tmp_path / "state/x.txt", tmp_path / "west/x.txt"]
    assert [article.id for article in read_corpus(named)] == ["state-x", "west-x"]


def test_what_does_not_exist_is_an_error(tmp_path: Path) -> None:
    """A wrong path, a pattern without a match, an empty folder and no path at all are told at once."""
    (tmp_path / "empty").mkdir()
    cases = {
        str(tmp_path / "no.txt"): "no such file",
        str(tmp_path / "*.txt"): "nothing matches",
        str(tmp_path / "empty"): "no files",
        "The boats went out.\nThey came back.": "looks like a text",
        "x" * 5000: "looks like a text",
        "a\x00b": "no such file",
        "\ud800": "no such file",
        "": "no such file",
    }
    for path, words in cases.items():
        with pytest.raises(UnreadableError, match=words) as error:
            read_corpus(path)
        assert error.value.fix
    with pytest.raises(UnreadableError, match="empty"):
        read_corpus([])


def test_odd_names_are_shown_on_one_line(tmp_path: Path) -> None:
    """A folder called x.txt, a newline in a name and a name that is no UTF-8 do no harm."""
    (tmp_path / "x.txt").mkdir()
    (tmp_path / "x.txt" / "new\nline.txt").write_text("One.")
    with open(os.fsencode(tmp_path) + b"/caf\xe9.txt", "w") as stream:
        stream.write("Two.")
    corpus = read_corpus(tmp_path)
    assert len(corpus) == 2
    assert corpus.articles[1].group == "x.txt"
    assert all("\n" not in row.origin and row.origin.encode() for row in corpus.ledger)
    assert all(article.outlet.encode() and "\n" not in article.outlet for article in corpus)


def test_pipes_and_closed_files_are_on_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be opened is a row of the ledger, and does not block the run."""
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "metadata.csv")
    assert all("not a regular file" in reason for reason in reasons(read_corpus(tmp_path)).values())
    write(tmp_path, a_txt="One.")

    def refuse(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    assert reasons(read_corpus(tmp_path))["a.txt"] == "cannot be opened: Permission denied"


def test_a_closed_folder_is_on_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be listed is one row, and its neighbours are read."""
    write(tmp_path, a_txt="One.", closed__b_txt="Two.")
    listed = os.scandir

    def refuse(path: str):  # type: ignore[no-untyped-def]
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)
    corpus = read_corpus(tmp_path)
    assert [article.id for article in corpus] == ["a"]
    assert reasons(corpus)["closed"] == "cannot be opened: Permission denied"


def test_standard_input_is_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hyphen stands for a text that is piped in; its outlet is not known."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Café\n\nThey met.".encode())))
    (article,) = read_corpus("-")
    assert (article.id, article.title, article.text) == ("stdin", "Café", "They met.")
    assert (article.outlet, article.origin) == ("", "standard input")


def test_a_deep_folder_is_walked(tmp_path: Path) -> None:
    """Hundreds of folders inside each other are no matter of recursion."""
    deep = tmp_path.joinpath(*["d"] * 600)
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("One.")
    assert len(read_corpus(tmp_path)) == 1


@given(st.lists(st.text(st.characters(blacklist_categories=["Cs"]))))
def test_natural_order_is_an_order(names: list[str]) -> None:
    """Any names can be sorted, and the result does not depend on the order before."""
    backwards = names[::-1]
    assert sorted(names, key=natural_key) == sorted(backwards, key=natural_key)
    assert all(shown(name).isprintable() for name in names)
