"""Pages of documentation as programs: what stands in their fences is run, and what they print is compared.

| fence | what is done with it |
|---|---|
| python | executed, in one namespace a page |
| pycon | run as a doctest in the same namespace |
| sh | lines that begin with `analyzer` are run; all must end with 0 |
| console | the same for lines behind `$`; what stands below them must be printed ("…" stands for anything) |
"""

from __future__ import annotations

import contextlib
import doctest
import io
import re
import shlex
import shutil
from pathlib import Path
from typing import Any, NamedTuple

from analyzer.cli import run
from analyzer.shipped import shipped_texts

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


class Fence(NamedTuple):
    """A fenced block of a page and the line it begins in."""

    language: str
    text: str
    line: int


def fences(page: Path) -> list[Fence]:
    """Every fenced block, in order."""
    text = page.read_text("utf-8")
    return [Fence(m[1], m[2], text.count("\n", 0, m.start()) + 2) for m in _FENCE.finditer(text)]


def prose(page: Path) -> str:
    """The page without its fenced blocks."""
    return _FENCE.sub("", page.read_text("utf-8"))


def links(page: Path) -> list[str]:
    """Where the page leads."""
    return [first or second for first, second in _LINK.findall(prose(page))]


def anchors(page: Path) -> set[str]:
    """Names of the headings, as a link calls them."""
    plain = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in _HEADING.findall(prose(page))]
    return {heading.strip().replace(" ", "-") for heading in plain}


def lay_out(folder: Path) -> None:
    """The files that examples speak of: an article, coverage, a table, a codebook, the shipped texts."""
    texts = [
        "The court issued an arrest warrant. Judges spoke of a duty. The minister smiled.",
        "They signed a trade deal on gas. The pipeline needs investment. The minister smiled.",
        "The weather was mild on the square. People walked in the park. A band played a march.",
        "The parliament will debate the treaty. Voters asked about the price of fuel. It rained.",
    ]
    (folder / "coverage").mkdir()
    for at, text in enumerate(texts):
        header = f"---\ntitle: Story {at}\noutlet: Outlet {at}\ndate: 2024-09-0{at + 1}\nlanguage: en\n---\n\n"
        (folder / "coverage" / f"story-{at}.txt").write_text(f"{header}{text}\n", "utf-8")
    (folder / "my_article.txt").write_text(
        "---\ntitle: Ministers meet\noutlet: Daily Test\ndate: 2024-09-03\nlanguage: en\n---\n\n"
        "The ministers met on Tuesday. A court had asked for an arrest. They spoke of trade and of gas.\n",
        "utf-8",
    )
    rows = "\n".join(f'"{text}",Outlet {at},2024-09-0{at + 1},en' for at, text in enumerate(texts))
    for name in ("rows.csv", "export.csv"):
        (folder / name).write_text(f"Volltext,Medium,date,language\n{rows}\n", "utf-8")
    (folder / "my_codebook.toml").write_text(
        'name = "mine"\nversion = "1"\n[frames.law]\nlabel = "Law"\ndefinition = "Told as a matter of law."\n'
        'patterns = ["court", "warrant*", "judge*"]\n',
        "utf-8",
    )
    shutil.copytree(shipped_texts(), folder / "reference_texts")


def run_page(page: Path, names: dict[str, Any]) -> int:
    """Run every fence of a page in the current folder and return how many there were; a fault names its line."""
    ran: set[str] = set()
    known = [fence for fence in fences(page) if fence.language in ("python", "pycon", "sh", "console")]
    for fence in known:
        place = f"{page.name}, line {fence.line}"
        if fence.language == "python":
            exec(compile(fence.text, place, "exec"), names)
        elif fence.language == "pycon":
            _doctest(fence.text, names, place)
        elif fence.language == "sh":
            for line in fence.text.splitlines():
                _command(line, ran, place)
        else:
            _console(fence.text, ran, place)
    return len(known)


def _doctest(text: str, names: dict[str, Any], place: str) -> None:
    told = io.StringIO()
    test = doctest.DocTestParser().get_doctest(text, names, place, place, 0)
    runner = doctest.DocTestRunner(optionflags=_FLAGS)
    runner.run(test, out=told.write, clear_globs=False)
    names.update(test.globs)
    assert runner.failures == 0, told.getvalue()


def _console(text: str, ran: set[str], place: str) -> None:
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        line, _, shown = part.partition("\n")
        told = _squeezed(_command(line, ran, place, again=bool(shown.strip())))
        for piece in re.split(r"^…$", shown, flags=re.MULTILINE):
            assert _squeezed(piece) in told, f"{place}: not printed: {_squeezed(piece)}\nprinted: {told}"


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _command(line: str, ran: set[str], place: str, *, again: bool = False) -> str:
    """Run a line if it is one of ours, once a page unless what it prints is asked for."""
    words = shlex.split(line.removeprefix(".venv/bin/"), comments=True)
    if words[:1] != ["analyzer"] or (not again and " ".join(words) in ran):
        return ""
    ran.add(" ".join(words))
    told, complaint = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(complaint):
        code = _code(words[1:])
    assert code == 0, f"{place}: {line} ended with {code}: {complaint.getvalue()}"
    told.seek(0)
    return told.read()


def _code(arguments: list[str]) -> int:
    try:
        return run(arguments)
    except SystemExit as left:  # --help, --version, and what argparse does not understand
        return int(left.code or 0)
