"""What the finder gives back."""

from __future__ import annotations

from typing import Literal, NamedTuple

Span = tuple[int, int]
Kind = Literal["direct", "mixed", "indirect"]
KINDS: tuple[Kind, ...] = ("direct", "mixed", "indirect")
TIERS = ("neutral", "assertive", "negative", "private", "")

# Of what each rule finds, the share that human coders had found too, to the nearest .05 and at most .95 (train half);
# they marked no quotation within a quotation. The command that measures it: python -m evaluation.attributions.
# "parsed" finds few, and what it finds hangs on the model: the lower end of the 95 % range of one.
CONFIDENCE: dict[str, float] = {
    "middle": 0.95,
    "inverted": 0.95,
    "trailing": 0.95,
    "according": 0.95,
    "finite": 0.85,
    "joined": 0.85,
    "gerund": 0.8,
    "adjectival": 0.7,
    "passive": 0.7,
    "label": 0.85,
    "nominal": 0.7,
    "floating": 0.65,
    "infinitive": 0.7,
    "nested": 0.0,
    "parsed": 0.65,
}


class Attribution(NamedTuple):
    """Somebody says something: spans in the text given, in order; a content may have several.

    Attributes
    ----------
    source, cue : (int, int) or None
    contents : tuple of (int, int)
    kind : {"direct", "mixed", "indirect"}
        Whether the content stands wholly, partly or not at all between quotation marks.
    tier : str
        How the cue presents what is said: neutral, assertive, negative, private, or "" without a cue that has a tier.
    rule : str
        The rule that found it.
    speaker : str
        Who is meant by the source, in words; "" when that is not known.
    mention : (int, int) or None
        Where the words stand that say who: the source itself, or what its pronoun, "who" or "that" goes back to, if
        anything; None when there is nobody.
    named : bool
        Whether those words hold a proper name, of a person or a body, and not only a role or a group.
    clause : bool
        Whether what is said is a clause (indirect speech), not only a thing that is named ("dismissed the concerns").
    """

    source: Span | None
    cue: Span | None
    contents: tuple[Span, ...]
    kind: Kind
    tier: str
    rule: str
    speaker: str = ""
    mention: Span | None = None
    named: bool = False
    clause: bool = True
