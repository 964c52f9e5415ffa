"""How often would a term stand out as far if articles had been dealt out to both sides otherwise?

Words come in bursts, so counts of words test nothing: what changes sides here is the article, with all its words. The
statistic is the size of z, the log odds with their prior over their standard error, and 0 where too few parts of the
side that uses the term more have it; candidates and parts are found anew for every way of dealing, as for the observed
one, so that the test is exact. It tells whether a term is this article's (or outlet's, or group's) more than any such
article's; it does not tell why.

Sources: Westfall and Young (1993) for the largest z of all terms; Phipson and Smyth (2010); Mildenberger (2023),
keyperm, for articles as what is exchanged; Monroe, Colaresi and Quinn (2008) for z.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analyzer.inference.multiplicity import adjust
from analyzer.inference.permutation import Relabelings, relabelings, tally
from analyzer.measures._selection import odds

Floats = NDArray[np.float64]
_BLOCK = 40_000  # cells held at once; few enough for the cache


class Words(NamedTuple):
    """What articles are made of, for the exchange of whole articles.

    Attributes
    ----------
    counts : sparse array of shape (n_articles, n_terms)
        Occurrences.
    words : float64 ndarray of shape (n_articles,)
        All words of each article, candidates or not.
    parts : sparse array of shape (n_articles, n_terms)
        Paragraphs (or sentences) that have the term; where counts are 0, and nowhere else, it is 0.
    """

    counts: sparse.csr_array
    words: Floats
    parts: sparse.csr_array

    def take(self, articles: NDArray[np.int64]) -> Words:
        """Some articles, in this order; all in theirs without a copy."""
        if np.array_equal(articles, np.arange(len(self.words))):
            return self
        return Words(self.counts[articles], self.words[articles], self.parts[articles])

    def terms(self, kept: NDArray[np.int64]) -> Words:
        """Some terms, in their order; all without a copy. Entries of each article in the order of the terms."""
        if len(kept) == self.counts.shape[1] and self.counts.has_sorted_indices and self.parts.has_sorted_indices:
            return self
        counts, parts = (sparse.csr_array(table[:, kept]) for table in (self.counts, self.parts))
        counts.sort_indices()
        parts.sort_indices()
        return Words(counts, self.words, parts)


class Exchanged(NamedTuple):
    """P-values of all terms, each of shape (n_terms,) and NaN for terms that are no candidates, and their floor."""

    p: Floats
    p_max: Floats
    p_fdr: Floats
    floor: float


def exchange(
    given: Words,
    labelled: NDArray[np.bool_],
    rng: np.random.Generator,
    *,
    prior: float = 100.0,
    min_count: int = 3,
    min_range: int = 2,
    background: Floats | None = None,
    strata: NDArray[np.object_] | None = None,
    draws: int = 999,
) -> Exchanged:
    """P-values of the terms of one comparison, articles being exchanged between its sides.

    Parameters
    ----------
    given : Words
        Of the articles of both sides, and no others.
    labelled : bool ndarray of shape (n_articles,)
        The articles of one side.
    rng : Generator
        Used only where there are more ways to deal out the label than are looked at.
    prior, min_count, min_range : float, int, int
        As in `keyness`.
    background : float64 ndarray of shape (n_terms,), optional
        Relative frequencies for the prior.
    strata : object ndarray of shape (n_articles,), optional
        Articles change places only within a stratum.
    draws : int
        Ways that are looked at besides the observed one, if there are more.

    Returns
    -------
    Exchanged
        All NaN where there is nothing to exchange. Articles without words take no part.

    Examples
    --------
    >>> counts = sparse.csr_array(np.array([[9, 1], [0, 1], [0, 2], [1, 1]]))
    >>> given = Words(counts, np.full(4, 100.0), sparse.csr_array((counts > 0) * 2))
    >>> made = exchange(given, np.array([True, False, False, False]), np.random.default_rng(0))
    >>> made.p.tolist(), made.p_max.tolist(), made.floor
    ([0.25, 1.0], [0.25, 1.0], 0.25)
    """
    spoken, total = np.flatnonzero(given.words > 0), given.counts.sum(axis=0)
    terms = np.flatnonzero(total >= min_count)
    none = np.full(len(total), np.nan)
    chosen = _dealt(labelled[spoken], rng, None if strata is None else strata[spoken], draws)
    if not len(terms) or len(chosen) < 2:
        return Exchanged(none, none, none, np.nan)
    known = None if background is None else background[terms]
    p, p_max = tally(_sizes(given.take(spoken).terms(terms), chosen, prior, min_range, known))
    columns = np.full((3, len(total)), np.nan)
    columns[:, terms] = p, p_max, adjust(p)
    return Exchanged(columns[0], columns[1], columns[2], _floor(chosen))


def _dealt(
    labelled: NDArray[np.bool_], rng: np.random.Generator, strata: NDArray[np.object_] | None, draws: int
) -> Relabelings:
    """All ways to deal out the label; of more than `draws` besides the observed one, random ones without repetition."""
    found = relabelings(labelled, rng, strata=strata, draws=draws)
    if len(found) <= draws + 1:
        return found
    kept = 1 + np.sort(rng.choice(len(found) - 1, draws, replace=False))
    return Relabelings(found.members[np.append(0, kept)], found.n_articles, exact=False)


def _floor(chosen: Relabelings) -> float:
    """The smallest p: the observed way, and its mirror image where both sides have as many articles."""
    others = np.setdiff1d(np.arange(chosen.n_articles), chosen.members[0])
    if len(others) != chosen.members.shape[1]:
        return chosen.floor
    mirrored = (np.sort(chosen.members, axis=1) == others).all(axis=1)
    return float(1 + mirrored.sum()) / len(chosen)


def _sizes(
    given: Words, chosen: Relabelings, prior: float, min_range: int, background: Floats | None
) -> Iterator[Floats]:
    """The size of every term's z, one row a relabeling, a block at a time.

    Most terms are in none of few articles. Those alike in count and background then have one z, which is computed once
    for all of them; the rest are looked up where the labelled articles have them.
    """
    total: Floats = given.counts.sum(axis=0).astype(np.float64)
    frequency = total / given.words.sum() if background is None else background
    own, other = _carriers(given, chosen.members.shape[1])
    whole = other.sum(axis=0)
    # Counts and carriers as one number, to add them up in one product.
    both = sparse.csr_array((given.counts.data + 1j * own.data, own.indices, own.indptr), shape=own.shape)
    alike, kind = _alike(total, frequency, whole >= min_range)
    for members in chosen.blocks(max(8, _BLOCK // len(total))):
        n1 = members @ given.words
        n2 = given.words.sum() - n1
        lacking = odds(np.zeros(1), total[alike], n1[:, None], n2[:, None], frequency[alike], prior)[1]
        sizes = (np.abs(lacking) * (whole[alike] >= min_range))[:, kind]
        inside = members @ both
        row, term = np.repeat(np.arange(len(n1)), np.diff(inside.indptr)), inside.indices
        a, here, n1, n2 = inside.data.real, inside.data.imag, n1[row], n2[row]
        # Entries of both products stand in one order, as those of their factors do.
        there = here if own is other else (members @ other).data
        b = total[term] - a
        enough = np.where(a * n2 < b * n1, whole[term] - there, here) >= min_range
        sizes[row, term] = np.abs(odds(a, b, n1, n2, frequency[term], prior)[1]) * enough
        yield sizes


def _carriers(given: Words, size: int) -> tuple[sparse.csr_array, sparse.csr_array]:
    """What the range of a term counts on the labelled side and on the other: articles; of a single one, its parts."""
    counts = given.counts
    articles = sparse.csr_array((np.ones(counts.nnz), counts.indices, counts.indptr), shape=counts.shape)
    return tuple(given.parts if n == 1 else articles for n in (size, len(given.words) - size))  # type: ignore[return-value]


def _alike(total: Floats, frequency: Floats, sound: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """One term of each kind, and the kind of each term: alike in all three."""
    level = np.unique(frequency, return_inverse=True)[1]
    _, first, kind = np.unique((level * (total.max() + 1) + total) * 2 + sound, return_index=True, return_inverse=True)
    return first, kind
