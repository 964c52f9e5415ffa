"""The same units, read otherwise: patterns matched anew, titles counted, one voice alone; which articles are copies.

Nothing here goes back to the text: patterns are matched on the token ids that the features hold.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.features import Features
from analyzer.features.frames import SCOPES, Scope, find
from analyzer.features.lean import lean
from analyzer.features.selecting import TokenStore
from analyzer.features.shingles import overlaps
from analyzer.sensitivity.choices import WITH_TITLE
from analyzer.text.units import BODY, PLACES, TITLE
from analyzer.text.voices import NARRATOR, PARAPHRASED, QUOTED

Bools = NDArray[np.bool_]
Reading = Callable[[Scope, str, str], Features]
_BODY = tuple(place for place in PLACES if place != TITLE)
_NEEDED = ("article", "sentence", "place", "voice", "tone", "tone_masked")
_MANY = 2000  # articles up to which every pair is looked at


def rematched(features: Features, scope: Scope) -> Features:
    """The features with the hits of another scope. They have no place in the text: counts need none."""
    book = features.codebook
    found = find(book.patterns, features.vocabulary.tolist(), features.tokens, features.barred, scope=scope)
    keys = list(book.frames)
    frame = np.array([keys.index(pattern.key) for pattern in book.patterns], np.int16)[found.pattern]
    hits = pd.DataFrame(
        {
            "unit": np.searchsorted(features.offsets, found.start, side="right") - 1,
            "frame": pd.Categorical.from_codes(frame, keys),  # type: ignore[call-overload]
            "pattern": found.pattern,
            "ambiguous": np.array([pattern.ambiguous for pattern in book.patterns], bool)[found.pattern],
        }
    )
    return replace(features, hits=hits)


def readings(features: Features, scope: Scope) -> Reading:
    """A function of scope, place and voice that gives the features read so, anew each time: who asks lets them go.

    `scope` is the one that the features were made with.
    """
    light = _light(features)

    @cache
    def matched(wanted: Scope) -> Features:
        return light if wanted == scope else replace(light, hits=rematched(features, wanted).hits)

    def read(wanted: Scope, place: str, voice: str) -> Features:
        given = replace(matched(wanted))  # remembers nothing of what was selected before
        if place != WITH_TITLE:
            return given.where(voice=voice, place=_BODY)
        made = given.where(voice=voice)
        return replace(made, units=made.units.assign(place=BODY))

    return read


def _light(features: Features) -> Features:
    """Without what no sum over sentences needs, so that a selection costs little."""
    none = TokenStore(np.zeros(0, np.int32), np.zeros(0, bool), np.zeros(len(features.units) + 1, np.int64))
    hits = features.hits[["unit", "frame", "pattern", "ambiguous"]]
    return lean(features, _NEEDED, without=("mentions", "loaded"), store=none, hits=hits)


def idle(features: Features, read: Reading, voice: str, copies: Bools) -> set[str]:
    """Choices, and options of choices, that would change nothing here."""
    units = features.units
    spoken = NARRATOR if voice == "all" else voice
    one, other = (read(scope, WITH_TITLE, "all").hits[["unit", "pattern"]].to_numpy() for scope in SCOPES)
    found = {
        "scope": np.array_equal(one, other),
        "ambiguous": not any(pattern.ambiguous for pattern in features.codebook.patterns),
        "voice": bool((units["voice"] == spoken).all()),
        "voice=unquoted": not set(units["voice"]) >= {QUOTED, PARAPHRASED},
        "place": not (units["place"] == TITLE).any(),
        "copies": not copies.any(),
    }
    return {name for name, same in found.items() if same}


def repeated(features: Features) -> Bools:
    """Of each pair of articles that share much of their text, the shorter one; never the focal one.

    Equally long ones: the one whose id comes later. Beyond 2,000 articles pairs are not looked for.
    """
    articles = features.articles
    result = np.zeros(len(articles), bool)
    if len(articles) > _MANY:
        return result
    focal, words, names = (articles[name].tolist() for name in ("focal", "n_words", "id"))
    for pair in overlaps(features)[["a", "b"]].to_numpy().tolist():
        result[min(pair, key=lambda row: (focal[row], words[row], [-ord(sign) for sign in names[row]]))] = True
    return result
