"""An archive measured block by block: the values of a comparison, however it is cut, also in a run cut short."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import analyzer
from analyzer import archive
from analyzer.archive import SKIPPED, SUMMARY, measure
from analyzer.errors import MissingPartError, UnreadableError, UsageError
from analyzer.features import kept
from analyzer.shipped import shipped_texts

pytest.importorskip("pyarrow", reason="pyarrow is not installed")
TEXTS = shipped_texts() / "coverage"


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_MOST", 4)


def values(folder: Path) -> pd.DataFrame:
    return pd.read_parquet(folder).sort_values("id", ignore_index=True)


@pytest.mark.usefixtures("small_blocks")
def test_values_are_those_of_a_comparison(tmp_path: Path) -> None:
    """For every measure, voice and item that both have, of every article."""
    table = values(measure(TEXTS, tmp_path / "values")).set_index("id")
    compared = analyzer.compare()
    checked = 0
    for name in ("framing", "axis", "tone", "sourcing", "speech"):
        rows = compared.tables[name].query("level == 'article'")
        for (voice, item), own in rows.groupby(["voice", "item"]):
            known = own.set_index("name")["value"].drop(compared.focal, errors="ignore")
            if f"{name}.{voice}.{item}" not in table.columns:
                continue
            ours = table.loc[known.index, f"{name}.{voice}.{item}"]
            np.testing.assert_allclose(ours.to_numpy(float), known.to_numpy(float), atol=1e-9, err_msg=f"{name} {item}")
            checked += 1
    assert checked > 60
    assert table["framing.narrator.n"].to_numpy().min() > 0


def test_the_size_of_blocks_changes_no_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One article a block or all in one: the same table."""
    whole = values(measure(TEXTS, tmp_path / "whole"))
    monkeypatch.setattr(kept, "_MOST", 1)
    single = measure(TEXTS, tmp_path / "single")
    assert len(list(single.glob("part-*.parquet"))) == len(whole)
    pd.testing.assert_frame_equal(values(single), whole)


@pytest.mark.usefixtures("small_blocks")
def test_a_run_that_was_cut_short_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts that were written are not measured again, and the end is that of one run."""
    done: list[int] = []
    original = archive._measured

    def cut_short(part: archive._Part, **how: object) -> archive._Part:
        done.append(len(part.articles))
        if len(done) == 3:
            raise KeyboardInterrupt
        return original(part, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(archive, "_measured", cut_short)
    with pytest.raises(KeyboardInterrupt):
        measure(TEXTS, tmp_path / "values")
    done.clear()
    done.extend([0, 0, 0])
    folder = measure(TEXTS, tmp_path / "values")
    assert [n > 0 for n in done[3:5]] == [False, False]
    assert sum(n > 0 for n in done[3:]) == len(done[3:]) - 2
    monkeypatch.setattr(archive, "_measured", original)
    pd.testing.assert_frame_equal(values(folder), values(measure(TEXTS, tmp_path / "again")))


@pytest.mark.usefixtures("small_blocks")
def test_other_settings_or_texts_leave_no_old_part(tmp_path: Path) -> None:
    """Parts of an earlier call with another setting, codebook or text are gone, never mixed in."""
    folder = measure(TEXTS, tmp_path / "values")
    first = {path.name for path in folder.glob("part-*.parquet")}
    measure(TEXTS, folder, speech="marked")
    second = {path.name for path in folder.glob("part-*.parquet")}
    assert not first & second
    assert set(json.loads((folder / SUMMARY).read_text("utf-8"))["parts"]) == second


def test_nothing_given_is_lost(tmp_path: Path) -> None:
    """Read and skipped add up to what was given; each thing skipped has its reason, and no cell is a formula."""
    (tmp_path / "in").mkdir()
    lines = [
        {"id": "=1+1", "title": "One", "text": "The court issued a warrant.", "language": "en"},
        {"id": "=1+1", "title": "Two", "text": "They signed a deal.", "language": "en"},
        {"id": "=3", "title": "Three", "text": "Sie kamen an.", "language": "de"},
        {"id": "four", "title": "Four", "text": "..."},
    ]
    (tmp_path / "in" / "rows.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\nno json\n", "utf-8")
    folder = measure(tmp_path / "in", tmp_path / "values")
    about = json.loads((folder / SUMMARY).read_text("utf-8"))
    skipped = pd.read_csv(folder / SKIPPED)
    assert (about["articles"], about["skipped"], len(skipped)) == (2, 3, 3)
    assert values(folder)["id"].tolist() == ["=1+1", "=1+1-2"]
    assert skipped["item"].tolist()[0] == "'=3"
    assert "language is 'de'" in skipped["reason"].tolist()[0]
    assert skipped["reason"].notna().all()


def test_a_folder_of_other_things_is_not_touched(tmp_path: Path) -> None:
    """Neither written to nor cleaned."""
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"thesis\.txt"):
        measure(TEXTS, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_no_article_at_all_is_an_error(tmp_path: Path) -> None:
    """With the file that says why each thing was skipped."""
    (tmp_path / "empty.txt").write_text("...")
    with pytest.raises(UnreadableError, match="Skipped: 1"):
        measure(tmp_path / "empty.txt", tmp_path / "values")


def test_without_pyarrow_the_line_that_installs_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is read or made."""
    monkeypatch.setattr(archive, "find_spec", lambda name: None)
    with pytest.raises(MissingPartError, match=r"\[parquet\]"):
        measure(TEXTS, tmp_path / "values")
    assert not (tmp_path / "values").exists()


def test_an_archive_is_no_thing_that_was_skipped(tmp_path: Path) -> None:
    """Of a ZIP archive its members are measured, and what is skipped is what of it could not be read."""
    with zipfile.ZipFile(tmp_path / "coverage.zip", "w") as packed:
        for number in range(3):
            packed.writestr(
                f"{number}.txt", f"The ministers met on Tuesday, {number} days late, and spoke of the harbour."
            )
        packed.writestr("scan.png", b"\x89PNG\r\n\x1a\n")
    folder = measure(tmp_path / "coverage.zip", tmp_path / "values")
    assert pd.read_csv(folder / SKIPPED)["origin"].str.endswith("scan.png").tolist() == [True]
    about = json.loads((folder / SUMMARY).read_text("utf-8"))
    assert (about["articles"], about["skipped"]) == (3, 1)
