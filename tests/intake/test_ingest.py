"""Any mixture of files becomes one corpus that reads back as it was, and an account whose sums are checked."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import analyzer
from analyzer.article import Article
from analyzer.corpus import LedgerRow
from analyzer.errors import AnalyzerError, StrictError, UnreadableError, UsageError
from analyzer.intake import ingest
from analyzer.intake.ledger import container_of
from analyzer.intake.writing import open_form
from analyzer.readers.containers.zipped import read_zip
from analyzer.readers.formats import READERS
from analyzer.readers.reading import File, Options, Reading, accounted, skipped, taken

FORMS = ["corpus.jsonl", "corpus.parquet", "corpus"]


@pytest.fixture
def mixture(tmp_path: Path) -> Path:
    """A folder with a text, a table, an archive in an archive, a picture and an empty file."""
    folder = tmp_path / "given"
    (folder / "north").mkdir(parents=True)
    (folder / "north" / "a.txt").write_text("---\ntitle: Rain\noutlet: Harbour Courier\ndesk: city\n---\nIt rained.\n")
    rows = '[{"text": "They met.", "title": "", "note": "late\\nedition", "tags": ["x", "y"]}, {"text": "..."}]'
    (folder / "rows.json").write_text(rows)
    with zipfile.ZipFile(folder / "inner.zip", "w") as inner:
        inner.writestr("b.txt", "The court met.\n\nIt spoke of law.")
        inner.writestr("c.png", b"\x89PNG\r\n")
    with zipfile.ZipFile(folder / "outer.zip", "w") as outer:
        outer.write(folder / "inner.zip", "inner.zip")
        outer.writestr("=d.csv", "text\nFour articles.\n")
    (folder / "inner.zip").unlink()
    (folder / "empty.txt").write_text("")
    return folder


def known(article: Article) -> Article:
    """What must not change: everything but where it was read from now."""
    extra = tuple(pair for pair in article.extra if pair[0] not in ("read_from", "read_as"))
    return replace(article, origin="", encoding="", extra=extra)


def readable(output: Path) -> None:
    if output.suffix == ".parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
        if "parquet" not in READERS:
            pytest.skip("there is no reader of Parquet")


def content(output: Path) -> dict[str, bytes]:
    files = sorted(output.iterdir()) if output.is_dir() else [output]
    return {path.name if output.is_dir() else "": path.read_bytes() for path in files}


@pytest.mark.parametrize("name", FORMS)
def test_what_is_written_reads_back_as_it_was(mixture: Path, tmp_path: Path, name: str) -> None:
    """The same articles in the same order; written again, the same bytes."""
    readable(tmp_path / name)
    given = analyzer.read(mixture)
    done = ingest(mixture, tmp_path / "one" / name)
    assert (done.n_read, done.n_skipped) == (len(given), len(given.skipped)) == (4, 3)
    back = analyzer.read(done.output)
    assert len(back.skipped) == 0
    flat = [replace(known(a), note=" ".join(a.note.split())) if name == "corpus" else known(a) for a in given]
    assert [known(article) for article in back] == flat
    assert dict(back.articles[0].extra)["read_from"] == given.articles[0].origin
    again = ingest(done.output, tmp_path / "two" / name)
    assert content(again.output) == content(done.output)


WORD = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)
FIELD = WORD.map(lambda text: " ".join(text.split()))
TEXT = st.lists(st.one_of(WORD, st.sampled_from(["Rain", "---", "title: x", "<html>", "# A", ""])), max_size=6)
PAIRS = st.lists(st.tuples(st.sampled_from(["desk", "title", "Source", "extra", "a: b", "", "ü 1"]), WORD), max_size=3)


@given(
    title=st.one_of(FIELD, st.just("Rain")),
    lines=TEXT,
    outlet=FIELD,
    group=FIELD,
    author=FIELD,
    note=WORD,
    extra=PAIRS,
    form=st.sampled_from(["jsonl", "folder"]),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_article_reads_back_or_is_refused(
    title: str,
    lines: list[str],
    outlet: str,
    group: str,
    author: str,
    note: str,
    extra: list[tuple[str, str]],
    form: str,
) -> None:
    """Whatever stands in it: nothing is changed on the way, and what a form cannot hold it does not take."""
    row = {"title": title, "text": "\n".join([*lines, "It rained."]), "outlet": outlet, "group": group}
    row |= {"author": author, "note": note, "id": "a", "url": "", "extra": json.dumps(extra)}
    with TemporaryDirectory() as folder:
        first = Path(folder, "in.json")
        first.write_text(json.dumps(row), "utf-8")
        (article,) = analyzer.read(first)
        output = Path(folder, "out.jsonl" if form == "jsonl" else "out")
        writer = open_form(form, output)
        reason = writer.write(article)
        writer.close()
        assert form == "folder" or not reason
        if not reason:
            (back,) = analyzer.read(output)
            flat = replace(article, note=" ".join(article.note.split())) if form == "folder" else article
            assert known(back) == known(flat)


def test_what_a_text_file_cannot_hold_is_skipped_with_its_reason(tmp_path: Path) -> None:
    """Its words are kept with what was rejected."""
    given = [{"text": "\x01\x02\x03 met."}, {"text": "They met."}]
    (tmp_path / "in.json").write_text(json.dumps(given))
    done = ingest(tmp_path / "in.json", tmp_path / "out")
    assert (done.n_read, done.n_skipped) == (1, 1)
    assert "write .jsonl" in next(iter(done.reasons))
    assert done.rejected is not None
    assert "met." in done.rejected.read_text("utf-8")


def test_controls_in_a_text_do_not_make_a_corpus_unreadable(tmp_path: Path) -> None:
    """JSON lines and Parquet hold them, so that the file is still text."""
    text = "".join(map(chr, [1, 8, 14, 27, 127, 128, 0x2028])) + " met."
    done = ingest([], tmp_path / "c.jsonl", also=[taken(Article("a", "\x7f", text, origin="a"))])
    (article,) = analyzer.read(done.output)
    assert (article.title, article.text) == ("\x7f", text)


def test_the_ledger_has_a_row_for_everything_and_no_formula(mixture: Path, tmp_path: Path) -> None:
    """Read, skipped and opened, each with its reason; cells that a spreadsheet would run are text."""
    done = ingest(mixture, tmp_path / "corpus.jsonl")
    assert done.ledger == tmp_path / "corpus.jsonl.ledger.csv"
    rows = list(csv.DictReader(done.ledger.read_text("utf-8-sig").splitlines()))
    statuses = [row["status"] for row in rows]
    assert (statuses.count("read"), statuses.count("skipped"), statuses.count("opened")) == (4, 3, 2)
    assert [box.origin.rsplit("/", 1)[1] for box in done.containers] == ["inner.zip", "outer.zip"]
    assert [(box.read, box.skipped) for box in done.containers] == [(1, 1), (2, 1)]
    assert all(row["reason"] for row in rows if row["status"] == "skipped")
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def export(announced: int | None, *readings: Reading) -> list[Reading]:
    return list(accounted(File(b"", "export.txt", "export"), readings, announced=announced))


def test_what_an_export_announces_is_held_against_what_came(tmp_path: Path) -> None:
    """Each article that is missing is a row; rejected blocks are kept word for word with their reason."""
    article = Article("a", "", "They met.", origin="export.txt, 1")
    block = "=Dokument 2 von 4\nnot to be divided"
    also = export(4, taken(article), skipped("export.txt, 2", "two", "no end", rejected=block))
    done = ingest([], tmp_path / "corpus.jsonl", also=also)
    (box,) = done.containers
    assert (box.announced, box.read, box.skipped, box.missing) == (4, 1, 3, 2)
    assert (done.n_read, done.n_skipped) == (1, 3)
    assert done.rejected is not None
    (kept,) = map(json.loads, done.rejected.read_text("utf-8").splitlines())
    assert kept == {"origin": "export.txt, 2", "item": "two", "reason": "no end", "rejected": block}


@pytest.mark.parametrize(
    "notes",
    [("2 read, 0 skipped",), ("0 read, 1 skipped",), ("9 read, 0 skipped",), ("3 announced", "1 read, 0 skipped")],
)
def test_sums_that_do_not_add_up_are_a_fault(tmp_path: Path, notes: tuple[str, ...]) -> None:
    """A reader that counts otherwise than its rows is found out, and nothing is written."""
    wrong = [taken(Article("a", "", "They met.", origin="e, 1")), Reading(LedgerRow("e", "e", "opened", notes=notes))]
    with pytest.raises(AnalyzerError, match="do not add up"):
        ingest([], tmp_path / "corpus.jsonl", also=wrong)
    assert list(tmp_path.iterdir()) == []


ARCHIVE = io.BytesIO()
with zipfile.ZipFile(ARCHIVE, "w", zipfile.ZIP_DEFLATED) as packed:
    for number in range(3):
        packed.writestr(f"{number}.txt", f"Number {number} met. " * 9)
    packed.writestr("rows.jsonl", '{"text": "One."}\nnot an object\n{"text": "Two."}')


@given(st.integers(0, len(ARCHIVE.getvalue())), st.integers(0, 30), st.binary(max_size=30))
@settings(max_examples=80, deadline=None)
def test_sums_add_up_for_broken_archives_too(at: int, gone: int, put: bytes) -> None:
    """Bytes changed, cut out and put in: given is read and skipped, or the whole is unreadable."""
    whole = ARCHIVE.getvalue()
    try:
        readings = list(read_zip(File(whole[:at] + put + whole[at + gone :], "a.zip", "a"), Options()))
    except UnreadableError:
        return
    with TemporaryDirectory() as folder:
        try:
            done = ingest([], Path(folder, "c.jsonl"), also=readings)
        except UnreadableError:
            return
        assert done.n_given == sum(reading.row.status != "opened" for reading in readings)
        assert done.n_read == len(analyzer.read(done.output))


def test_counts_are_read_as_they_are_written() -> None:
    """What `accounted` notes is what the ledger understands."""
    for announced, n in ((None, 0), (0, 0), (3, 1), (1, 2)):
        found = [skipped("e", str(k), "no words") for k in range(n)]
        box = container_of(export(announced, *found)[-1].row)
        lost = max(0, (announced or 0) - n)
        assert (box.announced, box.read, box.skipped, box.missing) == (announced, 0, n + lost, lost)


def test_an_old_corpus_is_not_written_over_without_being_told(mixture: Path, tmp_path: Path) -> None:
    """With `force` it is replaced whole, and what was rejected before goes with it."""
    output = tmp_path / "corpus.jsonl"
    ingest(
        [], output, also=export(None, taken(Article("a", "", "One.", origin="e")), skipped("e", "b", "x", rejected="y"))
    )
    assert (tmp_path / "corpus.jsonl.rejected.jsonl").exists()
    with pytest.raises(UsageError, match="force"):
        ingest(mixture, output)
    ingest(mixture, output, force=True)
    assert len(analyzer.read(output)) == 4
    assert sorted(path.name for path in tmp_path.iterdir()) == ["corpus.jsonl", "corpus.jsonl.ledger.csv", "given"]


def test_a_folder_of_ours_is_replaced_and_one_of_others_never(mixture: Path, tmp_path: Path) -> None:
    """Not even by force: what lies in it would be read as part of the corpus."""
    ingest(mixture, tmp_path / "corpus")
    ingest(mixture / "rows.json", tmp_path / "corpus", force=True)
    assert len(list((tmp_path / "corpus").iterdir())) == 1
    (tmp_path / "corpus" / "thesis.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"thesis\.txt"):
        ingest(mixture, tmp_path / "corpus", force=True)


def test_a_corpus_is_not_read_into_itself(mixture: Path) -> None:
    """An output that lies in what is read would be read with it the next time."""
    ingest(mixture, mixture / "corpus.jsonl")
    with pytest.raises(UsageError, match="lies in"):
        ingest(mixture, mixture / "corpus.jsonl", force=True)


def test_what_fails_leaves_nothing_behind(mixture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interruption leaves the old corpus as it was, and no half of a new one."""
    output = tmp_path / "corpus.jsonl"
    ingest(mixture, output)
    before = content(output)

    def stopped(step: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(mixture / "rows.json", output, force=True, progress=stopped)
    assert content(output) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["corpus.jsonl", "corpus.jsonl.ledger.csv", "given"]


def test_strict_writes_the_ledger_and_no_corpus(mixture: Path, tmp_path: Path) -> None:
    """So that one sees what was skipped, and nothing works on with a part."""
    with pytest.raises(StrictError, match="3 things"):
        ingest(mixture, tmp_path / "corpus.jsonl", strict=True)
    assert (tmp_path / "corpus.jsonl.ledger.csv").exists()
    assert not (tmp_path / "corpus.jsonl").exists()


def test_no_article_at_all_is_an_error(tmp_path: Path) -> None:
    """With a ledger that says why; a source that does not exist leaves nothing at all."""
    (tmp_path / "a.txt").write_text("...")
    with pytest.raises(UnreadableError, match="no article"):
        ingest(tmp_path / "a.txt", tmp_path / "corpus.jsonl")
    assert (tmp_path / "corpus.jsonl.ledger.csv").exists()
    with pytest.raises(UnreadableError, match="no such file"):
        ingest(tmp_path / "none.txt", tmp_path / "new" / "corpus.jsonl")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("name", ["corpus.docx", "corpus.csv"])
def test_other_forms_are_named(mixture: Path, tmp_path: Path, name: str) -> None:
    """An ending that stands for no form is told before anything is read."""
    with pytest.raises(UsageError, match=r"\.jsonl, \.parquet"):
        ingest(mixture, tmp_path / name)


def test_a_file_is_no_folder_and_a_folder_no_file(mixture: Path, tmp_path: Path) -> None:
    """Neither takes the place of the other, not even by force."""
    (tmp_path / "corpus").write_text("mine")
    (tmp_path / "corpus.jsonl").mkdir()
    for name in ("corpus", "corpus.jsonl"):
        with pytest.raises(UsageError, match="is a f"):
            ingest(mixture, tmp_path / name, force=True)


def test_parquet_holds_a_row_for_each_article_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Columns are text, all of them there, whatever an article lacks."""
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    monkeypatch.setattr("analyzer.intake.writing._ROWS", 2)
    (tmp_path / "in.jsonl").write_text("".join(f'{{"text": "Number {n} met.", "x": "{n}"}}\n' for n in range(5)))
    done = ingest(tmp_path / "in.jsonl", tmp_path / "corpus.parquet")
    table = parquet.read_table(done.output)
    assert parquet.ParquetFile(done.output).num_row_groups == 3
    assert table.column("text").to_pylist() == [f"Number {n} met." for n in range(5)]
    assert table.column("extra").to_pylist()[4] == '[["x", "4"]]'
    assert table.column("title").to_pylist() == [""] * 5


def test_texts_that_are_cut_off_are_marked_and_counted(tmp_path: Path) -> None:
    """What a reader said already stays."""
    rows = [
        {"text": "They met.\n\nContinue reading"},
        {"text": "They met."},
        {"text": "Met…", "incomplete": "a preview"},
    ]
    (tmp_path / "in.json").write_text(json.dumps(rows))
    done = ingest(tmp_path / "in.json", tmp_path / "corpus.jsonl")
    assert dict(done.incomplete) == {"it ends in": 1, "a preview": 1}
    marks = [dict(article.extra).get("incomplete") for article in analyzer.read(done.output)]
    assert marks == ["it ends in: Continue reading", None, "a preview"]


def test_outlets_are_placed_and_unknown_ones_counted(tmp_path: Path) -> None:
    """By the table; its groups and countries stand in the corpus."""
    rows = [
        {"text": "One.", "url": "https://m.example.com/1"},
        {"text": "Two.", "outlet": "Nobody"},
        {"text": "Three."},
    ]
    (tmp_path / "in.json").write_text(json.dumps(rows))
    (tmp_path / "o.csv").write_text("domain,outlet,group,country\nexample.com,Example,coast,NO\n")
    done = ingest(tmp_path / "in.json", tmp_path / "c.jsonl", outlets=tmp_path / "o.csv")
    assert dict(done.unknown) == {"Nobody": 1, "none given": 1}
    first = analyzer.read(done.output).articles[0]
    assert (first.outlet, first.group, dict(first.extra)["country"]) == ("Example", "coast", "NO")


def test_lists_meet_the_articles_they_describe(tmp_path: Path) -> None:
    """Rows of a list fill the gaps of a saved text; the others are skipped, or become headlines when asked."""
    (tmp_path / "page.txt").write_text("---\nurl: https://www.example.org/a\n---\nThe harbour opened to small boats.")
    rows = "title,url,media_name,publish_date\nHarbour opens,http://example.org/a/,Harbour Courier,2024-09-03\n"
    (tmp_path / "stories.csv").write_text(f"{rows}Rain in town,https://example.org/b,Daily Test,2024-09-04\n")
    done = ingest(tmp_path, tmp_path.parent / "plain.jsonl")
    (article,) = analyzer.read(done.output)
    assert (article.outlet, article.published) == ("Harbour Courier", "2024-09-03")
    assert (done.n_read, done.n_skipped) == (1, 1)
    assert next(iter(done.reasons)).startswith("no text in this list")
    told = ingest(tmp_path, tmp_path.parent / "titles.jsonl", headlines=True)
    assert [one.text for one in analyzer.read(told.output)][-1] == "Rain in town"
    assert told.n_skipped == 0
