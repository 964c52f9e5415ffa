from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path

import pandas as pd
import pytest

import analyzer
from analyzer.article import Article
from analyzer.corpus import Corpus
from analyzer.errors import UnreadableError, UsageError
from analyzer.export import save, to_csv


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def saved(shipped, tmp_path_factory):
    return save(shipped, tmp_path_factory.mktemp("out") / "report")


def test_the_folder_holds_what_it_should(saved):
    """Page, results, summary, manifest, a table for each measure, a chart in three forms."""
    names = set(files(saved))
    assert {"report.html", "results.json", "summary.md", "run.toml"} <= names
    assert {f"data/{name}.csv" for name in (*analyzer.MEASURES, "evidence", "quotes", "ledger", "articles")} <= names
    for chart in analyzer.CHARTS:
        assert {f"figures/{chart}.{kind}" for kind in ("svg", "png", "txt")} <= names


def test_two_runs_write_the_same_bytes(saved, tmp_path):
    """A second run from the same texts writes the same folder, byte for byte."""
    again = save(analyzer.compare(), tmp_path / "again")
    first, second = files(saved), files(again)
    assert set(first) == set(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_results_come_back_without_computing(saved, shipped):
    """A loaded comparison has the same tables, findings and page as the one that was saved."""
    loaded = analyzer.load(saved)
    for name, table in shipped.tables.items():
        pd.testing.assert_frame_equal(loaded.tables[name], table, check_exact=True, obj=name, check_dtype=False)
    assert [f.text for f in loaded.findings] == [f.text for f in shipped.findings]
    assert loaded.to_html() == (saved / "report.html").read_text("utf-8")
    assert loaded.to_json() == (saved / "results.json").read_text("utf-8")


def test_the_page_and_the_results_are_not_large(saved):
    """The page of 31 articles is at most 1 MB."""
    assert (saved / "report.html").stat().st_size <= 1_000_000


def test_results_are_strict_json_with_a_schema_version(saved):
    """No NaN stands in the file."""
    content = json.loads((saved / "results.json").read_text("utf-8"), parse_constant=lambda name: pytest.fail(name))
    assert content["schema"] == 3


def test_the_manifest_repeats_the_run(saved):
    """Settings, versions and the hash of every text are in run.toml."""
    manifest = tomllib.loads((saved / "run.toml").read_text("utf-8"))
    assert analyzer.Settings(**manifest["settings"]) == analyzer.Settings()
    assert len(manifest["sha256"]) == 31
    assert manifest["versions"]["vaderSentiment"] == "3.3.2"


def test_an_older_report_survives_a_failure(saved, shipped, monkeypatch):
    """If writing fails half-way, the old folder is as it was and nothing is left beside it."""
    before = files(saved)
    monkeypatch.setattr("analyzer.export.save_figures", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        save(shipped, saved)
    assert files(saved) == before
    assert [p.name for p in saved.parent.iterdir()] == [saved.name]


def test_files_of_the_user_in_the_folder_are_kept(shipped, tmp_path):
    """A note put into the output folder is still there after the next run."""
    folder = save(shipped, tmp_path / "report")
    (folder / "my notes.txt").write_text("keep me", "utf-8")
    save(shipped, folder)
    assert (folder / "my notes.txt").read_text("utf-8") == "keep me"


def test_a_foreign_folder_needs_force(shipped, tmp_path):
    """A folder with other things in it is not written into unless the user insists."""
    (tmp_path / "thesis.txt").write_text("x", "utf-8")
    with pytest.raises(UsageError, match="--force"):
        save(shipped, tmp_path)
    save(shipped, tmp_path, force=True)
    assert (tmp_path / "thesis.txt").exists()


def test_an_unwritable_folder_is_a_clear_error(shipped, tmp_path):
    """A file in the way, or a parent that is a file, is named."""
    (tmp_path / "file").write_text("x", "utf-8")
    for target in (tmp_path / "file", tmp_path / "file" / "report"):
        with pytest.raises(UsageError, match="file"):
            save(shipped, target)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_parent_is_a_clear_error(shipped, tmp_path):
    """Missing permission is said, with what to do."""
    tmp_path.chmod(0o500)
    with pytest.raises(UsageError, match="--output"):
        save(shipped, tmp_path / "report")


def test_spreadsheets_run_nothing(tmp_path):
    """Cells that begin like a formula get an apostrophe; numbers stay numbers."""
    table = pd.DataFrame({"title": ["=cmd|' /C calc'!A0", "+1", "@SUM(A1)", "plain"], "value": [-1.5, 2, 3, 4]})
    to_csv(table, tmp_path / "x.csv")
    back = pd.read_csv(tmp_path / "x.csv", encoding="utf-8-sig")
    assert back["title"].tolist() == ["'=cmd|' /C calc'!A0", "'+1", "'@SUM(A1)", "plain"]
    assert back["value"].tolist() == [-1.5, 2, 3, 4]


def test_hostile_titles_reach_neither_page_nor_sheet(tmp_path):
    """Script, javascript: links, bidi controls and formulas in an article stay text."""
    bad = "<script>alert(1)</script> =cmd|x \u202egnp.exe {{ 7*7 }}"
    hostile = [
        Article(
            f"h{at}", f"=cmd|{bad}", f"{bad} It rained {at} times.", outlet=bad, group=bad, url="javascript:alert(1)"
        )
        for at in range(4)
    ]
    focal = Article("f", bad, "An article. " + bad)
    result = analyzer.compare(focal, Corpus(tuple(hostile)), language="")
    folder = save(result, tmp_path / "report")
    page = (folder / "report.html").read_text("utf-8")
    assert "<script>alert" not in page
    assert "javascript:alert" not in page
    assert "\u202e" not in page
    assert "49" not in page.split("<title>")[1].split("</title>")[0]
    for path in (folder / "data").glob("*.csv"):
        for line in path.read_text("utf-8-sig").splitlines():
            assert not line.startswith(("=", "+", "@")), path.name


def test_without_text_no_sentence_is_written(shipped, tmp_path):
    """--no-text keeps offsets and leaves every sentence out of the folder."""
    result = analyzer.compare(keep_text=False)
    folder = save(result, tmp_path / "report")
    sentence = "The European Union has expressed concerns about Mongolia's obligations under the Rome Statute"
    for name, content in files(folder).items():
        assert sentence.encode() not in content, name


def test_a_workbook_holds_every_table(shipped, tmp_path):
    """One sheet for each table."""
    import zipfile

    shipped.to_excel(tmp_path / "x.xlsx")
    with zipfile.ZipFile(tmp_path / "x.xlsx") as book:
        names = [name for name in book.namelist() if name.startswith("xl/worksheets/")]
    assert len(names) == len(shipped.tables)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"schema": 1}', "not json"])
def test_what_is_no_result_is_refused(tmp_path, content):
    """A file of something else gives a clear error."""
    (tmp_path / "results.json").write_text(content, "utf-8")
    with pytest.raises(UnreadableError, match=r"results\.json"):
        analyzer.load(tmp_path)


def test_results_of_a_newer_version_are_refused(tmp_path):
    """A schema from the future asks for an update."""
    (tmp_path / "results.json").write_text('{"schema": 99, "version": "9"}', "utf-8")
    with pytest.raises(UnreadableError, match="Update"):
        analyzer.load(tmp_path)


def test_tables_and_results_do_not_depend_on_the_size_of_blocks(shipped, monkeypatch, tmp_path):
    """Written two rows at a time, a table and the results are the same bytes as written at once."""
    table = shipped.tables["tone"].head(7)
    to_csv(table, tmp_path / "whole.csv")
    whole = shipped.to_json()
    monkeypatch.setattr("analyzer.export._BLOCK", 2)
    monkeypatch.setattr("analyzer.results._BLOCK", 2)
    to_csv(table, tmp_path / "blocks.csv")
    assert (tmp_path / "blocks.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert shipped.to_json() == whole


def test_csv_is_as_pandas_writes_it(tmp_path):
    """Numbers, gaps, infinities, flags, quotes and line breaks are written as pandas writes them."""
    table = pd.DataFrame(
        {
            "number": [0.1, float("nan"), float("inf"), -1e-300],
            "whole": [1, -2, 3, 10**12],
            "flag": [True, False, True, False],
            "text": ['a "quoted", word', "two\nlines", None, float("nan")],
        }
    )
    to_csv(table, tmp_path / "ours.csv")
    table.to_csv(tmp_path / "theirs.csv", index=False, encoding="utf-8-sig", lineterminator="\n")
    assert (tmp_path / "ours.csv").read_bytes() == (tmp_path / "theirs.csv").read_bytes()


def test_figures_are_those_of_the_page(saved):
    """A figure of the page and its file show the same title, and each second one of a kind has a file of its own."""
    page = (saved / "report.html").read_text("utf-8")
    for name in ("framing", "outlets", "topics-2", "framing_by_speaker-2"):
        told = (saved / "figures" / f"{name}.txt").read_text("utf-8")
        drawn = (saved / "figures" / f"{name}.svg").read_text("utf-8")
        title = drawn.partition("<title")[2].partition(">")[2].partition("</title>")[0]
        assert told.startswith(f"{title}. ")
        assert f">{title}</title>" in page
        assert "<a " not in drawn
