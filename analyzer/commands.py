"""What each verb of the command line does: arguments in, text and data out, nothing printed."""

from __future__ import annotations

import importlib.util
import platform
import webbrowser
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from analyzer.cache import default_cache
from analyzer.codebook import load_codebook
from analyzer.comparison import Comparison
from analyzer.comparison import compare as compare_articles
from analyzer.corpus import Corpus
from analyzer.design import check_design
from analyzer.evidence import kwic as find_words
from analyzer.export import PAGE, save
from analyzer.inference.design import SEVERITIES, headlines
from analyzer.lint import lint
from analyzer.manifest import versions
from analyzer.readers import read_corpus
from analyzer.report import render_html
from analyzer.results import FILE, load
from analyzer.settings import Settings, make_settings, read_inputs, read_settings
from analyzer.shipped import shipped_texts
from analyzer.text.tokens import WORD

FOLDER = "analyzer-report"
_EXTRAS = {"jupytext": "notebook", "nbclient": "notebook", "spacy": "spacy"}


@dataclass(frozen=True, slots=True)
class Output:
    """What a verb has to say: as text for people, as data for programs."""

    text: str
    data: Mapping[str, Any]


def compare(
    article: str | None = None,
    others: list[str] | None = None,
    *,
    output: str = FOLDER,
    force: bool = False,
    show: bool = False,
    config: str | None = None,
    codebook: str | None = None,
    columns: list[tuple[str, str]] | None = None,
    jobs: int = 0,
    cluster: str = "",
    cache: str | None = None,
    progress: Callable[[str], None],
    no_color: bool = False,
    **options: Any,
) -> Output:
    """Compare, write the output folder, say what was found."""
    given = _given(article, others, config, codebook, columns, options)
    comparison = compare_articles(**given, jobs=jobs, cluster=cluster, cache=_cache(cache), progress=progress)
    progress("writing")
    folder = save(comparison, Path(output), force=force)
    progress("")
    if show:
        webbrowser.open((folder / PAGE).resolve().as_uri())
    return Output(_compared(comparison, folder), _compared_data(comparison, folder))


def _given(
    article: str | None,
    others: list[str] | None,
    config: str | None,
    codebook: str | None,
    columns: list[tuple[str, str]] | None,
    options: dict[str, Any],
) -> dict[str, Any]:
    """What `compare` and `design` work on: as given, else as the file of settings has it."""
    written = read_inputs(config) if config else {}
    if article is not None:
        written |= {"article": article, "others": others or None}
    return {
        "article": written.get("article") or None,
        "others": written.get("others") or None,
        "codebook": codebook or written.get("codebook"),
        "columns": dict(columns or written.get("columns") or {}),
        "settings": make_settings((read_settings(config) if config else {}) | options),
    }


def _cache(given: str | None) -> Path | None:
    """The cache that was named; none if that is ""; else the one in the user's folder for caches."""
    return default_cache() if given is None else Path(given) if given else None


def _compared(comparison: Comparison, folder: Path) -> str:
    rows = comparison.articles
    others = rows[~rows["focal"]]
    dates = sorted(date[:10] for date in others["published"] if date)
    span = f", {dates[0]} to {dates[-1]}" if dates else ""
    focal = comparison.article
    lines = [
        f"Article   {focal.title or focal.id} ({', '.join(filter(None, (focal.outlet, focal.published)))}; "
        f"{rows['n_words'][0]} words)",
        f"Coverage  {len(others)} articles from {others['outlet'].nunique()} outlets{span}",
        *(f"Skipped   {row.origin}: {row.reason}" for row in comparison.corpus.skipped),
        *(f"Note      {warning}" for warning in comparison.warnings),
        "",
        *(f"- {finding.text}" for finding in comparison.findings),
        "",
        f"Report    {folder / PAGE} ({(folder / PAGE).stat().st_size / 1e6:.1f} MB)   Data: {folder / 'data'}",
        f"Next      analyzer compare … --open   |   analyzer report {folder}   |   analyzer codebook show",
    ]
    return "\n".join(lines)


def _compared_data(comparison: Comparison, folder: Path) -> dict[str, Any]:
    return {
        "report": str(folder / PAGE),
        "results": str(folder / FILE),
        "article": comparison.focal,
        "others": len(comparison.corpus) - 1,
        "findings": [_record(asdict(finding)) for finding in comparison.findings],
        "warnings": list(comparison.warnings),
        "skipped": _skipped(comparison.corpus),
    }


def _skipped(corpus: Corpus) -> list[dict[str, str]]:
    return [{"origin": row.origin, "item": row.item, "reason": row.reason} for row in corpus.skipped]


def design(
    article: str | None = None,
    others: list[str] | None = None,
    *,
    config: str | None = None,
    codebook: str | None = None,
    columns: list[tuple[str, str]] | None = None,
    jobs: int = 0,
    cluster: str = "",
    cache: str | None = None,
    progress: Callable[[str], None],
    no_color: bool = False,
    **options: Any,
) -> Output:
    """What these articles can bear, gravest first; nothing is compared and nothing written."""
    given = _given(article, others, config, codebook, columns, options)
    table = check_design(**given, jobs=jobs, cluster=cluster, cache=_cache(cache), progress=progress)
    progress("")
    shown = headlines(table)
    lines = []
    for severity, meaning in SEVERITIES.items():
        rows = shown[shown["severity"] == severity]
        lines += [f"{severity.capitalize()}s ({len(rows)}): {meaning}"]
        lines += [f"  {check:12} {text}" for check, text in zip(rows["check"], rows["text"], strict=True)] + [""]
    lines.append("Single frames, axes and tone: --json   |   Next      analyzer compare …")
    return Output("\n".join(lines), {"design": [_record(row) for row in table.to_dict("records")]})


def _record(row: Mapping[Any, Any]) -> dict[str, Any]:
    """A row as JSON has it: a number that is not there is null."""
    return {str(k): None if isinstance(v, float) and v != v else v for k, v in row.items()}


def inspect(paths: list[str], *, columns: list[tuple[str, str]] | None = None, no_color: bool = False) -> Output:
    """What is read of these paths: encoding, language, date, outlet, words, notes; and what is skipped."""
    corpus = read_corpus(paths, columns=dict(columns or {}))
    notes = {row.item: row.notes for row in corpus.ledger if row.status == "read"}
    rows = [
        {
            "id": a.id,
            "outlet": a.outlet,
            "group": a.group,
            "published": a.published,
            "language": a.language,
            "encoding": a.encoding,
            "words": sum(1 for _ in WORD.finditer(a.text)),
            "title": a.title,
            "origin": a.origin,
            "notes": list(notes.get(a.id, ())),
        }
        for a in corpus.articles
    ]
    lines = [f"{len(corpus.ledger)} given, {len(rows)} read, {len(corpus.skipped)} skipped", ""]
    lines += _aligned(["id", "outlet", "group", "published", "language", "encoding", "words"], rows)
    lines += [f"  note: {name}: {note}" for name, own in notes.items() for note in own]
    lines += [f"  skipped: {row.origin}: {row.reason}" for row in corpus.skipped]
    return Output("\n".join(lines), {"read": rows, "skipped": _skipped(corpus)})


def _aligned(names: list[str], rows: list[dict[str, Any]], widest: int = 32) -> list[str]:
    cells = [names, *([_short(str(row[name]), widest) for name in names] for row in rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(names))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]


def _short(text: str, widest: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= widest else flat[: widest - 1] + "…"


def kwic(term: str, paths: list[str] | None = None, *, width: int = 60, no_color: bool = False) -> Output:
    """Every occurrence of a word or phrase, with its context."""
    corpus = read_corpus(paths or [str(shipped_texts() / "article.txt"), str(shipped_texts() / "coverage")])
    table = find_words(corpus.articles, term, width=width)
    lines = [f"{len(table)} occurrences in {table['article'].nunique()} of {len(corpus)} articles", ""]
    for row in table.to_dict("records"):
        left, right = (" ".join(str(row[side]).split()) for side in ("left", "right"))
        lines.append(f"{_short(row['article'], 28):28}  {left[-width:]:>{width}}  {row['match']}  {right[:width]}")
    lines += [f"  skipped: {row.origin}: {row.reason}" for row in corpus.skipped]
    return Output("\n".join(lines), {"hits": table.to_dict("records"), "skipped": _skipped(corpus)})


def codebook(action: str, file: str | None = None, *, no_color: bool = False) -> Output:
    """Check or show a codebook."""
    book = load_codebook(file)
    if action == "show":
        return Output(_shown(book), book.model_dump(mode="json"))
    faults = lint(book)
    lines = [f"{fault.severity}: {fault.key}: {fault.pattern}: {fault.message}" for fault in faults]
    parts = f"{len(book.frames)} frames, {len(book.patterns)} patterns"
    parts += f"; {len(book.speakers)} categories of speakers, {len(book.callings)} patterns" * bool(book.speakers)
    head = f"{book.name} {book.version}: {parts}; {len(faults)} remarks"
    return Output("\n".join([head, *lines]), {"codebook": book.name, "remarks": [asdict(fault) for fault in faults]})


def _shown(book: Any) -> str:
    lines = [f"{book.title or book.name} (version {book.version}, {book.language}, sha256 {book.sha256[:12]})", ""]
    for key, frame in book.frames.items():
        lines += [f"{key}: {frame.label}", f"  {frame.definition}"]
        lines += [f"  include: {frame.include}"] * bool(frame.include)
        lines += [f"  exclude: {frame.exclude}"] * bool(frame.exclude)
        lines.append(f"  patterns: {'; '.join([*frame.patterns, *(text + '°' for text in frame.ambiguous)])}")
    for key, axis in book.axes.items():
        lines += ["", f"{key}: {axis.label}", f"  {axis.note}"]
        lines += [
            f"  {name}: {', '.join(pole.frames)}"
            for name, pole in ((p.label, p) for p in (axis.positive, axis.negative))
        ]
    lines += ["", *(f"{key}: {actor.label}: {', '.join(actor.aliases)}" for key, actor in book.actors.items())]
    for key, category in book.speakers.items():
        lines += ["", f"{key}: {category.label}"]
        lines += [f"  {category.note}"] * bool(category.note)
        lines.append(f"  patterns: {'; '.join(category.patterns)}")
    return "\n".join([*lines, "", "° ambiguous: counts half, or needs a second one in its sentence"])


def report(results: str, *, output: str | None = None, no_color: bool = False) -> Output:
    """Make the page again from saved results, computing nothing."""
    comparison = load(results)
    source = Path(results)
    page = Path(output) if output else (source if source.is_dir() else source.parent) / PAGE
    comparison.to_html(page)
    return Output(f"Report    {page}", {"report": str(page)})


def doctor(*, no_color: bool = False) -> Output:
    """Versions, optional parts, shipped files."""
    parts = {
        name: "installed"
        if importlib.util.find_spec(name)
        else f'missing: pip install "media-coverage-analyzer[{extra}]"'
        for name, extra in _EXTRAS.items()
    }
    texts = shipped_texts()
    data = {
        "python": platform.python_version(),
        "versions": versions(),
        "optional": parts,
        "shipped texts": f"{texts} ({len(list((texts / 'coverage').glob('*.txt')))} texts of coverage)",
        "codebook": f"{load_codebook().name} {load_codebook().version}",
        "page renderer": "ready" if callable(render_html) else "missing",
        "settings": Settings().model_dump(),
    }
    lines = []
    for name, value in data.items():
        if isinstance(value, dict):
            lines += [f"{name}:", *(f"  {key}: {item}" for key, item in value.items())]
        else:
            lines.append(f"{name}: {value}")
    return Output("\n".join(lines), data)
