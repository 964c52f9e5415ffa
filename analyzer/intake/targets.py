"""Where a corpus is written, and what may stand there: all of it beside its place first, and then put there."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from analyzer.errors import UsageError
from analyzer.intake.writing import OURS, form_of


@dataclass(frozen=True, slots=True)
class Target:
    """The files of one corpus: the articles, the ledger, and what was rejected."""

    output: Path
    ledger: Path
    rejected: Path

    @property
    def paths(self) -> tuple[Path, Path, Path]:
        """All of them; the articles last, so that they are there only with their ledger."""
        return self.ledger, self.rejected, self.output


def target_of(output: Path, folder: Path | None = None) -> Target:
    """The paths for an output, or for the same in another folder.

    >>> target_of(Path("out/corpus.jsonl")).ledger.as_posix()
    'out/corpus.jsonl.ledger.csv'
    """
    base = (folder or output.parent) / output.name
    return Target(base, base.with_name(f"{base.name}.ledger.csv"), base.with_name(f"{base.name}.rejected.jsonl"))


def check_target(target: Target, sources: Iterable[str], *, force: bool) -> None:
    """Raise `UsageError` when the output may not be written there, or would be read as one of the sources."""
    output, there = target.output, [path for path in target.paths if os.path.lexists(path)]
    if not output.name:
        raise UsageError(f"{output}: is no name of a file or folder.", fix="Use -o corpus.jsonl.")
    if output.exists() and output.is_dir() != (form_of(output) == "folder"):
        raise UsageError(f"{output}: is {'a folder' if output.is_dir() else 'a file'}.", fix="Choose another name.")
    if output.is_dir() and (foreign := _foreign(output)):
        raise UsageError(f"{output}: holds other things: {foreign}.", fix="Choose a new folder with --output.")
    if there and not force and not (there == [output] and output.is_dir() and not any(output.iterdir())):
        raise UsageError(f"{there[0]}: is there already.", fix="Choose another name, or write over it with --force.")
    for source in sources:
        inside = [path for path in there if path.resolve().is_relative_to(Path(source).expanduser().resolve())]
        if source != "-" and inside:
            raise UsageError(
                f"{inside[0]}: lies in {source}, which is read, and would be read with it.",
                fix="Write it somewhere else.",
            )


def _foreign(folder: Path) -> str:
    return next((entry.name for entry in sorted(folder.iterdir()) if not OURS.fullmatch(entry.name)), "")


@contextmanager
def beside(target: Target) -> Iterator[Target]:
    """The same paths in a folder of their own; `put` moves them, and what is not put is gone."""
    output = target.output
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{output.name}-new-", dir=output.parent))
    except OSError as error:
        raise unwritable(output, error) from error
    try:
        yield target_of(output, folder)
    except OSError as error:
        raise unwritable(output, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put(new: Target, target: Target, *, articles: bool) -> None:
    """Put the files in their place, each in one step; without `articles` the ledger and the rejected alone."""
    for made, place in zip(new.paths, target.paths, strict=True):
        if place == target.output and not articles:
            continue
        if place.is_dir() and not place.is_symlink():
            _put_folder(made, place)
        elif made.exists():
            os.replace(made, place)
        else:
            place.unlink(missing_ok=True)


def _put_folder(made: Path, place: Path) -> None:
    old = made.with_name(f"{made.name}.old")
    place.rename(old)
    try:
        made.rename(place)
    except OSError:
        old.rename(place)
        raise


def unwritable(output: Path, error: OSError) -> UsageError:
    """What to say when the system refuses."""
    return UsageError(
        f"{output}: cannot be written.",
        why=error.strerror or str(error),
        fix="Make room, or choose another place with --output.",
    )
