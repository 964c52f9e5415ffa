"""What a spreadsheet would run as a formula; article text is not to be trusted."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def escape(value: object) -> object:
    """The cell, with an apostrophe before it where a spreadsheet would run it.

    >>> escape("=1+1"), escape("1+1"), escape(-1)
    ("'=1+1", '1+1', -1)
    """
    return "'" + value if isinstance(value, str) and value.startswith(_FORMULA) else value
