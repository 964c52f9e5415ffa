from __future__ import annotations

import re

import pytest

import analyzer
from analyzer import errors
from tests.pages import ROOT, anchors, fences, lay_out, links, run_page

README = ROOT / "README.md"


@pytest.mark.slow
def test_every_line_of_code_runs_and_prints_what_it_says(tmp_path, monkeypatch):
    """Python runs, commands end with 0, and every number that stands below a command is one that it prints."""
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run_page(README, {}) >= 5
    assert (tmp_path / "framing.png").stat().st_size > 0


def test_the_first_thing_is_how_to_start():
    """The first fence holds the two commands, the second the same without make."""
    first, second = fences(README)[:2]
    assert [line.split("#")[0].strip() for line in first.text.splitlines()] == ["make report", "make test"]
    assert ".venv/bin/pip install ." in second.text


def test_every_link_leads_somewhere():
    """Files exist and pictures are no empty files."""
    missing = [link for link in links(README) if "://" not in link and not (ROOT / link.split("#")[0]).exists()]
    assert missing == []
    assert all((ROOT / link).stat().st_size > 1000 for link in links(README) if link.endswith(".png"))
    assert anchors(README) >= {"set-up", "limits", "licence-and-citation"}


def test_every_picture_is_described():
    """Who does not see a picture reads what it shows."""
    text = README.read_text("utf-8")
    described = re.findall(r"!\[([^\]]*)\]|alt=\"([^\"]*)\"", text)
    assert len(described) == 3
    assert all(len(first or second) > 40 for first, second in described)


def test_the_exit_codes_are_those_of_the_errors():
    """Every code that the program can end with stands in the table, and no other."""
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", README.read_text("utf-8"), re.MULTILINE)}
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    assert codes == {0, 130} | {kind.exit_code for kind in kinds if issubclass(kind, errors.AnalyzerError)}


def test_the_citation_names_this_version():
    """The version to cite is the version of the package."""
    assert f"version {analyzer.__version__} [software]" in README.read_text("utf-8")
