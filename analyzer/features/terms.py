"""Which terms carry content, and which are forms of one word: looked up once for each term of the vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray


@cache
def stopwords() -> frozenset[str]:
    """Closed-class words, and verbs of saying that stand in every news text.

    >>> "the" in stopwords(), "state" in stopwords()
    (True, False)
    """
    lines = (files("analyzer") / "lexicons" / "stopwords.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def content(vocabulary: Sequence[str]) -> NDArray[np.bool_]:
    """Which terms are no stop word, have a letter and more than one character.

    >>> content(["the", "court", "1939", "x"]).tolist()
    [False, True, False, False]
    """
    stop = stopwords()
    return np.array([len(term) > 1 and term not in stop and _has_letter(term) for term in vocabulary], bool)


def _has_letter(term: str) -> bool:
    return term.isalpha() or any(map(str.isalpha, term))


def stems(vocabulary: Sequence[str], counts: NDArray[np.int64]) -> tuple[NDArray[np.int32], list[str]]:
    """For each term the number of its stem, and for each stem its most frequent form (ties: the first in the alphabet).

    Parameters
    ----------
    vocabulary : sequence of str
    counts : ndarray of shape (n_terms,)
        Occurrences of each term.

    Notes
    -----
    Snowball stemmer (Porter 2001), in its authors' version; it joins "warrant" and "warrants", not "buy" and "bought".

    >>> stems(["warrant", "warrants", "gas"], np.array([1, 3, 2]))
    (array([0, 0, 1], dtype=int32), ['warrants', 'gas'])
    """
    number: dict[str, int] = {}
    ids = np.array([number.setdefault(_stem(term), len(number)) for term in vocabulary], np.int32)
    best: dict[int, tuple[int, str]] = {}
    for term, at, count in zip(vocabulary, ids.tolist(), counts.tolist(), strict=True):
        best[at] = min(best.get(at, (1, "")), (-count, term))
    return ids, [best[at][1] for at in range(len(number))]


@cache
def _stemmer() -> Callable[[str], str]:
    from Stemmer import Stemmer  # loading NLTK for it takes longer than all topics of a few articles

    return Stemmer("english").stemWord  # type: ignore[no-any-return]


@lru_cache(maxsize=1 << 18)
def _stem(term: str) -> str:
    """The stem of a term, worked out once: measures ask for the same vocabulary again and again."""
    return _stemmer()(term)
