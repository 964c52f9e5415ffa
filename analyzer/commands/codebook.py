"""Check or show a codebook."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from analyzer.codebook import load_codebook
from analyzer.commands._output import Output
from analyzer.lint import lint


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
