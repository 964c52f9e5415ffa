"""Sets of any size made of a folder of real articles, with the growth of their vocabulary kept.

*Pieces.* Articles are cut at the borders of paragraphs into pieces of about 490 words, or as many as are wished; these,
shuffled, are generation 0: real text, each word of it once. When it runs out, another generation is made of the same
text: pieces of about 120 words, shuffled anew, joined to articles of the same length, as far as possible of one outlet.

*Words.* A later generation may not repeat itself, or vocabularies would stop growing and every article would have
copies. So in generation g some rare words (three occurrences at most) get an ending of that generation, exactly so many
as would be new in so much more text: V(N) = K N ** b, with b as the source shows it between half of it and the whole.
And words of middling frequency change places with others of the same rank, ending and capitals. What is kept: lengths,
punctuation, quotations, frequent words, the frequency of words, the growth of types. What is lost: sense.

Everything follows from the source and the seed; a smaller set is the beginning of a larger one.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, islice
from math import log2
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

WORDS, PART = 490, 120  # of an article, and of the pieces that articles of later generations are joined of
GROUPS = ("north", "south", "west")
SEED = 20240902
_WORD = re.compile(r"\b\w\w+\b")
_RARE, _FREQUENT, _WINDOW = 3, 500, 60  # occurrences of a rare word, of a frequent one; ranks that change places
_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]


class Piece(NamedTuple):
    """Some paragraphs of one outlet."""

    outlet: str
    text: str


class Source(NamedTuple):
    """Real text, and what its words are like."""

    articles: list[Piece]
    frequency: Counter[str]  # of lower-cased words
    capitals: Counter[str]  # how often each begins with a capital letter
    exponent: float  # b of V(N) = K N ** b


def read_source(folder: Path) -> Source:
    """The articles in ``copies/docs.jsonl.gz`` (keys text, outlet) of a folder, or else whatever the analyzer reads.

    Raises
    ------
    FileNotFoundError
        When there is neither.
    """
    return make_source(_read(folder))


def _read(folder: Path) -> list[Piece]:
    packed = folder / "copies" / "docs.jsonl.gz"
    if packed.is_file():
        with gzip.open(packed, "rt", encoding="utf-8") as lines:
            return [Piece(row["outlet"], row["text"]) for row in map(json.loads, lines)]
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder}: there is no such folder. Name one that holds articles with --data.")
    from analyzer.readers import read_corpus

    return [Piece(article.outlet, article.text) for article in read_corpus(folder).articles]


def make_source(articles: list[Piece]) -> Source:
    """Count the words of some articles."""
    frequency, capitals = Counter[str](), Counter[str]()
    sizes = []
    for half in (articles[::2], articles[1::2]):
        for piece in half:
            words = _WORD.findall(piece.text)
            frequency.update(word.lower() for word in words)
            capitals.update(word.lower() for word in words if word[0].isupper())
        sizes.append((frequency.total(), len(frequency)))
    (half_tokens, half_types), (tokens, types) = sizes
    exponent = log2(types / half_types) / log2(tokens / half_tokens) if tokens > half_tokens > 0 else 1.0
    return Source(articles, frequency, capitals, exponent)


def resample(source: Source, n: int, *, seed: int = SEED, words: int = WORDS) -> Iterator[dict[str, str]]:
    """So many articles of about so many words as records: id, title, text, outlet, group, date; the first is focal."""
    groups = {outlet: GROUPS[at % len(GROUPS)] for at, outlet in enumerate(_by_size(source.articles))}
    pieces = (piece for generation in count() for piece in _generation(source, generation, seed, words))
    for number, piece in enumerate(islice(pieces, n)):
        yield {
            "id": f"article-{number:07}",
            "title": " ".join(piece.text.split()[:8]),
            "text": piece.text,
            "outlet": piece.outlet,
            "group": groups[piece.outlet],
            "date": f"2024-{1 + number % 12:02}-{1 + number % 28:02}",
        }


def _by_size(articles: Iterable[Piece]) -> list[str]:
    sizes = Counter(piece.outlet for piece in articles)
    return sorted(sizes, key=lambda outlet: (-sizes[outlet], outlet))


def _generation(source: Source, generation: int, seed: int, words: int) -> list[Piece]:
    rng = random.Random(f"{seed} {generation}")
    if generation == 0:
        pieces = [piece for article in source.articles for piece in cut(article, words)]
        rng.shuffle(pieces)
        return pieces
    parts = [piece for article in source.articles for piece in cut(article, PART)]
    rng.shuffle(parts)
    parts.sort(key=lambda part: part.outlet)
    pieces = _joined(parts, words)
    rng.shuffle(pieces)
    change = _changes(source, generation, rng)
    return [Piece(piece.outlet, rewritten(piece.text, change)) for piece in pieces]


def cut(article: Piece, words: int) -> list[Piece]:
    """The article in pieces of about so many words, at the borders of paragraphs; a short rest stays with the last."""
    pieces: list[list[str]] = [[]]
    size = 0
    for paragraph in filter(str.strip, article.text.split("\n")):
        if size >= words:
            pieces.append([])
            size = 0
        pieces[-1].append(paragraph.strip())
        size += len(paragraph.split())
    if len(pieces) > 1 and size < words / 2:
        rest = pieces.pop()
        pieces[-1] += rest
    return [Piece(article.outlet, "\n\n".join(piece)) for piece in pieces if piece]


def _joined(parts: Sequence[Piece], words: int) -> list[Piece]:
    pieces: list[Piece] = []
    texts: list[str] = []
    size = 0
    for part in parts:
        texts.append(part.text)
        size += len(part.text.split())
        if size >= words:
            pieces.append(Piece(part.outlet, "\n\n".join(texts)))
            texts, size = [], 0
    return pieces or [Piece(parts[-1].outlet, "\n\n".join(texts))]


def _changes(source: Source, generation: int, rng: random.Random) -> dict[str, str]:
    """What each word becomes in a generation; words that stay are left out."""
    return _renamed(source, generation) | _exchanged(source, rng)


def _renamed(source: Source, generation: int) -> dict[str, str]:
    """Rare words with the ending of the generation: as many as are new in the text after `generation` times as much."""
    growth = (generation + 1) ** source.exponent - generation**source.exponent
    rare = [word for word, n in source.frequency.items() if n <= _RARE]
    rare.sort(key=lambda word: (crc32(f"{generation} {word}".encode()), word))
    ending = _SYLLABLES[generation // len(_SYLLABLES) % len(_SYLLABLES)] + _SYLLABLES[generation % len(_SYLLABLES)]
    return {word: f"{word}{ending}" for word in rare[: round(growth * len(source.frequency))]}


def _exchanged(source: Source, rng: random.Random) -> dict[str, str]:
    """Words of middling frequency, each with another of about its rank, its ending and its capitals."""
    alike: dict[tuple[bool, str, int], list[str]] = {}
    ranked = sorted(source.frequency.items(), key=lambda item: (-item[1], item[0]))
    for rank, (word, n) in enumerate(ranked):
        if _RARE < n <= _FREQUENT:
            key = (2 * source.capitals[word] > n, word[-2:], rank // (_WINDOW * (1 + rank // 1000)))
            alike.setdefault(key, []).append(word)
    change: dict[str, str] = {}
    for words in alike.values():
        drawn = rng.sample(words, len(words))
        change |= dict(zip(words, drawn, strict=True))
    return change


def rewritten(text: str, change: dict[str, str]) -> str:
    """The text with other words in the capitals of those that they take the place of."""

    def other(match: re.Match[str]) -> str:
        word = match.group()
        new = change.get(word.lower())
        if new is None:
            return word
        if word.islower():
            return new
        return new.upper() if word.isupper() else new[0].upper() + new[1:]

    return _WORD.sub(other, text)


class Growth:
    """Bytes of UTF-8, words and distinct words of texts, by the rule that scikit-learn counts by.

    >>> words = Growth()
    >>> words.add("The talks, the talk.")
    >>> words.size, words.tokens, sorted(words.types)
    (20, 4, ['talk', 'talks', 'the'])
    """

    def __init__(self) -> None:
        self.size, self.tokens, self.types = 0, 0, set[str]()

    def add(self, text: str) -> None:
        """Count one more text."""
        words = _WORD.findall(text.lower())
        self.size, self.tokens = self.size + len(text.encode()), self.tokens + len(words)
        self.types.update(words)
