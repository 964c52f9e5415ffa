from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analyzer.cli import run

TEXT = "The court issued an arrest warrant. The minister spoke of trade. It rained on the square."


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "coverage").mkdir()
    for at in range(4):
        (tmp_path / "coverage" / f"c{at}.txt").write_text(f"{TEXT} Number {at} says more.", "utf-8")
    (tmp_path / "mine.txt").write_text(TEXT, "utf-8")
    return tmp_path


def test_the_main_job_writes_a_report_and_says_where(folder, capsys):
    """compare ARTICLE COVERAGE ends with 0, names the page, and keeps quiet on standard error."""
    assert run(["compare", "mine.txt", "coverage", "--language", ""]) == 0
    out, err = capsys.readouterr()
    assert "analyzer-report/report.html" in out
    assert Path("analyzer-report/report.html").is_file()
    assert err == ""


def test_json_is_one_object_and_nothing_else(folder, capsys):
    """--json prints one object with the findings."""
    assert run(["compare", "mine.txt", "coverage", "--json", "--language", ""]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["others"] == 4
    assert found["findings"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["compare", "none.txt", "coverage"], 3),
        (["compare", "mine.txt", "nowhere"], 3),
        (["compare", "mine.txt"], 2),
        (["compare", "mine.txt", "coverage/c0.txt", "--language", ""], 4),
        (["compare", "mine.txt", "coverage", "--codebook", "none.toml"], 2),
        (["compare", "mine.txt", "coverage", "--codebook", "mine.txt"], 3),
        (["compare", "mine.txt", "coverage", "--bootstrap", "1"], 2),
        (["compare", "mine.txt", "coverage", "--config", "none.toml"], 2),
        (["compare", "mine.txt", "coverage", "-o", "mine.txt", "--language", ""], 2),
        (["inspect", "nowhere"], 3),
        (["report", "nowhere"], 3),
        (["codebook", "check", "none.toml"], 2),
    ],
)
def test_every_error_has_its_code_and_no_traceback(folder, capsys, arguments, code):
    """Wrong usage is 2, unreadable input 3, too few others 4; the message is plain, also as JSON."""
    assert run(arguments) == code
    err = capsys.readouterr().err
    assert "Traceback" not in err
    assert err.startswith("analyzer: ")
    assert run([*arguments, "--json"]) == code
    assert json.loads(capsys.readouterr().out)["error"]["code"] == code


def test_strict_is_code_five(folder):
    """A skipped file under --strict is an error of its own kind."""
    (folder / "coverage" / "empty.txt").write_text("", "utf-8")
    assert run(["compare", "mine.txt", "coverage", "--strict", "--language", ""]) == 5


def test_a_skipped_file_ends_no_run_and_is_named(folder, capsys):
    """Empty and binary files are listed with their reasons; the report is written."""
    (folder / "coverage" / "empty.txt").write_text("", "utf-8")
    (folder / "coverage" / "binary.txt").write_bytes(bytes(range(256)) * 40)
    assert run(["compare", "mine.txt", "coverage", "--language", ""]) == 0
    out = capsys.readouterr().out
    assert "empty.txt" in out
    assert "binary.txt" in out
    page = Path("analyzer-report/report.html").read_text("utf-8")
    assert "empty.txt" in page
    assert "binary.txt" in page


def test_unknown_verbs_and_options_are_code_two(capsys):
    """argparse's own errors use the same code."""
    with pytest.raises(SystemExit) as caught:
        run(["compare", "--no-such-option"])
    assert caught.value.code == 2


def test_a_fault_of_the_program_is_code_one_with_a_log(folder, capsys, monkeypatch):
    """An unexpected error prints no traceback but where its log is."""
    monkeypatch.setattr("analyzer.commands.compare.compare_articles", lambda *a, **k: 1 / 0)
    assert run(["compare", "mine.txt", "coverage"]) == 1
    err = capsys.readouterr().err
    assert "Traceback" not in err
    log = Path(err.split("Log: ")[1].strip())
    assert "ZeroDivisionError" in log.read_text("utf-8")
    log.unlink()


def test_an_interrupted_run_is_code_130(folder, monkeypatch):
    """Ctrl-C ends the run and leaves nothing behind."""

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("analyzer.commands.compare.compare_articles", interrupt)
    assert run(["compare", "mine.txt", "coverage"]) == 130
    assert not Path("analyzer-report").exists()


def test_inspect_shows_what_is_read_and_what_is_not(folder, capsys):
    """inspect lists ids, encodings, words and reasons, and analyses nothing."""
    (folder / "coverage" / "empty.txt").write_text("", "utf-8")
    assert run(["inspect", "coverage"]) == 0
    out = capsys.readouterr().out
    assert "5 given, 4 read, 1 skipped" in out
    assert "utf-8" in out


def test_kwic_finds_every_occurrence(folder, capsys):
    """kwic counts occurrences and articles."""
    assert run(["kwic", "arrest warrant*", "coverage"]) == 0
    assert "4 occurrences in 4 of 4 articles" in capsys.readouterr().out


def test_codebook_show_and_check(folder, capsys):
    """The shipped codebook can be read, and a bad pattern is named."""
    assert run(["codebook", "show"]) == 0
    shown = capsys.readouterr().out
    assert "Western scrutiny" in shown
    assert "anonymous: Unnamed sources\n" in shown
    assert run(["codebook", "check"]) == 0
    assert "9 frames, 554 patterns; 12 categories of speakers, " in capsys.readouterr().out
    Path("bad.toml").write_text(
        'name="b"\nversion="1"\n[frames.war]\nlabel="War"\ndefinition="d"\npatterns=["war*"]\n', "utf-8"
    )
    assert run(["codebook", "check", "bad.toml"]) == 0
    assert "warn" in capsys.readouterr().out


def test_report_makes_the_page_again(folder, capsys):
    """report RESULTS writes the same page without computing."""
    assert run(["compare", "mine.txt", "coverage", "--language", ""]) == 0
    page = Path("analyzer-report/report.html")
    before = page.read_bytes()
    page.unlink()
    assert run(["report", "analyzer-report"]) == 0
    assert page.read_bytes() == before


def test_a_manifest_repeats_its_run(folder, capsys):
    """compare --config run.toml gives the same bytes."""
    assert run(["compare", "mine.txt", "coverage", "--seed", "7", "--language", "", "-o", "one"]) == 0
    assert run(["compare", "--config", "one/run.toml", "-o", "two"]) == 0
    for name in ("results.json", "report.html", "run.toml"):
        assert Path("one", name).read_bytes() == Path("two", name).read_bytes()


def test_doctor_tells_versions(capsys):
    """doctor names the packages that numbers depend on."""
    assert run(["doctor"]) == 0
    assert "PyStemmer" in capsys.readouterr().out


def test_standard_input_is_an_article(folder, monkeypatch, capsys):
    """compare - COVERAGE reads the article from standard input."""
    result = subprocess.run(
        [sys.executable, "-m", "analyzer", "compare", "-", "coverage", "--language", "", "--json"],
        input=TEXT.encode(),
        capture_output=True,
        check=False,
        cwd=folder,
        env={"PYTHONPATH": str(Path(__file__).parent.parent), "PATH": "/usr/bin:/bin"},
    )
    assert result.returncode == 0, result.stderr.decode()
    assert json.loads(result.stdout)["others"] == 4


@pytest.mark.parametrize(("code", "limit"), [("import analyzer", 0.15), ("from analyzer.cli import run; run([])", 0.4)])
def test_starting_costs_little(code, limit):
    """Importing the package and printing the help load nothing heavy (best of five runs)."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    assert min(times) < limit


@pytest.mark.filterwarnings("always::analyzer.errors.CacheWarning")
def test_a_cache_that_is_none_is_told_and_costs_nothing(folder, capsys):
    """The file, why, and what to do, without a line of code; the work goes on."""
    Path("kept.sqlite").write_bytes(b"no database" * 500)
    assert run(["design", "mine.txt", "coverage", "--language", "", "--cache", "kept.sqlite"]) == 0
    told = capsys.readouterr().err
    assert told.startswith("analyzer: kept.sqlite: cannot be used as a cache.")
    assert "analyzer cache clear kept.sqlite" in told
    assert "warnings.warn" not in told
