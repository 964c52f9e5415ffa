"""A codebook: what each frame means, which words stand for it, which frames make an axis, who acts, and who speaks.

A codebook is fixed before anything is counted. It is a TOML file that a reader can argue with; its hash is part of
every result.
"""

from __future__ import annotations

import hashlib
import tomllib
import unicodedata
from collections import Counter
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from analyzer.errors import CodebookError, UsageError, one_of

SHIPPED = "state_visit"
RESERVED = ("other", "unknown")  # speakers in no category, speakers who are not known
_SIGNS = str.maketrans(dict.fromkeys("‘’‚‛ʼ′`´", "'") | dict.fromkeys("‐‑‒", "-"))  # as in the text


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Pattern(_Part):
    """One entry of a codebook: a sequence of word globs.

    Attributes
    ----------
    text : str
        As written in the codebook.
    key : str
        The frame, actor or category of speakers that it stands for.
    ambiguous : bool
        Whether the words often mean something else; such a hit counts half.
    words : tuple of str
        One glob for each word, in the spelling of tokens.
    """

    text: str
    key: str
    ambiguous: bool = False

    @cached_property
    def words(self) -> tuple[str, ...]:
        """One glob for each word, in the spelling of tokens."""
        text = unicodedata.normalize("NFC", self.text.translate(_SIGNS)).lower()
        return tuple(word.removesuffix("'s").strip(".,") or word for word in text.split())


class Frame(_Part):
    """A frame: its label, its definition for human coders, and its patterns for the machine."""

    label: str
    definition: str
    include: str = ""
    exclude: str = ""
    patterns: tuple[str, ...]
    ambiguous: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()


class Pole(_Part):
    """One end of an axis: a label and the frames that it is made of."""

    label: str
    frames: tuple[str, ...] = Field(min_length=1)


class Axis(_Part):
    """Two poles made of frames; positive numbers lie towards `positive`."""

    label: str
    note: str = ""
    positive: Pole
    negative: Pole


class Actor(_Part):
    """A person or body that articles mention, with the names it goes by. Actors are not frames."""

    label: str
    aliases: tuple[str, ...] = Field(min_length=1)


class Category(_Part):
    """A kind of speaker, and the words that tell one: names, bodies, roles."""

    label: str
    patterns: tuple[str, ...] = Field(min_length=1)
    accepted: tuple[str, ...] = ()
    note: str = ""


class Codebook(_Part):
    """A codebook as it was read.

    >>> book = load_codebook()
    >>> book.axes["scrutiny_economy"].positive.label
    'Western scrutiny'
    """

    name: str
    version: str
    language: str = "en"
    title: str = ""
    note: str = ""
    frames: dict[str, Frame] = Field(min_length=1)
    axes: dict[str, Axis] = {}
    actors: dict[str, Actor] = {}
    speakers: dict[str, Category] = {}

    @cached_property
    def patterns(self) -> tuple[Pattern, ...]:
        """Every pattern of every frame, frame by frame, clear ones before ambiguous ones."""
        return tuple(
            Pattern(text=text, key=key, ambiguous=ambiguous)
            for key, frame in self.frames.items()
            for ambiguous, texts in ((False, frame.patterns), (True, frame.ambiguous))
            for text in texts
        )

    @cached_property
    def aliases(self) -> tuple[Pattern, ...]:
        """Every alias of every actor."""
        return tuple(Pattern(text=text, key=key) for key, actor in self.actors.items() for text in actor.aliases)

    @cached_property
    def callings(self) -> tuple[Pattern, ...]:
        """Every pattern of every category of speakers."""
        return tuple(Pattern(text=text, key=key) for key, kind in self.speakers.items() for text in kind.patterns)

    @cached_property
    def sha256(self) -> str:
        """Hash of the content, whatever the layout of the file."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    def label(self, key: str) -> str:
        """The label of a frame, an axis, an actor or a category of speakers; the key itself when there is none.

        >>> load_codebook().label("legal_scrutiny")
        'Legal scrutiny'
        """
        for part in (self.frames, self.axes, self.actors, self.speakers):
            if key in part:
                return part[key].label
        return key


def shipped_codebooks() -> list[str]:
    """Names of the codebooks that come with the package."""
    names = (entry.name for entry in (files("analyzer") / "codebooks").iterdir())
    return sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml"))


def load_codebook(source: str | Path | Codebook | None = None) -> Codebook:
    """Read a codebook: a path to a TOML file, the name of a shipped one, or nothing for the first shipped one.

    Raises
    ------
    UsageError
        When there is neither a file nor a shipped codebook of that name.
    CodebookError
        When the file is no TOML, lacks a part, has an unknown key or contradicts itself; the message names the place.
    """
    if isinstance(source, Codebook):
        return source
    name = str(source or SHIPPED)
    if name in ("default", *shipped_codebooks()):
        name = SHIPPED if name == "default" else name
        return parse_codebook((files("analyzer") / "codebooks" / f"{name}.toml").read_text("utf-8"), f"{name}.toml")
    path = Path(name)
    try:
        return parse_codebook(path.read_text("utf-8-sig"), str(path))
    except IsADirectoryError as error:
        raise UsageError(f"{path}: is a folder, not a codebook.", fix="Name a TOML file in it.") from error
    except FileNotFoundError as error:
        if path.suffix != ".toml":
            one_of("codebook", name, ["default", *shipped_codebooks()])
        fix = f"Shipped: {', '.join(shipped_codebooks())}."
        raise UsageError(f"{path}: there is no such codebook file.", fix=fix) from error
    except UnicodeDecodeError as error:
        raise CodebookError(f"{path}: cannot be read.", why=str(error), fix="Save it as UTF-8 text.") from error
    except (OSError, ValueError) as error:
        raise CodebookError(f"{name[:200]}: cannot be read.", why=str(error), fix="Give the path to a file.") from error


def parse_codebook(text: str, origin: str) -> Codebook:
    """Make a codebook of TOML text; `origin` is named in errors."""
    try:
        book = Codebook.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"{origin}: not valid TOML.", why=str(error), fix="See docs/codebook.md.") from error
    except ValidationError as error:
        raise CodebookError(
            f"{origin}: {_first(error.errors())}", fix="See docs/codebook.md for the format."
        ) from error
    faults = [*_unknown_frames(book), *_both_poles(book), *_repeated(book), *_reserved(book), *_empty(book)]
    if faults:
        raise CodebookError(f"{origin}: {faults[0]}", fix="Mend this entry, then run: analyzer codebook check FILE")
    return book


def _first(errors: list[Any]) -> str:
    place = ".".join(str(part) for part in errors[0]["loc"])
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    return f"{place or 'top level'}: {errors[0]['msg']}{more}."


def _unknown_frames(book: Codebook) -> list[str]:
    return [
        f"axes.{name}: there is no frame {frame!r}; frames: {', '.join(book.frames)}."
        for name, axis in book.axes.items()
        for frame in (*axis.positive.frames, *axis.negative.frames)
        if frame not in book.frames
    ]


def _both_poles(book: Codebook) -> list[str]:
    return [
        f"axes.{name}: the frame {frame!r} stands {count} times on the axis; once, at one pole, is what makes an axis."
        for name, axis in book.axes.items()
        for frame, count in Counter([*axis.positive.frames, *axis.negative.frames]).items()
        if count > 1
    ]


def _repeated(book: Codebook) -> list[str]:
    faults = []
    for patterns in (book.patterns, book.aliases, book.callings):
        seen: dict[tuple[str, ...], str] = {}
        for pattern in patterns:
            if pattern.words in seen:
                first = seen[pattern.words]
                faults.append(f"pattern {pattern.text!r} stands in {first!r} and again in {pattern.key!r}.")
            seen[pattern.words] = pattern.key
    return faults


def _reserved(book: Codebook) -> list[str]:
    return [
        f"speakers.{key}: this name is kept for speakers in no category." for key in RESERVED if key in book.speakers
    ]


def _empty(book: Codebook) -> list[str]:
    faults = [f"frames.{key}: has no patterns." for key, frame in book.frames.items() if not frame.patterns]
    return faults + [
        f"{pattern.key}: pattern {pattern.text!r} names no word: it would match nothing, or anything."
        for pattern in (*book.patterns, *book.aliases, *book.callings)
        if all(set(word) <= set("*?") for word in pattern.words)
    ]
