"""What the finder gives back."""

from __future__ import annotations

from typing import Literal, NamedTuple

Span = tuple[int, int]
Kind = Literal["direct", "mixed", "indirect"]


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
    """

    source: Span | None
    cue: Span | None
    contents: tuple[Span, ...]
    kind: Kind
    tier: str
    rule: str
