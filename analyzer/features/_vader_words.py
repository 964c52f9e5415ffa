"""What vaderSentiment 3.3.2 asks of one word: its data, read from the installed package and nowhere copied.

VADER looks at a word only through the few facts in `Word`; two words with equal facts are the same to it.
`Rules.words` finds the facts for a chunk, `tone_types` for all chunk types at once; `Rules` also holds the phrases
and the emphasis of punctuation.

Source: Hutto and Gilbert (2014), VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text,
ICWSM.
"""

from __future__ import annotations

import re
import string
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from itertools import chain, count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from vaderSentiment.vaderSentiment import (
    BOOSTER_DICT,
    C_INCR,
    N_SCALAR,
    NEGATE,
    SPECIAL_CASES,
    SentimentIntensityAnalyzer,
)

# The words that a rule names; the words of phrases are numbered after them, and 0 is any other word.
Code = IntEnum("Code", "NO OR NOR NEVER SO THIS WITHOUT DOUBT LEAST AT VERY BUT KIND OF")

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Classes = NDArray[np.int32]

CAPITALS: float = C_INCR
NEGATION: float = N_SCALAR
MOST_MARKS = 4  # further exclamation or question marks add nothing


class Word(NamedTuple):
    """Everything that VADER can know of one word; the default is an ordinary word in lower case.

    `modifies` says that the word may act on a later one: it exists and is not in the lexicon.
    """

    valence: float = 0.0
    in_lexicon: bool = False
    modifies: bool = True
    booster: float = 0.0
    is_booster: bool = False
    upper: bool = False
    negator: bool = False
    code: int = 0
    exclamations: int = 0
    questions: int = 0

    def muted(self) -> Word:
        """The word as if it were not in the lexicon: ordinary, with its capitals and punctuation.

        >>> Word(valence=-1.2, in_lexicon=True, modifies=False, code=Code.NO, upper=True).muted() == Word(upper=True)
        True
        """
        if not self.in_lexicon:
            return self
        return Word(upper=self.upper, exclamations=self.exclamations, questions=self.questions)


ABSENT = Word(modifies=False)
"""What stands before the first and after the last word of a segment."""

_FIRST = (ABSENT, Word(), Word(upper=True))  # the first classes: nearly every word is of these
_SIGNS = (re.compile("[!?\x80-\U0010ffff]"), re.compile("'[tT]"))


@dataclass(frozen=True, slots=True)
class Rules:
    """The package's words and phrases, in the form that arrays need.

    Attributes
    ----------
    lexicon, boosters : mapping of str to float
        Lower-case word to valence, and to increment.
    negators, telling : frozenset of str
        Negators; and every word of which VADER knows anything.
    codes : mapping of str to int
        Number of each word that a rule or a phrase names, from 1.
    emojis : mapping of str to str
        One-character emoji to its description.
    special : pair of ndarray
        Valence of a special phrase by the codes of its two, or three, words; NaN where there is none.
    boosted : ndarray of shape (n_codes + 1, n_codes + 1)
        Increment of a two-word booster by the codes of its words; 0 where there is none.
    exclaimed, asked : ndarray of shape (5,)
        Emphasis by the number of exclamation, and question, marks.
    """

    lexicon: Mapping[str, float]
    boosters: Mapping[str, float]
    negators: frozenset[str]
    telling: frozenset[str]
    codes: Mapping[str, int]
    emojis: Mapping[str, str]
    special: tuple[Floats, Floats]
    boosted: Floats
    exclaimed: Floats
    asked: Floats

    def words(self, chunk: str) -> tuple[Word, ...]:
        """The words of one chunk: one, or several when it holds an emoji, which VADER reads as its description.

        >>> [word.valence for word in rules().words('"Good!"')]
        [1.9]
        """
        if not chunk.isascii() and not self.emojis.keys().isdisjoint(chunk):
            return tuple(self._word(piece, _core(piece)) for piece in self._described(chunk).split())
        return (self._word(chunk, _core(chunk)),)

    def _word(self, chunk: str, word: str) -> Word:
        lower = word.lower()
        in_lexicon = lower in self.lexicon
        return Word(
            valence=self.lexicon.get(lower, 0.0),
            in_lexicon=in_lexicon,
            modifies=not in_lexicon,
            booster=self.boosters.get(lower, 0.0),
            is_booster=lower in self.boosters,
            upper=word.isupper(),
            negator=lower in self.negators or "n't" in lower,
            code=self.codes.get(lower, 0),
            exclamations=min(chunk.count("!"), MOST_MARKS),
            questions=min(chunk.count("?"), MOST_MARKS),
        )

    def _described(self, chunk: str) -> str:
        # a description is set off from what stands before it, and glued to what follows, as in the package
        return "".join(" " + self.emojis[char] if char in self.emojis else char for char in chunk)


@cache
def rules() -> Rules:
    """The rules of the installed package, read once.

    >>> rules().lexicon["good"], rules().codes["but"] == Code.BUT
    (1.9, True)
    """
    analyser = SentimentIntensityAnalyzer()
    named = [code.name.lower() for code in Code]
    named += [word for phrase in (*SPECIAL_CASES, *BOOSTER_DICT) if " " in phrase for word in phrase.split()]
    codes = {word: number for number, word in enumerate(dict.fromkeys(named), start=1)}
    marks = range(MOST_MARKS + 1)
    return Rules(
        lexicon=analyser.lexicon,
        boosters=BOOSTER_DICT,
        negators=frozenset(NEGATE),
        telling=frozenset((*analyser.lexicon, *BOOSTER_DICT, *NEGATE, *codes)),
        codes=codes,
        emojis={emoji: text for emoji, text in analyser.emojis.items() if len(emoji) == 1},
        special=(_phrases(SPECIAL_CASES, codes, 2, np.nan), _phrases(SPECIAL_CASES, codes, 3, np.nan)),
        boosted=_phrases(BOOSTER_DICT, codes, 2, 0.0),
        exclaimed=np.array([analyser._amplify_ep("!" * n) for n in marks], np.float64),
        asked=np.array([analyser._amplify_qm("?" * n) for n in marks], np.float64),
    )


@dataclass(frozen=True, slots=True)
class ToneTypes:
    """What VADER knows of each chunk type, through the class of its words: words of one class are the same to it.

    Attributes
    ----------
    first, n_words : ndarray of shape (n_types,)
        The words of type t are `words[first[t]:first[t] + n_words[t]]`; more than one only where there is an emoji.
    words : ndarray of int32
        Class of each word.
    charged : ndarray of shape (n_types,)
        Whether a word of the type is in the lexicon.
    tells : ndarray of shape (n_classes,)
        Whether a word of the class is in upper case, holds marks, or is "but": what counts wherever it stands.
    muted : ndarray of shape (n_classes,)
        Class of the same word as if it were not in the lexicon.
    valence, in_lexicon, modifies, booster, is_booster, upper, negator, code, exclamations, questions : ndarray
        Attributes of each class, of shape (n_classes,). Class 0 is the absent word beyond either end of a segment.
    """

    first: Ints
    n_words: Ints
    words: Classes
    charged: Bools
    tells: Bools
    muted: Classes
    valence: Floats
    in_lexicon: Bools
    modifies: Bools
    booster: Floats
    is_booster: Bools
    upper: Bools
    negator: Bools
    code: Ints
    exclamations: Ints
    questions: Ints


def tone_types(chunks: Sequence[str]) -> ToneTypes:
    """What VADER knows of each chunk type.

    Parameters
    ----------
    chunks : sequence of str, length n_types
        Distinct runs of non-space characters, as `str.split` yields them.

    >>> tone_types(["good", "GOOD!", "bridge"]).n_words.tolist()
    [1, 1, 1]
    """
    cores = [_core(chunk) for chunk in chunks]
    upper = np.fromiter(map(str.isupper, cores), np.int32, len(cores))
    special = _marked(chunks)
    special |= np.fromiter(map(rules().telling.__contains__, map(str.lower, cores)), np.bool_, len(cores))
    found = [_words(chunks[number]) for number in np.flatnonzero(special).tolist()]
    n_words = np.ones(len(cores), np.int64)
    n_words[special] = np.fromiter(map(len, found), np.int64, len(found))
    classes: defaultdict[Word, int] = defaultdict(count(len(_FIRST)).__next__, zip(_FIRST, count()))
    words = np.repeat(upper + 1, n_words)
    words[np.repeat(special, n_words)] = [classes[word] for word in chain.from_iterable(found)]
    for word in tuple(classes):
        classes[word.muted()]
    muted = np.array([classes[word.muted()] for word in classes], np.int32)
    attributes = [np.array(column) for column in zip(*classes, strict=True)]
    first = np.cumsum(n_words) - n_words
    charged = np.zeros(len(cores), bool)
    charged[np.repeat(np.arange(len(cores)), n_words)[attributes[1][words]]] = True
    tells = np.array(
        [word.upper or word.exclamations + word.questions > 0 or word.code == Code.BUT for word in classes]
    )
    return ToneTypes(first, n_words, words, charged, tells, muted, *attributes)


@lru_cache(maxsize=1 << 15)
def _words(chunk: str) -> tuple[Word, ...]:
    return rules().words(chunk)


def _marked(chunks: Sequence[str]) -> Bools:
    """Which chunks hold a sign that VADER may look at: a mark, an emoji, the end of "isn't"; all in one scan."""
    text = "\n".join((*chunks, ""))
    ends = np.cumsum(np.fromiter(map(len, chunks), np.int64, len(chunks)) + 1)
    places = [match.start() for pattern in _SIGNS for match in pattern.finditer(text)]
    result = np.zeros(len(chunks), bool)
    result[np.searchsorted(ends, places, side="right")] = True
    return result


def _core(chunk: str) -> str:
    """The word of a chunk; what would leave at most two characters is kept whole, as an emoticon."""
    word = chunk.strip(string.punctuation)
    return chunk if len(word) <= 2 else word


def _phrases(values: Mapping[str, float], codes: Mapping[str, int], n_words: int, missing: float) -> Floats:
    """Value of each phrase of `n_words` words, by the codes of its words."""
    table = np.full((len(codes) + 1,) * n_words, missing)
    for phrase, value in values.items():
        words = phrase.split()
        if len(words) == n_words:
            table[tuple(codes[word] for word in words)] = value
    return table
