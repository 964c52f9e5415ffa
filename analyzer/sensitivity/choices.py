"""What could as well have been set otherwise, and every combination of it.

A choice that can change nothing in the material at hand is none: combinations that differ by it would be one number,
counted twice.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType

from analyzer.features.frames import SCOPES
from analyzer.measures.tone import LEXICONS
from analyzer.settings import Settings

Option = str | float
BODY, WITH_TITLE = "body", "with title"
COPIES_IN, COPIES_OUT = "in", "out"
# How many different ambiguous patterns make a sentence carry a frame.
NEEDED: Mapping[str, float] = MappingProxyType({"two": 2, "none": math.inf, "one": 1})
_WEIGHTS = (0.0, 0.5, 1.0)
_SMOOTHING = (0.1, 0.5, 1.0)
CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "framing": ("scope", "ambiguous", "voice", "place", "copies"),
        "axis": ("scope", "ambiguous", "smoothing", "voice", "place", "copies"),
        "tone": ("lexicon", "voice", "place", "copies"),
    }
)
_VOICES = {"narrator": ("unquoted", "all"), "all": ("unquoted", "narrator")}
_NAMES = {"smoothing": "a smoothing of", "ambiguous": "ambiguous patterns weighing"}
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "scope=dictionary": "the longest match winning across frames",
        "scope=key": "each frame matched by itself",
        "ambiguous=two": "two different ambiguous patterns being needed",
        "ambiguous=one": "one ambiguous pattern being enough",
        "ambiguous=none": "ambiguous patterns left out",
        "ambiguous=0": "ambiguous patterns left out",
        "ambiguous=1": "ambiguous patterns counting in full",
        "voice=narrator": "the narrator's voice alone",
        "voice=unquoted": "paraphrases counted as the narrator's",
        "voice=quoted": "quoted speech alone",
        "voice=paraphrased": "paraphrased speech alone",
        "voice=all": "every voice counted",
        "place=body": "titles left out",
        "place=with title": "titles counted",
        "copies=in": "copies counted",
        "copies=out": "copies left out",
        "lexicon=masked": "names and codebook words not scored",
        "lexicon=whole": "names and codebook words scored",
        "lexicon=signs": "only the side of each score counted",
    }
)


@dataclass(frozen=True, slots=True)
class Specification:
    """One combination of options.

    Attributes
    ----------
    options : mapping of str to str or float
        The option of every choice that the measure depends on.
    label : str
        Those that could have been others, such as "scope=key, ambiguous=one".
    default : bool
        Whether all are those of the run.
    """

    options: Mapping[str, Option]
    label: str
    default: bool


def specifications(measure: str, settings: Settings, *, idle: Collection[str] = ()) -> list[Specification]:
    """Every combination of the choices that a measure depends on, that of the run first.

    Parameters
    ----------
    measure : {"framing", "axis", "tone"}
    settings : Settings
        Its options come first.
    idle : collection of str
        Names of choices that would change nothing, which keep the option of the run, and options ("voice=unquoted")
        that would be the same as others, which are left out.

    >>> [one.label for one in specifications("tone", Settings(), idle=("place", "copies", "voice=unquoted"))][:3]
    ['lexicon=masked, voice=narrator', 'lexicon=masked, voice=all', 'lexicon=whole, voice=narrator']
    >>> len(specifications("axis", Settings()))
    216
    """
    options = {name: _options(name, measure, settings) for name in CHOICES[measure]}
    options = {
        name: found[:1] if name in idle else tuple(one for one in found if f"{name}={one}" not in idle)
        for name, found in options.items()
    }
    named = [name for name, found in options.items() if len(found) > 1]
    made = [dict(zip(options, combined, strict=True)) for combined in product(*options.values())]
    return [Specification(one, label({name: one[name] for name in named}), at == 0) for at, one in enumerate(made)]


def label(options: Mapping[str, Option]) -> str:
    """Options as the table names them; "as set" where there was nothing to choose.

    >>> label({"scope": "key", "smoothing": 0.1}), label({})
    ('scope=key, smoothing=0.1', 'as set')
    """
    named = (f"{name}={option if isinstance(option, str) else format(option, 'g')}" for name, option in options.items())
    return ", ".join(named) or "as set"


def options_of(text: str) -> dict[str, str]:
    """A label taken apart.

    >>> options_of("scope=key, smoothing=0.1"), options_of("as set")
    ({'scope': 'key', 'smoothing': '0.1'}, {})
    """
    parts = (part.partition("=") for part in text.split(", "))
    return {name: option for name, sign, option in parts if sign}


def in_words(option: str) -> str:
    """An option of a label as it is told in a sentence, after "with".

    >>> in_words("ambiguous=one"), in_words("smoothing=0.1")
    ('one ambiguous pattern being enough', 'a smoothing of 0.1')
    """
    name, _, value = option.partition("=")
    return _WORDS.get(option, f"{_NAMES.get(name, name)} {value}")


def _options(name: str, measure: str, settings: Settings) -> tuple[Option, ...]:
    """The option of the run, then the others."""
    every: dict[str, tuple[Option, ...]] = {
        "scope": (settings.scope, *SCOPES),
        "ambiguous": tuple(NEEDED) if measure == "framing" else (settings.ambiguous_weight, *_WEIGHTS),
        "smoothing": (settings.axis_smoothing, *_SMOOTHING),
        # Speech alone answers another question: whom an article lets speak.
        "voice": (settings.voice, *_VOICES.get(settings.voice, ("all",))),
        "place": (BODY, WITH_TITLE),
        "copies": (COPIES_IN, COPIES_OUT),
        "lexicon": LEXICONS,
    }
    return tuple(dict.fromkeys(every[name]))
