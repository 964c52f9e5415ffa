"""Who speaks in the marked-up article: speakers in order of appearance, and a label at every stretch they speak."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from analyzer.report.formats import count, series
from analyzer.report.marking import Block, Run, Speech
from analyzer.report.names import Names
from analyzer.text.units import TITLE
from analyzer.text.voices import PARAPHRASED, QUOTED

UNKNOWN_SIGN = "?"

Row = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks in the article.

    Attributes
    ----------
    number : int
        From 1 in order of appearance; 0 stands for all who are not known.
    key : str
        What the tables call the speaker.
    name, who : str
        The name alone, and with the category.
    says : str
        How much, in words.
    """

    number: int
    key: str
    name: str
    who: str
    says: str

    @property
    def sign(self) -> str:
        """What stands for the speaker at later stretches."""
        return str(self.number) if self.number else UNKNOWN_SIGN

    @property
    def place(self) -> str:
        """Id of the first stretch in the marked text."""
        return f"said-{self.number}"

    @property
    def id(self) -> str:
        """Id of the speaker in the legend."""
        return f"speaker-{self.number}"


@dataclass(frozen=True, slots=True)
class Part:
    """A run of the text with what stands before it: `label` says who speaks, `id` marks where a speaker first does."""

    run: Run
    speaker: Speaker | None = None
    label: str = ""
    id: str = ""


def speakers(rows: Sequence[Row], names: Names) -> dict[str, Speaker]:
    """By name those who speak in the rows of one article, in order of appearance; who is not known comes last."""
    own: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: (row["place"] != TITLE, row["start"])):
        own.setdefault(str(row["speaker"]), []).append(row)
    unknown = own.pop("", None)
    found = {name: _speaker(number, said, names) for number, (name, said) in enumerate(own.items(), 1)}
    return found if unknown is None else found | {"": _speaker(0, unknown, names)}


def _speaker(number: int, rows: Sequence[Row], names: Names) -> Speaker:
    words = {
        voice: sum(int(row["n_words"]) for row in rows if row["voice"] == voice and row["place"] != TITLE)
        for voice in (QUOTED, PARAPHRASED)
    }
    says = series(f"{count(n, 'word')} {voice}" for voice, n in words.items() if n) or "in the title"
    key, category = str(rows[0]["speaker"]), rows[0]["category"]
    return Speaker(number, key, names.speaker(key), names.who(key, category), says)


def speeches(rows: Iterable[Row], known: dict[str, Speaker]) -> list[Speech]:
    """The rows as marks in the text."""
    return [
        Speech(int(row["start"]), int(row["end"]), str(row["voice"]), known[str(row["speaker"])].number) for row in rows
    ]


def labelled(blocks: Sequence[Block], known: Iterable[Speaker]) -> list[tuple[Part, ...]]:
    """The blocks with labels: the whole name where somebody first speaks, the sign while nobody else does."""
    by_number = {speaker.number: speaker for speaker in known}
    met: set[int] = set()
    return [tuple(_labelled(block, by_number, met)) for block in blocks]


def _labelled(block: Block, known: dict[int, Speaker], met: set[int]) -> Iterator[Part]:
    """The runs of one block; `met` learns who has spoken."""
    goes_on = -1  # who spoke last in this block
    last: Speaker | None = None
    for run in block:
        if run.speech is None:
            last = last if _is_gap(run) else None
            yield Part(run)
            continue
        speaker = known[run.speech.speaker]
        new = speaker.number not in met
        label = "" if speaker is last else _label(speaker, new=new, goes_on=speaker.number == goes_on)
        yield Part(run, speaker, label, speaker.place if new else "")
        met.add(speaker.number)
        goes_on, last = speaker.number, speaker


def _label(speaker: Speaker, *, new: bool, goes_on: bool) -> str:
    if goes_on and not new:
        return speaker.sign
    return f"{speaker.sign} {speaker.who if new else speaker.name}"


def _is_gap(run: Run) -> bool:
    """Whether nothing is said between two stretches but signs."""
    return not any(sign.isalnum() for piece in run.pieces for sign in piece.text)
