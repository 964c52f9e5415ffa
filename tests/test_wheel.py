from __future__ import annotations

import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NEEDED = {
    "analyzer/codebooks/state_visit.toml",
    "analyzer/lexicons/stopwords.txt",
    "analyzer/lexicons/abbreviations.txt",
    "analyzer/lexicons/reference_vocabulary.txt",
    "analyzer/lexicons/verbs_of_saying.toml",
    "analyzer/report/templates/page.html.j2",
    "analyzer/reference_texts/article.txt",
    "analyzer/reference_texts/README.md",
    "analyzer/py.typed",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The wheel and the source archive, built from the checkout."""
    pytest.importorskip("build")
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl")), next(folder.glob("*.tar.gz"))


def test_the_wheel_holds_every_data_file(built):
    """Codebooks, lexicons, templates and reference texts travel with the package; tests do not."""
    with zipfile.ZipFile(built[0]) as wheel:
        names = set(wheel.namelist())
    assert names >= NEEDED
    assert sum(name.startswith("analyzer/reference_texts/coverage/") for name in names) >= 26
    assert not any(name.startswith("tests/") for name in names)


def test_the_source_archive_can_build_the_wheel_again(built):
    """The archive holds the reference texts where the build looks for them."""
    with tarfile.open(built[1]) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    assert {"pyproject.toml", "reference_texts/article.txt", "analyzer/codebooks/state_visit.toml", "LICENSE"} <= names


def test_the_installed_wheel_does_the_main_job_from_an_empty_folder(built, tmp_path):
    """In a fresh environment, with the checkout out of sight, `analyzer compare` writes its report."""
    environment = tmp_path / "env"
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    install = [python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", str(built[0])]
    subprocess.run(install, check=True, capture_output=True)
    asked = [python, "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])"]
    site = Path(subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip())
    # Dependencies come from the environment that runs the tests; .pth files in a folder named so are not read.
    (site / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", "utf-8")
    empty = tmp_path / "empty"
    empty.mkdir()
    result = subprocess.run(
        [environment / "bin" / "analyzer", "compare"],
        cwd=empty,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin"},
    )
    assert result.returncode == 0, result.stderr
    assert (empty / "analyzer-report" / "report.html").stat().st_size > 10_000
    where = subprocess.run(
        [python, "-c", "import analyzer; print(analyzer.__file__)"],
        cwd=empty,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(site) in where.stdout
