"""The rules of vaderSentiment 3.3.2 on arrays: what the words around it make of the valence of each lexicon word.

A *hit* is a word that is in the lexicon and scores; all hits of all segments go through each rule together, in the
package's order of rules and of floating-point operations, so that the results are equal and not merely close.
"""

from __future__ import annotations

from collections import defaultdict
from heapq import heappop, heappush

import numpy as np

from analyzer.features._vader_words import CAPITALS, NEGATION, Bools, Classes, Code, Floats, Ints, ToneTypes, rules

Near = dict[int, Classes]

# Numbers that stand as bare literals inside the package's methods.
DAMPENED = {1: 1.0, 2: 0.95, 3: 0.9}
NEVER_SO = 1.25
BEFORE_BUT, AFTER_BUT = 0.5, 1.5


def segments_of(offsets: Ints, positions: Ints) -> Ints:
    """Segment of each position; segments without words have none."""
    return np.searchsorted(offsets, positions, side="right") - 1


def near_words(words: Classes, offsets: Ints, hits: Ints, segment: Ints) -> Near:
    """Classes of the words at distance -3 to 2 of each hit, by distance; 0 (absent) beyond the ends of its segment."""
    start, end = offsets[segment], offsets[segment + 1]
    near = {}
    for distance in range(-3, 3):
        there = hits + distance
        inside = (there >= start) & (there < end)
        near[distance] = np.where(inside, words.take(np.where(inside, there, hits)), np.int32(0))
    return near


def in_context(types: ToneTypes, near: Near, mixed: Bools) -> Floats:
    """Valence of each hit after everything around it, except "but".

    `mixed` says that some words of its segment are in upper case, and not all.
    """
    code = {distance: types.code[words] for distance, words in near.items()}
    own = types.valence[near[0]]
    values = np.where((code[0] == Code.NO) & types.in_lexicon[near[1]], 0.0, own)
    or_nor = (code[-1] == Code.OR) | (code[-1] == Code.NOR)
    no = (code[-1] == Code.NO) | (code[-2] == Code.NO) | ((code[-3] == Code.NO) & or_nor)
    values = np.where(no, own * NEGATION, values)
    values = _shouted(values, values, types.upper[near[0]] & mixed)
    for distance in (1, 2, 3):
        word = near[-distance]
        changed = values + DAMPENED[distance] * _increment(types, word, values, mixed)
        changed = changed * _negation(code, types.negator[word], distance)
        if distance == 3:
            changed = _phrases(code, changed)
        values = np.where(types.modifies[word], changed, values)
    least = (code[-1] == Code.LEAST) & (code[-2] != Code.AT) & (code[-2] != Code.VERY)
    return np.where(least, values * NEGATION, values)


def _shouted(numbers: Floats, values: Floats, where: Bools) -> Floats:
    """Numbers moved away from 0 by the capitals increment, in the direction of the values."""
    return np.where(where, np.where(values > 0, numbers + CAPITALS, numbers - CAPITALS), numbers)


def _increment(types: ToneTypes, word: Classes, values: Floats, mixed: Bools) -> Floats:
    """What a booster before a hit adds to its value."""
    increment = np.where(values < 0, -types.booster[word], types.booster[word])
    return _shouted(increment, values, types.is_booster[word] & types.upper[word] & mixed)


def _negation(code: dict[int, Ints], negator: Bools, distance: int) -> Floats:
    """The factor of a negator that stands `distance` words before a hit."""
    so = {k: (code[k] == Code.SO) | (code[k] == Code.THIS) for k in (-1, -2)}
    doubt = {k: code[k] == Code.DOUBT for k in (-1, -2)}
    never, without = code[-distance] == Code.NEVER, code[-distance] == Code.WITHOUT
    plain = np.where(negator, NEGATION, 1.0)
    if distance == 1:
        return plain
    if distance == 2:
        stressed, certain = never & so[-1], without & doubt[-1]
    else:
        # here "so" or "this" right before the hit is enough, whatever stands third
        stressed, certain = (never & so[-2]) | so[-1], without & (doubt[-1] | doubt[-2])
    return np.where(stressed, NEVER_SO, np.where(certain, 1.0, plain))


def _phrases(code: dict[int, Ints], values: Floats) -> Floats:
    """Values replaced by those of special phrases around the hit, then moved by two-word boosters before it."""
    two, three = rules().special
    # From the weakest to the strongest: a later one overwrites
    for table, *distances in (
        (two, -3, -2),
        (three, -3, -2, -1),
        (two, -2, -1),
        (three, -2, -1, 0),
        (two, -1, 0),
        (two, 0, 1),
        (three, 0, 1, 2),
    ):
        special = table[tuple(code[k] for k in distances)]
        values = np.where(np.isnan(special), values, special)
    for pair in ((-3, -2), (-2, -1)):
        values = values + rules().boosted[code[pair[0]], code[pair[1]]]
    return values


def weighed_by_but(buts: Ints, segments: Ints, n_segments: int, hits: Ints, segment: Ints, values: Floats) -> Floats:
    """Values halved before the first "but" of their segment, and half as large again after it.

    `buts` are the places of that word, in order, and `segments` the segments they stand in.
    """
    but = np.full(n_segments, -1, np.int64)
    but[segments[::-1]] = buts[::-1]  # backwards, so that the first is written last
    but_of_hit = but[segment]
    factors = np.where(but_of_hit < 0, 1.0, np.where(hits < but_of_hit, BEFORE_BUT, AFTER_BUT))
    weighed = values * factors
    for k in _confused(segment, values, weighed, but_of_hit >= 0):
        mine = slice(*np.searchsorted(segment, (k, k + 1)))
        weighed[mine] = _found_by_value(values[mine].tolist(), factors[mine].tolist())
    return weighed


def _confused(segment: Ints, values: Floats, weighed: Floats, where: Bools) -> Ints:
    """Segments in which a weighed value equals another one as it was, so that the package may mistake them."""
    where = where & (values != 0)
    pairs = segment[where] + 1j * values[where]
    return np.unique(segment[where][np.isin(segment[where] + 1j * weighed[where], pairs)])


def _found_by_value(values: list[float], factors: list[float]) -> list[float]:
    """The package's own walk through the values of a segment with "but".

    It looks a value up with `list.index`: at each step the *first* value equal to the present one is weighed, even
    when it has been weighed before, and the present one is left as it is.
    """
    values = list(values)
    places: defaultdict[float, list[int]] = defaultdict(list)
    for place, value in enumerate(values):
        places[value].append(place)
    for step in range(len(values)):
        value = values[step]
        place = heappop(places[value])
        values[place] = value * factors[place]
        heappush(places[values[place]], place)
    return values
