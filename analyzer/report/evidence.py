"""The sentences behind each frame: those of the article, and some of the others, from as many outlets as possible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from analyzer.comparison import Comparison
from analyzer.report.formats import count, series, short
from analyzer.report.marking import Block, Hit, mark
from analyzer.report.names import Names
from analyzer.text.voices import NARRATOR, PARAPHRASED, QUOTED

_MOST_FOCAL = 40  # sentences of the article for each frame
_MOST_OTHERS = 100  # of the others, however many are asked for
_MOST = 1200  # of all frames together
_LONGEST = 600  # characters of a sentence; longer ones are cut around their first hit
_AROUND = 250

Row = dict[Any, Any]
Said = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Proof:
    """A sentence that holds words of a frame, and who says them.

    `note` says why it is not counted, `cut` what is left off of it.
    """

    who: str
    group: str
    href: str
    says: str
    note: str
    block: Block
    cut: tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class FrameEvidence:
    """The sentences of one frame; `summary` says how many there are, `more` how many are not shown.

    `focal` are those that count in the headline numbers, `uncounted` further ones of the article.
    """

    id: str
    label: str
    definition: str
    summary: str
    focal: tuple[Proof, ...]
    uncounted: tuple[Proof, ...]
    others: tuple[Proof, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """All hits of one frame in one sentence; `said` holds voice, speaker and category of each, without repeats."""

    frame: str
    article: str
    outlet: str
    group: str
    said: tuple[Said, ...]
    note: str
    text: str
    at: int
    hits: tuple[Hit, ...]


def frame_evidence(comparison: Comparison, names: Names) -> tuple[FrameEvidence, ...]:
    """The evidence of every frame of the codebook, in its order."""
    by_frame: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in sentences(comparison.tables["evidence"].to_dict("records"), comparison.settings.voice):
        by_frame[sentence.frame].append(sentence)
    return tuple(_of_frame(key, by_frame[key], comparison, names) for key in names.frames)


def sentences(rows: Iterable[Row], voice: str) -> list[Sentence]:
    """Rows of the evidence table put together by frame and sentence, in the order of the table."""
    grouped: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        in_title = row["place"] == "title"
        grouped[row["frame"], row["article"], in_title, row["sentence_start"], row["sentence_end"]].append(row)
    return [_sentence(same, voice) for same in grouped.values()]


def _sentence(rows: Sequence[Row], voice: str) -> Sentence:
    first = rows[0]
    said = ((str(row["voice"]), str(row["speaker"]), str(row["category"])) for row in rows)
    return Sentence(
        str(first["frame"]),
        str(first["article"]),
        short(first["outlet"], 60),
        short(first["group"], 60),
        tuple(dict.fromkeys(said)),
        _not_counted(rows, voice),
        str(first["sentence"]),
        int(first["sentence_start"]),
        tuple(hit_of(row) for row in rows),
    )


def hit_of(row: Row) -> Hit:
    """A row of the evidence table as a hit."""
    return Hit(
        int(row["start"]),
        int(row["end"]),
        str(row["frame"]),
        str(row["pattern"]),
        bool(row["ambiguous"]),
        bool(row["negated"]),
    )


def _not_counted(rows: Sequence[Row], voice: str) -> str:
    """Why a sentence does not add to the share of sentences; "" when it does. The rule is that of the measure."""
    if rows[0]["place"] == "title":
        return "a title, counted apart"
    heard = [row for row in rows if voice in ("all", row["voice"])]
    if not heard:
        return "not counted"
    if all(row["ambiguous"] for row in heard) and len({row["pattern"] for row in heard}) < 2:
        return "not counted: a single ambiguous pattern"
    return ""


def _of_frame(key: str, found: Sequence[Sentence], comparison: Comparison, names: Names) -> FrameEvidence:
    focal = [sentence for sentence in found if sentence.article == comparison.focal]
    others = [sentence for sentence in found if sentence.article != comparison.focal]
    asked = comparison.settings.evidence or _MOST_OTHERS
    room = max(1, _MOST // len(names.frames))
    kept = comparison.settings.keep_text
    shown = spread(others, min(asked, _MOST_OTHERS, room)) if kept else []
    shown_focal = focal[: min(_MOST_FOCAL, room)] if kept else []
    left = len(found) - len(shown) - len(shown_focal)
    return FrameEvidence(
        names.evidence[key],
        names.frames[key],
        comparison.codebook.frames[key].definition,
        f"This article: {_amount(focal)}. Other coverage: {_amount(others)}{_in_articles(others)}.",
        tuple(_proof(sentence, names) for sentence in shown_focal if not sentence.note),
        tuple(_proof(sentence, names) for sentence in shown_focal if sentence.note),
        tuple(_proof(sentence, names) for sentence in shown),
        f"{count(left, 'more sentence')} in data/evidence.csv." if left and kept else "",
    )


def _amount(found: Sequence[Sentence]) -> str:
    counted = sum(not sentence.note for sentence in found)
    if counted == len(found):
        return count(counted, "sentence")
    return f"{count(counted, 'counted sentence')} of {len(found):,} with a word of this frame"


def _in_articles(found: Sequence[Sentence]) -> str:
    return f", in {count(len({sentence.article for sentence in found}), 'article')}" if found else ""


def spread(found: Sequence[Sentence], most: int) -> list[Sentence]:
    """As many as are asked for: counted ones first, from groups in turn, within a group from outlets in turn.

    Of one outlet those with the most different patterns come first; a sentence that several articles carry word for
    word is chosen once. The choice depends on the table alone; what is chosen stands in the order of the table.
    """
    chosen: set[int] = set()
    first = {sentence.text: at for at, sentence in reversed(list(enumerate(found)))}
    for counted in (True, False):
        queues: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for at, sentence in sorted(enumerate(found), key=lambda item: -len(_patterns(item[1]))):
            if counted is not bool(sentence.note) and first[sentence.text] == at:
                queues[sentence.group][sentence.outlet or sentence.article].append(at)
        in_turn = _in_turn([_in_turn(list(outlets.values())) for outlets in queues.values()])
        chosen.update(in_turn[: most - len(chosen)])
    return [found[at] for at in sorted(chosen)]


def _patterns(sentence: Sentence) -> set[str]:
    return {hit.pattern for hit in sentence.hits}


def _in_turn(queues: Sequence[Sequence[int]]) -> list[int]:
    longest = max((len(queue) for queue in queues), default=0)
    return [queue[at] for at in range(longest) for queue in queues if at < len(queue)]


def _proof(sentence: Sentence, names: Names) -> Proof:
    start, end = _window(sentence)
    hits = [replace(hit, start=hit.start - sentence.at, end=hit.end - sentence.at) for hit in sentence.hits]
    return Proof(
        names.articles.get(sentence.article, sentence.outlet),
        sentence.group,
        names.rows.get(sentence.article, ""),
        series(_says(*said, names) for said in sentence.said),
        sentence.note,
        mark(sentence.text, hits, within=(start, end)),
        (start > 0, end < len(sentence.text)),
    )


def _says(voice: str, speaker: str, category: str, names: Names) -> str:
    if voice == NARRATOR:
        return NARRATOR
    return f"{names.who(speaker, category) if voice in (QUOTED, PARAPHRASED) else NARRATOR}, {voice}"


def _window(sentence: Sentence) -> tuple[int, int]:
    """The part of the sentence that is shown."""
    if len(sentence.text) <= _LONGEST:
        return 0, len(sentence.text)
    first = sentence.hits[0].start - sentence.at
    start = min(max(0, first - _AROUND), len(sentence.text))
    return start, min(len(sentence.text), start + _LONGEST)
