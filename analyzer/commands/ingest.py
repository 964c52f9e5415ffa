"""Whatever people have, as one corpus with an account of every item."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyzer.commands._output import Output, short
from analyzer.errors import UsageError
from analyzer.intake import Ingested
from analyzer.intake import ingest as ingest_files
from analyzer.intake.targets import check_target, target_of
from analyzer.readers.folder import shown
from analyzer.readers.reading import Reading, skipped

if TYPE_CHECKING:
    from analyzer.fetching import Page

CORPUS = "corpus.jsonl"
_SHOWN = 10


def ingest(
    sources: list[str] | None = None,
    *,
    output: str = CORPUS,
    columns: list[tuple[str, str]] | None = None,
    outlets: str | None = None,
    headlines: bool = False,
    clean: bool = False,
    force: bool = False,
    strict: bool = False,
    urls: list[str] | None = None,
    pages: str | None = None,
    contact: str = "",
    delay: float | None = None,
    allow_private: bool = False,
    progress: Callable[[str], None],
    no_color: bool = False,
) -> Output:
    """Fetch what is asked for, read everything, write the corpus and its ledger, say what became of it."""
    paths, failed = list(sources or ()), list[Reading]()
    if not paths and not urls:
        raise UsageError("ingest needs files, folders, or pages to fetch.", fix="analyzer ingest SOURCES... -o FILE")
    if urls:
        check_target(target_of(Path(output)), paths, force=force)  # before anybody is bothered
        how = {"contact": contact, "allow_private": allow_private} | ({} if delay is None else {"delay": delay})
        for page in _fetched(urls, Path(pages or f"{output}.pages"), how, progress):
            if page.path is None:
                failed.append(skipped(shown(page.url), short(shown(page.url), 80), page.reason))
            else:
                paths.append(str(page.path))
    done = ingest_files(
        paths,
        output,
        columns=dict(columns or {}),
        outlets=outlets,
        headlines=headlines,
        clean=clean,
        force=force,
        strict=strict,
        also=failed,
        progress=progress,
    )
    progress("")
    return Output("\n".join(_told(done)), _data(done))


def _fetched(urls: list[str], folder: Path, how: dict[str, Any], progress: Callable[[str], None]) -> Iterator[Page]:
    """The only way to a network, which is not even loaded unless it is asked for."""
    from analyzer.fetching import Fetching, fetch, read_urls

    return fetch(read_urls(urls), folder, Fetching(**how), progress=progress)


def _told(done: Ingested) -> Iterator[str]:
    yield f"Given     {done.n_given:,} = {done.n_read:,} read + {done.n_skipped:,} skipped"
    for box in done.containers[:_SHOWN]:
        announced = "" if box.announced is None else f"{box.announced:,} announced, "
        missing = f" ({box.missing:,} of them not found in it)" if box.missing else ""
        yield f"Opened    {box.origin}: {announced}{box.read:,} read, {box.skipped:,} skipped{missing}"
    yield from _rest(len(done.containers))
    yield from _listed("Skipped ", done.reasons)
    yield from _listed("Cut off ", done.incomplete)
    yield from _listed("Unlisted", done.unknown)
    if done.n_cleaned:
        yield f"Cleaned   {done.n_cleaned:,} articles"
    yield f"Corpus    {done.output}"
    yield f"Ledger    {done.ledger}" + (f"   Rejected: {done.rejected}" if done.rejected else "")
    yield f"Next      analyzer inspect {done.output}   |   analyzer compare my_article.txt {done.output}"


def _listed(head: str, counts: Mapping[str, int]) -> Iterator[str]:
    for name, n in list(counts.items())[:_SHOWN]:
        yield f"{head}  {n:,}: {name}"
    yield from _rest(len(counts))


def _rest(n: int) -> Iterator[str]:
    if n > _SHOWN:
        yield f"          … and {n - _SHOWN:,} more; all of them are in the ledger"


def _data(done: Ingested) -> dict[str, Any]:
    paths = {name: str(value) for name in ("output", "ledger", "rejected") if (value := getattr(done, name))}
    return {
        **paths,
        "given": done.n_given,
        "read": done.n_read,
        "skipped": done.n_skipped,
        "containers": [asdict(box) for box in done.containers],
        "reasons": dict(done.reasons),
        "incomplete": dict(done.incomplete),
        "unknown_outlets": dict(done.unknown),
        "cleaned": done.n_cleaned,
    }
