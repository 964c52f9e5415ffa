"""`analyzer ingest` from its words to its exit code; and `--outlets` wherever articles are read."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import analyzer
from analyzer.cli import run
from analyzer.commands._given import given
from analyzer.comparison import _inputs
from analyzer.gather import gather
from analyzer.manifest import _section
from analyzer.settings import Settings
from tests.fetching.serving import Site, says, serving
from tests.pages import lay_out


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    lay_out(tmp_path)
    (tmp_path / "outlets.csv").write_text("outlet,group\nOutlet 0,coast\nOutlet 1,coast\nThe outlet 2,inland\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        made.pages["/a"] = says("The ministers met on Tuesday.")
        yield made


def test_the_sums_are_told_and_add_up(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Given is read and skipped; where the corpus and its ledger are; nothing on standard error."""
    (folder / "coverage" / "scan.png").write_bytes(b"\x89PNG\r\n")
    assert run(["ingest", "coverage", "my_article.txt", "-o", "c.jsonl", "--outlets", "outlets.csv"]) == 0
    out, err = capsys.readouterr()
    assert "6 = 5 read + 1 skipped" in out
    assert "1: Outlet 3" in out
    assert "c.jsonl.ledger.csv" in out
    assert err == ""


def test_json_has_the_same_sums(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One object, and nothing else."""
    assert run(["ingest", "coverage", "--json", "--clean"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["given"], told["read"], told["skipped"], told["output"]) == (4, 4, 0, "corpus.jsonl")
    assert "rejected" not in told


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["ingest"], 2),
        (["ingest", "coverage", "-o", "c.docx"], 2),
        (["ingest", "coverage", "-o", "rows.csv"], 2),
        (["ingest", "coverage", "-o", "coverage"], 2),
        (["ingest", "nowhere"], 3),
        (["ingest", "coverage", "--outlets", "my_article.txt"], 3),
        (["ingest", "coverage", "--outlets", "nowhere.csv"], 3),
        (["ingest", "--fetch", "nowhere.txt"], 3),
        (["ingest", "--fetch", "https://a.example/", "--contact", "ü"], 2),
        (["ingest", "--fetch", "https://a.example/", "--pages", "coverage"], 2),
        (["ingest", "coverage", "empty.txt", "--strict"], 5),
    ],
)
def test_every_error_has_its_code(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int
) -> None:
    """Wrong usage 2, unreadable 3, strict 5; the message is plain, and no corpus is written."""
    (folder / "empty.txt").write_text("")
    assert run(arguments) == code
    err = capsys.readouterr().err
    assert err.startswith("analyzer: ")
    assert "Traceback" not in err
    assert not (folder / "corpus.jsonl").exists()


def test_pages_are_fetched_when_asked_for_and_only_then(
    folder: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    """They are read like files, those that failed are skipped with the reason, and a second run asks nobody."""
    urls = [site.url("/a"), site.url("/none"), "ftp://a.example/"]
    asked = [
        "ingest",
        "my_article.txt",
        "-o",
        "c.jsonl",
        "--delay",
        "0",
        "--allow-private",
        "--force",
        "--fetch",
        *urls,
    ]
    assert run(asked) == 0
    out = capsys.readouterr().out
    assert "4 = 2 read + 2 skipped" in out
    assert "the server says 404" in out
    assert "only http and https" in out
    assert [article.url for article in analyzer.read("c.jsonl") if article.url] == [site.url("/a")]
    assert run(asked) == 0
    assert site.paths.count("/a") == 1


def test_addresses_among_the_sources_are_no_reason_to_fetch(folder: Path, site: Site) -> None:
    """A list of addresses is a text like any other; nothing goes out."""
    (folder / "list.txt").write_text(site.url("/a"))
    run(["ingest", "list.txt", site.url("/a")])
    run(["ingest", "list.txt"])
    assert site.asked == []


def test_private_addresses_need_their_own_option(folder: Path, site: Site) -> None:
    """--fetch alone does not lead into the local network."""
    assert run(["ingest", "--fetch", site.url("/a"), "-o", "c.jsonl"]) == 3
    assert "private" in Path("c.jsonl.ledger.csv").read_text("utf-8-sig")
    assert site.asked == []


def test_without_fetch_nothing_of_it_is_loaded(folder: Path) -> None:
    """Neither the part that fetches nor what speaks HTTP or TLS."""
    code = "import sys; from analyzer.cli import run; run(['ingest', 'coverage', '-q']); "
    code += "print([m for m in sys.modules if m.startswith('analyzer.fetching') or m == 'http.client'])"
    home = str(Path(analyzer.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": home}
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_every_verb_that_reads_articles_takes_the_table_of_outlets(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Groups of the table are groups of whatever is made of the articles."""
    _, corpus = gather("my_article.txt", "coverage", settings=Settings(language=""), outlets="outlets.csv")
    assert {article.outlet: article.group for article in corpus}["Outlet 1"] == "coast"
    assert run(["inspect", "coverage", "--outlets", "outlets.csv", "--json"]) == 0
    read = json.loads(capsys.readouterr().out)["read"]
    assert [row["group"] for row in read] == ["coast", "coast", "inland", ""]
    for verb in ("compare", "design", "measure"):
        assert run([verb, "my_article.txt", "coverage", "--outlets", "nowhere.csv"]) == 3
        assert "nowhere.csv" in capsys.readouterr().err


def test_a_manifest_names_the_table_and_repeats_it(folder: Path) -> None:
    """What run.toml says of inputs is what the next run is given."""
    inputs = _inputs("my_article.txt", "coverage", None, None, "outlets.csv")
    Path("run.toml").write_text(f"{_section('inputs', inputs)}", "utf-8")
    assert given(None, None, "run.toml", None, None, None, {})["outlets"] == "outlets.csv"
    assert given(None, None, "run.toml", None, None, "other.csv", {})["outlets"] == "other.csv"
