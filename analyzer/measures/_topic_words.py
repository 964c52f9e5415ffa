"""Topics in words: their heaviest terms, a label, and what the codebook lacks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analyzer.measures._coherence import top_terms
from analyzer.measures._nmf import Floats
from analyzer.measures._topic_units import TopicUnits

_LISTED, _DISCOVERED, _NAMED = 15, 10, 3
_UNITS = 5  # that a discovery stands in
_CLEAR = 2.0  # standard errors

Words = tuple[tuple[str, ...], ...]


def heaviest(units: TopicUnits, topics: Floats) -> Words:
    """The heaviest terms of each topic."""
    return tuple(tuple(units.terms[top[top >= 0]]) for top in top_terms(topics, _LISTED))


def guides(units: TopicUnits, topics: Floats, frame: NDArray[np.int64]) -> Words:
    """Of the heaviest terms of each topic, those that the single-word patterns of its frame match."""
    tops = top_terms(topics, _LISTED)
    return tuple(
        tuple(units.terms[at] for at in top if at >= 0 and own >= 0 and units.owner[at] == own)
        for top, own in zip(tops, frame, strict=True)
    )


def discoveries(units: TopicUnits, weights: Floats, frame: NDArray[np.int64]) -> Words:
    """Terms that the codebook lacks and whose units belong to a topic more than other units do, clearest first.

    The mean share of the topic in the units that hold a term is compared with its mean share in all units, in standard
    errors. Weights of terms in topics would not do: seeds outweigh everything that stands beside them.
    """
    held = units.weights > 0
    n_units = held.sum(axis=0).astype(np.float64)
    spread = weights.std(axis=0)
    gain = held.T @ weights - np.outer(n_units, weights.mean(axis=0))
    scale = np.sqrt(n_units)[:, None] * spread
    errors = np.divide(gain, scale, out=np.zeros_like(gain), where=scale > 0).round(8)
    found = []
    for own, score in zip(frame, errors.T, strict=True):
        new = (units.owner < 0) & (n_units >= _UNITS) & (score >= _CLEAR)
        if own >= 0:
            new &= ~units.known[own]
        top = top_terms(np.where(new, score, 0.0)[None], _DISCOVERED)[0]
        found.append(tuple(units.terms[top[top >= 0]]))
    return tuple(found)


def labels(terms: Words) -> tuple[str, ...]:
    """The first three terms of each topic, and as many more as it takes to tell it from the others.

    >>> labels((("gas", "oil", "coal", "rail"), ("gas", "oil", "coal", "road"), ("court",)))
    ('gas, oil, coal, rail', 'gas, oil, coal, road', 'court')
    """
    names = [", ".join(own[:_NAMED]) for own in terms]
    for more in range(_NAMED + 1, _LISTED + 1):
        repeated = {name for name in names if names.count(name) > 1}
        names = [", ".join(own[:more]) if name in repeated else name for own, name in zip(terms, names, strict=True)]
    return tuple(f"{name} ({n})" if names.count(name) > 1 else name for n, name in enumerate(names, 1))
