from __future__ import annotations

import argparse
import inspect
import re

import pytest

import analyzer
from analyzer.cli import _parser
from analyzer.export import save
from analyzer.inference.claims import STRENGTHS
from analyzer.inference.design import CHECKS, SEVERITIES
from analyzer.measures._schema import COLUMNS
from analyzer.readers import SUFFIXES
from analyzer.readers.fields import FIELDS
from analyzer.readers.formats import READERS
from analyzer.settings import Settings
from tests.pages import DOCS, PAGES, ROOT, anchors, lay_out, links, run_page
from tests.test_floors import HEIGHT

HEADINGS = ("what-it-says", "what-it-does-not-say", "formula", "defaults", "columns", "sources")
MEASURES = sorted(analyzer.MEASURES)


def text(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def missing(names: object, page: str) -> list[str]:
    """Names that do not stand on a page as code."""
    code = set(re.findall(r"`([^`\n]+)`", page))
    return [name for name in map(str, names) if name not in code]  # type: ignore[call-overload]


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_has_its_four_places(name):
    """File, test, page and entry in MEASURES bear one name."""
    assert (ROOT / f"analyzer/measures/{name}.py").is_file()
    assert (ROOT / f"tests/measures/test_{name}.py").is_file()
    assert (DOCS / f"measures/{name}.md").is_file()


def test_there_is_no_page_of_a_measure_that_does_not_exist():
    """Every page under measures/ belongs to a measure."""
    assert sorted(page.stem for page in (DOCS / "measures").glob("*.md")) == MEASURES


@pytest.mark.parametrize("name", MEASURES)
def test_the_page_of_a_measure_has_the_headings_of_its_neighbours(name):
    """What it says, what it does not say, formula, defaults, columns, sources."""
    assert [heading for heading in HEADINGS if heading not in anchors(DOCS / f"measures/{name}.md")] == []


@pytest.mark.parametrize("name", MEASURES)
def test_the_page_of_a_measure_names_every_column_and_option(name):
    """Columns of the schema that not all tables share, and every option of the function."""
    measure = analyzer.MEASURES[name]
    page = text(f"measures/{name}.md")
    assert missing([column for column, _ in measure.schema.extra], page) == []
    options = [o for o in inspect.signature(measure.function).parameters.values() if o.kind is o.KEYWORD_ONLY]
    assert [option.name for option in options if not re.search(rf"`{option.name}`|\b{option.name}=", page)] == []


def test_the_columns_that_all_tables_share_are_explained_once():
    """conventions.md names them in their order."""
    named = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", text("conventions.md").split("## Columns")[1], re.MULTILINE)
    assert re.findall(r"\w+", " ".join(named)) == list(COLUMNS)


def test_the_floors_stand_in_their_order():
    """architecture.md lists every room of the house once, no floor above one that it imports from."""
    floors = text("architecture.md").split("## Floors")[1].split("## What flows")[0]
    cells = " ".join(row.split("|")[2] for row in floors.splitlines() if row.startswith("| "))
    rooms = [name for name in re.findall(r"`(\w+)(?:\.py|/)`", cells) if name in HEIGHT]
    assert sorted(rooms) == sorted(HEIGHT)
    assert [HEIGHT[name] for name in rooms] == sorted(HEIGHT[name] for name in rooms)


def test_every_setting_is_explained_with_its_default():
    """settings.md has a row for each setting, and the default is the one of the program."""
    rows = dict(re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", text("settings.md"), re.MULTILINE))
    assert rows == {name: repr(field.default).replace("'", '"') for name, field in Settings.model_fields.items()}


def test_every_command_and_option_is_explained():
    """cli.md has a section for each command, and names every option it takes."""
    page = text("cli.md")
    verbs = next(a for a in _parser()._actions if isinstance(a, argparse._SubParsersAction)).choices
    assert set(verbs) <= anchors(DOCS / "cli.md")
    options = {option for verb in verbs.values() for action in verb._actions for option in action.option_strings}
    assert missing(sorted(options), page) == []


def test_every_format_and_field_is_explained():
    """reading.md and the pages below it name every format, every ending of a file, and every field."""
    page = "\n".join([text("reading.md"), *(path.read_text("utf-8") for path in sorted(DOCS.glob("reading/*.md")))])
    words = page.casefold()
    assert [name for name in READERS if not re.search(rf"\b{name.replace('_', '[ _]')}", words)] == []
    assert [ending for ending in SUFFIXES if ending not in words] == []
    assert missing(FIELDS, page) == []


def test_every_file_and_column_of_the_output_is_explained(shipped, tmp_path):
    """output.md names every file at the top of the folder, every table, and the columns of those without a page."""
    page = text("output.md")
    folder = save(shipped, tmp_path / "report")
    assert [entry.name for entry in folder.iterdir() if entry.name not in page] == []
    tables = [name for name in shipped.tables if name not in MEASURES]
    assert [name for name in [*tables, "ledger"] if f"**{name}**" not in page] == []
    assert missing(MEASURES, page) == []
    for name in tables:
        assert (name, missing(shipped.tables[name].columns, page)) == (name, [])


def test_the_words_of_strength_stand_as_they_are_used():
    """inference.md defines each word in the words of the program."""
    page = " ".join(text("inference.md").split())
    assert [word for word, meaning in STRENGTHS.items() if f"| *{word}* | {meaning} |" not in page] == []


def test_the_words_of_the_design_check_stand_as_they_are_used():
    """design-check.md defines every severity and every check in the words of the program."""
    page = " ".join(text("design-check.md").split())
    defined = {**SEVERITIES, **CHECKS}
    assert [word for word, meaning in defined.items() if f"| *{word}* | {meaning} |" not in page] == []


def test_the_changelog_names_every_chart_measure_and_command():
    """What exists is on record."""
    log = " ".join((ROOT / "CHANGELOG.md").read_text("utf-8").split())
    assert f"Charts: {', '.join(analyzer.CHARTS)};" in log
    assert f"Measures: {', '.join(analyzer.MEASURES)};" in log
    assert analyzer.__version__ in log


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_resolves(page):
    """Files exist, and so do the headings that links lead to."""
    broken = []
    for link in links(page):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_the_index_leads_to_every_page():
    """No page stands where nobody finds it."""
    listed = {(DOCS / link.split("#")[0]).resolve() for link in links(DOCS / "index.md")}
    assert [page.name for page in PAGES if page.name != "index.md" and page.resolve() not in listed] == []


@pytest.mark.parametrize("page", [page for page in PAGES if page.name != "README.md"], ids=lambda page: page.name)
def test_the_code_of_every_page_runs(page, shipped, tmp_path, monkeypatch):
    """Examples are executed, and what they print is what stands there."""
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    features = analyzer.featurize(shipped.corpus.articles, shipped.codebook, focal=shipped.focal)
    assert run_page(page, {"analyzer": analyzer, "cmp": shipped, "features": features}) >= 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_passes_a_verdict(page):
    """No page says of coverage that it is one-sided, right or wrong."""
    assert re.findall(r"\b(?:un)?biased\b", page.read_text("utf-8")) == []
