from __future__ import annotations

import importlib.util
import shutil
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "notebooks"
SOURCES = sorted(FOLDER.glob("[0-9]*.py"))
each = pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def pair():
    pytest.importorskip("jupytext", reason="jupytext is not installed")
    spec = importlib.util.spec_from_file_location("pair", FOLDER / "pair.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@each
def test_source_and_notebook_are_in_step(source, pair):
    """The .ipynb is what pair.py makes of the .py: no outputs, cells numbered, the same bytes."""
    assert source.with_suffix(".ipynb").read_text("utf-8") == pair.paired(source), "run: python notebooks/pair.py"


@pytest.mark.slow
@each
def test_a_notebook_runs_and_shows_its_pictures(source, tmp_path, monkeypatch):
    """Every cell runs, in less than a minute, and at least one chart is seen; nothing is written beside the source."""
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
    pytest.importorskip("ipykernel", reason="ipykernel is not installed")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    before = sorted(FOLDER.iterdir())
    copy = Path(shutil.copy(source.with_suffix(".ipynb"), tmp_path))
    notebook = nbformat.read(copy, as_version=4)
    started = time.perf_counter()
    nbclient.NotebookClient(
        notebook, timeout=60, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    assert time.perf_counter() - started < 60
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert sum("image/png" in output.get("data", {}) for output in outputs) >= 1
    assert [output for output in outputs if output.get("name") == "stderr"] == []
    assert sorted(FOLDER.iterdir()) == before
